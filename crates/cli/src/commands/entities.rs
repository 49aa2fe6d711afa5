//! `rapporteur organisations`, `bodies`, `places`, `products`.

use anyhow::Result;
use clap::Args;
use rapporteur_model::{Country, EntityKind};
use rapporteur_views::{EntityFilter, EntityView};

use crate::args::{self, Part};
use crate::context::Context;
use crate::failure::Done;
use crate::screen::json_lines;

#[derive(Debug, Args)]
pub struct EntityArgs {
    /// Words of the name
    words: Vec<String>,
    /// Country, two letters or its name
    #[arg(long, value_parser = args::country)]
    country: Option<Country>,
    #[command(flatten)]
    part: Part,
}

pub fn run(kind: EntityKind, args: &EntityArgs, context: &Context) -> Result<Done> {
    let filter = EntityFilter {
        kind: Some(kind),
        country: args.country,
        text: args::words(&args.words),
        limit: args.part.asked(),
        after: args.part.after.clone(),
        ..EntityFilter::default()
    };
    let store = context.open()?;
    let mut reader = context.reader(&store)?;
    if !context.json && kind != EntityKind::Organisation {
        reader = reader.brief();
    }
    let mut entities = rapporteur_views::entities(&reader, &filter)?;
    args.part.cut(&mut entities, |one| &one.id);
    if context.json {
        json_lines(entities)?;
        return Ok(Done::Well);
    }
    if entities.is_empty() {
        let words = args::words(&args.words).map(|w| format!("words “{w}”"));
        args::nothing(&plural(kind), &[words, args::asked("country", args.country.as_ref())]);
        return Ok(Done::Well);
    }
    let (header, more): (&str, fn(&EntityView) -> String) = match kind {
        EntityKind::Organisation => ("part of", part_of),
        EntityKind::Person | EntityKind::Body | EntityKind::Place | EntityKind::Product => ("also", also),
    };
    let row = |e: &EntityView| {
        let country = e.country.map(|c| c.to_string()).unwrap_or_default();
        vec![e.id.clone(), e.name.clone(), country, more(e), e.reports_count.to_string()]
    };
    context.screen.table(&["id", "name", "country", header, "reports"], entities.iter().map(row).collect())?;
    Ok(Done::Well)
}

/// What many of a kind are called in a message.
fn plural(kind: EntityKind) -> String {
    match kind {
        EntityKind::Person => "people",
        EntityKind::Organisation => "organisations",
        EntityKind::Body => "bodies",
        EntityKind::Place => "places",
        EntityKind::Product => "products",
    }
    .to_owned()
}

fn part_of(e: &EntityView) -> String {
    e.part_of.iter().map(|r| r.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn also(e: &EntityView) -> String {
    e.names.iter().map(|n| n.text.as_str()).filter(|n| *n != e.name).collect::<Vec<_>>().join("; ")
}
