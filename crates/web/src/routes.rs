//! All addresses, and what every request passes on its way.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;

use crate::app::App;
use crate::problem::Problem;
use crate::{answers, api, assets, feeds, guard, pages, problem};

/// A request is answered by then, or told that it is not.
const TIME: Duration = Duration::from_secs(60);

/// Everything that the server answers to.
pub(crate) fn all(app: App) -> Router {
    Router::new()
        .merge(pages::routes())
        .merge(api::routes())
        .merge(feeds::routes())
        .route("/assets/{mark}/{file}", get(assets::file))
        .route("/favicon.ico", get(assets::icon))
        .route("/healthz", get(health))
        .fallback(nothing)
        .layer(from_fn_with_state(app.clone(), answers::again))
        .layer(from_fn_with_state(app.clone(), guard::admit))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIME))
        .layer(CatchPanicLayer::custom(|_| Problem::internal().into_response()))
        .layer(from_fn_with_state(app.clone(), problem::dress))
        .layer(from_fn(guard::headers))
        .with_state(app)
}

async fn nothing() -> Problem {
    Problem::not_found("such address")
}

/// Says that the record can be read.
async fn health(State(app): State<App>) -> Result<Response, Problem> {
    app.pool.read(|store, _| Ok(store.versions().map(drop)?)).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "well\n").into_response())
}
