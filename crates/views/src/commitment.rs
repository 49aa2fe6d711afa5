//! Commitments as lists and pages show them.

use rapporteur_model::{Commitment, CommitmentOutcome, Edtf};
use rapporteur_store::{CommitmentFilter, Result, Store};
use serde::Serialize;

use crate::common::{EvidenceView, LinkView, links, quoted};

/// What a report says will happen.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Commitment`")]
pub struct CommitmentView {
    pub id: String,
    pub kind: String,
    pub act: String,
    pub actors: Vec<LinkView>,
    pub due: Option<Edtf>,
    pub outcome: CommitmentOutcome,
    pub event: Option<String>,
    pub reports: Vec<String>,
    pub evidence: Vec<EvidenceView>,
}

/// The commitments that pass the filter, by due date.
///
/// # Errors
/// When the record cannot be read.
pub fn commitments(store: &Store, filter: &CommitmentFilter) -> Result<Vec<CommitmentView>> {
    store.commitments(filter)?.into_iter().map(|commitment| view(store, commitment)).collect()
}

pub(crate) fn view(store: &Store, commitment: Commitment) -> Result<CommitmentView> {
    Ok(CommitmentView {
        id: commitment.id,
        kind: commitment.kind,
        act: commitment.act,
        actors: links(commitment.actors),
        due: commitment.due,
        outcome: commitment.outcome,
        event: commitment.event,
        reports: commitment.reports,
        evidence: quoted(store, commitment.evidence)?,
    })
}
