//! The sample reports in the browser: every page that can be reached is whole, filters and cursors do what they say, answers that are
//! held are not sent again, and what programs are given fits the OpenAPI document.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::collections::{BTreeSet, VecDeque};

use common::record::demo;
use common::{Site, has_models, html};
use serde_json::Value;

#[test]
fn the_demo_in_the_browser() {
    if !has_models("the_demo_in_the_browser") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&demo(dir.path()));
    every_page_is_whole(&site);
    filters_narrow(&site);
    cursors_lead_through(&site);
    held_answers_are_not_sent_again(&site);
    languages_differ(&site);
    answers_fit_their_description(&site);
    files_hold_what_lists_hold(&site);
}

/// Follows every link from the front page, up to a number of pages.
fn every_page_is_whole(site: &Site) {
    const MOST: usize = 500;
    let (mut seen, mut waiting): (BTreeSet<String>, VecDeque<String>) = (BTreeSet::new(), VecDeque::from(["/".to_owned()]));
    let mut kinds = BTreeSet::new();
    while let Some(path) = waiting.pop_front().filter(|_| seen.len() < MOST) {
        if !seen.insert(path.clone()) || path.starts_with("/language/") {
            continue;
        }
        let answer = site.get(&path);
        assert!(answer.status == 200 || answer.status == 303, "{path}: {}", answer.status);
        if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            let page = answer.text();
            assert_eq!(html::problems(&page), Vec::<String>::new(), "{path}");
            assert!(page.len() < 150_000, "{path} has {} bytes", page.len());
            // Each sort of page is reached before many of one sort.
            let (mut early, late): (Vec<String>, Vec<String>) =
                html::links(&page).into_iter().partition(|to| !to.contains('?') && !to.starts_with("/entry/"));
            early.extend(late.into_iter().take(40));
            waiting.extend(early);
        }
        kinds.insert(path.split(['?', '/']).nth(1).unwrap_or_default().to_owned());
    }
    for kind in ["people", "sessions", "promises", "changes", "review", "map", "reports", "entry", "about", "api", "feeds", "calendar.ics"]
    {
        assert!(kinds.contains(kind), "{kind} is reached by links: {kinds:?}");
    }
}

fn items(site: &Site, path: &str) -> Vec<Value> {
    let answer = site.get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.json()["items"].as_array().unwrap().clone()
}

fn filters_narrow(site: &Site) {
    let all = items(site, "/api/v1/events?limit=1000");
    let sessions = items(site, "/api/v1/events?limit=1000&kind=session");
    assert!(!sessions.is_empty() && sessions.len() < all.len() && sessions.iter().all(|e| e["kind"] == "session"));
    let facets = site.get("/api/v1/facets").json();
    assert_eq!(facets["total"].as_u64().unwrap() as usize, all.len());
    for (list, parameter) in [
        ("kinds", "kind"),
        ("statuses", "status"),
        ("countries", "country"),
        ("languages", "language"),
        ("bodies", "body"),
        ("people", "participant"),
        ("organisations", "participant"),
    ] {
        for choice in facets[list].as_array().unwrap().iter().take(4) {
            let key = choice["key"].as_str().unwrap();
            let found = items(site, &format!("/api/v1/events?limit=1000&{parameter}={key}")).len();
            assert_eq!(found as u64, choice["count"].as_u64().unwrap(), "{list} {key}");
        }
    }
    for month in facets["months"].as_array().unwrap() {
        let key = month["key"].as_str().unwrap();
        let found = items(site, &format!("/api/v1/events?limit=1000&from={key}&to={key}")).len();
        assert_eq!(found as u64, month["count"].as_u64().unwrap(), "{key}");
    }
    let shown = site.get("/?kind=session").text();
    assert_eq!(shown.matches("<article class=\"event k-session").count(), sessions.len().min(40));
    assert!(!shown.contains("event k-meeting"));
}

fn cursors_lead_through(site: &Site) {
    for list in [
        "events",
        "events?sort=-date",
        "events?sort=reports",
        "people",
        "organisations",
        "places",
        "instruments",
        "commitments",
        "relations",
        "reports",
        "reports?sort=-date",
        "mentions",
        "series",
        "review",
        "search?q=комиссия",
        "changes?since=2020-01-01",
    ] {
        let list = list.replace("комиссия", &common::encode("комиссия"));
        let mark = if list.contains('?') { '&' } else { '?' };
        let whole = items(site, &format!("/api/v1/{list}{mark}limit=1000"));
        let (mut parts, mut cursor): (Vec<Value>, Option<String>) = (Vec::new(), None);
        for _ in 0..whole.len() + 2 {
            let to = cursor.as_ref().map(|c| format!("&cursor={}", common::encode(c))).unwrap_or_default();
            let answer = site.get(&format!("/api/v1/{list}{mark}limit={}{to}", if whole.len() > 100 { 90 } else { 3 })).json();
            parts.extend(answer["items"].as_array().unwrap().iter().cloned());
            cursor = answer["next"].as_str().map(str::to_owned);
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(parts.len(), whole.len(), "{list}");
        assert!(parts == whole, "{list}: parts are the whole, in its order");
    }
}

fn held_answers_are_not_sent_again(site: &Site) {
    for path in [
        "/",
        "/people",
        "/entry/nothing-of-this",
        "/api/v1/events",
        "/api/v1/facets",
        "/feeds/events.atom",
        "/calendar.ics",
        "/map",
        "/review",
    ] {
        let first = site.get(path);
        let Some(tag) = first.header("etag") else {
            assert_eq!(first.status, 404, "{path} has an ETag");
            continue;
        };
        let again = site.send("GET", path, &[("If-None-Match", tag)], b"");
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(site.send("GET", path, &[("If-None-Match", "\"other\"")], b"").status, 200, "{path}");
        let russian = site.send("GET", path, &[("If-None-Match", tag), ("Accept-Language", "ru")], b"");
        assert_eq!(russian.status, if path.starts_with("/api/") { 304 } else { 200 }, "{path}: another language is another answer");
    }
}

fn languages_differ(site: &Site) {
    let page = |lang: &str| site.send("GET", "/", &[("Accept-Language", lang)], b"").text();
    assert!(page("en").contains("<html lang=\"en\">") && page("en").contains("Timeline"));
    assert!(page("ru,en;q=0.5").contains("<html lang=\"ru\">") && page("ru").contains("Хроника"));
    let chosen = site.get("/language/ru?back=%2Fpeople%3Flang%3Den");
    assert_eq!((chosen.status, chosen.header("location")), (303, Some("/people")));
    assert!(site.send("GET", "/", &[("Cookie", &chosen.cookie()), ("Accept-Language", "en")], b"").text().contains("Хроника"));
    let names = |lang: &str| -> Vec<String> {
        let people = items(site, &format!("/api/v1/people?lang={lang}&limit=1000"));
        people.iter().map(|p| p["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_ne!(names("en"), names("ru"));
}

fn files_hold_what_lists_hold(site: &Site) {
    for list in ["events", "people", "reports", "commitments"] {
        let whole = items(site, &format!("/api/v1/{list}?limit=1000"));
        let lines = site.get(&format!("/api/v1/{list}?format=jsonl")).text();
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert!(lines == whole, "{list}");
        let csv = site.send("GET", &format!("/api/v1/{list}"), &[("Accept", "text/csv")], b"");
        assert!(csv.header("content-type").unwrap().starts_with("text/csv"));
        assert_eq!(csv.text().matches("\r\n").count(), whole.len() + 1, "{list}");
    }
}

/// Every call of the document is asked, and its answer fits the schema.
fn answers_fit_their_description(site: &Site) {
    let document = site.get("/api/v1/openapi.json").json();
    assert_eq!(document["openapi"], "3.1.0");
    let id = |path: &str| items(site, path)[0]["id"].as_str().unwrap().to_owned();
    let entries =
        ["events", "people", "bodies", "instruments", "commitments", "relations", "reports"].map(|l| id(&format!("/api/v1/{l}?limit=1")));
    let mut asked = 0;
    for (path, calls) in document["paths"].as_object().unwrap() {
        if calls.get("get").is_none() || path == "/api/v1/add/{id}" {
            continue;
        }
        let schema = &calls["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        let targets: Vec<String> = match path.as_str() {
            "/api/v1/search" => vec![format!("{path}?q=2025")],
            "/api/v1/changes" => vec![format!("{path}?since=2020-01-01")],
            "/api/v1/neighbours/{id}" => vec![path.replace("{id}", &entries[1])],
            path if path.contains("{id}") => {
                entries.iter().filter(|id| id.contains('-') || path.contains("show")).map(|id| path.replace("{id}", id)).collect()
            }
            path => vec![path.to_owned(), format!("{path}?lang=ru"), format!("{path}?limit=1")],
        };
        for target in targets {
            let answer = site.get(&target);
            assert_eq!(answer.status, 200, "{target}: {}", answer.text());
            fits(&document, schema, &answer.json(), &target);
            asked += 1;
        }
    }
    assert!(asked > 50);
}

/// Checks a value against a schema of the document, as far as ours go.
fn fits(document: &Value, schema: &Value, value: &Value, at: &str) {
    if let Some(to) = schema["$ref"].as_str() {
        return fits(document, document.pointer(to.trim_start_matches('#')).unwrap(), value, at);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        return if value.is_null() { assert!(any.iter().any(|s| s["type"] == "null"), "{at}") } else { fits(document, &any[0], value, at) };
    }
    if let Some(words) = schema["enum"].as_array() {
        assert!(words.contains(value), "{at}: {value} is none of {words:?}");
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return,
    };
    let is = |kind: &&str| match *kind {
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => value.is_null(),
    };
    assert!(kinds.iter().any(is), "{at}: {value} is no {kinds:?}");
    if let Some(list) = value.as_array() {
        list.iter().for_each(|one| fits(document, &schema["items"], one, at));
    }
    let (Some(object), Some(properties)) = (value.as_object(), schema["properties"].as_object()) else { return };
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        assert!(object.contains_key(name), "{at} lacks {name}");
    }
    for (name, inner) in object {
        let known = properties.get(name).unwrap_or_else(|| panic!("{at}: {name} is not described"));
        fits(document, known, inner, &format!("{at} {name}"));
    }
}
