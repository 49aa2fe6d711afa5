//! GUM, English news, interviews, speeches and biographies: tags, trees, names, dated expressions.

mod conllu;
mod names;

use std::collections::HashMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use rapporteur_model::{Edtf, Lang};
use rayon::prelude::*;

use crate::engine::{Engine, Read};
use crate::nerel::{name_kind, outermost};
use crate::score::{Counts, HEADS};
use crate::table::{Page, Table};
use conllu::Document;

/// The documents that UD English GUM publishes as its development part, of the four genres; nothing is trained on them.
const DEV: [&str; 8] = [
    "bio_byron",
    "bio_emperor",
    "interview_cyclone",
    "interview_gaming",
    "news_homeopathic",
    "news_iodine",
    "speech_impeachment",
    "speech_inauguration",
];
const NAMES: [&str; 3] = ["PER", "LOC", "ORG"];

/// Arguments of `gum`.
#[derive(Debug, Args)]
pub struct Command {
    /// Folder with `GUM_*.conllu`.
    dir: PathBuf,
    /// Writes wrong names and dates to this file.
    #[arg(long)]
    errors: Option<PathBuf>,
}

impl Command {
    /// The whole benchmark on this folder, nothing written.
    #[must_use]
    pub fn whole(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), errors: None }
    }
}

/// What came out for one document.
#[derive(Default)]
struct Outcome {
    /// Words; found with the same ends; with the right class; words but punctuation; right heads; right heads and relations.
    trees: [usize; 6],
    names: [Counts; 3],
    /// Dated expressions; met by a date; with the right value.
    dates: [usize; 3],
    errors: String,
}

/// Runs the benchmark.
///
/// # Errors
/// Files or models cannot be read.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    let entries = fs::read_dir(&command.dir).with_context(|| format!("cannot read {}", command.dir.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "conllu")).collect();
    ensure!(!paths.is_empty(), "{} holds no GUM_*.conllu", command.dir.display());
    paths.sort();
    let documents = paths
        .iter()
        .map(|path| {
            let name = path.file_stem().and_then(|n| n.to_str()).unwrap_or_default();
            let content = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
            conllu::read(name, &content)
        })
        .collect::<Result<Vec<Document>>>()?;
    let engine = Engine::open()?;
    let outcomes: Vec<Outcome> = documents.par_iter().map(|d| score(d, &engine.read(&d.name, &d.text, Lang::En, d.published))).collect();
    if let Some(path) = &command.errors {
        let all: String = documents.iter().zip(&outcomes).map(|(d, o)| format!("=== {}\n{}\n", d.name, o.errors)).collect();
        fs::write(path, all).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok((page(&documents, &outcomes), true))
}

/// The text of a document in the corpus's format.
///
/// # Errors
/// The content has another form.
pub fn text_of(name: &str, content: &str) -> Result<String> {
    Ok(conllu::read(name, content)?.text)
}

fn is_dev(document: &Document) -> bool {
    DEV.iter().any(|name| document.name == format!("GUM_{name}"))
}

fn score(document: &Document, read: &Read) -> Outcome {
    let mut outcome = Outcome { trees: trees(document, read), ..Outcome::default() };
    let mut errors = Vec::new();
    let gold = names::names(document);
    let items: Vec<_> = read.mentions().iter().filter_map(|m| Some((name_kind(m.kind)?, m.span.start()..m.span.end()))).collect();
    let found = outermost(&items);
    for (slot, kind) in NAMES.iter().enumerate() {
        let own = |list: &[(&'static str, Range<usize>)]| list.iter().filter(|n| n.0 == *kind).count();
        let right = found.iter().filter(|f| f.0 == *kind && gold.contains(f)).count();
        outcome.names[slot] = Counts::new(right as f64, own(&gold), own(&found));
    }
    let line = |word: &str, n: &(&'static str, Range<usize>)| (n.1.start, format!("{word} {} {:?}", n.0, &document.text[n.1.clone()]));
    errors.extend(gold.iter().filter(|g| !found.contains(g)).map(|n| line("missed", n)));
    errors.extend(found.iter().filter(|f| !gold.contains(f)).map(|n| line("spurious", n)));
    for (words, value) in &document.dates {
        let at = document.words[words.start].at.start..document.words[words.end - 1].at.end;
        let met: Vec<(bool, Edtf)> = read
            .mentions()
            .iter()
            .filter(|m| m.span.start() < at.end && at.start < m.span.end())
            .filter_map(|m| Some((m.span.len() > at.len(), m.date()?)))
            .collect();
        let right = met.iter().any(|&(wider, date)| same_value(date, *value) || (wider && is_end(date, *value)));
        outcome.dates[0] += 1;
        outcome.dates[1] += usize::from(!met.is_empty());
        outcome.dates[2] += usize::from(right);
        if !right {
            let got: Vec<String> = met.iter().map(|(_, date)| date.to_string()).collect();
            errors.push((at.start, format!("date {:?} is {value}, not {got:?}", &document.text[at.clone()])));
        }
    }
    errors.sort();
    outcome.errors = errors.into_iter().map(|(_, line)| line + "\n").collect();
    outcome
}

/// The same text, or the same first and last day ("the 1960s" in either notation).
fn same_value(found: Edtf, gold: Edtf) -> bool {
    found == gold || (found.bounds().is_some() && found.bounds() == gold.bounds())
}

/// One end of a range ("1947–1960"), which the corpus marks as two expressions.
fn is_end(found: Edtf, gold: Edtf) -> bool {
    matches!(found, Edtf::Interval(..)) && [found.first(), found.last()].into_iter().flatten().any(|end| Edtf::Date(end) == gold)
}

/// Words are aligned by their ends; one that is split otherwise counts as wrong in every mark.
fn trees(document: &Document, read: &Read) -> [usize; 6] {
    let tokens = &read.analysis.tokens;
    let by_span: HashMap<(usize, usize), usize> = tokens.iter().enumerate().map(|(i, t)| ((t.span.start(), t.span.end()), i)).collect();
    let mut out = [0; 6];
    for word in &document.words {
        let token = by_span.get(&(word.at.start, word.at.end)).map(|&t| &tokens[t]);
        out[0] += 1;
        out[1] += usize::from(token.is_some());
        out[2] += usize::from(token.is_some_and(|t| t.upos.name() == word.upos));
        if word.upos == "PUNCT" {
            continue;
        }
        out[3] += 1;
        let Some(token) = token else { continue };
        let head = token.head.map(|h| tokens[h as usize].span).map(|s| s.start()..s.end());
        let right = head == word.head.map(|h| document.words[h].at.clone());
        let base = |name: &str| name.split(':').next().map(str::to_owned);
        out[4] += usize::from(right);
        out[5] += usize::from(right && base(token.deprel.name()) == base(&word.deprel));
    }
    out
}

fn page(documents: &[Document], outcomes: &[Outcome]) -> Page {
    let of = |dev: bool| -> Vec<&Outcome> { documents.iter().zip(outcomes).filter(|(d, _)| !dev || is_dev(d)).map(|(_, o)| o).collect() };
    let share = |part: usize, all: usize| if all == 0 { "–".to_owned() } else { format!("{:.3}", part as f64 / all as f64) };
    let mut trees = Table::new("Tags and trees", &["documents"], &["words", "same ends", "UPOS", "UAS", "LAS"]);
    let mut names = Table::new("Names, exact", &["documents", "type"], &HEADS);
    let mut dates = Table::new("Dated expressions", &["documents"], &["expressions", "met", "right value"]);
    for (label, dev) in [("dev", true), ("all", false)] {
        let list = of(dev);
        let t = list.iter().fold([0; 6], |sum, o| std::array::from_fn(|i| sum[i] + o.trees[i]));
        let d = list.iter().fold([0; 3], |sum, o| std::array::from_fn(|i| sum[i] + o.dates[i]));
        if dev {
            trees.row(&[label], vec![t[0].to_string(), share(t[1], t[0]), share(t[2], t[0]), share(t[4], t[3]), share(t[5], t[3])]);
            for (slot, kind) in NAMES.iter().enumerate() {
                names.row(&[label, kind], list.iter().map(|o| o.names[slot]).sum::<Counts>().cells());
            }
            names.row(&[label, "all"], list.iter().flat_map(|o| o.names).sum::<Counts>().cells());
        }
        dates.row(&[label], vec![d[0].to_string(), share(d[1], d[0]), share(d[2], d[0])]);
    }
    Page {
        name: "gum".to_owned(),
        command: "cargo run --release -p rapporteur-eval -- gum ../shared/data/gum".to_owned(),
        about: "GUM, genres news, interview, speech and bio, from raw text: our tokens and sentences, aligned to the gold by their ends; what is split \
                otherwise counts as wrong. UAS and LAS without punctuation, base relations. The dev part are the eight documents that no network was \
                trained on; the other documents were, so tags, trees and names are given for dev only. Names: entities headed by a proper noun, cut to \
                the name. Dates: expressions with a value (`when`, or `from` and `to`), the date of publication given; \
                the two ends of a range may come as one interval."
            .to_owned(),
        tables: vec![trees, names, dates],
    }
}

#[cfg(test)]
mod tests {
    use super::{is_end, same_value};
    use rapporteur_model::Edtf;

    #[test]
    fn values_of_dates() {
        let date = |text: &str| -> Edtf {
            match text.split_once('/') {
                Some((a, b)) => Edtf::between(a.parse().expect("a date"), b.parse().expect("a date")),
                None => Edtf::Date(text.parse().expect("a date")),
            }
        };
        assert!(same_value(date("1960/1969"), date("1960-01-01/1969-12-31")) && !same_value(date("1960"), date("1960-05")));
        assert!(is_end(date("1947/1960"), date("1960")) && !is_end(date("1960"), date("1960")) && !is_end(date("1947/1960"), date("1950")));
    }
}
