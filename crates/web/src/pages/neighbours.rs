//! One person, organisation or body in the middle of those with whom it met, signed or sat.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::Layout;
use super::line::{self, Named, named};
use crate::api::NEIGHBOURS;
use crate::app::App;
use crate::asked::Asked;
use crate::lists::word;
use crate::problem::Problem;
use crate::request::Ask;
use crate::svg::{self, Node};
use crate::words::Words;

/// A row of the table.
struct Row {
    who: Named,
    kind: String,
    count: u32,
    bar: String,
    events: String,
}

#[derive(Template)]
#[template(path = "neighbours.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    id: String,
    heading: String,
    picture: String,
    rows: Vec<Row>,
}

/// Shows the neighbours of an entry.
pub(super) async fn page(State(app): State<App>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(&[])?;
    let most = if asked.one("limit").is_some() { asked.limit()?.min(80) } else { NEIGHBOURS };
    app.read(&ask, move |reader, view| {
        let w = view.ask.words;
        let Some(focus) = rapporteur_views::entity(reader, &id)? else { return Err(Problem::not_found("entry with this id")) };
        if !reader.is_listed(&id)? {
            return Err(Problem::not_found("entry with this id"));
        }
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let found = rapporteur_views::neighbours(reader, &id, most)?;
        let to = |id: &str| format!("{}/neighbours", line::entry(id));
        let middle = Node { name: focus.name.clone(), href: line::entry(&id), kind: word(&focus.kind), count: None };
        let around = found.neighbours.iter().map(|n| Node {
            name: n.entity.name.clone(),
            href: n.entity.id.as_deref().map(to).unwrap_or_default(),
            kind: word(&n.kind),
            count: Some(n.count),
        });
        let nodes: Vec<Node> = std::iter::once(middle).chain(around).collect();
        let own = found.neighbours.iter().enumerate().map(|(n, c)| (0, n + 1, c.count));
        let between = found.ties.iter().map(|t| (t.a + 1, t.b + 1, t.count));
        let ties: Vec<(usize, usize, u32)> = between.chain(own).collect();
        let most = found.neighbours.iter().map(|n| n.count).max().unwrap_or(1);
        let mut rows = Vec::new();
        for n in &found.neighbours {
            let other = n.entity.id.clone().unwrap_or_default();
            rows.push(Row {
                who: named(reader, &n.entity)?,
                kind: w.term("entity", &word(&n.kind)),
                count: n.count,
                bar: svg::share(n.count, most),
                events: crate::asked::address("/", &[("with", &id), ("with", &other)]),
            });
        }
        let template = Page {
            l: Layout::of(view, "people", format!("{}: {}", focus.name, w.neighbours)),
            w,
            picture: if rows.is_empty() { String::new() } else { svg::network(&nodes, &ties, w.neighbours) },
            heading: focus.name,
            rows,
            id,
        };
        super::page(view, &template)
    })
    .await
}
