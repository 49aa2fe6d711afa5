//! Who is who over all reports: rows that share a key are compared, accepted pairs connect them, and what must stay apart divides them.
//!
//! One kind of entity a file, in layers: people by full names and places, organisations by names and then by their heads, people by partial
//! names. No layer looks at a later one, and no pair is accepted because nothing else is there: with ten times the reports the same two names get
//! the same answer, unless what came speaks of these two.

mod heads;
mod organisations;
mod partial;
mod persons;
mod things;

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::EntityKind;

use crate::claims::Claims;
use crate::cluster::Clusters;
use crate::divide::{Pair, divide};
use crate::input::Input;
use crate::nodes::Key;
use crate::rows::Rows;

/// How strongly an accepted pair belongs together.
pub mod strength {
    /// An analyst said so.
    pub const JUDGED: u8 = 9;
    /// One name, and what the reports say of both agrees.
    pub const SUPPORTED: u8 = 3;
    /// One name, and nothing is against it.
    pub const NAMED: u8 = 2;
    /// One says less than the other.
    pub const NEAR: u8 = 1;
}

/// Joins the rows of all reports; gives sets of nodes. `decided` holds what analysts decided of nodes, `split` the nodes that they split off.
pub fn link(input: &Input, claims: &Claims, rows: &Rows, decided: &mut Clusters, split: &BTreeSet<usize>) -> Vec<Vec<usize>> {
    let mut sets = Sets::new(rows, decided, split);
    persons::link(rows, &mut sets);
    things::link(rows, &mut sets);
    organisations::link(rows, &mut sets);
    heads::link(input, claims, rows, &mut sets);
    partial::link(input, rows, &mut sets);
    sets.nodes(rows)
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
}

impl Sets {
    fn new(rows: &Rows, decided: &mut Clusters, split: &BTreeSet<usize>) -> Self {
        let mut sets = Self {
            of: (0..rows.all.len()).collect(),
            same: BTreeSet::new(),
            different: BTreeSet::new(),
            alone: split.iter().map(|&n| rows.of[n]).collect(),
        };
        let judged: Vec<usize> = (0..rows.all.len()).filter(|&r| rows.all[r].context.judged.is_some()).collect();
        for (i, &a) in judged.iter().enumerate() {
            for &b in &judged[..i] {
                let (x, y) = (rows.all[a].nodes[0], rows.all[b].nodes[0]);
                if decided.root(x) == decided.root(y) {
                    sets.same.insert((b, a));
                } else if decided.barred(x, y) {
                    sets.different.insert((b, a));
                }
            }
        }
        sets
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

    /// Joins what these pairs of rows connect, within and over the sets made so far. `apart` is asked of two rows.
    pub fn join(&mut self, rows: &Rows, kind: EntityKind, pairs: &[Pair], apart: &dyn Fn(usize, usize) -> bool) {
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

    fn nodes(&self, rows: &Rows) -> Vec<Vec<usize>> {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (row, held) in rows.all.iter().enumerate() {
            sets.entry(self.of[row]).or_default().extend(&held.nodes);
        }
        let mut sets: Vec<Vec<usize>> = sets.into_values().collect();
        sets.iter_mut().for_each(|set| set.sort_unstable());
        sets.sort();
        sets
    }
}

/// The rows of a kind by the numbers of those of their names that `tells` takes.
fn bearers(rows: &Rows, kind: EntityKind, tells: impl Fn(&Key) -> bool) -> BTreeMap<usize, Vec<usize>> {
    let mut bearers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for row in rows.of_kind(kind) {
        for &number in rows.all[row].keys.iter().filter(|&&number| tells(rows.nodes.keys.get(number))) {
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
