//! `rapporteur review`: what needs an analyst.

use anyhow::Result;
use clap::Args;
use rapporteur_views::ReviewView;

use crate::context::Context;
use crate::failure::Done;
use crate::screen::json_lines;

#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
}

pub fn run(args: &ReviewArgs, context: &Context) -> Result<Done> {
    let mut all = rapporteur_views::review(&context.open()?)?;
    all.truncate(args.limit);
    if context.json {
        json_lines(all)?;
    } else {
        context.screen.table(&["matter", "what", "settle it with"], all.into_iter().map(row).collect())?;
    }
    Ok(Done::Well)
}

fn row(r: ReviewView) -> Vec<String> {
    vec![r.matter, r.titles.join(" / "), r.command.unwrap_or_else(|| format!("rapporteur show {}", r.ids.join(" ")))]
}
