//! What one report names: its mentions grouped by what they stand for inside that report. Looks at no other report.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rapporteur_model::{Country, Detail, EntityKind, Mention, MentionKind, NameForm, PersonName, Reading};

use crate::cluster::Clusters;
use crate::ids::{digest, hash};
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
    Person(Box<PersonKey>),
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

/// All keys, each once: names repeat over reports, and reading one takes time.
#[derive(Default)]
pub struct Keys {
    all: Vec<Key>,
    digests: Vec<String>,
    hashes: Vec<u64>,
    by_hash: HashMap<u64, usize>,
    /// Numbers of equal keys are equal, so that they can stand for them.
    numbers: BTreeMap<Key, usize>,
    read: HashMap<(EntityKind, NameForm), Vec<usize>>,
}

impl Keys {
    /// The key with this number.
    pub fn get(&self, number: usize) -> &Key {
        &self.all[number]
    }

    /// Hex digits of the content of a key: the same in every run.
    pub fn digest(&self, number: usize) -> &str {
        &self.digests[number]
    }

    /// Sixty-four bits of the content of a key.
    pub fn hash(&self, number: usize) -> u64 {
        self.hashes[number]
    }

    /// The number of the key with these sixty-four bits, of those read so far.
    pub fn hashed(&self, hash: u64) -> Option<usize> {
        self.by_hash.get(&hash).copied()
    }

    /// Numbers of the keys of a name; none where it tells nothing.
    pub fn of(&mut self, kind: EntityKind, form: &NameForm) -> Vec<usize> {
        let memo = (inside::family(kind), form.clone());
        if let Some(known) = self.read.get(&memo) {
            return known.clone();
        }
        let numbers: Vec<usize> = read(kind, form).into_iter().map(|key| self.number(key)).collect();
        self.read.insert(memo, numbers.clone());
        numbers
    }

    /// As [`Keys::of`], of a name that was read before; none of another.
    pub fn known(&self, kind: EntityKind, form: &NameForm) -> Vec<usize> {
        self.read.get(&(inside::family(kind), form.clone())).cloned().unwrap_or_default()
    }

    /// The number of a body's name with these sides, where it has a subject and no sides of its own. "The commission" between two countries
    /// can be any of theirs.
    pub fn between(&mut self, number: usize, sides: &BTreeSet<Country>) -> usize {
        match self.get(number) {
            Key::Unit(unit) if unit.is_body() && unit.countries.is_empty() && unit.concepts.iter().any(|c| !c.unit && !c.level) => {
                let sided = UnitKey { countries: sides.clone(), ..unit.clone() };
                self.number(Key::Unit(sided))
            }
            _ => number,
        }
    }

    fn number(&mut self, key: Key) -> usize {
        let next = self.all.len();
        let number = *self.numbers.entry(key.clone()).or_insert(next);
        if number == next {
            let digest = digest(&[&format!("{key:?}")]);
            self.hashes.push(hash(&digest));
            self.by_hash.insert(hash(&digest), number);
            self.digests.push(digest);
            self.all.push(key);
        }
        number
    }
}

/// A mention's name, as far as it is compared.
pub fn form(mention: &Mention) -> NameForm {
    let person = match &mention.detail {
        Detail::Person(parts) if *parts != PersonName::default() => Some(parts.clone()),
        _ => None,
    };
    NameForm { text: mention.name.clone(), country: mention.country, person }
}

fn read(kind: EntityKind, form: &NameForm) -> Vec<Key> {
    match kind {
        EntityKind::Person => {
            let key = form.person.as_ref().map_or_else(|| PersonKey::of_words(&form.text), |parts| PersonKey::new(parts, &form.text));
            key.main().is_some().then(|| Key::Person(Box::new(key))).into_iter().collect()
        }
        EntityKind::Organisation | EntityKind::Body => UnitKey::all(&form.text, form.country).into_iter().map(Key::Unit).collect(),
        EntityKind::Place => PlaceKey::new(&form.text, form.country).map(Key::Place).into_iter().collect(),
        EntityKind::Product => {
            let text = plain(quoted(&form.text).unwrap_or(&form.text));
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
}

impl Nodes {
    /// Groups the mentions of every report. `decided` puts into a report's clusters what an analyst decided of its mentions.
    pub fn new(readings: &[&Reading], keys: &mut Keys, decided: impl Fn(usize, &mut Clusters)) -> Self {
        let mut nodes = Self { all: Vec::new(), of: Vec::new() };
        for (report, reading) in readings.iter().enumerate() {
            let forms: Vec<Option<(EntityKind, Vec<usize>)>> = reading.mentions.iter().map(|m| comparable(m, keys)).collect();
            let mut clusters = Clusters::new(reading.mentions.len());
            decided(report, &mut clusters);
            inside::group(reading, &forms, keys, &mut clusters);
            nodes.add(report, reading, &forms, keys, &mut clusters);
        }
        nodes
    }

    fn add(&mut self, report: usize, reading: &Reading, forms: &[Option<(EntityKind, Vec<usize>)>], keys: &Keys, clusters: &mut Clusters) {
        let mut of = vec![None; reading.mentions.len()];
        for set in clusters.sets() {
            let kinds = set.iter().filter_map(|&m| forms[m].as_ref()).map(|(kind, _)| *kind);
            let Some(kind) = most_often(kinds) else { continue };
            let numbers: BTreeSet<usize> =
                set.iter().filter_map(|&m| forms[m].as_ref()).flat_map(|(_, keys)| keys.iter().copied()).collect();
            if numbers.iter().all(|&k| matches!(keys.get(k), Key::Unit(unit) if unit.bare() || unit.only_described())) {
                // A noun without a name ("комитет", "Belarusian enterprises"): words in the report, nothing to keep.
                continue;
            }
            set.iter().for_each(|&m| of[m] = Some(self.all.len()));
            let mentions = set.iter().map(|&m| u32::try_from(m).expect("a report has less than 2^32 mentions")).collect();
            self.all.push(Node { kind, report, mentions, keys: numbers.into_iter().collect() });
        }
        self.of.push(of);
    }
}

/// What kind of entity a mention can stand for, and its keys.
fn comparable(mention: &Mention, keys: &mut Keys) -> Option<(EntityKind, Vec<usize>)> {
    let kind = match entity_kind(mention.kind)? {
        // "Беларусь и Китай углубляют": the country as an actor is the country.
        EntityKind::Organisation if land(&mention.name) => EntityKind::Place,
        // The European Union is an organisation everywhere.
        EntityKind::Place if !land(&mention.name) && countries::of_name(&mention.name).is_some() => EntityKind::Organisation,
        kind => kind,
    };
    Some((kind, keys.of(kind, &form(mention))))
}
