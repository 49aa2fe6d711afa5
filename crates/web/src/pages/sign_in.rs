//! Giving the token, and choosing the language: the two things that a browser keeps.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use askama::Template;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{ConnectInfo, Extension, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Deserialize;

use super::Layout;
use crate::app::App;
use crate::asked::Asked;
use crate::problem::Problem;
use crate::request::{Ask, LANGUAGE_COOKIE};
use crate::words::Words;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    back: String,
}

type Peer = Option<Extension<ConnectInfo<SocketAddr>>>;

fn caller(peer: &Peer) -> IpAddr {
    peer.as_ref().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Extension(ConnectInfo(at))| at.ip())
}

/// Takes the token of the address that was printed; without one, asks for it.
pub(super) async fn page(State(app): State<App>, peer: Peer, ask: Ask) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query);
    let back = super::local(&asked.one("back").unwrap_or_default());
    match asked.one("token") {
        Some(token) => signed(&app, &peer, &token, &back),
        None => super::plain(&Page { l: Layout::bare(&ask, "", ask.words.sign_in), w: ask.words, back }),
    }
}

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    token: String,
    #[serde(default)]
    back: String,
}

/// Takes the token of the form.
pub(super) async fn give(State(app): State<App>, peer: Peer, sent: Result<Form<Sent>, FormRejection>) -> Result<Response, Problem> {
    let Form(sent) = sent.map_err(|rejection| Problem::request(rejection.body_text()))?;
    signed(&app, &peer, sent.token.trim(), &super::local(&sent.back))
}

fn signed(app: &App, peer: &Peer, token: &str, back: &str) -> Result<Response, Problem> {
    crate::guard::check_token(app, caller(peer), token)?;
    let mut response = super::go(back);
    let kept = format!("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000", crate::guard::cookie_name(app), app.keys.cookie());
    let value = HeaderValue::from_str(&kept).map_err(|_| Problem::internal())?;
    response.headers_mut().append(header::SET_COOKIE, value);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Keeps the language, and goes back.
pub(super) async fn language(Path(lang): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let words = Words::of(&lang).ok_or_else(|| Problem::not_found("interface in this language"))?;
    let back = super::local(&Asked::of(&ask.query).one("back").unwrap_or_default());
    // A language in the address would win over the one chosen.
    let (path, query) = back.split_once('?').unwrap_or((&back, ""));
    let pairs: Vec<(String, String)> = Asked::of(query).pairs().iter().filter(|(name, _)| name != "lang").cloned().collect();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let mut response = super::go(&crate::asked::address(path, &pairs));
    let kept = format!("{LANGUAGE_COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", words.lang);
    let value = HeaderValue::from_str(&kept).map_err(|_| Problem::internal())?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(response)
}
