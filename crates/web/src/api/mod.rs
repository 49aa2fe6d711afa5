//! The HTTP API: what the pages show, as JSON with the names of the command line's `--json`, as JSON lines or as CSV.
//!
//! `table` says which address gives what, and from it come the routes and the OpenAPI document (`describe`); the shapes of answers
//! are in `shapes.txt`.

mod add;
mod describe;
mod entry;
mod judge;
mod list;
mod table;

pub(crate) use add::{MOST_BYTES, begin, uploaded};
pub(crate) use entry::NEIGHBOURS;
pub(crate) use judge::{Decision, take};
pub(crate) use table::{Call, TABLE, meaning};

use axum::Router;
use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use rapporteur_model::EntityKind;
use serde::Serialize;

use crate::app::{App, View};
use crate::lists;

/// All addresses under `/api/v1`.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/events", get(|a, b| list::answer(lists::Events, a, b)))
        .route("/api/v1/pairs", get(|a, b| list::answer(lists::Pairs, a, b)))
        .route("/api/v1/people", get(|a, b| list::answer(lists::Entities(EntityKind::Person), a, b)))
        .route("/api/v1/organisations", get(|a, b| list::answer(lists::Entities(EntityKind::Organisation), a, b)))
        .route("/api/v1/bodies", get(|a, b| list::answer(lists::Entities(EntityKind::Body), a, b)))
        .route("/api/v1/places", get(|a, b| list::answer(lists::Entities(EntityKind::Place), a, b)))
        .route("/api/v1/products", get(|a, b| list::answer(lists::Entities(EntityKind::Product), a, b)))
        .route("/api/v1/instruments", get(|a, b| list::answer(lists::Instruments, a, b)))
        .route("/api/v1/commitments", get(|a, b| list::answer(lists::Commitments, a, b)))
        .route("/api/v1/relations", get(|a, b| list::answer(lists::Relations, a, b)))
        .route("/api/v1/reports", get(|a, b| list::answer(lists::Reports, a, b)))
        .route("/api/v1/mentions", get(|a, b| list::answer(lists::Mentions, a, b)))
        .route("/api/v1/series", get(|a, b| list::answer(lists::SeriesList, a, b)))
        .route("/api/v1/changes", get(|a, b| list::answer(lists::Changes, a, b)))
        .route("/api/v1/search", get(|a, b| list::answer(lists::Search, a, b)))
        .route("/api/v1/review", get(|a, b| list::answer(lists::Review, a, b)))
        .route("/api/v1/judgements", get(|a, b| list::answer(lists::Judgements, a, b)).post(judge::post))
        .route("/api/v1/show/{id}", get(entry::show))
        .route("/api/v1/why/{id}", get(entry::why))
        .route("/api/v1/neighbours/{id}", get(entry::neighbours))
        .route("/api/v1/facets", get(entry::facets))
        .route("/api/v1/extract", post(add::extract).layer(DefaultBodyLimit::max(add::EXTRACT_BYTES)))
        .route("/api/v1/add", post(add::post).layer(DefaultBodyLimit::max(MOST_BYTES)))
        .route("/api/v1/add/{job}", get(add::job))
        .route("/api/v1/openapi.json", get(describe::answer))
}

/// An answer of JSON that the browser may keep until the record changes.
fn json<T: Serialize>(view: &View, value: &T) -> Response {
    let body = serde_json::to_string(value).unwrap_or_default();
    let mut response = (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], body).into_response();
    mark(view, &mut response);
    response
}

/// Names an answer by the state of the record.
pub(crate) fn mark(view: &View, response: &mut Response) {
    if let Ok(tag) = HeaderValue::from_str(&view.etag()) {
        response.headers_mut().insert(header::ETAG, tag);
    }
}

/// Says that the reader holds this very answer.
pub(crate) fn unchanged(view: &View) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    mark(view, &mut response);
    response
}
