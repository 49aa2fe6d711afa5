//! `instruments.toml`, `gatherings.toml` and `products.toml`: nouns of what is signed, of gatherings and of what is made.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};
use rapporteur_model::{GatheringKind, InstrumentKind};
use serde::Deserialize;

use crate::by_language::ByLanguage;
use crate::table::tables;

tables! {
    /// The committed nouns of instruments.
    instruments: ByLanguage<Instruments> = "instruments.toml";
    /// The committed nouns of gatherings.
    gatherings: ByLanguage<Gatherings> = "gatherings.toml";
    /// The committed nouns of products.
    products: ByLanguage<Products> = "products.toml";
}

/// Nouns of instruments, and the words around them.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "RawInstruments")]
pub struct Instruments {
    /// Kind by noun.
    pub kinds: HashMap<String, InstrumentKind>,
    /// What goes on with an instrument's name.
    pub prepositions: HashSet<String>,
    /// Nouns that end it.
    pub stops: HashSet<String>,
}

#[derive(Deserialize)]
struct RawInstruments {
    prepositions: HashSet<String>,
    stops: HashSet<String>,
    #[serde(flatten)]
    kinds: BTreeMap<InstrumentKind, Vec<String>>,
}

impl TryFrom<RawInstruments> for Instruments {
    type Error = String;

    fn try_from(raw: RawInstruments) -> Result<Self, String> {
        Ok(Self { kinds: by_word(raw.kinds)?, prepositions: raw.prepositions, stops: raw.stops })
    }
}

/// Nouns of gatherings, and what tells them from organisations.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "RawGatherings")]
pub struct Gatherings {
    /// Kind by noun.
    pub kinds: HashMap<String, GatheringKind>,
    /// What tells gatherings from organisations.
    pub signs: GatheringSigns,
}

#[derive(Deserialize)]
struct RawGatherings {
    signs: GatheringSigns,
    #[serde(flatten)]
    kinds: BTreeMap<GatheringKind, Vec<String>>,
}

impl TryFrom<RawGatherings> for Gatherings {
    type Error = String;

    fn try_from(raw: RawGatherings) -> Result<Self, String> {
        Ok(Self { kinds: by_word(raw.kinds)?, signs: raw.signs })
    }
}

/// What tells gatherings from organisations; see `knowledge/gatherings.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct GatheringSigns {
    pub either: HashSet<String>,
    pub proper: HashSet<String>,
    pub never: HashSet<String>,
    pub verbs: HashSet<String>,
    pub done: HashSet<String>,
    pub around: HashSet<String>,
    pub named: HashSet<String>,
    pub calendar: HashSet<String>,
}

/// Nouns of products.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Products {
    /// What is made and bears a name.
    pub heads: HashSet<String>,
    /// Works of art, which are no products.
    pub works: HashSet<String>,
}

/// Kind by word.
fn by_word<K: Copy + std::fmt::Debug>(lists: BTreeMap<K, Vec<String>>) -> Result<HashMap<String, K>, String> {
    let mut kinds = HashMap::default();
    for (kind, words) in lists {
        for word in words {
            if let Some(other) = kinds.insert(word.clone(), kind) {
                return Err(format!("\"{word}\" is listed as {other:?} and as {kind:?}"));
            }
        }
    }
    Ok(kinds)
}

#[cfg(test)]
mod tests {
    use super::{Gatherings, Instruments, gatherings, instruments, products};
    use crate::table::read;
    use rapporteur_model::InstrumentKind;

    #[test]
    fn the_committed_files_can_be_read() {
        for (_, of) in instruments().iter() {
            assert!(of.kinds.values().any(|&kind| kind == InstrumentKind::Memorandum) && !of.prepositions.is_empty());
        }
        assert!(gatherings().iter().all(|(_, of)| !of.kinds.is_empty()) && products().iter().all(|(_, of)| !of.heads.is_empty()));
    }

    #[test]
    fn a_noun_of_two_kinds_and_an_unknown_kind_are_refused() {
        let wrong = |text: &str| read::<Instruments>("x.toml", text).expect_err("refused").to_string();
        let twice = wrong("prepositions = []\nstops = []\nplan = [\"plan\"]\nprogramme = [\"plan\"]\n");
        assert!(twice.contains("\"plan\" is listed as"), "{twice}");
        assert!(wrong("prepositions = []\nstops = []\nplane = [\"plan\"]\n").contains("plane"));
        assert!(read::<Gatherings>("x.toml", "forum = [\"forum\"]").expect_err("refused").to_string().contains("signs"));
    }
}
