//! Places and products: by name, sound and known pairs of names; two countries are against it.

use std::collections::BTreeMap;

use rapporteur_model::EntityKind;
use rapporteur_names::PlaceKey;

use super::{Blocks, Rows, Sets, strength};
use crate::divide::Pair;
use crate::nodes::Key;

/// Joins the rows of places, then of products.
pub fn link(rows: &Rows, sets: &mut Sets) {
    places(rows, sets);
    products(rows, sets);
}

fn places(rows: &Rows, sets: &mut Sets) {
    let key = |number: usize| if let Key::Place(key) = rows.keys.get(number) { Some(key) } else { None };
    let mut bearers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for row in rows.of_kind(EntityKind::Place) {
        rows.all[row].keys.iter().for_each(|&k| bearers.entry(k).or_default().push(row));
    }
    let mut blocks = Blocks::default();
    for &number in bearers.keys() {
        key(number).into_iter().flat_map(PlaceKey::blocks).for_each(|block| blocks.add(block, number));
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for held in bearers.values() {
        pairs.extend(held.iter().map(|&row| (held[0], row, strength::SUPPORTED)).filter(|p| p.0 != p.1));
    }
    for (a, b) in blocks.pairs() {
        let (Some(x), Some(y)) = (key(a), key(b)) else { continue };
        if x.same(y) {
            // Where both countries are stated they agree.
            let strength = if x.country.is_some() && y.country.is_some() { strength::SUPPORTED } else { strength::NAMED };
            let ends = bearers[&a].iter().flat_map(|&r| bearers[&b].iter().map(move |&s| (r, s)));
            pairs.extend(ends.filter(|(r, s)| r != s).map(|(r, s)| (r, s, strength)));
        }
    }
    let keys = |row: usize| rows.all[row].keys.iter().filter_map(|&k| key(k)).collect::<Vec<_>>();
    let apart = |a: usize, b: usize| {
        let (x, y) = (keys(a), keys(b));
        x.iter().any(|x| {
            y.iter().any(|y| matches!((x.country, y.country), (Some(c), Some(d)) if c != d) || x.whole.is_some() != y.whole.is_some())
        })
    };
    sets.join(rows, EntityKind::Place, &pairs, &apart);
}

fn products(rows: &Rows, sets: &mut Sets) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pairs: Vec<Pair> = Vec::new();
    for row in rows.of_kind(EntityKind::Product) {
        for &number in &rows.all[row].keys {
            if let Key::Product(part) = rows.keys.get(number) {
                pairs.push((*first.entry(&part.key).or_insert(row), row, strength::NAMED));
            }
        }
    }
    sets.join(rows, EntityKind::Product, &pairs, &|_, _| false);
}
