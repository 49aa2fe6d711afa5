//! Pages: each a file with what it shows and a template of its own name in `templates/`. All of them are made from one state of the
//! record, work without JavaScript, and are named by an ETag.

mod about;
mod add;
mod changes;
mod entity;
mod entry;
mod event;
mod line;
mod lists;
mod map;
mod markdown;
mod neighbours;
mod report;
mod review;
mod search;
mod sign_in;
mod timeline;
mod words_of;

use askama::Template;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use rapporteur_model::Country;
use rapporteur_views::Reader;

use crate::app::{App, View};
use crate::problem::Problem;
use crate::request::Ask;
use crate::words::Words;

/// All addresses of pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(timeline::page))
        .route("/people", get(lists::people))
        .route("/organisations", get(lists::organisations))
        .route("/bodies", get(lists::bodies))
        .route("/places", get(lists::places))
        .route("/products", get(lists::products))
        .route("/sessions", get(lists::sessions))
        .route("/instruments", get(lists::instruments))
        .route("/promises", get(lists::promises))
        .route("/relations", get(lists::relations))
        .route("/pairs", get(lists::pairs))
        .route("/disagreements", get(lists::disagreements))
        .route("/reports", get(lists::reports))
        .route("/reports/{id}", get(report::page))
        .route("/reports/{id}/source", get(report::source))
        .route("/entry/{id}", get(entry::page))
        .route("/entry/{id}/words", get(words_of::fragment))
        .route("/entry/{id}/why", get(words_of::page))
        .route("/entry/{id}/neighbours", get(neighbours::page))
        .route("/entry/{id}/dossier.md", get(markdown::dossier))
        .route("/changes", get(changes::page))
        .route("/search", get(search::page))
        .route("/map", get(map::page))
        .route("/review", get(review::page))
        .route("/judge", post(review::judge))
        .route("/judgements", get(review::log))
        .route("/add", get(add::page).post(add::begin).layer(DefaultBodyLimit::max(crate::api::MOST_BYTES)))
        .route("/add/{job}", get(add::job))
        .route("/about", get(about::page))
        .route("/api", get(about::api))
        .route("/sign-in", get(sign_in::page).post(sign_in::give))
        .route("/language/{lang}", get(sign_in::language))
}

/// What every page has around its own.
pub(crate) struct Layout {
    pub(crate) w: &'static Words,
    /// Shown in the tab.
    pub(crate) title: String,
    /// Which item of the menu this is.
    pub(crate) active: &'static str,
    /// Words in the search box.
    pub(crate) query: String,
    pub(crate) signed_in: bool,
    /// The key of forms.
    pub(crate) form: String,
    /// Path and query of this page.
    pub(crate) here: String,
    pub(crate) behind: bool,
    pub(crate) style: String,
    pub(crate) script: String,
    pub(crate) icon: String,
    /// Seconds until the page is loaded again.
    pub(crate) again: Option<u32>,
}

impl Layout {
    /// Around a page that is made from the record.
    pub(crate) fn of(view: &View, active: &'static str, title: impl Into<String>) -> Self {
        let form = if view.ask.signed_in { view.app.keys.form().to_owned() } else { String::new() };
        Self { form, behind: view.is_behind(), ..Self::bare(&view.ask, active, title) }
    }

    /// Around a page that is not.
    pub(crate) fn bare(ask: &Ask, active: &'static str, title: impl Into<String>) -> Self {
        Self {
            w: ask.words,
            title: title.into(),
            active,
            query: String::new(),
            signed_in: ask.signed_in,
            form: String::new(),
            here: ask.address.clone(),
            behind: false,
            style: crate::assets::address("style.css"),
            script: crate::assets::address("app.js"),
            icon: crate::assets::address("icon.svg"),
            again: None,
        }
    }

    /// The address of this page in the other language.
    pub(crate) fn other_language(&self) -> String {
        crate::asked::address(&format!("/language/{}", self.w.other_lang), &[("back", &self.here)])
    }

    /// The items of the menu: name of the page, address, words.
    pub(crate) fn menu(&self) -> [(&'static str, &'static str, &'static str); 8] {
        let w = self.w;
        [
            ("timeline", "/", w.timeline),
            ("people", "/people", w.people),
            ("organisations", "/organisations", w.organisations),
            ("sessions", "/sessions", w.sessions),
            ("instruments", "/instruments", w.instruments),
            ("promises", "/promises", w.promises),
            ("changes", "/changes", w.changes),
            ("review", "/review", w.review),
        ]
    }

    /// The items behind "more".
    pub(crate) fn more(&self) -> [(&'static str, &'static str, &'static str); 10] {
        let w = self.w;
        [
            ("pairs", "/pairs", w.pairs),
            ("disagreements", "/disagreements", w.disagreements),
            ("reports", "/reports", w.reports),
            ("bodies", "/bodies", w.bodies),
            ("places", "/places", w.places),
            ("products", "/products", w.products),
            ("relations", "/relations", w.relations),
            ("map", "/map", w.map),
            ("add", "/add", w.add),
            ("about", "/about", w.about),
        ]
    }
}

/// A page made of its template, named by the state of the record.
fn page<T: Template>(view: &View, template: &T) -> Result<Response, Problem> {
    let mut response = plain(template)?;
    crate::api::mark(view, &mut response);
    Ok(response)
}

/// A page that no browser may take for the same the next time.
fn plain<T: Template>(template: &T) -> Result<Response, Problem> {
    let body = template.render().map_err(|_| Problem::internal())?;
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response())
}

/// To another page of ours, to be asked for by itself.
fn go(to: &str) -> Response {
    Redirect::to(&local(to)).into_response()
}

/// An address of this server: never one of another.
fn local(to: &str) -> String {
    let plain = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && !to.chars().any(char::is_control);
    if plain && HeaderValue::from_str(to).is_ok() { to.to_owned() } else { "/".to_owned() }
}

/// True for a person of whom no dossier is kept.
pub(crate) fn is_private(reader: &Reader<'_>, id: &str) -> Result<bool, Problem> {
    // Most that are asked for are listed, and that is told by an index alone.
    Ok(!reader.is_listed(id)? && reader.name(id)?.is_some())
}

/// "Novi Sad, Serbia".
fn place_words(name: &str, country: Option<Country>, w: &Words) -> String {
    let country = country.map(|c| rapporteur_views::country_name(c, w.lang));
    match country {
        Some(country) if country != name => format!("{name}, {country}"),
        _ => name.to_owned(),
    }
}

/// A country in words.
fn country_words(country: Option<Country>, w: &Words) -> String {
    country.map(|c| rapporteur_views::country_name(c, w.lang)).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    l: Layout,
    heading: &'static str,
    advice: &'static str,
    detail: String,
    needs_token: bool,
}

/// The page of what cannot be answered.
pub(crate) fn problem(ask: &Ask, problem: &Problem) -> Response {
    use crate::problem::Kind;
    let (heading, advice) = ask.words.problem(problem.kind);
    let told = !matches!(problem.kind, Kind::NotFound | Kind::NeedsToken | Kind::WrongToken | Kind::WrongHost | Kind::Internal);
    let template = ProblemPage {
        l: Layout::bare(ask, "", heading),
        heading,
        advice,
        detail: if told { problem.detail.clone() } else { String::new() },
        needs_token: matches!(problem.kind, Kind::NeedsToken | Kind::WrongToken),
    };
    let body = template.render().unwrap_or_else(|_| problem.detail.clone());
    let mut response = (problem.status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response();
    if problem.status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_led_away() {
        assert_eq!(local("/review?at=2"), "/review?at=2");
        for other in ["//example.org", "https://example.org", "/\\example.org", "javascript:1", "", "/a\r\nSet-Cookie: x=1"] {
            assert_eq!(local(other), "/");
        }
    }
}
