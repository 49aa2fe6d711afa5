//! What a round brought that is to be told: new events, or promises that fell due. Chooses; sends nothing.

use anyhow::Result;
use jiff::civil::Date;
use rapporteur_model::CommitmentOutcome;
use rapporteur_pipeline::watch::Round;
use rapporteur_views::{CommitmentFilter, EventFilter, Reader, Store};

use super::WatchArgs;

/// One thing to tell.
pub struct Told {
    /// Id of the entry.
    pub id: String,
    /// Its title, or the words of the promise.
    pub title: String,
    /// The address of a report that tells it, where that is one of the web.
    pub address: Option<String>,
    /// The entry as one line of JSON.
    pub json: String,
}

/// The events that nobody told before this round, of those that are asked for.
pub fn events(round: &Round, store: &Store, args: &WatchArgs) -> Result<Vec<Told>> {
    let mut told: Vec<Told> = Vec::new();
    for report in &round.added.new_ids {
        let filter = EventFilter {
            report: Some(report.clone()),
            body: args.body.clone(),
            person: args.person.clone(),
            country: args.country,
            kinds: args.kind.clone(),
            ..EventFilter::default()
        };
        for event in rapporteur_views::events(&Reader::plain(store), &filter)? {
            let new = event.reports.iter().all(|report| round.added.new_ids.contains(report));
            if new && told.iter().all(|other| other.id != event.id) {
                let address = address(store, &event.reports)?;
                let json = serde_json::to_string(&event)?;
                told.push(Told { id: event.id, title: event.title, address, json });
            }
        }
    }
    Ok(told)
}

/// By this the record knows that its promises were looked through once.
const LOOKED: &str = "promises that fell due";

/// The promises that fell due since the last look, each once. What had fallen due before the first look is not told: its number is.
pub fn fallen_due(store: &mut Store, args: &WatchArgs, now: i64) -> Result<Vec<Told>> {
    let day: Option<Date> = jiff::Timestamp::from_second(now).ok().map(|moment| moment.to_zoned(jiff::tz::TimeZone::UTC).date());
    let filter = CommitmentFilter { person: args.person.clone(), country: args.country, ..CommitmentFilter::default() };
    let due = rapporteur_views::commitments(&Reader::plain(store), &filter, &[CommitmentOutcome::PastDue], day)?;
    let first = !store.is_seen(LOOKED)?;
    let (mut told, mut seen) = (Vec::new(), vec![LOOKED.to_owned()]);
    for promise in due {
        let name = format!("fell due {}", promise.id);
        if store.is_seen(&name)? {
            continue;
        }
        seen.push(name);
        let (address, json) = (address(store, &promise.reports)?, serde_json::to_string(&promise)?);
        told.push(Told { id: promise.id, title: promise.act, address, json });
    }
    store.set_seen(seen.iter().map(String::as_str), now)?;
    if first && !told.is_empty() {
        eprintln!("{} promises had fallen due before this watch; rapporteur commitments --outcome past_due lists them", told.len());
        told.clear();
    }
    Ok(told)
}

fn address(store: &Store, reports: &[String]) -> Result<Option<String>> {
    for report in reports {
        let path = store.report_head(report)?.map(|head| head.path).filter(|path| path.starts_with("http"));
        if path.is_some() {
            return Ok(path);
        }
    }
    Ok(None)
}
