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

/// (report, event) pairs of a kind.
#[derive(Debug)]
pub struct OfKind {
    /// The kind.
    pub kind: &'static str,
    /// The pairs.
    pub items: Vec<Item>,
    /// The report of each.
    pub reports: Vec<String>,
    /// How many of the record are none of the truth.
    pub extra: usize,
}

/// Events of the record, and the pairs kind by kind.
#[derive(Debug)]
pub struct Scored {
    /// In the order of the program's list.
    pub found: Vec<Event>,
    /// In the order of the table.
    pub kinds: Vec<OfKind>,
}

/// Reads the record's events and finds those of the truth.
///
/// # Errors
/// The program fails.
pub fn score(program: &Path, record: &Path, truth: &[EventLine]) -> Result<Scored> {
    let mut found: Vec<Event> = Vec::new();
    record::list(program, record, "events", |event: Event| found.push(event))?;
    let kinds = KINDS.iter().map(|kind| of_kind(kind, truth, &found)).collect();
    Ok(Scored { found, kinds })
}

fn of_kind(kind: &'static str, truth: &[EventLine], found: &[Event]) -> OfKind {
    let mut told: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, event) in truth.iter().enumerate().filter(|(_, e)| e.kind == kind) {
        event.reports.iter().for_each(|report| told.entry(report).or_default().push(n));
    }
    let mut read: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, event) in found.iter().enumerate().filter(|(_, e)| e.kind == kind) {
        event.reports.iter().for_each(|report| read.entry(report).or_default().push(n));
    }
    let (mut items, mut reports) = (Vec::new(), Vec::new());
    let mut taken = 0;
    for (report, told) in &told {
        let read = read.get(report).map_or(&[][..], Vec::as_slice);
        let matched = best(told.len(), read.len(), |t, f| likeness(&truth[told[t]], &found[read[f]]));
        taken += matched.iter().flatten().count();
        reports.extend(told.iter().map(|_| (*report).to_owned()));
        items.extend(told.iter().zip(matched).map(|(&t, f)| Item { truth: t as u32, found: f.map(|f| read[f] as u32), bare: false }));
    }
    let all: usize = read.values().map(Vec::len).sum();
    OfKind { kind, items, reports, extra: all - taken }
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
