//! Adding reports: files dropped, text pasted, addresses where the server may fetch; how a run goes on, and what came of it.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::response::Response;

use super::Layout;
use super::line::{self, EventLine, Named};
use crate::api::{MOST_BYTES, uploaded};
use crate::app::App;
use crate::jobs::Job;
use crate::lists::word;
use crate::problem::Problem;
use crate::request::Ask;
use crate::words::Words;

/// A run in a list.
struct Run {
    href: String,
    state: String,
    told: String,
}

#[derive(Template)]
#[template(path = "add.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    fetch: bool,
    most: usize,
    runs: Vec<Run>,
}

/// Shows what can be added, and how.
pub(super) async fn page(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    let state = app.clone();
    app.read(&ask, move |_, view| {
        let w = view.ask.words;
        let run = |job: Job| Run {
            href: format!("/add/{}", job.id),
            state: w.term("job", &word(&job.state)),
            told: w.count(&w.report_word, job.new as u64),
        };
        let runs = state.jobs.latest().into_iter().map(run).collect();
        let template = Page { l: Layout::of(view, "add", w.add), w, fetch: state.options.fetch, most: MOST_BYTES, runs };
        super::plain(&template)
    })
    .await
}

/// Begins a run from a form.
pub(super) async fn begin(State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let program = crate::guard::is_program(request.headers());
    let sent = uploaded(request, &app).await?;
    if !program && !app.keys.is_form(&sent.form) {
        return Err(Problem::other_site());
    }
    let given = sent.given(&app)?;
    let id = crate::api::begin(&app, given).await?;
    Ok(super::go(&format!("/add/{id}")))
}

#[derive(Template)]
#[template(path = "job.html")]
struct JobPage {
    l: Layout,
    w: &'static Words,
    state: String,
    over: bool,
    done: usize,
    total: usize,
    counts: Vec<(&'static str, usize)>,
    issues: Vec<(String, String, bool)>,
    problem: Option<String>,
    reports: Vec<Named>,
    events: Vec<EventLine>,
}

/// Events that a page of a run shows.
const EVENTS: usize = 60;

/// Shows how a run goes on, and what came of it.
pub(super) async fn job(State(app): State<App>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let job = app.jobs.get(&id).ok_or_else(|| Problem::not_found("run with this id since the server started"))?;
    app.read(&ask, move |reader, view| {
        let w = view.ask.words;
        let (mut reports, mut events) = (Vec::new(), Vec::new());
        for id in &job.reports {
            if let Some(r) = rapporteur_views::report(reader, id)? {
                reports.push(Named { name: r.title.unwrap_or(r.path), href: Some(line::report(id)), note: w.date(r.published) });
            }
            if job.is_over() && events.len() < EVENTS {
                let filter = rapporteur_views::EventFilter { report: Some(id.clone()), limit: Some(20), ..Default::default() };
                for event in rapporteur_views::events(reader, &filter)? {
                    if !events.iter().any(|known: &EventLine| known.id == event.id) {
                        events.push(line::line(reader, &event, w)?);
                    }
                }
            }
        }
        let counts = [(w.new, job.new), (w.read_anew, job.read_anew), (w.known, job.known), (w.not_analysed, job.not_analysed)];
        let mut l = Layout::of(view, "add", w.add);
        l.again = (!job.is_over()).then_some(1);
        let template = JobPage {
            l,
            w,
            state: w.term("job", &word(&job.state)),
            over: job.is_over(),
            done: job.done,
            total: job.total.max(job.done),
            counts: if job.is_over() { counts.into_iter().filter(|(_, n)| *n > 0).collect() } else { Vec::new() },
            issues: job.issues.iter().map(|i| (i.path.clone(), i.message.clone(), i.error)).collect(),
            problem: job.problem.clone(),
            reports,
            events,
        };
        super::plain(&template)
    })
    .await
}
