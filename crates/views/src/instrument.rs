//! Instruments as lists and pages show them.

use rapporteur_model::{Edtf, Instrument, InstrumentKind, InstrumentStatus};
use rapporteur_store::{InstrumentFilter, Result};
use serde::Serialize;

use crate::Reader;
use crate::common::{EvidenceView, LinkView, counted, counted_evidence, quoted};

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
    /// How many reports there are.
    pub reports_count: usize,
    pub evidence: Vec<EvidenceView>,
    /// How much evidence there is.
    pub evidence_count: usize,
}

/// The instruments that pass the filter, by date.
///
/// # Errors
/// When the record cannot be read.
pub fn instruments(store: &Reader<'_>, filter: &InstrumentFilter) -> Result<Vec<InstrumentView>> {
    let wide = InstrumentFilter { sides: filter.sides.iter().map(crate::sides::widened).collect(), ..filter.clone() };
    store.instruments(&wide)?.into_iter().map(|instrument| view(store, instrument)).collect()
}

/// One instrument; `None` when there is none with this id.
///
/// # Errors
/// When the record cannot be read.
pub fn instrument(store: &Reader<'_>, id: &str) -> Result<Option<InstrumentView>> {
    store.instrument(id)?.map(|found| view(store, found)).transpose()
}

pub(crate) fn view(store: &Reader<'_>, mut instrument: Instrument) -> Result<InstrumentView> {
    let (reports_count, evidence_count) = (counted(&mut instrument.reports), counted_evidence(&mut instrument.evidence));
    let title = store.instrument_title(&instrument);
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
        reports_count,
        evidence: quoted(store, instrument.evidence)?,
        evidence_count,
    })
}
