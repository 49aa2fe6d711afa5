//! `confidence.toml`: the share of a rule's claims that were right where they were counted.

use std::collections::BTreeMap;

use crate::table::tables;

tables! {
    /// Confidence, 0 to 1, by id of a rule or by what it begins with.
    confidence: BTreeMap<String, f32> = "confidence.toml";
}

#[cfg(test)]
mod tests {
    use super::confidence;
    use crate::rules::registry;

    #[test]
    fn every_entry_is_of_a_rule_or_of_the_rules_of_a_kind() {
        for (name, share) in confidence() {
            assert!((0.0..=1.0).contains(share), "{name}");
            let of = |id: &str| id == name || id.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('.'));
            assert!(registry().iter().any(|rule| of(&rule.id)), "{name} is no rule of knowledge/rules");
        }
    }
}
