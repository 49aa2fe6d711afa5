//! Which entity each mention stands for, once all is joined. Holds numbers; names and ids are made in `entities`.

use std::collections::BTreeMap;

use rapporteur_model::EntityKind;

use crate::nodes::Nodes;

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
        let kinds = sets.iter().map(|set| kind(nodes, set)).collect();
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

/// What most reports take it for; of organisation and body equally often, the body.
fn kind(nodes: &Nodes, set: &[usize]) -> EntityKind {
    let mut counts: BTreeMap<EntityKind, usize> = BTreeMap::new();
    set.iter().for_each(|&n| *counts.entry(nodes.all[n].kind).or_default() += 1);
    counts.into_iter().max_by_key(|&(kind, n)| (n, kind)).map_or(EntityKind::Organisation, |(kind, _)| kind)
}
