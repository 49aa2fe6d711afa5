//! In how many wordings an event is told: reports that share a sentence (but for case, spaces, quotes and dashes) are one witness.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::Span;

use super::draft::Draft;
use crate::input::Input;
use rapporteur_names::text::{fold, is_quote};

/// The sentence at `span`, without what reprints change.
pub fn wording(input: &Input, report: usize, span: Span) -> String {
    let folded = fold(input.sentence(report, span).slice(&input.readings[report].report.text));
    let plain: String = folded.chars().filter(|c| !is_quote(*c) && *c != '-').collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The witness of each report, as the smallest report of those that share a wording with it, directly or through others.
pub fn of<'d>(input: &Input, drafts: impl Iterator<Item = &'d Draft>) -> BTreeMap<usize, usize> {
    let mut told: BTreeMap<usize, BTreeSet<Span>> = BTreeMap::new();
    drafts.for_each(|d| {
        told.entry(d.report).or_default().insert(d.at);
    });
    if told.len() < 2 {
        return told.keys().map(|&r| (r, r)).collect();
    }
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut witness: BTreeMap<usize, usize> = told.keys().map(|&r| (r, r)).collect();
    for (&report, spans) in &told {
        for &span in spans {
            let other = *first.entry(wording(input, report, span)).or_insert(report);
            unite(&mut witness, report, other);
        }
    }
    witness
}

/// Number of witnesses.
pub fn count(witness: &BTreeMap<usize, usize>) -> u32 {
    let distinct: BTreeSet<usize> = witness.values().copied().collect();
    u32::try_from(distinct.len()).unwrap_or(u32::MAX)
}

fn unite(witness: &mut BTreeMap<usize, usize>, a: usize, b: usize) {
    let (Some(&x), Some(&y)) = (witness.get(&a), witness.get(&b)) else { return };
    let (low, high) = (x.min(y), x.max(y));
    witness.values_mut().filter(|w| **w == high).for_each(|w| *w = low);
}
