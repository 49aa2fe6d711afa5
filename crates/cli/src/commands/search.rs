//! `rapporteur search`.

use anyhow::Result;
use clap::Args;
use rapporteur_views::HitView;

use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur search протокол комиссии
  rapporteur search Shugaev              finds Шугаев, Шугаева, Шугаевым")]
pub struct SearchArgs {
    /// Words; all of them must be there
    #[arg(required = true)]
    words: Vec<String>,
    /// At most so many entries and so many reports
    #[arg(long, value_name = "N", default_value_t = 20, allow_negative_numbers = true, value_parser = crate::args::number)]
    limit: u32,
}

pub fn run(args: &SearchArgs, context: &Context) -> Result<Done> {
    let store = context.open()?;
    let reader = context.reader(&store)?;
    let hits = rapporteur_views::search(&reader, &args.words.join(" "), args.limit)?;
    if context.json {
        json_lines(hits)?;
    } else {
        if hits.is_empty() {
            crate::args::nothing("entries and reports", &[Some(format!("words “{}”", args.words.join(" ")))]);
            return Ok(Done::Well);
        }
        context.screen.table(&["id", "kind", "title", "text"], hits.into_iter().map(row).collect())?;
    }
    Ok(Done::Well)
}

fn row(h: HitView) -> Vec<String> {
    vec![h.id, page::label(&h.kind), h.title, h.text.unwrap_or_default()]
}
