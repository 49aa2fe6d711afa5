//! Our own side of the speed measure, in a process of its own so that start-up and peak memory are those of one run.

use std::cell::RefCell;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use rapporteur_analyze::{Engines, english, install, russian};
use rapporteur_model::{Lang, Report};
use rayon::prelude::*;
use serde_json::json;

/// Words whose first products a thread keeps, as in [`Engines`] on few cores.
const CACHED_WORDS: usize = 4096;

/// How far a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// Tokens, sentences, names.
    Names,
    /// And classes, features, lemmas, trees, mentions.
    Full,
    /// And claims.
    Claims,
}

/// Arguments of the worker.
#[derive(Debug, Args)]
pub struct Command {
    #[arg(value_enum)]
    mode: Mode,
    lang: String,
    threads: usize,
    repeats: usize,
    /// A JSON list of texts.
    file: PathBuf,
}

/// Reads the texts and prints a line at the first result, then seconds and peak memory as JSON.
///
/// # Errors
/// The file or the models cannot be read.
pub fn run(command: &Command) -> Result<()> {
    let texts: Vec<String> = serde_json::from_slice(&std::fs::read(&command.file)?)?;
    let lang = Lang::from_code(&command.lang);
    let reports: Vec<Report> = texts
        .into_iter()
        .map(|text| {
            let mut report = Report::as_is("", text);
            report.lang = lang;
            report
        })
        .collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(command.threads).build()?;
    let reader = Reader::open(command.mode)?;
    let first = reports.first().context("no texts")?;
    reader.read(first);
    println!("first");
    let start = Instant::now();
    let mut found = 0;
    for _ in 0..command.repeats {
        found += if command.threads == 1 {
            reports.iter().map(|r| reader.read(r)).sum::<usize>()
        } else {
            pool.install(|| reports.par_iter().map(|r| reader.read(r)).sum::<usize>())
        };
    }
    println!("{}", json!({ "seconds": start.elapsed().as_secs_f64(), "peak_kb": peak(), "found": found }));
    Ok(())
}

enum Reader {
    Names(Box<russian::Russian>, Box<english::English>),
    Whole(Box<Engines>, Mode),
}

/// What one thread of the measure of names keeps.
struct State {
    russian: russian::RussianState,
    english: english::EnglishState,
}

thread_local! {
    static STATE: RefCell<State> =
        RefCell::new(State { russian: russian::RussianState::new(CACHED_WORDS), english: english::EnglishState::default() });
}

impl Reader {
    fn open(mode: Mode) -> Result<Self> {
        let folder = install::default_folder().context("no home folder: set RAPPORTEUR_DATA")?;
        Ok(match mode {
            Mode::Names => Self::Names(Box::new(russian::Russian::open(&folder)?), Box::new(english::English::bundled()?)),
            mode => Self::Whole(Box::new(Engines::open(&folder)?), mode),
        })
    }

    /// The number of things found, so that nothing is optimised away.
    fn read(&self, report: &Report) -> usize {
        match self {
            Self::Names(russian, english) => STATE.with_borrow_mut(|state| names(russian, english, state, report)),
            Self::Whole(engines, mode) => {
                let analysis = engines.analyze(report);
                let claims = if *mode == Mode::Claims { rapporteur_extract::extract(report, &analysis).len() } else { 0 };
                analysis.mentions.len() + claims
            }
        }
    }
}

fn names(russian: &russian::Russian, english: &english::English, state: &mut State, report: &Report) -> usize {
    if report.lang == Lang::En {
        let mut split = english::Split::default();
        for block in &report.blocks {
            split.add(&report.text, block.span.start()..block.span.end());
        }
        return english.names(&mut state.english, &report.text, &split).len();
    }
    let split = russian::Split::new(&report.text);
    russian.names(&mut state.russian, &report.text, &split).len()
}

/// Peak resident memory in kB, where the system tells it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
