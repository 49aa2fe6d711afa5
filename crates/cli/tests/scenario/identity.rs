//! Who is who.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Found;
use super::found::{all, name_with, named, only, reports, text};

/// Number and status of each session in the series that stands on these reports and no others.
fn sessions(found: &Found, wanted: &[u32]) -> Vec<(u64, String)> {
    let of = |series: &&Value| {
        let events: BTreeSet<&str> = all(series, "sessions").filter_map(|s| s["event"].as_str()).collect();
        let told: BTreeSet<u32> = found.list("events").iter().filter(|e| events.contains(text(e, "id"))).flat_map(reports).collect();
        told.iter().copied().eq(wanted.iter().copied())
    };
    let found: Vec<&Value> = found.list("series").iter().filter(of).collect();
    let row = |s: &Value| (s["ordinal"].as_u64().unwrap_or_default(), text(s, "status").to_owned());
    only(&found).map(|series| all(series, "sessions").map(row).collect()).unwrap_or_default()
}

fn rows(wanted: &[(u64, &str)]) -> Vec<(u64, String)> {
    wanted.iter().map(|(n, status)| (*n, (*status).to_owned())).collect()
}

pub fn indian_serbian(found: &Found) -> bool {
    sessions(found, &[1]) == rows(&[(5, "held")])
}

pub fn armenian_kazakh(found: &Found) -> bool {
    sessions(found, &[2, 4]) == rows(&[(7, "held"), (8, "missing"), (9, "held")])
}

pub fn belarusian_cuban(found: &Found) -> bool {
    sessions(found, &[3]) == rows(&[(7, "held")])
}

pub fn three_series(found: &Found) -> bool {
    found.list("series").len() == 3
}

pub fn own_commission(found: &Found) -> bool {
    let of_five: Vec<&Value> = found.list("bodies").iter().filter(|b| reports(b).contains(&5)).collect();
    of_five.iter().all(|b| reports(b) == [5]) && of_five.len() == 1
}

pub fn one_missing(found: &Found) -> bool {
    let missing = |s: &&Value| s["status"] == "missing";
    found.list("series").iter().flat_map(|s| all(s, "sessions")).filter(missing).count() == 1
}

pub fn no_number(found: &Found) -> bool {
    let bodies: Vec<&Value> = found.list("bodies").iter().collect();
    let digit = |name: &str| name.chars().any(|c| c.is_ascii_digit());
    only(&bodies).is_some_and(|b| !digit(text(b, "name")) && all(b, "names").all(|n| !digit(text(n, "text"))))
}

pub fn third_and_fourth(found: &Found) -> bool {
    sessions(found, &[1, 2]) == rows(&[(3, "held"), (4, "held")])
}

fn ministry(found: &Found, report: u32) -> Option<&Value> {
    found.units().find(|u| name_with(u, "здравоохранения") && reports(u).contains(&report))
}

pub fn two_ministries(found: &Found) -> bool {
    let (Some(one), Some(two)) = (ministry(found, 1), ministry(found, 2)) else { return false };
    one["id"] != two["id"] && one["country"] == "TN" && two["country"] == "AM"
}

pub fn never_tunisian(found: &Found) -> bool {
    let (Some(one), Some(three)) = (ministry(found, 1), ministry(found, 3)) else { return false };
    one["id"] != three["id"] && three["country"] != "TN"
}

fn unit<'a>(found: &'a Found, name: &str) -> Option<&'a Value> {
    let all: Vec<&Value> = found.units().filter(|u| named(u, name)).collect();
    only(&all)
}

pub fn three_organisations(found: &Found) -> bool {
    let ids = ["UN", "United Nations", "UNECE", "United Nations Economic Commission for Europe", "UNFPA", "United Nations Population Fund"]
        .map(|name| unit(found, name).map(|u| text(u, "id")));
    let [Some(a), Some(b), Some(c), Some(d), Some(e), Some(f)] = ids else { return false };
    a == b && c == d && e == f && BTreeSet::from([a, c, e]).len() == 3 && found.units().filter(|u| reports(u) != [3]).count() == 3
}

pub fn secretary_general(found: &Found) -> bool {
    let Some(un) = unit(found, "United Nations") else { return false };
    let people: Vec<&Value> = found.list("people").iter().filter(|p| named(p, "Ali Haddad")).collect();
    let of_un = |post: &Value| post["organisation"]["id"] == un["id"];
    only(&people).is_some_and(|p| all(p, "posts").count() > 0 && all(p, "posts").all(of_un))
}

pub fn committee(found: &Found) -> bool {
    let committee = found.units().find(|u| name_with(u, "комитет"));
    let senate = found.units().find(|u| text(u, "name").starts_with("Сенат"));
    let (Some(committee), Some(senate)) = (committee, senate) else { return false };
    committee["id"] != senate["id"] && all(committee, "part_of").any(|whole| whole["id"] == senate["id"])
}

pub fn surname_mates(found: &Found) -> bool {
    let people: Vec<&Value> = found.list("people").iter().filter(|p| name_with(p, "rotaru") || name_with(p, "ротару")).collect();
    let one = |r: u32| people.iter().find(|p| reports(p) == [r]);
    let (Some(elena), Some(vlad)) = (one(1), one(2)) else { return false };
    let deputy = all(elena, "posts").any(|p| text(p, "title").to_lowercase().contains("deputy prime minister"));
    people.len() == 2 && deputy && !all(vlad, "posts").any(|p| p["phase"] == "current")
}

pub fn seven_people(found: &Found) -> bool {
    found.list("people").len() == 7
}

pub fn six_meetings(found: &Found) -> bool {
    let meetings = found.events("meeting");
    meetings.len() == 6 && meetings.iter().all(|m| reports(m).len() == 2)
}

fn director_of(found: &Found) -> Option<&Value> {
    let people: Vec<&Value> = found.list("people").iter().collect();
    only(&people)
}

pub fn three_names(found: &Found) -> bool {
    let Some(person) = director_of(found) else { return false };
    let shown = ["Иван Рокош", "Иван Львович Рокош"].contains(&text(person, "name"));
    shown && reports(person) == [1, 2, 3] && all(person, "names").count() >= 3
}

pub fn director(found: &Found) -> bool {
    let of = |post: &Value| text(post, "title").to_lowercase() == "директор" && text(&post["organisation"], "name") == "Институт торфа";
    director_of(found).is_some_and(|p| all(p, "posts").any(of))
}

pub fn three_visits(found: &Found) -> bool {
    let Some(person) = director_of(found) else { return false };
    let visits = found.events("visit");
    let his = |v: &&&Value| all(v, "participants").any(|p| p["entity"]["id"] == person["id"]);
    let places: BTreeSet<&str> = visits.iter().filter(his).map(|v| text(&v["place"], "name")).collect();
    visits.len() == 3 && places == BTreeSet::from(["Псков", "Брест", "Гродно"])
}

pub fn one_uzbekistan(found: &Found) -> bool {
    let its = |e: &&Value| name_with(e, "узбекистан") || name_with(e, "uzbekistan");
    let places: Vec<&Value> = found.list("places").iter().filter(its).collect();
    let delegation = |e: &&Value| !name_with(e, "делегаци") && !name_with(e, "delegation");
    only(&places).is_some_and(|p| reports(p) == [1, 2] && name_with(p, "узбекистан") && name_with(p, "uzbekistan"))
        && found.units().filter(its).filter(delegation).count() == 0
}

pub fn two_lyras(found: &Found) -> bool {
    found.units().filter(|u| name_with(u, "лира")).count() == 2
}

/// A relation whose words name both, and which both dossiers hold.
fn relation(found: &Found, report: u32, one: &str, other: &str, words: &str) -> bool {
    let unit = |name: &str| found.units().find(|u| name_with(u, name) && reports(u) == [report]);
    let (Some(one), Some(other)) = (unit(one), unit(other)) else { return false };
    let (one, other) = (text(one, "id"), text(other, "id"));
    let between = |r: &&Value| {
        let line = r.to_string();
        [one, other, words].iter().all(|part| line.contains(part))
    };
    let Some(relation) = found.list("relations").iter().find(between) else { return false };
    let in_dossier = |id: &str| found.asked(&["show", id, "--json"]).iter().any(|d| d.to_string().contains(text(relation, "id")));
    in_dossier(one) && in_dossier(other)
}

pub fn sale(found: &Found) -> bool {
    relation(found, 1, "лира", "заря", "здание")
}

pub fn share(found: &Found) -> bool {
    relation(found, 2, "вега", "лира", "60%")
}
