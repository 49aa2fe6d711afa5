//! Links and evidence as every page shows them.

use rapporteur_model::{Evidence, Link};
use rapporteur_store::{Result, Store};
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

/// Links as shown.
pub(crate) fn links(links: Vec<Link>) -> Vec<LinkView> {
    links.into_iter().map(LinkView::from).collect()
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
}

/// Evidence with its words.
pub(crate) fn quoted(store: &Store, evidence: Vec<Evidence>) -> Result<Vec<EvidenceView>> {
    let quotes = store.quotes(&evidence)?;
    let view =
        |(e, quote): (Evidence, String)| EvidenceView { report: e.report, field: e.field, start: e.span.start(), end: e.span.end(), quote };
    Ok(evidence.into_iter().zip(quotes).map(view).collect())
}
