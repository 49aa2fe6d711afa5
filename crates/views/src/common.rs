//! Links and evidence as every page shows them.

use crate::Reader;
use rapporteur_model::{Evidence, Link};
use rapporteur_store::Result;
use serde::Serialize;

/// Another entry, by id and name. Without an id where the words could not be resolved to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// Id.
    pub id: Option<String>,
    /// Name in the record, or as written.
    pub name: String,
}

impl From<Link> for LinkView {
    fn from(link: Link) -> Self {
        Self { id: link.id, name: link.name }
    }
}

/// The words that a field stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceView {
    /// Id of the report.
    pub report: String,
    /// The field.
    pub field: String,
    /// First byte in the report's clean text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words there.
    pub quote: String,
    /// The rule that read them; none for a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// Evidence with its words.
pub(crate) fn quoted(store: &Reader<'_>, evidence: Vec<Evidence>) -> Result<Vec<EvidenceView>> {
    let quotes = store.quotes(&evidence)?;
    let mut views = Vec::with_capacity(evidence.len());
    for (e, quote) in evidence.into_iter().zip(quotes) {
        let rule = store.rule(&e.report, e.span)?;
        views.push(EvidenceView { report: e.report, field: e.field, start: e.span.start(), end: e.span.end(), quote, rule });
    }
    Ok(views)
}
