//! Finding entries by id, by the beginning of an id, or by words.

use crate::Reader;
use crate::anchor::{Led, lead};
use rapporteur_store::{Hit, Result, occurrences, terms};
use serde::Serialize;

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
    /// An entry that this judgement (its id) took out.
    Rejected(String),
    /// None.
    None,
}

/// How many entries are named where several could be meant.
const CHOICES: u32 = 10;

/// Everything with all words of the query, in any inflection and either script: entries first, then reports.
///
/// # Errors
/// When the record cannot be read.
pub fn search(store: &Reader<'_>, words: &str, limit: u32) -> Result<Vec<HitView>> {
    let mut hits = Vec::new();
    for hit in store.search(words, limit)? {
        let text = if hit.kind == "report" { passage(store, &hit.id, words)? } else { None };
        let title = title_of(store, &hit)?;
        hits.push(HitView { kind: hit.kind, id: hit.id, title, text });
    }
    Ok(hits)
}

fn passage(store: &Reader<'_>, report: &str, words: &str) -> Result<Option<String>> {
    let Some(report) = store.report(report)? else { return Ok(None) };
    let found = occurrences(&report.text, words);
    Ok(found.first().map(|&span| report.sentence(span).slice(&report.text).to_owned()))
}

/// The entry with this id, with an id that begins so, or the only one of the record with these words.
///
/// # Errors
/// When the record cannot be read.
pub fn find(store: &Reader<'_>, text: &str) -> Result<Found> {
    let mut hits = store.ids_starting(text, CHOICES)?;
    if hits.is_empty() {
        match lead(store, text)? {
            Some(Led::To(id)) => return Ok(Found::One(id)),
            Some(Led::Rejected(judgement)) => return Ok(Found::Rejected(judgement)),
            None => {}
        }
    }
    if let Some(exact) = hits.iter().find(|hit| hit.id == text) {
        return Ok(Found::One(exact.id.clone()));
    }
    if hits.is_empty() {
        hits = store.search(text, CHOICES)?;
        // A report is asked for by its id: words that stand in some text name nothing.
        hits.retain(|hit| hit.kind != "report");
        // A name means the person or organisation rather than every event and report that has it.
        if hits.iter().any(|hit| is_entity(&hit.kind)) {
            hits.retain(|hit| is_entity(&hit.kind));
        }
        // The whole name rather than a part of it.
        let exact = exact(store, &hits, text)?;
        if !exact.is_empty() {
            hits.retain(|hit| exact.contains(&hit.id));
        }
    }
    Ok(match hits.as_slice() {
        [] => Found::None,
        [one] => Found::One(one.id.clone()),
        _ => {
            let view = |h: Hit| Ok(HitView { title: title_of(store, &h)?, kind: h.kind, id: h.id, text: None });
            Found::Several(hits.into_iter().map(view).collect::<Result<_>>()?)
        }
    })
}

/// Ids of those hits of which some name is all of the words asked for, in any letters.
fn exact(store: &Reader<'_>, hits: &[Hit], text: &str) -> Result<Vec<String>> {
    let plain = |name: &str| terms(name).into_iter().map(|t| t.word).collect::<Vec<_>>();
    let wanted = plain(text);
    let mut found = Vec::new();
    for hit in hits.iter().filter(|h| is_entity(&h.kind)) {
        if store.names(&hit.id)?.iter().any(|n| plain(&n.text) == wanted) || plain(&hit.title) == wanted {
            found.push(hit.id.clone());
        }
    }
    Ok(found)
}

/// The title of a hit in the reader's language.
fn title_of(store: &Reader<'_>, hit: &Hit) -> Result<String> {
    let title = match hit.kind.as_str() {
        "event" => store.event(&hit.id)?.map(|e| store.event_title(&e)).transpose()?,
        "relation" => match store.relation(&hit.id)? {
            Some(relation) => Some(crate::relation::title(store, &relation)?),
            None => None,
        },
        "instrument" => store.instrument(&hit.id)?.map(|i| store.instrument_title(&i)),
        kind if is_entity(kind) => Some(store.name(&hit.title, &store.names(&hit.id)?)),
        _ => None,
    };
    Ok(title.unwrap_or_else(|| hit.title.clone()))
}

fn is_entity(kind: &str) -> bool {
    matches!(kind, "person" | "organisation" | "body" | "place" | "product")
}
