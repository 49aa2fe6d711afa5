//! Our own side of the speed measure, in a process of its own so that start-up and peak memory are those of one run.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use rapporteur_analyze::{Engines, install};
use rapporteur_model::{Lang, Report};
use rayon::prelude::*;
use serde_json::json;

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
    let folder = install::default_folder().context("no home folder: set RAPPORTEUR_DATA")?;
    let engines = Engines::open(&folder)?;
    let first = reports.first().context("no texts")?;
    read(&engines, command.mode, first);
    println!("first");
    let (start, busy) = (Instant::now(), busy());
    let mut found = 0;
    for _ in 0..command.repeats {
        found += if command.threads == 1 {
            reports.iter().map(|r| read(&engines, command.mode, r)).sum::<usize>()
        } else {
            pool.install(|| reports.par_iter().map(|r| read(&engines, command.mode, r)).sum::<usize>())
        };
    }
    let clock = start.elapsed().as_secs_f64();
    let processor = busy.zip(self::busy()).map_or(clock, |(before, after)| after - before);
    println!("{}", json!({ "clock": clock, "processor": processor, "peak_kb": peak(), "found": found }));
    Ok(())
}

/// The number of things found, so that nothing is optimised away.
fn read(engines: &Engines, mode: Mode, report: &Report) -> usize {
    if mode == Mode::Names {
        return engines.names(report).len();
    }
    let analysis = engines.analyze(report);
    let claims = if mode == Mode::Claims { rapporteur_extract::extract(report, &analysis).len() } else { 0 };
    analysis.mentions.len() + claims
}

/// Seconds that the first thread has had the processor, where the system tells it.
fn busy() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds: f64 = told.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

/// Peak resident memory in kB, where the system tells it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
