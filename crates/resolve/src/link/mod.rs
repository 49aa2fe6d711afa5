//! Who is who over all reports: candidates by blocking key, pairs by fit, sets by union-find. One kind of entity a file.

pub mod heads;
mod organisations;
mod persons;
mod things;

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::EntityKind;

use crate::cluster::Clusters;
use crate::nodes::Nodes;

/// Joins the nodes of all reports. `clusters` is over nodes and may hold decisions already; they are kept.
pub fn link(nodes: &Nodes, clusters: &mut Clusters) {
    persons::link(nodes, clusters);
    for kind in [EntityKind::Organisation, EntityKind::Body] {
        organisations::link(nodes, kind, clusters);
    }
    things::link(nodes, clusters);
}

/// Nodes of a kind in order.
fn of_kind(nodes: &Nodes, kind: EntityKind) -> impl Iterator<Item = usize> {
    (0..nodes.all.len()).filter(move |&n| nodes.all[n].kind == kind)
}

/// Different names under one blocking key from which it is passed over; names equal in their canonical spelling share a key of their own.
const CROWD: usize = 800;

/// Names by blocking key: each list holds numbers in rising order, once each.
#[derive(Default)]
struct Blocks {
    lists: BTreeMap<String, Vec<usize>>,
}

impl Blocks {
    fn add(&mut self, key: String, number: usize) {
        let list = self.lists.entry(key).or_default();
        if list.last() != Some(&number) {
            list.push(number);
        }
    }

    /// Every pair of numbers that share a key, once, the smaller first. A key that a crowd shares tells nothing and is passed over.
    fn pairs(&self) -> BTreeSet<(usize, usize)> {
        let mut pairs = BTreeSet::new();
        for list in self.lists.values().filter(|list| list.len() <= CROWD) {
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

/// The only set among the candidates, if there is one.
fn only(clusters: &mut Clusters, candidates: impl IntoIterator<Item = usize>) -> Option<usize> {
    let mut roots: Vec<usize> = candidates.into_iter().map(|c| clusters.root(c)).collect();
    roots.sort_unstable();
    roots.dedup();
    if let [one] = roots.as_slice() { Some(*one) } else { None }
}
