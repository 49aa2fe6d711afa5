//! Organisations that one person heads: the same post at names of different languages, or at a name without its country, is one
//! organisation, where the names speak of like things. Names alone are for `organisations`.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{ClaimKind, EntityKind, Role, Value};
use rapporteur_names::{UnitKey, concepts};

use super::{Sets, strength};
use crate::claims::Claims;
use crate::divide::Pair;
use crate::input::Input;
use crate::rows::Rows;

/// Share of like things in two names from which the same head makes them one.
const LIKE: f32 = 0.5;

/// Joins organisations by the posts of their heads.
pub fn link(input: &Input, claims: &Claims, rows: &Rows, sets: &mut Sets) {
    let mut headed: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (report, _, claim) in claims.all().filter(|(.., c)| c.kind == ClaimKind::Post) {
        let row = |m: u32| rows.nodes.of[report].get(m as usize).copied().flatten().map(|n| rows.of[n]);
        let former = claim.all(Role::Phase).any(|f| matches!(&f.value, Value::Text(t) if t != "acting"));
        let title = match claim.get(Role::Title).map(|f| &f.value) {
            Some(Value::Mention(m)) => input.mention(report, *m).map(|m| m.name.clone()),
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let heads = title.is_some_and(|t| concepts::is_head(&t)) && !former;
        if let (true, Some(person), Some(house)) =
            (heads, claim.mention(Role::Person).and_then(row), claim.mention(Role::Organisation).and_then(row))
            && rows.all[house].kind == EntityKind::Organisation
        {
            headed.entry(sets.root(person)).or_default().insert(house);
        }
    }
    let reports = reports(rows, sets);
    let mut pairs: Vec<Pair> = Vec::new();
    for houses in headed.values() {
        let houses: Vec<usize> = houses.iter().copied().collect();
        for (i, &a) in houses.iter().enumerate() {
            for &b in &houses[..i] {
                let (x, y) = (sets.root(a), sets.root(b));
                // Two names that one report keeps apart are two things.
                if x != y && reports[&x].is_disjoint(&reports[&y]) && like(rows, a, b) {
                    pairs.push((a, b, strength::NEAR));
                }
            }
        }
    }
    sets.join(rows, EntityKind::Organisation, &pairs, &|a, b| !agree(rows, a, b));
}

fn agree(rows: &Rows, a: usize, b: usize) -> bool {
    rows.units(a).all(|x| rows.units(b).all(|y| x.countries_agree(y)))
}

fn like(rows: &Rows, a: usize, b: usize) -> bool {
    // Two names in one language that differ are two houses that he headed one after the other.
    let other_words =
        |x: &UnitKey, y: &UnitKey| x.cyrillic() != y.cyrillic() || x.acronym.is_some() != y.acronym.is_some() || x.same_words(y);
    agree(rows, a, b) && rows.units(a).any(|x| rows.units(b).any(|y| x.affinity(y) >= LIKE && other_words(x, y)))
}

/// Reports of each set of organisations.
fn reports(rows: &Rows, sets: &Sets) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut reports: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for row in rows.of_kind(EntityKind::Organisation) {
        let held = reports.entry(sets.root(row)).or_default();
        held.extend(rows.all[row].nodes.iter().map(|&n| rows.nodes.all[n].report));
    }
    reports
}
