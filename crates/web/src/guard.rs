//! Who may ask what: the name by which the server is called, the token, the rate, the site that a form came from; and the headers
//! that keep a page from doing anything but showing itself.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::problem::Problem;
use crate::rate::Kind;
use crate::request::cookie;

/// A page may load styles, scripts and pictures from here, send forms here, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// Adds the headers of every answer.
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    let vary = HeaderValue::from_static("Accept, Accept-Language, Cookie");
    response.headers_mut().entry(header::VARY).or_insert(vary);
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache, private"));
    response
}

/// Lets through what may be asked.
pub(crate) async fn admit(State(app): State<App>, request: Request, next: Next) -> Response {
    match admitted(&app, &request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn admitted(app: &App, request: &Request) -> Result<(), Problem> {
    let path = request.uri().path();
    if !is_our_name(app, request) {
        return Err(Problem::wrong_host());
    }
    if path == "/healthz" {
        return Ok(());
    }
    let caller = request.extensions().get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.0.ip());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let within = if reads { caller.is_loopback() || app.rates.take(caller, Kind::Read) } else { app.rates.take(caller, Kind::Change) };
    if !within {
        return Err(Problem::too_many());
    }
    let open = path.starts_with("/assets/") || path.starts_with("/language/") || path == "/sign-in";
    if let Some(given) = bearer(request.headers()) {
        return check_token(app, caller, given);
    }
    if open {
        return Ok(());
    }
    if !reads {
        if !is_signed_in(app, request.headers()) {
            return Err(Problem::needs_token());
        }
        return if is_same_site(request.headers()) { Ok(()) } else { Err(Problem::other_site()) };
    }
    let free = app.address.ip().is_loopback() || is_signed_in(app, request.headers());
    if free { Ok(()) } else { Err(Problem::needs_token()) }
}

/// Compares a token; after some wrong ones nobody is heard for a while.
pub(crate) fn check_token(app: &App, caller: IpAddr, given: &str) -> Result<(), Problem> {
    if !app.rates.has(caller, Kind::WrongToken) {
        return Err(Problem::too_many());
    }
    if app.keys.is_token(given) {
        return Ok(());
    }
    app.rates.take(caller, Kind::WrongToken);
    Err(Problem::wrong_token())
}

/// True where the token came with the request, or its cookie did.
pub(crate) fn is_signed_in(app: &App, headers: &HeaderMap) -> bool {
    bearer(headers).is_some_and(|given| app.keys.is_token(given))
        || cookie(headers, &cookie_name(app)).is_some_and(|given| app.keys.is_cookie(&given))
}

/// True where the request brought the token itself: no page of another site can make a browser do that.
pub(crate) fn is_program(headers: &HeaderMap) -> bool {
    bearer(headers).is_some()
}

/// Cookies do not tell ports apart, so the name does.
pub(crate) fn cookie_name(app: &App) -> String {
    format!("rapporteur-{}", app.address.port())
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

/// The name that a browser called is one of ours: another one may have been made to lead here by its owner.
fn is_our_name(app: &App, request: &Request) -> bool {
    let named = request.headers().get(header::HOST).and_then(|v| v.to_str().ok()).or_else(|| request.uri().authority().map(|a| a.as_str()));
    let Some(name) = named.map(without_port) else { return false };
    let name = name.to_ascii_lowercase();
    if name == "localhost" || app.options.hosts.iter().any(|host| host.eq_ignore_ascii_case(&name)) {
        return true;
    }
    // An address in digits cannot be made to lead elsewhere.
    match name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback() || !app.address.ip().is_loopback(),
        Err(_) => false,
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && (!name.contains(':') || name.ends_with(']')) => name,
        _ => host,
    }
}

/// True unless the browser says that another site sent the form.
fn is_same_site(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_same_site, without_port};
    use axum::http::HeaderMap;

    #[test]
    fn hosts_lose_their_ports() {
        assert_eq!(["a:80", "[::1]:80", "[::1]", "a", "::1"].map(without_port), ["a", "[::1]", "[::1]", "a", "::1"]);
    }

    #[test]
    fn forms_of_other_sites_are_told() {
        let mut headers = HeaderMap::new();
        assert!(is_same_site(&headers));
        headers.insert("host", "localhost:1".parse().unwrap());
        headers.insert("origin", "http://localhost:1".parse().unwrap());
        assert!(is_same_site(&headers));
        headers.insert("origin", "http://example.org".parse().unwrap());
        assert!(!is_same_site(&headers));
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        assert!(is_same_site(&headers));
    }
}
