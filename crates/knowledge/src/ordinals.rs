//! `ordinals.toml`: ordinal number words, of both languages in one table.

use foldhash::HashMap;
use serde::Deserialize;

use crate::table::tables;

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordinals {
    /// Numbers by ordinal word.
    pub ordinal: HashMap<String, u32>,
    /// Numbers by the word that comes before an ordinal ("twenty" of "twenty-fifth").
    pub before: HashMap<String, u32>,
}

tables! {
    /// The committed file.
    ordinals: Ordinals = "ordinals.toml";
}
