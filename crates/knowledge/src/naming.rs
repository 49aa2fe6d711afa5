//! The tables by which names are made comparable: concepts of organisations' names, forms of firms, given names, letters, syllables.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::table::tables;

tables! {
    /// The committed words of organisations' names as concepts.
    concepts: Concepts = "resolve-concepts.toml";
    /// The committed words of firms' names.
    firms: Firms = "names-firms.toml";
    /// The committed groups of given names.
    given: Given = "names-given.toml";
    /// The committed letters of scripts that names are written in beside Cyrillic and Latin ones.
    scripts: Scripts = "names-scripts.toml";
    /// The committed syllables of languages that have few.
    syllables: Syllables = "names-syllables.toml";
    /// The committed weights of pairs of letters: a row a Cyrillic chunk, with Latin chunks and their weights.
    transliteration: BTreeMap<String, String> = "names-transliteration.toml";
}

/// Words of organisations' names, by the concept that they stand for; words are parted by blanks, `*` is any ending.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Concepts {
    pub units: BTreeMap<String, String>,
    pub parts_of: WordLine,
    pub meet: WordLine,
    pub talks: WordLine,
    pub understood: WordLine,
    pub many: WordLine,
    pub firms: WordLine,
    pub states: WordLine,
    pub agencies: WordLine,
    pub levels: WordLine,
    pub between: WordLine,
    pub ordered: WordLine,
    pub silent: WordLine,
    pub world: WordLine,
    pub plurals: WordLine,
    /// Words by which the press calls a house that is named otherwise.
    pub press: WordLine,
    pub words: BTreeMap<String, String>,
    pub several: BTreeMap<String, String>,
    pub phrases: BTreeMap<String, String>,
    pub parts: BTreeMap<String, String>,
    pub drop: WordLine,
    pub places: WordLine,
    pub titles: WordLine,
    pub gatherings: WordLine,
    pub instruments: WordLine,
}

/// Words in one line, parted by blanks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordLine {
    /// The line.
    pub words: String,
}

/// Words of firms' names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Firms {
    pub forms: String,
    pub phrases: Vec<String>,
    pub short: Vec<String>,
    pub han: Vec<String>,
    pub neutral: String,
    pub ways: Vec<String>,
}

/// Given names that are one in several languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Names of one group, parted by blanks.
    pub groups: Vec<String>,
    /// For a Cyrillic letter the Latin ones with which a name that it begins may be written in its own language.
    pub begin: BTreeMap<char, String>,
}

/// Letters of other scripts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Scripts {
    pub compound_surnames: String,
    pub greek: Vec<String>,
    pub arabic: Consonants,
    pub hebrew: Consonants,
}

/// A script without vowels.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Consonants {
    pub article: String,
    pub signs: Vec<String>,
    pub latin: Vec<String>,
}

/// Syllables of Chinese, Korean and Vietnamese names, and small words of names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Syllables {
    pub drop: BTreeSet<String>,
    pub articles: BTreeSet<String>,
    pub opening: BTreeSet<String>,
    pub titles: BTreeSet<String>,
    pub generations: Vec<String>,
    pub feminine: Vec<String>,
    pub chinese: ChineseSyllables,
    pub korean: ListedSyllables,
    pub vietnamese: ListedSyllables,
}

/// Syllables made of a beginning and an end, each with its spellings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct ChineseSyllables {
    pub initials: Vec<String>,
    pub finals: Vec<String>,
    pub whole: Vec<String>,
}

/// Syllables, each with its spellings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct ListedSyllables {
    pub syllables: Vec<String>,
}
