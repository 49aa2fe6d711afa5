//! A world of invented officials: reports in two languages, and the truth about them. Deterministic in its seed, linear in its events.
//!
//! [`society::Society`] holds people, posts, organisations and bodies; [`plan::Plan`] what happens; [`reports::Press`] writes the reports of each event through
//! [`telling::Teller`], which notes every mention. The words are data, in `eval/world`.

mod data;
mod frames;
mod grammar;
mod names;
mod naming;
mod page;
mod plan;
mod random;
mod reports;
mod society;
mod telling;
pub mod truth;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use serde::Serialize;

use data::Data;
use frames::{Design, Frames};
use plan::{Event, Fate, Kind, Plan};
use random::Random;
use reports::{Press, Told};
use society::{Society, Thing};
use telling::calendar;
use truth::{EventLine, MentionLine, SeriesLine};

/// Arguments of `world`.
#[derive(Debug, Args)]
pub struct Command {
    /// Of equal seeds equal worlds.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many events; there are about two and a half reports of each.
    #[arg(long, default_value_t = 3000)]
    events: usize,
    /// Folder for `reports.jsonl` and `truth.jsonl`.
    #[arg(long)]
    out: PathBuf,
    /// The set of frames.
    #[arg(long, value_enum, default_value_t = Design::Made)]
    design: Design,
    /// Share of the people who bear the full name of somebody of another country.
    #[arg(long, default_value_t = 0.05)]
    namesakes: f64,
}

/// A line of `reports.jsonl`.
#[derive(Serialize)]
struct ReportLine<'a> {
    id: &'a str,
    url: String,
    published: String,
    lang: &'a str,
    text: &'a str,
}

/// Writes a world.
///
/// # Errors
/// The folder cannot be written, or a data file is broken.
pub fn run(command: &Command) -> Result<()> {
    let data = Data::read()?;
    let frames = Frames::read(command.design)?;
    let mut random = Random::new(command.seed, 0);
    let society = Society::new(&data, &mut random, command.events, command.namesakes);
    let plan = Plan::new(&data, &society, &mut random, command.events);
    let press = Press { data: &data, society: &society, plan: &plan, frames: &frames, seed: command.seed };
    std::fs::create_dir_all(&command.out).with_context(|| format!("cannot make {}", command.out.display()))?;
    let mut out = Output::new(&command.out)?;
    let mut of_event: Vec<Vec<u32>> = vec![vec![]; plan.events.len()];
    for number in 0..plan.events.len() {
        for told in press.reports(number) {
            let report = out.report(&told)?;
            of_event[number].push(report);
            if let (true, Some(previous)) = (told.previous, plan.events[number].previous) {
                of_event[previous as usize].push(report);
            }
        }
    }
    for (number, event) in plan.events.iter().enumerate().filter(|(_, e)| e.kind != Kind::Renamed) {
        out.event(number, event, &of_event[number])?;
    }
    for series in &plan.series {
        let line = SeriesLine { series: Thing::Body(series.body).to_string(), told: series.told.clone(), missing: series.missing.clone() };
        out.truth(&line)?;
    }
    println!(
        "{} events, {} reports, {} people, {} organisations, {} bodies in {}",
        plan.events.len(),
        out.count,
        society.people.len(),
        society.organisations.len(),
        society.bodies.len(),
        command.out.display()
    );
    out.finish()
}

/// The two files.
struct Output {
    reports: BufWriter<File>,
    truth: BufWriter<File>,
    count: u32,
}

impl Output {
    fn new(folder: &Path) -> Result<Self> {
        let open = |name: &str| {
            let path = folder.join(name);
            Ok::<_, anyhow::Error>(BufWriter::new(File::create(&path).with_context(|| format!("cannot write {}", path.display()))?))
        };
        Ok(Self { reports: open("reports.jsonl")?, truth: open("truth.jsonl")?, count: 0 })
    }

    fn report(&mut self, told: &Told) -> Result<u32> {
        let (number, id) = (self.count, id(self.count));
        self.count += 1;
        let line = ReportLine {
            id: &id,
            url: format!("https://press.example/{}/{id}", told.tongue.code()),
            published: calendar(told.published).to_string(),
            lang: told.tongue.code(),
            text: &told.page.text,
        };
        put(&mut self.reports, &line)?;
        for mention in &told.page.mentions {
            let line = MentionLine {
                report: id.clone(),
                kind: mention.thing.kind().to_owned(),
                text: told.page.text[mention.start..mention.end].to_owned(),
                start: mention.start,
                end: mention.end,
                truth: mention.thing.to_string(),
                bare: mention.bare,
            };
            self.truth(&line)?;
        }
        Ok(number)
    }

    fn event(&mut self, number: usize, event: &Event, reports: &[u32]) -> Result<()> {
        let line = EventLine {
            event: format!("e{number}"),
            kind: event.kind.name().to_owned(),
            day: calendar(event.day).to_string(),
            status: if event.fate == Fate::Cancelled { "cancelled" } else { "held" }.to_owned(),
            body: event.session.map(|(body, _)| Thing::Body(body).to_string()),
            ordinal: event.session.map(|(_, number)| number),
            reports: reports.iter().map(|&n| id(n)).collect(),
        };
        self.truth(&line)
    }

    fn truth(&mut self, line: &impl Serialize) -> Result<()> {
        put(&mut self.truth, line)
    }

    fn finish(mut self) -> Result<()> {
        self.reports.flush()?;
        self.truth.flush()?;
        Ok(())
    }
}

fn put(file: &mut BufWriter<File>, line: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *file, line)?;
    file.write_all(b"\n")?;
    Ok(())
}

fn id(number: u32) -> String {
    format!("r{number:07}")
}

#[cfg(test)]
mod tests {
    use super::frames::Design;
    use super::{Command, run};

    fn world(seed: u64, design: Design) -> (String, String) {
        let folder = tempfile::tempdir().unwrap();
        run(&Command { seed, events: 400, out: folder.path().to_owned(), design, namesakes: 0.05 }).unwrap();
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        (read("reports.jsonl"), read("truth.jsonl"))
    }

    #[test]
    fn equal_seeds_give_equal_worlds() {
        assert_eq!(world(3, Design::Made), world(3, Design::Made));
        assert_ne!(world(3, Design::Made).0, world(4, Design::Made).0);
    }

    #[test]
    fn mentions_stand_in_their_reports() {
        for design in [Design::Made, Design::Unread] {
            let (reports, truth) = world(5, design);
            let texts: std::collections::BTreeMap<String, String> = reports
                .lines()
                .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
                .map(|r| (r["id"].as_str().unwrap().to_owned(), r["text"].as_str().unwrap().to_owned()))
                .collect();
            let mut mentions = 0;
            for line in truth.lines() {
                if let super::truth::Line::Mention(m) = serde_json::from_str(line).unwrap() {
                    assert_eq!(texts[&m.report][m.start..m.end], m.text);
                    mentions += 1;
                }
            }
            assert!(mentions > 3 * texts.len());
            for text in texts.values() {
                assert!(!text.contains(['{', '}', '[', '|']) && !text.contains("  ") && !text.contains(",."), "{text}");
            }
        }
    }
}
