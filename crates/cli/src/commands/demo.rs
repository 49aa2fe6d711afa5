//! `rapporteur demo`: the sample reports, read and shown. They are part of the program.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use include_dir::{Dir, include_dir};
use rapporteur_pipeline::AddOptions;
use rapporteur_views::{EntityFilter, EventFilter, Reader, Store};

use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::progress::Bar;
use crate::screen::{Screen, json_lines, safe};

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../examples/demo");

#[derive(Debug, Args)]
pub struct DemoArgs {}

pub fn run(_args: &DemoArgs, context: &Context) -> Result<Done> {
    let path = record()?;
    let mut store = Store::open(&path)?;
    let pipeline = context.pipeline()?;
    let bar = Bar::new();
    let added = pipeline.add_texts(&mut store, samples(), &AddOptions::default(), &bar)?;
    bar.finish();
    let reader = context.reader(&store)?;
    let events = rapporteur_views::events(&reader, &EventFilter::default())?;
    if context.json {
        json_lines(events)?;
        return Ok(Done::Well);
    }
    let people =
        rapporteur_views::entities(&reader, &EntityFilter { kind: Some(rapporteur_model::EntityKind::Person), ..EntityFilter::default() })?;
    let screen = &context.screen;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} sample reports: {} events, {} people with posts\n", added.done(), events.len(), people.len())?;
    for event in &events {
        let why = rapporteur_views::why(&reader, &event.id)?;
        writeln!(out, "{}", page::event(screen, event, why.as_ref().and_then(rapporteur_views::Why::best)))?;
    }
    one_series(&reader, screen, &mut out)?;
    one_why(&reader, &events, screen, &mut out)?;
    to_review(&reader, screen, &mut out)?;
    for issue in added.issues.iter().filter(|i| i.issue.is_error()) {
        writeln!(out, "{}: {}", safe(&issue.path), safe(&issue.issue.message))?;
    }
    let person = people.iter().max_by_key(|p| (p.reports.len(), p.posts.len())).map_or("NAME", |p| p.id.as_str());
    let event = events.iter().max_by_key(|e| (e.reports.len(), e.participants.len())).map_or("ID", |e| e.id.as_str());
    let next = NEXT.replace("{record}", &path.display().to_string()).replace("{person}", person).replace("{event}", event);
    writeln!(out, "{}", next.trim_end())?;
    Ok(Done::Well)
}

const NEXT: &str = "\
The record is kept in {record}. Ask it:
  export RAPPORTEUR_RECORD={record}
  rapporteur events                what happened, by date
  rapporteur people                who holds which post
  rapporteur series                numbered sessions: held, announced, missing
  rapporteur show {person}      everything about one person, organisation or event
  rapporteur why {event}       the words that an entry stands on
  rapporteur review                what an analyst should look at
  rapporteur judge reject {event} --why \"a try\"      a judgement, undone by `rapporteur judge undo`
With reports of your own:
  rapporteur add FOLDER --record mine.db
  rapporteur help                  all commands
";

/// Where the record of the demo is kept: here, or with the temporary files where nothing can be written here.
fn record() -> Result<std::path::PathBuf> {
    const NAME: &str = "rapporteur-demo.db";
    let here = std::path::PathBuf::from(NAME);
    if tempfile::tempfile_in(".").is_ok() {
        return Ok(here);
    }
    Ok(std::env::temp_dir().join(NAME))
}

/// What is worth most to be looked at.
fn to_review(reader: &Reader<'_>, screen: &Screen, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{}", screen.heading("$ rapporteur review --limit 2"))?;
    for item in rapporteur_views::review(reader)?.iter().take(2) {
        writeln!(out, "{}", page::review(screen, item))?;
    }
    Ok(())
}

/// The texts by name; names are their paths in the record.
fn samples() -> Vec<(String, Vec<u8>)> {
    let texts = SAMPLES.files().filter(|file| file.path().extension().is_some_and(|end| end == "txt"));
    let mut all: Vec<(String, Vec<u8>)> = texts.map(|f| (f.path().display().to_string(), f.contents().to_vec())).collect();
    all.sort();
    all
}

/// The longest series.
fn one_series(store: &Reader<'_>, screen: &Screen, out: &mut impl Write) -> Result<()> {
    let all = rapporteur_views::series(store, None)?;
    if let Some(longest) = all.iter().max_by_key(|s| s.sessions.len()) {
        writeln!(out, "{}\n{}", screen.heading("$ rapporteur series"), page::series(screen, longest))?;
    }
    Ok(())
}

/// The words behind the event that most reports tell of.
fn one_why(store: &Reader<'_>, events: &[rapporteur_views::EventView], screen: &Screen, out: &mut impl Write) -> Result<()> {
    let Some(event) = events.iter().max_by_key(|e| (e.reports.len(), e.participants.len())) else { return Ok(()) };
    if let Some(why) = rapporteur_views::why(store, &event.id)? {
        writeln!(out, "{}\n{}", screen.heading(&format!("$ rapporteur why {}", event.id)), page::why(screen, &why))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_samples_are_inside() {
        let samples = super::samples();
        assert!(samples.len() >= 12);
        assert!(samples.iter().all(|(name, bytes)| name.ends_with(".txt") && std::str::from_utf8(bytes).is_ok()));
    }
}
