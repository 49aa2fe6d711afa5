//! What the events of a list have in common, with numbers: the choices beside a timeline. Each counts under all other choices made.

use rapporteur_store::{EventFilter, Facet, Result};
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
    let mut months = choices(store, &no_days, Facet::Month, ALL)?;
    months.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(FacetsView {
        total: store.event_count(filter)?,
        kinds: choices(store, &without(&|f| f.kinds.clear()), Facet::Kind, ALL)?,
        statuses: choices(store, &without(&|f| f.statuses.clear()), Facet::Status, ALL)?,
        languages: choices(store, &without(&|f| f.lang = None), Facet::Language, ALL)?,
        countries: choices(store, filter, Facet::Country, ALL)?,
        people: choices(store, filter, Facet::Person, CHOICES)?,
        organisations: choices(store, filter, Facet::Organisation, CHOICES)?,
        bodies: choices(store, &without(&|f| f.body = None), Facet::Body, CHOICES)?,
        months,
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
    let named = matches!(facet, Facet::Person | Facet::Organisation | Facet::Body | Facet::Place);
    let counted = store.facet(filter, facet, most)?.into_iter();
    counted
        .map(|c| {
            let name = if named { store.entity_link(c.key.clone())?.name } else { c.key.clone() };
            Ok(ChoiceView { key: c.key, name, count: c.count })
        })
        .collect()
}
