//! Finding by words: entries first, then reports with the words marked.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rapporteur_store::occurrences;
use rapporteur_views::HitView;

use super::Layout;
use super::line;
use crate::app::App;
use crate::asked::Asked;
use crate::html::{MarkSpan, beginning, marked};
use crate::lists::{List, Search, part};
use crate::problem::Problem;
use crate::request::Ask;
use crate::words::Words;

/// A find.
struct Found {
    kind: String,
    kind_word: String,
    title: String,
    href: String,
    text: Option<String>,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    asked: bool,
    found: Vec<Found>,
    next: Option<String>,
}

/// Shows what words find; without words, what can be asked.
pub(super) async fn page(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(Search::FILTERS)?;
    app.read(&ask, move |reader, view| {
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let w = view.ask.words;
        let words = asked.one("q");
        let (mut found, mut next) = (Vec::new(), None);
        if let Some(words) = &words {
            let part = part(&Search, reader, words, asked.one("cursor").as_deref(), asked.limit()?)?;
            next = part.next.map(|cursor| asked.with("/search", "cursor", &cursor));
            found = part.rows.into_iter().map(|hit| shown(hit, words, w)).collect();
        }
        let mut l = Layout::of(view, "search", w.search);
        l.query = words.clone().unwrap_or_default();
        super::page(view, &Page { l, w, asked: words.is_some(), found, next })
    })
    .await
}

fn shown(hit: HitView, words: &str, w: &Words) -> Found {
    let with_marks = |text: &str| {
        let span =
            |s: rapporteur_model::Span| MarkSpan { start: s.start(), end: s.end(), class: "found".to_owned(), ..MarkSpan::default() };
        let text = beginning(text);
        marked(text, 0, occurrences(text, words).into_iter().map(span).collect())
    };
    Found {
        href: if hit.kind == "report" { line::report(&hit.id) } else { line::entry(&hit.id) },
        kind_word: w.term("entity", &hit.kind),
        title: with_marks(&hit.title),
        text: hit.text.map(|text| with_marks(&text)),
        kind: hit.kind,
    }
}
