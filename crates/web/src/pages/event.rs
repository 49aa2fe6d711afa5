//! The page of an event: what reports say of it, who took part, where they differ, and the words.

use askama::Template;
use axum::response::Response;
use rapporteur_model::Status;
use rapporteur_views::{EventView, Reader};

use super::entry::Fact;
use super::line::{self, Named, Sure, named};
use super::lists::{Differs, differing};
use super::words_of::{self, Words as Evidence};
use super::{Layout, country_words, place_words};
use crate::app::View;
use crate::lists::word;
use crate::problem::Problem;
use crate::words::Words;

/// Who took part.
struct Part {
    who: Named,
    role: String,
    post: String,
    house: Named,
    country: String,
}

/// A line of the history.
struct Turn {
    day: String,
    what: String,
    date: String,
    report: Named,
}

#[derive(Template)]
#[template(path = "event.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    id: String,
    kind: String,
    kind_word: String,
    heading: String,
    mark: Option<(String, String)>,
    facts: Vec<Fact>,
    said: Vec<(String, String)>,
    parts: Vec<Part>,
    papers: Vec<Named>,
    differ: Vec<(String, Vec<Differs>)>,
    history: Vec<Turn>,
    reports: String,
    witnesses: String,
    sure: Sure,
    confidence: String,
    words: Option<Evidence>,
    judgements: Vec<super::review::Logged>,
    fields: &'static [&'static str],
}

/// Shows an event.
pub(super) fn page(reader: &Reader<'_>, view: &View, e: &EventView) -> Result<Response, Problem> {
    let w = view.ask.words;
    let kind = word(&e.kind);
    let mut facts = vec![Fact::text(w.date, w.date(e.date))];
    if let Some(p) = &e.place {
        let place = place_words(&p.name, p.country, w);
        let id = reader.event(&e.id)?.and_then(|e| e.place).and_then(|p| p.id);
        let href = id.filter(|id| reader.is_listed(id).unwrap_or(false)).map(|id| line::entry(&id));
        facts.push(Fact { name: w.place, values: vec![Named { name: place, href, ..Named::default() }] });
    }
    if let Some(body) = &e.body {
        facts.push(Fact { name: w.body, values: vec![named(reader, body)?] });
    }
    if let Some(n) = e.ordinal {
        facts.push(Fact::text(w.number, n.to_string()));
    }
    if !e.topics.is_empty() {
        let topics = e.topics.iter().map(|t| Named { name: t.clone(), ..Named::default() });
        facts.push(Fact { name: w.topics, values: topics.collect() });
    }
    facts.retain(|f| f.values.iter().any(|v| !v.name.is_empty()));
    let mut parts = Vec::new();
    for p in &e.participants {
        parts.push(Part {
            who: named(reader, &p.entity)?,
            role: w.term("role", &p.role),
            post: p.post.clone().unwrap_or_default(),
            house: p.organisation.as_ref().map(|o| named(reader, o)).transpose()?.unwrap_or_default(),
            country: country_words(p.country, w),
        });
    }
    let mut history = Vec::new();
    for turn in &e.history {
        let report = rapporteur_views::report(reader, &turn.report)?;
        let name = report.map_or_else(|| turn.report.clone(), |r| r.title.unwrap_or(r.path));
        history.push(Turn {
            day: w.date(turn.day),
            what: w.term("turn", &word(&turn.status)),
            date: w.date(turn.date),
            report: Named { name, href: Some(line::report(&turn.report)), note: String::new() },
        });
    }
    let shown = line::line(reader, e, w)?;
    let template = Page {
        l: Layout::of(view, "timeline", e.title.clone()),
        w,
        kind_word: w.term("kind", &kind),
        kind,
        heading: e.title.clone(),
        mark: (e.status != Status::Held).then(|| (word(&e.status), w.term("status", &word(&e.status)))),
        facts,
        said: e.details.iter().map(|d| (w.term("role", &d.role), d.text.clone())).collect(),
        parts,
        papers: shown.papers,
        differ: differing(reader, e, w)?,
        history,
        reports: shown.reports,
        witnesses: shown.witnesses,
        sure: shown.sure,
        confidence: format!("{:.2}", e.confidence),
        words: words_of::of(reader, &e.id, w)?,
        judgements: super::review::of_entry(reader, &e.id, w)?,
        fields: rapporteur_model::EVENT_FIELDS,
        id: e.id.clone(),
    };
    super::page(view, &template)
}
