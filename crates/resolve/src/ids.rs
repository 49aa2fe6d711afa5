//! Ids from content: a letter for the kind, a hyphen, eight hex digits of the SHA-256 of what defines the thing.
//!
//! What makes an id stable: it hashes the smallest canonical key of an entity's names (of an event, the smallest key of what any one
//! report tells), and keys are the same for the usual spellings in both scripts. A further report changes an id only when it brings
//! a key that sorts before all known ones. Of two things with one key, the one told first keeps the plain id.

use std::collections::BTreeSet;

use rapporteur_model::{EntityId, EntityKind};
use sha2::{Digest, Sha256};

/// Gives each id once.
#[derive(Default)]
pub struct Ids {
    taken: BTreeSet<EntityId>,
}

impl Ids {
    /// The id for a key; where it is taken, the id for the key with `anchor`, then with a count.
    pub fn give(&mut self, letter: char, key: &str, anchor: &str) -> EntityId {
        let plain = id(letter, key);
        let anchored = std::iter::once(format!("{key}\0{anchor}"));
        let counted = (1u32..).map(|n| format!("{key}\0{anchor}\0{n}"));
        let all = std::iter::once(plain).chain(anchored.chain(counted).map(|k| id(letter, &k)));
        let free = all.into_iter().find(|id| !self.taken.contains(id)).expect("the counts do not end");
        self.taken.insert(free.clone());
        free
    }
}

fn id(letter: char, key: &str) -> EntityId {
    let digest = Sha256::digest(format!("{letter}\0{key}"));
    let hex: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{letter}-{hex}")
}

/// The letter of an entity's id: person, organisation, body, location, goods.
pub fn letter(kind: EntityKind) -> char {
    match kind {
        EntityKind::Person => 'p',
        EntityKind::Organisation => 'o',
        EntityKind::Body => 'b',
        EntityKind::Place => 'l',
        EntityKind::Product => 'g',
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn the_first_keeps_the_plain_id() {
        let (mut one, mut two) = (Ids::default(), Ids::default());
        let first = one.give('p', "dmitri pantus", "a:1");
        assert_eq!(first, two.give('p', "dmitri pantus", "b:7"));
        assert_ne!(first, one.give('p', "dmitri pantus", "b:7"));
        assert_eq!(first.len(), 10);
    }
}
