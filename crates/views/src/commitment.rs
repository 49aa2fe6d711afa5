//! Commitments as lists and pages show them, with what has become of them by some day.

use jiff::civil::Date;
use rapporteur_model::{Commitment, CommitmentOutcome, Edtf};
use rapporteur_store::{CommitmentFilter, Result};
use serde::Serialize;

use crate::Reader;
use crate::common::{EvidenceView, LinkView, counted, counted_evidence, quoted};

/// What a report says will happen.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Commitment`")]
pub struct CommitmentView {
    pub id: String,
    pub kind: String,
    pub act: String,
    pub actors: Vec<LinkView>,
    pub due: Option<Edtf>,
    pub since: Option<Edtf>,
    pub outcome: CommitmentOutcome,
    pub event: Option<String>,
    pub reports: Vec<String>,
    /// How many reports there are.
    pub reports_count: usize,
    pub evidence: Vec<EvidenceView>,
    /// How much evidence there is.
    pub evidence_count: usize,
}

/// The commitments that pass the filter, by due date, as they stand on `as_of` (the day of the newest report where it is not given).
///
/// `outcomes` leaves those out that have another; none asks for nothing.
///
/// # Errors
/// When the record cannot be read.
pub fn commitments(
    store: &Reader<'_>,
    filter: &CommitmentFilter,
    outcomes: &[CommitmentOutcome],
    as_of: Option<Date>,
) -> Result<Vec<CommitmentView>> {
    let now = day(store, as_of)?;
    let most = filter.limit.map_or(usize::MAX, |n| n as usize);
    // What has become of it is known only here: parts are read until there are enough.
    let part = if outcomes.is_empty() { filter.limit } else { filter.limit.map(|n| n.saturating_add(PART)) };
    let mut part = CommitmentFilter { limit: part, kept_as: kept_as(outcomes), ..filter.clone() };
    let mut found: Vec<Commitment> = Vec::new();
    loop {
        let read = store.commitments(&part)?;
        let last = part.limit.is_none_or(|limit| read.len() < limit as usize);
        part.after = read.last().map(|c| c.id.clone()).or(part.after);
        found.extend(read.into_iter().filter(|c| outcomes.is_empty() || outcomes.contains(&outcome(c, now))));
        if last || found.len() >= most {
            break;
        }
    }
    found.into_iter().take(most).map(|commitment| view_on(store, commitment, now)).collect()
}

/// So many more are read than are asked for, where some may not be wanted.
const PART: u32 = 200;

/// Outcomes as the record keeps them: what is past due is due there.
fn kept_as(outcomes: &[CommitmentOutcome]) -> Vec<CommitmentOutcome> {
    let kept = |outcome: &CommitmentOutcome| if *outcome == CommitmentOutcome::PastDue { CommitmentOutcome::Due } else { *outcome };
    outcomes.iter().map(kept).collect()
}

/// One commitment; `None` when there is none with this id.
///
/// # Errors
/// When the record cannot be read.
pub fn commitment(store: &Reader<'_>, id: &str) -> Result<Option<CommitmentView>> {
    store.commitment(id)?.map(|found| view(store, found)).transpose()
}

pub(crate) fn view(store: &Reader<'_>, commitment: Commitment) -> Result<CommitmentView> {
    let now = day(store, None)?;
    view_on(store, commitment, now)
}

pub(crate) fn day(store: &Reader<'_>, as_of: Option<Date>) -> Result<Option<Date>> {
    Ok(match as_of {
        Some(day) => Some(day),
        None => store.newest_day()?.and_then(|day| day.parse().ok()),
    })
}

/// What is due, past due once its last day is over; a promise that was told behind its own last day is not.
pub(crate) fn outcome(commitment: &Commitment, now: Option<Date>) -> CommitmentOutcome {
    let last = commitment.due.and_then(Edtf::bounds).map(|(_, last)| last);
    let told = commitment.since.and_then(Edtf::bounds).map(|(first, _)| first);
    let meant = last.zip(told).is_none_or(|(last, told)| told <= last);
    match commitment.outcome {
        CommitmentOutcome::Due if meant && last.zip(now).is_some_and(|(last, now)| last < now) => CommitmentOutcome::PastDue,
        known => known,
    }
}

fn view_on(store: &Reader<'_>, mut commitment: Commitment, now: Option<Date>) -> Result<CommitmentView> {
    let (reports_count, evidence_count) = (counted(&mut commitment.reports), counted_evidence(&mut commitment.evidence));
    Ok(CommitmentView {
        outcome: outcome(&commitment, now),
        id: commitment.id,
        kind: commitment.kind,
        act: commitment.act,
        actors: store.links(commitment.actors)?,
        due: commitment.due,
        since: commitment.since,
        event: commitment.event,
        reports: commitment.reports,
        reports_count,
        evidence: quoted(store, commitment.evidence)?,
        evidence_count,
    })
}
