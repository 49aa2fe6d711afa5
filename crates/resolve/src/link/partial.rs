//! People by a family name alone or with an initial whose post says who is meant: of one house, or of one country and one field. A name
//! that fits two people joins neither.

use std::collections::BTreeSet;

use rapporteur_model::EntityKind;
use rapporteur_names::{PersonKey, transliteration};

use super::persons::apart;
use super::{Blocks, Row, Rows, Sets, company, strength};
use crate::divide::Pair;

/// Joins rows of people without a full name to people with one.
pub fn link(rows: &Rows, sets: &mut Sets) {
    let people = rows.of_kind(EntityKind::Person);
    let full = |row: usize| rows.persons(row).any(PersonKey::full);
    let mut blocks = Blocks::default();
    for &row in &people {
        rows.persons(row).flat_map(main_blocks).collect::<BTreeSet<_>>().into_iter().for_each(|block| blocks.add(block, row));
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for &row in people.iter().filter(|&&row| !full(row)) {
        let near: BTreeSet<usize> =
            rows.persons(row).flat_map(main_blocks).flat_map(|block| blocks.get(&block).to_vec()).filter(|&other| other != row).collect();
        let one_name =
            |&other: &usize| company::fits(rows.keys, &rows.all[row], &rows.all[other]) && one_office(&rows.all[row], &rows.all[other]);
        for other in near.into_iter().filter(one_name) {
            pairs.push((row, other, if full(other) { strength::NAMED } else { strength::NEAR }));
        }
    }
    // Full names were settled before; what fits two of them joins neither.
    sets.join(rows, EntityKind::Person, &pairs, &|a, b| (full(a) && full(b)) || apart(rows, a, b));
}

/// The posts that the reports give are of one house, or of one country and one field.
pub fn one_office(a: &Row, b: &Row) -> bool {
    let (x, y) = (&a.context, &b.context);
    let one_field = !x.fields.is_empty() && x.fields == y.fields;
    !x.houses.is_disjoint(&y.houses) || (one_field && !x.countries.is_disjoint(&y.countries))
}

/// Keys under which people of one family name are looked for.
pub fn main_blocks(key: &PersonKey) -> Vec<String> {
    let Some(main) = key.main() else { return Vec::new() };
    let mut blocks = transliteration::keys(&main.text);
    blocks.push(format!("={}", main.key));
    blocks
}
