//! Names that Russian and English have for one place: countries of `knowledge/countries.toml`, cities of `knowledge/names-places.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::latin::is_cyrillic;

#[derive(Deserialize)]
struct Countries {
    country: BTreeMap<String, BTreeMap<String, toml::Value>>,
}

#[derive(Deserialize)]
struct Cities {
    groups: Vec<String>,
}

/// Small letters of a name to the names to show: the Russian one, the English one.
static NAMES: LazyLock<BTreeMap<String, (String, String)>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    let mut put = |all: &[String], ru: &str, en: &str| {
        for name in all {
            names.entry(small(name)).or_insert_with(|| (ru.to_owned(), en.to_owned()));
        }
    };
    let countries: Countries = toml::from_str(include_str!("../../../knowledge/countries.toml")).expect("the table is part of the program");
    for country in countries.country.values() {
        let list = |lang: &str, key: &str| -> Vec<String> {
            let found = country.get(lang).and_then(|names| names.get(key)).and_then(toml::Value::as_array);
            found.map(|all| all.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect()).unwrap_or_default()
        };
        for key in ["names", "capitals"] {
            let (ru, en) = (list("ru", key), list("en", key));
            if let (Some(russian), Some(english)) = (ru.first(), en.first()) {
                // Of capitals only the present one has its counterpart in the same place of the list.
                let all = if key == "names" { [ru.clone(), en.clone()].concat() } else { vec![russian.clone(), english.clone()] };
                put(&all, russian, english);
            }
        }
    }
    let cities: Cities = toml::from_str(include_str!("../../../knowledge/names-places.toml")).expect("the table is part of the program");
    for group in &cities.groups {
        let all: Vec<String> = group.split(", ").map(str::to_owned).collect();
        let (ru, en) = (all.iter().find(|n| is_cyrillic(n)), all.iter().find(|n| !is_cyrillic(n)));
        if let (Some(ru), Some(en)) = (ru, en) {
            put(&all, ru, en);
        }
    }
    names
});

fn small(name: &str) -> String {
    name.to_lowercase().replace('ё', "е")
}

/// The name that this language has for the place with this name, where the tables know it.
pub(crate) fn place(name: &str, lang: &str) -> Option<&'static str> {
    let (ru, en) = NAMES.get(&small(name))?;
    match lang {
        "ru" => Some(ru),
        "en" => Some(en),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn places_have_their_own_names() {
        assert_eq!((place("Каир", "en"), place("Hanoi", "ru")), (Some("Cairo"), Some("Ханой")));
        assert_eq!((place("Узбекистан", "en"), place("Токио", "en")), (Some("Uzbekistan"), Some("Tokyo")));
        assert_eq!(place("Каркыра", "en"), None);
    }
}
