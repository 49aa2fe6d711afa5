//! Texts that try to break out are shown as text: in every page, feed and file; and what a request holds is never given back as markup.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::record::{hostile, nasty};
use common::{PLAIN, Site, encode, html};

/// Pages of the hostile record beside [`PLAIN`].
const OWN: &[&str] = &[
    "/?open=e-1",
    "/reports/r1",
    "/reports/r1?view=source",
    "/entry/p-1",
    "/entry/p-2",
    "/entry/o-1",
    "/entry/b-1",
    "/entry/l-1",
    "/entry/x-1",
    "/entry/e-1",
    "/entry/e-2",
    "/entry/i-1",
    "/entry/c-1",
    "/entry/t-1",
    "/entry/e-1/words",
    "/entry/p-1/why",
    "/entry/p-1/neighbours",
    "/search?q=alert",
];

#[test]
fn hostile_texts_are_text_in_every_page() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&hostile(dir.path()));
    for lang in ["en", "ru"] {
        for page in PLAIN.iter().chain(OWN) {
            let path = format!("{page}{}lang={lang}", if page.contains('?') { "&" } else { "?" });
            for answer in [site.get(&path), site.signed(&path)] {
                assert_eq!(answer.status, 200, "{path}: {}", answer.text());
                assert_eq!(html::problems(&answer.text()), Vec::<String>::new(), "{path}");
            }
        }
    }
    // And it is there, to be read.
    let event = html::text(&site.get("/entry/e-1").text());
    assert!(event.contains("<script>alert(1)</script>") && event.contains("[U+202E]") && event.contains('\u{2401}'));
}

#[test]
fn hostile_texts_are_text_in_every_file() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&hostile(dir.path()));
    let atom = site.get("/feeds/events.atom").text();
    assert!(atom.contains("&lt;script&gt;") && !atom.contains("<script") && !atom.contains('\u{202e}'), "{atom}");
    assert!(site.get("/calendar.ics").text().lines().all(|line| line.len() <= 75));
    let csv = site.get("/api/v1/people?format=csv&lang=en").text();
    assert!(!csv.contains(",=HYPERLINK") && csv.starts_with("id,name,"), "{csv}");
    let markdown = site.get("/entry/e-1/dossier.md").text();
    assert!(!markdown.contains("<script") && !markdown.contains("<img"), "{markdown}");
    // A source is saved, never shown as a page.
    let source = site.get("/reports/r1/source");
    assert_eq!(source.header("content-type"), Some("application/octet-stream"));
    assert!(source.header("content-disposition").unwrap().starts_with("attachment"));
}

#[test]
fn what_is_asked_is_not_given_back_as_markup() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&hostile(dir.path()));
    let probe = "\"'><script>probe(1)</script>\u{202e}";
    let asked = encode(probe);
    for name in
        ["q", "from", "kind", "country", "body", "participant", "with", "between", "place", "cursor", "limit", "sort", "open", "lang", "no"]
    {
        let answer = site.get(&format!("/?{name}={asked}"));
        assert!(!answer.text().contains("<script>probe"), "{name}");
        assert_eq!(html::problems(&answer.text()), Vec::<String>::new(), "{name}");
    }
    let paths = [
        "/search?q=",
        "/promises?person=",
        "/instruments?q=",
        "/relations?with=",
        "/reports?q=",
        "/changes?since=",
        "/review?at=",
        "/entry/",
        "/reports/",
        "/add/",
        "/language/ru?back=",
        "/sign-in?back=",
        "/judgements?who=",
        "/review?done=",
    ];
    for path in paths {
        let answer = site.get(&format!("{path}{asked}"));
        assert!(answer.status < 500 && !answer.text().contains("<script>probe"), "{path}");
        assert_eq!(html::problems(&answer.text()), Vec::<String>::new(), "{path}");
        assert!(answer.header("location").is_none_or(|to| to.starts_with('/') && !to.starts_with("//")), "{path}");
    }
    let api = site.get(&format!("/api/v1/events?q={asked}&kind={asked}"));
    assert_eq!(api.header("content-type"), Some("application/problem+json"));
    assert!(api.header("x-content-type-options") == Some("nosniff"));
}

/// Every page and every call with every filter that any of them knows, and headers that a client chooses.
#[test]
fn no_route_gives_back_what_is_asked_as_markup() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&hostile(dir.path()));
    let document = site.get("/api/v1/openapi.json").json();
    let probe = encode("\"'></title></script><script>probe(1)</script>\r\nX-Probe: 1\r\n\r\n<svg onload=probe(1)>");
    let mut names =
        std::collections::BTreeSet::from(["open", "at", "done", "back", "view", "token", "sort", "format", "since", "x"].map(String::from));
    for (path, calls) in document["paths"].as_object().unwrap() {
        for parameter in calls["get"]["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            names.insert(name.to_owned());
            let path = path.replace("{id}", if parameter["in"] == "path" { &probe } else { "e-1" });
            let answer = site.get(&format!("{path}?{name}={probe}"));
            let kind = answer.header("content-type").unwrap_or_default().to_owned();
            assert!(answer.status < 500 && !kind.starts_with("text/html"), "{path} {name}: {} {kind}", answer.status);
            assert!(!answer.head.contains("X-Probe"), "{path} {name}");
        }
    }
    assert!(names.len() > 30, "{names:?}");
    for page in PLAIN.iter().chain(OWN) {
        for name in &names {
            let path = format!("{page}{}{name}={probe}", if page.contains('?') { '&' } else { '?' });
            let answer = site.get(&path);
            assert!(answer.status < 500 && !answer.head.contains("X-Probe"), "{path}: {}", answer.status);
            assert!(!answer.text().contains("<script>probe") && !answer.text().contains("<svg onload"), "{path}");
            assert_eq!(html::problems(&answer.text()), Vec::<String>::new(), "{path}");
        }
    }
    for header in ["User-Agent", "Referer", "Accept", "Accept-Language", "Cookie", "X-Forwarded-Host", "Origin", "If-None-Match"] {
        let answer = site.send("GET", "/nothing", &[(header, "\"><script>probe(1)</script>")], b"");
        assert!(answer.status == 404 && !answer.text().contains("<script>probe"), "{header}");
    }
}

/// Names and titles of a megabyte without a space: pages stay pages, and are answered.
#[test]
fn a_word_of_a_megabyte_does_not_burst_a_page() {
    let dir = tempfile::tempdir().unwrap();
    let record = hostile(dir.path());
    let word = "\u{44b}<b>".repeat(200_000);
    let connection = rusqlite::Connection::open(&record).unwrap();
    for change in [
        "UPDATE entity SET name = ?1",
        "UPDATE entity SET names_json = '[]' WHERE ?1 <> ''",
        "UPDATE post SET title = ?1",
        "UPDATE report SET title = ?1",
        "UPDATE event SET title = ?1",
    ] {
        connection.execute(change, [&word]).unwrap();
    }
    drop(connection);
    let site = Site::of(&record);
    for page in [
        "/",
        "/people",
        "/reports",
        "/reports/r1",
        "/entry/p-1",
        "/entry/e-1",
        "/entry/p-1/why",
        "/search?q=alert",
        "/changes?since=2020-01-01",
    ] {
        let answer = site.get(page);
        assert_eq!(answer.status, 200, "{page}");
        assert!(answer.body.len() < 1_000_000, "{page}: {} bytes", answer.body.len());
        assert_eq!(html::problems(&answer.text()), Vec::<String>::new(), "{page}");
    }
}

#[test]
fn a_person_without_a_post_has_no_page() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&hostile(dir.path()));
    for path in [
        "/entry/p-private",
        "/entry/p-private/words",
        "/entry/p-private/neighbours",
        "/entry/p-private/dossier.md",
        "/api/v1/show/p-private",
        "/api/v1/why/p-private",
        "/api/v1/neighbours/p-private",
    ] {
        assert_eq!(site.get(path).status, 404, "{path}");
    }
    assert!(!site.get("/entry/e-1").text().contains("/entry/p-private"));
    assert!(nasty().len() > 100);
}
