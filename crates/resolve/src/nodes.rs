//! What one report names: its mentions grouped by what they stand for inside that report. Looks at no other report.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rapporteur_model::{Country, Detail, EntityKind, Mention, MentionKind, PersonName, Reading};

use crate::cluster::Clusters;
use crate::inside;
use rapporteur_names::PlaceKey;
use rapporteur_names::UnitKey;
use rapporteur_names::countries;
use rapporteur_names::text::{plain, quoted};
use rapporteur_names::{Part, PersonKey, roman};

/// A name made comparable, by kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Of a person.
    Person(PersonKey),
    /// Of an organisation or body.
    Unit(UnitKey),
    /// Of a place.
    Place(PlaceKey),
    /// Of a product.
    Product(Part),
}

/// One thing that one report names, by whatever words.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub kind: EntityKind,
    /// Number of the report.
    pub report: usize,
    /// Its mentions, in the order of the text.
    pub mentions: Vec<u32>,
    /// Numbers of its keys in [`Keys`], each once, in rising order.
    pub keys: Vec<usize>,
}

/// What a mention's keys are read from.
type Read = (EntityKind, String, Option<Country>, Option<PersonName>);

/// All keys, each once: names repeat over reports, and reading one takes time.
#[derive(Default)]
pub struct Keys {
    all: Vec<Key>,
    /// Numbers of equal keys are equal, so that they can stand for them.
    numbers: BTreeMap<Key, usize>,
    read: HashMap<Read, Vec<usize>>,
}

impl Keys {
    /// The key with this number.
    pub fn get(&self, number: usize) -> &Key {
        &self.all[number]
    }

    /// Numbers of the keys of a mention; none where its name tells nothing.
    pub fn of(&mut self, kind: EntityKind, mention: &Mention) -> Vec<usize> {
        let parts = match &mention.detail {
            Detail::Person(parts) => Some(parts.clone()),
            _ => None,
        };
        let memo = (kind, mention.name.clone(), mention.country, parts);
        if let Some(known) = self.read.get(&memo) {
            return known.clone();
        }
        let numbers: Vec<usize> = read(kind, mention).into_iter().map(|key| self.number(key)).collect();
        self.read.insert(memo, numbers.clone());
        numbers
    }

    fn number(&mut self, key: Key) -> usize {
        let next = self.all.len();
        let number = *self.numbers.entry(key.clone()).or_insert(next);
        if number == next {
            self.all.push(key);
        }
        number
    }
}

fn read(kind: EntityKind, mention: &Mention) -> Vec<Key> {
    match kind {
        EntityKind::Person => {
            let key = match &mention.detail {
                Detail::Person(parts) if *parts != PersonName::default() => PersonKey::new(parts, &mention.name),
                _ => PersonKey::of_words(&mention.name),
            };
            key.main().is_some().then_some(Key::Person(key)).into_iter().collect()
        }
        EntityKind::Organisation | EntityKind::Body => UnitKey::all(&mention.name, mention.country).into_iter().map(Key::Unit).collect(),
        EntityKind::Place => PlaceKey::new(&mention.name, mention.country).map(Key::Place).into_iter().collect(),
        EntityKind::Product => {
            let text = plain(quoted(&mention.name).unwrap_or(&mention.name));
            let key = roman::canonical(&text);
            (!key.is_empty()).then_some(Key::Product(Part::with_key(text, key))).into_iter().collect()
        }
    }
}

/// True for the name of a country; the Union of Europe has a code and is none.
fn land(name: &str) -> bool {
    countries::of_name(name).is_some_and(|country| country.code() != "EU")
}

/// The kind of entity that a mention can stand for.
pub fn entity_kind(kind: MentionKind) -> Option<EntityKind> {
    match kind {
        MentionKind::Person => Some(EntityKind::Person),
        MentionKind::Organisation => Some(EntityKind::Organisation),
        MentionKind::Body => Some(EntityKind::Body),
        MentionKind::Place => Some(EntityKind::Place),
        MentionKind::Product => Some(EntityKind::Product),
        MentionKind::Post | MentionKind::Date | MentionKind::Instrument | MentionKind::Gathering => None,
    }
}

/// What most take a thing for; of organisation and body equally often, the body.
pub fn most_often(kinds: impl Iterator<Item = EntityKind>) -> Option<EntityKind> {
    let mut counts: BTreeMap<EntityKind, usize> = BTreeMap::new();
    kinds.for_each(|kind| *counts.entry(kind).or_default() += 1);
    counts.into_iter().max_by_key(|&(kind, n)| (n, kind)).map(|(kind, _)| kind)
}

/// The nodes of all reports.
pub struct Nodes {
    /// In the order of the reports, then of their first mentions.
    pub all: Vec<Node>,
    /// Number of the node of each mention, by report.
    pub of: Vec<Vec<Option<usize>>>,
    /// Countries that each report names anywhere.
    pub countries: Vec<BTreeSet<Country>>,
    /// The keys.
    pub keys: Keys,
}

impl Nodes {
    /// Groups the mentions of every report. `decided` puts into a report's clusters what an analyst decided of its mentions.
    pub fn new(readings: &[&Reading], decided: impl Fn(usize, &mut Clusters)) -> Self {
        let mut nodes = Self { all: Vec::new(), of: Vec::new(), countries: Vec::new(), keys: Keys::default() };
        for (report, reading) in readings.iter().enumerate() {
            let forms: Vec<Option<(EntityKind, Vec<usize>)>> = reading.mentions.iter().map(|m| nodes.form(m)).collect();
            let mut clusters = Clusters::new(reading.mentions.len());
            decided(report, &mut clusters);
            inside::group(reading, &forms, &nodes.keys, &mut clusters);
            nodes.add(report, reading, &forms, &mut clusters);
        }
        nodes
    }

    fn form(&mut self, mention: &Mention) -> Option<(EntityKind, Vec<usize>)> {
        let kind = match entity_kind(mention.kind)? {
            // "Беларусь и Китай углубляют": the country as an actor is the country.
            EntityKind::Organisation if land(&mention.name) => EntityKind::Place,
            // The European Union is an organisation everywhere.
            EntityKind::Place if !land(&mention.name) && countries::of_name(&mention.name).is_some() => EntityKind::Organisation,
            kind => kind,
        };
        Some((kind, self.keys.of(kind, mention)))
    }

    fn add(&mut self, report: usize, reading: &Reading, forms: &[Option<(EntityKind, Vec<usize>)>], clusters: &mut Clusters) {
        let mut of = vec![None; reading.mentions.len()];
        for set in clusters.sets() {
            let kinds = set.iter().filter_map(|&m| forms[m].as_ref()).map(|(kind, _)| *kind);
            let Some(kind) = most_often(kinds) else { continue };
            let keys: BTreeSet<usize> = set.iter().filter_map(|&m| forms[m].as_ref()).flat_map(|(_, keys)| keys.iter().copied()).collect();
            if keys.iter().all(|&k| matches!(self.keys.get(k), Key::Unit(unit) if unit.bare() || unit.only_described())) {
                // A noun without a name ("комитет", "Belarusian enterprises"): words in the report, nothing to keep.
                continue;
            }
            set.iter().for_each(|&m| of[m] = Some(self.all.len()));
            let mentions = set.iter().map(|&m| u32::try_from(m).expect("a report has less than 2^32 mentions")).collect();
            self.all.push(Node { kind, report, mentions, keys: keys.into_iter().collect() });
        }
        self.of.push(of);
        let stated = reading.mentions.iter().filter_map(|m| m.country);
        let in_names = forms.iter().flatten().flat_map(|(_, keys)| keys).flat_map(|&k| match self.keys.get(k) {
            Key::Unit(unit) => unit.countries.iter().copied().collect::<Vec<_>>(),
            Key::Place(place) => place.country.into_iter().collect(),
            _ => Vec::new(),
        });
        self.countries.push(stated.chain(in_names).collect());
    }

    /// Organisation or body keys of a node.
    pub fn units(&self, node: usize) -> impl Iterator<Item = (usize, &UnitKey)> {
        self.all[node].keys.iter().filter_map(|&k| if let Key::Unit(key) = self.keys.get(k) { Some((k, key)) } else { None })
    }
}
