//! One entry: its dossier, its evidence, its neighbours; and the choices beside a list of events.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::app::App;
use crate::asked::Asked;
use crate::lists::event_filter;
use crate::problem::Problem;
use crate::request::Ask;

/// Neighbours where no number is asked for, and at most.
pub(crate) const NEIGHBOURS: u32 = 40;
const MOST_NEIGHBOURS: u32 = 80;

/// A dossier.
pub(super) async fn show(State(app): State<App>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let _ = Asked::of(&ask.query).only(&[])?;
    app.read(&ask, move |reader, view| {
        if crate::pages::is_private(reader, &id)? {
            return Err(Problem::not_found("entry with this id"));
        }
        let dossier = rapporteur_views::dossier(reader, &id)?.ok_or_else(|| Problem::not_found("entry with this id"))?;
        Ok(if view.is_held() { super::unchanged(view) } else { super::json(view, &dossier) })
    })
    .await
}

/// The words that an entry stands on.
pub(super) async fn why(State(app): State<App>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let _ = Asked::of(&ask.query).only(&[])?;
    app.read(&ask, move |reader, view| {
        if crate::pages::is_private(reader, &id)? {
            return Err(Problem::not_found("entry with this id"));
        }
        let why = rapporteur_views::why(reader, &id)?.ok_or_else(|| Problem::not_found("entry with this id"))?;
        Ok(if view.is_held() { super::unchanged(view) } else { super::json(view, &why) })
    })
    .await
}

/// Those with whom somebody met, signed or sat.
pub(super) async fn neighbours(State(app): State<App>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(&[])?;
    let most = if asked.one("limit").is_some() { asked.limit()?.min(MOST_NEIGHBOURS) } else { NEIGHBOURS };
    app.read(&ask, move |reader, view| {
        if !reader.is_listed(&id)? {
            return Err(Problem::not_found("person, organisation or body with this id"));
        }
        let found = rapporteur_views::neighbours(reader, &id, most)?;
        Ok(if view.is_held() { super::unchanged(view) } else { super::json(view, &found) })
    })
    .await
}

/// What the events of a list have in common.
pub(super) async fn facets(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(<crate::lists::Events as crate::lists::List>::FILTERS)?;
    let filter = event_filter(&asked)?;
    app.read(&ask, move |reader, view| {
        let found = view.kept(&format!("facets {filter:?}"), || rapporteur_views::facets(reader, &filter))?;
        Ok(if view.is_held() { super::unchanged(view) } else { super::json(view, &*found) })
    })
    .await
}
