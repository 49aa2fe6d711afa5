//! FactRuEval-2016: hands in what the pipeline reads in Russian news, and scores it against the gold on three tracks.

mod errors;
mod gold;
mod hand_in;
mod ours;
mod track1;
mod track2;
mod track3;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use rayon::prelude::*;

use crate::engine::Engine;
use crate::reliability::Reliability;
use crate::score::{Counts, HEADS};
use crate::table::{Page, Table};
use gold::{Document, Kind};
use hand_in::HandIn;

/// Which documents, by the number in `book_N`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Half {
    /// Even numbers.
    Even,
    /// Odd numbers.
    Odd,
    /// Those whose number leaves 3 when divided by 4: no rule was made on them.
    Unread,
    /// Each half and both together.
    All,
}

/// Arguments of `factrueval`.
#[derive(Debug, Args)]
pub struct Command {
    /// Folder with `book_N.txt` and the layers of the gold.
    dir: PathBuf,
    /// Folder for the handed-in files.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Which documents.
    #[arg(long, value_enum, default_value = "all")]
    half: Half,
    /// Which tracks.
    #[arg(long, value_delimiter = ',', default_value = "1,2,3")]
    tracks: Vec<u8>,
    /// Writes what was missed and what was too much, with the sentences, to this file.
    #[arg(long)]
    errors: Option<PathBuf>,
    /// Scores these files in place of what the pipeline reads.
    #[arg(long, conflicts_with = "gold")]
    hand_in: Option<PathBuf>,
    /// Scores the gold itself: every figure must be 1.
    #[arg(long)]
    gold: bool,
}

impl Command {
    /// The whole benchmark on this folder, nothing written.
    #[must_use]
    pub fn whole(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), out: None, half: Half::All, tracks: vec![1, 2, 3], errors: None, hand_in: None, gold: false }
    }
}

/// What came out for one document.
#[derive(Debug, Default)]
pub struct Scores {
    track1: track1::Outcome,
    track2: track2::Outcome,
    track3: track3::Outcome,
}

/// Runs the benchmark; the page is for `eval/results` when the whole of it was run on the pipeline.
///
/// # Errors
/// The gold, the hand-in or the models cannot be read, or a file cannot be written.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    let mut documents = gold::read_folder(&command.dir)?;
    documents.retain(|d| command.half.holds(d.number));
    let handed = hand_in(command, &documents)?;
    if let Some(out) = &command.out {
        std::fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
        documents.iter().zip(&handed).try_for_each(|(d, h)| h.write(out, &d.name))?;
    }
    let scores: Vec<Scores> = documents.par_iter().zip(&handed).map(|(d, h)| score(d, h, &command.tracks)).collect();
    if let Some(path) = &command.errors {
        let all: String = documents.iter().zip(&handed).zip(&scores).map(|((d, h), s)| errors::describe(d, h, s)).collect();
        std::fs::write(path, all).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let whole = command.half == Half::All && command.tracks.len() == 3 && command.hand_in.is_none() && !command.gold;
    let mut page = page(command, &documents, &scores);
    if command.tracks.contains(&3) {
        page.tables.push(by_rule(&handed, &scores));
        page.tables.push(reliability(&handed, &scores).table("Confidence of facts and the share that is in the gold"));
    }
    Ok((page, whole))
}

fn hand_in(command: &Command, documents: &[Document]) -> Result<Vec<HandIn>> {
    if command.gold {
        return Ok(documents.iter().map(HandIn::gold).collect());
    }
    if let Some(folder) = &command.hand_in {
        return documents.iter().map(|d| HandIn::read(folder, &d.name, &command.tracks)).collect();
    }
    let engine = Engine::open()?;
    Ok(documents.par_iter().map(|d| ours::hand_in(&engine, d)).collect())
}

fn score(document: &Document, handed: &HandIn, tracks: &[u8]) -> Scores {
    let mut scores = Scores::default();
    if tracks.contains(&1) {
        scores.track1 = track1::score(document, &handed.mentions);
    }
    if tracks.contains(&2) {
        scores.track2 = track2::score(document, &handed.entities);
    }
    if tracks.contains(&3) {
        scores.track3 = track3::score(document, &handed.facts);
    }
    scores
}

/// How many facts each rule handed in, and the share of them that is in the gold.
fn by_rule(handed: &[HandIn], scores: &[Scores]) -> Table {
    let mut rules: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (handed, scores) in handed.iter().zip(scores) {
        for (index, fact) in handed.facts.iter().enumerate() {
            let counts = rules.entry(fact.by.split('/').next().unwrap_or_default()).or_default();
            counts.0 += 1;
            counts.1 += usize::from(!scores.track3.spurious.contains(&index));
        }
    }
    let mut table = Table::new("By rule", &["rule"], &["handed in", "in the gold"]);
    for (rule, (all, right)) in rules {
        table.row(&[rule], vec![all.to_string(), right.to_string()]);
    }
    table
}

fn reliability(handed: &[HandIn], scores: &[Scores]) -> Reliability {
    let mut all = Reliability::default();
    for (handed, scores) in handed.iter().zip(scores) {
        for (index, fact) in handed.facts.iter().enumerate() {
            all.add(fact.confidence, !scores.track3.spurious.contains(&index));
        }
    }
    all
}

impl Half {
    fn holds(self, number: u32) -> bool {
        match self {
            Self::Even => number.is_multiple_of(2),
            Self::Odd => !number.is_multiple_of(2),
            Self::Unread => number % 4 == 3,
            Self::All => true,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Even => "even",
            Self::Odd => "odd",
            Self::Unread => "unread",
            Self::All => "all",
        }
    }
}

fn page(command: &Command, documents: &[Document], scores: &[Scores]) -> Page {
    let halves = match command.half {
        Half::All => vec![Half::Even, Half::Odd, Half::Unread, Half::All],
        half => vec![half],
    };
    let kinds = Kind::SCORED.map(Kind::name);
    let title = |track: u8| match track {
        1 => "Track 1: mentions, LocOrg as a place (-l)",
        2 => "Track 2: entities",
        _ => "Track 3: facts",
    };
    let tables = command.tracks.iter().map(|&track| {
        let rows: &[&str] = if track == 3 { &track3::KINDS } else { &kinds };
        let counts = |s: &Scores, row: usize| match track {
            1 => s.track1.by_kind[row],
            2 => s.track2.by_kind[row],
            _ => s.track3.by_kind[row],
        };
        let mut table = Table::new(title(track), &["documents", "type"], &HEADS);
        for half in &halves {
            let of = |row: usize| -> Counts {
                documents.iter().zip(scores).filter(|(d, _)| half.holds(d.number)).map(|(_, s)| counts(s, row)).sum()
            };
            for (row, name) in rows.iter().enumerate() {
                table.row(&[half.name(), name], of(row).cells());
            }
            table.row(&[half.name(), "overall"], (0..rows.len()).map(of).sum::<Counts>().cells());
        }
        table
    });
    Page {
        name: "factrueval".to_owned(),
        command: "cargo run --release -p rapporteur-eval -- factrueval ../shared/data/factrueval/devset --out target/factrueval".to_owned(),
        about: "FactRuEval-2016, the devset of 122 documents; halves by the number of the document. The rules were made on the even documents \
                and on the odd ones whose number leaves 1 when divided by 4; of the others (`unread`) the figures decide (of one of them, 147, names were looked at). Scorer: ours (`crates/eval/src/factrueval`), the usual \
                mode: difficult facts and phases do not count. Known marks: natasha 1.6.0 on track 1 here 0.884 (per 0.946, loc 0.924, org 0.745); best \
                published on 132 other documents: 0.867, 0.798, 0.508."
            .to_owned(),
        tables: tables.collect(),
    }
}

#[cfg(test)]
mod tests;
