//! Search terms of a text: one key for all inflections of a word and for both scripts. Uses no model and no dictionary.

use std::collections::BTreeSet;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text with the keys under which it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// First byte of the word.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The word in small Latin letters.
    pub word: String,
    /// The same without its ending.
    pub stem: String,
}

/// The words of a text, in order: runs of letters and digits, Cyrillic ones romanised, stemmed by the rules for Russian or English.
///
/// Stems are those of the Snowball project, <https://snowballstem.org>; the romanisation is that of GOST R 52535.1-2006 (passports).
#[must_use]
pub fn terms(text: &str) -> Vec<Term> {
    let (russian, english) = (Stemmer::create(Algorithm::Russian), Stemmer::create(Algorithm::English));
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(char::is_alphanumeric).map(|at| rest + at) {
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |at| start + at);
        let small = text[start..end].to_lowercase().replace('ё', "е");
        let stem = if small.chars().any(|c| ('а'..='я').contains(&c)) {
            russian.stem(&small).into_owned()
        } else {
            without_e(&english.stem(&small)).to_owned()
        };
        found.push(Term { start, end, stem: key(&stem), word: key(&small) });
        rest = end;
    }
    found
}

/// What is indexed of a text: every word and every stem once a text is enough for finding, but the order is kept for ranking.
pub(crate) fn index_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for term in terms(text) {
        out.push_str(&term.word);
        out.push(' ');
        if term.stem != term.word {
            out.push_str(&term.stem);
            out.push(' ');
        }
    }
    out
}

/// An FTS5 expression that asks for every word of the query, as it is or by its stem; `None` when the query has no word.
pub(crate) fn query(words: &str) -> Option<String> {
    let keys: BTreeSet<String> = terms(words)
        .into_iter()
        .filter(|t| !t.word.is_empty())
        .map(|t| if t.stem == t.word { format!("\"{}\"", t.word) } else { format!("(\"{}\" OR \"{}\")", t.word, t.stem) })
        .collect();
    (!keys.is_empty()).then(|| keys.into_iter().collect::<Vec<_>>().join(" AND "))
}

/// "Buses" is stemmed to "buse", "bus" to "bus", "rose" and "roses" to "rose": behind a hissing letter the ending tells nothing.
fn without_e(stem: &str) -> &str {
    stem.strip_suffix('e').filter(|short| short.ends_with(['s', 'x', 'z'])).unwrap_or(stem)
}

/// A word in Latin letters without their marks, and with one letter for those that transliteration writes in two ways.
fn key(small: &str) -> String {
    let mut out = String::with_capacity(small.len());
    for c in romanise(small).nfd().filter(|&c| !is_combining_mark(c)) {
        match c {
            'x' => out.push_str("ks"),
            'w' => out.push('v'),
            'ı' => out.push('i'),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' => out.push('d'),
            'ß' => out.push_str("ss"),
            c => out.push(c),
        }
    }
    out
}

/// A word of small Cyrillic letters in Latin ones; other letters stay.
///
/// GOST R 52535.1-2006 (passports).
#[must_use]
pub fn romanise(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'а' => out.push('a'),
            'б' => out.push('b'),
            'в' => out.push('v'),
            'г' | 'ґ' => out.push('g'),
            'д' => out.push('d'),
            'е' | 'э' | 'є' => out.push('e'),
            'ж' => out.push_str("zh"),
            'з' => out.push('z'),
            'и' | 'й' | 'і' | 'ї' => out.push('i'),
            'к' => out.push('k'),
            'л' => out.push('l'),
            'м' => out.push('m'),
            'н' => out.push('n'),
            'о' => out.push('o'),
            'п' => out.push('p'),
            'р' => out.push('r'),
            'с' => out.push('s'),
            'т' => out.push('t'),
            'у' | 'ў' => out.push('u'),
            'ф' => out.push('f'),
            'х' => out.push_str("kh"),
            'ц' => out.push_str("ts"),
            'ч' => out.push_str("ch"),
            'ш' => out.push_str("sh"),
            'щ' => out.push_str("shch"),
            'ы' => out.push('y'),
            'ю' => out.push_str("iu"),
            'я' => out.push_str("ia"),
            'ъ' | 'ь' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{query, terms};

    #[test]
    fn inflections_and_scripts_share_a_key() {
        let stem = |word: &str| terms(word)[0].stem.clone();
        assert_eq!(stem("комиссии"), stem("Комиссия"));
        // The stemmer takes the name's own "ев" for an ending: word and stem are both kept, so that one of them meets.
        assert_eq!(stem("Шугаевым"), terms("Шугаев")[0].word);
        assert_eq!(terms("Шугаев")[0].word, terms("Shugaev")[0].word);
        assert_eq!(stem("meetings"), stem("meeting"));
        assert_eq!((stem("buses"), stem("roses")), (stem("bus"), stem("rose")));
        assert_eq!(terms("Çınar")[0].word, terms("Cinar")[0].word);
        assert_eq!(terms("Рособоронэкспорт")[0].word, terms("Rosoboronexport")[0].word);
    }

    #[test]
    fn words_keep_their_place() {
        let text = "«Минск», 24-е";
        let words: Vec<_> = terms(text).iter().map(|t| &text[t.start..t.end]).collect();
        assert_eq!(words, ["Минск", "24", "е"]);
    }

    #[test]
    fn a_query_cannot_break_out_of_its_quotes() {
        assert_eq!(query("\" OR * NEAR("), Some("\"near\" AND \"or\"".to_owned()));
        assert_eq!(query("«»…"), None);
    }
}
