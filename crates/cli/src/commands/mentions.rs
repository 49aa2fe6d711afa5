//! `rapporteur mentions`.

use anyhow::Result;
use clap::Args;
use rapporteur_model::MentionKind;
use rapporteur_views::{MentionFilter, MentionView};

use crate::args;
use crate::context::Context;
use crate::failure::Done;
use crate::screen::json_lines;

#[derive(Debug, Args)]
pub struct MentionArgs {
    /// In this report (its id)
    #[arg(long, value_name = "ID")]
    report: Option<String>,
    /// person, organisation, body, place, post, date, instrument, product, gathering
    #[arg(long, value_parser = args::word::<MentionKind>)]
    kind: Option<MentionKind>,
    /// That stand for this entity (its id, or words of its name)
    #[arg(long, value_name = "ID")]
    entity: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = args::number)]
    limit: Option<u32>,
}

pub fn run(args: &MentionArgs, context: &Context) -> Result<Done> {
    let store = context.open()?;
    let reader = context.reader(&store)?;
    let entity = args.entity.as_deref().map(|text| super::one(&reader, text)).transpose()?;
    let filter = MentionFilter { report: args.report.clone(), kind: args.kind, entity, limit: args.limit, after: None };
    let mentions = rapporteur_views::mentions(&reader, &filter)?;
    if context.json {
        json_lines(mentions)?;
    } else {
        let header = ["report", "start", "end", "kind", "text", "name", "entity"];
        context.screen.table(&header, mentions.into_iter().map(row).collect())?;
    }
    Ok(Done::Well)
}

fn row(m: MentionView) -> Vec<String> {
    vec![m.report, m.start.to_string(), m.end.to_string(), m.kind.name().to_owned(), m.text, m.name, m.entity.unwrap_or_default()]
}
