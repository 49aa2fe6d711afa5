//! Instruments as lists and pages show them.

use rapporteur_model::{Edtf, Instrument, InstrumentKind, InstrumentStatus};
use rapporteur_store::{InstrumentFilter, Result};
use serde::Serialize;

use crate::Reader;
use crate::common::{EvidenceView, LinkView, quoted};

/// What was signed or adopted.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Instrument`")]
pub struct InstrumentView {
    pub id: String,
    pub kind: InstrumentKind,
    pub status: InstrumentStatus,
    pub title: String,
    pub date: Option<Edtf>,
    pub signatories: Vec<LinkView>,
    pub parties: Vec<LinkView>,
    pub event: Option<String>,
    pub reports: Vec<String>,
    pub evidence: Vec<EvidenceView>,
}

/// The instruments that pass the filter, by date.
///
/// # Errors
/// When the record cannot be read.
pub fn instruments(store: &Reader<'_>, filter: &InstrumentFilter) -> Result<Vec<InstrumentView>> {
    store.instruments(filter)?.into_iter().map(|instrument| view(store, instrument)).collect()
}

/// One instrument; `None` when there is none with this id.
///
/// # Errors
/// When the record cannot be read.
pub fn instrument(store: &Reader<'_>, id: &str) -> Result<Option<InstrumentView>> {
    store.instrument(id)?.map(|found| view(store, found)).transpose()
}

pub(crate) fn view(store: &Reader<'_>, instrument: Instrument) -> Result<InstrumentView> {
    let title = store.title(&instrument.title, &instrument.titles);
    Ok(InstrumentView {
        id: instrument.id,
        kind: instrument.kind,
        status: instrument.status,
        title,
        date: instrument.date,
        signatories: store.links(instrument.signatories)?,
        parties: store.links(instrument.parties)?,
        event: instrument.event,
        reports: instrument.reports,
        evidence: quoted(store, instrument.evidence)?,
    })
}
