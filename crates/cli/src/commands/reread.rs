//! `rapporteur reread`: stored sources read again where what reads them has changed.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use crate::context::Context;
use crate::failure::Done;
use crate::progress::Bar;
use crate::screen::safe;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur reread --list                    how many reports wait for it
  rapporteur reread
  rapporteur reread --all                     those too that were read by the present models and rules

Nothing is fetched: sources are kept in the record. Judgements stay.")]
pub struct RereadArgs {
    /// Also what was read by the present models and rules
    #[arg(long)]
    all: bool,
    /// Say how many reports wait, and read none
    #[arg(long, conflicts_with = "all")]
    list: bool,
}

pub fn run(args: &RereadArgs, context: &Context) -> Result<Done> {
    // A record that is not there is told before the models are looked for.
    if !context.record.exists() {
        context.open()?;
    }
    let mut store = context.open_for_writing()?;
    let pipeline = context.pipeline()?;
    if args.list {
        let waiting = pipeline.waiting(&store)?;
        writeln!(
            std::io::stdout(),
            "{} of {} reports were read by other models, rules or word lists",
            waiting.len(),
            store.report_count()?
        )?;
        return Ok(Done::Well);
    }
    let bar = Bar::new();
    let read = pipeline.reread(&mut store, args.all, &bar);
    bar.finish();
    let read = read?;
    for one in read.issues.iter().filter(|one| one.issue.is_error()) {
        eprintln!("{}: {}", safe(&one.path), safe(&one.issue.message));
    }
    writeln!(std::io::stdout(), "reports: {} read again; record: {}", read.again, context.record.display())?;
    Ok(if read.has_errors() { Done::WithErrors } else { Done::Well })
}
