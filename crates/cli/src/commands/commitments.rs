//! `rapporteur commitments`.

use anyhow::Result;
use clap::Args;
use rapporteur_views::{CommitmentFilter, CommitmentView};

use crate::args::{self, Period};
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
pub struct CommitmentArgs {
    /// Words of what was promised
    words: Vec<String>,
    #[command(flatten)]
    period: Period,
    /// Who promised: id, or words of the name
    #[arg(long)]
    person: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

pub fn run(args: &CommitmentArgs, context: &Context) -> Result<Done> {
    let filter = CommitmentFilter {
        from: args.period.first(),
        to: args.period.last(),
        text: args::words(&args.words),
        person: args.person.clone(),
        limit: args.limit,
    };
    let commitments = rapporteur_views::commitments(&context.open()?, &filter)?;
    if context.json {
        json_lines(commitments)?;
    } else {
        context.screen.table(&["id", "due", "outcome", "kind", "what", "by"], commitments.iter().map(row).collect())?;
    }
    Ok(Done::Well)
}

fn row(c: &CommitmentView) -> Vec<String> {
    vec![c.id.clone(), page::date(c.due), page::word(&c.outcome), c.kind.clone(), c.act.clone(), page::names(&c.actors)]
}
