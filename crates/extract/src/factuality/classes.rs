//! The word classes of `knowledge/factuality.toml`: what an event under or beside a word is. Holds no rule.

use foldhash::{HashMap, HashSet};
pub use rapporteur_knowledge::factuality::Tells;
use rapporteur_knowledge::factuality::{FactClass, factuality};

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

/// The classes of Russian and of English.
pub fn load() -> (Facts, Facts) {
    let all = factuality();
    let ru = facts(&all.ru, &all.negation.ru, &all.adversative.ru, &all.repeated.ru);
    (ru, facts(&all.en, &all.negation.en, &all.adversative.en, &all.repeated.en))
}

fn facts(classes: &[FactClass], negation: &HashSet<String>, adversative: &HashSet<String>, repeated: &HashSet<String>) -> Facts {
    let (negation, adversative, repeated) = (negation.clone(), adversative.clone(), repeated.clone());
    let mut facts = Facts { negation, adversative, repeated, ..Facts::default() };
    for class in classes {
        let add = |to: &mut HashMap<String, Vec<Tells>>, words: &[String]| {
            for word in words {
                to.entry(word.clone()).or_default().push(class.tells);
            }
        };
        add(&mut facts.over, &class.over);
        add(&mut facts.beside, &class.beside);
        add(&mut facts.preposition, &class.preposition);
        facts.endings.extend(class.endings.iter().map(|ending| (ending.clone(), class.tells)));
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
