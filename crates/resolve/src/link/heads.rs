//! Organisations that one person heads: the same post at names of different languages, or at a name without its country, is one
//! organisation, where the names speak of like things. Names alone are for `organisations`.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{ClaimKind, EntityKind, Phase, Role, Value};

use crate::claims::Claims;
use crate::cluster::Clusters;
use crate::concepts;
use crate::input::Input;
use crate::nodes::Nodes;
use crate::organisations::UnitKey;

/// Share of like things in two names from which the same head makes them one.
const LIKE: f32 = 0.5;

/// Joins organisations by the posts of their heads.
pub fn link(input: &Input, nodes: &Nodes, claims: &Claims, clusters: &mut Clusters) {
    let mut headed: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (report, _, claim) in claims.all().filter(|(.., c)| c.kind == ClaimKind::Post) {
        let node = |m: u32| nodes.of[report].get(m as usize).copied().flatten();
        let former =
            claim.all(Role::Phase).any(|f| matches!(&f.value, Value::Text(t) if t != "acting")) && Phase::default() == Phase::Current;
        let title = match claim.get(Role::Title).map(|f| &f.value) {
            Some(Value::Mention(m)) => input.mention(report, *m).map(|m| m.name.clone()),
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let heads = title.is_some_and(|t| concepts::is_head(&t)) && !former;
        if let (true, Some(person), Some(organisation)) =
            (heads, claim.mention(Role::Person).and_then(node), claim.mention(Role::Organisation).and_then(node))
        {
            headed.entry(clusters.root(person)).or_default().insert(organisation);
        }
    }
    for organisations in headed.into_values() {
        let mut roots: Vec<usize> =
            organisations.into_iter().map(|o| clusters.root(o)).filter(|&o| nodes.all[o].kind == EntityKind::Organisation).collect();
        roots.sort_unstable();
        roots.dedup();
        join_like(nodes, &roots, clusters);
    }
}

fn join_like(nodes: &Nodes, roots: &[usize], clusters: &mut Clusters) {
    let sets: BTreeMap<usize, Vec<usize>> = if roots.len() > 1 { members(roots, clusters, nodes.all.len()) } else { BTreeMap::new() };
    for (i, a) in roots.iter().enumerate() {
        for b in &roots[..i] {
            let (Some(x), Some(y)) = (sets.get(a), sets.get(b)) else { continue };
            let reports = |set: &[usize]| set.iter().map(|&n| nodes.all[n].report).collect::<BTreeSet<_>>();
            // Two names that one report keeps apart are two things.
            if reports(x).is_disjoint(&reports(y)) && like(nodes, x, y) {
                clusters.join(*a, *b);
            }
        }
    }
}

fn like(nodes: &Nodes, x: &[usize], y: &[usize]) -> bool {
    let keys = |set: &[usize]| {
        set.iter().flat_map(|&n| nodes.units(n).map(|(_, key)| key.clone()).collect::<Vec<_>>()).collect::<BTreeSet<UnitKey>>()
    };
    let (x, y) = (keys(x), keys(y));
    let agree = x.iter().all(|a| y.iter().all(|b| a.countries_agree(b)));
    agree && x.iter().any(|a| y.iter().any(|b| a.affinity(b) >= LIKE))
}

fn members(roots: &[usize], clusters: &mut Clusters, nodes: usize) -> BTreeMap<usize, Vec<usize>> {
    let mut sets: BTreeMap<usize, Vec<usize>> = roots.iter().map(|&r| (r, Vec::new())).collect();
    for n in 0..nodes {
        let root = clusters.root(n);
        if let Some(set) = sets.get_mut(&root) {
            set.push(n);
        }
    }
    sets
}
