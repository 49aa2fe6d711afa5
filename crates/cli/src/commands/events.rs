//! `rapporteur events`.

use anyhow::Result;
use clap::Args;
use rapporteur_model::{Country, EventKind, Status};
use rapporteur_views::{EventFilter, EventView};

use crate::args::{self, Period};
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur events --from 2024 --to 2025-06 --country CN
  rapporteur events --kind session --status planned
  rapporteur events --person Pantus --json
  rapporteur events протокол                words of the title, body, place or participants")]
pub struct EventArgs {
    /// Words to look for
    words: Vec<String>,
    #[command(flatten)]
    period: Period,
    /// session, meeting, visit, signing, statement, gathering, appointment, departure
    #[arg(long, value_delimiter = ',', value_parser = args::word::<EventKind>)]
    kind: Vec<EventKind>,
    /// held, planned, cancelled, denied
    #[arg(long, value_delimiter = ',', value_parser = args::word::<Status>)]
    status: Vec<Status>,
    /// Country of the place or of a participant, two letters
    #[arg(long, value_parser = args::country)]
    country: Option<Country>,
    /// Body: its id, or words of its name
    #[arg(long)]
    body: Option<String>,
    /// Participant: id, or words of the name
    #[arg(long)]
    person: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

pub fn run(args: &EventArgs, context: &Context) -> Result<Done> {
    let filter = EventFilter {
        from: args.period.first(),
        to: args.period.last(),
        kinds: args.kind.clone(),
        statuses: args.status.clone(),
        country: args.country,
        body: args.body.clone(),
        person: args.person.clone(),
        text: args::words(&args.words),
        limit: args.limit,
        ..EventFilter::default()
    };
    let events = rapporteur_views::events(&context.open()?, &filter)?;
    if context.json {
        json_lines(events)?;
    } else {
        context.screen.table(&["id", "date", "kind", "status", "place", "title"], events.iter().map(row).collect())?;
    }
    Ok(Done::Well)
}

fn row(e: &EventView) -> Vec<String> {
    vec![e.id.clone(), page::date(e.date), page::word(&e.kind), page::word(&e.status), page::place(e.place.as_ref()), e.title.clone()]
}
