//! The arguments of the command line and their help. Parses values; does nothing.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use rapporteur_model::{Country, Edtf};
use rapporteur_views::Side;
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
  rapporteur serve                         the record in the browser
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
    /// The language of titles, names and dates: ru or en [default: that of the locale, else of most reports; with --json as recorded]
    #[arg(long, global = true, value_name = "LANG", value_parser = ["ru", "en"], hide_possible_values = true)]
    pub lang: Option<String>,
    /// No colours (also where NO_COLOR is set, or the output is no terminal)
    #[arg(long, global = true)]
    pub no_color: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports into the record: files, folders, patterns, web addresses, or - for standard input
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
    /// List what is part of, owns, makes, is also called, and deals
    Relations(commands::relations::RelationArgs),
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
    /// Record a judgement: same, different, split, confirm, reject, correct; or undo one
    Judge(commands::judge::JudgeArgs),
    /// List the judgements, export or import them
    Judgements(commands::judgements::JudgementsArgs),
    /// List what is new since a day, what changed its status, what fell due
    Changes(commands::changes::ChangesArgs),
    /// Ask feeds, sitemaps and pages again and again, read what is new and print its events
    Watch(commands::watch::WatchArgs),
    /// Show the record in the browser, and give it to programs: pages and an HTTP API on this machine
    Serve(commands::serve::ServeArgs),
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
    /// All that could lie within, not only what begins there
    #[arg(long)]
    pub possible: bool,
}

impl Period {
    /// Refuses an end that lies before the beginning.
    pub fn checked(&self) -> Result<&Self, crate::failure::Usage> {
        match (self.first(), self.last()) {
            (Some(first), Some(last)) if last < first => {
                let (from, to) = (self.from.map(|d| d.to_string()).unwrap_or_default(), self.to.map(|d| d.to_string()).unwrap_or_default());
                Err(crate::failure::Usage(format!(
                    "--from {from} lies behind --to {to}: nothing can be within; give the earlier day first"
                )))
            }
            _ => Ok(self),
        }
    }

    /// The dates in words, for a message; empty where none are asked for.
    pub fn told(&self) -> String {
        let part = |word: &str, date: Option<Edtf>| date.map(|d| format!("{word} {d}"));
        [part("from", self.from), part("to", self.to)].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The first day, `YYYY-MM-DD`.
    pub fn first(&self) -> Option<String> {
        Some(self.from?.bounds()?.0.to_string())
    }

    /// The last day.
    pub fn last(&self) -> Option<String> {
        Some(self.to?.bounds()?.1.to_string())
    }
}

/// Which part of a list.
#[derive(Debug, Args)]
pub struct Part {
    /// At most so many; the answer says how to get the next ones
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// Those behind this entry in the list
    #[arg(long, visible_alias = "cursor", value_name = "ID")]
    pub after: Option<String>,
}

impl Part {
    /// One more than is shown, to know whether there are more.
    pub fn asked(&self) -> Option<u32> {
        self.limit.map(|n| n.saturating_add(1))
    }

    /// Cuts a list to what is shown; where there are more, says on standard error how to get them.
    pub fn cut<T>(&self, list: &mut Vec<T>, id: impl Fn(&T) -> &str) {
        let Some(limit) = self.limit.map(|n| n as usize).filter(|&n| list.len() > n) else { return };
        list.truncate(limit);
        if let Some(last) = list.last() {
            eprintln!("more: the same with --after {}", crate::screen::safe(id(last)));
        }
    }
}

/// Words given without quotes; `None` for none.
pub fn words(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join(" "))
}

/// A day.
pub fn day(text: &str) -> Result<jiff::civil::Date, String> {
    text.parse().map_err(|_| "expected a day as 2025-12-01".to_owned())
}

/// Two countries (BY,RS), or names with a comma between.
pub fn between(text: &str) -> Result<(Side, Side), String> {
    let (a, b) = text.split_once(',').ok_or("expected two with a comma between: BY,RS or \"Купол,Маяк\"")?;
    let (a, b) = (a.trim(), b.trim());
    if a.is_empty() || b.is_empty() || a == b { Err("expected two different ones, as BY,RS".to_owned()) } else { Ok((side(a)?, side(b)?)) }
}

/// Somebody who takes part: a country by its two capital letters, else an id or words of a name.
pub fn side(text: &str) -> Result<Side, String> {
    let code = text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
    Ok(if code { Side::Country(country(text)?) } else { Side::Name(text.to_owned()) })
}

/// A column or clause for a message, where it was asked for.
pub fn asked<T: std::fmt::Display>(name: &str, value: Option<&T>) -> Option<String> {
    value.map(|v| format!("{name} {v}"))
}

/// Says on standard error that a list is empty and what was looked for.
pub fn nothing(what: &str, asked: &[Option<String>]) {
    let asked: Vec<&str> = asked.iter().flatten().map(String::as_str).filter(|a| !a.is_empty()).collect();
    if asked.is_empty() {
        eprintln!("no {what} in this record");
    } else {
        eprintln!("no {what} found: {}", crate::screen::safe(&asked.join(", ")));
    }
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
        let list = known.split_once("expected ").map_or(known.clone(), |(_, list)| list.replace('`', ""));
        let words = list.trim_start_matches("one of ").split(", ");
        let near = words.map(|w| (distance(text, w), w.to_owned())).min().filter(|(far, w)| *far <= 1 + w.chars().count() / 4);
        match near {
            Some((_, word)) => format!("did you mean {word}? (expected {list})"),
            None => format!("expected {list}"),
        }
    })
}

/// Letters that have to be changed, added or left out to make one word of the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{between, distance, word};
    use rapporteur_model::EventKind;

    #[test]
    fn misspelt_words_are_suggested() {
        assert_eq!((distance("meting", "meeting"), distance("", "abc")), (1, 3));
        assert!(word::<EventKind>("meting").unwrap_err().starts_with("did you mean meeting?"));
        assert!(word::<EventKind>("banquet").unwrap_err().starts_with("expected one of"));
        assert!(between("BY").is_err() && between("BY,BY").is_err() && between("BY,").is_err() && between("BY,RS").is_ok());
    }
}
