//! `rapporteur show`: a dossier.

use anyhow::Result;
use clap::Args;

use crate::context::Context;
use crate::failure::{Done, Usage};
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur show p-3f2a91c0
  rapporteur show p-3f2              the beginning of an id is enough
  rapporteur show Пантус             so is a name, in either script, if only one entry has it")]
pub struct ShowArgs {
    /// An id, its beginning, or words of a name
    #[arg(required = true, value_name = "ID")]
    id: Vec<String>,
}

pub fn run(args: &ShowArgs, context: &Context) -> Result<Done> {
    let store = context.open()?;
    let reader = context.reader(&store)?;
    let id = super::one(&reader, &args.id.join(" "))?;
    let Some(dossier) = rapporteur_views::dossier(&reader, &id)? else {
        return Err(Usage(format!("there is no entry {id}")).into());
    };
    if context.json {
        json_lines([dossier])?;
    } else {
        context.screen.paged(|out| Ok(write!(out, "{}", page::dossier(&context.screen, &dossier))?))?;
        if !matches!(dossier.entry, rapporteur_views::Entry::Report(_)) {
            eprintln!("\n{}: rapporteur why {id}", page::label("the words behind it"));
        }
    }
    Ok(Done::Well)
}
