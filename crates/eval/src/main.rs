//! `rapporteur-eval`: benchmarks of accuracy and speed, and the committed tables of their results. Reads arguments, runs, prints.

mod assign;
mod factrueval;
mod score;
mod table;
mod text;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Benchmarks of accuracy and speed.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Folder of the result pages.
    #[arg(long, global = true, default_value = "eval/results")]
    results: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Russian news: mentions, entities, facts (FactRuEval-2016).
    Factrueval(factrueval::Command),
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let (page, whole) = match &arguments.command {
        Command::Factrueval(command) => factrueval::run(command)?,
    };
    print!("{}", page.markdown());
    if whole {
        page.write(&arguments.results)?;
    }
    Ok(())
}
