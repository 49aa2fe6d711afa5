//! Names that Russian and English have for one place: countries of `knowledge/countries.toml`, cities of `knowledge/names-places.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rapporteur_knowledge::places::{countries, places};

use crate::latin::is_cyrillic;

/// Small letters of a name to the names to show: the Russian one, the English one.
static NAMES: LazyLock<BTreeMap<String, (String, String)>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    let mut put = |all: &[String], ru: &str, en: &str| {
        for name in all {
            names.entry(small(name)).or_insert_with(|| (ru.to_owned(), en.to_owned()));
        }
    };
    for words in countries().country.values() {
        let names = [words.ru.names.clone(), words.en.names.clone()].concat();
        // Of capitals only the present one has its counterpart in the same place of the list.
        let capitals: Vec<String> = words.ru.capitals.first().into_iter().chain(words.en.capitals.first()).cloned().collect();
        for (all, ru, en) in [(names, &words.ru.names, &words.en.names), (capitals, &words.ru.capitals, &words.en.capitals)] {
            if let (Some(russian), Some(english)) = (ru.first(), en.first()) {
                put(&all, russian, english);
            }
        }
    }
    for group in &places().groups {
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
