//! Which entity each mention stands for, once all is joined. Holds numbers; names and ids are made in `entities`.

use std::collections::BTreeMap;

use rapporteur_model::EntityKind;

use crate::nodes::{Nodes, most_often};

/// Entities as sets of nodes.
pub struct Cast {
    /// Nodes of each entity, in rising order; entities by their first node.
    pub sets: Vec<Vec<usize>>,
    /// What each is.
    pub kinds: Vec<EntityKind>,
    of: Vec<Vec<Option<usize>>>,
}

impl Cast {
    /// Sets of nodes as entities; `gone` are nodes of things that an analyst rejected.
    pub fn new(nodes: &Nodes, mut sets: Vec<Vec<usize>>, gone: &[usize]) -> Self {
        sets.retain(|set| !gone.iter().any(|n| set.contains(n)));
        let mut entity = vec![None; nodes.all.len()];
        for (i, set) in sets.iter().enumerate() {
            set.iter().for_each(|&n| entity[n] = Some(i));
        }
        let kinds = sets.iter().filter_map(|set| most_often(set.iter().map(|&n| nodes.all[n].kind))).collect();
        let of = nodes.of.iter().map(|mentions| mentions.iter().map(|node| node.and_then(|n| entity[n])).collect()).collect();
        Self { sets, kinds, of }
    }

    /// Press services with the organisation that each speaks for, where one of its reports names that too.
    pub fn voices(&self, nodes: &Nodes) -> BTreeMap<usize, usize> {
        let mut by_report: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (e, set) in self.sets.iter().enumerate().filter(|(e, _)| self.kinds[*e] == EntityKind::Organisation) {
            set.iter().for_each(|&n| by_report.entry(nodes.all[n].report).or_default().push((e, n)));
        }
        let mut voices = BTreeMap::new();
        for (e, set) in self.sets.iter().enumerate().filter(|(e, _)| self.kinds[*e] == EntityKind::Organisation) {
            for (&n, (_, key)) in set.iter().flat_map(|n| nodes.units(*n).map(move |key| (n, key))) {
                let Some(whole) = key.voice_of() else { continue };
                let names_it =
                    |o: usize| nodes.units(o).any(|(_, k)| (whole.same_words(k) || k.abbreviates(&whole)) && whole.countries_agree(k));
                let found = by_report.get(&nodes.all[n].report).into_iter().flatten().find(|(other, o)| *other != e && names_it(*o));
                found.into_iter().for_each(|(other, _)| {
                    voices.entry(e).or_insert(*other);
                });
            }
        }
        voices
    }

    /// The entity of a mention.
    pub fn of(&self, report: usize, mention: u32) -> Option<usize> {
        self.of[report].get(mention as usize).copied().flatten()
    }
}
