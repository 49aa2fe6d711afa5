//! Relations as lists and pages show them.

use rapporteur_model::{Edtf, Relation, RelationKind, Status};
use rapporteur_store::{RelationFilter, Result};
use serde::Serialize;

use crate::Reader;
use crate::common::{EvidenceView, LinkView, counted, counted_evidence, quoted};

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
    /// How many reports there are.
    pub reports_count: usize,
    pub confidence: f32,
    pub evidence: Vec<EvidenceView>,
    /// How much evidence there is.
    pub evidence_count: usize,
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

/// "Купол – Алмаз-Антей": the ends of a relation.
pub(crate) fn title(store: &Reader<'_>, relation: &Relation) -> Result<String> {
    let names = relation.ends.iter().map(|e| Ok(store.link(e.entity.clone())?.name)).collect::<Result<Vec<_>>>()?;
    Ok(names.join(" – "))
}

pub(crate) fn view(store: &Reader<'_>, mut relation: Relation) -> Result<RelationView> {
    let (reports_count, evidence_count) = (counted(&mut relation.reports), counted_evidence(&mut relation.evidence));
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
        reports_count,
        confidence: relation.confidence,
        evidence: quoted(store, relation.evidence)?,
        evidence_count,
    })
}
