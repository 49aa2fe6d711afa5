//! `rapporteur series`.

use anyhow::Result;
use clap::Args;

use crate::args;
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur series
  rapporteur series сербская комиссия
  rapporteur series --missing                 which sessions are missing")]
pub struct SeriesArgs {
    /// The body: its id, or words of its name; all bodies with numbered sessions where it is left out
    body: Vec<String>,
    /// Only the sessions that no report tells of, or of which none says that they were held when their time was over
    #[arg(long)]
    missing: bool,
}

pub fn run(args: &SeriesArgs, context: &Context) -> Result<Done> {
    let store = context.open()?;
    let reader = context.reader(&store)?;
    let body = args::words(&args.body);
    let list = if args.missing { rapporteur_views::series_with_gaps } else { rapporteur_views::series };
    let all = list(&reader, body.as_deref())?;
    if context.json {
        json_lines(all)?;
        return Ok(Done::Well);
    }
    if all.is_empty() {
        let what = if args.missing { "missing sessions" } else { "sessions of bodies" };
        args::nothing(what, &[body.map(|words| format!("body “{words}”"))]);
        return Ok(Done::Well);
    }
    context.screen.paged(|out| {
        for (n, one) in all.iter().enumerate() {
            write!(out, "{}{}", if n == 0 { "" } else { "\n" }, page::series(&context.screen, one))?;
        }
        Ok(())
    })?;
    Ok(Done::Well)
}
