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

/// An FTS5 expression that asks for every word of the query, as it is or by its stem, in any of the ways in which transliteration may
/// have written it; `None` when the query has no word.
pub(crate) fn query(words: &str) -> Option<String> {
    let key = |t: Term| -> String {
        let plain = words[t.start..t.end].to_lowercase();
        // "Mirziyoyev", "Vasilyev": what English writes for е and ё is one letter in the index.
        let other = terms(&plain.replace("yo", "e").replace("ye", "e"));
        let all = std::iter::once(&t).chain(&other).flat_map(|t| [&t.word, &t.stem]);
        let keys: BTreeSet<String> = all.filter(|k| !k.is_empty()).flat_map(|k| ways(k)).collect();
        let keys: Vec<String> = keys.into_iter().map(|k| format!("\"{k}\"")).collect();
        if let [one] = keys.as_slice() { one.clone() } else { format!("({})", keys.join(" OR ")) }
    };
    let keys: BTreeSet<String> = terms(words).into_iter().filter(|t| !t.word.is_empty()).map(key).collect();
    (!keys.is_empty()).then(|| keys.into_iter().collect::<Vec<_>>().join(" AND "))
}

/// An FTS5 expression for any of these words; a word with `*` behind it stands for all that begin so.
pub(crate) fn any_of(words: &[String]) -> Option<String> {
    let key = |word: &String| -> Option<String> {
        let one = terms(word).into_iter().next()?;
        Some(if word.ends_with('*') { format!("\"{}\"*", one.word) } else { format!("\"{}\" OR \"{}\"", one.word, one.stem) })
    };
    let keys: BTreeSet<String> = words.iter().filter_map(key).collect();
    (!keys.is_empty()).then(|| keys.into_iter().collect::<Vec<_>>().join(" OR "))
}

/// A key, and those that the same sounds have where a Cyrillic name was written in Latin letters in another way: "jaishankar" for
/// "dzhaishankar", "vucic" for "vuchich".
fn ways(key: &str) -> Vec<String> {
    const OTHER: [(&str, &str); 4] = [("j", "dzh"), ("j", "i"), ("c", "ch"), ("c", "ts")];
    let plain = key.replace("ch", "\u{1}");
    let other = OTHER.iter().filter(|(from, _)| plain.contains(from)).map(|(from, to)| plain.replace(from, to).replace('\u{1}', "ch"));
    std::iter::once(key.to_owned()).chain(other).collect()
}

/// "Buses" is stemmed to "buse", "bus" to "bus", "rose" and "roses" to "rose": behind a hissing letter the ending tells nothing.
fn without_e(stem: &str) -> &str {
    stem.strip_suffix('e').filter(|short| short.ends_with(['s', 'x', 'z'])).unwrap_or(stem)
}

/// A word in Latin letters without their marks, and with one letter for those that transliteration writes in two ways: "Yusupova" and
/// "Iusupova", "Mekhdi" and "Mehdi" are one.
fn key(small: &str) -> String {
    let mut out = String::with_capacity(small.len());
    for c in romanise(small).nfd().filter(|&c| !is_combining_mark(c)) {
        match c {
            'x' => out.push_str("ks"),
            'w' => out.push('v'),
            'ı' | 'y' => out.push('i'),
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' => out.push('d'),
            'ß' => out.push_str("ss"),
            c => out.push(c),
        }
    }
    single(&out.replace("kh", "h"))
}

/// Without the second of two equal letters.
fn single(text: &str) -> String {
    let mut last = None;
    text.chars().filter(|&c| last.replace(c) != Some(c) || c.is_numeric()).collect()
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
        assert_eq!(terms("Юсупова")[0].word, terms("Yusupova")[0].word);
        assert_eq!(terms("Мехди")[0].word, terms("Mehdi")[0].word);
        assert_eq!(terms("2004")[0].word, "2004");
    }

    #[test]
    fn words_keep_their_place() {
        let text = "«Минск», 24-е";
        let words: Vec<_> = terms(text).iter().map(|t| &text[t.start..t.end]).collect();
        assert_eq!(words, ["Минск", "24", "е"]);
    }

    #[test]
    fn a_query_asks_for_other_ways_of_writing() {
        let finds = |words: &str, name: &str| query(words).unwrap().contains(&format!("\"{}\"", terms(name)[0].word));
        assert!(finds("Jaishankar", "Джайшанкар") && finds("Vucic", "Вучич") && finds("Selivyorstov", "Селивёрстов"));
        assert!(finds("Mirziyoyev", "Мирзиёев") && finds("Vasilyev", "Васильев") && finds("Yusupova", "Юсупова"));
        assert!(!finds("Ivanov", "Петров"));
    }

    #[test]
    fn a_query_cannot_break_out_of_its_quotes() {
        assert_eq!(query("\" OR * NEAR("), Some("\"near\" AND \"or\"".to_owned()));
        assert_eq!(query("«»…"), None);
    }
}
