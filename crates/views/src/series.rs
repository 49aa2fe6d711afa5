//! Series of sessions as lists and pages show them.

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
    store.series(body)?.into_iter().map(|series| view(store, series)).collect()
}

fn view(store: &Reader<'_>, series: Series) -> Result<SeriesView> {
    let session = |s: SeriesSession| SessionView { ordinal: s.ordinal, status: s.status, date: s.date, place: s.place, event: s.event };
    Ok(SeriesView {
        body: store.link(series.body)?,
        sessions: series.sessions.into_iter().map(session).collect(),
        gaps: series.gaps.into_iter().map(|Gap { first, last }| GapView { first, last }).collect(),
    })
}
