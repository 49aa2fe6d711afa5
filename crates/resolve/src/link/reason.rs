//! Why the names of one entry stand beside one another, told by the names and what reports say with them. Decides nothing: what is joined
//! is joined by the layers of [`super::link`].

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rapporteur_model::{EntityKind, JoinReason, Joined, NameCount, Tally};
use rapporteur_names::{Fit, Kinship, PersonKey};

use super::{Row, partial, persons, persons_of};
use crate::nodes::{Key, Keys};

/// Of a name that many rows bear so many are asked.
const ASKED: usize = 8;
/// So many names of an entry have a reason, the most frequent: entries do not cost by all that they are ever called.
const GIVEN: usize = 50;

/// Gives every name but the first what joins it to one before it.
pub fn give(keys: &Keys, set: &[(Row, Tally)], names: &mut [NameCount]) {
    let given = names.len().min(GIVEN);
    let names = &mut names[..given];
    let bearers = bearers(set, names);
    let mut pairs = Pairs { keys, fits: HashMap::new(), kinships: HashMap::new() };
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<usize> = (0..given).filter(|&n| seen.insert(&names[n].text)).skip(1).collect();
    // Of each the surest reason, and the first in the order of names of those to which it joins.
    let mut surest: BTreeMap<usize, (JoinReason, usize)> = BTreeMap::new();
    let mut last = 0;
    while !open.is_empty() {
        for &n in &open {
            if let Some(by) = pairs.reason(set, &bearers[n], &bearers[last]) {
                let held = surest.entry(n).or_insert((by, last));
                *held = (*held).min((by, last));
            }
        }
        let Some((by, n, to)) = surest.iter().map(|(&n, &(by, to))| (by, n, to)).min() else { break };
        join(names, n, to, by);
        surest.remove(&n);
        open.retain(|&o| o != n);
        last = n;
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

/// What was found of pairs of names by their numbers: rows repeat names.
struct Pairs<'k> {
    keys: &'k Keys,
    /// One full name, and not.
    fits: HashMap<(usize, usize), bool>,
    /// How two names of organisations go together, and whether one abbreviates the other.
    kinships: HashMap<(usize, usize), (Kinship, bool)>,
}

impl Pairs<'_> {
    /// What joins two names by their rows; `None` where these two say nothing of one another.
    fn reason(&mut self, set: &[(Row, Tally)], one: &[usize], other: &[usize]) -> Option<JoinReason> {
        if one.iter().any(|r| other.contains(r)) {
            return Some(JoinReason::OneReport);
        }
        let pairs = one.iter().flat_map(|&a| other.iter().map(move |&b| (a, b)));
        pairs.filter_map(|(a, b)| self.of_rows(&set[a].0, &set[b].0)).min()
    }

    fn of_rows(&mut self, a: &Row, b: &Row) -> Option<JoinReason> {
        match a.kind {
            EntityKind::Person => self.of_persons(a, b),
            EntityKind::Organisation | EntityKind::Body => self.of_units(a, b),
            EntityKind::Place | EntityKind::Product => Some(JoinReason::OneName),
        }
    }

    fn of_persons(&mut self, a: &Row, b: &Row) -> Option<JoinReason> {
        let keys = self.keys;
        let full = |row: &Row| persons_of(keys, row).any(PersonKey::full);
        match (self.one_name(a, b), full(a) && full(b)) {
            (true, _) if persons::supported(&a.context, &b.context) => Some(JoinReason::NameAndPost),
            (true, _) => Some(JoinReason::OneName),
            (false, true) => None,
            (false, false) if persons::apart_in(keys, a, b) => None,
            (false, false) if partial::one_office(a, b) => Some(JoinReason::Office),
            (false, false) => (a.context.report.is_some() || b.context.report.is_some()).then_some(JoinReason::Company),
        }
    }

    fn one_name(&mut self, a: &Row, b: &Row) -> bool {
        let keys = self.keys;
        let fit = |(x, y): (usize, usize)| matches!((keys.get(x), keys.get(y)), (Key::Person(x), Key::Person(y)) if x.fit(y) == Fit::Same);
        couples(a, b).any(|pair| *self.fits.entry(pair).or_insert_with(|| fit(pair)))
    }

    fn of_units(&mut self, a: &Row, b: &Row) -> Option<JoinReason> {
        let keys = self.keys;
        let kin = |(x, y): (usize, usize)| match (keys.get(x), keys.get(y)) {
            (Key::Unit(x), Key::Unit(y)) => (x.kinship(y), x.abbreviates(y)),
            _ => (Kinship::Different, false),
        };
        let kinship = couples(a, b).map(|pair| *self.kinships.entry(pair).or_insert_with(|| kin(pair))).max_by_key(|(k, _)| *k);
        match kinship {
            Some((Kinship::Same | Kinship::Near, true)) => Some(JoinReason::Letters),
            Some((Kinship::Same, _)) => Some(JoinReason::OneName),
            Some((Kinship::Near, _)) => Some(JoinReason::Shorter),
            _ => Some(JoinReason::Head).filter(|_| a.context.judged.is_none() && b.context.judged.is_none()),
        }
    }
}

/// Each name of one row with each of the other, by number.
fn couples(a: &Row, b: &Row) -> impl Iterator<Item = (usize, usize)> {
    a.keys.iter().flat_map(|&x| b.keys.iter().map(move |&y| (x, y)))
}
