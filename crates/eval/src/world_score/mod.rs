//! The record of a world's reports against the truth: who was joined, and which events and missing sessions are shown. Reads the program's lists.

mod errors;
mod events;
mod losses;
mod matching;
mod pairs;
mod record;

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::table::{Page, Table};
use crate::world::truth::{EventLine, Line, SeriesLine};
use matching::Place;
use pairs::{Item, Pairs};

/// Kinds of mentions that are scored.
const KINDS: [&str; 4] = ["person", "organisation", "body", "place"];

/// Arguments of `world-score`.
#[derive(Debug, Args)]
pub struct Command {
    /// Folder of the world.
    #[arg(long)]
    world: PathBuf,
    /// The record into which its `reports.jsonl` was read.
    #[arg(long)]
    record: PathBuf,
    /// The program whose lists are read.
    #[arg(long, default_value = "rapporteur")]
    program: PathBuf,
    /// Writes the page here, too.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Writes the largest wrong joinings and splits here.
    #[arg(long)]
    errors: Option<PathBuf>,
    /// Writes here which pairs of reports of one event are two events of the record, and what the record has of both.
    #[arg(long)]
    losses: Option<PathBuf>,
}

/// A mention of the truth, short.
#[derive(Debug)]
struct Told {
    place: Place,
    truth: u32,
    bare: bool,
    text: String,
}

/// The truth of a world.
#[derive(Debug, Default)]
struct Truth {
    mentions: HashMap<String, Vec<Told>>,
    events: Vec<EventLine>,
    series: Vec<SeriesLine>,
    things: Numbers,
}

/// Names as numbers.
#[derive(Debug, Default)]
struct Numbers {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

impl Numbers {
    fn of(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }
}

/// Mentions with what they stand for, kind by kind, and their words.
#[derive(Debug, Default)]
struct Scored {
    items: [Vec<Item>; 4],
    words: [Vec<String>; 4],
    /// Names of the record's entries.
    entries: Numbers,
}

fn kind_of(name: &str) -> Option<u8> {
    KINDS.iter().position(|k| *k == name).map(|k| k as u8)
}

/// Scores a record.
///
/// # Errors
/// The truth cannot be read, or the program fails.
pub fn run(command: &Command) -> Result<()> {
    let mut truth = read(&command.world.join("truth.jsonl"))?;
    let scored = score_mentions(command, &mut truth)?;
    let events = events::score(&command.program, &command.record, &truth.events)?;
    let mut page = page(command, &scored, &events);
    let (table, others) = missing(command, &truth, &scored)?;
    page.tables.push(table);
    let text = page.markdown();
    print!("{text}");
    if let Some(path) = &command.out {
        std::fs::write(path, &text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    if let Some(path) = &command.errors {
        errors::write(path, &scored, &truth.things.names)?;
    }
    if let Some(path) = &command.losses {
        losses::write(path, &command.world, &truth.events, &events, &others)?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<Truth> {
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut truth = Truth::default();
    for line in BufReader::new(file).lines() {
        match serde_json::from_str(&line?)? {
            Line::Mention(m) => {
                let Some(kind) = kind_of(&m.kind) else { continue };
                let place = Place { start: m.start, end: m.end, kind };
                let told = Told { place, truth: truth.things.of(&m.truth), bare: m.bare, text: m.text };
                truth.mentions.entry(m.report).or_default().push(told);
            }
            Line::Event(event) => truth.events.push(event),
            Line::Series(series) => truth.series.push(series),
        }
    }
    Ok(truth)
}

/// A mention of the record: where, and which entry.
type Found = (Place, Option<u32>);

fn score_mentions(command: &Command, truth: &mut Truth) -> Result<Scored> {
    let mut scored = Scored::default();
    let mut of_report: HashMap<String, Vec<Found>> = HashMap::new();
    let entries = &mut scored.entries;
    record::list(&command.program, &command.record, "mentions", |m: record::Mention| {
        let Some(kind) = kind_of(&m.kind) else { return };
        let (start, end) = m.source_start.zip(m.source_end).unwrap_or((m.start, m.end));
        let entity = m.entity.as_deref().map(|id| entries.of(id));
        of_report.entry(m.report).or_default().push((Place { start, end, kind }, entity));
    })?;
    if entries.names.is_empty() {
        bail!("{} links no mention to an entry: was `rapporteur add` finished?", command.record.display());
    }
    let mut alone = u32::MAX;
    for (report, told) in &truth.mentions {
        let found = of_report.get(report).map_or(&[][..], Vec::as_slice);
        let places = |all: &[Found]| all.iter().map(|(place, _)| *place).collect::<Vec<_>>();
        let own: Vec<Place> = told.iter().map(|t| t.place).collect();
        for (told, at) in told.iter().zip(matching::ranges(&own, &places(found), fits)) {
            // A mention that stands for nothing is joined with nothing.
            let found = at.map(|at| {
                found[at].1.unwrap_or_else(|| {
                    alone -= 1;
                    alone
                })
            });
            let kind = usize::from(told.place.kind);
            scored.items[kind].push(Item { truth: told.truth, found, bare: told.bare });
            scored.words[kind].push(told.text.clone());
        }
    }
    Ok(scored)
}

/// Kinds that may be one: bodies are organisations.
fn fits(truth: u8, found: u8) -> bool {
    truth == found || (1..=2).contains(&truth) && (1..=2).contains(&found)
}

fn page(command: &Command, scored: &Scored, events: &events::Scored) -> Page {
    let heads = ["P", "R of named", "R of found", "R of all", "told", "not found", "true", "in the record"];
    let mut table = Table::new("Who is who", &["kind"], &heads);
    for (kind, items) in KINDS.iter().zip(&scored.items) {
        table.row(&[kind], row(items));
    }
    let mut of_events = Table::new("Events", &["kind"], &[&heads[..], &["too much"]].concat());
    for of in &events.kinds {
        of_events.row(&[of.kind], [row(&of.items), vec![of.extra.to_string()]].concat());
    }
    let about = "Pairs of mentions that stand for one thing, in truth and in the record; for events pairs of (report, event). Recall is over the \
                 mentions that were found and name their thing (a commission without its sides does not), over all that were found, and over all of \
                 the truth. True and in the record: the number of different things among the mentions that were found.";
    Page { name: "world".to_owned(), command: told_command(command), about: about.to_owned(), tables: vec![table, of_events] }
}

fn told_command(command: &Command) -> String {
    let name = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    format!("rapporteur-eval world-score --world {} --record {}", name(&command.world), name(&command.record))
}

fn row(items: &[Item]) -> Vec<String> {
    let pairs = Pairs::count(items);
    let different = |key: fn(&Item) -> Option<u32>| {
        items.iter().filter(|i| i.found.is_some()).filter_map(key).collect::<std::collections::HashSet<_>>().len()
    };
    let figures = [pairs.precision(), pairs.recall_named(), pairs.recall_found(), pairs.recall_all()];
    let counts = [items.len(), items.iter().filter(|i| i.found.is_none()).count(), different(|i| Some(i.truth)), different(|i| i.found)];
    figures.iter().map(|f| format!("{f:.3}")).chain(counts.iter().map(ToString::to_string)).collect()
}

/// A gap of more numbers than this is counted as so many.
const WIDEST_GAP: u32 = 1000;

/// Missing sessions shown and planted; and those shown that were not planted, in words.
fn missing(command: &Command, truth: &Truth, scored: &Scored) -> Result<(Table, Vec<String>)> {
    let mut votes: HashMap<u32, HashMap<u32, u32>> = HashMap::new();
    for item in &scored.items[2] {
        if let Some(found) = item.found {
            *votes.entry(found).or_default().entry(item.truth).or_default() += 1;
        }
    }
    let meant = |id: &str| -> Option<&str> {
        let of = votes.get(scored.entries.numbers.get(id)?)?;
        let (truth_number, _) = of.iter().max_by_key(|(truth, count)| (**count, **truth))?;
        Some(&truth.things.names[*truth_number as usize])
    };
    let planted: HashMap<(&str, u32), ()> =
        truth.series.iter().flat_map(|s| s.missing.iter().map(|n| ((s.series.as_str(), *n), ()))).collect();
    let (mut shown, mut right) = (0u64, std::collections::HashSet::new());
    let mut others = Vec::new();
    record::list(&command.program, &command.record, "series", |series: record::Series| {
        let body = series.body.id.as_deref().and_then(meant);
        for gap in &series.gaps {
            let last = gap.last.min(gap.first.saturating_add(WIDEST_GAP));
            shown += u64::from(last.saturating_sub(gap.first) + 1);
            right.extend((gap.first..=last).filter_map(|n| Some((body?, n))).filter(|key| planted.contains_key(key)));
            let other = (gap.first..=last).filter(|n| body.is_none_or(|body| !planted.contains_key(&(body, *n))));
            others.extend(other.map(|n| format!("{} (in truth {}): {n}", series.body.name, body.unwrap_or("none"))));
        }
    })?;
    let mut table = Table::new("Missing sessions", &[], &["planted", "shown", "planted and shown", "others shown"]);
    let found = right.len() as u64;
    table.row(&[], vec![planted.len().to_string(), shown.to_string(), found.to_string(), (shown - found).to_string()]);
    Ok((table, others))
}
