//! `rapporteur instruments`.

use anyhow::Result;
use clap::Args;
use rapporteur_views::{InstrumentFilter, InstrumentView};

use crate::args::{self, Period};
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
pub struct InstrumentArgs {
    /// Words of the title
    words: Vec<String>,
    #[command(flatten)]
    period: Period,
    /// Signatory or party: id, or words of the name
    #[arg(long)]
    person: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

pub fn run(args: &InstrumentArgs, context: &Context) -> Result<Done> {
    let filter = InstrumentFilter {
        from: args.period.first(),
        to: args.period.last(),
        text: args::words(&args.words),
        person: args.person.clone(),
        limit: args.limit,
        ..InstrumentFilter::default()
    };
    let instruments = rapporteur_views::instruments(&context.open()?, &filter)?;
    if context.json {
        json_lines(instruments)?;
    } else {
        context.screen.table(&["id", "date", "kind", "title", "signed by", "between"], instruments.iter().map(row).collect())?;
    }
    Ok(Done::Well)
}

fn row(i: &InstrumentView) -> Vec<String> {
    vec![i.id.clone(), page::date(i.date), page::word(&i.kind), i.title.clone(), page::names(&i.signatories), page::names(&i.parties)]
}
