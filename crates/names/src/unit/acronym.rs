//! Acronyms of names of organisations: what a name can be shortened to, and whether letters stand for words. The letters alone decide nothing.

use std::collections::BTreeSet;

use super::UnitKey;
use crate::text::{fold, words};
use crate::{concepts, countries};

/// The first letters of all words in order; letters inside a compound may stand between ("электромеханический" as "эм").
pub(super) fn spells(letters: &[char], words: &[&str]) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let mut inside = word.chars();
    let Some((first, mut letters)) = letters.split_first() else { return false };
    if inside.next() != Some(*first) {
        return false;
    }
    loop {
        if spells(letters, rest) {
            return true;
        }
        match letters.split_first() {
            Some((next, after)) if inside.any(|c| c == *next) => letters = after,
            _ => return false,
        }
    }
}

pub(super) fn telling(words: &[String]) -> Vec<&str> {
    words.iter().flat_map(|w| w.split('-')).filter(|w| !concepts::is_dropped(w)).collect()
}

pub(super) fn letters(short: &UnitKey, long: &UnitKey) -> f32 {
    let Some(acronym) = short.acronym.as_ref().filter(|a| a.is_ascii()) else { return 0.0 };
    let mut first: Vec<char> = long.concepts.iter().filter_map(|c| c.name.chars().next()).collect();
    let hits = acronym.chars().filter(|c| first.iter().position(|f| f == c).map(|at| first.remove(at)).is_some()).count();
    hits as f32 / acronym.chars().count() as f32
}

/// The folded acronym that the name is, if its one word that tells something is written in capitals.
pub(super) fn acronym(name: &str) -> Option<String> {
    let capitals =
        |w: &&str| (2..=8).contains(&w.chars().count()) && w.chars().all(char::is_alphabetic) && w.chars().all(char::is_uppercase);
    let bare = name.replace(|c: char| !(c.is_alphanumeric() || c == '-'), " ");
    let mut found =
        bare.split_whitespace().filter(capitals).map(fold).filter(|w| countries::of_word(w).is_none() && !concepts::is_dropped(w));
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

/// First letters of the words: with and without countries, hyphened words as one and as two.
pub(super) fn initials(name: &str) -> BTreeSet<String> {
    let all = countries::joined(words(&fold(name)));
    let tells = |w: &&str| !concepts::is_dropped(w);
    let letters = |words: Vec<&str>| words.iter().filter_map(|w| w.chars().next().filter(|c| *c != '@')).collect::<String>();
    let whole: Vec<&str> = all.iter().map(String::as_str).filter(tells).collect();
    let split = telling(&all);
    let own = |w: &&str| countries::of_word(w).is_none() && !concepts::is_place_word(w);
    let mut found: BTreeSet<String> = BTreeSet::new();
    for words in [whole, split] {
        found.insert(letters(words.iter().copied().filter(own).collect()));
        found.insert(letters(words));
    }
    found.retain(|letters| letters.chars().count() >= 2);
    found
}
