//! Persons over reports: full names by fit; a name without a given name joins the only full one that it can mean.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::EntityKind;

use super::{Blocks, of_kind, only};
use crate::cluster::Clusters;
use crate::names::{Fit, Likeness, PersonKey, given, transliteration};
use crate::nodes::Nodes;

/// The names that a set of nodes bears; two sets with clashing names never join.
struct Bearers<'n> {
    nodes: &'n Nodes,
    names: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'n> Bearers<'n> {
    fn new(nodes: &'n Nodes, clusters: &mut Clusters) -> Self {
        let mut names: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for n in of_kind(nodes, EntityKind::Person) {
            names.entry(clusters.root(n)).or_default().extend(nodes.all[n].keys.iter().copied());
        }
        Self { nodes, names }
    }

    fn key(&self, number: usize) -> &'n PersonKey {
        match self.nodes.keys.get(number) {
            crate::nodes::Key::Person(key) => key,
            _ => unreachable!("nodes of persons have keys of persons"),
        }
    }

    fn of(&self, root: usize) -> impl Iterator<Item = &'n PersonKey> {
        self.names.get(&root).into_iter().flatten().map(|&k| self.key(k))
    }

    fn join(&mut self, clusters: &mut Clusters, a: usize, b: usize) -> bool {
        let (a, b) = (clusters.root(a), clusters.root(b));
        if a == b {
            return true;
        }
        let equal = self.names.get(&a) == self.names.get(&b);
        let clash = !equal && self.of(a).any(|x| self.of(b).any(|y| x.clashes(y)));
        if clash || !clusters.join(a, b) {
            return false;
        }
        let moved = self.names.remove(&a.max(b)).unwrap_or_default();
        self.names.entry(a.min(b)).or_default().extend(moved);
        true
    }
}

/// Joins the nodes of persons.
pub fn link(nodes: &Nodes, clusters: &mut Clusters) {
    let mut bearers = Bearers::new(nodes, clusters);
    let full = full_names(nodes, &mut bearers, clusters);
    similar_names(&full, &mut bearers, clusters);
    partial_names(nodes, &mut bearers, clusters);
}

/// Joins nodes that bear the same full name to the letter; gives the first node of each name.
fn full_names(nodes: &Nodes, bearers: &mut Bearers, clusters: &mut Clusters) -> BTreeMap<usize, usize> {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for n in of_kind(nodes, EntityKind::Person) {
        for (number, _) in nodes.persons(n).filter(|(_, key)| key.full()) {
            let known = *first.entry(number).or_insert(n);
            bearers.join(clusters, known, n);
        }
    }
    first
}

/// Joins full names that fit: other scripts, other romanisations, patronymics given or not. The surest pairs first.
fn similar_names(full: &BTreeMap<usize, usize>, bearers: &mut Bearers, clusters: &mut Clusters) {
    let mut blocks = Blocks::default();
    for &number in full.keys() {
        for block in blocks_of(bearers.key(number)) {
            blocks.add(block, number);
        }
    }
    let mut pairs: BTreeSet<(std::cmp::Reverse<Likeness>, &PersonKey, &PersonKey, usize, usize)> = BTreeSet::new();
    for (a, b) in blocks.pairs() {
        let (x, y) = (bearers.key(a).min(bearers.key(b)), bearers.key(a).max(bearers.key(b)));
        if x.fit(y) == Fit::Same {
            pairs.insert((std::cmp::Reverse(x.likeness(y)), x, y, full[&a], full[&b]));
        }
    }
    for (.., a, b) in pairs {
        bearers.join(clusters, a, b);
    }
}

/// Keys for a full name: sounds of both parts, in an order that does not tell which is the family name.
fn blocks_of(key: &PersonKey) -> BTreeSet<String> {
    let (Some(surname), Some(name)) = (&key.surname, &key.given) else { return BTreeSet::new() };
    let mut given_keys = transliteration::keys(&name.text);
    given_keys.extend(given::groups(&name.key).iter().map(|g| format!("#{g}")));
    given_keys.push(format!("={}", name.key));
    let mut surname_keys = transliteration::keys(&surname.text);
    surname_keys.push(format!("={}", surname.key));
    let pair = |a: &String, b: &String| if a <= b { format!("{a} {b}") } else { format!("{b} {a}") };
    given_keys.iter().flat_map(|g| surname_keys.iter().map(move |s| pair(g, s))).collect()
}

/// Joins names with an initial or without a given name to the only set that they can mean; initials first.
fn partial_names(nodes: &Nodes, bearers: &mut Bearers, clusters: &mut Clusters) {
    let mut blocks = Blocks::default();
    let mut partial: Vec<(bool, usize)> = Vec::new();
    for n in of_kind(nodes, EntityKind::Person) {
        let keys: Vec<(usize, &PersonKey)> = nodes.persons(n).collect();
        if keys.iter().any(|(_, key)| key.full()) {
            keys.iter().filter(|(_, key)| key.full()).for_each(|(_, key)| index(&mut blocks, key, n));
        } else {
            partial.push((keys.iter().all(|(_, key)| key.given.is_none()), n));
        }
    }
    partial.sort_unstable();
    for (_, n) in partial {
        let keys: Vec<&PersonKey> = nodes.persons(n).map(|(_, key)| key).collect();
        let mut found: BTreeMap<usize, Likeness> = BTreeMap::new();
        for key in &keys {
            for candidate in main_blocks(key).iter().flat_map(|b| blocks.get(b)) {
                let root = clusters.root(*candidate);
                if found.contains_key(&root) {
                    continue;
                }
                let best = bearers.of(root).filter(|other| key.fit(other) >= Fit::Possible).map(|other| key.likeness(other)).max();
                found.insert(root, best.unwrap_or(Likeness::None));
            }
        }
        let best = found.values().copied().max().filter(|&l| l >= Likeness::Sound);
        let roots: Vec<usize> = found.iter().filter(|(_, l)| Some(**l) == best).map(|(root, _)| *root).collect();
        if let Some(one) = only(clusters, roots) {
            bearers.join(clusters, one, n);
        }
        // A name alone can be met again, and then is the only one that it can mean.
        keys.iter().for_each(|key| index(&mut blocks, key, n));
    }
}

fn main_blocks(key: &PersonKey) -> Vec<String> {
    let Some(main) = key.main() else { return Vec::new() };
    let mut blocks = transliteration::keys(&main.text);
    blocks.push(format!("={}", main.key));
    blocks
}

fn index(blocks: &mut Blocks, key: &PersonKey, node: usize) {
    for block in main_blocks(key) {
        blocks.add(block, node);
    }
}
