//! Reports into the record, and texts through the stages without a record.

use std::sync::LazyLock;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rapporteur_pipeline::LineOptions;
use serde::Deserialize;
use tokio::sync::Semaphore;

use crate::app::App;
use crate::asked::Asked;
use crate::jobs::{self, Given, Job};
use crate::problem::Problem;
use crate::request::Ask;

/// What may be uploaded at once.
pub(crate) const MOST_BYTES: usize = 32 << 20;
/// What may be extracted at once.
pub(super) const EXTRACT_BYTES: usize = 4 << 20;
/// Parts of one upload.
const MOST_PARTS: usize = 500;
/// A program waits so long for the end of a run before it is told where to ask again.
const WAIT: Duration = Duration::from_secs(20);

/// Extractions at once: each uses all threads anyhow.
static EXTRACTING: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// What a form or program sent: files and text to be read, addresses to be fetched, and the form's own key.
#[derive(Debug, Default)]
pub(crate) struct Uploaded {
    pub(crate) texts: Vec<(String, Vec<u8>)>,
    pub(crate) addresses: Vec<String>,
    pub(crate) form: String,
}

impl Uploaded {
    /// What of it is to be done.
    pub(crate) fn given(self, app: &App) -> Result<Given, Problem> {
        if !self.addresses.is_empty() {
            if !app.options.fetch {
                return Err(Problem::request("this server fetches no addresses: start it with --fetch, or use `rapporteur add URL`"));
            }
            if let Some(wrong) = self.addresses.iter().find(|a| !a.starts_with("http://") && !a.starts_with("https://")) {
                return Err(Problem::request(format!("{wrong:?} is no web address: it begins with https:// or http://")));
            }
            return Ok(Given::Addresses(self.addresses));
        }
        if self.texts.is_empty() {
            return Err(Problem::request("nothing was sent: choose a file, or paste a text"));
        }
        Ok(Given::Texts(self.texts))
    }
}

/// Reads an upload.
pub(crate) async fn uploaded(request: Request, app: &App) -> Result<Uploaded, Problem> {
    let mut parts = Multipart::from_request(request, app).await.map_err(|e| Problem::request(e.body_text()))?;
    let wrong = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(MOST_BYTES),
        _ => Problem::request("the upload was cut off or cannot be read: send it again"),
    };
    let mut found = Uploaded::default();
    while let Some(part) = parts.next_field().await.map_err(wrong)? {
        let (field, file) = (part.name().unwrap_or_default().to_owned(), part.file_name().map(plain_name));
        let bytes = part.bytes().await.map_err(wrong)?;
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        let text = || String::from_utf8_lossy(&bytes).trim().to_owned();
        match field.as_str() {
            "form" => found.form = text(),
            "address" => found.addresses.extend(text().lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty())),
            "file" => found.texts.push((file.unwrap_or_else(|| "upload".to_owned()), bytes.to_vec())),
            "text" => found.texts.push((format!("pasted-{:016x}.txt", crate::app::fnv(&bytes)), bytes.to_vec())),
            other => return Err(Problem::request(format!("there is no part {other:?}; there are file, text, address"))),
        }
        if found.texts.len() + found.addresses.len() > MOST_PARTS {
            return Err(Problem::request(format!("more than {MOST_PARTS} at once: send them as a ZIP, or use `rapporteur add`")));
        }
    }
    Ok(found)
}

/// The last part of a file's name, without what is no part of a name.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    if plain.is_empty() { "upload".to_owned() } else { plain }
}

/// Adds what a program sent: parts of a form, or one file as the body, named by `?name=`.
pub(super) async fn post(State(app): State<App>, ask: Ask, request: Request) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(&["name"])?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let given = if kind.starts_with("multipart/form-data") {
        uploaded(request, &app).await?.given(&app)?
    } else {
        let body = Bytes::from_request(request, &app).await.map_err(|_| Problem::too_large(MOST_BYTES))?;
        if body.trim_ascii().is_empty() {
            return Err(Problem::request("nothing was sent: the body is the file"));
        }
        Given::Texts(vec![(plain_name(&asked.one("name").unwrap_or_default()), body.to_vec())])
    };
    let id = begin(&app, given).await?;
    let waited = async {
        loop {
            match app.jobs.get(&id) {
                Some(job) if !job.is_over() => tokio::time::sleep(Duration::from_millis(100)).await,
                other => return other,
            }
        }
    };
    let job = tokio::time::timeout(WAIT, waited).await.ok().flatten().or_else(|| app.jobs.get(&id)).ok_or_else(Problem::internal)?;
    let status = if job.is_over() { StatusCode::OK } else { StatusCode::ACCEPTED };
    Ok((status, [(header::LOCATION, format!("/api/v1/add/{id}"))], told(&job)).into_response())
}

/// Begins a run away from the threads that answer: the models may have to be opened.
pub(crate) async fn begin(app: &App, given: Given) -> Result<String, Problem> {
    let app = app.clone();
    tokio::task::spawn_blocking(move || jobs::begin(&app, given)).await.unwrap_or_else(|_| Err(Problem::internal()))
}

/// How a run stands.
pub(super) async fn job(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Problem> {
    let job = app.jobs.get(&id).ok_or_else(|| Problem::not_found("run with this id since the server started"))?;
    Ok(told(&job))
}

fn told(job: &Job) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], serde_json::to_string(job).unwrap_or_default()).into_response()
}

/// Options of an extraction.
#[derive(Debug, Deserialize)]
struct Line {
    #[serde(rename = "text")]
    _text: String,
}

/// JSON lines in, JSON lines out; nothing is kept.
pub(super) async fn extract(State(app): State<App>, ask: Ask, request: Request) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(&["as_is", "tokens", "telling"])?;
    let options = LineOptions { as_is: asked.flag("as_is")?, tokens: asked.flag("tokens")?, telling: asked.flag("telling")? };
    let body = Bytes::from_request(request, &app).await.map_err(|_| Problem::too_large(EXTRACT_BYTES))?;
    let first = body.split(|&b| b == b'\n').find(|line| !line.trim_ascii().is_empty());
    if first.is_none_or(|line| serde_json::from_slice::<Line>(line).is_err()) {
        return Err(Problem::request("a line {\"id\",\"text\"} for each report is expected"));
    }
    let Ok(_seat) = EXTRACTING.acquire().await else { return Err(Problem::internal()) };
    let work = move || -> Result<Vec<u8>, Problem> {
        let mut out = Vec::new();
        app.pipeline()?.extract_lines(&body[..], &mut out, options)?;
        Ok(out)
    };
    let out = tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(Problem::internal()))?;
    Ok(([(header::CONTENT_TYPE, "application/x-ndjson")], out).into_response())
}
