//! `rapporteur series`.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use crate::args;
use crate::context::Context;
use crate::failure::Done;
use crate::page;
use crate::screen::json_lines;

#[derive(Debug, Args)]
pub struct SeriesArgs {
    /// The body: its id, or words of its name; all bodies with numbered sessions where it is left out
    body: Vec<String>,
}

pub fn run(args: &SeriesArgs, context: &Context) -> Result<Done> {
    let store = context.open()?;
    let reader = context.reader(&store)?;
    let all = rapporteur_views::series(&reader, args::words(&args.body).as_deref())?;
    if context.json {
        json_lines(all)?;
        return Ok(Done::Well);
    }
    let mut out = std::io::stdout().lock();
    for (n, one) in all.iter().enumerate() {
        write!(out, "{}{}", if n == 0 { "" } else { "\n" }, page::series(&context.screen, one))?;
    }
    if all.is_empty() {
        eprintln!("no numbered sessions");
    }
    Ok(Done::Well)
}
