//! Why the names of one entry stand beside one another, told by the names and what reports say with them. Decides nothing: what is joined
//! is joined by the layers of [`super::link`].

use std::collections::BTreeMap;

use rapporteur_model::{EntityKind, JoinReason, Joined, NameCount, Tally};
use rapporteur_names::{Fit, Kinship, PersonKey};

use super::{Row, partial, persons, persons_of, units};
use crate::nodes::Keys;

/// Of a name that many rows bear so many are asked.
const ASKED: usize = 24;

/// Gives every name but the first what joins it to one before it.
pub fn give(keys: &Keys, set: &[(Row, Tally)], names: &mut [NameCount]) {
    let bearers = bearers(set, names);
    let mut told: Vec<usize> = if names.is_empty() { Vec::new() } else { vec![0] };
    let mut open: Vec<usize> = (1..names.len()).filter(|&n| names[n].text != names[0].text).collect();
    while !open.is_empty() {
        // The surest of all that can be told; of equally sure ones the first in the order of names.
        let link = |n: usize, o: usize| Some((reason(keys, set, &bearers[n], &bearers[o])?, n, o));
        let surest = |&n: &usize| told.iter().filter_map(|&o| link(n, o)).min();
        let Some((by, n, to)) = open.iter().filter_map(surest).min() else { break };
        join(names, n, to, by);
        open.retain(|&o| names[o].text != names[n].text);
        told.push(n);
    }
    for n in open {
        join(names, n, 0, JoinReason::Judgement);
    }
}

/// The same name in another language has the reason of the first.
fn join(names: &mut [NameCount], n: usize, to: usize, by: JoinReason) {
    let (text, to) = (names[n].text.clone(), names[to].text.clone());
    names.iter_mut().filter(|name| name.text == text).for_each(|name| name.joined = Some(Joined { to: to.clone(), by }));
}

/// Numbers of the rows that bear each name.
fn bearers(set: &[(Row, Tally)], names: &[NameCount]) -> Vec<Vec<usize>> {
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut order: Vec<usize> = (0..set.len()).collect();
    order.sort_by(|&a, &b| set[a].0.id.cmp(&set[b].0.id));
    for r in order {
        for text in set[r].1.names.values().flat_map(BTreeMap::keys) {
            let held = rows.entry(text).or_default();
            if held.len() < ASKED && held.last() != Some(&r) {
                held.push(r);
            }
        }
    }
    names.iter().map(|name| rows.get(name.text.as_str()).cloned().unwrap_or_default()).collect()
}

/// What joins two names by their rows; `None` where these two say nothing of one another.
fn reason(keys: &Keys, set: &[(Row, Tally)], one: &[usize], other: &[usize]) -> Option<JoinReason> {
    if one.iter().any(|r| other.contains(r)) {
        return Some(JoinReason::OneReport);
    }
    let pairs = one.iter().flat_map(|&a| other.iter().map(move |&b| (a, b)));
    pairs.filter_map(|(a, b)| of_rows(keys, &set[a].0, &set[b].0)).min()
}

fn of_rows(keys: &Keys, a: &Row, b: &Row) -> Option<JoinReason> {
    match a.kind {
        EntityKind::Person => of_persons(keys, a, b),
        EntityKind::Organisation | EntityKind::Body => of_units(keys, a, b),
        EntityKind::Place | EntityKind::Product => Some(JoinReason::OneName),
    }
}

fn of_persons(keys: &Keys, a: &Row, b: &Row) -> Option<JoinReason> {
    let full = |row: &Row| persons_of(keys, row).any(PersonKey::full);
    let same = persons_of(keys, a).any(|x| persons_of(keys, b).any(|y| x.fit(y) == Fit::Same));
    match (same, full(a) && full(b)) {
        (true, _) if persons::supported(&a.context, &b.context) => Some(JoinReason::NameAndPost),
        (true, _) => Some(JoinReason::OneName),
        (false, true) => None,
        (false, false) if persons::apart_in(keys, a, b) => None,
        (false, false) if partial::one_office(a, b) => Some(JoinReason::Office),
        (false, false) => (a.context.report.is_some() || b.context.report.is_some()).then_some(JoinReason::Company),
    }
}

fn of_units(keys: &Keys, a: &Row, b: &Row) -> Option<JoinReason> {
    let kinship = units(keys, a).flat_map(|x| units(keys, b).map(move |y| (x.kinship(y), x.abbreviates(y)))).max_by_key(|(k, _)| *k);
    match kinship {
        Some((Kinship::Same | Kinship::Near, true)) => Some(JoinReason::Letters),
        Some((Kinship::Same, _)) => Some(JoinReason::OneName),
        Some((Kinship::Near, _)) => Some(JoinReason::Shorter),
        _ => Some(JoinReason::Head).filter(|_| a.context.judged.is_none() && b.context.judged.is_none()),
    }
}
