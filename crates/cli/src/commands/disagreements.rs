//! `rapporteur disagreements`: where reports tell different things of one event.

use anyhow::Result;
use clap::Args;
use rapporteur_model::EventKind;
use rapporteur_views::{DisagreementView, EventFilter};

use crate::args::{self, Period};
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur disagreements
  rapporteur disagreements --kind session --from 2024
  rapporteur show e-3f2a91c0                  which report says what")]
pub struct DisagreementArgs {
    /// Words of the event
    words: Vec<String>,
    #[command(flatten)]
    period: Period,
    /// Kinds of events
    #[arg(long, value_delimiter = ',', value_parser = args::word::<EventKind>)]
    kind: Vec<EventKind>,
}

pub fn run(args: &DisagreementArgs, context: &Context) -> Result<Done> {
    let period = args.period.checked()?;
    let filter = EventFilter {
        from: period.first(),
        to: period.last(),
        possible: period.possible,
        kinds: args.kind.clone(),
        text: args::words(&args.words),
        ..EventFilter::default()
    };
    let store = context.open()?;
    let all = rapporteur_views::disagreements(&context.reader(&store)?, &filter)?;
    if context.json {
        json_lines(all)?;
        return Ok(Done::Well);
    }
    if all.is_empty() {
        let words = args::words(&args.words).map(|w| format!("words “{w}”"));
        args::nothing("disagreements between reports", &[words, Some(period.told())]);
        return Ok(Done::Well);
    }
    let row = |d: &DisagreementView| {
        vec![d.id.clone(), page::word(&d.kind), page::label(&d.field), page::values(&d.field, &d.values), d.title.clone()]
    };
    context.screen.table(&["id", "kind", "field", "values", "title"], all.iter().map(row).collect())?;
    Ok(Done::Well)
}
