//! Bodies inside bodies, organisations that are renamed, merged, or share an acronym; their sessions.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Found;
use super::found::{all, name_with, only, reports, text};

/// The organisation or body of a report whose names hold these words.
fn unit<'a>(found: &'a Found, words: &str, report: u32) -> Option<&'a Value> {
    let all: Vec<&Value> = found.units().filter(|u| name_with(u, words) && reports(u).contains(&report)).collect();
    only(&all)
}

/// Number and status of the sessions of the body that these words name in this report.
fn sessions(found: &Found, words: &str, report: u32) -> Vec<(u64, String)> {
    let Some(body) = unit(found, words, report) else { return Vec::new() };
    let series = found.list("series").iter().filter(|s| s["body"]["id"] == body["id"]);
    let row = |s: &Value| (s["ordinal"].as_u64().unwrap_or_default(), text(s, "status").to_owned());
    series.flat_map(|s| all(s, "sessions").map(row)).collect()
}

fn rows(wanted: &[(u64, &str)]) -> Vec<(u64, String)> {
    wanted.iter().map(|(n, status)| (*n, (*status).to_owned())).collect()
}

fn commission(found: &Found) -> Option<&Value> {
    let of = |u: &&Value| text(u, "name").to_lowercase().starts_with("грузино-оманская") || text(u, "name").starts_with("Georgian-Omani");
    let all: Vec<&Value> = found.units().filter(of).collect();
    only(&all)
}

pub fn three_bodies(found: &Found) -> bool {
    let (Some(whole), Some(energy), Some(tourism)) =
        (commission(found), unit(found, "подкомиссия по энергетике", 2), unit(found, "working group on tourism", 3))
    else {
        return false;
    };
    BTreeSet::from([text(whole, "id"), text(energy, "id"), text(tourism, "id")]).len() == 3
}

pub fn parts_of_the_commission(found: &Found) -> bool {
    let Some(whole) = commission(found) else { return false };
    let part = |words: &str, report: u32| unit(found, words, report).is_some_and(|u| all(u, "part_of").any(|w| w["id"] == whole["id"]));
    part("подкомиссия по энергетике", 2) && part("working group on tourism", 3)
}

pub fn sessions_of_each(found: &Found) -> bool {
    let of = |words: &str, report: u32, number: u64| sessions(found, words, report) == rows(&[(number, "held")]);
    let whole = commission(found).map(|c| text(c, "id"));
    let held = |s: &Value| s["body"]["id"].as_str() == whole && all(s, "sessions").count() == 1;
    of("подкомиссия по энергетике", 2, 6) && of("working group on tourism", 3, 2) && found.list("series").iter().any(held)
}

pub fn none_missing(found: &Found) -> bool {
    !found.list("series").is_empty() && !found.list("series").iter().flat_map(|s| all(s, "sessions")).any(|s| s["status"] == "missing")
}

pub fn renamed(found: &Found) -> bool {
    let told = |r: &Value| r["kind"] == "also_called" && r["date"] == "2024-07-01" && reports(r) == [2];
    found.list("relations").iter().any(told)
}

pub fn minister_and_namesake_ministry(found: &Found) -> bool {
    let people: Vec<&Value> = found.list("people").iter().filter(|p| name_with(p, "Минасян")).collect();
    let namibian = |u: &&Value| name_with(u, "цифровых дел") && u["country"] == "NA" && reports(u) != [3];
    only(&people).is_some_and(|p| reports(p) == [1, 3]) && found.units().filter(namibian).count() == 0
}

pub fn merged(found: &Found) -> bool {
    let ids: BTreeSet<&str> = ["Lighthouse Agency", "Pilotage Board", "Coastal Service"]
        .iter()
        .filter_map(|words| unit(found, words, 2).map(|u| text(u, "id")))
        .collect();
    let one = |words: &str| found.units().filter(|u| name_with(u, words)).count() == 1;
    ids.len() == 3 && one("Lighthouse Agency") && one("Coastal Service")
}

pub fn two_acronyms(found: &Found) -> bool {
    let (Some(tourism), Some(transport)) = (unit(found, "развития туризма", 1), unit(found, "развития транспорта", 2))
    else {
        return false;
    };
    tourism["id"] != transport["id"] && name_with(tourism, "АРТ") && name_with(transport, "АРТ")
}

pub fn kyrgyz_agency(found: &Found) -> bool {
    let Some(tourism) = unit(found, "развития туризма", 1) else { return false };
    let headed = |p: &Value| text(&p["entity"], "name") == "Нурия Асанова" && p["organisation"]["id"] == tourism["id"];
    let events = found.events("meeting");
    only(&events).is_some_and(|m| all(m, "participants").any(headed))
}

pub fn committee_of_two_languages(found: &Found) -> bool {
    found.list("bodies").len() == 1 && found.list("bodies").iter().all(|b| reports(b) == [1, 2, 3, 4])
}
