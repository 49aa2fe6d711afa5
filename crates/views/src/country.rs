//! Names of countries in the reader's language: the first ones of `knowledge/countries.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rapporteur_model::Country;
use serde::Deserialize;

#[derive(Deserialize)]
struct Countries {
    country: BTreeMap<String, BTreeMap<String, toml::Value>>,
}

/// Code, then language, then name.
static NAMES: LazyLock<BTreeMap<String, BTreeMap<String, String>>> = LazyLock::new(|| {
    let all: Countries = toml::from_str(include_str!("../../../knowledge/countries.toml")).expect("the table is part of the program");
    let first = |value: &toml::Value| value.get("names")?.get(0)?.as_str().map(str::to_owned);
    let names = |one: BTreeMap<String, toml::Value>| one.iter().filter_map(|(lang, v)| Some((lang.clone(), first(v)?))).collect();
    all.country.into_iter().map(|(code, one)| (code, names(one))).collect()
});

/// The country's name in this language; its code where it has none.
#[must_use]
pub fn country_name(country: Country, lang: &str) -> String {
    NAMES.get(country.code()).and_then(|names| names.get(lang)).cloned().unwrap_or_else(|| country.code().to_owned())
}

#[cfg(test)]
mod tests {
    use super::country_name;
    use rapporteur_model::Country;

    #[test]
    fn countries_have_names() {
        let by = Country::new("BY").unwrap();
        assert_eq!((country_name(by, "ru").as_str(), country_name(by, "en").as_str()), ("Беларусь", "Belarus"));
        assert_eq!(country_name(Country::new("ZZ").unwrap(), "en"), "ZZ");
    }
}
