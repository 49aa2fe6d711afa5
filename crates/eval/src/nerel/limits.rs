//! Why relations of the gold are missed: an end that nothing of ours stands at, or both ends found and not related.

use std::ops::Range;

use super::measure::overlap;
use super::{Pair, RELATIONS, Side};
use crate::table::Table;

const HEADS: [&str; 5] = ["gold", "related", "first end missed", "second end missed", "both found, not related"];

/// For each relation the share of the gold that is related, and of what is not, why.
pub fn table(gold: &[Side], found: &[Side]) -> Table {
    let mut table = Table::new("What limits the relations: shares of the gold, overlapping", &["relation"], &HEADS);
    for kind in RELATIONS {
        let mut counts = [0_usize; 4];
        for (side, ours) in gold.iter().zip(found) {
            side.pairs.iter().filter(|pair| pair.0 == kind).for_each(|pair| counts[fate(pair, ours)] += 1);
        }
        let all: usize = counts.iter().sum();
        let share = |n: &usize| format!("{:.3}", *n as f64 / all.max(1) as f64);
        table.row(&[kind], std::iter::once(all.to_string()).chain(counts.iter().map(share)).collect());
    }
    table
}

fn fate(pair: &Pair, ours: &Side) -> usize {
    let known = |at: &Range<usize>| ours.items.iter().any(|item| overlap(&item.1, at));
    let related = |other: &Pair| other.0 == pair.0 && overlap(&other.1, &pair.1) && overlap(&other.2, &pair.2);
    match () {
        () if ours.pairs.iter().any(related) => 0,
        () if !known(&pair.1) => 1,
        () if !known(&pair.2) => 2,
        () => 3,
    }
}
