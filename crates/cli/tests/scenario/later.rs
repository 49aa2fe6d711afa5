//! What became of it: moved, cancelled, corrected, doubted, kept.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Found;
use super::found::{all, only, reports, text};

fn the_only<'a>(found: &'a Found, kind: &str) -> Option<&'a Value> {
    only(&found.events(kind))
}

/// True where the history of the event holds a line of this report with this status and day.
fn told(event: &Value, report: u32, status: &str, date: &str) -> bool {
    let line = |h: &Value| text(h, "report").ends_with(&format!("-{report}")) && h["status"] == status && text(h, "date") == date;
    all(event, "history").any(line)
}

fn takes_part(event: &Value, name: &str) -> bool {
    all(event, "participants").any(|p| text(&p["entity"], "name").contains(name))
}

pub fn eighth_held(found: &Found) -> bool {
    the_only(found, "session")
        .is_some_and(|s| s["ordinal"] == 8 && s["status"] == "held" && s["date"] == "2025-05-20" && text(&s["place"], "name") == "Kisumu")
}

pub fn eighth_was_moved(found: &Found) -> bool {
    the_only(found, "session")
        .is_some_and(|s| told(s, 1, "announced", "2025-05-05") && told(s, 2, "moved", "2025-05-19") && told(s, 3, "held", "2025-05-20"))
}

fn rows(found: &Found) -> Vec<(u64, String)> {
    let row = |s: &Value| (s["ordinal"].as_u64().unwrap_or_default(), text(s, "status").to_owned());
    found.list("series").iter().flat_map(|s| all(s, "sessions").map(row)).collect()
}

pub fn one_row_held(found: &Found) -> bool {
    rows(found) == [(8, "held".to_owned())]
}

pub fn fifth_held_once(found: &Found) -> bool {
    let held: Vec<&Value> = found.events("session").into_iter().filter(|s| s["ordinal"] == 5 && s["status"] == "held").collect();
    only(&held).is_some_and(|s| s["date"] == "2022-06-07")
}

pub fn fifth_was_cancelled(found: &Found) -> bool {
    let of_2020 = |s: &&Value| told(s, 2, "cancelled", "2020-06-02");
    found.events("session").iter().any(of_2020)
}

pub fn fourth_to_sixth(found: &Found) -> bool {
    rows(found) == [(4, "held"), (5, "held"), (6, "planned")].map(|(n, status)| (n, status.to_owned()))
}

fn to_georgia(found: &Found) -> Vec<&Value> {
    found.events("visit").into_iter().filter(|v| v["date"] == "2025-09-08/2025-09-10").collect()
}

pub fn one_visit(found: &Found) -> bool {
    only(&to_georgia(found)).is_some_and(|v| reports(v) == [1, 2, 3] && takes_part(v, "Ил") | takes_part(v, "Ilves"))
}

pub fn meetings_on_their_days(found: &Found) -> bool {
    let days: BTreeSet<(&str, Vec<u32>)> = found.events("meeting").into_iter().map(|m| (text(m, "date"), reports(m))).collect();
    days == BTreeSet::from([("2025-09-08", vec![1]), ("2025-09-09", vec![2])])
}

pub fn visit_to_kutaisi(found: &Found) -> bool {
    let others: Vec<&Value> = found.events("visit").into_iter().filter(|v| v["date"] != "2025-09-08/2025-09-10").collect();
    let kutaisi = |v: &Value| v["date"] == "2025-09-09" && ["Кутаиси", "Kutaisi"].contains(&text(&v["place"], "name")) && reports(v) == [2];
    only(&others).is_some_and(kutaisi) && to_georgia(found).iter().all(|v| !text(&v["place"], "name").contains("Кутаиси"))
}

pub fn march_and_october(found: &Found) -> bool {
    let days: BTreeSet<&str> = found.events("visit").into_iter().map(|v| text(v, "date")).collect();
    found.events("visit").len() == 2 && days == BTreeSet::from(["2025-03-13/2025-03-14", "2025-10-21/2025-10-22"])
}

pub fn memorandum_of_the_second(found: &Found) -> bool {
    let signing = the_only(found, "signing").is_some_and(|s| reports(s) == [2] && text(s, "date").contains("2025-10-21"));
    signing && the_only(found, "meeting").is_some_and(|m| reports(m) == [1] && takes_part(m, "Lechner") | takes_part(m, "Лехнер"))
}

pub fn held_in_spite_of_doubt(found: &Found) -> bool {
    the_only(found, "meeting").is_some_and(|m| m["status"] == "held" && m["date"] == "2025-02-04")
}

pub fn two_support(found: &Found) -> bool {
    let Some(meeting) = the_only(found, "meeting") else { return false };
    let held: BTreeSet<&str> = all(meeting, "history").filter(|h| h["status"] == "held").map(|h| text(h, "report")).collect();
    held.len() == 2 && held.iter().all(|r| r.ends_with('1') || r.ends_with('3')) && meeting["witnesses"] == 2
}

pub fn corrected_meeting(found: &Found) -> bool {
    let standing: Vec<&Value> = found.events("meeting").into_iter().filter(|m| m["status"] == "held").collect();
    only(&standing).is_some_and(|m| {
        m["date"] == "2025-06-17" && takes_part(m, "Gerda Voss") && takes_part(m, "Ali Murat") && !takes_part(m, "Ali Karim")
    })
}

pub fn correction_to_be_seen(found: &Found) -> bool {
    let first = |m: &&Value| reports(m).contains(&1) && (m["status"] != "held" || all(m, "disagreements").count() > 0);
    found.events("meeting").iter().any(first)
}

pub fn signed_on_the_twelfth(found: &Found) -> bool {
    the_only(found, "signing").is_some_and(|s| s["date"] == "2025-08-12" && reports(s) == [1, 2, 3])
}

pub fn thirteenth_kept(found: &Found) -> bool {
    let Some(signing) = the_only(found, "signing") else { return false };
    let kept = |v: &Value| v["value"] == "2025-08-13" && reports(v) == [2];
    all(signing, "disagreements").filter(|d| d["role"] == "date").flat_map(|d| all(d, "values")).any(kept)
}

fn ambulances(found: &Found) -> Option<&Value> {
    let all: Vec<&Value> = found.list("commitments").iter().collect();
    only(&all)
}

pub fn one_promise_of_ambulances(found: &Found) -> bool {
    ambulances(found).is_some_and(|c| c["since"] == "2025-03-03" && text(c, "due").starts_with("2025-09") && reports(c).contains(&2))
}

pub fn ambulances_came(found: &Found) -> bool {
    ambulances(found).is_some_and(|c| c["outcome"] == "kept")
}

fn promise<'a>(found: &'a Found, words: &str) -> Option<&'a Value> {
    let all: Vec<&Value> = found.list("commitments").iter().filter(|c| c.to_string().contains(words)).collect();
    only(&all)
}

pub fn three_outcomes(found: &Found) -> bool {
    let outcome =
        |words: &str, wanted: &str, due: &str| promise(found, words).is_some_and(|c| c["outcome"] == wanted && text(c, "due") == due);
    outcome("consulate", "cancelled", "2025-10")
        && outcome("scholarships", "past_due", "2025-09")
        && outcome("June 2026", "due", "2026-06")
        && found.list("commitments").len() == 3
}

pub fn consulate_not_opened(found: &Found) -> bool {
    let held = |e: &Value| e["kind"] != "statement" && e["status"] == "held" && text(e, "title").contains("consulate");
    !found.list("events").iter().any(held)
}

pub fn departure_withdrawn(found: &Found) -> bool {
    the_only(found, "departure").is_some_and(|d| d["status"] == "cancelled" && reports(d) == [1, 2] && takes_part(d, "Зима"))
}

pub fn nobody_appointed(found: &Found) -> bool {
    found.events("appointment").iter().all(|a| a["status"] != "held")
}

pub fn one_session_of_that_day(found: &Found) -> bool {
    the_only(found, "session").is_some_and(|s| s["date"] == "2025-05-15" && s["ordinal"] == 11 && reports(s) == [1, 2, 3, 4])
}

pub fn two_numbers_told(found: &Found) -> bool {
    let Some(session) = the_only(found, "session") else { return false };
    let kept: BTreeSet<(&str, Vec<u32>)> = all(session, "disagreements")
        .filter(|d| d["role"] == "ordinal")
        .flat_map(|d| all(d, "values"))
        .map(|v| (text(v, "value"), reports(v)))
        .collect();
    kept == BTreeSet::from([("11", vec![1, 3, 4]), ("12", vec![2])])
}

pub fn three_wordings(found: &Found) -> bool {
    the_only(found, "session").is_some_and(|s| s["witnesses"] == 3)
}

pub fn one_row_of_eleven(found: &Found) -> bool {
    rows(found) == [(11, "held".to_owned())]
}
