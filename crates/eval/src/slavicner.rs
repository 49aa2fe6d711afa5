//! SlavicNER: names with base forms in Russian news of four topics; strict ends and type.
//!
//! A line of `ner/TOPIC/LANG/NAME.tsv` is: first character, end, words, base form, category, cross-lingual id.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use rapporteur_analyze::lemma::nominative;
use rapporteur_model::{Lang, MentionKind, Span};
use rayon::prelude::*;

use crate::engine::{Engine, Read};
use crate::nerel::{name_kind, outermost, without_quotes};
use crate::score::{Counts, HEADS};
use crate::table::{Page, Table};
use crate::text::{Offsets, normalise};

const KINDS: [&str; 3] = ["PER", "LOC", "ORG"];
/// The languages of the set that have an engine.
const LANGS: [(&str, Lang); 1] = [("ru", Lang::Ru)];

/// Arguments of `slavicner`.
#[derive(Debug, Args)]
pub struct Command {
    /// Folder with `ner/` and `raw/`.
    dir: PathBuf,
    /// Writes missed and spurious names and wrong base forms to this file.
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

/// A name with its base form; characters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    kind: String,
    at: Range<usize>,
    base: String,
}

/// A text with its names.
struct Document {
    topic: String,
    lang: usize,
    name: String,
    text: String,
    gold: Vec<Name>,
}

/// What came out for one document.
#[derive(Default)]
struct Outcome {
    by_kind: [Counts; 3],
    /// Names found with right ends and type, and those of them with the right base form.
    bases: (usize, usize),
    errors: String,
}

/// Runs the benchmark.
///
/// # Errors
/// Files or models cannot be read.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    let documents = read_folder(&command.dir)?;
    let engine = Engine::open()?;
    let outcomes: Vec<Outcome> = documents.par_iter().map(|d| score(d, &found(&engine, d))).collect();
    if let Some(path) = &command.errors {
        let all: String = documents
            .iter()
            .zip(&outcomes)
            .map(|(d, o)| format!("=== {} {} {}\n{}\n", d.topic, LANGS[d.lang].0, d.name, o.errors))
            .collect();
        fs::write(path, all).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok((page(&documents, &outcomes), true))
}

fn read_folder(dir: &Path) -> Result<Vec<Document>> {
    let mut out = Vec::new();
    for topic in sorted(&dir.join("ner"))? {
        for (lang, (code, _)) in LANGS.iter().enumerate() {
            let folder = dir.join("ner").join(&topic).join(code);
            if !folder.is_dir() {
                continue;
            }
            for file in sorted(&folder)? {
                let Some(name) = file.strip_suffix(".tsv") else { continue };
                let raw = dir.join("raw").join(&topic).join(code).join(format!("{name}.txt"));
                let raw = if raw.exists() { raw } else { raw.with_extension("") };
                let text = fs::read_to_string(&raw).with_context(|| format!("cannot read {}", raw.display()))?;
                let lines = fs::read_to_string(folder.join(&file)).with_context(|| format!("cannot read {file}"))?;
                let characters: Vec<char> = text.chars().collect();
                let mut gold = read_names(&lines).with_context(|| file.clone())?;
                for name in &mut gold {
                    ensure!(name.at.start < name.at.end && name.at.end <= characters.len(), "{file}: {:?} is not in the text", name.at);
                    name.at = without_quotes(&characters, name.at.clone());
                }
                out.push(Document { topic: topic.clone(), lang, name: name.to_owned(), text, gold });
            }
        }
    }
    ensure!(!out.is_empty(), "{} holds no ner/TOPIC/LANG/*.tsv", dir.display());
    Ok(out)
}

fn sorted(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut names: Vec<String> = entries.filter_map(|e| e.ok()?.file_name().into_string().ok()).collect();
    names.sort();
    Ok(names)
}

fn read_names(lines: &str) -> Result<Vec<Name>> {
    let mut out = Vec::new();
    for line in lines.lines().filter(|l| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        ensure!(cells.len() >= 5, "{line:?} is not: start, end, words, base form, category");
        let number = |cell: &str| cell.parse::<usize>().with_context(|| format!("no number in {line:?}"));
        out.push(Name { kind: cells[4].to_owned(), at: number(cells[0])?..number(cells[1])?, base: cells[3].to_owned() });
    }
    Ok(out)
}

fn found(engine: &Engine, document: &Document) -> Vec<Name> {
    let read = engine.read(&document.name, &document.text, LANGS[document.lang].1, None);
    let offsets = Offsets::new(&document.text);
    let named = read.mentions().iter().filter_map(|m| Some((name_kind(m.kind)?, m)));
    let named = named.filter_map(|(kind, m)| Some((kind, read.proper_name(m)?, m)));
    let names: Vec<Name> = named
        .map(|(kind, span, m)| Name {
            kind: kind.to_owned(),
            at: offsets.character(span.start())..offsets.character(span.end()),
            base: if span == m.span { m.name.clone() } else { base(&read, span, m.kind) },
        })
        .collect();
    let text: Vec<char> = document.text.chars().collect();
    let names: Vec<Name> = names.into_iter().map(|n| Name { at: without_quotes(&text, n.at.clone()), ..n }).collect();
    let items: Vec<_> = names.iter().map(|n| (kind_name(&n.kind), n.at.clone())).collect();
    let outer = outermost(&items);
    names.into_iter().filter(|n| outer.contains(&(kind_name(&n.kind), n.at.clone()))).collect()
}

/// The nominative of a name that is part of a mention.
fn base(read: &Read, span: Span, kind: MentionKind) -> String {
    let (analysis, text) = (&read.analysis, &read.reading.report.text);
    let tokens = analysis.tokens_in(span);
    nominative(analysis.lang, kind, &analysis.tokens[tokens.start as usize..tokens.end as usize], tokens.start, text)
}

fn kind_name(kind: &str) -> &'static str {
    KINDS.into_iter().find(|k| *k == kind).unwrap_or("")
}

fn score(document: &Document, found: &[Name]) -> Outcome {
    let mut outcome = Outcome::default();
    let gold: Vec<&Name> = document.gold.iter().filter(|n| KINDS.contains(&n.kind.as_str())).collect();
    let same = |a: &Name, b: &Name| a.kind == b.kind && a.at == b.at;
    let words = |n: &Name| document.text.chars().skip(n.at.start).take(n.at.len()).collect::<String>();
    let mut errors = Vec::new();
    for (slot, kind) in KINDS.iter().enumerate() {
        let own: Vec<&Name> = found.iter().filter(|n| n.kind == *kind).collect();
        let right: Vec<(&&Name, &Name)> = own.iter().filter_map(|n| Some((n, *gold.iter().find(|g| same(g, n))?))).collect();
        outcome.by_kind[slot] = Counts::new(right.len() as f64, gold.iter().filter(|g| g.kind == *kind).count(), own.len());
        outcome.bases.0 += right.len();
        for (n, g) in right {
            if normalise(&n.base) == normalise(&g.base) {
                outcome.bases.1 += 1;
            } else {
                errors.push((n.at.start, format!("base {kind} {:?}: {:?} is {:?}", words(n), n.base, g.base)));
            }
        }
    }
    errors.extend(
        gold.iter().filter(|g| !found.iter().any(|n| same(n, g))).map(|g| (g.at.start, format!("missed {} {:?}", g.kind, words(g)))),
    );
    errors.extend(
        found.iter().filter(|n| !gold.iter().any(|g| same(n, g))).map(|n| (n.at.start, format!("spurious {} {:?}", n.kind, words(n)))),
    );
    errors.sort();
    outcome.errors = errors.into_iter().map(|(_, line)| line + "\n").collect();
    outcome
}

fn page(documents: &[Document], outcomes: &[Outcome]) -> Page {
    let mut heads = HEADS.to_vec();
    heads.push("base form");
    let mut table = Table::new("PER, LOC, ORG, strict", &["language", "topic", "type"], &heads);
    let base = |(all, right): (usize, usize)| if all == 0 { "–".to_owned() } else { format!("{:.3}", right as f64 / all as f64) };
    for (lang, (code, _)) in LANGS.iter().enumerate() {
        let of = |topic: Option<&str>| -> Vec<&Outcome> {
            documents.iter().zip(outcomes).filter(|(d, _)| d.lang == lang && topic.is_none_or(|t| t == d.topic)).map(|(_, o)| o).collect()
        };
        let bases = |list: &[&Outcome]| list.iter().fold((0, 0), |sum, o| (sum.0 + o.bases.0, sum.1 + o.bases.1));
        let row = |table: &mut Table, topic: &str, kind: &str, counts: Counts, bases: (usize, usize)| {
            let mut cells = counts.cells();
            cells.push(base(bases));
            table.row(&[code, topic, kind], cells);
        };
        let mut topics: Vec<&str> = documents.iter().map(|d| d.topic.as_str()).collect();
        topics.dedup();
        for topic in topics {
            let list = of(Some(topic));
            row(&mut table, topic, "all", list.iter().flat_map(|o| o.by_kind).sum(), bases(&list));
        }
        let list = of(None);
        for (slot, kind) in KINDS.iter().enumerate() {
            let mut cells = list.iter().map(|o| o.by_kind[slot]).sum::<Counts>().cells();
            cells.push("–".to_owned());
            table.row(&[code, "all topics", kind], cells);
        }
        row(&mut table, "all topics", "all", list.iter().flat_map(|o| o.by_kind).sum(), bases(&list));
    }
    Page {
        name: "slavicner".to_owned(),
        command: "cargo run --release -p rapporteur-eval -- slavicner ../shared/data/slavicner".to_owned(),
        about: "SlavicNER, Russian part. Ends and type must be the same \
                but for quotation marks around a name, which the gold has on some. Of an organisation \
                its proper name is compared, and phrases without one are left out: our mentions hold the noun of its class (\"компания\"), the gold does \
                not; with whole mentions Russian names were 0.878 where they are 0.907. The base form is \
                the share of rightly found names whose nominative is the gold one but for case of letters, quotation marks and ё."
            .to_owned(),
        tables: vec![table],
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, read_names, score};
    use crate::score::Counts;

    #[test]
    fn strict_ends_and_base_forms() {
        let gold =
            read_names("0\t5\tМинск\tМинск\tLOC\tGPE-Minsk\n7\t12\tБрекс\tБрекс\tEVT\tEVT-B\n13\t18\tАнной\tАнна\tPER\tP\n").expect("read");
        let document = Document { topic: "t".into(), lang: 0, name: "n".into(), text: "Минск, Брекс, Анной".into(), gold };
        let mut found = document.gold.clone();
        found.remove(1);
        found[1].base = "Анной".to_owned();
        let outcome = score(&document, &found);
        assert_eq!(outcome.by_kind[0], Counts::new(1.0, 1, 1));
        assert_eq!(outcome.bases, (2, 1));
        found[0].at = 0..4;
        assert_eq!(score(&document, &found).by_kind[1], Counts::new(0.0, 1, 1));
        assert!(read_names("a\tb").is_err());
    }
}
