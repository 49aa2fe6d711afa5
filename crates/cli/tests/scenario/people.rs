//! Who is who over orders of names, namesakes, changed names and posts that change hands.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Found;
use super::found::{all, name_with, named, only, reports, text};

/// The people who bear this name.
fn bearers<'a>(found: &'a Found, name: &str) -> Vec<&'a Value> {
    found.list("people").iter().filter(|p| named(p, name)).collect()
}

fn person<'a>(found: &'a Found, name: &str) -> Option<&'a Value> {
    only(&bearers(found, name))
}

/// The person who bears this name in this report.
fn of_report<'a>(found: &'a Found, name: &str, report: u32) -> Option<&'a Value> {
    let all: Vec<&Value> = found.list("people").iter().filter(|p| name_with(p, name) && reports(p).contains(&report)).collect();
    only(&all)
}

fn takes_part(event: &Value, person: &Value) -> bool {
    all(event, "participants").any(|p| p["entity"]["id"] == person["id"])
}

/// True where the event of this report has this person and is in no other person's dossier of the same name.
fn takes_part_in(found: &Found, person: &Value, report: u32) -> bool {
    let mut events = found.list("events").iter().filter(|e| reports(e).contains(&report)).peekable();
    events.peek().is_some() && events.all(|e| takes_part(e, person))
}

pub fn state_secretary(found: &Found) -> bool {
    let Some(one) = of_report(found, "Kovács", 1) else { return false };
    let names = ["Péter Kovács", "Kovács Péter", "Петер Ковач"].iter().all(|name| named(one, name));
    names && reports(one) == [1, 2, 3] && one["country"] == "HU"
}

pub fn coach_apart(found: &Found) -> bool {
    let (Some(one), Some(four)) = (of_report(found, "Kovács", 1), of_report(found, "Kovács", 4)) else {
        return of_report(found, "Kovács", 1).is_some_and(|p| !reports(p).contains(&4));
    };
    one["id"] != four["id"] && four["country"] != "HU"
}

pub fn three_meetings(found: &Found) -> bool {
    let told: BTreeSet<Vec<u32>> = found.events("meeting").into_iter().map(reports).collect();
    told == BTreeSet::from([vec![1], vec![2], vec![3]])
}

pub fn minister_and_rector(found: &Found) -> bool {
    let (Some(one), Some(two)) = (of_report(found, "Иван Петров", 1), of_report(found, "Иван Петров", 2)) else {
        return false;
    };
    one["id"] != two["id"]
}

pub fn third_joins_neither(found: &Found) -> bool {
    let of = |r: u32| of_report(found, "Иван Петров", r).map(|p| text(p, "id"));
    of(3).is_none() || (of(3) != of(1) && of(3) != of(2))
}

pub fn visits_of_each(found: &Found) -> bool {
    let (Some(one), Some(two)) = (of_report(found, "Иван Петров", 1), of_report(found, "Иван Петров", 2)) else {
        return false;
    };
    takes_part_in(found, one, 1) && takes_part_in(found, two, 2) && !takes_part_in(found, one, 2) && !takes_part_in(found, two, 1)
}

pub fn two_patronymics(found: &Found) -> bool {
    let (Some(one), Some(two)) = (person(found, "Олег Сергеевич Лапин"), person(found, "Олег Павлович Лапин"))
    else {
        return false;
    };
    one["id"] != two["id"]
}

pub fn initials_of_the_first(found: &Found) -> bool {
    person(found, "Олег Сергеевич Лапин").is_some_and(|p| reports(p) == [1, 3] && named(p, "О. С. Лапин"))
}

pub fn bare_surname_apart(found: &Found) -> bool {
    found.list("people").iter().filter(|p| name_with(p, "Лапин")).all(|p| !reports(p).contains(&4) || reports(p) == [4])
}

pub fn renamed_person(found: &Found) -> bool {
    let (Some(one), Some(two)) = (person(found, "Diana Kramer"), person(found, "Diana Osei")) else { return false };
    one["id"] == two["id"] && reports(one) == [1, 2]
}

pub fn why_says_both_names(found: &Found) -> bool {
    let Some(one) = person(found, "Diana Osei") else { return false };
    let told = found.asked(&["why", text(one, "id"), "--json"]).iter().map(Value::to_string).collect::<String>();
    ["formerly", "Diana Kramer", "Diana Osei"].iter().all(|words| told.contains(words))
}

pub fn martin_apart(found: &Found) -> bool {
    let (Some(one), Some(two)) = (person(found, "Martin Osei"), person(found, "Diana Osei")) else { return false };
    one["id"] != two["id"] && reports(one) == [3]
}

pub fn lahti_headed_both(found: &Found) -> bool {
    let Some(one) = person(found, "Eino Lahti") else { return false };
    let post =
        |house: &str, phase: &str| all(one, "posts").any(|p| text(&p["organisation"], "name").contains(house) && p["phase"] == phase);
    reports(one) == [1, 2] && post("Coastal Service", "current") && post("Lighthouse Agency", "former")
}

/// First and last day of the post in this phase of this person.
fn one_after_the_other(found: &Found) -> Option<(&Value, &Value)> {
    Some((person(found, "Gulmira Sadyk")?, person(found, "Азат Ниязов")?))
}

pub fn labour_ministers(found: &Found) -> bool {
    let Some((first, second)) = one_after_the_other(found) else { return false };
    let ended = |p: &Value| p["phase"] == "former" && p["to"] == "2024-08-01";
    let began = |p: &Value| p["phase"] == "current" && p["from"] == "2024-08-02" && p["country"] == "KG";
    all(first, "posts").count() > 0 && all(first, "posts").all(ended) && all(second, "posts").any(began)
}

pub fn signed_after_the_dismissal(found: &Found) -> bool {
    let Some((first, _)) = one_after_the_other(found) else { return false };
    !reports(first).contains(&4) && found.list("events").iter().filter(|e| reports(e).contains(&4)).all(|e| !takes_part(e, first))
}

pub fn minister_throughout(found: &Found) -> bool {
    person(found, "Пётр Зима").is_some_and(|p| {
        let minister = |p: &Value| text(p, "title").to_lowercase().starts_with("министр лесного") && p["phase"] == "current";
        all(p, "posts").count() > 0 && all(p, "posts").all(minister)
    })
}
