//! Stand-off layers over a report's clean text: sentences, tokens, mentions. Knows no model and no rule.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{Country, Deprel, Edtf, Feats, GatheringKind, InstrumentKind, Issue, Lang, PersonName, Span, Upos};

/// A sentence: a span and its tokens. Never reaches over a block's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From the first token's first byte to the last token's last.
    pub span: Span,
    /// Indices into [`Analysis::tokens`].
    pub tokens: Range<u32>,
}

/// A token with its UD annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Dictionary form, lower case except for names in Latin letters.
    pub lemma: Box<str>,
    /// Word class.
    pub upos: Upos,
    /// Features.
    pub feats: Feats,
    /// Index of the head in [`Analysis::tokens`] (same sentence); `None` for the root. Heads form a tree with one root a sentence.
    pub head: Option<u32>,
    /// Relation to the head.
    pub deprel: Deprel,
}

/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// A person by name.
    Person,
    /// An organisation by name, or by a description that stands for one ("правительство Удмуртии").
    Organisation,
    /// An organisation that meets in sessions: commission, committee, council, working group.
    Body,
    /// A country, region, city or venue.
    Place,
    /// The title of a post ("генеральный директор").
    Post,
    /// A date or range of dates.
    Date,
    /// What was signed or adopted.
    Instrument,
    /// What is made or sold, by name.
    Product,
    /// An exhibition, forum, conference, summit or exercise.
    Gathering,
}

impl MentionKind {
    /// The kind as in `--json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Body => "body",
            Self::Place => "place",
            Self::Post => "post",
            Self::Date => "date",
            Self::Instrument => "instrument",
            Self::Product => "product",
            Self::Gathering => "gathering",
        }
    }
}

/// What a mention carries beside its name, by kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Nothing.
    #[default]
    None,
    /// Of a date: its value, relative words already resolved against the report.
    Date(Edtf),
    /// Of an instrument: its kind.
    Instrument(InstrumentKind),
    /// Of a gathering: its kind.
    Gathering(GatheringKind),
    /// Of a person: the parts of the name in the nominative.
    Person(PersonName),
    /// Of a place that a gazetteer knows: where it lies.
    Place(Position),
}

/// A point on the earth (WGS 84), to a millionth of a degree (about 11 cm). Whole numbers, so that equal positions are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Millionths of a degree north, at most 90 degrees either way.
    lat_e6: i32,
    /// Millionths of a degree east, at most 180 degrees either way.
    lon_e6: i32,
}

impl Position {
    /// From degrees north and east, rounded; `None` for what lies nowhere on the earth.
    #[must_use]
    pub fn from_degrees(lat: f64, lon: f64) -> Option<Self> {
        let on_earth = lat.abs() <= 90.0 && lon.abs() <= 180.0;
        // Both are at most 180 million.
        let millionths = |degrees: f64| (degrees * 1e6).round() as i32;
        on_earth.then(|| Self { lat_e6: millionths(lat), lon_e6: millionths(lon) })
    }

    /// Degrees north, -90 to 90.
    #[must_use]
    pub fn lat(self) -> f64 {
        f64::from(self.lat_e6) / 1e6
    }

    /// Degrees east, -180 to 180.
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from(self.lon_e6) / 1e6
    }
}

/// A span that names something. Mentions of a report are ordered by (start, longest first); they may nest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// What it names.
    pub kind: MentionKind,
    /// Where it stands.
    pub span: Span,
    /// Index in [`Analysis::tokens`] of its syntactic head.
    pub head: u32,
    /// The name in the nominative (a normal form that agrees over the whole name), quotes repaired; for others the words as normalised.
    pub name: String,
    /// The country that the mention itself states ("белорусский Госкомвоенпром", "Министерство обороны РФ") or is (a country's name).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// What it carries beside its name.
    #[serde(default)]
    pub detail: Detail,
    /// Index of the mention that introduces the same thing in this report (the longest name of its group), itself if it is that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<u32>,
}

impl Mention {
    /// The value of a date mention.
    #[must_use]
    pub fn date(&self) -> Option<Edtf> {
        match self.detail {
            Detail::Date(date) => Some(date),
            _ => None,
        }
    }

    /// Where the place of a mention lies, if a gazetteer knows it.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        match self.detail {
            Detail::Place(position) => Some(position),
            _ => None,
        }
    }
}

/// Everything that the language engine says of one report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysis {
    /// Language whose models were used.
    pub lang: Lang,
    /// Models and their versions, as one string that claims carry.
    pub model: String,
    /// Sentences in the order of the text.
    pub sentences: Vec<Sentence>,
    /// Tokens in the order of the text.
    pub tokens: Vec<Token>,
    /// Mentions ordered by (start, longest first).
    pub mentions: Vec<Mention>,
    /// What could not be analysed as it should; they become issues of the report.
    pub issues: Vec<Issue>,
}

impl Analysis {
    /// The tokens of a sentence.
    #[must_use]
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }

    /// Index of the sentence that holds this token.
    #[must_use]
    pub fn sentence_of(&self, token: u32) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token)
    }

    /// Indices of the tokens that lie in `span`.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<u32> {
        let start = self.tokens.partition_point(|t| t.span.end() <= span.start());
        let end = self.tokens.partition_point(|t| t.span.start() < span.end());
        // Both count tokens of one text of less than 4 GiB.
        start as u32..end.max(start) as u32
    }

    /// Indices of the direct dependents of a token, in the order of the text.
    pub fn children(&self, token: u32) -> impl Iterator<Item = u32> + '_ {
        let range = self.sentences.get(self.sentence_of(token)).map_or(0..0, |s| s.tokens.clone());
        range.filter(move |&t| self.tokens[t as usize].head == Some(token))
    }
}

#[cfg(test)]
mod tests {
    use super::Position;

    #[test]
    fn positions_keep_a_millionth_of_a_degree() {
        let minsk = Position::from_degrees(53.9, 27.566_67).expect("on the earth");
        assert_eq!((minsk.lat(), minsk.lon()), (53.9, 27.566_67));
        assert_eq!(Position::from_degrees(-33.868_8, -151.209_3).map(Position::lat), Some(-33.868_8));
        assert_eq!(Position::from_degrees(90.1, 0.0), None);
        assert_eq!(Position::from_degrees(f64::NAN, 0.0), None);
    }
}
