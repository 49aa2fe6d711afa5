//! What happened, when, and what became of it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Found;
use super::found::{all, name_with, only, reports, text};

fn the_only<'a>(found: &'a Found, kind: &str) -> Option<&'a Value> {
    only(&found.events(kind))
}

fn names(event: &Value) -> BTreeSet<&str> {
    all(event, "participants").map(|p| text(&p["entity"], "name")).collect()
}

pub fn one_signing(found: &Found) -> bool {
    the_only(found, "signing").is_some_and(|s| {
        s["status"] == "held"
            && s["date"] == "2024-06-04"
            && reports(s) == [1, 2, 3]
            && names(s).len() == 2
            && s["place"]["country"] == "AM"
    })
}

pub fn one_memorandum(found: &Found) -> bool {
    let all: Vec<&Value> = found.list("instruments").iter().collect();
    only(&all).is_some_and(|i| i["kind"] == "memorandum" && reports(i) == [1, 2, 3])
}

pub fn title_by_language(found: &Found) -> bool {
    let titles = |lang: &str| -> Vec<String> {
        let lists = ["instruments", "events"].map(|list| found.asked(&[list, "--lang", lang, "--json"]));
        lists.iter().flatten().map(|entry| text(entry, "title").to_owned()).collect()
    };
    let cyrillic = |title: &String| title.chars().any(|c| ('а'..='я').contains(&c)) && !title.chars().any(|c| c.is_ascii_alphabetic());
    let latin = |title: &String| title.chars().any(|c| c.is_ascii_alphabetic()) && !title.chars().any(|c| ('а'..='я').contains(&c));
    let (ru, en) = (titles("ru"), titles("en"));
    !ru.is_empty() && ru.iter().all(cyrillic) && !en.is_empty() && en.iter().all(latin)
}

pub fn held_on_the_fifth(found: &Found) -> bool {
    the_only(found, "meeting").is_some_and(|m| m["status"] == "held" && m["date"] == "2024-05-05" && reports(m) == [1, 2])
}

pub fn announced_for_the_third(found: &Found) -> bool {
    let announced = |h: &Value| h["status"] == "announced" && h["date"] == "2024-05-03" && text(h, "report").ends_with('1');
    the_only(found, "meeting").is_some_and(|m| all(m, "history").any(announced))
}

pub fn disputed(found: &Found) -> bool {
    the_only(found, "meeting").is_some_and(|m| m["status"] == "disputed" && reports(m) == [1, 2] && m["date"] == "2024-05-05")
}

pub fn in_review(found: &Found) -> bool {
    let ids: BTreeSet<&str> = found.list("events").iter().map(|e| text(e, "id")).collect();
    found.list("review").iter().any(|item| ids.iter().any(|id| item.to_string().contains(id)))
}

pub fn one_witness(found: &Found) -> bool {
    let events = found.list("events");
    !events.is_empty() && events.iter().all(|e| e["witnesses"] == 1)
}

pub fn signing_planned(found: &Found) -> bool {
    the_only(found, "signing").is_some_and(|s| s["status"] == "planned" && s["date"] == "2024-06-12")
}

pub fn tenth_session(found: &Found) -> bool {
    the_only(found, "session").is_some_and(|s| s["ordinal"] == 10 && s["status"] == "held" && reports(s) == [1, 2, 3])
        && found.list("bodies").len() == 1
}

pub fn supported_shown(found: &Found) -> bool {
    let minsk = |s: &Value| ["Минск", "Minsk"].contains(&text(&s["place"], "name"));
    the_only(found, "session").is_some_and(|s| s["date"] == "2024-06-03" && minsk(s))
}

pub fn both_kept(found: &Found) -> bool {
    let Some(session) = the_only(found, "session") else { return false };
    let kept = |role: &str| -> BTreeSet<(String, Vec<u32>)> {
        let of = all(session, "disagreements").filter(|d| d["role"] == role);
        of.flat_map(|d| all(d, "values")).map(|v| (text(v, "value").to_owned(), reports(v))).collect()
    };
    let days = kept("date") == BTreeSet::from([("2024-06-02".to_owned(), vec![1]), ("2024-06-03".to_owned(), vec![2, 3])]);
    let told: BTreeSet<Vec<u32>> = kept("place").into_iter().map(|(_, reports)| reports).collect();
    days && told == BTreeSet::from([vec![1, 2], vec![3]])
}

pub fn meeting_and_signing(found: &Found) -> bool {
    ["meeting", "signing"].iter().all(|kind| the_only(found, kind).is_some_and(|e| reports(e) == [1, 2, 3]))
        && found.list("events").len() == 2
}

pub fn three_departures(found: &Found) -> bool {
    let departures = found.events("departure");
    let told: BTreeSet<Vec<u32>> = departures.iter().filter(|d| d["status"] == "held").map(|d| reports(d)).collect();
    departures.len() == 3 && told == BTreeSet::from([vec![1], vec![2], vec![3]]) && found.events("appointment").is_empty()
}

pub fn former_posts(found: &Found) -> bool {
    let ended = |name: &str, day: &str| {
        let people: Vec<&Value> = found.list("people").iter().filter(|p| name_with(p, name)).collect();
        let former = |post: &Value| post["phase"] == "former" && post["to"] == day;
        only(&people).is_some_and(|p| all(p, "posts").count() == 1 && all(p, "posts").all(former))
    };
    ended("Odera", "2023-02-17") && ended("Лоза", "2023-02-18") && ended("Зидани", "[..2023-03-01]")
}

pub fn visit_days(found: &Found) -> bool {
    the_only(found, "visit").is_some_and(|v| v["date"] == "2024-05-26/2024-05-28")
}

pub fn meeting_of_the_visit(found: &Found) -> bool {
    the_only(found, "meeting").is_some_and(|m| m["date"] == "[2024-05-26..2024-05-27]")
}

pub fn signing_of_the_visit(found: &Found) -> bool {
    found.events("signing").iter().any(|s| reports(s) == [1] && s["date"] == "[2024-05-26..2024-05-27]")
}

pub fn protocol_of_the_session(found: &Found) -> bool {
    let protocols: Vec<&Value> = found.list("instruments").iter().filter(|i| i["kind"] == "protocol").collect();
    only(&protocols).is_some_and(|p| p["date"] == "[2025-10-16..2025-10-17]")
}
