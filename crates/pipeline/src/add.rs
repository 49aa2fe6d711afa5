//! Reading inputs into a record: batches of reports in parallel, a transaction a batch, the record at the end.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_analyze::Engines;
use rapporteur_model::{Issue, IssueKind, Report};
use rapporteur_store::{Entry, Store};
use rapporteur_text::{Input, Inputs, Options, Settings};
use rayon::prelude::*;

use crate::fetch::{Fetched, Network};
use crate::inputs::{Gathered, Piece, Read};
use crate::summary::Kinds;
use crate::{Pipeline, Result, guard, refresh, versions};

/// Reports of a batch for each thread: enough to keep all busy, few enough to lose little when the run is killed.
const PIECES: usize = 16;
/// A batch ends when it holds so many bytes.
const BYTES: usize = 8 << 20;

/// How to add.
#[derive(Debug, Clone, Default)]
pub struct AddOptions {
    /// Takes texts as they are: nothing is cleaned.
    pub as_is: bool,
    /// How files of parts are read.
    pub settings: Settings,
    /// How web addresses are fetched.
    pub network: Network,
}

/// An issue and where it came up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputIssue {
    /// Path or address.
    pub path: String,
    /// What is wrong.
    pub issue: Issue,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// Reports that are new in the record.
    pub new: usize,
    /// Ids of the new ones.
    pub new_ids: Vec<String>,
    /// Reports read anew because models or rules have changed.
    pub again: usize,
    /// Reports that were there already.
    pub known: usize,
    /// Reports among those read that are in a language without an engine, by its code: dated and searchable only.
    pub not_analysed: BTreeMap<&'static str, usize>,
    /// Issues of inputs and of the reports read, in the order of reading.
    pub issues: Vec<InputIssue>,
    /// What was read and what was not, by kind of file.
    pub kinds: Kinds,
}

impl Added {
    /// Reports read so far.
    #[must_use]
    pub fn done(&self) -> usize {
        self.new + self.again + self.known
    }

    /// True when an input gave no report, or a part of one was lost.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.issues.iter().any(|i| i.issue.is_error())
    }
}

/// Told how a run goes on. Only for show: it changes no result.
pub trait Progress {
    /// `done` reports of about `total` are in the record.
    fn reports(&self, done: usize, total: usize);
    /// The record is being made: `done` of the `total` reports that waited for it are in it. Those wait that came, changed or were judged,
    /// and all of them where other rules made the record.
    fn resolving(&self, done: usize, total: usize);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn reports(&self, _done: usize, _total: usize) {}
    fn resolving(&self, _done: usize, _total: usize) {}
}

impl Pipeline {
    /// Reads files, folders, patterns and `-` into the record, then makes the record anew.
    ///
    /// A report that is there already (the same content, under whatever path) is not read again. Killed at any point, the run
    /// leaves a whole record, and the next one goes on where it was.
    ///
    /// # Errors
    /// When the record cannot be read or written; what is wrong with an input is in [`Added::issues`].
    pub fn add(&self, store: &mut Store, arguments: &[String], options: &AddOptions, progress: &dyn Progress) -> Result<Added> {
        let settings = self.settings(&options.settings);
        let inputs = Inputs::of(arguments, &settings);
        let mut inputs = Fetched::new(inputs, options.network.clone(), settings);
        let left = |inputs: &Fetched| inputs.left();
        let mut added = self.add_inputs(store, &mut inputs, &left, options, progress)?;
        added.kinds.pass_over(inputs.passed_over());
        Ok(added)
    }

    /// Reads texts that are in memory, each with the path that it goes by; else as [`Pipeline::add`].
    ///
    /// # Errors
    /// When the record cannot be read or written.
    pub fn add_texts(
        &self,
        store: &mut Store,
        texts: Vec<(String, Vec<u8>)>,
        options: &AddOptions,
        progress: &dyn Progress,
    ) -> Result<Added> {
        let given = texts.into_iter().map(|(address, bytes)| Input::new(address, Ok(bytes)));
        let mut inputs = Inputs::given(given, &self.settings(&options.settings));
        self.add_inputs(store, &mut inputs, &|inputs: &Inputs| inputs.files_left(), options, progress)
    }

    pub(crate) fn add_inputs<I: Iterator<Item = Input>>(
        &self,
        store: &mut Store,
        inputs: &mut I,
        left: &dyn Fn(&I) -> usize,
        options: &AddOptions,
        progress: &dyn Progress,
    ) -> Result<Added> {
        let options = Options { as_is: options.as_is, ..Options::default() };
        let (mut added, mut batch, mut bytes) = (Added::default(), Vec::new(), 0);
        let enough = PIECES * self.threads.current_num_threads();
        while let Some(input) = inputs.next() {
            for piece in Piece::of(input) {
                bytes += piece.len();
                batch.push(piece);
                if batch.len() >= enough || bytes >= BYTES {
                    self.add_batch(store, std::mem::take(&mut batch), &options, &mut added)?;
                    bytes = 0;
                    let done = added.done();
                    progress.reports(done, done + left(inputs));
                }
            }
        }
        self.add_batch(store, batch, &options, &mut added)?;
        let done = added.done();
        progress.reports(done, done);
        if store.is_behind()? {
            refresh(store, progress)?;
        }
        Ok(added)
    }

    fn add_batch(&self, store: &mut Store, batch: Vec<Piece>, options: &Options, added: &mut Added) -> Result<()> {
        let gathered: Vec<Gathered> = self.threads.install(|| batch.into_par_iter().map(|piece| piece.read(options)).collect());
        let mut fresh: Vec<Read> = Vec::new();
        let mut seen: Vec<(String, String)> = Vec::new();
        for Gathered { reports, issues, kind } in gathered {
            added.kinds.count(kind, reports.len(), &issues);
            added.issues.extend(issues.into_iter().map(|(path, issue)| InputIssue { path, issue }));
            for read in reports {
                seen.push((read.report.id.clone(), read.report.path.clone()));
                seen.extend(read.found_at.clone().map(|place| (read.report.id.clone(), place)));
                self.sort_in(store, read, &mut fresh, added)?;
            }
        }
        let entries: Vec<Entry> = self.threads.install(|| {
            let entry = |read: Read| Entry { source: read.source, reading: guard::read(&self.engines, None, read.report).0 };
            fresh.into_par_iter().map(entry).collect()
        });
        for Entry { reading, .. } in &entries {
            let path = &reading.report.path;
            if Engines::version(reading.report.lang).is_empty() {
                *added.not_analysed.entry(reading.report.lang.code()).or_default() += 1;
            }
            added.issues.extend(reading.report.issues.iter().map(|issue| InputIssue { path: path.clone(), issue: issue.clone() }));
        }
        store.put(&entries, &self.version)?;
        store.add_paths(seen.iter().map(|(id, path)| (id.as_str(), path.as_str())))?;
        let addresses: BTreeSet<&str> = seen.iter().map(|(_, path)| path.as_str()).filter(|path| path.contains("://")).collect();
        addresses.into_iter().try_for_each(|address| versions::find(store, address))
    }

    /// Puts a report among those to be read, unless it is in the record or among them already.
    fn sort_in(&self, store: &Store, read: Read, fresh: &mut Vec<Read>, added: &mut Added) -> Result<()> {
        if let Some(other) = fresh.iter_mut().find(|other| other.report.id == read.report.id) {
            added.known += 1;
            if chosen(&other.report, &read.report, added) {
                *other = read;
            }
            return Ok(());
        }
        match store.version_of(&read.report.id)? {
            None => {
                added.new += 1;
                added.new_ids.push(read.report.id.clone());
            }
            Some(version) if version != self.version => added.again += 1,
            Some(_) => {
                added.known += 1;
                let stored = store.report(&read.report.id)?;
                if !stored.is_some_and(|stored| chosen(&stored, &read.report, added)) {
                    return Ok(());
                }
            }
        }
        fresh.push(read);
        Ok(())
    }
}

/// True when the second of two reports under one id is to take the place of the first. The choice does not hang on their order:
/// of different texts the later published one stays, of one text that with the smaller path (a path can date a report).
fn chosen(first: &Report, second: &Report, added: &mut Added) -> bool {
    if first.text != second.text {
        added.issues.push(clash(second));
        return rank(second) > rank(first);
    }
    let head = |r: &Report| (r.published.clone(), r.title.clone(), r.publisher.clone(), r.dateline.clone(), r.lang);
    second.path < first.path && head(first) != head(second)
}

fn rank(report: &Report) -> (Option<String>, &str, std::cmp::Reverse<&str>) {
    let published = report.published.as_ref().and_then(|p| p.value.bounds()).map(|(first, _)| first.to_string());
    (published, &report.text, std::cmp::Reverse(&report.path))
}

fn clash(report: &Report) -> InputIssue {
    let message = format!("another report has the id {:?} and a different text; the later published one is kept", report.id);
    InputIssue { path: report.path.clone(), issue: Issue::new(IssueKind::Other, message) }
}
