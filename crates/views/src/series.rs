//! Series of sessions as lists and pages show them.

use jiff::civil::Date;
use rapporteur_model::{Edtf, Gap, Link, SeriesSession};
use rapporteur_store::Result;
use serde::Serialize;

use crate::Reader;
use crate::common::LinkView;

/// One session of a series.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::SeriesSession`")]
pub struct SessionView {
    pub ordinal: Option<u32>,
    pub status: String,
    pub date: Option<Edtf>,
    pub place: Option<String>,
    pub event: Option<String>,
    /// Planned, and a later one was held or its time is over: no report says that it was held.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unreported: bool,
}

/// Numbers that no report tells of, both ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Gap`")]
pub struct GapView {
    pub first: u32,
    pub last: u32,
}

/// The numbered sessions of a body.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Series`")]
pub struct SeriesView {
    pub body: LinkView,
    pub sessions: Vec<SessionView>,
    pub gaps: Vec<GapView>,
}

/// All series, or those of the bodies with this id or these words in their names.
///
/// # Errors
/// When the record cannot be read.
pub fn series(store: &Reader<'_>, body: Option<&str>) -> Result<Vec<SeriesView>> {
    series_part(store, body, false, 0, usize::MAX)
}

/// The series of which a session is missing: no report tells of it, or none says that it was held when its time was over.
///
/// # Errors
/// When the record cannot be read.
pub fn series_with_gaps(store: &Reader<'_>, body: Option<&str>) -> Result<Vec<SeriesView>> {
    series_part(store, body, true, 0, usize::MAX)
}

/// At most `most` of [`series`] behind the first `skip`; where `missing` is asked for, of [`series_with_gaps`].
///
/// # Errors
/// When the record cannot be read.
pub fn series_part(store: &Reader<'_>, body: Option<&str>, missing: bool, skip: usize, most: usize) -> Result<Vec<SeriesView>> {
    let now = crate::commitment::day(store, None)?;
    let told = store.series(body)?.into_iter().filter_map(|series| {
        let mut sessions: Vec<(SeriesSession, bool)> = sessions(series.sessions, now);
        sessions.retain(|(session, unreported)| !missing || is_missing(&session.status, *unreported));
        (!missing || !sessions.is_empty()).then_some((series.body, sessions, series.gaps))
    });
    told.skip(skip).take(most).map(|(body, sessions, gaps)| view(store, body, sessions, gaps)).collect()
}

/// True where no report says that a session was held, though it must have been over.
fn is_missing(status: &str, unreported: bool) -> bool {
    unreported || status == "missing"
}

/// Sessions, each with whether it was planned and nobody says that it was held, though a later one was or its time is over.
fn sessions(all: Vec<SeriesSession>, now: Option<Date>) -> Vec<(SeriesSession, bool)> {
    let newest = all.iter().filter(|s| s.status == "held").filter_map(|s| s.ordinal).max();
    let judged = |s: SeriesSession| {
        let over = s.date.and_then(Edtf::bounds).zip(now).is_some_and(|((_, last), now)| last < now);
        let passed = s.ordinal.zip(newest).is_some_and(|(n, newest)| n < newest);
        let unreported = s.status == "planned" && (over || passed);
        (s, unreported)
    };
    all.into_iter().map(judged).collect()
}

fn view(store: &Reader<'_>, body: Link, sessions: Vec<(SeriesSession, bool)>, gaps: Vec<Gap>) -> Result<SeriesView> {
    let session = |(s, unreported): (SeriesSession, bool)| {
        let place = s.place.map(|place| place.split(", ").map(|name| store.text(name)).collect::<Vec<_>>().join(", "));
        SessionView { ordinal: s.ordinal, status: s.status, date: s.date, place, event: s.event, unreported }
    };
    Ok(SeriesView {
        body: store.link(body)?,
        sessions: sessions.into_iter().map(session).collect(),
        gaps: gaps.into_iter().map(|Gap { first, last }| GapView { first, last }).collect(),
    })
}
