//! Local entities: what reports name, with the names that a report gives it and what the report says of it. Equal ones are one row.
//!
//! Rows are what `link` joins. A row whose names tell nothing beyond their report ("the ministry", a surname alone) is that report's own.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{ClaimKind, Country, EntityKind, Role, Value};
use rapporteur_names::{UnitKey, concepts};

use crate::claims::Claims;
use crate::input::Input;
use crate::inside::family;
use crate::nodes::{Key, Nodes};

/// What a report says of a thing that it names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Context {
    /// Of a person: countries of the posts that the report gives.
    pub countries: BTreeSet<Country>,
    /// Of a person: numbers of the names of the organisations of these posts, where they tell which is meant.
    pub units: BTreeSet<usize>,
    /// Of a person: fields of work in the titles ("health").
    pub fields: BTreeSet<&'static str>,
    /// The report, of what can be told in it alone.
    pub report: Option<usize>,
    /// The node, where an analyst has decided on it.
    pub judged: Option<usize>,
}

/// A local entity.
#[derive(Debug)]
pub struct Row {
    /// What it is; bodies count as organisations here.
    pub kind: EntityKind,
    /// Numbers of its names' keys.
    pub keys: Vec<usize>,
    /// What is said of it.
    pub context: Context,
    /// The nodes that are equal in all this.
    pub nodes: Vec<usize>,
}

/// All rows.
pub struct Rows<'n> {
    /// The nodes that they stand for.
    pub nodes: &'n Nodes,
    /// In the order of kind, keys and context.
    pub all: Vec<Row>,
    /// Number of the row of each node.
    pub of: Vec<usize>,
}

impl<'n> Rows<'n> {
    /// Rows of the nodes; `judged` are nodes that an analyst's decision names.
    pub fn new(input: &Input, nodes: &'n Nodes, claims: &Claims, judged: &BTreeSet<usize>) -> Self {
        let mut contexts = persons(input, nodes, claims);
        let mut groups: BTreeMap<(EntityKind, Vec<usize>, Context), Vec<usize>> = BTreeMap::new();
        for (n, node) in nodes.all.iter().enumerate() {
            let mut context = contexts.remove(&n).unwrap_or_default();
            context.report = (!known_elsewhere(nodes, n)).then_some(node.report);
            context.judged = judged.contains(&n).then_some(n);
            groups.entry((family(node.kind), node.keys.clone(), context)).or_default().push(n);
        }
        let mut of = vec![0; nodes.all.len()];
        let mut all = Vec::with_capacity(groups.len());
        for ((kind, keys, context), members) in groups {
            members.iter().for_each(|&n| of[n] = all.len());
            all.push(Row { kind, keys, context, nodes: members });
        }
        Self { nodes, all, of }
    }

    /// Rows of a kind.
    pub fn of_kind(&self, kind: EntityKind) -> Vec<usize> {
        (0..self.all.len()).filter(|&r| self.all[r].kind == kind).collect()
    }

    /// Keys of organisations or bodies of a row.
    pub fn units(&self, row: usize) -> impl Iterator<Item = &'n UnitKey> {
        self.all[row].keys.iter().filter_map(|&k| if let Key::Unit(key) = self.nodes.keys.get(k) { Some(key) } else { None })
    }
}

/// A name that can mean the same thing in another report.
fn known_elsewhere(nodes: &Nodes, n: usize) -> bool {
    nodes.all[n].keys.iter().any(|&k| match nodes.keys.get(k) {
        Key::Person(key) => key.full(),
        Key::Unit(key) => key.tells(),
        Key::Place(_) | Key::Product(_) => true,
    })
}

/// What the posts of a report say of its persons, by node.
fn persons(input: &Input, nodes: &Nodes, claims: &Claims) -> BTreeMap<usize, Context> {
    let mut contexts: BTreeMap<usize, Context> = BTreeMap::new();
    for (report, _, claim) in claims.all() {
        if !matches!(claim.kind, ClaimKind::Post | ClaimKind::Appointment | ClaimKind::Departure) {
            continue;
        }
        let node = |m: u32| nodes.of[report].get(m as usize).copied().flatten();
        let stated = claim.all(Role::Country).filter_map(|f| if let Value::Text(code) = &f.value { Country::new(code) } else { None });
        let mut countries: BTreeSet<Country> = stated.collect();
        let mut units: BTreeSet<usize> = BTreeSet::new();
        for house in claim.all(Role::Organisation).filter_map(|f| if let Value::Mention(m) = f.value { node(m) } else { None }) {
            for &k in &nodes.all[house].keys {
                if let Key::Unit(key) = nodes.keys.get(k) {
                    if key.countries.len() == 1 && countries.is_empty() {
                        countries.extend(&key.countries);
                    }
                    units.extend(key.tells().then_some(k));
                }
            }
        }
        let title = match claim.get(Role::Title).map(|f| &f.value) {
            Some(Value::Mention(m)) => input.mention(report, *m).map(|m| m.name.as_str()),
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        let fields: BTreeSet<&'static str> = title.map(concepts::fields).unwrap_or_default();
        for person in claim.mentions(Role::Person).filter_map(node) {
            let context = contexts.entry(person).or_default();
            context.countries.extend(&countries);
            context.units.extend(&units);
            context.fields.extend(&fields);
        }
    }
    contexts
}
