//! Syntax only for sentences that can state something: the claims that it loses, and the time that it saves. Measures only.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use clap::Args;
use rapporteur_analyze::{Engines, Sieve};
use rapporteur_model::{Claim, ClaimKind, Lang, Report, Role, Span, Upos};

use crate::engine::models;
use crate::table::{Page, Table};

/// Arguments of `sieve`.
#[derive(Debug, Args)]
pub struct Command {
    /// Russian texts: folders of `*.txt`.
    #[arg(long, num_args = 1..)]
    ru: Vec<PathBuf>,
    /// English texts: folders of `*.txt` or `*.conllu`.
    #[arg(long, num_args = 1..)]
    en: Vec<PathBuf>,
}

/// Runs of each way; the fastest counts.
const ROUNDS: usize = 3;

/// A claim as it is compared: its kind, the words it hangs on, its fields.
type Told = (ClaimKind, Span, Vec<(Role, Span)>);

/// Runs the measure.
///
/// # Errors
/// Texts or models cannot be read.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    let engines = Engines::open(&models()?)?;
    let heads = ["documents", "sentences parsed", "claims", "claims lost", "claims new", "claims changed", "time"];
    let mut table = Table::new("", &["language", "texts"], &heads);
    for (lang, folder) in command.ru.iter().map(|f| (Lang::Ru, f)).chain(command.en.iter().map(|f| (Lang::En, f))) {
        table.row(&[lang.code(), &folder.display().to_string()], row(&engines, &reports(folder, lang)?));
    }
    let about = "Claims of whole analyses against those of analyses in which only sentences with a name, or with a word that can tell of an event, \
                 got syntax and lemmas. Lost and new: by kind and trigger; changed: with the same trigger and other fields. Time: of the \
                 sieved way as a share of the whole one, extraction included, best of three rounds in turn.";
    let folders = |flag: &str, all: &[PathBuf]| {
        let all: Vec<String> = all.iter().map(|f| f.display().to_string()).collect();
        if all.is_empty() { String::new() } else { format!(" {flag} {}", all.join(" ")) }
    };
    let command =
        format!("cargo run --release -p rapporteur-eval -- sieve{}{}", folders("--ru", &command.ru), folders("--en", &command.en));
    Ok((Page { name: "sieve".to_owned(), command, about: about.to_owned(), tables: vec![table] }, true))
}

fn reports(folder: &Path, lang: Lang) -> Result<Vec<Report>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt" || e == "conllu"));
    paths.sort();
    let read = |path: &PathBuf| -> Result<Report> {
        let content = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let corpus = path.extension().is_some_and(|e| e == "conllu");
        let text = if corpus { crate::gum::text_of(&path.display().to_string(), &content)? } else { content };
        Ok(Report { lang, ..Report::as_is("", text) })
    };
    paths.iter().map(read).collect()
}

fn row(engines: &Engines, reports: &[Report]) -> Vec<String> {
    let sieve = Sieve::new(rapporteur_extract::is_trigger);
    let (mut parsed, mut sentences) = (0, 0);
    let (mut whole, mut some) = (Vec::new(), Vec::new());
    let (mut slow, mut fast) = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        whole = reports.iter().map(|r| told(&rapporteur_extract::extract(r, &engines.analyze(r)))).collect();
        slow = slow.min(start.elapsed().as_secs_f64());
        (parsed, sentences) = (0, 0);
        let start = Instant::now();
        let read = |report: &Report| {
            let analysis = engines.analyze_some(report, &sieve);
            let bare = |s: &&rapporteur_model::Sentence| analysis.tokens_of(s).iter().all(|t| t.upos == Upos::X);
            sentences += analysis.sentences.len();
            parsed += analysis.sentences.len() - analysis.sentences.iter().filter(bare).count();
            told(&rapporteur_extract::extract(report, &analysis))
        };
        some = reports.iter().map(read).collect::<Vec<_>>();
        fast = fast.min(start.elapsed().as_secs_f64());
    }
    let pairs = || whole.iter().zip(&some);
    let missing = |a: &BTreeSet<Told>, b: &BTreeSet<Told>| {
        a.iter().filter(|claim| !b.iter().any(|other| (other.0, other.1) == (claim.0, claim.1))).count()
    };
    let claims: usize = whole.iter().map(BTreeSet::len).sum();
    let lost: usize = pairs().map(|(a, b)| missing(a, b)).sum();
    let new: usize = pairs().map(|(a, b)| missing(b, a)).sum();
    let unlike: usize = pairs().map(|(a, b)| a.difference(b).count()).sum();
    let percent = |part: usize, of: usize| format!("{:.1} %", 100.0 * part as f64 / of.max(1) as f64);
    vec![
        reports.len().to_string(),
        percent(parsed, sentences),
        claims.to_string(),
        lost.to_string(),
        new.to_string(),
        unlike.saturating_sub(lost).to_string(),
        format!("{:.2}", fast / slow),
    ]
}

fn told(claims: &[Claim]) -> BTreeSet<Told> {
    claims.iter().map(|c| (c.kind, c.trigger, c.fields.iter().map(|f| (f.role, f.span)).collect())).collect()
}
