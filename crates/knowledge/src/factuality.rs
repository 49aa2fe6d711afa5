//! `factuality.toml`: word classes that say whether an event under or beside a word happened.

use foldhash::HashSet;
use serde::Deserialize;

use crate::by_language::ByLanguage;
use crate::table::tables;

tables! {
    /// The committed classes.
    factuality: Factuality = "factuality.toml";
}

/// What a word says of the event under or beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "they are what they are called")]
pub enum Tells {
    /// It was done, if the word itself is affirmed ("managed to").
    Happened,
    /// It was done, whatever stands further up ("results of the talks").
    Held,
    Planned,
    Proposed,
    Conditional,
    Denied,
    Cancelled,
    /// To another day, or to none.
    Postponed,
    /// What was told of it is false.
    Refuted,
    /// No event is claimed: asked, doubted, remembered, a habit.
    Nothing,
}

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Factuality {
    /// "не", "never", "no".
    pub negation: ByLanguage<HashSet<String>>,
    /// "но", "however".
    pub adversative: ByLanguage<HashSet<String>>,
    /// "раз" of "не раз", "only" of "not only".
    pub repeated: ByLanguage<HashSet<String>>,
    /// Classes of Russian.
    pub ru: Vec<FactClass>,
    /// Classes of English.
    pub en: Vec<FactClass>,
}

/// Words that say the same of an event.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactClass {
    /// Its name.
    pub class: String,
    /// What they say.
    pub tells: Tells,
    /// Words that govern the event.
    #[serde(default)]
    pub over: Vec<String>,
    /// Adverbs, adjectives and particles at it.
    #[serde(default)]
    pub beside: Vec<String>,
    /// Prepositions and conjunctions in front of it.
    #[serde(default)]
    pub preposition: Vec<String>,
    /// Endings of nouns that govern it.
    #[serde(default)]
    pub endings: Vec<String>,
    /// A text in which the class is at work.
    pub example: String,
    /// A near one in which it is not.
    pub counter: String,
}
