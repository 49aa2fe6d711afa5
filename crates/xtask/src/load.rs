//! How fast a served record answers: every page and list asked by sixteen clients at once, on this machine alone.

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::served::{Caller, Served};

const CLIENTS: usize = 16;
/// Questions of one kind: no more than so many, and none behind so long a time.
const QUESTIONS: usize = 960;
const TIME: Duration = Duration::from_secs(8);
/// Entries that are asked for in turn.
const ENTRIES: usize = 48;

/// Pages and lists without an id in their address.
const PLAIN: &[&str] = &[
    "/",
    "/?kind=signing&from=2024",
    "/people",
    "/organisations",
    "/bodies",
    "/places",
    "/products",
    "/sessions",
    "/sessions?missing=true",
    "/pairs",
    "/instruments",
    "/promises",
    "/promises?outcome=past_due",
    "/relations",
    "/disagreements",
    "/reports",
    "/changes?since=2025-06-01",
    "/search?q=minister",
    "/search?q=комиссия",
    "/map",
    "/review",
    "/review?at=40",
    "/judgements",
    "/about",
    "/api/v1/events",
    "/api/v1/pairs",
    "/api/v1/people",
    "/api/v1/organisations",
    "/api/v1/bodies",
    "/api/v1/places",
    "/api/v1/series",
    "/api/v1/instruments",
    "/api/v1/commitments",
    "/api/v1/relations",
    "/api/v1/reports",
    "/api/v1/mentions",
    "/api/v1/events?disputed=true",
    "/api/v1/facets",
    "/api/v1/review",
    "/api/v1/changes?since=2025-06-01",
    "/api/v1/search?q=minister",
    "/feeds/events.atom",
    "/feeds/promises.atom",
    "/calendar.ics",
];

/// Pages and answers on entries: the list that names them, and their address.
const OF_ENTRIES: &[(&str, &str)] = &[
    ("events", "/entry/{}"),
    ("events", "/entry/{}/words"),
    ("people", "/entry/{}"),
    ("people", "/entry/{}/why"),
    ("people", "/entry/{}/neighbours"),
    ("people", "/?person={}"),
    ("organisations", "/entry/{}"),
    ("bodies", "/entry/{}"),
    ("places", "/entry/{}"),
    ("instruments", "/entry/{}"),
    ("commitments", "/entry/{}"),
    ("relations", "/entry/{}"),
    ("reports", "/reports/{}"),
    ("people", "/api/v1/show/{}"),
    ("people", "/api/v1/why/{}"),
];

/// Asks everything of a record that `program` serves, and gives the table.
///
/// # Errors
/// When the server does not start, or answers anything but 200.
pub fn table(program: &Path, record: &Path) -> Result<String> {
    let served = Served::of(program, record)?;
    let mut out = String::from("| asked | first, ms | median, ms | 99th, ms | kB |\n|---|---|---|---|---|\n");
    let plain = PLAIN.iter().map(|path| Ok(((*path).to_owned(), vec![encode(path)])));
    let of_entries = OF_ENTRIES.iter().map(|(list, pattern)| {
        let ids = served.ids(list, ENTRIES)?;
        ensure!(!ids.is_empty(), "the record has no {list}");
        Ok((format!("{} ({list})", pattern.replace("{}", "ID")), ids.iter().map(|id| pattern.replace("{}", id)).collect()))
    });
    for row in plain.chain(of_entries) {
        let (name, addresses): (String, Vec<String>) = row?;
        let begun = Instant::now();
        Caller::to(served.at)?.get(&addresses[0]).with_context(|| name.clone())?;
        let first = begun.elapsed();
        let (mut times, size) = ask(&served, &addresses).with_context(|| name.clone())?;
        times.sort_unstable();
        let at = |part: f64| ms(times[((times.len() - 1) as f64 * part) as usize]);
        let line = format!("| `{name}` | {} | {} | {} | {} |", ms(first), at(0.5), at(0.99), size.div_ceil(1000));
        println!("{line}");
        let _ = writeln!(out, "{line}");
    }
    let memory = served.memory().map_or("not told by this system".to_owned(), |bytes| format!("{} MB", bytes / 1_000_000));
    let _ = writeln!(out, "\nMost memory of the server: {memory}.");
    Ok(out)
}

fn ms(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1000.0)
}

/// Times of all answers, and the size of the largest.
fn ask(served: &Served, addresses: &[String]) -> Result<(Vec<Duration>, usize)> {
    let begun = Instant::now();
    let client = |number: usize| -> Result<(Vec<Duration>, usize)> {
        let (mut caller, mut times, mut largest) = (Caller::to(served.at)?, Vec::new(), 0);
        for turn in 0..QUESTIONS / CLIENTS {
            if begun.elapsed() > TIME {
                break;
            }
            let address = &addresses[(number + turn * CLIENTS) % addresses.len()];
            let asked = Instant::now();
            let (status, body) = caller.get(address)?;
            times.push(asked.elapsed());
            ensure!(status == 200, "{address}: {status}");
            largest = largest.max(body.len());
        }
        Ok((times, largest))
    };
    std::thread::scope(|scope| {
        let client = &client;
        let all: Vec<_> = (0..CLIENTS).map(|number| scope.spawn(move || client(number))).collect();
        let (mut times, mut largest) = (Vec::new(), 0);
        for one in all {
            let (own, size) = one.join().map_err(|_| anyhow::anyhow!("a client fell"))??;
            times.extend(own);
            largest = largest.max(size);
        }
        Ok((times, largest))
    })
}

/// Letters beyond ASCII as they stand in an address.
fn encode(path: &str) -> String {
    path.bytes().map(|b| if b.is_ascii() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
