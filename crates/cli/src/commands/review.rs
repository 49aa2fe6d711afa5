//! `rapporteur review`: what needs an analyst.

use anyhow::Result;
use clap::Args;

use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

pub fn run(args: &ReviewArgs, context: &Context) -> Result<Done> {
    let store = context.open()?;
    let reader = context.reader(&store)?;
    let queue = rapporteur_views::queue(&reader)?;
    let mut all =
        queue.iter().take(args.limit).map(|one| rapporteur_views::shown(&reader, one)).collect::<rapporteur_views::Result<Vec<_>>>()?;
    if context.json {
        json_lines(all)?;
    } else {
        // Programs ask `why` of the ids.
        rapporteur_views::with_words(&reader, &mut all)?;
        context.screen.paged(|out| {
            for item in &all {
                writeln!(out, "{}", page::review(&context.screen, item))?;
            }
            Ok(())
        })?;
        if all.is_empty() {
            eprintln!("nothing to look at");
        }
    }
    Ok(Done::Well)
}
