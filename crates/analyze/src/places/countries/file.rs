//! The shape of `knowledge/countries.toml`. Holds no rule.

use std::collections::BTreeMap;

use rapporteur_model::Country;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub forms: Forms,
    pub country: BTreeMap<String, CountryEntry>,
    pub union: Vec<UnionEntry>,
    pub region: Vec<RegionEntry>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Forms {
    pub ru: Vec<String>,
    pub en: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountryEntry {
    #[serde(default)]
    pub ru: Words,
    #[serde(default)]
    pub en: Words,
    /// Reports say the capital for the government.
    #[serde(default)]
    pub metonym: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Words {
    pub names: Vec<String>,
    pub adjectives: Vec<String>,
    pub prefixes: Vec<String>,
    pub people: Vec<String>,
    pub capitals: Vec<String>,
    pub houses: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnionEntry {
    pub ru: Words,
    pub en: Words,
    pub members: Vec<Country>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegionEntry {
    pub code: String,
    pub ru: Words,
    pub en: Words,
    pub seat: String,
}
