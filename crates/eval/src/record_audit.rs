//! What stands in a record without something that it should have: days, people, actors; rows of series that no report tells. Reads the
//! program's lists.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::Value;

use crate::table::{Page, Table};

/// Arguments of `record-audit`.
#[derive(Debug, Args)]
pub struct Command {
    /// The record.
    #[arg(long)]
    record: PathBuf,
    /// The program whose lists are read.
    #[arg(long, default_value = "rapporteur")]
    program: PathBuf,
    /// How the record was made, for the head of the page; the page is written where it is given.
    #[arg(long)]
    made_by: Option<String>,
}

/// Where the day of an event comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Day {
    Own,
    Occasion,
    Bounded,
    None,
}

/// Counts what is there and what lacks.
///
/// # Errors
/// When the program cannot be run or does not answer.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    let list = |name: &str| lines(&command.program, &command.record, name);
    let events: Vec<Value> = list("events")?.into_iter().filter(|e| e["kind"] != "statement").collect();
    let tables = vec![days(&events), gaps(&events, &list("commitments")?, &list("series")?, &list("reports")?)];
    let about = "What the events of a record have, statements aside. A day is the event's own; or some day of the visit, session or gathering on \
                 which it took place; or only bounded by the days of its reports; or there is none, as in reports that have no day themselves. \
                 A held event has somebody where it names a participant or, a session, its body; gatherings and papers signed by nobody \
                 named are counted apart.";
    let made = command.made_by.clone().unwrap_or_else(|| "a record".to_owned());
    let words = format!("{made}; cargo run -p rapporteur-eval -- record-audit --record FILE");
    Ok((Page { name: "record".to_owned(), command: words, about: about.to_owned(), tables }, command.made_by.is_some()))
}

fn lines(program: &Path, record: &Path, list: &str) -> Result<Vec<Value>> {
    let output = Process::new(program).arg("--record").arg(record).args([list, "--json"]).output();
    let output = output.with_context(|| format!("cannot run {}", program.display()))?;
    ensure!(output.status.success(), "{} {list}: {}", program.display(), String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).context("the list is no text")?;
    text.lines().map(|line| serde_json::from_str(line).context("a line of the list is no JSON")).collect()
}

fn day(event: &Value) -> Day {
    match event["date"].as_str() {
        None => Day::None,
        Some(date) if date.starts_with("[..") || date.ends_with("..]") => Day::Bounded,
        Some(date) if date.starts_with('[') => Day::Occasion,
        Some(_) => Day::Own,
    }
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.1} %", 100.0 * part as f64 / whole as f64) }
}

fn days(events: &[Value]) -> Table {
    let mut counts: BTreeMap<&str, BTreeMap<Day, usize>> = BTreeMap::new();
    for event in events {
        for kind in [event["kind"].as_str().unwrap_or_default(), "~all"] {
            *counts.entry(kind).or_default().entry(day(event)).or_default() += 1;
        }
    }
    let mut table = Table::new("Days", &["events"], &["number", "own", "occasion's", "bounded", "none"]);
    for (kind, found) in &counts {
        let all: usize = found.values().sum();
        let of = |day: Day| share(found.get(&day).copied().unwrap_or_default(), all);
        table.row(&[kind.trim_start_matches('~')], vec![all.to_string(), of(Day::Own), of(Day::Occasion), of(Day::Bounded), of(Day::None)]);
    }
    table
}

fn gaps(events: &[Value], commitments: &[Value], series: &[Value], reports: &[Value]) -> Table {
    let none = |value: &Value| value.as_array().is_none_or(Vec::is_empty);
    let held: Vec<&Value> = events.iter().filter(|e| e["status"] == "held" || e["status"] == "disputed").collect();
    let alone = |kinds: &dyn Fn(&str) -> bool| {
        let of: Vec<&&Value> = held.iter().filter(|e| kinds(e["kind"].as_str().unwrap_or_default())).collect();
        (of.iter().filter(|e| none(&e["participants"]) && e["body"].is_null()).count(), of.len())
    };
    let published: BTreeMap<&str, &str> = reports.iter().filter_map(|r| Some((r["id"].as_str()?, r["published"].as_str()?))).collect();
    let told = |e: &Value| {
        let days = e["reports"].as_array().into_iter().flatten().map(|r| published.get(r.as_str()?).copied());
        days.collect::<Option<Vec<&str>>>().and_then(|days| days.into_iter().max())
    };
    let ahead = |e: &&&Value| e["sort_date"].as_str().zip(told(e)).is_some_and(|(day, told)| day > told && told.len() == day.len());
    let sessions: Vec<&Value> = series.iter().flat_map(|s| s["sessions"].as_array().into_iter().flatten()).collect();
    let mut table = Table::new("What lacks", &["of", "what"], &["number", "of all", "share"]);
    let mut row = |of: &str, what: &str, part: usize, whole: usize| {
        table.row(&[of, what], vec![part.to_string(), whole.to_string(), share(part, whole)]);
    };
    let (part, whole) = alone(&|kind| kind != "gathering");
    row("held events but gatherings", "nobody named", part, whole);
    let (part, whole) = alone(&|kind| kind == "signing");
    row("held signings", "nobody named", part, whole);
    row("held events", "dated behind their reports", held.iter().filter(ahead).count(), held.len());
    row("events", "reports disagree", events.iter().filter(|e| !none(&e["disagreements"])).count(), events.len());
    row("commitments", "nobody named", commitments.iter().filter(|c| none(&c["actors"])).count(), commitments.len());
    row(
        "sessions of series",
        "neither told nor missing between told ones",
        sessions.iter().filter(|s| s["event"].is_null() && s["status"] != "missing").count(),
        sessions.len(),
    );
    row("reports", "without a day", reports.iter().filter(|r| r["published"].is_null()).count(), reports.len());
    table
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Day, day, days, gaps};

    #[test]
    fn days_are_told_apart() {
        let of = |date: serde_json::Value| day(&json!({ "date": date }));
        assert_eq!((of(json!("2024-05-01")), of(json!("2024-05-01/2024-05-03"))), (Day::Own, Day::Own));
        assert_eq!((of(json!("[2024-05-01..2024-05-03]")), of(json!("[..2024-05-03]"))), (Day::Occasion, Day::Bounded));
        assert_eq!((of(json!("[2024-05-03..]")), of(json!(null))), (Day::Bounded, Day::None));
    }

    #[test]
    fn what_lacks_is_counted() {
        let events = [
            json!({"kind": "signing", "status": "held", "date": "2024-05-04", "sort_date": "2024-05-04", "participants": [], "reports": ["a"]}),
            json!({"kind": "session", "status": "held", "date": null, "body": {"id": "o"}, "reports": ["a"]}),
        ];
        let reports = [json!({"id": "a", "published": "2024-05-03"})];
        let found = gaps(&events, &[json!({"actors": []})], &[], &reports);
        let figures: Vec<&str> = found.rows.iter().map(|row| row[2].as_str()).collect();
        assert_eq!(figures, ["1", "1", "1", "0", "1", "0", "0"]);
        assert_eq!(days(&events).rows.last().map(|row| row[5].clone()).as_deref(), Some("50.0 %"));
    }
}
