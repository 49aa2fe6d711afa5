//! Lists as tables: people, organisations, bodies, places, products, documents, promises, relations, reports; sessions as ladders; and
//! where reports disagree.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rapporteur_model::{CommitmentOutcome, EntityKind, Status};
use rapporteur_views::{EntityView, EventFilter, EventOrder, Reader, RelationView};

use super::entity::{Ladder, ladder};
use super::line::{self, EventLine, Named, named};
use super::timeline::{Choice, kept, saves};
use super::{Layout, country_words};
use crate::app::{App, View};
use crate::asked::Asked;
use crate::lists::{Commitments, Entities, Events, Instruments, List, Pairs, Part, Relations, Reports, SeriesList, part, word};
use crate::problem::Problem;
use crate::request::Ask;
use crate::words::Words;

/// A cell of a table.
#[derive(Default)]
struct Cell {
    parts: Vec<Named>,
    /// Set tight, with figures of one width.
    figure: bool,
    /// A day, which is not broken where there is room.
    day: bool,
    /// A status: the end of a class, shown with its word.
    mark: Option<String>,
}

impl Cell {
    fn text(text: impl Into<String>) -> Self {
        let named = Named { name: text.into(), ..Named::default() };
        Self { parts: Some(named).filter(|n| !n.name.is_empty()).into_iter().collect(), ..Self::default() }
    }

    fn link(name: impl Into<String>, href: String) -> Self {
        Self { parts: vec![Named { name: name.into(), href: Some(href), ..Named::default() }], ..Self::default() }
    }

    fn figure(text: impl Into<String>) -> Self {
        Self { figure: true, ..Self::text(text) }
    }

    fn day(text: impl Into<String>) -> Self {
        Self { day: true, ..Self::figure(text) }
    }

    fn mark(class: String, text: String) -> Self {
        Self { mark: Some(class), ..Self::text(text) }
    }
}

#[derive(Template)]
#[template(path = "table.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    heading: &'static str,
    note: &'static str,
    /// Choices above the table.
    choices: Vec<Choice>,
    text: Option<String>,
    hidden: Vec<(String, String)>,
    path: &'static str,
    head: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
    next: Option<String>,
    first: Option<String>,
    saves: Vec<(&'static str, String)>,
    empty_record: bool,
}

/// What a table of a list is.
struct Table {
    active: &'static str,
    heading: &'static str,
    note: &'static str,
    path: &'static str,
    api: &'static str,
    head: Vec<&'static str>,
    choices: Vec<Choice>,
    searched: bool,
}

fn table(view: &View, asked: &Asked, table: Table, rows: Vec<Vec<Cell>>, next: Option<String>) -> Result<Response, Problem> {
    let w = view.ask.words;
    let template = Page {
        l: Layout::of(view, table.active, table.heading),
        w,
        heading: table.heading,
        note: table.note,
        choices: table.choices,
        text: table.searched.then(|| asked.one("q").unwrap_or_default()),
        hidden: kept(asked, &["q", "cursor"]),
        path: table.path,
        head: table.head,
        next: next.map(|cursor| asked.with(table.path, "cursor", &cursor)),
        first: asked.one("cursor").map(|_| asked.without(table.path, &[])),
        saves: saves(table.api, asked),
        empty_record: rows.is_empty() && asked.pairs().is_empty(),
        rows,
    };
    super::page(view, &template)
}

/// Reads a part of a list and makes a page of it, unless the reader holds it.
async fn listed<L: List + Sync>(
    list: L,
    app: App,
    ask: Ask,
    show: impl FnOnce(&Reader<'_>, &View, &Asked, Part<L::Row>) -> Result<Response, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(L::FILTERS)?;
    let filter = list.filter(&asked)?;
    app.read(&ask, move |reader, view| {
        let reader = &reader.brief();
        let found = part(&list, reader, &filter, asked.one("cursor").as_deref(), asked.limit()?)?;
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        show(reader, view, &asked, found)
    })
    .await
}

fn links(reader: &Reader<'_>, all: &[rapporteur_views::LinkView]) -> Result<Cell, Problem> {
    Ok(Cell { parts: all.iter().map(|link| named(reader, link)).collect::<Result<_, _>>()?, ..Cell::default() })
}

pub(super) async fn people(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    entities(EntityKind::Person, app, ask).await
}

pub(super) async fn organisations(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    entities(EntityKind::Organisation, app, ask).await
}

pub(super) async fn bodies(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    entities(EntityKind::Body, app, ask).await
}

pub(super) async fn places(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    entities(EntityKind::Place, app, ask).await
}

pub(super) async fn products(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    entities(EntityKind::Product, app, ask).await
}

async fn entities(kind: EntityKind, app: App, ask: Ask) -> Result<Response, Problem> {
    listed(Entities(kind), app, ask, move |reader, view, asked, found| {
        let w = view.ask.words;
        let (active, path, api, heading, third) = match kind {
            EntityKind::Person => ("people", "/people", "/api/v1/people", w.people, w.posts),
            EntityKind::Organisation => ("organisations", "/organisations", "/api/v1/organisations", w.organisations, w.names),
            EntityKind::Body => ("bodies", "/bodies", "/api/v1/bodies", w.bodies, w.names),
            EntityKind::Place => ("places", "/places", "/api/v1/places", w.places, w.names),
            EntityKind::Product => ("products", "/products", "/api/v1/products", w.products, w.names),
        };
        let mut rows = Vec::with_capacity(found.rows.len());
        for e in &found.rows {
            let more = if kind == EntityKind::Person { posts(reader, e, w)? } else { also(e) };
            rows.push(vec![
                Cell::link(e.name.clone(), line::entry(&e.id)),
                more,
                Cell::text(country_words(e.country, w)),
                Cell::figure(w.figure(e.reports_count as u64)),
            ]);
        }
        let head = vec![w.name, third, w.country, w.reports];
        let table_of = Table { active, heading, note: "", path, api, head, choices: Vec::new(), searched: true };
        table(view, asked, table_of, rows, found.next)
    })
    .await
}

/// Names and posts of a cell.
const SHOWN: usize = 3;

fn posts(reader: &Reader<'_>, e: &EntityView, w: &Words) -> Result<Cell, Problem> {
    let mut cell = Cell::default();
    for p in &e.posts {
        let phase =
            if p.phase == rapporteur_model::Phase::Current { String::new() } else { format!(" ({})", w.term("phase", &word(&p.phase))) };
        let mut one = match &p.organisation {
            Some(o) => named(reader, o)?,
            None => Named { name: String::new(), ..Named::default() },
        };
        one.note = format!("{}{phase}", p.full_title());
        if one.name.is_empty() {
            one.name = std::mem::take(&mut one.note);
        }
        // Two wordings, or two languages, of one post look alike here.
        if !cell.parts.contains(&one) {
            cell.parts.push(one);
        }
        if cell.parts.len() == SHOWN {
            break;
        }
    }
    Ok(cell)
}

fn also(e: &EntityView) -> Cell {
    let others = e.names.iter().map(|n| n.text.as_str()).filter(|n| *n != e.name).take(SHOWN);
    Cell { parts: others.map(|n| Named { name: n.to_owned(), ..Named::default() }).collect(), ..Cell::default() }
}

/// Who met whom.
pub(super) async fn pairs(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    listed(Pairs, app, ask, |_, view, asked, found| {
        let w = view.ask.words;
        let row = |pair: &rapporteur_views::CountView| {
            let side = |n: usize| match (pair.names.get(n), pair.ids.get(n)) {
                (Some(name), Some(id)) => Cell::link(name.clone(), line::entry(id)),
                (name, _) => Cell::text(name.cloned().unwrap_or_default()),
            };
            let pairs: Vec<(&str, &str)> = pair.ids.iter().map(|id| ("with", id.as_str())).collect();
            vec![side(0), side(1), Cell::link(w.count(&w.event_word, u64::from(pair.count)), crate::asked::address("/", &pairs))]
        };
        let choice = |kind: &str| Choice {
            name: w.term("kind", kind),
            count: String::new(),
            href: asked.toggled("/pairs", "kind", kind),
            chosen: asked.has("kind", kind),
        };
        let table_of = Table {
            active: "pairs",
            heading: w.pairs,
            note: w.pairs_note,
            path: "/pairs",
            api: "/api/v1/pairs",
            head: vec![w.name, w.name, w.together],
            choices: ["meeting", "session", "visit", "signing"].map(choice).into(),
            searched: false,
        };
        table(view, asked, table_of, found.rows.iter().map(row).collect(), found.next)
    })
    .await
}

pub(super) async fn instruments(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    listed(Instruments, app, ask, |reader, view, asked, found| {
        let w = view.ask.words;
        let mut rows = Vec::new();
        for i in &found.rows {
            rows.push(vec![
                Cell::day(w.date(i.date)),
                Cell::link(i.title.clone(), line::entry(&i.id)),
                Cell::mark(word(&i.status), w.term("status", &word(&i.status))),
                links(reader, &i.signatories)?,
                links(reader, &i.parties)?,
                Cell::figure(w.figure(i.reports_count as u64)),
            ]);
        }
        let choice = |status: &str| Choice {
            name: w.term("status", status),
            count: String::new(),
            href: asked.toggled("/instruments", "status", status),
            chosen: asked.has("status", status),
        };
        let table_of = Table {
            active: "instruments",
            heading: w.instruments,
            note: "",
            path: "/instruments",
            api: "/api/v1/instruments",
            head: vec![w.date, w.what, w.status, w.signed_by, w.parties, w.reports],
            choices: ["signed", "adopted", "to_be_signed", "cancelled", "denied", "disputed"].map(choice).into(),
            searched: true,
        };
        table(view, asked, table_of, rows, found.next)
    })
    .await
}

pub(super) async fn promises(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    listed(Commitments, app, ask, |reader, view, asked, found| {
        let w = view.ask.words;
        let mut rows = Vec::new();
        for c in &found.rows {
            let due = w.date(c.due);
            let class = match c.outcome {
                CommitmentOutcome::Kept => "kept",
                CommitmentOutcome::Cancelled => "cancelled",
                CommitmentOutcome::Due => "planned",
                CommitmentOutcome::PastDue => "past",
            };
            rows.push(vec![
                Cell::day(if due.is_empty() { w.no_day.to_owned() } else { due }),
                Cell::link(c.act.clone(), line::entry(&c.id)),
                links(reader, &c.actors)?,
                Cell::mark(class.to_owned(), w.term("outcome", &word(&c.outcome))),
                Cell::day(w.date(c.since)),
            ]);
        }
        let choice = |outcome: &str| Choice {
            name: w.term("outcome", outcome),
            count: String::new(),
            href: asked.toggled("/promises", "outcome", outcome),
            chosen: asked.has("outcome", outcome),
        };
        let table_of = Table {
            active: "promises",
            heading: w.promises,
            note: w.promises_note,
            path: "/promises",
            api: "/api/v1/commitments",
            head: vec![w.due, w.what, w.by_whom, w.state, w.first_told],
            choices: ["past_due", "due", "kept", "cancelled"].map(choice).into(),
            searched: true,
        };
        table(view, asked, table_of, rows, found.next)
    })
    .await
}

/// What a relation is about, and how it stands.
pub(super) fn relation_words(r: &RelationView, w: &Words) -> String {
    let kind = w.term("relation", &word(&r.kind));
    let status = (r.status != Status::Held).then(|| w.term("status", &word(&r.status)));
    [Some(kind), status, r.detail.clone(), r.subject.clone()].into_iter().flatten().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ")
}

pub(super) async fn relations(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    listed(Relations, app, ask, |reader, view, asked, found| {
        let w = view.ask.words;
        let mut rows = Vec::new();
        for r in &found.rows {
            let mut ends = Cell::default();
            for end in &r.ends {
                ends.parts.push(Named { note: w.term("role", &end.role), ..named(reader, &end.entity)? });
            }
            rows.push(vec![
                Cell::link(relation_words(r, w), line::entry(&r.id)),
                ends,
                Cell::day(w.date(r.date)),
                Cell::figure(w.figure(r.reports_count as u64)),
            ]);
        }
        let choice = |kind: &str| Choice {
            name: w.term("relation", kind),
            count: String::new(),
            href: asked.toggled("/relations", "kind", kind),
            chosen: asked.has("kind", kind),
        };
        let table_of = Table {
            active: "relations",
            heading: w.relations,
            note: "",
            path: "/relations",
            api: "/api/v1/relations",
            head: vec![w.kind, w.parties, w.date, w.reports],
            choices: ["part_of", "subordinate_to", "formed_by", "produces", "owns", "also_called", "deal"].map(choice).into(),
            searched: false,
        };
        table(view, asked, table_of, rows, found.next)
    })
    .await
}

pub(super) async fn reports(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    let mut asked = ask.clone();
    if Asked::of(&ask.query).one("sort").is_none() {
        asked.query = format!("{}{}sort=-date", ask.query, if ask.query.is_empty() { "" } else { "&" });
    }
    listed(Reports, app, asked, |_, view, asked, found| {
        let w = view.ask.words;
        let row = |r: &rapporteur_views::ReportView| {
            vec![
                Cell::day(w.date(r.published)),
                Cell::link(r.title.clone().unwrap_or_else(|| r.path.clone()), line::report(&r.id)),
                Cell::text(r.publisher.clone().unwrap_or_default()),
                Cell::text(w.term("lang", &r.lang)),
                Cell::text(r.issues.iter().map(|i| w.term("issue", &word(&i.kind))).collect::<Vec<_>>().join(", ")),
            ]
        };
        let rows = found.rows.iter().map(row).collect();
        let order = |name: &'static str, sort: &str| Choice {
            name: name.to_owned(),
            count: String::new(),
            href: asked.with("/reports", "sort", sort),
            chosen: asked.has("sort", sort),
        };
        let table_of = Table {
            active: "reports",
            heading: w.reports,
            note: "",
            path: "/reports",
            api: "/api/v1/reports",
            head: vec![w.published, w.what, w.publisher, w.language, w.issues],
            choices: vec![order(w.newest_first, "-date"), order(w.oldest_first, "date")],
            searched: true,
        };
        table(view, asked, table_of, rows, found.next)
    })
    .await
}

#[derive(Template)]
#[template(path = "sessions.html")]
struct SessionsPage {
    l: Layout,
    w: &'static Words,
    ladders: Vec<Ladder>,
    missing: Choice,
    next: Option<String>,
    first: Option<String>,
    saves: Vec<(&'static str, String)>,
}

pub(super) async fn sessions(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    listed(SeriesList, app, ask, |reader, view, asked, found| {
        let w = view.ask.words;
        let ladders = found.rows.iter().map(|s| ladder(reader, s, w)).collect::<Result<_, _>>()?;
        let template = SessionsPage {
            l: Layout::of(view, "sessions", w.sessions),
            w,
            ladders,
            missing: Choice {
                name: w.missing_only.to_owned(),
                count: String::new(),
                href: if asked.has("missing", "true") { "/sessions".to_owned() } else { asked.with("/sessions", "missing", "true") },
                chosen: asked.has("missing", "true"),
            },
            next: found.next.map(|cursor| asked.with("/sessions", "cursor", &cursor)),
            first: asked.one("cursor").map(|_| asked.without("/sessions", &[])),
            saves: saves("/api/v1/series", asked),
        };
        super::page(view, &template)
    })
    .await
}

/// An event with the values in which its reports disagree.
struct Differing {
    line: EventLine,
    fields: Vec<(String, Vec<Differs>)>,
}

/// A value with the reports that give it.
pub(super) struct Differs {
    pub(super) value: String,
    pub(super) reports: Vec<Named>,
}

/// What reports of an event disagree in.
pub(super) fn differing(
    reader: &Reader<'_>,
    event: &rapporteur_views::EventView,
    w: &Words,
) -> Result<Vec<(String, Vec<Differs>)>, Problem> {
    let mut fields = Vec::new();
    for told in &event.disagreements {
        let mut values = Vec::new();
        for v in &told.values {
            let value = match told.role.as_str() {
                "date" => v.value.parse().map_or_else(|_| v.value.clone(), |d| w.date(Some(d))),
                "status" => w.term("status", &v.value),
                _ => v.value.clone(),
            };
            let mut reports = Vec::new();
            for id in v.reports.iter().take(12) {
                if let Some(r) = rapporteur_views::report(reader, id)? {
                    let note = [r.publisher.clone().unwrap_or_default(), w.date(r.published)];
                    let note = note.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
                    reports.push(Named { name: r.title.unwrap_or(r.path), href: Some(line::report(id)), note });
                }
            }
            values.push(Differs { value, reports });
        }
        fields.push((w.term("role", &told.role), values));
    }
    Ok(fields)
}

#[derive(Template)]
#[template(path = "disagreements.html")]
struct DisagreementsPage {
    l: Layout,
    w: &'static Words,
    events: Vec<Differing>,
    next: Option<String>,
    first: Option<String>,
    saves: Vec<(&'static str, String)>,
}

pub(super) async fn disagreements(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(Events::FILTERS)?;
    let filter = Events.filter(&asked)?;
    let filter = EventFilter { disputed: true, order: EventOrder::DateDescending, ..filter };
    app.read(&ask, move |reader, view| {
        let w = view.ask.words;
        let reader = &reader.brief();
        let found = part(&Events, reader, &filter, asked.one("cursor").as_deref(), asked.limit()?)?;
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let mut events = Vec::new();
        for event in &found.rows {
            events.push(Differing { line: line::line(reader, event, w)?, fields: differing(reader, event, w)? });
        }
        let export = Asked::of(&[view.ask.query.as_str(), "disputed=true"].join("&"));
        let template = DisagreementsPage {
            l: Layout::of(view, "disagreements", w.disagreements),
            w,
            events,
            next: found.next.map(|cursor| asked.with("/disagreements", "cursor", &cursor)),
            first: asked.one("cursor").map(|_| asked.without("/disagreements", &[])),
            saves: saves("/api/v1/events", &export),
        };
        super::page(view, &template)
    })
    .await
}
