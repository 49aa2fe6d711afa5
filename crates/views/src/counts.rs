//! How many events of each kind, year, country, person, body or pair.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Edtf, Event, EventKind, Link};
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
    let mut counts: BTreeMap<Vec<(Option<String>, String)>, u32> = BTreeMap::new();
    for event in store.events(filter)? {
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
        CountBy::Pair => {
            let mut all = people(event).map(linked).collect::<Result<Vec<_>>>()?;
            all.sort();
            all.dedup();
            let pairs = all.iter().enumerate().flat_map(|(n, a)| all[n + 1..].iter().map(move |b| vec![a.clone(), b.clone()]));
            pairs.collect()
        }
    })
}

/// Those who took part and are entries, without those who only watched.
fn people(event: &Event) -> impl Iterator<Item = &Link> {
    let part = event.participants.iter().filter(|p| p.role != "presence" && p.role != "audience");
    part.map(|p| &p.entity).filter(|link| link.id.is_some())
}
