//! Track 1 of FactRuEval: mentions, matched with weights by the tokens covered. LocOrg counts as a place.

use std::collections::BTreeSet;
use std::ops::Range;

use super::gold::{Document, Kind};
use crate::assign::assign;
use crate::score::Counts;

/// A mention that is handed in; characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// Type.
    pub kind: Kind,
    /// Where.
    pub at: Range<usize>,
}

/// What came out for one document.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Counts of persons, places, organisations, in the order of [`Kind::SCORED`].
    pub by_kind: [Counts; 3],
    /// Gold mentions (indices) that count and were matched with a quality below 1: with the handed-in one, or none.
    pub missed: Vec<(usize, Option<usize>, f64)>,
    /// Handed-in mentions (indices) that match nothing.
    pub spurious: Vec<usize>,
}

/// A gold mention as a set of tokens.
struct Target {
    mention: usize,
    tokens: BTreeSet<usize>,
    /// Tokens that must be covered; the others (descriptors) may be.
    core: BTreeSet<usize>,
    hidden: bool,
    /// Another target with the same tokens, and whether it is of the same type.
    twin: Option<(usize, bool)>,
}

/// Weight of matching a target that does not count: it keeps a handed-in mention from being spurious.
const IGNORED: f64 = 0.45;
/// Added for the same tokens: a perfect match is never given up for a partial one.
const PERFECT: f64 = 4.0;

/// Scores one document.
#[must_use]
pub fn score(document: &Document, handed: &[Handed]) -> Outcome {
    let targets = targets(document);
    let found: Vec<BTreeSet<usize>> = handed.iter().map(|h| tokens_in(document, &h.at)).collect();
    let mut partner: Vec<Option<usize>> = vec![None; targets.len()];
    for kind in Kind::SCORED {
        let rows: Vec<usize> = (0..targets.len()).filter(|&t| kind_of(document, &targets[t]) == kind).collect();
        let columns: Vec<usize> = (0..handed.len()).filter(|&h| handed[h].kind.plain() == kind).collect();
        let weight = |t: &Target, h: usize| {
            let plain = jaccard(&t.tokens, &found[h]);
            let base =
                if t.hidden || t.core.is_empty() { if plain > 0.0 { IGNORED } else { 0.0 } } else { quality(document, t, &found[h]) };
            base + if plain >= 1.0 { PERFECT } else { 0.0 }
        };
        let weights: Vec<Vec<f64>> = rows.iter().map(|&t| columns.iter().map(|&h| weight(&targets[t], h)).collect()).collect();
        for (row, column) in assign(&weights).into_iter().enumerate() {
            partner[rows[row]] = column.map(|c| columns[c]);
        }
    }
    count(document, handed, &targets, &found, &partner)
}

fn count(document: &Document, handed: &[Handed], targets: &[Target], found: &[BTreeSet<usize>], partner: &[Option<usize>]) -> Outcome {
    let mut outcome = Outcome::default();
    let slot = |kind: Kind| Kind::SCORED.iter().position(|&k| k == kind.plain());
    for (index, target) in targets.iter().enumerate() {
        if ignored(index, targets, partner) {
            continue;
        }
        let Some(slot) = slot(kind_of(document, target)) else { continue };
        let got = partner[index].map_or(0.0, |h| quality(document, target, &found[h]));
        outcome.by_kind[slot] += Counts::new(got, 1, usize::from(partner[index].is_some()));
        if got < 1.0 {
            outcome.missed.push((target.mention, partner[index], got));
        }
    }
    for (index, mention) in handed.iter().enumerate() {
        if !partner.contains(&Some(index)) {
            outcome.spurious.push(index);
            if let Some(slot) = slot(mention.kind) {
                outcome.by_kind[slot] += Counts::new(0.0, 0, 1);
            }
        }
    }
    outcome
}

fn kind_of(document: &Document, target: &Target) -> Kind {
    document.mentions[target.mention].kind.plain()
}

/// A target does not count when it has no name, lies in a larger one, or is the twin of one that is matched in its place.
fn ignored(index: usize, targets: &[Target], partner: &[Option<usize>]) -> bool {
    let target = &targets[index];
    if target.hidden || target.core.is_empty() {
        return true;
    }
    match target.twin {
        None => false,
        Some((twin, same_kind)) if partner[twin].is_some() == partner[index].is_some() => !same_kind || twin < index,
        Some(_) => partner[index].is_none(),
    }
}

fn targets(document: &Document) -> Vec<Target> {
    let mentions = document.mentions.iter().enumerate().filter(|(_, m)| m.kind != Kind::Project);
    let mut targets: Vec<Target> = mentions
        .map(|(mention, m)| {
            let named = m.parts.iter().map(|&p| &document.parts[p]).filter(|p| counts(m.kind.plain(), &p.class));
            let core = named.flat_map(|p| p.tokens.iter().copied()).collect();
            Target { mention, tokens: document.tokens_of(m), core, hidden: false, twin: None }
        })
        .collect();
    for index in 0..targets.len() {
        let kind = kind_of(document, &targets[index]);
        let others = || (0..targets.len()).filter(|&o| o != index && kind.may_hide_in(kind_of(document, &targets[o])));
        let hidden =
            others().any(|o| targets[index].tokens.len() < targets[o].tokens.len() && targets[index].tokens.is_subset(&targets[o].tokens));
        let twin = others().find(|&o| targets[o].tokens == targets[index].tokens).map(|o| (o, kind_of(document, &targets[o]) == kind));
        targets[index].hidden = hidden;
        targets[index].twin = twin;
    }
    targets
}

/// True when parts of this class must be covered in a mention of this type.
fn counts(kind: Kind, class: &str) -> bool {
    match kind {
        Kind::Per => matches!(class, "name" | "surname" | "patronymic" | "nickname"),
        Kind::Loc | Kind::Org | Kind::LocOrg => matches!(class, "loc_name" | "org_name"),
        Kind::Project => false,
    }
}

/// Tokens that lie in a range whole; punctuation that touches a neighbour is left out.
fn tokens_in(document: &Document, at: &Range<usize>) -> BTreeSet<usize> {
    let touches = |i: usize| {
        let token = &document.tokens[i].at;
        let before = i.checked_sub(1).is_some_and(|b| document.tokens[b].at.end == token.start);
        before || document.tokens.get(i + 1).is_some_and(|n| n.at.start == token.end)
    };
    let inside = |i: &usize| at.start <= document.tokens[*i].at.start && document.tokens[*i].at.end <= at.end;
    (0..document.tokens.len()).filter(inside).filter(|&i| !(document.tokens[i].is_punctuation() && touches(i))).collect()
}

fn jaccard(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let both = a.intersection(b).count();
    let all = a.len() + b.len() - both;
    if all == 0 { 0.0 } else { both as f64 / all as f64 }
}

/// Tokens that must be covered and are, against those, those missed and those too many.
fn quality(document: &Document, target: &Target, found: &BTreeSet<usize>) -> f64 {
    if target.tokens.is_disjoint(found) {
        return 0.0;
    }
    let right = target.core.intersection(found).count();
    let missed = target.core.difference(found).filter(|&&t| !document.tokens[t].is_punctuation()).count();
    let extra = found.difference(&target.tokens).count();
    if right + missed + extra == 0 { jaccard(&target.tokens, found) } else { right as f64 / (right + missed + extra) as f64 }
}
