//! An analyst in the browser: a decision by a form, its undoing, the log; the same by the API; reports added by a form.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::record::demo;
use common::{Site, TOKEN, has_models, html};
use serde_json::{Value, json};

fn all(site: &Site) -> Value {
    let lists = ["events", "people", "organisations", "instruments", "commitments"];
    lists.iter().map(|list| site.get(&format!("/api/v1/{list}?limit=1000")).json()["items"].clone()).collect()
}

#[test]
fn decisions_are_taken_and_undone() {
    if !has_models("decisions_are_taken_and_undone") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&demo(dir.path()));
    let before = all(&site);
    let event = before[0][0]["id"].as_str().unwrap().to_owned();
    let (page, key) = (site.signed(&format!("/entry/{event}")), site.form_key());
    assert!(page.text().contains("action=\"/judge\"") && !site.get(&format!("/entry/{event}")).text().contains("action=\"/judge\""));

    // By forms.
    let back = "/review?at=0".to_owned();
    let fields =
        [("form", key.as_str()), ("verdict", "reject"), ("entry", &event), ("why", "a <b>test</b>"), ("who", "Ann"), ("back", &back)];
    let taken = site.post("/judge", &fields);
    assert_eq!(taken.status, 303, "{}", taken.text());
    let to = taken.header("location").unwrap().to_owned();
    let judgement = to.split("done=").nth(1).unwrap().to_owned();
    assert!(to.starts_with("/review?") && judgement.starts_with("j-"));
    let shown = site.signed(&to).text();
    assert!(shown.contains("value=\"undo\"") && shown.contains(&judgement), "the page offers to undo it");
    assert_ne!(all(&site), before);
    let log = site.signed("/judgements").text();
    assert!(log.contains("a &lt;b&gt;test&lt;/b&gt;") && log.contains("Ann"));
    assert_eq!(html::problems(&log), Vec::<String>::new());
    let undone = site.post("/judge", &[("form", &key), ("verdict", "undo"), ("entry", &judgement), ("why", ""), ("back", "//example.org")]);
    assert_eq!((undone.status, undone.header("location")), (303, Some("/")));
    assert_eq!(all(&site), before, "the record is as it was");

    // What cannot be.
    let refused =
        |fields: &[(&str, &str)]| site.post("/judge", &[&[("form", key.as_str()), ("why", "x"), ("back", "/")], fields].concat()).status;
    assert_eq!(refused(&[("verdict", "confirm"), ("entry", "e-nothing")]), 422);
    assert_eq!(refused(&[("verdict", "same"), ("entry", &event)]), 422);
    assert_eq!(refused(&[("verdict", "same"), ("entry", &event), ("other", &event)]), 422);
    assert_eq!(refused(&[("verdict", "correct"), ("entry", &event), ("field", "date"), ("value", "soon")]), 422);
    assert_eq!(refused(&[("verdict", "maybe"), ("entry", &event)]), 400);

    // By the API.
    let person = before[1][0]["id"].as_str().unwrap();
    let decision = json!({ "verdict": "correct", "entry": person, "field": "country", "value": "FJ", "why": "a test", "who": "Bob" });
    let taken = site.call("/api/v1/judgements", &decision);
    assert_eq!(taken.status, 201, "{}", taken.text());
    let id = taken.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(site.get(&format!("/api/v1/show/{person}")).json()["entry"]["country"], "FJ");
    let log = site.get("/api/v1/judgements?who=Bob").json();
    assert_eq!((log["items"][0]["id"].as_str(), log["items"][0]["state"].as_str()), (Some(id.as_str()), Some("in_force")));
    assert_eq!(site.call("/api/v1/judgements", &json!({ "verdict": "undo", "entry": id, "why": "done" })).status, 201);
    assert_eq!(all(&site), before);
    assert_eq!(site.call("/api/v1/judgements", &json!({ "verdict": "reject", "why": "x" })).status, 400);
    assert_eq!(site.call("/api/v1/judgements", &json!({ "verdict": "reject", "entry": "e-1", "why": "x", "more": 1 })).status, 400);
    adding(&site, &key);
    extracting(&site);
}

const NEWS: &str = "МИНСК, 3 июня 2026. Министр промышленности Беларуси Пётр Громыкин встретился в Минске с послом Сербии Миланом Йовичем.";

fn adding(site: &Site, key: &str) {
    let session = site.session();
    let part = |head: &str, body: &str| format!("--b\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n");
    let body = [
        part("name=\"form\"", key),
        part("name=\"file\"; filename=\"../<i>news.txt\"", NEWS),
        part("name=\"text\"", ""),
        "--b--\r\n".to_owned(),
    ]
    .concat();
    let headers = [("Cookie", session.as_str()), ("Content-Type", "multipart/form-data; boundary=b"), ("Sec-Fetch-Site", "same-origin")];
    let begun = site.send("POST", "/add", &headers, body.as_bytes());
    assert_eq!(begun.status, 303, "{}", begun.text());
    let run = begun.header("location").unwrap().to_owned();
    let api = run.replace("/add/", "/api/v1/add/");
    for _ in 0..600 {
        if ["done", "failed"].contains(&site.get(&api).json()["state"].as_str().unwrap()) {
            break;
        }
        assert_eq!(html::problems(&site.get(&run).text()), Vec::<String>::new());
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    let done = site.get(&api).json();
    assert_eq!((done["state"].as_str(), done["new"].as_u64()), (Some("done"), Some(1)), "{done}");
    let page = site.get(&run).text();
    assert!(page.contains("/reports/") && page.contains("/entry/e-"), "{page}");
    // The same by a program is known already; an address is not fetched unless that is allowed.
    let bearer = format!("Bearer {TOKEN}");
    let again =
        site.send("POST", "/api/v1/add?name=again.txt", &[("Authorization", &bearer), ("Content-Type", "text/plain")], NEWS.as_bytes());
    assert_eq!((again.status, again.json()["known"].as_u64()), (200, Some(1)), "{}", again.text());
    let address = [part("name=\"form\"", key), part("name=\"address\"", "http://127.0.0.1:1/"), "--b--\r\n".to_owned()].concat();
    assert_eq!(site.send("POST", "/add", &headers, address.as_bytes()).status, 400);
}

fn extracting(site: &Site) {
    let bearer = format!("Bearer {TOKEN}");
    let line = json!({ "id": "x", "text": NEWS }).to_string();
    let answer = site.send(
        "POST",
        "/api/v1/extract?as_is=true",
        &[("Authorization", &bearer), ("Content-Type", "application/x-ndjson")],
        line.as_bytes(),
    );
    assert_eq!(answer.status, 200, "{}", answer.text());
    let out: Value = serde_json::from_str(answer.text().lines().next().unwrap()).unwrap();
    assert!(out["id"] == "x" && out["mentions"].as_array().unwrap().len() > 2 && !out["claims"].as_array().unwrap().is_empty());
    assert_eq!(site.send("POST", "/api/v1/extract", &[("Authorization", &bearer)], b"not json").status, 400);
    assert_eq!(site.send("POST", "/api/v1/extract", &[], line.as_bytes()).status, 401);
}
