//! `references.toml`: words that stand for persons and houses named elsewhere.

use std::collections::BTreeMap;

use foldhash::HashSet;
use serde::Deserialize;

use crate::by_language::ByLanguage;
use crate::events::Classes;
use crate::table::tables;

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct References {
    /// By a noun that describes a person, nouns of the titles that it can stand for.
    pub describes: ByLanguage<BTreeMap<String, HashSet<String>>>,
    /// By a common noun of houses, beginnings of the words that their names have.
    pub houses: ByLanguage<BTreeMap<String, Vec<String>>>,
    /// By what is headed, beginnings of words that the title or house of its head has.
    pub leads: ByLanguage<BTreeMap<String, Vec<String>>>,
    /// Word classes.
    pub words: ByLanguage<Classes>,
}

tables! {
    /// The committed file.
    references: References = "references.toml";
}
