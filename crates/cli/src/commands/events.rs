//! `rapporteur events`.

use anyhow::Result;
use clap::{Args, ValueEnum};
use rapporteur_model::{Country, EventKind, Status};
use rapporteur_views::{CountBy, EventFilter, EventOrder, EventView, Side};

use crate::args::{self, Period};
use crate::context::Context;
use crate::failure::{Done, Usage};
use crate::page;
use crate::screen::{csv, json_lines};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  rapporteur events --from 2024 --to 2025-06 --country CN
  rapporteur events --kind session --status planned
  rapporteur events --between BY,RS --kind signing --from 2024 --to 2024
  rapporteur events --with Pantus --sort -date --limit 10
  rapporteur events --kind meeting --count-by pair      who met whom most
  rapporteur events протокол                words of the title, body, place or participants

A day is that on which an event began, or the day by or after which it was; --possible asks for every day that it could have been.")]
pub struct EventArgs {
    /// Words to look for
    words: Vec<String>,
    #[command(flatten)]
    period: Period,
    /// session, meeting, visit, signing, statement, gathering, appointment, departure
    #[arg(long, value_delimiter = ',', value_parser = args::word::<EventKind>)]
    kind: Vec<EventKind>,
    /// held, planned, cancelled, denied, disputed
    #[arg(long, value_delimiter = ',', value_parser = args::word::<Status>)]
    status: Vec<Status>,
    /// Country of the place or of a participant: two letters, or its name
    #[arg(long, value_parser = args::country)]
    country: Option<Country>,
    /// Body: its id, or words of its name
    #[arg(long)]
    body: Option<String>,
    /// Participant: id, or words of the name
    #[arg(long)]
    person: Option<String>,
    /// Between two countries (BY,RS or Россия,Индия) or two names
    #[arg(long, value_name = "A,B", value_parser = args::between)]
    between: Option<(Side, Side)>,
    /// With this country, person, organisation or body; several times for all of them
    #[arg(long, value_name = "WHO", value_parser = args::side)]
    with: Vec<Side>,
    /// Order of the list
    #[arg(long, value_enum, default_value_t = Sort::Date, allow_hyphen_values = true)]
    sort: Sort,
    /// At most so many; the answer says how to get the next ones
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = args::number)]
    limit: Option<u32>,
    /// Those behind this event in the list
    #[arg(long, value_name = "ID")]
    after: Option<String>,
    /// Numbers instead of a list
    #[arg(long, value_enum, value_name = "WHAT")]
    count_by: Option<By>,
    /// Comma-separated values instead of a table
    #[arg(long, conflicts_with = "json")]
    csv: bool,
}

/// Orders of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sort {
    Date,
    #[value(name = "-date")]
    DateDescending,
    Kind,
    Reports,
    Confidence,
}

/// What events are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    Kind,
    Year,
    Country,
    Person,
    Body,
    Pair,
}

pub fn run(args: &EventArgs, context: &Context) -> Result<Done> {
    let period = args.period.checked()?;
    let store = context.open()?;
    let reader = context.reader(&store)?;
    let filter = filter(args, period);
    if let Some(by) = args.count_by {
        return count(&reader, &filter, by, args, context);
    }
    let brief = reader.brief();
    let reader = if context.json { &reader } else { &brief };
    let mut events = rapporteur_views::events(reader, &EventFilter { limit: filter.limit.map(|n| n.saturating_add(1)), ..filter })?;
    let more = args.limit.is_some_and(|n| events.len() > n as usize);
    events.truncate(args.limit.map_or(usize::MAX, |n| n as usize));
    if events.is_empty() {
        nothing(args);
    }
    let last = events.last().map(|e| e.id.clone());
    let header = ["id", "date", "kind", "status", "place", "title"];
    if context.json {
        json_lines(events)?;
    } else if args.csv {
        csv(&header, events.iter().map(|e| row(e, e.date.map(|d| d.to_string()))))?;
    } else {
        context.screen.table(&header, events.iter().map(|e| row(e, Some(page::date(e.date)))).collect())?;
    }
    if let Some(id) = last.filter(|_| more) {
        eprintln!("more: the same with --after {id}");
    }
    Ok(Done::Well)
}

fn filter(args: &EventArgs, period: &Period) -> EventFilter {
    let between = args.between.clone().map(|(a, b)| [a, b]).into_iter().flatten();
    EventFilter {
        from: period.first(),
        to: period.last(),
        possible: period.possible,
        kinds: args.kind.clone(),
        statuses: args.status.clone(),
        country: args.country,
        body: args.body.clone(),
        person: args.person.clone(),
        text: args::words(&args.words),
        sides: between.chain(args.with.iter().cloned()).collect(),
        order: match args.sort {
            Sort::Date => EventOrder::Date,
            Sort::DateDescending => EventOrder::DateDescending,
            Sort::Kind => EventOrder::Kind,
            Sort::Reports => EventOrder::Reports,
            Sort::Confidence => EventOrder::Confidence,
        },
        after: args.after.clone(),
        limit: args.limit,
        ..EventFilter::default()
    }
}

/// What was looked for and is not there.
fn nothing(args: &EventArgs) {
    let list = |words: Vec<String>| (!words.is_empty()).then(|| words.join(" or "));
    let side = args::side_told;
    let between = args.between.as_ref().map(|(a, b)| format!("between {} and {}", side(a), side(b)));
    args::nothing(
        "events",
        &[
            args::words(&args.words).map(|w| format!("words “{w}”")),
            list(args.kind.iter().map(args::code).collect()).map(|k| format!("kind {k}")),
            list(args.status.iter().map(args::code).collect()).map(|s| format!("status {s}")),
            Some(args.period.told()),
            args::asked("country", args.country.as_ref()),
            args::asked("body", args.body.as_ref()),
            args::asked("person", args.person.as_ref()),
            between,
            list(args.with.iter().map(side).collect()).map(|w| format!("participant {w}")),
        ],
    );
    if !args.period.told().is_empty() && !args.period.possible {
        eprintln!("--possible also asks for those that could lie within");
    }
}

fn count(reader: &rapporteur_views::Reader<'_>, filter: &EventFilter, by: By, args: &EventArgs, context: &Context) -> Result<Done> {
    if args.after.is_some() {
        return Err(Usage("--after is for lists, not for --count-by".to_owned()).into());
    }
    let by = match by {
        By::Kind => CountBy::Kind,
        By::Year => CountBy::Year,
        By::Country => CountBy::Country,
        By::Person => CountBy::Person,
        By::Body => CountBy::Body,
        By::Pair => CountBy::Pair,
    };
    let mut counts = rapporteur_views::count_events(reader, &EventFilter { limit: None, ..filter.clone() }, by)?;
    counts.truncate(args.limit.map_or(usize::MAX, |n| n as usize));
    if counts.is_empty() {
        nothing(args);
    }
    let rows = || counts.iter().map(|c| vec![c.count.to_string(), c.names.join(" – "), c.ids.join(" ")]);
    if context.json {
        json_lines(&counts)?;
    } else if args.csv {
        csv(&["count", "of", "id"], rows())?;
    } else {
        context.screen.table(&["count", "of", "id"], rows().collect())?;
    }
    Ok(Done::Well)
}

fn row(e: &EventView, date: Option<String>) -> Vec<String> {
    let place = page::place(e.place.as_ref());
    vec![e.id.clone(), date.unwrap_or_default(), page::word(&e.kind), page::word(&e.status), place, e.title.clone()]
}
