//! Pairwise precision and recall, counted by the sizes of clusters.

use std::collections::HashMap;

/// One mention: what it stands for in truth, and in the record where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The truth, a number.
    pub truth: u32,
    /// The record's entry, a number; `None`: not found.
    pub found: Option<u32>,
    /// Its words do not say which it is.
    pub bare: bool,
}

/// Pairs of two mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pairs {
    /// One thing in truth and in the record.
    pub right: u64,
    /// One thing in the record, both found.
    pub joined: u64,
    /// One thing in truth, both found.
    pub same: u64,
    /// One thing in truth, found or not.
    pub same_all: u64,
    /// As `right` and `same`, of mentions that say which it is.
    pub named: (u64, u64),
}

impl Pairs {
    /// Counts the pairs of these mentions.
    pub fn count(items: &[Item]) -> Self {
        let found = || items.iter().filter(|item| item.found.is_some());
        let named = || found().filter(|item| !item.bare);
        Self {
            right: pairs(found().map(|item| (item.truth, item.found))),
            joined: pairs(found().map(|item| item.found)),
            same: pairs(found().map(|item| item.truth)),
            same_all: pairs(items.iter().map(|item| item.truth)),
            named: (pairs(named().map(|item| (item.truth, item.found))), pairs(named().map(|item| item.truth))),
        }
    }

    /// Share of the joined pairs that are right.
    pub fn precision(self) -> f64 {
        share(self.right, self.joined)
    }

    /// Share of the true pairs that are joined, of mentions that were found and name their thing.
    pub fn recall_named(self) -> f64 {
        share(self.named.0, self.named.1)
    }

    /// The same of all that were found.
    pub fn recall_found(self) -> f64 {
        share(self.right, self.same)
    }

    /// The same of all mentions of the truth.
    pub fn recall_all(self) -> f64 {
        share(self.right, self.same_all)
    }
}

fn share(part: u64, of: u64) -> f64 {
    if of == 0 { 1.0 } else { part as f64 / of as f64 }
}

/// The number of pairs of equal keys.
fn pairs<K: Eq + std::hash::Hash>(keys: impl Iterator<Item = K>) -> u64 {
    let mut counts: HashMap<K, u64> = HashMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts.values().map(|n| n * (n - 1) / 2).sum()
}

#[cfg(test)]
mod tests {
    use super::{Item, Pairs};

    #[test]
    fn as_enumerated() {
        let item = |truth, found, bare| Item { truth, found, bare };
        let items =
            [item(1, Some(1), false), item(1, Some(1), false), item(1, Some(2), true), item(2, Some(2), false), item(1, None, false)];
        let pairs = Pairs::count(&items);
        assert_eq!((pairs.right, pairs.joined, pairs.same, pairs.same_all, pairs.named), (1, 2, 3, 6, (1, 1)));
        assert_eq!((pairs.precision(), pairs.recall_named()), (0.5, 1.0));
    }
}
