//! Words of organisations' names as concepts that languages share. The words are data of `knowledge/resolve-concepts.toml`.
//! Maps words; knows no organisation.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

/// A concept: its English word. `unit` says that it is a kind of organisation ("ministry").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Concept {
    /// English word.
    pub name: &'static str,
    /// A noun of organisations.
    pub unit: bool,
    /// A noun of parts of organisations ("press service"): it needs the whole in its name.
    pub part: bool,
}

#[derive(Deserialize)]
struct Data {
    units: BTreeMap<String, String>,
    parts_of: Words,
    words: BTreeMap<String, String>,
    several: BTreeMap<String, String>,
    parts: BTreeMap<String, String>,
    drop: Words,
    places: Words,
    titles: Words,
    gatherings: Words,
    instruments: Words,
}

#[derive(Deserialize)]
struct Words {
    words: String,
}

#[derive(Default)]
struct Lexicon {
    exact: HashMap<String, Vec<Concept>>,
    prefixes: HashMap<String, Vec<Concept>>,
    parts: Vec<(String, Vec<Concept>)>,
    dropped: Matcher,
    places: Matcher,
    titles: Matcher,
    gatherings: Matcher,
    instruments: Matcher,
}

#[derive(Default)]
struct Matcher {
    exact: Vec<String>,
    prefixes: Vec<String>,
}

impl Matcher {
    fn new(words: &str) -> Self {
        let (prefixes, exact): (Vec<&str>, Vec<&str>) = words.split_whitespace().partition(|w| w.ends_with('*'));
        Self {
            exact: exact.into_iter().map(str::to_owned).collect(),
            prefixes: prefixes.into_iter().map(|w| w.trim_end_matches('*').to_owned()).collect(),
        }
    }

    fn has(&self, word: &str) -> bool {
        self.exact.iter().any(|w| w == word) || self.prefixes.iter().any(|p| word.starts_with(p.as_str()))
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let data: Data =
        toml::from_str(include_str!("../../../knowledge/resolve-concepts.toml")).expect("the table is part of the program and tested");
    let mut lexicon = Lexicon {
        dropped: Matcher::new(&data.drop.words),
        places: Matcher::new(&data.places.words),
        titles: Matcher::new(&data.titles.words),
        gatherings: Matcher::new(&data.gatherings.words),
        instruments: Matcher::new(&data.instruments.words),
        ..Lexicon::default()
    };
    let mut names: HashMap<String, Concept> = HashMap::new();
    let is_part = |name: &str| data.parts_of.words.split_whitespace().any(|w| w == name);
    for (list, unit) in [(data.units, true), (data.words, false)] {
        for (name, words) in list {
            // Names of concepts live as long as the program.
            let concept = Concept { name: Box::leak(name.clone().into_boxed_str()), unit, part: is_part(&name) };
            names.insert(name, concept);
            words.split_whitespace().for_each(|word| lexicon.add(word, &[concept]));
        }
    }
    let mut concepts = |text: &str| -> Vec<Concept> {
        let named = |n: &str, names: &mut HashMap<String, Concept>| {
            *names.entry(n.to_owned()).or_insert_with(|| Concept {
                name: Box::leak(n.to_owned().into_boxed_str()),
                unit: false,
                part: false,
            })
        };
        text.split_whitespace().map(|n| named(n, &mut names)).collect()
    };
    for (word, text) in &data.several {
        let all = concepts(text);
        lexicon.add(word, &all);
    }
    lexicon.parts = data.parts.iter().map(|(part, text)| (part.clone(), concepts(text))).collect();
    // The longest part first, so that "экономразвития" is not read as "эконом" and a rest.
    lexicon.parts.sort_by_key(|(part, _)| (std::cmp::Reverse(part.chars().count()), part.clone()));
    lexicon
});

impl Lexicon {
    fn add(&mut self, word: &str, concepts: &[Concept]) {
        match word.strip_suffix('*') {
            Some(prefix) => self.prefixes.insert(prefix.to_owned(), concepts.to_vec()),
            None => self.exact.insert(word.to_owned(), concepts.to_vec()),
        };
    }
}

/// Concepts of a folded word, if it is in the table: as it stands, by its longest known beginning, or as a compound abbreviation.
pub fn of_word(word: &str) -> Option<Vec<Concept>> {
    if let Some(found) = LEXICON.exact.get(word) {
        return Some(found.clone());
    }
    let ends: Vec<usize> = word.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    // "военно-техническое" begins with "воен", and is two words all the same.
    let whole = |beginning: &&str| !word.contains('-') || beginning.contains('-');
    let prefix = ends.iter().rev().map(|&end| &word[..end]).filter(whole).find_map(|beginning| LEXICON.prefixes.get(beginning));
    prefix.cloned().or_else(|| compound(word).filter(|found| found.len() > 1))
}

/// A compound abbreviation cut into known beginnings, all of it ("госкомвоенпром", "минпромторг").
fn compound(word: &str) -> Option<Vec<Concept>> {
    if word.is_empty() {
        return Some(Vec::new());
    }
    LEXICON.parts.iter().find_map(|(part, concepts)| {
        let rest = word.strip_prefix(part.as_str())?;
        // An ending of the declension may follow the last part.
        let rest = if rest.chars().count() <= 2 && rest.chars().all(|c| "аеуоми".contains(c)) { "" } else { rest };
        compound(rest).map(|tail| concepts.iter().copied().chain(tail).collect())
    })
}

/// True for legal forms, prepositions and other words that tell nothing.
pub fn is_dropped(word: &str) -> bool {
    LEXICON.dropped.has(word)
}

/// True for words that go with a country's name ("республика", "kingdom").
pub fn is_place_word(word: &str) -> bool {
    LEXICON.places.has(word)
}

/// True when a title is that of the head of an organisation ("председатель", "Minister"), not of a deputy or adviser.
pub fn is_head(title: &str) -> bool {
    let words = crate::text::words(&crate::text::fold(title));
    words.iter().any(|w| LEXICON.titles.has(w))
        && !words.iter().any(|w| ["deputy", "vice", "assistant"].contains(&w.as_str()) || w.starts_with("зам") || w.starts_with("помощник"))
}

/// True for nouns of kinds of gatherings ("выставка", "exhibition"), which are no part of a gathering's own name.
pub fn is_gathering(word: &str) -> bool {
    LEXICON.gatherings.has(word)
}

/// True for words that say of an instrument only that it is one ("итоговый протокол", "the final document").
pub fn is_instrument(word: &str) -> bool {
    LEXICON.instruments.has(word)
}

#[cfg(test)]
mod tests {
    use super::of_word;

    fn names(word: &str) -> Vec<&'static str> {
        let mut names: Vec<_> = of_word(word).unwrap_or_default().into_iter().map(|c| c.name).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn words_and_compounds() {
        assert_eq!(names("комитета"), ["committee"]);
        assert_eq!(names("госкомвоенпром"), ["committee", "industry", "military", "state"]);
        assert_eq!(names("госкомвоенпрома"), ["committee", "industry", "military", "state"]);
        assert_eq!(names("минпромторг"), ["industry", "ministry", "trade"]);
        assert_eq!(names("минобороны"), ["defence", "ministry"]);
        assert_eq!(names("втс"), ["cooperation", "military", "technical"]);
        assert!(names("купол").is_empty());
    }
}
