//! Links and evidence as every page shows them.

use std::collections::{BTreeMap, BTreeSet};

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

/// Lists inside an object hold at most so many; their number stands beside them.
pub const MOST_INSIDE: usize = 50;

/// Cuts a list to what an object shows; gives how many there are.
pub(crate) fn counted<T>(list: &mut Vec<T>) -> usize {
    let all = list.len();
    list.truncate(MOST_INSIDE);
    all
}

/// Cuts evidence to what an object shows, so that every field keeps some; gives how much there is.
pub(crate) fn counted_evidence(list: &mut Vec<Evidence>) -> usize {
    let all = list.len();
    if all > MOST_INSIDE {
        let mut of_field: BTreeMap<String, usize> = BTreeMap::new();
        let mut turns: Vec<(usize, usize)> = Vec::with_capacity(all);
        for (n, one) in list.iter().enumerate() {
            let turn = of_field.entry(one.field.clone()).or_default();
            turns.push((*turn, n));
            *turn += 1;
        }
        turns.sort_unstable();
        let kept: BTreeSet<usize> = turns.into_iter().take(MOST_INSIDE).map(|(_, n)| n).collect();
        let mut at = 0..;
        list.retain(|_| at.next().is_some_and(|n| kept.contains(&n)));
    }
    all
}

/// Evidence with its words; none where the reader wants none.
pub(crate) fn quoted(store: &Reader<'_>, evidence: Vec<Evidence>) -> Result<Vec<EvidenceView>> {
    if store.is_brief() {
        return Ok(Vec::new());
    }
    let quotes = store.quotes(&evidence)?;
    let mut views = Vec::with_capacity(evidence.len());
    for (e, quote) in evidence.into_iter().zip(quotes) {
        let rule = if e.field == "name" { None } else { store.rule(&e.report, e.span)? };
        views.push(EvidenceView { report: e.report, field: e.field, start: e.span.start(), end: e.span.end(), quote, rule });
    }
    Ok(views)
}

#[cfg(test)]
mod tests {
    use super::{MOST_INSIDE, counted, counted_evidence};
    use rapporteur_model::{Evidence, Span};

    #[test]
    fn every_field_keeps_some_evidence() {
        let one = |field: &str, n: usize| Evidence { report: "r".into(), field: field.into(), span: Span::new(n, n + 1) };
        let mut all: Vec<Evidence> = (0..80).map(|n| one("participants", n)).chain([one("date", 80)]).collect();
        assert_eq!(counted_evidence(&mut all), 81);
        assert!(all.len() == MOST_INSIDE && all.iter().any(|e| e.field == "date"));
        assert!(all.windows(2).all(|pair| pair[0].span < pair[1].span));
        assert_eq!(counted(&mut vec![1, 2]), 2);
    }
}
