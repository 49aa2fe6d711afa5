//! What the record keeps of each report between runs: local entities, where they stand, and the addresses of what the report tells.
//! Rows of these are what grows; entries are made of them by `resolve`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Country, Edtf, EntityId, EntityKind, PersonName, Phase, Position, ReportId, Span};

/// A name as written, as far as it takes part in making it comparable.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NameForm {
    /// The name in the nominative.
    #[serde(rename = "t")]
    pub text: String,
    /// The country that the mention carries.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// Of a person: the parts of the name.
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonName>,
}

/// What a report says of a thing that it names, as far as it tells which thing is meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct LocalContext {
    /// Of a person: countries of the posts that the report gives.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub countries: BTreeSet<Country>,
    /// Of a person: the organisations of these posts, by their comparable names, where these tell which is meant.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub houses: BTreeSet<String>,
    /// Of a person: fields of work in the titles ("health").
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub fields: BTreeSet<String>,
    /// Of an organisation whose name does not tell it: who heads it, by their comparable full names.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub heads: BTreeSet<String>,
    /// The report, of what can be told in it alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportId>,
    /// Report and first mention, where an analyst has decided on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged: Option<(ReportId, u32)>,
}

/// A chain of a report as the record sees it. Equal ones are one row, whatever the reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalEntity {
    /// Its address: 64 bits of its content. For ever an address of the entry that it is part of.
    #[serde(skip)]
    pub id: EntityId,
    /// What it is; bodies count as organisations here.
    pub kind: EntityKind,
    /// Names that give all its comparable ones.
    pub forms: Vec<NameForm>,
    /// What is said of it.
    pub context: LocalContext,
}

impl LocalEntity {
    /// True for what its own report alone can tell, unless an analyst decided on it.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        self.context.report.is_some() && self.context.judged.is_none()
    }
}

/// Counts over the reports in which a local entity stands: what an entry shows is computed from their sum.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// In how many reports it stands.
    #[serde(rename = "r")]
    pub reports: u32,
    /// What each report takes it for.
    #[serde(rename = "k")]
    pub kinds: BTreeMap<EntityKind, u32>,
    /// Mentions by name, by language.
    #[serde(rename = "n")]
    pub names: BTreeMap<String, BTreeMap<String, u32>>,
    /// Mentions by the country that they carry.
    #[serde(rename = "c", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub countries: BTreeMap<Country, u32>,
    /// Mentions by position.
    #[serde(rename = "p", default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<(Position, u32)>,
}

impl Tally {
    /// Adds the counts of another.
    pub fn add(&mut self, other: &Self) {
        self.reports += other.reports;
        other.kinds.iter().for_each(|(k, n)| *self.kinds.entry(*k).or_default() += n);
        for (lang, names) in &other.names {
            let held = self.names.entry(lang.clone()).or_default();
            names.iter().for_each(|(name, n)| *held.entry(name.clone()).or_default() += n);
        }
        other.countries.iter().for_each(|(c, n)| *self.countries.entry(*c).or_default() += n);
        for (position, n) in &other.positions {
            match self.positions.binary_search_by_key(position, |p| p.0) {
                Ok(at) => self.positions[at].1 += n,
                Err(at) => self.positions.insert(at, (*position, *n)),
            }
        }
    }

    /// Takes the counts of another away, which was added before.
    pub fn subtract(&mut self, other: &Self) {
        self.reports = self.reports.saturating_sub(other.reports);
        less(&mut self.kinds, &other.kinds);
        for (lang, names) in &other.names {
            if let Some(held) = self.names.get_mut(lang) {
                less(held, names);
            }
        }
        self.names.retain(|_, names| !names.is_empty());
        less(&mut self.countries, &other.countries);
        for (position, n) in &other.positions {
            if let Ok(at) = self.positions.binary_search_by_key(position, |p| p.0) {
                self.positions[at].1 = self.positions[at].1.saturating_sub(*n);
            }
        }
        self.positions.retain(|p| p.1 > 0);
    }
}

fn less<K: Ord + Clone>(from: &mut BTreeMap<K, u32>, counts: &BTreeMap<K, u32>) {
    for (key, n) in counts {
        if let Some(held) = from.get_mut(key) {
            *held = held.saturating_sub(*n);
        }
    }
    from.retain(|_, n| *n > 0);
}

/// A local entity where it stands in a report. What is kept under its own column is left out of its serialised form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Which.
    #[serde(skip)]
    pub row: EntityId,
    /// Numbers of its mentions, in the order of the text.
    #[serde(rename = "m")]
    pub mentions: Vec<u32>,
    /// Its fullest name in the report.
    #[serde(skip)]
    pub span: Span,
    /// What the report adds to its counts.
    #[serde(rename = "t")]
    pub tally: Tally,
    /// Of a press service: the organisation of the report that it speaks for.
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    pub voice_of: Option<EntityId>,
}

/// One statement of a post in a report. What is kept under its own column is left out of its serialised form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PostTold {
    /// First and last day on which the report can have been told, for the order of reports.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Edtf>,
    /// The report.
    #[serde(skip)]
    pub report: ReportId,
    /// The person, as a local entity.
    #[serde(skip)]
    pub person: EntityId,
    /// As stated; empty where all that is told is who chaired a session of the body.
    #[serde(rename = "t")]
    pub title: String,
    /// The organisation or place, as a local entity.
    #[serde(skip)]
    pub house: Option<EntityId>,
    /// The organisation, where only words say it.
    #[serde(rename = "w", default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// Country of the post, where the claim or the mention of the organisation says it.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// Phase.
    #[serde(rename = "p")]
    pub phase: Phase,
    /// From when, where the report says it.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Edtf>,
    /// The words.
    #[serde(rename = "s")]
    pub span: Span,
    /// It is a role in a body ("сопредседатель комиссии"), said of an event more than of a person.
    #[serde(rename = "b")]
    pub of_body: bool,
    /// It makes the person the head of the organisation now.
    #[serde(skip)]
    pub heads: bool,
}

impl PostTold {
    /// True for a post that somebody holds; false for the chair of a session, which tells of the body.
    #[must_use]
    pub fn is_post(&self) -> bool {
        !self.title.is_empty()
    }

    /// What it says, whichever report says it.
    #[must_use]
    pub fn stated(&self) -> Self {
        Self { told: None, report: ReportId::new(), span: Span::default(), ..self.clone() }
    }

    /// Where it stands in the one order of reports: those without a day last. Sorts as text.
    #[must_use]
    pub fn place(&self) -> String {
        match self.told.and_then(Edtf::bounds) {
            Some((first, last)) => format!("0 {first} {last} {} {:010}", self.report, self.span.start()),
            None => format!("1 {} {:010}", self.report, self.span.start()),
        }
    }
}

/// Equal statements of a post in several reports: they differ in report, day and words alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostSum {
    /// How many there are.
    pub told: u32,
    /// The first [`crate::PostHeld::KEPT`] in the order of reports.
    pub first: Vec<PostTold>,
    /// The last in that order.
    pub last: PostTold,
    /// The last of a report that has a day.
    pub last_dated: Option<PostTold>,
}

impl PostSum {
    /// The sum of equal statements; none of none.
    #[must_use]
    pub fn of(mut told: Vec<&PostTold>) -> Option<Self> {
        told.sort_by_cached_key(|p| p.place());
        let last = (*told.last()?).clone();
        let last_dated = told.iter().rev().find(|p| p.told.is_some_and(|d| d.bounds().is_some())).map(|p| (*p).clone());
        let count = u32::try_from(told.len()).unwrap_or(u32::MAX);
        Some(Self { told: count, first: told.into_iter().take(crate::PostHeld::KEPT).cloned().collect(), last, last_dated })
    }
}

/// A local entity with the counts of the reports in which it stands and the entry that it is part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRow {
    /// The local entity.
    pub local: LocalEntity,
    /// Its counts.
    pub tally: Tally,
    /// The entry; none before it is linked, and where an analyst took it out.
    pub entity: Option<EntityId>,
    /// The smallest address of what its names connect it with, directly or through others.
    pub group: EntityId,
}

/// What tellings are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TellingKind {
    /// Of events.
    Event,
    /// Of relations.
    Relation,
    /// Of commitments that are no events.
    Promise,
}

/// What one report tells of an event, relation or promise: where it is looked for, and the entry that it is part of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// Its address: 64 bits of its content. For ever an address of the entry that it is part of.
    pub id: EntityId,
    /// The report.
    pub report: ReportId,
    /// Keys under which other tellings of the same are looked for.
    pub keys: Vec<String>,
    /// The smallest address of what is connected with it, directly or through others.
    pub group: EntityId,
    /// The entry; none where an analyst took it out.
    pub entry: Option<EntityId>,
}
