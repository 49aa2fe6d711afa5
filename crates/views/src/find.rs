//! Finding entries by id, by the beginning of an id, or by words.

use rapporteur_store::{Result, Store, occurrences};
use serde::Serialize;

use crate::why::sentence;

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HitView {
    /// "report", "event", "instrument", "commitment", or the kind of an entity.
    pub kind: String,
    /// Id.
    pub id: String,
    /// Title or name.
    pub title: String,
    /// Of a report: the first sentence with a word of the query.
    pub text: Option<String>,
}

/// What an id or words stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One entry: its id.
    One(String),
    /// Several: what could be meant.
    Several(Vec<HitView>),
    /// None.
    None,
}

/// How many entries are named where several could be meant.
const CHOICES: u32 = 10;

/// Everything with all words of the query, in any inflection and either script: entries first, then reports.
///
/// # Errors
/// When the record cannot be read.
pub fn search(store: &Store, words: &str, limit: u32) -> Result<Vec<HitView>> {
    let mut hits = Vec::new();
    for hit in store.search(words, limit)? {
        let text = if hit.kind == "report" { passage(store, &hit.id, words)? } else { None };
        hits.push(HitView { kind: hit.kind, id: hit.id, title: hit.title, text });
    }
    Ok(hits)
}

fn passage(store: &Store, report: &str, words: &str) -> Result<Option<String>> {
    let Some(report) = store.report(report)? else { return Ok(None) };
    let found = occurrences(&report.text, words);
    Ok(found.first().map(|&span| sentence(&report, span).slice(&report.text).to_owned()))
}

/// The entry with this id, with an id that begins so, or the only one of the record with these words.
///
/// # Errors
/// When the record cannot be read.
pub fn find(store: &Store, text: &str) -> Result<Found> {
    let mut hits = store.ids_starting(text, CHOICES)?;
    if let Some(exact) = hits.iter().find(|hit| hit.id == text) {
        return Ok(Found::One(exact.id.clone()));
    }
    if hits.is_empty() {
        hits = store.search(text, CHOICES)?;
        // A name means the person or organisation rather than every event and report that has it.
        if hits.iter().any(|hit| is_entity(&hit.kind)) {
            hits.retain(|hit| is_entity(&hit.kind));
        }
    }
    Ok(match hits.as_slice() {
        [] => Found::None,
        [one] => Found::One(one.id.clone()),
        _ => Found::Several(hits.into_iter().map(|h| HitView { kind: h.kind, id: h.id, title: h.title, text: None }).collect()),
    })
}

fn is_entity(kind: &str) -> bool {
    matches!(kind, "person" | "organisation" | "body" | "place" | "product")
}
