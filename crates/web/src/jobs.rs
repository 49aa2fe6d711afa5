//! Adding reports: one run at a time, each with what it has done so far and what came of it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use rapporteur_pipeline::fetch::Network;
use rapporteur_pipeline::{AddOptions, Added, Progress};
use rapporteur_store::Store;
use serde::Serialize;

use crate::app::App;
use crate::problem::Problem;

/// Runs that are remembered.
const REMEMBERED: usize = 50;
/// Runs that may wait for one another.
const WAITING: usize = 8;

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    Waiting,
    Reading,
    Resolving,
    Done,
    Failed,
}

/// An issue of an input.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct JobIssue {
    pub(crate) path: String,
    pub(crate) message: String,
    /// True where something was lost.
    pub(crate) error: bool,
}

/// A run.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Job {
    pub(crate) id: String,
    pub(crate) state: State,
    /// Reports done, of about so many.
    pub(crate) done: usize,
    pub(crate) total: usize,
    pub(crate) new: usize,
    pub(crate) read_anew: usize,
    pub(crate) known: usize,
    /// Reports in languages that are not analysed.
    pub(crate) not_analysed: usize,
    /// Ids of the new reports; at most 50.
    pub(crate) reports: Vec<String>,
    pub(crate) issues: Vec<JobIssue>,
    /// Why it failed.
    pub(crate) problem: Option<String>,
}

impl Job {
    /// True where nothing more will come.
    pub(crate) fn is_over(&self) -> bool {
        matches!(self.state, State::Done | State::Failed)
    }
}

/// Issues that are told.
const ISSUES: usize = 200;
/// New reports that are named.
const NAMED: usize = 50;

/// The runs, the latest last.
#[derive(Debug, Default)]
pub(crate) struct Jobs(Mutex<VecDeque<Arc<Mutex<Job>>>>);

impl Jobs {
    /// A run by its id.
    pub(crate) fn get(&self, id: &str) -> Option<Job> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().map(look).find(|job| job.id == id)
    }

    /// The latest runs, the last first.
    pub(crate) fn latest(&self) -> Vec<Job> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().rev().map(look).collect()
    }

    fn begin(&self) -> Result<Arc<Mutex<Job>>, Problem> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.iter().filter(|job| !look(job).is_over()).count() >= WAITING {
            return Err(Problem::busy("other reports are being read"));
        }
        let id = crate::keys::random().map_err(|_| Problem::internal())?;
        let job = Job {
            id: id[..12].to_owned(),
            state: State::Waiting,
            done: 0,
            total: 0,
            new: 0,
            read_anew: 0,
            known: 0,
            not_analysed: 0,
            reports: Vec::new(),
            issues: Vec::new(),
            problem: None,
        };
        let job = Arc::new(Mutex::new(job));
        all.push_back(Arc::clone(&job));
        if all.len() > REMEMBERED {
            all.pop_front();
        }
        Ok(job)
    }
}

fn look(job: &Arc<Mutex<Job>>) -> Job {
    job.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn change(job: &Arc<Mutex<Job>>, change: impl FnOnce(&mut Job)) {
    change(&mut job.lock().unwrap_or_else(PoisonError::into_inner));
}

/// What is to be added.
pub(crate) enum Given {
    /// Texts or files, each with its name.
    Texts(Vec<(String, Vec<u8>)>),
    /// Web addresses, where the server may fetch.
    Addresses(Vec<String>),
}

/// Begins a run on a thread of its own; gives its id.
pub(crate) fn begin(app: &App, given: Given) -> Result<String, Problem> {
    // Told at once where nothing could be read.
    let pipeline = app.pipeline()?;
    let job = app.jobs.begin()?;
    let id = look(&job).id;
    let app = app.clone();
    std::thread::spawn(move || {
        let _turn = app.writer.lock().unwrap_or_else(PoisonError::into_inner);
        change(&job, |job| job.state = State::Reading);
        let shown = Shown(Arc::clone(&job));
        let run = || -> Result<Added, Problem> {
            let mut store = Store::open(&app.options.record)?;
            let options = AddOptions { network: Network { offline: !app.options.fetch, ..Network::default() }, ..AddOptions::default() };
            Ok(match given {
                Given::Texts(texts) => pipeline.add_texts(&mut store, texts, &options, &shown)?,
                Given::Addresses(addresses) => pipeline.add(&mut store, &addresses, &options, &shown)?,
            })
        };
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).unwrap_or_else(|_| Err(Problem::internal()));
        change(&job, |job| close(job, ended));
    });
    Ok(id)
}

fn close(job: &mut Job, ended: Result<Added, Problem>) {
    match ended {
        Ok(added) => {
            job.state = State::Done;
            (job.new, job.read_anew, job.known) = (added.new, added.again, added.known);
            (job.done, job.total) = (added.done(), added.done());
            job.not_analysed = added.not_analysed.values().sum();
            job.reports = added.new_ids.into_iter().take(NAMED).collect();
            let told = added.issues.into_iter().filter(|i| i.issue.is_error() || i.issue.is_note()).take(ISSUES);
            job.issues = told.map(|i| JobIssue { error: i.issue.is_error(), path: i.path, message: i.issue.message }).collect();
        }
        Err(problem) => {
            job.state = State::Failed;
            job.problem = Some(problem.detail);
        }
    }
}

/// Tells a run's progress to whoever looks.
struct Shown(Arc<Mutex<Job>>);

impl Progress for Shown {
    fn reports(&self, done: usize, total: usize) {
        change(&self.0, |job| (job.done, job.total) = (done, total));
    }

    fn resolving(&self, done: usize, total: usize) {
        change(&self.0, |job| (job.state, job.done, job.total) = (State::Resolving, done, total));
    }
}
