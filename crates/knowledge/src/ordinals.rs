//! `ordinals.toml`: ordinal number words, of both languages in one table.

use std::sync::LazyLock;

use foldhash::HashMap;
use serde::Deserialize;

use crate::table::read;

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordinals {
    /// Numbers by ordinal word.
    pub ordinal: HashMap<String, u32>,
    /// Numbers by the word that comes before an ordinal ("twenty" of "twenty-fifth").
    pub before: HashMap<String, u32>,
}

/// The committed file.
#[must_use]
pub fn ordinals() -> &'static Ordinals {
    static ALL: LazyLock<Ordinals> = LazyLock::new(|| {
        read("ordinals.toml", include_str!("../../../knowledge/ordinals.toml"))
            .expect("knowledge/ordinals.toml is part of the program and tested")
    });
    &ALL
}
