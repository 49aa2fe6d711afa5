//! How many events of each kind, year, country, person, body or pair.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Edtf, Event, EventKind, Link, Status};
use rapporteur_store::{EventFilter, Result};
use serde::Serialize;

use crate::Reader;

/// What is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "plain words")]
pub enum CountBy {
    Kind,
    Year,
    Country,
    Person,
    Body,
    /// Two who took part in the same event.
    Pair,
}

/// A number of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountView {
    /// How many.
    pub count: u32,
    /// Of what: a word, a code, a year, or one or two names.
    pub names: Vec<String>,
    /// Ids of the entries with these names.
    pub ids: Vec<String>,
}

/// Counts of the events that pass the filter, the greatest first. An event counts once for each of its years, countries, people or pairs.
///
/// # Errors
/// When the record cannot be read.
pub fn count_events(store: &Reader<'_>, filter: &EventFilter, by: CountBy) -> Result<Vec<CountView>> {
    if by == CountBy::Pair {
        return pairs(store, filter, 0, usize::MAX);
    }
    let mut counts: BTreeMap<Vec<(Option<String>, String)>, u32> = BTreeMap::new();
    for event in store.events(&crate::event::wide(filter))? {
        for key in keys(store, &event, by)? {
            *counts.entry(key).or_default() += 1;
        }
    }
    let view = |(key, count): (Vec<(Option<String>, String)>, u32)| CountView {
        count,
        ids: key.iter().filter_map(|(id, _)| id.clone()).collect(),
        names: key.into_iter().map(|(_, name)| name).collect(),
    };
    let mut all: Vec<CountView> = counts.into_iter().map(view).collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.names.cmp(&b.names)));
    Ok(all)
}

/// Who met whom, most often first, then by id: `most` of them behind the first `skip`. Asked of what took place, unless another status is
/// asked for. Two of one country met the others, not each other, where there were others.
///
/// # Errors
/// When the record cannot be read.
pub fn pairs(store: &Reader<'_>, filter: &EventFilter, skip: usize, most: usize) -> Result<Vec<CountView>> {
    let statuses = if filter.statuses.is_empty() { vec![Status::Held] } else { filter.statuses.clone() };
    let met = store.pairs(&crate::event::wide(&EventFilter { statuses, ..filter.clone() }))?;
    let view = |(a, b, count): (String, String, u32)| {
        let names = vec![store.entity_link(a.clone())?.name, store.entity_link(b.clone())?.name];
        Ok(CountView { count, names, ids: vec![a, b] })
    };
    met.into_iter().skip(skip).take(most).map(view).collect()
}

type Key = Vec<(Option<String>, String)>;

fn keys(store: &Reader<'_>, event: &Event, by: CountBy) -> Result<BTreeSet<Key>> {
    let plain = |text: String| vec![(None, text)];
    let word = |kind: EventKind| format!("{kind:?}").to_lowercase();
    let linked = |link: &Link| -> Result<(Option<String>, String)> {
        let view = store.link(link.clone())?;
        Ok((view.id, view.name))
    };
    Ok(match by {
        CountBy::Kind => [plain(word(event.kind))].into(),
        CountBy::Year => event.date.and_then(Edtf::sort_date).map(|d| plain(d.year().to_string())).into_iter().collect(),
        CountBy::Country => {
            let place = event.place.as_ref().and_then(|p| p.country);
            event.participants.iter().filter_map(|p| p.country).chain(place).map(|c| plain(c.to_string())).collect()
        }
        CountBy::Body => event.body.iter().map(|b| Ok(vec![linked(b)?])).collect::<Result<_>>()?,
        CountBy::Person => people(event).map(|p| Ok(vec![linked(p)?])).collect::<Result<_>>()?,
        CountBy::Pair => BTreeSet::new(),
    })
}

/// Those who took part and are entries, without those who only watched.
fn people(event: &Event) -> impl Iterator<Item = &Link> {
    let took_part = event.participants.iter().filter(|p| p.role != "presence" && p.role != "audience" && p.entity.id.is_some());
    took_part.map(|p| &p.entity)
}
