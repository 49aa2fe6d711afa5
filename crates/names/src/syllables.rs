//! Names of East Asia by their syllables in both scripts ("Си Цзиньпин", "Xi Jinping"), and the markers in names that are compared without
//! them. The syllables are data of `knowledge/names-syllables.toml`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    drop: BTreeSet<String>,
    articles: BTreeSet<String>,
    chinese: Chinese,
    korean: Syllables,
    vietnamese: Syllables,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chinese {
    initials: Vec<String>,
    finals: Vec<String>,
    whole: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Syllables {
    syllables: Vec<String>,
}

/// Latin spellings by Cyrillic syllable.
type Table = HashMap<String, Vec<String>>;

struct Lexicon {
    drop: BTreeSet<String>,
    articles: BTreeSet<String>,
    tables: [Table; 3],
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let data: Data =
        toml::from_str(include_str!("../../../knowledge/names-syllables.toml")).expect("the table is part of the program and tested");
    let entries = |list: &[String]| -> Vec<(String, Vec<String>)> {
        list.iter()
            .filter_map(|line| line.split_once(' ').map(|(c, l)| (c.to_owned(), l.split(' ').map(str::to_owned).collect())))
            .collect()
    };
    let table = |list: &[String]| {
        let mut table = Table::new();
        entries(list).into_iter().for_each(|(cyrillic, latin)| table.entry(cyrillic).or_default().extend(latin));
        table
    };
    let mut chinese = table(&data.chinese.whole);
    for (initial, latin) in entries(&data.chinese.initials) {
        for (ending, tails) in entries(&data.chinese.finals) {
            let spellings = latin.iter().flat_map(|a| tails.iter().map(move |b| format!("{a}{b}")));
            chinese.entry(format!("{initial}{ending}")).or_default().extend(spellings);
        }
    }
    let tables = [chinese, table(&data.korean.syllables), table(&data.vietnamese.syllables)];
    Lexicon { drop: data.drop, articles: data.articles, tables }
});

/// True for a folded word that marks a name and tells none apart ("оглы", "bin", "van").
pub fn is_marker(word: &str) -> bool {
    LEXICON.drop.contains(word)
}

/// True for an article before a name ("аль", "el").
pub fn is_article(word: &str) -> bool {
    LEXICON.articles.contains(word)
}

/// True when the Latin word spells the Cyrillic one syllable by syllable, in one of the languages. Both folded.
pub fn same(cyrillic: &str, latin: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let (cyrillic, latin) = (letters(cyrillic), letters(latin));
    (2..=24).contains(&latin.len()) && LEXICON.tables.iter().any(|table| spells(table, &cyrillic, &latin, &mut BTreeMap::new()))
}

fn spells<'t>(table: &Table, cyrillic: &'t str, latin: &'t str, seen: &mut BTreeMap<(&'t str, &'t str), bool>) -> bool {
    if cyrillic.is_empty() || latin.is_empty() {
        return cyrillic.is_empty() && latin.is_empty();
    }
    if let Some(&known) = seen.get(&(cyrillic, latin)) {
        return known;
    }
    let ends = cyrillic.char_indices().map(|(at, c)| at + c.len_utf8()).take(7);
    let found = ends.into_iter().any(|end| {
        let spellings = table.get(&cyrillic[..end]);
        spellings
            .into_iter()
            .flatten()
            .any(|s| latin.strip_prefix(s.as_str()).is_some_and(|rest| spells(table, &cyrillic[end..], rest, seen)))
    });
    seen.insert((cyrillic, latin), found);
    found
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn one_name_in_two_scripts() {
        for (cyrillic, latin) in [
            ("ван", "wang"),
            ("и", "yi"),
            ("си", "xi"),
            ("цзиньпин", "jinping"),
            ("чжань", "zhan"),
            ("шисянь", "shixian"),
            ("чин", "jin"),
            ("пак", "park"),
            ("тхань", "thanh"),
            ("шон", "son"),
            ("чен ын", "jong-un"),
        ] {
            assert!(same(cyrillic, latin), "{cyrillic} {latin}");
        }
        for (cyrillic, latin) in [("ван", "li"), ("иванов", "ivanov"), ("чжан", "zhan"), ("ли", "liu")] {
            assert!(!same(cyrillic, latin), "{cyrillic} {latin}");
        }
    }
}
