//! `rapporteur changes`: what is new since a day or a report, what changed its status, what fell due.

use std::io::Write;

use anyhow::Result;
use clap::Args;
use rapporteur_views::ChangeView;

use crate::args;
use crate::context::Context;
use crate::failure::{Done, Usage};
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur changes --since 2025-12-01
  rapporteur changes --since 9a1c                 what came with this report and later ones
  rapporteur changes --since 2025-12-01 --as-of 2026-01-31")]
pub struct ChangesArgs {
    /// A year, month or day (2025, 2025-12, 2025-12-01), or a report by its id
    #[arg(long, value_name = "DAY|REPORT")]
    since: String,
    /// The day of asking, for what fell due [default: that of the newest report]
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    as_of: Option<jiff::civil::Date>,
}

pub fn run(args: &ChangesArgs, context: &Context) -> Result<Done> {
    let store = context.open()?;
    let reader = context.reader(&store)?;
    let since = match args::date(&args.since).ok().and_then(rapporteur_model::Edtf::bounds) {
        Some((first, _)) => first,
        None => {
            let id = super::one(&reader, &args.since)?;
            let published = reader.report_head(&id)?.and_then(|r| r.published).and_then(|p| p.bounds());
            let day = published.map(|(first, _)| first);
            day.ok_or_else(|| Usage(format!("{id} is no report with a day; give a day as 2025-12-01")))?
        }
    };
    let changes = rapporteur_views::changes(&reader, since, args.as_of)?;
    if context.json {
        json_lines(changes)?;
        return Ok(Done::Well);
    }
    if changes.is_empty() {
        writeln!(std::io::stderr(), "nothing is new, changed its status or fell due since {since}")?;
        return Ok(Done::Well);
    }
    let row = |c: &ChangeView| vec![c.day.clone(), page::word(&c.change), c.id.clone(), c.text.clone()];
    context.screen.table(&["date", "change", "id", "what"], changes.iter().map(row).collect())?;
    Ok(Done::Well)
}
