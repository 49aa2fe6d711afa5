//! Words of one language for countries, unions and regions, in every form. A word that fits several means none.

use foldhash::HashMap;
use rapporteur_knowledge::places::PlaceWords;
use rapporteur_model::Country;

use crate::places::{fold, inflect};

/// What a table says of a word: one thing, or several and therefore none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry<T> {
    One(T),
    Several,
}

/// Words of one language.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub names: Lookup<Country>,
    /// Latin acronyms, which only capitals tell from words ("US").
    pub acronyms: Lookup<Country>,
    pub adjectives: Lookup<Country>,
    pub prefixes: Lookup<Country>,
    pub people: Lookup<Country>,
    pub capitals: Lookup<Country>,
    pub governments: Lookup<Country>,
    pub unions: Lookup<usize>,
    pub regions: Lookup<usize>,
    pub region_adjectives: Lookup<usize>,
}

#[derive(Debug)]
pub(super) struct Lookup<T>(HashMap<String, Entry<T>>);

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<T: Copy + PartialEq> Lookup<T> {
    pub fn add(&mut self, key: String, value: T) {
        let new = Entry::One(value);
        self.0.entry(key).and_modify(|entry| *entry = if *entry == new { new } else { Entry::Several }).or_insert(new);
    }

    pub fn get(&self, key: &str) -> Option<T> {
        match self.0.get(key)? {
            Entry::One(value) => Some(*value),
            Entry::Several => None,
        }
    }
}

impl Table {
    pub fn add(&mut self, country: Country, words: &PlaceWords, metonym: bool, russian: bool) {
        for name in &words.names {
            if !russian && is_acronym(name) {
                self.acronyms.add(name.clone(), country);
            } else {
                add_forms(&mut self.names, name, country, russian);
            }
        }
        for adjective in &words.adjectives {
            self.adjectives.add(adjective_key(adjective, russian), country);
        }
        words.prefixes.iter().for_each(|prefix| self.prefixes.add(fold(prefix), country));
        for word in &words.people {
            let forms = if russian { inflect::people(&fold(word)) } else { vec![fold(word), format!("{}s", fold(word))] };
            forms.into_iter().for_each(|form| self.people.add(form, country));
        }
        // Moscow is the capital of a country that is.
        if country.code() != "SU" {
            words.capitals.iter().for_each(|city| add_forms(&mut self.capitals, city, country, russian));
        }
        if metonym {
            words.capitals.iter().for_each(|city| add_forms(&mut self.governments, city, country, russian));
        }
        words.houses.iter().for_each(|house| add_forms(&mut self.governments, house, country, russian));
    }

    pub fn add_union(&mut self, i: usize, words: &PlaceWords, russian: bool) {
        words.names.iter().for_each(|name| add_forms(&mut self.unions, name, i, russian));
    }

    pub fn add_region(&mut self, i: usize, words: &PlaceWords, russian: bool) {
        words.names.iter().for_each(|name| add_forms(&mut self.regions, name, i, russian));
        words.adjectives.iter().for_each(|adjective| self.region_adjectives.add(adjective_key(adjective, russian), i));
    }
}

fn add_forms<T: Copy + PartialEq>(lookup: &mut Lookup<T>, name: &str, value: T, russian: bool) {
    let folded = fold(name);
    if russian && !is_acronym(name) {
        inflect::forms(&folded).into_iter().for_each(|form| lookup.add(form, value));
    } else {
        lookup.add(folded, value);
    }
}

fn adjective_key(adjective: &str, russian: bool) -> String {
    let folded = fold(adjective);
    if russian { inflect::adjective_stem(&folded).map_or(folded.clone(), str::to_owned) } else { folded }
}

fn is_acronym(name: &str) -> bool {
    name.chars().count() <= 8 && name.chars().all(|c| c.is_uppercase() || c == '.')
}
