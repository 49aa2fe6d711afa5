//! People by a family name alone, whom no post tells: those who stand with the same others in reports of near days. Never by the name
//! alone, and only where one person fits.

use std::collections::BTreeSet;

use rapporteur_model::EntityId;
use rapporteur_names::{Fit, Likeness, PersonKey};

use super::persons::apart_in;
use super::{Row, persons_of};
use crate::nodes::Keys;

/// Somebody whom a report names by less than a full name.
pub struct Stranger<'r> {
    /// The name.
    pub row: &'r Row,
    /// The people of its report who are known.
    pub company: BTreeSet<EntityId>,
}

impl Stranger<'_> {
    /// The one person among these who can be meant: by name, kept apart from by nothing, and met in the same company. Each comes with the
    /// rows of their names and with those who stand in one report with them.
    pub fn known_as<'e>(
        &self,
        keys: &Keys,
        candidates: impl Iterator<Item = (&'e EntityId, &'e [Row], BTreeSet<EntityId>)>,
    ) -> Option<EntityId> {
        let mut found: Option<&EntityId> = None;
        for (entity, rows, company) in candidates {
            let others = self.company.intersection(&company).any(|other| other != entity);
            let named = rows.iter().any(|row| persons_of(keys, row).any(PersonKey::full) && fits(keys, self.row, row));
            if !others || !named || rows.iter().any(|row| apart_in(keys, self.row, row)) {
                continue;
            }
            match found {
                Some(held) if held != entity => return None,
                _ => found = Some(entity),
            }
        }
        found.cloned()
    }
}

/// Every name of one fits some name of the other, and no name is against it.
pub fn fits(keys: &Keys, a: &Row, b: &Row) -> bool {
    let like = |x: &PersonKey, y: &PersonKey| x.fit(y) >= Fit::Possible && x.likeness(y) >= Likeness::Sound;
    persons_of(keys, a).all(|x| persons_of(keys, b).any(|y| like(x, y))) && !apart_in(keys, a, b)
}
