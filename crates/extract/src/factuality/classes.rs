//! The word classes of `knowledge/factuality.toml`: what an event under or beside a word is. Holds no rule.

use foldhash::{HashMap, HashSet};
use serde::Deserialize;

/// What a word says of the event under or beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tells {
    /// It was done, if the word itself is affirmed ("managed to").
    Happened,
    /// It was done, whatever stands further up ("results of the talks").
    Held,
    Planned,
    Proposed,
    Conditional,
    Denied,
    Cancelled,
    /// To another day, or to none.
    Postponed,
    /// What was told of it is false.
    Refuted,
    /// No event is claimed: asked, doubted, remembered, a habit.
    Nothing,
}

/// The classes of one language, by word.
#[derive(Debug, Default)]
pub struct Facts {
    over: HashMap<String, Vec<Tells>>,
    beside: HashMap<String, Vec<Tells>>,
    preposition: HashMap<String, Vec<Tells>>,
    endings: Vec<(String, Tells)>,
    negation: HashSet<String>,
    adversative: HashSet<String>,
    repeated: HashSet<String>,
}

impl Facts {
    /// What a word that governs an event says of it.
    pub fn over(&self, word: &str) -> &[Tells] {
        self.over.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a noun that governs an event says of it by its ending ("25-летие").
    pub fn ending(&self, lemma: &str) -> Option<Tells> {
        self.endings.iter().find(|(ending, _)| lemma.ends_with(ending)).map(|(_, tells)| *tells)
    }

    /// What an adverb, adjective or particle at an event says of it.
    pub fn beside(&self, word: &str) -> &[Tells] {
        self.beside.get(word).map_or(&[], Vec::as_slice)
    }

    /// What a preposition or conjunction in front of an event says of it.
    pub fn behind(&self, preposition: &str) -> &[Tells] {
        self.preposition.get(preposition).map_or(&[], Vec::as_slice)
    }

    /// "не", "never", "no".
    pub fn negates(&self, word: &str) -> bool {
        self.negation.contains(word)
    }

    /// "но", "however".
    pub fn turns(&self, word: &str) -> bool {
        self.adversative.contains(word)
    }

    /// "раз" of "не раз", "only" of "not only".
    pub fn repeats(&self, word: &str) -> bool {
        self.repeated.contains(word)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    negation: Both<HashSet<String>>,
    adversative: Both<HashSet<String>>,
    repeated: Both<HashSet<String>>,
    ru: Vec<Class>,
    en: Vec<Class>,
}

#[derive(Deserialize)]
struct Both<T> {
    ru: T,
    en: T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    #[serde(rename = "class")]
    _name: String,
    tells: Tells,
    #[serde(default)]
    over: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default)]
    preposition: Vec<String>,
    #[serde(default)]
    endings: Vec<String>,
    #[serde(rename = "example")]
    _example: String,
    #[serde(rename = "counter")]
    _counter: String,
}

/// The classes of Russian and of English.
pub fn load() -> (Facts, Facts) {
    let file: File =
        toml::from_str(include_str!("../../../../knowledge/factuality.toml")).expect("knowledge/factuality.toml has the keys read here");
    let ru = facts(file.ru, file.negation.ru, file.adversative.ru, file.repeated.ru);
    (ru, facts(file.en, file.negation.en, file.adversative.en, file.repeated.en))
}

fn facts(classes: Vec<Class>, negation: HashSet<String>, adversative: HashSet<String>, repeated: HashSet<String>) -> Facts {
    let mut facts = Facts { negation, adversative, repeated, ..Facts::default() };
    for class in classes {
        let add = |to: &mut HashMap<String, Vec<Tells>>, words: Vec<String>| {
            for word in words {
                to.entry(word).or_default().push(class.tells);
            }
        };
        add(&mut facts.over, class.over);
        add(&mut facts.beside, class.beside);
        add(&mut facts.preposition, class.preposition);
        facts.endings.extend(class.endings.into_iter().map(|ending| (ending, class.tells)));
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::{Tells, load};

    #[test]
    fn classes_load_in_both_languages() {
        let (ru, en) = load();
        assert!(ru.over("цель").contains(&Tells::Proposed) && en.over("aim").contains(&Tells::Proposed));
        assert_eq!(ru.ending("25-летие"), Some(Tells::Nothing));
        assert!(en.over("met").is_empty() && en.negates("never"));
    }
}
