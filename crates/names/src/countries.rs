//! Words that stand for a country in names, in any case: nouns, adjectives, first parts of compounds, short forms.
//! The names are data of `knowledge/countries.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use rapporteur_knowledge::places::{PlaceWords, countries as table, places as shared};
use rapporteur_model::Country;

use crate::concepts;
use crate::text::{fold, plain, words};

#[derive(Default)]
struct Lexicon {
    /// Folded words; `None` where two countries share one ("конголезский").
    words: HashMap<String, Option<Country>>,
    /// Names of several words as beginnings of these words.
    phrases: Vec<(Vec<String>, Country)>,
    /// Whole names in the nominative, without marks.
    names: HashMap<String, Country>,
    /// Names of one capital, region or seat of a region in both languages, with its country.
    places: Vec<(Vec<String>, Country)>,
}

/// What states are called before their names, folded, the longest first.
static FORMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut forms: Vec<String> = shared().states.iter().map(|form| plain(form)).collect();
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    forms
});

/// Endings of Russian adjectives, the short one of compounds ("российско-") among them.
const ADJECTIVE: [&str; 13] = ["ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими", "о"];
/// Endings of Russian nouns that names of countries take.
const NOUN: [&str; 17] = ["", "а", "я", "ы", "и", "у", "ю", "е", "ой", "ей", "ом", "ем", "ью", "ь", "й", "ов", "ами"];

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let data = table();
    let mut lexicon = Lexicon::default();
    for (&country, entry) in &data.country {
        let (ru, en) = (&entry.ru, &entry.en);
        ru.names.iter().chain(&en.names).for_each(|name| {
            lexicon.names.entry(plain(name)).or_insert(country);
        });
        let capitals: Vec<String> = ru.capitals.first().into_iter().chain(en.capitals.first()).cloned().collect();
        lexicon.places.push((capitals, country));
        // The Union is an organisation in names of organisations, not a country.
        if country.code() != "EU" {
            lexicon.russian(ru, country);
            lexicon.english(en, country);
        }
    }
    for region in &data.region {
        lexicon.places.push((region.ru.names.iter().chain(&region.en.names).cloned().collect(), region.country()));
        lexicon.places.push((vec![region.seat.clone()], region.country()));
    }
    lexicon.phrases.sort_by_key(|(words, country)| (std::cmp::Reverse(words.len()), words.clone(), *country));
    lexicon
});

impl Lexicon {
    fn russian(&mut self, names: &PlaceWords, country: Country) {
        for name in &names.names {
            let parts = words(&fold(name));
            match parts.as_slice() {
                [acronym] if name.chars().all(|c| c.is_uppercase() || c == '.') => self.word(acronym.clone(), country),
                [word] => {
                    // One letter: the vowel before it stays ("Россия", "Китай").
                    let stem = word.strip_suffix(['а', 'я', 'ы', 'и', 'ь', 'й', 'е']).filter(|s| s.chars().count() > 2).unwrap_or(word);
                    NOUN.iter().for_each(|ending| self.word(format!("{stem}{ending}"), country));
                    // The vowel of "Египет" is gone in the other cases.
                    if let Some(short) = word.strip_suffix("ет").filter(|_| word == stem) {
                        NOUN.iter().for_each(|ending| self.word(format!("{short}т{ending}"), country));
                    }
                    self.word(word.clone(), country);
                }
                several => self.phrase(several, country),
            }
        }
        for adjective in &names.adjectives {
            let folded = fold(adjective);
            let stem = folded.trim_end_matches("ий").trim_end_matches("ый").trim_end_matches("ой");
            ADJECTIVE.iter().for_each(|ending| self.word(format!("{stem}{ending}"), country));
        }
        names.prefixes.iter().for_each(|prefix| self.word(fold(prefix), country));
    }

    fn english(&mut self, names: &PlaceWords, country: Country) {
        for name in names.names.iter().chain(&names.adjectives).chain(&names.prefixes) {
            match words(&fold(name)).as_slice() {
                [word] => self.word(word.clone(), country),
                several => self.phrase(several, country),
            }
        }
    }

    fn word(&mut self, word: String, country: Country) {
        let held = self.words.entry(word).or_insert(Some(country));
        if *held != Some(country) {
            *held = None;
        }
    }

    fn phrase(&mut self, parts: &[String], country: Country) {
        let beginning = |w: &String| {
            let letters: Vec<char> = w.chars().collect();
            letters[..letters.len() - if letters.len() > 4 { 2 } else { 0 }].iter().collect()
        };
        if parts.len() > 1 {
            self.phrases.push((parts.iter().map(beginning).collect(), country));
        }
    }
}

/// The country that a folded word stands for, in any form; `None` also where it can be two.
pub fn of_word(word: &str) -> Option<Country> {
    match word.strip_prefix('@') {
        Some(code) => Country::new(code),
        None => LEXICON.words.get(word).copied().flatten(),
    }
}

/// The words with every name of a country of several words put as `@code`, which [`of_word`] reads.
pub fn joined(words: Vec<String>) -> Vec<String> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let fits = |parts: &[String]| {
            parts.len() <= words.len() - at
                && parts.iter().zip(&words[at..]).all(|(p, w)| w.starts_with(p.as_str()) && w.chars().count() <= p.chars().count() + 4)
        };
        match LEXICON.phrases.iter().find(|(parts, _)| fits(parts)) {
            Some((parts, country)) => {
                out.push(format!("@{country}"));
                at += parts.len();
            }
            None => {
                out.push(words[at].clone());
                at += 1;
            }
        }
    }
    out
}

/// The country whose name the whole text is, in the nominative.
pub fn of_name(name: &str) -> Option<Country> {
    let plain = plain(name);
    let name = plain.strip_prefix("the ").unwrap_or(&plain);
    LEXICON.names.get(name).copied().or_else(|| {
        let short = FORMS.iter().find_map(|form| name.strip_prefix(form.as_str())?.strip_prefix(' '))?;
        LEXICON.names.get(short).copied()
    })
}

/// The country whose name the whole text is, in any case; also where it is an adjective of the country alone.
pub fn of_words(name: &str) -> Option<Country> {
    match joined(words(&fold(name))).as_slice() {
        [word] => of_word(word),
        _ => None,
    }
}

/// The country of a full name whose other words say only what state it is ("Федеративная Республика Германия", "Islamic Republic of Iran").
pub fn of_full_name(name: &str) -> Option<Country> {
    let mut all = joined(words(&fold(name)));
    let long = all.len();
    all.retain(|word| !concepts::is_place_word(word) && !concepts::is_dropped(word));
    let noun = |word: &String| LEXICON.names.contains_key(word) || word.starts_with('@');
    match all.as_slice() {
        [word] if long > 1 && noun(word) => of_word(word),
        _ => None,
    }
}

/// Names of one capital, region or seat of a region in several languages, a group each, with its country.
pub fn places() -> &'static [(Vec<String>, Country)] {
    &LEXICON.places
}

#[cfg(test)]
mod tests {
    use super::{joined, of_name, of_word};
    use crate::text::{fold, words};

    #[test]
    fn words_in_any_case() {
        for (word, code) in [
            ("беларуси", "BY"),
            ("белоруссии", "BY"),
            ("белорусского", "BY"),
            ("российско", "RU"),
            ("российская", "RU"),
            ("китая", "CN"),
            ("китайской", "CN"),
            ("кнр", "CN"),
            ("индии", "IN"),
            ("belarusian", "BY"),
            ("russian", "RU"),
            ("sino", "CN"),
            ("сша", "US"),
            ("египта", "EG"),
            ("египтом", "EG"),
        ] {
            assert_eq!(of_word(word).map(|c| c.to_string()).as_deref(), Some(code), "{word}");
        }
        for word in ["комитет", "обороны", "служба", "минск", "совет", "купол", "конголезский"]
        {
            assert_eq!(of_word(word), None, "{word}");
        }
    }

    #[test]
    fn names_of_several_words() {
        let codes = |text: &str| joined(words(&fold(text))).join(" ");
        assert_eq!(codes("Министерство обороны Объединённых Арабских Эмиратов"), "министерство обороны @AE");
        assert_eq!(codes("между Республикой Беларусь и Китайской Народной Республикой"), "между @BY и @CN");
        assert_eq!(of_name("Российская Федерация").map(|c| c.to_string()).as_deref(), Some("RU"));
        assert_eq!(of_name("Республика Беларусь").map(|c| c.to_string()).as_deref(), Some("BY"));
        for (name, code) in [("Республика Узбекистан", "UZ"), ("the Republic of Uzbekistan", "UZ"), ("Kingdom of Sweden", "SE")]
        {
            assert_eq!(of_name(name).map(|c| c.to_string()).as_deref(), Some(code), "{name}");
        }
        assert_eq!((of_name("Минск"), of_name("Республика Татарстан")), (None, None));
    }
}
