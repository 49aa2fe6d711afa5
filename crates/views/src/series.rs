//! Series of sessions as lists and pages show them.

use jiff::civil::Date;
use rapporteur_model::{Edtf, Gap, Series, SeriesSession};
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
    let now = crate::commitment::day(store, None)?;
    store.series(body)?.into_iter().map(|series| view(store, series, now)).collect()
}

/// The series of which a session is missing: no report tells of it, or none says that it was held when its time was over.
///
/// # Errors
/// When the record cannot be read.
pub fn series_with_gaps(store: &Reader<'_>, body: Option<&str>) -> Result<Vec<SeriesView>> {
    let mut all = series(store, body)?;
    all.iter_mut().for_each(|one| one.sessions.retain(SessionView::is_missing));
    all.retain(|one| !one.sessions.is_empty());
    Ok(all)
}

impl SessionView {
    /// True where no report says that the session was held, though it must have been over.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.unreported || self.status == "missing"
    }
}

fn view(store: &Reader<'_>, series: Series, now: Option<Date>) -> Result<SeriesView> {
    let newest = series.sessions.iter().filter(|s| s.status == "held").filter_map(|s| s.ordinal).max();
    let session = |s: SeriesSession| {
        let over = s.date.and_then(Edtf::bounds).zip(now).is_some_and(|((_, last), now)| last < now);
        let passed = s.ordinal.zip(newest).is_some_and(|(n, newest)| n < newest);
        let unreported = s.status == "planned" && (over || passed);
        let place = s.place.map(|place| place.split(", ").map(|name| store.text(name)).collect::<Vec<_>>().join(", "));
        SessionView { ordinal: s.ordinal, status: s.status, date: s.date, place, event: s.event, unreported }
    };
    Ok(SeriesView {
        body: store.link(series.body)?,
        sessions: series.sessions.into_iter().map(session).collect(),
        gaps: series.gaps.into_iter().map(|Gap { first, last }| GapView { first, last }).collect(),
    })
}
