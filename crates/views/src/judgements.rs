//! The log of judgements, with what each is worth now; the checks that one passes before it is taken; and the lines in which judgements
//! travel. Applies none.

use rapporteur_model::{Anchor, ENTITY_FIELDS, EVENT_FIELDS, EntityKind, EventKind, Judgement, Verdict, impossible};
use rapporteur_store::Result;
use serde::Serialize;
use serde_json::{Value, json};

use crate::Reader;
use crate::anchor::at_anchor;

/// What a judgement is worth now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It shapes the record.
    InForce,
    /// Another judgement undid it.
    Undone,
    /// A later judgement on the same words took its place.
    Superseded,
    /// Its words are in no report any more, or nothing is read at them that it could decide of.
    Lost,
}

/// A judgement in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JudgementView {
    /// Id.
    pub id: String,
    /// When, RFC 3339.
    pub when: String,
    /// Who decided.
    pub who: String,
    /// What.
    pub verdict: Verdict,
    /// The words it is anchored to.
    pub quote: String,
    /// The report they are in.
    pub report: String,
    /// The other words, for same and different.
    pub other_quote: Option<String>,
    /// Field and value, for correct.
    pub correction: Option<(String, String)>,
    /// The judgement that is undone, for undo.
    pub undoes: Option<String>,
    /// Entries that stand for its words now.
    pub entries: Vec<String>,
    /// What it is worth now.
    pub state: State,
    /// Why, in the analyst's words.
    pub why: String,
}

/// All judgements, oldest first.
///
/// # Errors
/// When the record cannot be read.
pub fn judgements(store: &Reader<'_>) -> Result<Vec<JudgementView>> {
    let all = store.judgements()?;
    let force: Vec<String> = Judgement::in_force(&all).into_iter().map(Judgement::id).collect();
    let mut seen = std::collections::BTreeSet::new();
    let mut shaping = std::collections::BTreeSet::new();
    for judgement in Judgement::in_force(&all) {
        if seen.insert(judgement.subject()) {
            shaping.insert(judgement.id());
        }
    }
    all.iter()
        .map(|j| {
            let id = j.id();
            let state = if j.verdict == Verdict::Undo {
                State::InForce
            } else if !force.contains(&id) {
                State::Undone
            } else if !shaping.contains(&id) {
                State::Superseded
            } else if !anchored(store, j)? {
                State::Lost
            } else {
                State::InForce
            };
            view(store, j, id, state)
        })
        .collect()
}

/// The judgements whose words stand for this entry now.
pub(crate) fn of_entry(store: &Reader<'_>, id: &str) -> Result<Vec<JudgementView>> {
    if store.judgements()?.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = judgements(store)?;
    all.retain(|j| j.entries.iter().any(|e| e == id));
    Ok(all)
}

fn anchored(store: &Reader<'_>, judgement: &Judgement) -> Result<bool> {
    for anchor in std::iter::once(&judgement.anchor).chain(&judgement.other) {
        let Some(span) = store.report(&anchor.report)?.and_then(|report| anchor.locate(&report.text)) else { return Ok(false) };
        let told = store.claims_of(&anchor.report)?.iter().any(|claim| claim.trigger == span);
        if !told && !store.mentions_of(&anchor.report)?.iter().any(|mention| mention.span.overlaps(span)) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn view(store: &Reader<'_>, j: &Judgement, id: String, state: State) -> Result<JudgementView> {
    let mut entries = Vec::new();
    for anchor in std::iter::once(&j.anchor).chain(&j.other) {
        entries.extend(at_anchor(store, anchor)?);
    }
    entries.dedup();
    Ok(JudgementView {
        id,
        when: j.when.clone(),
        who: j.who.clone(),
        verdict: j.verdict,
        quote: j.anchor.quote.clone(),
        report: j.anchor.report.clone(),
        other_quote: j.other.as_ref().map(|o| o.quote.clone()),
        correction: j.correction.clone(),
        undoes: j.undoes.clone(),
        entries,
        state,
        why: j.why.clone(),
    })
}

/// What an entry is, for a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Judged {
    Entity(EntityKind),
    Event(EventKind),
    Other(&'static str),
}

fn judged(store: &Reader<'_>, id: &str) -> Result<Option<Judged>> {
    Ok(if let Some(entity) = store.entity_head(id)? {
        Some(Judged::Entity(entity.kind))
    } else if let Some(event) = store.event(id)? {
        Some(Judged::Event(event.kind))
    } else if store.instrument(id)?.is_some() {
        Some(Judged::Other("instrument"))
    } else if store.commitment(id)?.is_some() {
        Some(Judged::Other("commitment"))
    } else {
        None
    })
}

/// Why two entries cannot be judged the same or different, as a clause; `None` where they can.
///
/// # Errors
/// When the record cannot be read.
pub fn pair_problem(store: &Reader<'_>, a: &str, b: &str) -> Result<Option<String>> {
    if a == b {
        return Ok(Some(format!("{a} is one entry, and is the same as itself; to part it: rapporteur judge split {a} --report REPORT")));
    }
    let (Some(x), Some(y)) = (judged(store, a)?, judged(store, b)?) else {
        return Ok(Some("only entries of the record can be judged".to_owned()));
    };
    let houses = [EntityKind::Organisation, EntityKind::Body];
    let fits = match (x, y) {
        (Judged::Entity(x), Judged::Entity(y)) => x == y || (houses.contains(&x) && houses.contains(&y)),
        (Judged::Event(x), Judged::Event(y)) => x == y,
        _ => false,
    };
    let words = |j: Judged| match j {
        Judged::Entity(kind) => format!("{kind:?}").to_lowercase(),
        Judged::Event(kind) => format!("{kind:?}").to_lowercase(),
        Judged::Other(word) => word.to_owned(),
    };
    Ok((!fits).then(|| format!("{a} is a {}, {b} a {}: these cannot be one thing", words(x), words(y))))
}

/// Why a correction cannot be taken, as a clause; `None` where it can.
///
/// # Errors
/// When the record cannot be read.
pub fn correction_problem(store: &Reader<'_>, id: &str, field: &str, value: &str) -> Result<Option<String>> {
    let (what, fields) = match judged(store, id)? {
        Some(Judged::Entity(_)) => ("an entity", ENTITY_FIELDS),
        Some(Judged::Event(_)) => ("an event", EVENT_FIELDS),
        Some(Judged::Other(word)) => return Ok(Some(format!("fields of an {word} follow from its event: correct that ({word} {id})"))),
        None => return Ok(Some(format!("{id} is no entry of the record"))),
    };
    if !fields.contains(&field) {
        return Ok(Some(format!("{what} has no field {field:?}; it has {}", fields.join(", "))));
    }
    Ok(impossible(field, value))
}

/// A judgement as a line of nomenklatura's resolver files: target, source, judgement, score, user, time; and, as a seventh value that
/// nomenklatura passes over, all of it.
///
/// # Errors
/// When the record cannot be read.
pub fn line(store: &Reader<'_>, judgement: &Judgement) -> Result<String> {
    let entry = |anchor: Option<&Anchor>, n: usize| -> Result<String> {
        let now = anchor.map(|a| at_anchor(store, a)).transpose()?.flatten();
        Ok(now.or_else(|| judgement.entries.get(n).cloned()).unwrap_or_else(|| judgement.id()))
    };
    let target = entry(Some(&judgement.anchor), 0)?;
    let source = if judgement.other.is_some() { entry(judgement.other.as_ref(), 1)? } else { target.clone() };
    let word = match judgement.verdict {
        Verdict::Same => "positive",
        Verdict::Different | Verdict::Split => "negative",
        Verdict::Confirm | Verdict::Reject | Verdict::Correct | Verdict::Undo => "no_judgement",
    };
    Ok(json!([target, source, word, null, judgement.who, judgement.when, judgement]).to_string())
}

/// Reads a line that [`line()`] wrote, or one of nomenklatura's about entries of this record.
///
/// # Errors
/// When the record cannot be read. The inner error says in a clause what is wrong with the line.
pub fn from_line(store: &Reader<'_>, line: &str) -> Result<std::result::Result<Judgement, String>> {
    let Ok(Value::Array(values)) = serde_json::from_str::<Value>(line) else {
        return Ok(Err("is no line of a resolver file: a JSON array is expected".to_owned()));
    };
    if let Some(whole) = values.get(6) {
        return Ok(serde_json::from_value(whole.clone()).map_err(|e| format!("is no judgement: {e}")));
    }
    let text = |n: usize| values.get(n).and_then(Value::as_str).unwrap_or_default().to_owned();
    let verdict = match text(2).as_str() {
        "positive" => Verdict::Same,
        "negative" => Verdict::Different,
        other => return Ok(Err(format!("says {other:?}, which decides nothing"))),
    };
    let (a, b) = (text(0), text(1));
    if let Some(problem) = pair_problem(store, &a, &b)? {
        return Ok(Err(problem));
    }
    let (Some(anchor), Some(other)) = (crate::anchor(store, &a, None)?, crate::anchor(store, &b, None)?) else {
        return Ok(Err("names entries without words in a report".to_owned()));
    };
    Ok(Ok(Judgement {
        verdict,
        anchor,
        other: Some(other),
        correction: None,
        undoes: None,
        entries: vec![a, b],
        who: text(4),
        when: text(5),
        why: "read from a resolver file".to_owned(),
    }))
}
