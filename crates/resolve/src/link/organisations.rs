//! Organisations and bodies by their names: equal words and countries, one pair of sides and one subject, acronyms told with their words.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::EntityKind;
use rapporteur_names::{Kinship, UnitKey, transliteration};

use super::{Blocks, Rows, Sets, bearers, strength};
use crate::divide::Pair;
use crate::nodes::Key;

/// Joins the rows of organisations and bodies.
pub fn link(rows: &Rows, sets: &mut Sets) {
    let names = Names::new(rows);
    let mut pairs: Vec<Pair> = Vec::new();
    for (&number, bearers) in &names.bearers {
        if names.key(number).tells() {
            pairs.extend(bearers.iter().map(|&row| (bearers[0], row, strength::SUPPORTED)).filter(|p| p.0 != p.1));
        }
    }
    for (a, b) in names.blocks().pairs() {
        let strength = match names.key(a).kinship(names.key(b)) {
            Kinship::Same => strength::NAMED,
            Kinship::Near => strength::NEAR,
            Kinship::Open | Kinship::Different => continue,
        };
        let ends = names.bearers[&a].iter().flat_map(|&x| names.bearers[&b].iter().map(move |&y| (x, y)));
        pairs.extend(ends.filter(|(x, y)| x != y).map(|(x, y)| (x, y, strength)));
    }
    sets.join(rows, EntityKind::Organisation, &pairs, &|a, b| apart(rows, a, b));
}

/// Two organisations: every name of one is another's than every name of the other. Where both have names in full, letters that they share
/// say nothing.
pub fn apart(rows: &Rows, a: usize, b: usize) -> bool {
    let mut any = false;
    let in_full = |row: usize| rows.units(row).any(|key| key.acronym.is_none());
    let both = in_full(a) && in_full(b);
    let names = |row: usize| rows.units(row).filter(move |key| !both || key.acronym.is_none());
    for x in names(a) {
        for y in names(b) {
            if x.kinship(y) != Kinship::Different {
                return false;
            }
            any = true;
        }
    }
    any
}

/// The distinct names that tell which organisation is meant, with the rows that bear them.
struct Names<'r, 'k> {
    rows: &'r Rows<'k>,
    bearers: BTreeMap<usize, Vec<usize>>,
}

impl<'r, 'k> Names<'r, 'k> {
    fn new(rows: &'r Rows<'k>) -> Self {
        let bearers = bearers(rows, EntityKind::Organisation, |key| matches!(key, Key::Unit(key) if key.tells()));
        Self { rows, bearers }
    }

    fn key(&self, number: usize) -> &'k UnitKey {
        match self.rows.keys.get(number) {
            Key::Unit(key) => key,
            _ => unreachable!("rows of organisations have keys of organisations"),
        }
    }

    fn blocks(&self) -> Blocks {
        Blocks::of(self.bearers.keys().copied(), |number| blocks_of(self.key(number)))
    }
}

/// Sounds of own words; of bodies with sides these and the head; of other names their concepts with the countries.
pub fn blocks_of(key: &UnitKey) -> BTreeSet<String> {
    let mut blocks: BTreeSet<String> =
        key.proper.iter().flat_map(|p| transliteration::keys(&p.text).into_iter().chain([format!("={}", p.key)])).collect();
    let countries: Vec<&str> = key.countries.iter().map(rapporteur_model::Country::code).collect();
    let countries = countries.join("-");
    if key.has_sides() {
        blocks.insert(format!("* {countries} {}", key.head.map_or("", |head| head.name)));
    }
    if key.proper.is_empty() {
        let concepts: Vec<&str> = key.loose().into_iter().collect();
        blocks.insert(format!("+ {} {countries}", concepts.join(" ")));
        blocks.insert(format!("+ {}", concepts.join(" ")));
    }
    if let (Some(acronym), false) = (&key.acronym, key.countries.is_empty()) {
        blocks.insert(format!("@ {acronym} {countries}"));
    }
    if !key.countries.is_empty() {
        blocks.extend(key.initials.iter().map(|letters| format!("@ {letters} {countries}")));
    }
    blocks
}
