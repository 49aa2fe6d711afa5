//! Names of countries in the reader's language: the first ones of `knowledge/countries.toml`.

use rapporteur_knowledge::places::countries;
use rapporteur_model::Country;

/// The country's name in this language; its code where it has none.
#[must_use]
pub fn country_name(country: Country, lang: &str) -> String {
    let name = countries().country.get(&country).and_then(|words| words.of(lang)?.names.first());
    name.cloned().unwrap_or_else(|| country.code().to_owned())
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
