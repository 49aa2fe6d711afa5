//! What cannot be answered: as problem details (RFC 9457) for programs, as a page that says what to do for people.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::app::App;
use crate::request::Ask;

/// Why a request is not answered.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    /// What sort of problem: the end of its `type`, and the row of the table of words.
    pub(crate) kind: Kind,
    /// One clause for a person: what is wrong and what to do.
    pub(crate) detail: String,
}

/// Sorts of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    NotFound,
    BadFilter,
    BadCursor,
    BadRequest,
    NeedsToken,
    WrongToken,
    WrongHost,
    OtherSite,
    TooLarge,
    TooMany,
    TooSlow,
    Method,
    Refused,
    Busy,
    Record,
    Models,
    Internal,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::BadFilter => "bad-filter",
            Self::BadCursor => "bad-cursor",
            Self::BadRequest => "bad-request",
            Self::NeedsToken => "needs-token",
            Self::WrongToken => "wrong-token",
            Self::WrongHost => "wrong-host",
            Self::OtherSite => "other-site",
            Self::TooLarge => "too-large",
            Self::TooMany => "too-many",
            Self::TooSlow => "too-slow",
            Self::Method => "method",
            Self::Refused => "refused",
            Self::Busy => "busy",
            Self::Record => "record",
            Self::Models => "models",
            Self::Internal => "internal",
        }
    }

    /// In plain words, for programs.
    fn title(self) -> &'static str {
        crate::words::EN.problem(self).0
    }
}

impl Problem {
    fn new(status: StatusCode, kind: Kind, detail: impl Into<String>) -> Self {
        Self { status, kind, detail: detail.into() }
    }

    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, Kind::NotFound, format!("there is no {what}"))
    }

    pub(crate) fn filter(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Kind::BadFilter, detail)
    }

    pub(crate) fn cursor() -> Self {
        Self::new(StatusCode::BAD_REQUEST, Kind::BadCursor, "this cursor belongs to no entry of this list: begin again without it")
    }

    pub(crate) fn request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, Kind::BadRequest, detail)
    }

    pub(crate) fn needs_token() -> Self {
        let detail = "give the token that `rapporteur serve` printed when it started: as `Authorization: Bearer …`, or at /sign-in";
        Self::new(StatusCode::UNAUTHORIZED, Kind::NeedsToken, detail)
    }

    pub(crate) fn wrong_token() -> Self {
        let detail = "this is not the token that `rapporteur serve` printed when it started last";
        Self::new(StatusCode::UNAUTHORIZED, Kind::WrongToken, detail)
    }

    pub(crate) fn wrong_host() -> Self {
        let detail = "this server does not answer to that name: open the address that it printed, or start it with --host NAME";
        Self::new(StatusCode::MISDIRECTED_REQUEST, Kind::WrongHost, detail)
    }

    pub(crate) fn other_site() -> Self {
        let detail = "the form was not sent from a page of this server, or is older than it: open the page again and repeat";
        Self::new(StatusCode::FORBIDDEN, Kind::OtherSite, detail)
    }

    pub(crate) fn too_many() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, Kind::TooMany, "too many requests in a short time: wait a minute")
    }

    pub(crate) fn too_large(most: usize) -> Self {
        let detail = format!("more than {} MiB at once: send less, or use `rapporteur add`", most >> 20);
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, Kind::TooLarge, detail)
    }

    pub(crate) fn busy(what: &str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, Kind::Busy, format!("{what}: try again in a moment"))
    }

    /// A judgement that cannot be taken.
    pub(crate) fn refused(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, Kind::Refused, detail)
    }

    pub(crate) fn record(detail: &str) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Kind::Record, detail)
    }

    pub(crate) fn no_models() -> Self {
        let detail = "the models are not installed: run `rapporteur setup`, then try again";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, Kind::Models, detail)
    }

    pub(crate) fn internal() -> Self {
        let detail = "this should not happen; please report the address of this page. The record is unharmed";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, Kind::Internal, detail)
    }

    /// Of an answer that has no words of its own.
    fn of(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::not_found("such address"),
            StatusCode::METHOD_NOT_ALLOWED => Self::new(status, Kind::Method, "this address takes other methods; /api lists them"),
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(status, Kind::TooLarge, "too much at once: send less, or use `rapporteur add`"),
            StatusCode::REQUEST_TIMEOUT => Self::new(status, Kind::TooSlow, "it took too long: ask for less, or try again"),
            status if status.is_server_error() => Self::new(status, Kind::Internal, Self::internal().detail),
            status => Self::new(status, Kind::BadRequest, "the request cannot be read; /api says what each address takes"),
        }
    }

    fn details(&self) -> Response {
        #[derive(Serialize)]
        struct Details<'a> {
            r#type: String,
            title: &'static str,
            status: u16,
            detail: &'a str,
        }
        let kind = format!("/about#{}", self.kind.name());
        let details = Details { r#type: kind, title: self.kind.title(), status: self.status.as_u16(), detail: &self.detail };
        let body = serde_json::to_string(&details).unwrap_or_default();
        (self.status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
    }
}

impl From<rapporteur_store::Error> for Problem {
    fn from(error: rapporteur_store::Error) -> Self {
        match error {
            rapporteur_store::Error::Busy => Self::busy("the record is being written by another process"),
            rapporteur_store::Error::Missing(_) => {
                let detail = "the record is not where it was when the server started: put it back, or start again with --record";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, Kind::Record, detail)
            }
            // What stands on this machine where is nobody's who reads a page.
            rapporteur_store::Error::NotSqlite(_) | rapporteur_store::Error::NotARecord(_) => {
                Self::record("another file lies where the record was when the server started: put it back, or start again with --record")
            }
            rapporteur_store::Error::Newer { .. } => {
                Self::record("the record was written by a newer version of this program: start that one")
            }
            rapporteur_store::Error::Open { reason, .. } => {
                Self::record(&format!("the record cannot be opened ({reason}): start the server again"))
            }
            error => Self::record(&error.to_string()),
        }
    }
}

impl From<rapporteur_pipeline::Error> for Problem {
    fn from(error: rapporteur_pipeline::Error) -> Self {
        Self::record(&error.to_string())
    }
}

impl IntoResponse for Problem {
    /// Bare; [`dress`] gives it words.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives every answer that is an error its words: problem details under `/api` and where JSON is asked for, else a page.
pub(crate) async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let ask = Ask::of(&app, &parts);
    let response = next.run(Request::from_parts(parts, body)).await;
    if !response.status().is_client_error() && !response.status().is_server_error() {
        return response;
    }
    let problem = response.extensions().get::<Problem>().cloned().unwrap_or_else(|| Problem::of(response.status()));
    let mut dressed = if ask.wants_json() { problem.details() } else { crate::pages::problem(&ask, &problem) };
    if let Some(allow) = response.headers().get(header::ALLOW) {
        dressed.headers_mut().insert(header::ALLOW, allow.clone());
    }
    let retry = match problem.kind {
        Kind::TooMany => Some("60"),
        Kind::Busy => Some("2"),
        _ => None,
    };
    if let Some(seconds) = retry {
        dressed.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
    }
    if problem.status == StatusCode::UNAUTHORIZED {
        dressed.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"rapporteur\""));
    }
    dressed
}
