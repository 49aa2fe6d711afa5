//! Closed lists of kinds that mentions carry. Words that name a kind are data of `knowledge/`.

use serde::{Deserialize, Serialize};

/// The parts of a person's name, in the nominative and in the letters of the report.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct PersonName {
    /// Given name or its initial with a point ("Дмитрий", "Д.").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// Patronymic or middle name, or its initial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patronymic: Option<String>,
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surname: Option<String>,
}

/// What was signed or adopted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the words of the field")]
pub enum InstrumentKind {
    Protocol,
    Memorandum,
    Agreement,
    Contract,
    Treaty,
    Programme,
    Plan,
    RoadMap,
    Declaration,
    Communique,
    Statement,
    Act,
    Other,
}

/// What kind of gathering a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the words of the field")]
pub enum GatheringKind {
    Exhibition,
    Forum,
    Conference,
    Summit,
    Exercise,
    Congress,
    Festival,
    Other,
}

impl InstrumentKind {
    /// The kind as it is written in data and in `--json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Protocol => "protocol",
            Self::Memorandum => "memorandum",
            Self::Agreement => "agreement",
            Self::Contract => "contract",
            Self::Treaty => "treaty",
            Self::Programme => "programme",
            Self::Plan => "plan",
            Self::RoadMap => "road_map",
            Self::Declaration => "declaration",
            Self::Communique => "communique",
            Self::Statement => "statement",
            Self::Act => "act",
            Self::Other => "other",
        }
    }
}

impl GatheringKind {
    /// The kind as it is written in data and in `--json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exhibition => "exhibition",
            Self::Forum => "forum",
            Self::Conference => "conference",
            Self::Summit => "summit",
            Self::Exercise => "exercise",
            Self::Congress => "congress",
            Self::Festival => "festival",
            Self::Other => "other",
        }
    }
}
