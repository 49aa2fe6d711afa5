//! `rapporteur relations`.

use anyhow::Result;
use clap::Args;
use rapporteur_model::{Country, RelationKind, Status};
use rapporteur_views::{RelationFilter, RelationView};

use crate::args::{self, Part, Period};
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::{csv, json_lines};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur relations Kupol --kind part_of         what an organisation is part of, and what is part of it
  rapporteur relations --kind deal --country BY --from 2024")]
pub struct RelationArgs {
    /// Who or what stands at an end: an id, or words of a name
    words: Vec<String>,
    #[command(flatten)]
    period: Period,
    /// part_of, subordinate_to, formed_by, produces, owns, also_called, deal (may be repeated)
    #[arg(long = "kind", value_name = "KIND", value_parser = args::word::<RelationKind>)]
    kinds: Vec<RelationKind>,
    /// held, planned, cancelled, denied (may be repeated)
    #[arg(long = "status", value_name = "STATUS", value_parser = args::word::<Status>)]
    statuses: Vec<Status>,
    /// An end is of this country (two letters, or its name)
    #[arg(long, value_parser = args::country)]
    country: Option<Country>,
    #[command(flatten)]
    part: Part,
    /// Comma-separated values instead of a table
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

pub fn run(args: &RelationArgs, context: &Context) -> Result<Done> {
    let period = args.period.checked()?;
    let filter = RelationFilter {
        from: period.first(),
        to: period.last(),
        kinds: args.kinds.clone(),
        statuses: args.statuses.clone(),
        country: args.country,
        entity: None,
        with: args::words(&args.words),
        limit: args.part.asked(),
        after: args.part.after.clone(),
    };
    let store = context.open()?;
    let mut relations = rapporteur_views::relations(&context.reader(&store)?, &filter)?;
    args.part.cut(&mut relations, |one| &one.id);
    if relations.is_empty() {
        let words = args::words(&args.words).map(|w| format!("words “{w}”"));
        let kinds = args.kinds.iter().map(args::code).collect::<Vec<_>>();
        let kind = (!kinds.is_empty()).then(|| format!("kind {}", kinds.join(" or ")));
        args::nothing("relations", &[words, Some(period.told()), kind, args::asked("country", args.country.as_ref())]);
    }
    let header = ["id", "kind", "date", "between", "about"];
    if context.json {
        json_lines(relations)?;
    } else if args.csv {
        let text = |r: &RelationView| r.date.map(|d| d.to_string()).unwrap_or_default();
        csv(&header, relations.iter().map(|r| row(r, text(r))))?;
    } else {
        context.screen.table(&header, relations.iter().map(|r| row(r, page::date(r.date))).collect())?;
    }
    Ok(Done::Well)
}

fn row(r: &RelationView, date: String) -> Vec<String> {
    vec![r.id.clone(), page::relation_kind(r), date, page::relation_ends(r), page::relation_subject(r)]
}
