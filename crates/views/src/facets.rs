//! What the events of a list have in common, with numbers: the choices beside a timeline. Each counts under all other choices made.

use rapporteur_store::{Counted, EventFilter, Facet, Result};
use serde::Serialize;

use crate::Reader;

/// A choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChoiceView {
    /// A word, a code, a month, or an id.
    pub key: String,
    /// The name of the entry with that id; else the key.
    pub name: String,
    /// How many events there are with it.
    pub count: u32,
}

/// All choices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "plain words")]
pub struct FacetsView {
    /// Events that pass the whole filter.
    pub total: u32,
    pub kinds: Vec<ChoiceView>,
    pub statuses: Vec<ChoiceView>,
    pub countries: Vec<ChoiceView>,
    pub languages: Vec<ChoiceView>,
    pub people: Vec<ChoiceView>,
    pub organisations: Vec<ChoiceView>,
    pub bodies: Vec<ChoiceView>,
    /// By month, the earliest first, without regard to the days asked for.
    pub months: Vec<ChoiceView>,
}

/// So many choices of people, organisations and bodies.
const CHOICES: u32 = 12;
/// More than any list of words or countries has; of months a century.
const ALL: u32 = 1200;

/// The choices for a filter.
///
/// # Errors
/// When the record cannot be read.
pub fn facets(store: &Reader<'_>, filter: &EventFilter) -> Result<FacetsView> {
    let filter = &crate::event::wide(filter);
    let without = |change: &dyn Fn(&mut EventFilter)| {
        let mut other = filter.clone();
        change(&mut other);
        other
    };
    let no_days = without(&|f| (f.from, f.to) = (None, None));
    let asked = [
        (Facet::Month, ALL, no_days),
        (Facet::Kind, ALL, without(&|f| f.kinds.clear())),
        (Facet::Status, ALL, without(&|f| f.statuses.clear())),
        (Facet::Language, ALL, without(&|f| f.lang = None)),
        (Facet::Country, ALL, filter.clone()),
        (Facet::Person, CHOICES, filter.clone()),
        (Facet::Organisation, CHOICES, filter.clone()),
        (Facet::Body, CHOICES, without(&|f| f.body = None)),
    ];
    let mut found: Vec<Vec<ChoiceView>> = asked.iter().map(|_| Vec::new()).collect();
    let mut total = 0;
    // Choices under one filter are counted together.
    for at in 0..asked.len() {
        let same = |other: &usize| asked[*other].2 == asked[at].2;
        if (0..at).any(|other| same(&other)) {
            continue;
        }
        let group: Vec<usize> = (at..asked.len()).filter(same).collect();
        let wanted: Vec<(Facet, u32)> = group.iter().map(|&n| (asked[n].0, asked[n].1)).collect();
        let (events, lists) = store.facets(&asked[at].2, &wanted)?;
        if asked[at].2 == *filter {
            total = events;
        }
        for (n, list) in group.into_iter().zip(lists) {
            found[n] = named(store, asked[n].0, list)?;
        }
    }
    let mut found = found.into_iter();
    let mut next = || found.next().unwrap_or_default();
    let mut months = next();
    months.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(FacetsView {
        total,
        months,
        kinds: next(),
        statuses: next(),
        languages: next(),
        countries: next(),
        people: next(),
        organisations: next(),
        bodies: next(),
    })
}

/// Places with the number of events there, the most frequent first.
///
/// # Errors
/// When the record cannot be read.
pub fn places_of_events(store: &Reader<'_>, filter: &EventFilter, most: u32) -> Result<Vec<ChoiceView>> {
    choices(store, &crate::event::wide(filter), Facet::Place, most)
}

fn choices(store: &Reader<'_>, filter: &EventFilter, facet: Facet, most: u32) -> Result<Vec<ChoiceView>> {
    named(store, facet, store.facet(filter, facet, most)?)
}

/// Choices with the names of the entries that are meant by ids.
fn named(store: &Reader<'_>, facet: Facet, counted: Vec<Counted>) -> Result<Vec<ChoiceView>> {
    let entries = matches!(facet, Facet::Person | Facet::Organisation | Facet::Body | Facet::Place);
    let choice = |c: Counted| {
        let name = if entries { store.entity_link(c.key.clone())?.name } else { c.key.clone() };
        Ok(ChoiceView { key: c.key, name, count: c.count })
    };
    counted.into_iter().map(choice).collect()
}
