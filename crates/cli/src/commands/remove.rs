//! `rapporteur remove`: reports out of the record.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use crate::context::Context;
use crate::failure::{Done, Usage};
use crate::progress::Bar;
use crate::screen::safe;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur remove 9a1c4be20f117d35          a report by its id, or its beginning
  rapporteur remove page-of-another.html      by its path or address
  rapporteur reports                          what there is

Its text, its source and its claims go, and what only it said. Judgements on its words are kept and listed as lost; they hold again when it
is added again.")]
pub struct RemoveArgs {
    /// Ids of reports, their beginnings, or paths
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<String>,
}

pub fn run(args: &RemoveArgs, context: &Context) -> Result<Done> {
    if !context.record.exists() {
        context.open()?;
    }
    let mut store = context.open_for_writing()?;
    let mut ids = Vec::new();
    for text in &args.reports {
        ids.extend(meant(&store, text)?);
    }
    let bar = Bar::new();
    let removed = rapporteur_pipeline::remove(&mut store, &ids, &bar);
    bar.finish();
    let removed = removed?;
    writeln!(
        std::io::stdout(),
        "{removed} {} removed; record: {}",
        if removed == 1 { "report" } else { "reports" },
        context.record.display()
    )?;
    Ok(Done::Well)
}

/// The reports that an id, its beginning or a path stands for.
fn meant(store: &rapporteur_views::Store, text: &str) -> Result<Vec<String>> {
    let at = store.reports_at(text, 1000)?;
    if !at.is_empty() {
        return Ok(at);
    }
    let found: Vec<String> = store.ids_starting(text, 10)?.into_iter().filter(|hit| hit.kind == "report").map(|hit| hit.id).collect();
    match found.as_slice() {
        [one] => Ok(vec![one.clone()]),
        [] => Err(Usage(format!("{} is no report of this record; `rapporteur reports` lists them", safe(text))).into()),
        several if several.iter().any(|id| id == text) => Ok(vec![text.to_owned()]),
        several => Err(Usage(format!("{} can be {}: which one? give its id", safe(text), several.join(", "))).into()),
    }
}
