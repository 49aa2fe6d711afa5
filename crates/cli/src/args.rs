//! The arguments of the command line and their help. Parses values; does nothing.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use rapporteur_model::{Country, Edtf};
use serde::de::DeserializeOwned;

use crate::commands;

/// Reads press reports of official cooperation and keeps a sourced record: who met whom, when, where, in what post, what was
/// signed and what was promised.
#[derive(Debug, Parser)]
#[command(name = "rapporteur", version, propagate_version = true, after_help = EXAMPLES, max_term_width = 110)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  rapporteur demo                          read the sample reports and show what becomes of them
  rapporteur add reports/ more/*.txt       read files and folders into ./rapporteur.db
  rapporteur events --from 2024 --kind session
  rapporteur show Pantus                   the dossier of a person
  rapporteur why e-3f2a91c0                the words that an event stands on
  rapporteur events --json | jq .title     one JSON object a line

Exit codes: 0 done, 1 some reports had errors, 2 usage, 3 the record or an install is broken.";

/// Options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The record, one SQLite file
    #[arg(
        long,
        global = true,
        value_name = "PATH",
        env = "RAPPORTEUR_RECORD",
        default_value = "rapporteur.db",
        hide_default_value = false
    )]
    pub record: PathBuf,
    /// Reports to read at once [default: one a core]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// One JSON object a line instead of a table
    #[arg(long, global = true)]
    pub json: bool,
    /// No colours (also where NO_COLOR is set, or the output is no terminal)
    #[arg(long, global = true)]
    pub no_color: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports into the record: files, folders, patterns, or - for standard input
    Add(commands::add::AddArgs),
    /// List meetings, sessions, visits, signings, statements, gatherings, appointments and departures
    Events(commands::events::EventArgs),
    /// List people with their posts
    People(commands::entities::EntityArgs),
    /// List organisations
    Organisations(commands::entities::EntityArgs),
    /// List commissions, committees, councils and working groups
    Bodies(commands::entities::EntityArgs),
    /// List places
    Places(commands::entities::EntityArgs),
    /// List products
    Products(commands::entities::EntityArgs),
    /// List what was signed or adopted
    Instruments(commands::instruments::InstrumentArgs),
    /// List what was promised, and what became of it
    Commitments(commands::commitments::CommitmentArgs),
    /// List the reports that were read
    Reports(commands::reports::ReportArgs),
    /// List the words that name people, organisations, places, dates and others
    Mentions(commands::mentions::MentionArgs),
    /// Show the numbered sessions of bodies: held, announced, missing
    Series(commands::series::SeriesArgs),
    /// Show an entry with all that belongs to it
    Show(commands::show::ShowArgs),
    /// Quote the words that an entry stands on
    Why(commands::why::WhyArgs),
    /// Find reports, people and events by words, in any inflection and either script
    Search(commands::search::SearchArgs),
    /// List what an analyst should look at
    Review(commands::review::ReviewArgs),
    /// Record a judgement: same, different, confirm, reject, correct
    Judge(commands::judge::JudgeArgs),
    /// Install the models (needs pip, or wheels by path)
    Setup(commands::setup::SetupArgs),
    /// Read the sample reports into a record of their own and show them
    Demo(commands::demo::DemoArgs),
    /// Read reports as JSON lines, write analyses and claims as JSON lines; keeps nothing
    Extract(commands::extract::ExtractArgs),
}

/// Dates of a list.
#[derive(Debug, Args)]
pub struct Period {
    /// From this year, month or day on (2024, 2024-10, 2024-10-05)
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<Edtf>,
    /// Up to and including this year, month or day
    #[arg(long, value_name = "DATE", value_parser = date)]
    to: Option<Edtf>,
}

impl Period {
    /// The first day, `YYYY-MM-DD`.
    pub fn first(&self) -> Option<String> {
        Some(self.from?.bounds()?.0.to_string())
    }

    /// The last day.
    pub fn last(&self) -> Option<String> {
        Some(self.to?.bounds()?.1.to_string())
    }
}

/// Words given without quotes; `None` for none.
pub fn words(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join(" "))
}

fn date(text: &str) -> Result<Edtf, String> {
    let date: Edtf = text.parse().map_err(|_| "expected a date as 2024, 2024-10 or 2024-10-05".to_owned())?;
    if date.bounds().is_some() { Ok(date) } else { Err("expected a date with a year".to_owned()) }
}

/// A country by its code.
pub fn country(text: &str) -> Result<Country, String> {
    Country::new(text).ok_or_else(|| "expected two letters (ISO 3166-1 alpha-2), as BY, CN, RU".to_owned())
}

/// A word of a closed list of the model.
pub fn word<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|error| {
        let known = error.to_string();
        known.split_once("expected ").map_or(known.clone(), |(_, list)| format!("expected {}", list.replace('`', "")))
    })
}
