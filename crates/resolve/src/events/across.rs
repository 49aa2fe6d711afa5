//! One event told by several reports. Candidates share a side and a month, a body and a number, or a name; all pairs of what is put
//! together must fit, so that a vague report never ties two events.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use rapporteur_model::EventKind;

use super::Stage;
use super::draft::{Draft, Who};
use super::fits;
use crate::cluster::Clusters;
use crate::instruments;

/// An event inside one report.
struct Local {
    first: usize,
    whole: Draft,
}

/// Joins events of different reports. What was decided of them before is kept.
pub fn join(stage: &Stage, drafts: &[Draft], clusters: &mut Clusters) {
    let locals: Vec<Local> = clusters.sets().into_iter().map(|set| Local { first: set[0], whole: together(drafts, &set) }).collect();
    let mut groups: BTreeMap<usize, Vec<usize>> = (0..locals.len()).map(|l| (locals[l].first, vec![l])).collect();
    for (_, a, b) in pairs(stage, &locals) {
        let (x, y) = (clusters.root(locals[a].first), clusters.root(locals[b].first));
        if x == y {
            continue;
        }
        let all_fit = groups[&x].iter().all(|&i| groups[&y].iter().all(|&j| fits_across(stage, &locals[i].whole, &locals[j].whole)));
        if all_fit && clusters.join(x, y) {
            let moved = groups.remove(&x.max(y)).unwrap_or_default();
            groups.entry(x.min(y)).or_default().extend(moved);
        }
    }
}

fn together(drafts: &[Draft], set: &[usize]) -> Draft {
    let mut whole = drafts[set[0]].clone();
    set[1..].iter().for_each(|&d| whole.absorb(&drafts[d]));
    whole
}

/// Pairs that fit, the surest first: those that agree in most, then by what they are.
fn pairs(stage: &Stage, locals: &[Local]) -> BTreeSet<(std::cmp::Reverse<usize>, usize, usize)> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (l, local) in locals.iter().enumerate() {
        for block in blocks_of(stage, &local.whole) {
            blocks.entry(block).or_default().push(l);
        }
    }
    let mut pairs = BTreeSet::new();
    for list in blocks.values() {
        for (i, &a) in list.iter().enumerate() {
            for &b in &list[..i] {
                let (x, y) = (&locals[a].whole, &locals[b].whole);
                if x.report != y.report && fits_across(stage, x, y) {
                    pairs.insert((std::cmp::Reverse(agreement(stage, x, y)), a.min(b), a.max(b)));
                }
            }
        }
    }
    pairs
}

fn agreement(stage: &Stage, a: &Draft, b: &Draft) -> usize {
    let same_day = a.dates.iter().any(|d| b.dates.contains(d));
    fits::shared(stage, a, b) * 2 + usize::from(same_day) * 3 + usize::from(a.ordinal.is_some() && a.ordinal == b.ordinal) * 4
}

/// Keys under which an event is looked for.
fn blocks_of(stage: &Stage, draft: &Draft) -> BTreeSet<String> {
    let Some(kind) = draft.kind else { return BTreeSet::new() };
    let who = |who: &Who| match who {
        Who::Entity(e) => format!("{kind:?} {e}"),
        Who::Name(name) => format!("{kind:?} {name}"),
    };
    let mut blocks = BTreeSet::new();
    match kind {
        EventKind::Statement => {}
        EventKind::Gathering => blocks.extend(
            draft
                .key
                .proper
                .iter()
                .map(|p| format!("{kind:?} {}", p.key))
                .chain(draft.key.proper.is_empty().then(|| format!("{kind:?} {}", draft.key.canonical()))),
        ),
        EventKind::Session => {
            let body = draft.body.as_ref().map(who).unwrap_or_default();
            blocks.extend(draft.ordinal.map(|n| format!("{body} #{n}")));
            blocks.extend(months(stage, draft).into_iter().map(|m| format!("{body} {m}")));
            if draft.body.is_none() {
                blocks.clear();
            }
        }
        EventKind::Appointment | EventKind::Departure => blocks.extend(draft.sides().into_iter().map(who)),
        EventKind::Meeting | EventKind::Visit | EventKind::Signing => {
            let sides: Vec<String> = draft.sides().into_iter().map(who).collect();
            for month in months(stage, draft) {
                blocks.extend(sides.iter().map(|side| format!("{side} {month}")));
                // Organisations and persons that act for them must meet: the place ties them.
                blocks.extend(draft.places.iter().map(|p| format!("{} {month}", who(p))));
            }
        }
    }
    blocks
}

/// Months in which the event can have been, up to four.
fn months(stage: &Stage, draft: &Draft) -> Vec<String> {
    let Some((first, last)) = fits::anchor(stage, draft) else { return Vec::new() };
    let (first, last) = (first.saturating_sub(3.days()), last.saturating_add(3.days()));
    let number = |d: jiff::civil::Date| i32::from(d.year()) * 12 + i32::from(d.month());
    let range = number(first)..=number(last);
    if range.clone().count() > 4 { Vec::new() } else { range.map(|m| m.to_string()).collect() }
}

fn fits_across(stage: &Stage, a: &Draft, b: &Draft) -> bool {
    if !fits::compatible(stage, a, b) {
        return false;
    }
    let shared = || fits::shared(stage, a, b).min(fits::shared(stage, b, a));
    match a.kind {
        Some(EventKind::Session) => {
            a.body.is_some()
                && a.body == b.body
                && ((a.ordinal.is_some() && a.ordinal == b.ordinal)
                    || (!a.ahead() && !b.ahead() && fits::times(stage, a, b))
                    || same_dates(a, b))
        }
        Some(EventKind::Meeting) => shared() > 1 && fits::times(stage, a, b),
        Some(EventKind::Visit) => shared() > 0 && fits::times(stage, a, b),
        Some(EventKind::Signing) => {
            shared() > 0 && fits::times(stage, a, b) && instruments::any_alike(stage.input, &a.instruments, &b.instruments)
        }
        Some(EventKind::Gathering) => {
            a.edition.is_some() && a.edition == b.edition || (a.ordinal.is_some() && a.ordinal == b.ordinal) || same_year(stage, a, b)
        }
        Some(EventKind::Appointment | EventKind::Departure) => true,
        Some(EventKind::Statement) | None => false,
    }
}

fn same_dates(a: &Draft, b: &Draft) -> bool {
    !a.dates.is_empty() && !b.dates.is_empty() && fits::dates(a, b)
}

/// A gathering without a year in its name: the year of its date, or of its report.
fn same_year(stage: &Stage, a: &Draft, b: &Draft) -> bool {
    let year = |d: &Draft| d.edition.or_else(|| fits::anchor(stage, d).map(|(first, _)| u32::from(first.year().unsigned_abs())));
    year(a).is_some() && year(a) == year(b)
}
