//! One address for every entry: by its id, by one that it had before, or by words that mean one alone.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rapporteur_views::{Found, Reader};

use super::Layout;
use super::line::{self, Named, named};
use super::words_of::{self, Words as Evidence};
use crate::app::{App, View};
use crate::lists::word;
use crate::problem::Problem;
use crate::request::Ask;
use crate::words::Words;

/// Shows the entry with this id.
pub(super) async fn page(State(app): State<App>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    app.read(&ask, move |reader, view| {
        if super::is_private(reader, &id)? {
            return Err(Problem::not_found("entry with this id"));
        }
        let held = view.is_held();
        if let Some(entity) = rapporteur_views::entity(reader, &id)? {
            return if held { Ok(crate::api::unchanged(view)) } else { super::entity::page(reader, view, entity) };
        }
        if let Some(event) = rapporteur_views::event(reader, &id)? {
            return if held { Ok(crate::api::unchanged(view)) } else { super::event::page(reader, view, &event) };
        }
        if let Some(page) = other(reader, view, &id)? {
            return if held { Ok(crate::api::unchanged(view)) } else { super::page(view, &page) };
        }
        lead(reader, &id)
    })
    .await
}

/// To the entry that an id of before, or words, stand for now.
fn lead(reader: &Reader<'_>, id: &str) -> Result<Response, Problem> {
    if reader.report_head(id)?.is_some() {
        return Ok(super::go(&line::report(id)));
    }
    match rapporteur_views::find(reader, id)? {
        Found::One(to) if to != id => Ok(super::go(&line::entry(&to))),
        Found::Several(_) => Ok(super::go(&crate::asked::address("/search", &[("q", id)]))),
        Found::Rejected(judgement) => Ok(super::go(&format!("/judgements#{judgement}"))),
        Found::One(_) | Found::None => Err(Problem::not_found("entry with this id")),
    }
}

/// A fact of an entry.
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) values: Vec<Named>,
}

impl Fact {
    pub(super) fn text(name: &'static str, text: impl Into<String>) -> Self {
        Self { name, values: vec![Named { name: text.into(), ..Named::default() }] }
    }
}

#[derive(Template)]
#[template(path = "entry.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    id: String,
    kind: String,
    heading: String,
    mark: Option<(String, String)>,
    facts: Vec<Fact>,
    event: Option<line::EventLine>,
    words: Option<Evidence>,
    judgements: Vec<super::review::Logged>,
}

/// Documents, promises and relations.
fn other(reader: &Reader<'_>, view: &View, id: &str) -> Result<Option<Page>, Problem> {
    let w = view.ask.words;
    let all = |links: &[rapporteur_views::LinkView]| links.iter().map(|l| named(reader, l)).collect::<Result<Vec<_>, _>>();
    let (kind, heading, mark, facts, event) = if let Some(i) = rapporteur_views::instrument(reader, id)? {
        let facts = vec![
            Fact::text(w.date, w.date(i.date)),
            Fact { name: w.signed_by, values: all(&i.signatories)? },
            Fact { name: w.parties, values: all(&i.parties)? },
        ];
        let status = word(&i.status);
        (w.term("instrument", i.kind.name()), i.title, Some((status.clone(), w.term("status", &status))), facts, i.event)
    } else if let Some(c) = rapporteur_views::commitment(reader, id)? {
        let due = w.date(c.due);
        let facts = vec![
            Fact { name: w.by_whom, values: all(&c.actors)? },
            Fact::text(w.due, if due.is_empty() { w.no_day.to_owned() } else { due }),
            Fact::text(w.first_told, w.date(c.since)),
        ];
        let outcome = word(&c.outcome);
        let kind = format!("{}: {}", w.term("entity", "commitment"), w.term("promise", &c.kind));
        (kind, c.act, Some((outcome.clone(), w.term("outcome", &outcome))), facts, c.event)
    } else if let Some(r) = rapporteur_views::relation(reader, id)? {
        let mut ends = Vec::new();
        for end in &r.ends {
            ends.push(Named { note: w.term("role", &end.role), ..named(reader, &end.entity)? });
        }
        let heading = super::lists::relation_words(&r, w);
        let facts = vec![Fact { name: w.parties, values: ends }, Fact::text(w.date, w.date(r.date))];
        (w.term("entity", "relation"), heading, None, facts, None)
    } else {
        return Ok(None);
    };
    let event = event.map(|e| rapporteur_views::event(reader, &e)).transpose()?.flatten();
    let event = event.map(|e| line::line(reader, &e, w)).transpose()?;
    let facts = facts.into_iter().filter(|f| f.values.iter().any(|v| !v.name.is_empty())).collect();
    Ok(Some(Page {
        l: Layout::of(view, "", heading.clone()),
        w,
        id: id.to_owned(),
        kind,
        heading,
        mark,
        facts,
        event,
        words: words_of::of(reader, id, w)?,
        judgements: super::review::of_entry(reader, id, w)?,
    }))
}
