//! NEREL, Russian Wikinews in brat format: names, posts, events, dates, and relations end to end.

mod brat;
mod limits;
mod measure;
mod ours;

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use rapporteur_model::Lang;
use rayon::prelude::*;

use crate::engine::Engine;
use crate::score::{Counts, HEADS};
use crate::table::{Page, Table};
use crate::text::Offsets;
use brat::Document;
pub use measure::outermost;
pub use ours::name_kind;

use measure::{Item, Pair, any_level, exact, overlapping, relations};

const NAMES: [&str; 3] = ["PER", "LOC", "ORG"];
const OTHERS: [&str; 4] = ["PROFESSION", "EVENT", "DATE", "ORDINAL"];
const RELATIONS: [&str; 7] = ["WORKS_AS", "WORKPLACE", "PARTICIPANT_IN", "TAKES_PLACE_IN", "POINT_IN_TIME", "PART_OF", "ALTERNATIVE_NAME"];

/// Arguments of `nerel` and `brat`.
#[derive(Debug, Args)]
pub struct Command {
    /// Folder with `NAME.txt` and `NAME.ann` (of NEREL: the folder that holds `dev`).
    dir: PathBuf,
    /// Writes missed and wrong names, posts, dates and relations to this file.
    #[arg(long)]
    errors: Option<PathBuf>,
    /// Scores the gold itself.
    #[arg(long)]
    gold: bool,
}

impl Command {
    /// The whole benchmark on this folder, nothing written.
    #[must_use]
    pub fn whole(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), errors: None, gold: false }
    }
}

/// Items and relations of one side of one document.
struct Side {
    items: Vec<Item>,
    pairs: Vec<Pair>,
}

/// Runs the benchmark on `DIR/dev`, or on `DIR` where there is none.
///
/// # Errors
/// Files or models cannot be read.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    let dev = command.dir.join("dev");
    let documents = brat::read_folder(if dev.is_dir() { &dev } else { &command.dir })?;
    let gold: Vec<Side> = documents.iter().map(gold).collect();
    let found: Vec<Side> = if command.gold {
        documents.iter().map(self::gold).collect()
    } else {
        let engine = Engine::open()?;
        documents.par_iter().map(|d| found(&engine, d)).collect()
    };
    if let Some(path) = &command.errors {
        let all: String = documents.iter().zip(gold.iter().zip(&found)).map(|(d, (g, f))| errors(d, g, f)).collect();
        std::fs::write(path, all).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok((page(&gold, &found), dev.is_dir() && !command.gold))
}

fn gold(document: &Document) -> Side {
    let items = document.entities.iter().filter_map(|e| Some((kind(&e.kind)?, e.at.clone())));
    let pairs = document.relations.iter().filter_map(|r| {
        let kind = RELATIONS.into_iter().find(|k| *k == r.kind)?;
        Some((kind, document.entities[r.from].at.clone(), document.entities[r.to].at.clone()))
    });
    Side { items: items.collect(), pairs: pairs.collect() }.in_form(document)
}

fn found(engine: &Engine, document: &Document) -> Side {
    let read = engine.read(&document.name, &document.text, Lang::Ru, None);
    let offsets = Offsets::new(&document.text);
    Side { items: ours::items(&read, &offsets), pairs: ours::pairs(&read, &offsets) }.in_form(document)
}

impl Side {
    /// What the corpus leaves out or counts once: quotation marks around a name, prepositions before a date, and the places where
    /// two names of one thing stand (any place of the same words will do, in either order).
    fn in_form(mut self, document: &Document) -> Self {
        let text: Vec<char> = document.text.chars().collect();
        for (kind, at) in &mut self.items {
            *at = match *kind {
                "DATE" => without_preposition(&text, at.clone()),
                kind if NAMES.contains(&kind) => without_quotes(&text, at.clone()),
                _ => continue,
            };
        }
        let first = |at: &Range<usize>| {
            let words = &text[at.clone()];
            let start = text.windows(words.len().max(1)).position(|w| w == words).unwrap_or(at.start);
            start..start + words.len()
        };
        for (kind, from, to) in &mut self.pairs {
            if *kind == "ALTERNATIVE_NAME" {
                let (a, b) = (first(&without_quotes(&text, from.clone())), first(&without_quotes(&text, to.clone())));
                (*from, *to) = if a.start <= b.start { (a, b) } else { (b, a) };
            }
        }
        let mut seen = HashSet::new();
        self.pairs.retain(|p| seen.insert(p.clone()));
        self
    }
}

/// A name without the quotation marks around all of it.
#[must_use]
pub fn without_quotes(text: &[char], at: Range<usize>) -> Range<usize> {
    let quote = |c: Option<&char>| c.is_some_and(|c| "«»„“”\"".contains(*c));
    let inside = &text[at.clone()];
    let whole =
        quote(inside.first()) && quote(inside.last()) && inside.len() > 2 && inside[1..inside.len() - 1].iter().all(|c| !quote(Some(c)));
    if whole { at.start + 1..at.end - 1 } else { at }
}

fn without_preposition(text: &[char], at: Range<usize>) -> Range<usize> {
    let first: String = text[at.clone()].iter().take_while(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let known = matches!(first.as_str(), "в" | "во" | "на" | "с" | "со" | "к" | "ко" | "до" | "по" | "от" | "из" | "за" | "после");
    let skip = first.chars().count() + 1;
    if known && skip < at.len() { at.start + skip..at.end } else { at }
}

fn kind(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "PERSON" => "PER",
        "ORGANIZATION" => "ORG",
        "CITY" | "COUNTRY" | "STATE_OR_PROVINCE" | "DISTRICT" | "LOCATION" => "LOC",
        other => return OTHERS.into_iter().find(|k| *k == other),
    })
}

fn of(items: &[Item], kinds: &[&str]) -> Vec<Item> {
    items.iter().filter(|i| kinds.contains(&i.0)).cloned().collect()
}

fn page(gold: &[Side], found: &[Side]) -> Page {
    let sum = |count: &dyn Fn(&Side, &Side) -> Counts| -> Counts { gold.iter().zip(found).map(|(g, f)| count(g, f)).sum() };
    let mut names = Table::new("Names: exact, outermost", &["type"], &HEADS);
    let outer = |side: &Side| outermost(&of(&side.items, &NAMES));
    for kind in NAMES {
        names.row(&[kind], sum(&|g, f| exact(&of(&outer(g), &[kind]), &of(&outer(f), &[kind]))).cells());
    }
    names.row(&["all"], sum(&|g, f| exact(&outer(g), &outer(f))).cells());
    let mut others = Table::new("Posts, events, dates, ordinals", &["type", "match"], &HEADS);
    for kind in OTHERS {
        let one = |side: &Side| of(&side.items, &[kind]);
        others.row(&[kind, "exact, outermost"], sum(&|g, f| exact(&outermost(&one(g)), &outermost(&one(f)))).cells());
        others.row(&[kind, "exact, any level"], sum(&|g, f| any_level(&one(g), &outermost(&one(f)))).cells());
        others.row(&[kind, "overlapping"], sum(&|g, f| overlapping(&outermost(&one(g)), &outermost(&one(f)))).cells());
    }
    let mut ends = Table::new("Relations, end to end", &["relation", "ends"], &HEADS);
    for kind in RELATIONS {
        let one = |pairs: &[Pair]| -> Vec<Pair> { pairs.iter().filter(|p| p.0 == kind).cloned().collect() };
        ends.row(&[kind, "exact"], sum(&|g, f| relations(&one(&g.pairs), &one(&f.pairs), true)).cells());
        ends.row(&[kind, "overlapping"], sum(&|g, f| relations(&one(&g.pairs), &one(&f.pairs), false)).cells());
    }
    Page {
        name: "nerel".to_owned(),
        command: "cargo run --release -p rapporteur-eval -- nerel ../shared/data/nerel".to_owned(),
        about: "NEREL dev (Russian Wikinews). Names: PERSON; ORGANIZATION; CITY, COUNTRY, STATE_OR_PROVINCE, DISTRICT and LOCATION as one type. \
                Events are triggers of claims and names of gatherings: the gold also marks what no claim is about (crimes, accidents, sport), and \
                relations are gold over all of these, so recall is bounded by the kinds of claims. Quotation marks around a name and a preposition before \
                a date are left out on both sides; two names of one thing are compared by their words, wherever in the text they stand. \
                Of an organisation its proper name is compared (\"компании Twitter\" is given as \"Twitter\"): our mentions hold the noun of its class, \
                the gold mostly leaves it out; with whole mentions all names were 0.821 where they are 0.845. \
                natasha 1.6.0 on the same documents by the same measure of names: PER 0.885, LOC 0.775, ORG 0.584, all 0.777."
            .to_owned(),
        tables: vec![names, others, ends, limits::table(gold, found)],
    }
}

/// Names and relations of one side that the other lacks, a line each.
fn errors(document: &Document, gold: &Side, found: &Side) -> String {
    let words = |at: &Range<usize>| document.text.chars().skip(at.start).take(at.len()).collect::<String>();
    let mut lines: Vec<(usize, String)> = Vec::new();
    let lists = |side: &Side| -> Vec<Item> {
        OTHERS.iter().flat_map(|k| outermost(&of(&side.items, &[k]))).chain(outermost(&of(&side.items, &NAMES))).collect()
    };
    let (g, f) = (lists(gold), lists(found));
    lines.extend(g.iter().filter(|i| !f.contains(i)).map(|(k, at)| (at.start, format!("missed {k} {:?}", words(at)))));
    lines.extend(f.iter().filter(|i| !g.contains(i)).map(|(k, at)| (at.start, format!("spurious {k} {:?}", words(at)))));
    let pair = |word: &str, p: &Pair| (p.1.start, format!("{word} {}: {:?} -> {:?}", p.0, words(&p.1), words(&p.2)));
    let lacks = |p: &Pair, list: &[Pair]| relations(std::slice::from_ref(p), list, false).right_gold == 0.0;
    lines.extend(gold.pairs.iter().filter(|p| lacks(p, &found.pairs)).map(|p| pair("missed", p)));
    lines.extend(found.pairs.iter().filter(|p| lacks(p, &gold.pairs)).map(|p| pair("spurious", p)));
    lines.sort();
    let body: Vec<String> = lines.into_iter().map(|(_, line)| line).collect();
    format!("=== {}\n{}\n\n", document.name, body.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::{without_preposition, without_quotes};

    #[test]
    fn conventions_of_the_corpus() {
        let text: Vec<char> = "«Купол» и завод «Луч» в мае".chars().collect();
        assert_eq!(without_quotes(&text, 0..7), 1..6);
        assert_eq!(without_quotes(&text, 10..21), 10..21);
        assert_eq!(without_preposition(&text, 22..27), 24..27);
        assert_eq!(without_preposition(&text, 24..27), 24..27);
    }
}
