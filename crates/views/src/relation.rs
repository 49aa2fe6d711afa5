//! Relations as lists and pages show them.

use rapporteur_model::{Edtf, Relation, RelationKind, Status};
use rapporteur_store::{RelationFilter, Result};
use serde::Serialize;

use crate::Reader;
use crate::common::{EvidenceView, LinkView, quoted};

/// One end of a relation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::RelationEnd`")]
pub struct RelationEndView {
    pub entity: LinkView,
    pub role: String,
}

/// A relation between two or more entities.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Relation`")]
pub struct RelationView {
    pub id: String,
    pub kind: RelationKind,
    pub status: Status,
    pub date: Option<Edtf>,
    pub ends: Vec<RelationEndView>,
    pub detail: Option<String>,
    pub subject: Option<String>,
    pub reports: Vec<String>,
    pub confidence: f32,
    pub evidence: Vec<EvidenceView>,
}

/// The relations that pass the filter, by kind and date.
///
/// # Errors
/// When the record cannot be read.
pub fn relations(store: &Reader<'_>, filter: &RelationFilter) -> Result<Vec<RelationView>> {
    store.relations(filter)?.into_iter().map(|relation| view(store, relation)).collect()
}

/// One relation; `None` when there is none with this id.
///
/// # Errors
/// When the record cannot be read.
pub fn relation(store: &Reader<'_>, id: &str) -> Result<Option<RelationView>> {
    store.relation(id)?.map(|found| view(store, found)).transpose()
}

pub(crate) fn view(store: &Reader<'_>, relation: Relation) -> Result<RelationView> {
    Ok(RelationView {
        id: relation.id,
        kind: relation.kind,
        status: relation.status,
        date: relation.date,
        ends: relation
            .ends
            .into_iter()
            .map(|e| Ok(RelationEndView { entity: store.link(e.entity)?, role: e.role }))
            .collect::<Result<_>>()?,
        detail: relation.detail,
        subject: relation.subject,
        reports: relation.reports,
        confidence: relation.confidence,
        evidence: quoted(store, relation.evidence)?,
    })
}
