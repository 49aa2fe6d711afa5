//! Organisations and bodies over reports: equal words and countries; then a shorter name joins the only one that it can mean.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::EntityKind;

use super::{Blocks, of_kind, only};
use crate::cluster::Clusters;
use crate::names::transliteration;
use crate::nodes::{Key, Nodes};
use crate::organisations::UnitKey;

/// Joins the nodes of one kind.
pub fn link(nodes: &Nodes, kind: EntityKind, clusters: &mut Clusters) {
    let forms = Forms::new(nodes, kind);
    forms.join_equal(clusters);
    forms.join_alike(clusters);
    forms.join_shorter(clusters);
}

/// The distinct names of a kind, with the nodes that bear them.
struct Forms<'n> {
    nodes: &'n Nodes,
    kind: EntityKind,
    bearers: BTreeMap<usize, Vec<usize>>,
    blocks: Blocks,
}

impl<'n> Forms<'n> {
    fn new(nodes: &'n Nodes, kind: EntityKind) -> Self {
        let mut forms = Self { nodes, kind, bearers: BTreeMap::new(), blocks: Blocks::default() };
        for n in of_kind(nodes, kind) {
            for (number, _) in nodes.units(n).filter(|(_, key)| !key.bare()) {
                forms.bearers.entry(number).or_default().push(n);
            }
        }
        let numbers: Vec<usize> = forms.bearers.keys().copied().collect();
        for number in numbers {
            for block in forms.blocks_of(number) {
                forms.blocks.add(block, number);
            }
        }
        forms
    }

    fn key(&self, number: usize) -> &'n UnitKey {
        match self.nodes.keys.get(number) {
            Key::Unit(key) => key,
            _ => unreachable!("nodes of organisations have keys of organisations"),
        }
    }

    /// Sounds of own words; of names without any, their concepts; of bodies, their head, since they are few.
    fn blocks_of(&self, number: usize) -> BTreeSet<String> {
        let key = self.key(number);
        let mut blocks: BTreeSet<String> =
            key.proper.iter().flat_map(|p| transliteration::keys(&p.text).into_iter().chain([format!("={}", p.key)])).collect();
        if key.proper.is_empty() {
            let concepts: Vec<&str> = key.concepts.iter().map(|c| c.name).collect();
            blocks.insert(format!("+ {}", concepts.join(" ")));
        }
        if self.kind == EntityKind::Body {
            blocks.insert(format!("* {}", key.head.map_or("", |head| head.name)));
        }
        blocks
    }

    /// The same name to the letter: one, where the name tells enough or states its country.
    fn join_equal(&self, clusters: &mut Clusters) {
        for (&number, bearers) in &self.bearers {
            let key = self.key(number);
            if key.specific() || !key.countries.is_empty() {
                bearers.windows(2).for_each(|pair| {
                    clusters.join(pair[0], pair[1]);
                });
                // Where an analyst split them, each still looks for the others.
                bearers.iter().for_each(|&n| {
                    clusters.join(bearers[0], n);
                });
            }
        }
    }

    /// The same words in other letters or another language, and the same countries.
    fn join_alike(&self, clusters: &mut Clusters) {
        let fits = |x: &UnitKey, y: &UnitKey| {
            x.countries == y.countries && (x.specific() || !x.countries.is_empty()) && (x.same_words(y) || self.same_body(x, y))
        };
        let mut pairs: Vec<(&UnitKey, &UnitKey, usize, usize)> = Vec::new();
        for (a, b) in self.blocks.pairs() {
            let (x, y) = (self.key(a), self.key(b));
            if fits(x, y) || x.abbreviates_rest(y) {
                pairs.push((x.min(y), x.max(y), self.bearers[&a][0], self.bearers[&b][0]));
            }
        }
        pairs.sort_unstable();
        for (.., a, b) in pairs {
            clusters.join(a, b);
        }
    }

    /// Bodies of one pair of countries with one head whose fields agree but for a word ("trade and economic", "trade, economic and …").
    fn same_body(&self, x: &UnitKey, y: &UnitKey) -> bool {
        let topics = |key: &UnitKey| key.concepts.iter().filter(|c| !c.unit).count();
        let shared = x.concepts.intersection(&y.concepts).count() * 4;
        let all = x.concepts.union(&y.concepts).count();
        self.kind == EntityKind::Body
            && x.countries.len() > 1
            && x.head == y.head
            && topics(x) > 1
            && topics(y) > 1
            && shared >= all * 3
            && x.proper.is_empty() == y.proper.is_empty()
    }

    /// A name that lacks the country, or words, of a longer one joins the only set that it can mean.
    fn join_shorter(&self, clusters: &mut Clusters) {
        let mut shorter: Vec<(std::cmp::Reverse<usize>, usize)> =
            self.bearers.keys().map(|&f| (std::cmp::Reverse(self.key(f).concepts.len() + self.key(f).proper.len()), f)).collect();
        // The longest first: what they join is there when a still shorter one looks.
        shorter.sort_by(|a, b| (a.0, self.key(a.1)).cmp(&(b.0, self.key(b.1))));
        for (_, number) in shorter {
            let key = self.key(number);
            let near: BTreeSet<usize> =
                self.blocks_of(number).iter().flat_map(|b| self.blocks.get(b)).copied().filter(|&f| f != number).collect();
            let fits = |f: &usize| {
                let long = self.key(*f);
                let lacks = key.same_words(long)
                    && key.countries_agree(long)
                    && key.countries != long.countries
                    && key.countries.len() < long.countries.len();
                lacks || ((!key.proper.is_empty() || self.kind == EntityKind::Body) && key.shortens(long) && key != long)
            };
            let candidates: Vec<usize> = near.into_iter().filter(fits).collect();
            for &n in &self.bearers[&number] {
                let named = |f: &&usize| {
                    key.specific() && self.kind != EntityKind::Body
                        || self.key(**f).countries.is_subset(&self.nodes.countries[self.nodes.all[n].report])
                };
                let own = clusters.root(n);
                let roots: Vec<usize> =
                    candidates.iter().filter(named).flat_map(|f| self.bearers[f].clone()).filter(|&o| clusters.root(o) != own).collect();
                if let Some(one) = only(clusters, roots) {
                    clusters.join(one, n);
                }
            }
        }
    }
}
