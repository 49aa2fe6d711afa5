//! `rapporteur why`: the evidence, quoted.

use anyhow::Result;
use clap::Args;

use crate::context::Context;
use crate::failure::{Done, Usage};
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
pub struct WhyArgs {
    /// An id, its beginning, or words of a name
    #[arg(required = true, value_name = "ID")]
    id: Vec<String>,
}

pub fn run(args: &WhyArgs, context: &Context) -> Result<Done> {
    let store = context.open()?;
    let reader = context.reader(&store)?;
    let id = super::one(&reader, &args.id.join(" "))?;
    let Some(why) = rapporteur_views::why(&reader, &id)? else {
        return Err(Usage(format!("{id} is no entry of the record; `rapporteur show {id}` shows a report")).into());
    };
    if context.json {
        json_lines([why])?;
    } else {
        context.screen.paged(|out| Ok(write!(out, "{}", page::why(&context.screen, &why))?))?;
    }
    Ok(Done::Well)
}
