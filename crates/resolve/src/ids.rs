//! Addresses: a letter for the kind, a hyphen, sixteen hex digits of the SHA-256 of what defines the thing. They hash content alone, so that
//! neither the order of reports nor what else the record holds leaves a trace in them.
//!
//! Of an entity: its local entity whose name sorts first. Of an event: what the first report tells of it. The addresses of all local
//! entities and of all that reports tell lead to the entries that they are part of.

use rapporteur_model::{EntityId, EntityKind};
use sha2::{Digest, Sha256};

/// The address of what these words define.
pub fn address(letter: char, words: &[&str]) -> EntityId {
    format!("{letter}-{}", digest(words))
}

/// Sixteen hex digits of these words.
pub fn digest(words: &[&str]) -> String {
    let mut hash = Sha256::new();
    for word in words {
        hash.update(word.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Sixteen hex digits as a number.
pub fn hash(digest: &str) -> u64 {
    u64::from_str_radix(digest, 16).unwrap_or_default()
}

/// The letter of an entity's address: person, organisation (bodies among them), location, goods.
pub fn letter(kind: EntityKind) -> char {
    match kind {
        EntityKind::Person => 'p',
        EntityKind::Organisation | EntityKind::Body => 'o',
        EntityKind::Place => 'l',
        EntityKind::Product => 'g',
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn an_address_is_content() {
        assert_eq!(address('p', &["dmitri pantus", ""]), address('p', &["dmitri pantus", ""]));
        assert_ne!(address('p', &["dmitri", "pantus"]), address('p', &["dmitripantus"]));
        assert_eq!(address('e', &[]).len(), 18);
    }
}
