//! `countries.toml` and `names-places.toml`: countries, unions and regions with their words, and cities that languages call differently.

use std::collections::BTreeMap;

use rapporteur_model::Country;
use serde::Deserialize;

use crate::by_language::ByLanguage;
use crate::table::tables;

tables! {
    /// The committed table of countries.
    countries: Countries = "countries.toml";
    /// The committed list of places that languages call differently.
    places: Places = "names-places.toml";
}

/// Countries, unions of states, and first-level parts of countries.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Countries {
    /// What stands in official names of states beside the country's own ("Republic"); in Russian the beginnings of such words.
    pub forms: ByLanguage<Vec<String>>,
    /// By ISO 3166-1 code, with `EU`, `SU` and `XK`.
    pub country: BTreeMap<Country, CountryWords>,
    /// Unions of states.
    pub union: Vec<UnionWords>,
    /// First-level parts of countries.
    pub region: Vec<RegionWords>,
}

/// Words for one country.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CountryWords {
    /// In Russian.
    pub ru: PlaceWords,
    /// In English.
    pub en: PlaceWords,
    /// Reports say the capital for the government.
    pub metonym: bool,
}

impl CountryWords {
    /// In the language of this code; `None` for one that the table does not have.
    #[must_use]
    pub fn of(&self, lang: &str) -> Option<&PlaceWords> {
        match lang {
            "ru" => Some(&self.ru),
            "en" => Some(&self.en),
            _ => None,
        }
    }
}

/// Words of one language for a country, a union or a region; the file says what each list holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct PlaceWords {
    pub names: Vec<String>,
    pub adjectives: Vec<String>,
    pub prefixes: Vec<String>,
    pub people: Vec<String>,
    pub capitals: Vec<String>,
    pub houses: Vec<String>,
}

/// Words for a union of states.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnionWords {
    /// In Russian.
    pub ru: PlaceWords,
    /// In English.
    pub en: PlaceWords,
    /// Its members.
    pub members: Vec<Country>,
}

/// Words for a part of a country.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionWords {
    /// ISO 3166-2 code.
    pub code: String,
    /// In Russian.
    pub ru: PlaceWords,
    /// In English.
    pub en: PlaceWords,
    /// The city where its authorities sit, in Russian.
    pub seat: String,
}

impl RegionWords {
    /// The country that it is part of.
    ///
    /// # Panics
    /// If its code does not begin with a country's; a test reads every one.
    #[must_use]
    pub fn country(&self) -> Country {
        self.code.get(..2).and_then(Country::new).expect("codes of ISO 3166-2 begin with those of countries")
    }
}

/// Names of places in several languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    /// What states are called before their names.
    pub states: Vec<String>,
    /// Russian acronyms with the codes of the states that each may stand for, parted by ", ".
    pub acronyms: Vec<String>,
    /// Names of one place, parted by ", ".
    pub groups: Vec<String>,
}

impl Places {
    /// The states that an acronym may stand for ("РК"); none for any other word.
    #[must_use]
    pub fn states_called(&self, acronym: &str) -> Vec<Country> {
        let entry = self.acronyms.iter().find(|entry| entry.split(", ").next() == Some(acronym));
        entry.map_or_else(Vec::new, |entry| entry.split(", ").skip(1).filter_map(Country::new).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Countries, countries, places};
    use crate::table::read;

    #[test]
    fn parts_lie_in_countries_of_the_table_and_unions_have_names() {
        let all = countries();
        assert!(all.region.iter().all(|region| all.country.contains_key(&region.country()) && !region.ru.names.is_empty()));
        assert!(all.union.iter().all(|union| !union.en.names.is_empty() && !union.members.is_empty()));
        assert!(places().groups.iter().all(|group| group.contains(", ")), "a group of one name says nothing");
        let names =
            |code: &str| all.country.iter().find(|(c, _)| c.code() == code).map(|(_, words)| words.of("en").unwrap().names[0].as_str());
        assert_eq!((names("BY"), names("ZZ")), (Some("Belarus"), None));
        assert!(places().acronyms.iter().all(|entry| !places().states_called(entry.split(", ").next().unwrap()).is_empty()));
    }

    #[test]
    fn a_key_that_is_no_code_and_an_unknown_list_are_refused() {
        let wrong = |text: &str| read::<Countries>("countries.toml", text).expect_err("refused").to_string();
        let rest = "union = []\nregion = []\nforms = { ru = [], en = [] }\n";
        assert!(wrong(&format!("{rest}[country.Belarus]\nru.names = []\n")).contains("two letters"));
        assert!(wrong(&format!("{rest}[country.BY]\nru.nicknames = []\n")).contains("nicknames"));
    }
}
