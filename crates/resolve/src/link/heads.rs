//! Organisations that one person heads: the same post at names of different languages, or at a name without its country, is one
//! organisation, where the names speak of like things. Names alone are for `organisations`.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{EntityId, EntityKind};
use rapporteur_names::UnitKey;

use super::{Facts, Row, Rows, Sets, strength, units};
use crate::divide::Pair;
use crate::nodes::Keys;

/// Share of like things in two names from which the same head makes them one.
const LIKE: f32 = 0.5;

/// Joins organisations by the posts of their heads.
pub fn link(rows: &Rows, facts: &mut Facts, sets: &mut Sets) {
    let number = |id: &EntityId| rows.all.binary_search_by(|row| row.id.cmp(id)).ok();
    let mut headed: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (person, house) in facts.heads {
        if let (Some(person), Some(house)) = (number(person), number(house)) {
            headed.entry(sets.root(person)).or_default().insert(house);
        }
    }
    let members = sets.members(rows, EntityKind::Organisation);
    let ids = |root: usize| members[&root].iter().map(|&row| rows.all[row].id.clone()).collect::<Vec<_>>();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for houses in headed.values() {
        let houses: Vec<usize> = houses.iter().copied().collect();
        for (i, &a) in houses.iter().enumerate() {
            houses[..i].iter().for_each(|&b| *shared.entry((a, b)).or_default() += 1);
        }
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for ((a, b), heads) in shared {
        let (x, y) = (sets.root(a), sets.root(b));
        let enough = heads >= needed(rows.keys, &rows.all[a]).max(needed(rows.keys, &rows.all[b]));
        // Two names that one report keeps apart are two things.
        if enough && x != y && like(rows.keys, &rows.all[a], &rows.all[b]) && !(facts.together)(&ids(x), &ids(y)) {
            pairs.push((a, b, strength::NEAR));
        }
    }
    sets.join_beyond_names(rows, EntityKind::Organisation, &pairs, &|a, b| !agree(rows.keys, &rows.all[a], &rows.all[b]));
}

/// How many heads two names must share. Who chairs a body with one country chairs its like with others, so that a body that is named
/// without its sides is known by both who sat there.
fn needed(keys: &Keys, row: &Row) -> usize {
    let between = |key: &UnitKey| key.is_body() && !key.tells() && key.concepts.iter().any(|concept| concept.between);
    if row.context.heads.len() > 1 || units(keys, row).any(between) { 2 } else { 1 }
}

fn agree(keys: &Keys, a: &Row, b: &Row) -> bool {
    units(keys, a).all(|x| units(keys, b).all(|y| x.countries_agree(y)))
}

/// Organisations with the same head can be one: their names speak of like things. Of two bodies whose names tell their sides these tell all.
pub fn like(keys: &Keys, a: &Row, b: &Row) -> bool {
    let sided = |row: &Row| row.context.countries.is_empty() && units(keys, row).any(UnitKey::has_sides);
    if !agree(keys, a, b) || sided(a) && sided(b) {
        return false;
    }
    if needed(keys, a).max(needed(keys, b)) > 1 {
        let shorter = |a: &Row, b: &Row| units(keys, a).any(|x| units(keys, b).any(|y| x.shortens_body(y)));
        return shorter(a, b) || shorter(b, a);
    }
    // Two names in one language that differ are two houses that he headed one after the other.
    let other_words =
        |x: &UnitKey, y: &UnitKey| x.cyrillic() != y.cyrillic() || x.acronym.is_some() != y.acronym.is_some() || x.same_words(y);
    // "Committee on Budget", «Комитет по аграрным вопросам»: whose other committee he chaired before.
    let other_subject = units(keys, a).any(|x| units(keys, b).any(|y| x.other_subject(y)));
    !other_subject && units(keys, a).any(|x| units(keys, b).any(|y| x.affinity(y) >= LIKE && other_words(x, y)))
}
