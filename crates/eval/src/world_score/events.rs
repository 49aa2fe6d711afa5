//! Events: pairs of (report, event) by kind.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::Result;

use super::matching::best;
use super::pairs::Item;
use super::record::{self, Event};
use crate::world::truth::EventLine;

/// Kinds of events that are scored, in the order of the table.
const KINDS: [&str; 5] = ["session", "meeting", "signing", "visit", "appointment"];

/// By kind: (report, event) pairs, and how many of the record are none of the truth.
pub type Scored = Vec<(&'static str, (Vec<Item>, usize))>;

/// Reads the record's events and finds those of the truth.
///
/// # Errors
/// The program fails.
pub fn score(program: &Path, record: &Path, truth: &[EventLine]) -> Result<Scored> {
    let mut found: Vec<Event> = Vec::new();
    record::list(program, record, "events", |event: Event| found.push(event))?;
    Ok(KINDS.iter().map(|kind| (*kind, of_kind(kind, truth, &found))).collect())
}

fn of_kind(kind: &str, truth: &[EventLine], found: &[Event]) -> (Vec<Item>, usize) {
    let mut told: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, event) in truth.iter().enumerate().filter(|(_, e)| e.kind == kind) {
        event.reports.iter().for_each(|report| told.entry(report).or_default().push(n));
    }
    let mut read: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, event) in found.iter().enumerate().filter(|(_, e)| e.kind == kind) {
        event.reports.iter().for_each(|report| read.entry(report).or_default().push(n));
    }
    let mut items = Vec::new();
    let mut taken = 0;
    for (report, told) in &told {
        let read = read.get(report).map_or(&[][..], Vec::as_slice);
        let matched = best(told.len(), read.len(), |t, f| likeness(&truth[told[t]], &found[read[f]]));
        taken += matched.iter().flatten().count();
        items.extend(told.iter().zip(matched).map(|(&t, f)| Item { truth: t as u32, found: f.map(|f| read[f] as u32), bare: false }));
    }
    let all: usize = read.values().map(Vec::len).sum();
    (items, all - taken)
}

/// How well an event of a report fits one of the truth: number, then day, then year.
fn likeness(truth: &EventLine, found: &Event) -> f64 {
    let date = found.date.as_deref().unwrap_or_default();
    let number = match (truth.ordinal, found.ordinal) {
        (Some(a), Some(b)) if a == b => 4.0,
        (Some(_), Some(_)) => return 0.0,
        _ => 0.0,
    };
    let day = if date.contains(&truth.day) { 2.0 } else { 0.0 };
    let year = if date.contains(&truth.day[..4]) { 1.0 } else { 0.0 };
    1.0 + number + day + year
}
