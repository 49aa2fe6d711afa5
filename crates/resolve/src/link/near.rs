//! Under what a name is looked for, and which two names connect the rows that bear them. A search for what a new row belongs to asks here;
//! the layers of [`super::link`] accept no pair that this does not connect.

use std::collections::BTreeSet;

use rapporteur_model::EntityKind;
use rapporteur_names::{Fit, Kinship, PersonKey, PlaceKey};

use super::partial::{main_blocks, one_office};
use super::{Row, company, organisations, persons, persons_of};
use crate::ids::{digest, hash};
use crate::nodes::{Key, Keys};

/// The name by itself says who or what is meant.
pub fn tells(key: &Key) -> bool {
    match key {
        Key::Person(key) => key.full(),
        Key::Unit(key) => key.tells(),
        Key::Place(_) | Key::Product(_) => true,
    }
}

/// Hashes under which names like this one are looked for: two names that connect share one.
pub fn blocks(key: &Key) -> Vec<u64> {
    let (kind, blocks): (&str, BTreeSet<String>) = match key {
        Key::Person(key) => ("p", persons::blocks_of(key)),
        Key::Unit(key) => ("o", organisations::blocks_of(key)),
        Key::Place(key) => ("l", PlaceKey::blocks(key).into_iter().collect()),
        // One name, one product.
        Key::Product(_) => ("g", BTreeSet::new()),
    };
    blocks.iter().map(|block| hash(&digest(&[kind, block]))).collect()
}

/// Rows that bear these names are connected, unless they must stay [`apart`].
pub fn connect(a: &Key, b: &Key) -> bool {
    match (a, b) {
        (Key::Person(a), Key::Person(b)) => a.fit(b) == Fit::Same,
        (Key::Unit(a), Key::Unit(b)) => matches!(a.kinship(b), Kinship::Same | Kinship::Near),
        (Key::Place(a), Key::Place(b)) => a.same(b),
        _ => false,
    }
}

/// Two rows of which names that connect say nothing: of people, two who must stay apart.
pub fn apart(keys: &Keys, a: &Row, b: &Row) -> bool {
    a.kind == EntityKind::Person && b.kind == EntityKind::Person && persons::apart_in(keys, a, b)
}

/// Hashes of the family names of a person with each office that its reports give: of one who has a full name, and of one who has none.
pub struct Offices {
    /// The person has a full name.
    pub full: bool,
    /// For each family name and office: under which full names are looked for, and under which the others.
    pub hashes: Vec<(u64, u64)>,
}

impl Offices {
    /// The offices of a row; none where it is no person's.
    pub fn of(keys: &Keys, row: &Row) -> Self {
        let full = persons_of(keys, row).any(PersonKey::full);
        if row.kind != EntityKind::Person {
            return Self { full, hashes: Vec::new() };
        }
        let houses = row.context.houses.iter().map(|house| format!("at {house}"));
        let fields: Vec<&str> = row.context.fields.iter().map(String::as_str).collect();
        let in_country = |country: &rapporteur_model::Country| format!("{} in {}", fields.join(", "), country.code());
        let lands = row.context.countries.iter().filter(|_| !fields.is_empty()).map(in_country);
        let offices: Vec<String> = houses.chain(lands).collect();
        let names: BTreeSet<String> = persons_of(keys, row).flat_map(main_blocks).collect();
        let both = |name: &String, office: &String| {
            let of = |sort: &str| hash(&digest(&[sort, name, office]));
            (of("full"), of("part"))
        };
        Self { full, hashes: names.iter().flat_map(|name| offices.iter().map(move |office| both(name, office))).collect() }
    }

    /// Under which the row itself stands.
    pub fn own(&self) -> impl Iterator<Item = u64> {
        self.hashes.iter().map(|&(full, part)| if self.full { full } else { part })
    }

    /// Under which those stand whom it can be: one without a full name anybody, one with a full name those without.
    pub fn others(&self) -> impl Iterator<Item = u64> {
        self.hashes.iter().flat_map(|&(full, part)| if self.full { vec![part] } else { vec![full, part] })
    }
}

/// Two people of one family name and one office, of whom one at least has no full name.
pub fn one_in_office(keys: &Keys, a: &Row, b: &Row) -> bool {
    let full = |row: &Row| persons_of(keys, row).any(PersonKey::full);
    let found = |part: &Row, other: &Row| !full(part) && company::fits(keys, part, other);
    (found(a, b) || found(b, a)) && one_office(a, b)
}
