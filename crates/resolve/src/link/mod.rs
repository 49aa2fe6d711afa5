//! Who is who over all reports: rows that share a key are compared, accepted pairs connect them, and what must stay apart divides them.
//!
//! One kind of entity a file, in layers: people by full names and places, organisations by names and then by their heads, people by partial
//! names. No layer looks at a later one, and no pair is accepted because nothing else is there: with ten times the reports the same two names get
//! the same answer, unless what came speaks of these two.

mod company;
mod heads;
pub mod near;
mod organisations;
mod partial;
mod persons;
pub mod reason;
mod things;

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{EntityId, EntityKind, LocalContext, LocalEntity};
use rapporteur_names::{PersonKey, UnitKey};

use crate::cluster::Clusters;
use crate::divide::{Pair, divide};
use crate::nodes::{Key, Keys};

pub use company::Stranger;
pub use heads::like;
pub use partial::main_blocks;

/// How strongly an accepted pair belongs together.
pub mod strength {
    /// An analyst said so.
    pub const JUDGED: u8 = 9;
    /// One name in one office.
    pub const IN_OFFICE: u8 = SUPPORTED + 1;
    /// One name, and what the reports say of both agrees.
    pub const SUPPORTED: u8 = crate::divide::FIRM;
    /// One name, and nothing is against it.
    pub const NAMED: u8 = 2;
    /// One says less than the other.
    pub const NEAR: u8 = 1;
}

/// A local entity with its keys.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its address.
    pub id: EntityId,
    /// What it is; bodies count as organisations here.
    pub kind: EntityKind,
    /// Numbers of its names' keys.
    pub keys: Vec<usize>,
    /// What is said of it.
    pub context: LocalContext,
}

impl Row {
    /// The row of a local entity; reads its names. Those of a body whose sides its report tells by who led its sessions are with these sides.
    pub fn new(local: &LocalEntity, keys: &mut Keys) -> Self {
        let named: Vec<usize> = local.forms.iter().flat_map(|form| keys.of(local.kind, form)).collect();
        let sides = Some(&local.context.countries).filter(|sides| sides.len() > 1 && local.kind == EntityKind::Organisation);
        let numbers: BTreeSet<usize> = named.into_iter().map(|k| sides.map_or(k, |sides| keys.between(k, sides))).collect();
        Self { id: local.id.clone(), kind: local.kind, keys: numbers.into_iter().collect(), context: local.context.clone() }
    }
}

/// Rows to join, in the order of their addresses.
pub struct Rows<'k> {
    /// The keys of their names.
    pub keys: &'k Keys,
    /// The rows.
    pub all: Vec<Row>,
}

impl<'k> Rows<'k> {
    /// Rows of a kind.
    pub fn of_kind(&self, kind: EntityKind) -> Vec<usize> {
        (0..self.all.len()).filter(|&r| self.all[r].kind == kind).collect()
    }

    /// Keys of organisations or bodies of a row.
    pub fn units(&self, row: usize) -> impl Iterator<Item = &'k UnitKey> {
        units(self.keys, &self.all[row])
    }

    /// Keys of a person's row.
    pub fn persons(&self, row: usize) -> impl Iterator<Item = &'k PersonKey> {
        persons_of(self.keys, &self.all[row])
    }
}

fn units<'k>(keys: &'k Keys, row: &Row) -> impl Iterator<Item = &'k UnitKey> {
    let numbers: Vec<usize> = row.keys.clone();
    numbers.into_iter().filter_map(move |k| if let Key::Unit(key) = keys.get(k) { Some(key) } else { None })
}

/// Keys of a person's row.
pub fn persons_of<'k>(keys: &'k Keys, row: &Row) -> impl Iterator<Item = &'k PersonKey> {
    let numbers: Vec<usize> = row.keys.clone();
    numbers.into_iter().filter_map(move |k| if let Key::Person(key) = keys.get(k) { Some(&**key) } else { None })
}

/// What analysts decided of rows, by address.
#[derive(Default)]
pub struct Verdicts {
    /// These two are one.
    pub same: BTreeSet<(EntityId, EntityId)>,
    /// These two are two.
    pub different: BTreeSet<(EntityId, EntityId)>,
    /// Joined with nothing but what they were joined with.
    pub alone: BTreeSet<EntityId>,
}

/// What else speaks for one organisation: who heads what, and whether a report keeps two sets of rows apart.
pub struct Facts<'f> {
    /// Rows of people with rows of the organisations that they head.
    pub heads: &'f [(EntityId, EntityId)],
    /// True where some report names a row of either.
    pub together: &'f mut dyn FnMut(&[EntityId], &[EntityId]) -> bool,
}

/// What became of rows: numbers of rows, each for the smallest of its kind.
pub struct Linked {
    /// The set of each row.
    pub sets: Vec<usize>,
    /// What the names of each row connect it with, whether they are one or not. Nothing outside bears on the sets within, but for the heads
    /// of organisations.
    pub groups: Vec<usize>,
}

/// Joins rows that reports other than their own can know.
pub fn link(rows: &Rows, facts: &mut Facts, verdicts: &Verdicts) -> Linked {
    let mut sets = Sets::new(rows, verdicts);
    persons::link(rows, &mut sets);
    things::link(rows, &mut sets);
    organisations::link(rows, &mut sets);
    heads::link(rows, facts, &mut sets);
    partial::link(rows, &mut sets);
    Linked { groups: (0..sets.of.len()).map(|row| sets.groups.root(row)).collect(), sets: sets.of }
}

/// Rows joined so far, and what analysts decided of them.
pub struct Sets {
    /// Number of the set of each row.
    of: Vec<usize>,
    /// Rows that an analyst joined.
    same: BTreeSet<(usize, usize)>,
    /// Rows that an analyst parted.
    different: BTreeSet<(usize, usize)>,
    /// Rows that an analyst split off: joined with nothing but what he joined them with.
    alone: BTreeSet<usize>,
    /// Rows that names connect, directly or through others.
    groups: Clusters,
}

impl Sets {
    fn new(rows: &Rows, verdicts: &Verdicts) -> Self {
        let number = |id: &EntityId| rows.all.binary_search_by(|row| row.id.cmp(id)).ok();
        let pairs = |all: &BTreeSet<(EntityId, EntityId)>| {
            let both = |(a, b): &(EntityId, EntityId)| Some((number(a)?, number(b)?)).map(|(a, b)| (a.min(b), a.max(b)));
            all.iter().filter_map(both).collect()
        };
        Self {
            of: (0..rows.all.len()).collect(),
            same: pairs(&verdicts.same),
            different: pairs(&verdicts.different),
            alone: verdicts.alone.iter().filter_map(number).collect(),
            groups: Clusters::new(rows.all.len()),
        }
    }

    /// Number of the set of a row: its smallest row.
    pub fn root(&self, row: usize) -> usize {
        self.of[row]
    }

    /// Rows by set, of one kind.
    pub fn members(&self, rows: &Rows, kind: EntityKind) -> BTreeMap<usize, Vec<usize>> {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for row in rows.of_kind(kind) {
            members.entry(self.of[row]).or_default().push(row);
        }
        members
    }

    /// As [`Sets::join_beyond_names`], by what the names of the rows say.
    pub fn join(&mut self, rows: &Rows, kind: EntityKind, pairs: &[Pair], apart: &dyn Fn(usize, usize) -> bool) {
        let judged = self.same.iter().filter(|(a, _)| rows.all[*a].kind == kind).copied();
        // Two that must stay apart are no way from one to the other: such a pair is never taken.
        for (a, b) in pairs.iter().map(|&(a, b, _)| (a, b)).filter(|&(a, b)| !apart(a, b)).chain(judged) {
            self.groups.join(a, b);
        }
        self.join_beyond_names(rows, kind, pairs, apart);
    }

    /// Joins what these pairs of rows connect, within and over the sets made so far. `apart` is asked of two rows.
    fn join_beyond_names(&mut self, rows: &Rows, kind: EntityKind, pairs: &[Pair], apart: &dyn Fn(usize, usize) -> bool) {
        let members = self.members(rows, kind);
        let numbers: BTreeMap<usize, usize> = members.keys().enumerate().map(|(i, &root)| (root, i)).collect();
        let lists: Vec<&Vec<usize>> = members.values().collect();
        let judged = self.same.iter().filter(|(a, _)| rows.all[*a].kind == kind).map(|&(a, b)| (a, b, strength::JUDGED));
        let open = |p: &Pair| !self.alone.contains(&p.0) && !self.alone.contains(&p.1);
        let pairs: Vec<Pair> = pairs
            .iter()
            .copied()
            .filter(open)
            .chain(judged)
            .map(|(a, b, s)| (numbers[&self.of[a]], numbers[&self.of[b]], s))
            .filter(|p| p.0 != p.1)
            .collect();
        let pair = |a: usize, b: usize| (a.min(b), a.max(b));
        let barred = |x: usize, y: usize| {
            if self.same.contains(&pair(x, y)) {
                return false;
            }
            self.different.contains(&pair(x, y)) || apart(x, y)
        };
        let of_sets = |a: usize, b: usize| {
            let joined = lists[a].iter().any(|&x| lists[b].iter().any(|&y| self.same.contains(&pair(x, y))));
            !joined && lists[a].iter().any(|&x| lists[b].iter().any(|&y| barred(x, y)))
        };
        let joined = divide(lists.len(), &pairs, &of_sets);
        let mut of = self.of.clone();
        for set in joined {
            let all: Vec<usize> = set.iter().flat_map(|&s| lists[s].iter().copied()).collect();
            let root = all.iter().copied().min().unwrap_or_default();
            all.iter().for_each(|&row| of[row] = root);
        }
        self.of = of;
    }
}

/// The rows of a kind by the numbers of those of their names that `tells` takes.
fn bearers(rows: &Rows, kind: EntityKind, tells: impl Fn(&Key) -> bool) -> BTreeMap<usize, Vec<usize>> {
    let mut bearers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for row in rows.of_kind(kind) {
        for &number in rows.all[row].keys.iter().filter(|&&number| tells(rows.keys.get(number))) {
            bearers.entry(number).or_default().push(row);
        }
    }
    bearers
}

/// Names by blocking key: each list holds numbers in rising order, once each.
#[derive(Default)]
struct Blocks {
    lists: BTreeMap<String, Vec<usize>>,
}

impl Blocks {
    /// Numbers under the keys that each has.
    fn of<K: IntoIterator<Item = String>>(numbers: impl Iterator<Item = usize>, keys: impl Fn(usize) -> K) -> Self {
        let mut blocks = Self::default();
        for number in numbers {
            keys(number).into_iter().for_each(|key| blocks.add(key, number));
        }
        blocks
    }

    fn add(&mut self, key: String, number: usize) {
        let list = self.lists.entry(key).or_default();
        if list.last() != Some(&number) {
            list.push(number);
        }
    }

    /// Every pair of numbers that share a key, once, the smaller first.
    fn pairs(&self) -> BTreeSet<(usize, usize)> {
        let mut pairs = BTreeSet::new();
        for list in self.lists.values() {
            for (i, &a) in list.iter().enumerate() {
                pairs.extend(list[..i].iter().map(|&b| (a.min(b), a.max(b))));
            }
        }
        pairs
    }

    fn get(&self, key: &str) -> &[usize] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }
}
