//! Series of sessions as lists and pages show them.

use rapporteur_model::{Edtf, Gap, Series, SeriesSession};
use rapporteur_store::{Result, Store};
use serde::Serialize;

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
pub fn series(store: &Store, body: Option<&str>) -> Result<Vec<SeriesView>> {
    Ok(store.series(body)?.into_iter().map(view).collect())
}

fn view(series: Series) -> SeriesView {
    let session = |s: SeriesSession| SessionView { ordinal: s.ordinal, status: s.status, date: s.date, place: s.place, event: s.event };
    SeriesView {
        body: series.body.into(),
        sessions: series.sessions.into_iter().map(session).collect(),
        gaps: series.gaps.into_iter().map(|Gap { first, last }| GapView { first, last }).collect(),
    }
}
