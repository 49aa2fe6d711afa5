//! What is new in a record since a day: events and instruments first told, events that changed their status, promises that fell due.

use jiff::civil::Date;
use rapporteur_model::{CommitmentOutcome, Edtf, HistoryLine};
use rapporteur_store::{CommitmentFilter, Result};
use serde::Serialize;

use crate::Reader;
use crate::commitment::{day, outcome};

/// What happened to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// First told.
    New,
    /// Announced before, held now.
    Held,
    /// Another day was announced.
    Moved,
    /// Called off.
    Cancelled,
    /// Denied.
    Denied,
    /// Its time is over and no report tells that it was done.
    PastDue,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    /// The day of the report that says so, or on which it fell due.
    pub day: String,
    /// What happened.
    pub change: Change,
    /// Id of the entry.
    pub id: String,
    /// Its title.
    pub text: String,
}

/// Changes told on `since` or later, by day; what fell due from then to `as_of` (the day of the newest report where it is not given).
///
/// # Errors
/// When the record cannot be read.
pub fn changes(store: &Reader<'_>, since: Date, as_of: Option<Date>) -> Result<Vec<ChangeView>> {
    titled(store, &untitled_changes(store, since, as_of)?)
}

/// The same without titles of events, which cost more to make than all the rest: [`titled`] gives them to those that are shown.
///
/// # Errors
/// When the record cannot be read.
pub fn untitled_changes(store: &Reader<'_>, since: Date, as_of: Option<Date>) -> Result<Vec<ChangeView>> {
    let mut all = Vec::new();
    // What was told before alone has not changed since.
    for (id, history) in store.histories(&since.to_string())? {
        let change = turned(&history, since);
        all.extend(change.map(|(day, change)| ChangeView { day: day.to_string(), change, id, text: String::new() }));
    }
    let now = day(store, as_of)?;
    let (ends_from, ends_before) = (Some(since.to_string()), now.map(|now| now.to_string()));
    let due = CommitmentFilter { kept_as: vec![CommitmentOutcome::Due], ends_from, ends_before, ..CommitmentFilter::default() };
    for commitment in store.commitments(&due)? {
        let last = commitment.due.and_then(Edtf::bounds).map(|(_, last)| last).filter(|last| *last >= since);
        if let Some(last) = last.filter(|_| outcome(&commitment, now) == CommitmentOutcome::PastDue) {
            let text = commitment.act.clone();
            all.push(ChangeView { day: last.to_string(), change: Change::PastDue, id: commitment.id, text });
        }
    }
    all.sort_by(|a, b| (&a.day, a.change, &a.id).cmp(&(&b.day, b.change, &b.id)));
    Ok(all)
}

/// Changes with the titles of their events.
///
/// # Errors
/// When the record cannot be read.
pub fn titled(store: &Reader<'_>, changes: &[ChangeView]) -> Result<Vec<ChangeView>> {
    let title = |change: &ChangeView| {
        let event = if change.change == Change::PastDue { None } else { store.event(&change.id)? };
        let text = event.map(|event| store.event_title(&event)).transpose()?;
        Ok(ChangeView { text: text.unwrap_or_else(|| change.text.clone()), ..change.clone() })
    };
    changes.iter().map(title).collect()
}

/// What an event with this history turned into since a day, and when that was told.
fn turned(history: &[HistoryLine], since: Date) -> Option<(Date, Change)> {
    use rapporteur_model::Turn;
    let told = |line: &HistoryLine| line.day.and_then(Edtf::sort_date);
    let first = history.iter().filter_map(told).min()?;
    let latest = history.iter().rfind(|line| told(line).is_some_and(|day| day >= since))?;
    let change = if first >= since {
        Change::New
    } else {
        let before = history.iter().filter(|line| told(line).is_some_and(|day| day < since));
        if before.clone().any(|line| line.status == latest.status) {
            return None;
        }
        match latest.status {
            Turn::Held => Change::Held,
            Turn::Moved => Change::Moved,
            Turn::Cancelled => Change::Cancelled,
            Turn::Denied => Change::Denied,
            Turn::Announced | Turn::Corrected => return None,
        }
    };
    let day = if change == Change::New { first } else { told(latest)? };
    Some((day, change))
}
