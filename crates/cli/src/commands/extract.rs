//! `rapporteur extract`: a worker without a record.

use std::io::{BufReader, BufWriter, stdin, stdout};

use anyhow::Result;
use clap::Args;
use rapporteur_pipeline::LineOptions;

use crate::context::Context;
use crate::failure::Done;

#[derive(Debug, Args)]
#[command(after_help = "\
Reads lines {\"id\",\"text\",\"lang\"?,\"title\"?,\"published\"?} and writes one line for each, in the same order:
{\"id\",\"lang\",\"mentions\":[…],\"claims\":[…],\"issues\":[…]}. Positions are UTF-8 bytes of the text: with --as-is of the text
given, else of the clean text, which is then part of the line.

Example:
  rapporteur extract --as-is < reports.jsonl > claims.jsonl")]
pub struct ExtractArgs {
    /// Take texts as they are: no cleaning
    #[arg(long)]
    as_is: bool,
    /// Also write the tokens with lemmas, features and syntax
    #[arg(long)]
    tokens: bool,
    /// Parse only sentences with a name or a word that can tell of an event: faster, at the cost of some mentions and a few claims
    #[arg(long)]
    telling: bool,
}

pub fn run(args: &ExtractArgs, context: &Context) -> Result<Done> {
    let options = LineOptions { as_is: args.as_is, tokens: args.tokens, telling: args.telling };
    let done = context.pipeline()?.extract_lines(BufReader::new(stdin()), BufWriter::new(stdout()), options)?;
    if done.errors > 0 {
        eprintln!("{} of {} lines had errors; see their \"issues\"", done.errors, done.lines);
    }
    Ok(if done.errors > 0 { Done::WithErrors } else { Done::Well })
}
