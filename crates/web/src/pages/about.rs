//! What this is, its feeds, and what the API takes.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rapporteur_model::EntityKind;

use super::Layout;
use crate::api::{Call, TABLE};
use crate::app::App;
use crate::problem::Problem;
use crate::request::Ask;
use crate::words::Words;

#[derive(Template)]
#[template(path = "about.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    counts: Vec<(&'static str, &'static str, String)>,
    version: &'static str,
}

/// Shows what this is.
pub(super) async fn page(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    app.read(&ask, |reader, view| {
        let w = view.ask.words;
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let entities = |kind: EntityKind| -> Result<String, Problem> { Ok(w.figure(u64::from(reader.entity_count(kind)?))) };
        let counts = vec![
            (w.reports, "/reports", w.figure(reader.report_count()?)),
            (w.events, "/", w.figure(u64::from(reader.event_count(&rapporteur_views::EventFilter::default())?))),
            (w.people, "/people", entities(EntityKind::Person)?),
            (w.organisations, "/organisations", entities(EntityKind::Organisation)?),
            (w.bodies, "/bodies", entities(EntityKind::Body)?),
            (w.places, "/places", entities(EntityKind::Place)?),
        ];
        super::page(view, &Page { l: Layout::of(view, "about", w.about), w, counts, version: env!("CARGO_PKG_VERSION") })
    })
    .await
}

/// A call as it is shown.
struct Shown {
    call: &'static Call,
    method: String,
    filters: Vec<(&'static str, &'static str)>,
    /// An address to try.
    example: Option<String>,
}

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    l: Layout,
    w: &'static Words,
    calls: Vec<Shown>,
}

/// Shows the calls of the API.
pub(super) async fn api(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    app.read(&ask, |_, view| {
        let w = view.ask.words;
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let always: &[&'static str] = &["limit", "cursor", "format"];
        let shown = |call: &'static Call| {
            let more = if call.list { always } else { &[] };
            let filters = call.filters.iter().chain(more).chain(&["lang"]).map(|name| (*name, crate::api::meaning(name)));
            let plain = call.method == "get" && !call.path.contains('{') && !matches!(call.shape, "Hit" | "Change");
            Shown {
                call,
                method: call.method.to_uppercase(),
                filters: filters.collect(),
                example: plain.then(|| format!("{}?limit=3", call.path)),
            }
        };
        super::page(view, &ApiPage { l: Layout::of(view, "about", w.api), w, calls: TABLE.iter().map(shown).collect() })
    })
    .await
}
