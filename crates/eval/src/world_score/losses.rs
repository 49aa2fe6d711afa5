//! Pairs of reports of one event that are two events of the record, by what the record has of both, with their words; reports whose
//! event was not read; and missing sessions that were not planted. To look at, of phrases that rules may be made on.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::events::{OfKind, Scored};
use super::record::Event;
use crate::world::truth::EventLine;

/// How many pairs of each way are shown.
const SHOWN: usize = 4;
/// How many reports without their event are shown.
const UNREAD: usize = 30;

/// A line of `reports.jsonl`.
#[derive(Debug, Deserialize)]
struct ReportLine {
    id: String,
    text: String,
}

/// Two reports of one event, and the numbers of the events that the record has of it.
type Pair<'a> = [(&'a str, usize); 2];

/// Writes them, kind by kind.
pub(super) fn write(path: &Path, world: &Path, truth: &[EventLine], scored: &Scored, others: &[String]) -> Result<()> {
    let texts = texts(&world.join("reports.jsonl"))?;
    let text = |report: &str| texts.get(report).map_or("", String::as_str);
    let mut out = String::new();
    for of in &scored.kinds {
        let (pairs, lost) = lost(of);
        let mut ways: BTreeMap<String, Vec<Pair<'_>>> = BTreeMap::new();
        lost.into_iter().for_each(|pair| ways.entry(way(pair.map(|(_, e)| &scored.found[e]))).or_default().push(pair));
        let count: usize = ways.values().map(Vec::len).sum();
        let _ = writeln!(out, "\n## {}: {count} of {pairs} pairs are two events\n", of.kind);
        let mut ways: Vec<_> = ways.into_iter().collect();
        ways.sort_by_key(|(way, pairs)| (std::cmp::Reverse(pairs.len()), way.clone()));
        for (way, pairs) in ways {
            let _ = writeln!(out, "- {} × {way}", pairs.len());
            // Not all of one event.
            for pair in pairs.iter().step_by((pairs.len() / SHOWN).max(1)).take(SHOWN) {
                let _ = writeln!(out);
                pair.iter().for_each(|(report, e)| out.push_str(&told(report, &scored.found[*e], text(report))));
            }
        }
        let unread: Vec<_> = of.items.iter().zip(&of.reports).filter(|(item, _)| item.found.is_none()).collect();
        let _ = writeln!(out, "\n### {}: {} reports whose event was not read\n", of.kind, unread.len());
        for (item, report) in unread.iter().step_by((unread.len() / UNREAD).max(1)).take(UNREAD) {
            let _ = writeln!(out, "- {report} {} | {}", truth[item.truth as usize].day, text(report).replace('\n', " "));
        }
    }
    let _ = writeln!(out, "\n## Missing sessions that were not planted\n");
    others.iter().for_each(|other| {
        let _ = writeln!(out, "- {other}");
    });
    std::fs::write(path, out).with_context(|| format!("cannot write {}", path.display()))
}

fn texts(path: &Path) -> Result<HashMap<String, String>> {
    let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = BufReader::new(file).lines().map(|line| {
        let line: ReportLine = serde_json::from_str(&line?)?;
        Ok((line.id, line.text))
    });
    lines.collect()
}

/// How many pairs of reports tell one event, and those of them whose events are two.
fn lost(of: &OfKind) -> (usize, Vec<Pair<'_>>) {
    let mut by_event: BTreeMap<u32, Vec<(&str, usize)>> = BTreeMap::new();
    for (item, report) in of.items.iter().zip(&of.reports) {
        if let Some(found) = item.found {
            by_event.entry(item.truth).or_default().push((report, found as usize));
        }
    }
    let pairs = by_event.values().flat_map(|told| told.iter().enumerate().flat_map(|(n, a)| told[n + 1..].iter().map(|b| [*a, *b])));
    let all: Vec<Pair<'_>> = pairs.collect();
    (all.len(), all.into_iter().filter(|[a, b]| a.1 != b.1).collect())
}

/// What the record has of the two: body, day, status, who took part.
fn way([a, b]: [&Event; 2]) -> String {
    let same = |one: bool| if one { "same" } else { "other" };
    let body = |e: &Event| e.body.as_ref().and_then(|body| body.id.clone());
    let sides = |e: &Event| -> Vec<String> {
        e.participants.iter().map(|p| p.entity.id.clone().unwrap_or_else(|| p.entity.name.clone())).collect()
    };
    let (x, y) = (sides(a), sides(b));
    let shared = x.iter().filter(|who| y.contains(who)).count();
    let mut status = [a.status.as_str(), b.status.as_str()];
    status.sort_unstable();
    let mut of = [x.len().min(3), y.len().min(3)];
    of.sort_unstable();
    let body = if a.kind == "session" { format!("body {}, ", same(body(a) == body(b))) } else { String::new() };
    format!("{body}day {}, {}, {} shared of {}/{}", same(a.date == b.date), status.join(" and "), shared.min(3), of[0], of[1])
}

fn told(report: &str, event: &Event, text: &str) -> String {
    let who: Vec<String> = event.participants.iter().map(|p| format!("{} ({})", p.entity.name, p.role)).collect();
    let body = event.body.as_ref().map_or(String::new(), |body| format!(", {}", body.name));
    let day = event.date.as_deref().unwrap_or("no day");
    format!("  - {report} {day} {}{body}: {} | {}\n", event.status, who.join("; "), text.replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::super::record::{Event, Link, Participant};
    use super::way;

    #[test]
    fn a_loss_is_told_by_what_the_record_has_of_both() {
        let event = |date: &str, status: &str, who: &[&str]| Event {
            kind: "meeting".to_owned(),
            status: status.to_owned(),
            body: None,
            participants: who
                .iter()
                .map(|id| Participant { entity: Link { id: Some((*id).to_owned()), name: String::new() }, role: String::new() })
                .collect(),
            date: Some(date.to_owned()),
            ordinal: None,
            reports: Vec::new(),
        };
        let (a, b) = (event("2024-05-03", "planned", &["p-1", "p-2"]), event("2024-05-09", "held", &["p-2"]));
        assert_eq!(way([&a, &b]), "day other, held and planned, 1 shared of 1/2");
    }
}
