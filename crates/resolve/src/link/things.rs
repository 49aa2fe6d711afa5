//! Places and products over reports: by name, sound and known pairs of names.

use std::collections::BTreeMap;

use rapporteur_model::EntityKind;

use super::{Blocks, of_kind};
use crate::cluster::Clusters;
use crate::nodes::{Key, Nodes};

/// Joins the nodes of places, then of products.
pub fn link(nodes: &Nodes, clusters: &mut Clusters) {
    places(nodes, clusters);
    products(nodes, clusters);
}

fn places(nodes: &Nodes, clusters: &mut Clusters) {
    let mut bearers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut blocks = Blocks::default();
    for n in of_kind(nodes, EntityKind::Place) {
        for &number in &nodes.all[n].keys {
            clusters.join(*bearers.entry(number).or_insert(n), n);
        }
    }
    let key = |number: usize| {
        if let Key::Place(key) = nodes.keys.get(number) { key } else { unreachable!("nodes of places have keys of places") }
    };
    for &number in bearers.keys() {
        for block in key(number).blocks() {
            blocks.add(block, number);
        }
    }
    let mut pairs = Vec::new();
    for list in blocks.lists.values() {
        for (i, &a) in list.iter().enumerate() {
            for &b in list[..i].iter().filter(|&&b| key(a).same(key(b))) {
                // With both countries stated comes first, so that a place without one cannot tie two countries together.
                let open = key(a).country.is_none() || key(b).country.is_none();
                pairs.push((open, key(a).min(key(b)), key(a).max(key(b)), bearers[&a], bearers[&b]));
            }
        }
    }
    pairs.sort_unstable();
    let mut countries: BTreeMap<usize, rapporteur_model::Country> = BTreeMap::new();
    for (&number, &n) in &bearers {
        if let Some(country) = key(number).country {
            countries.entry(clusters.root(n)).or_insert(country);
        }
    }
    for (_, _, _, a, b) in pairs {
        let (a, b) = (clusters.root(a), clusters.root(b));
        let (x, y) = (countries.get(&a).copied(), countries.get(&b).copied());
        if (x.is_none() || y.is_none() || x == y)
            && clusters.join(a, b)
            && let Some(country) = x.or(y)
        {
            countries.insert(a.min(b), country);
        }
    }
}

fn products(nodes: &Nodes, clusters: &mut Clusters) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for n in of_kind(nodes, EntityKind::Product) {
        for &number in &nodes.all[n].keys {
            if let Key::Product(part) = nodes.keys.get(number) {
                clusters.join(*first.entry(&part.key).or_insert(n), n);
            }
        }
    }
}
