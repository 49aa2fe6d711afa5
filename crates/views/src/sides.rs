//! Countries and other sides as people name them: a code, a name or an adjective in either language, an entry. And the words by which
//! the bodies of a country are known.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rapporteur_knowledge::places::{CountryWords, countries};
use rapporteur_model::Country;
use rapporteur_store::{Side, terms};

fn all() -> &'static BTreeMap<Country, CountryWords> {
    &countries().country
}

/// The country that a reader means: by its code in any letters, or by a name or adjective in Russian or English.
#[must_use]
pub fn country(text: &str) -> Option<Country> {
    let asked = small(text);
    let code = text.trim().to_uppercase();
    let by_code = Country::new(&code).filter(|code| all().contains_key(code));
    let named =
        |entry: &CountryWords| [&entry.ru, &entry.en].iter().any(|n| n.names.iter().chain(&n.adjectives).any(|name| small(name) == asked));
    by_code.or_else(|| all().iter().find(|(_, entry)| named(entry)).map(|(code, _)| *code))
}

/// The names of countries that look like what was written, for a hint; at most three.
#[must_use]
pub fn similar_countries(text: &str) -> Vec<String> {
    let asked = small(text);
    let names = all().iter().flat_map(|(code, e)| e.en.names.iter().chain(&e.ru.names).map(move |name| (code, name)));
    let begins = |name: &String| {
        let name = small(name);
        let opening = |n: usize| name.chars().take(n).eq(asked.chars().take(n));
        // "Rusia" for "Russia": the same beginning and ending.
        let ends = name.chars().rev().zip(asked.chars().rev()).take_while(|(a, b)| a == b).count();
        let close = name.chars().count().abs_diff(asked.chars().count()) < 2 && opening(2) && ends + 4 > asked.chars().count().min(6);
        asked.chars().count() > 2 && (name.starts_with(&asked) || close)
    };
    names.filter(|(_, name)| begins(name)).take(3).map(|(code, name)| format!("{code} ({name})")).collect()
}

/// The country that one of several words names in some inflection, and the other words.
pub(crate) fn country_within(text: &str) -> Option<(Country, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).filter(|_| words.len() > 1).find_map(|n| {
        let country = STEMS.get(&stem_of(words[n])?)?;
        let rest = [&words[..n], &words[n + 1..]].concat().join(" ");
        Some((*country, rest))
    })
}

/// Words that name a country, without their endings.
static STEMS: LazyLock<BTreeMap<String, Country>> = LazyLock::new(|| {
    let mut stems = BTreeMap::new();
    for (&country, entry) in all() {
        let words = [&entry.ru, &entry.en].into_iter().flat_map(|l| l.names.iter().chain(&l.adjectives)).filter(|name| !name.contains(' '));
        for word in words {
            if let Some(stem) = stem_of(word) {
                stems.entry(stem).or_insert(country);
            }
        }
    }
    stems
});

fn stem_of(word: &str) -> Option<String> {
    terms(word).into_iter().next().map(|t| t.stem)
}

/// Somebody who takes part: a country by its code or name; else an entry by its id or words of its name.
#[must_use]
pub fn side(text: &str) -> Side {
    let text = text.trim();
    // Two small letters are a word of a name rather than a code ("из", "in").
    let code = text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
    let found = if code || text.chars().count() > 2 { country(text).filter(|_| code || !is_code(text)) } else { None };
    match found {
        Some(country) => Side::Country(country),
        None if code => Country::new(text).map_or_else(|| Side::Name(text.to_owned()), Side::Country),
        None => Side::Name(text.to_owned()),
    }
}

fn is_code(text: &str) -> bool {
    Country::new(text).is_some_and(|code| all().contains_key(&code))
}

/// A side that also finds the sessions of bodies that have the country in their name ("Belarusian-Serbian commission").
pub(crate) fn widened(side: &Side) -> Side {
    let Side::Country(country) = side else { return side.clone() };
    let Some(entry) = all().get(country) else { return side.clone() };
    let mut words: Vec<String> = Vec::new();
    for one in [&entry.ru, &entry.en] {
        words.extend(one.names.iter().chain(&one.prefixes).filter(|name| !name.contains(' ')).cloned());
        // Adjectives are found in every form: "сербск…", "Serbian".
        words.extend(one.adjectives.iter().filter(|a| !a.contains(' ')).map(|a| format!("{}*", stem(a))));
    }
    Side::CountryOrBody(*country, words)
}

/// A Russian adjective without its ending.
fn stem(adjective: &str) -> &str {
    ["ский", "цкий", "ый", "ий", "ой"]
        .iter()
        .find_map(|end| {
            let short = adjective.strip_suffix(end)?;
            Some(if end.starts_with(['с', 'ц']) { &adjective[..adjective.len() - "ий".len()] } else { short })
        })
        .unwrap_or(adjective)
}

fn small(text: &str) -> String {
    text.trim().to_lowercase().replace('ё', "е").replace('.', "")
}

#[cfg(test)]
mod tests {
    use super::{country, country_within, side, similar_countries, widened};
    use rapporteur_model::Country;
    use rapporteur_store::Side;

    #[test]
    fn countries_are_known_by_what_people_call_them() {
        let check = |text: &str, code: &str| assert_eq!(country(text), Country::new(code), "{text}");
        check("ru", "RU");
        check("Россия", "RU");
        check("russia", "RU");
        check("Serbian", "RS");
        check("белорусский", "BY");
        assert_eq!(country("Atlantis"), None);
        assert!(similar_countries("Rusia").iter().any(|c| c.starts_with("RU")));
        assert!(similar_countries("Kazakh").iter().any(|c| c.starts_with("KZ")));
    }

    #[test]
    fn countries_are_found_among_words() {
        let (country, rest) = country_within("президент Казахстана").unwrap();
        assert_eq!((country.code(), rest.as_str()), ("KZ", "президент"));
        assert!(country_within("Казахстан").is_none());
    }

    #[test]
    fn sides_are_countries_or_names() {
        assert_eq!(side("Индия"), Side::Country(Country::new("IN").unwrap()));
        assert_eq!(side("RS"), Side::Country(Country::new("RS").unwrap()));
        assert_eq!(side("Купол"), Side::Name("Купол".to_owned()));
        let Side::CountryOrBody(_, words) = widened(&side("RS")) else { panic!() };
        assert!(words.iter().any(|w| w == "сербск*") && words.iter().any(|w| w == "Serbian*"));
    }
}
