//! What wears a server down: clients that hold on and say nothing, slow ones, records that are replaced, damaged or held by another
//! while they are served. It goes on answering, and says what to do.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../../resolve/tests/builder/mod.rs"]
mod builder;
mod common;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use builder::{Builder, on};
use common::record::hostile;
use common::{Site, TOKEN, html};
use rapporteur_model::{ClaimKind, Role};
use rapporteur_pipeline::{Silent, refresh};
use rapporteur_store::{Entry, Source, Store};
use serde_json::json;

/// As many connections as the system lets this test open, up to a thousand: each takes two handles of this process.
fn idle(site: &Site) -> Vec<TcpStream> {
    let mut held = Vec::new();
    while held.len() < 1000 {
        match TcpStream::connect_timeout(&site.at, Duration::from_secs(2)) {
            Ok(stream) => held.push(stream),
            Err(_) => break,
        }
    }
    held
}

#[test]
fn a_thousand_who_say_nothing_stop_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&hostile(dir.path()));
    let mut held = idle(&site);
    assert!(held.len() > 200, "{} connections", held.len());
    // Leave the client its own handles where the system's limit was met.
    if held.len() < 1000 {
        held.truncate(held.len() - 20);
    }
    let begun = Instant::now();
    for path in ["/", "/people", "/api/v1/events", "/healthz"] {
        assert_eq!(site.get(path).status, 200, "{path}");
    }
    assert!(begun.elapsed() < Duration::from_secs(10));
    // They still can ask.
    let last = held.last_mut().unwrap();
    last.write_all(format!("GET /healthz HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", site.at).as_bytes()).unwrap();
    let mut answer = String::new();
    last.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[test]
fn who_sends_by_letters_is_cut_off() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&hostile(dir.path()));
    let mut slow = TcpStream::connect(site.at).unwrap();
    slow.set_read_timeout(Some(Duration::from_secs(1))).unwrap();
    let begun = Instant::now();
    let mut ended = false;
    for letter in b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".iter().chain(std::iter::repeat(&b'a')) {
        let wrote = slow.write_all(&[*letter]);
        let mut one = [0_u8; 1024];
        ended = wrote.is_err() || slow.read(&mut one).is_ok();
        if ended || begun.elapsed() > Duration::from_secs(60) {
            break;
        }
        assert_eq!(site.get("/healthz").status, 200);
    }
    assert!(ended && begun.elapsed() < Duration::from_secs(40), "a head that never ends is waited for {:?}", begun.elapsed());
}

#[test]
fn cursors_of_another_record_are_refused_in_words() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let site = Site::of(&hostile(one.path()));
    let empty = other.path().join("empty.db");
    drop(Store::open(&empty).unwrap());
    let bare = Site::of(&empty);
    for list in ["events", "people", "organisations", "places", "instruments", "commitments", "relations", "reports", "mentions"] {
        let next = site.get(&format!("/api/v1/{list}?limit=1")).json()["next"].clone();
        let cursor = next.as_str().map_or_else(|| "x-of-another-record".to_owned(), common::encode);
        let answer = bare.get(&format!("/api/v1/{list}?cursor={cursor}"));
        assert!(answer.status == 400 && answer.json()["type"] == "/about#bad-cursor", "{list}: {} {}", answer.status, answer.text());
    }
    for page in ["/", "/people", "/promises", "/reports", "/instruments", "/relations", "/sessions"] {
        let answer = bare.get(&format!("{page}?cursor=e-0000000000000000"));
        assert_eq!((answer.status, html::problems(&answer.text())), (400, Vec::new()), "{page}");
    }
}

#[test]
fn a_record_that_is_replaced_is_read_anew() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let record = hostile(one.path());
    let site = Site::of(&record);
    let tag = site.get("/people").header("etag").unwrap().to_owned();
    let count = || site.get("/api/v1/people").json()["items"].as_array().unwrap().len();
    assert!(count() > 0);
    let empty = other.path().join("empty.db");
    drop(Store::open(&empty).unwrap());
    std::fs::rename(&empty, &record).unwrap();
    assert_eq!(count(), 0);
    assert_eq!(site.send("GET", "/people", &[("If-None-Match", &tag)], b"").status, 200, "what was held of the other is void");
    // Something that is no record.
    std::fs::write(other.path().join("junk"), vec![b'x'; 20_000]).unwrap();
    std::fs::rename(other.path().join("junk"), &record).unwrap();
    let broken = site.get("/people");
    assert!(broken.status >= 500 && html::problems(&broken.text()).is_empty(), "{}", broken.status);
    assert!(!broken.text().contains(&one.path().display().to_string()), "no folder of the server is told");
    assert_eq!(site.get("/about").status / 100, 5);
    assert_eq!(site.get("/sign-in").status, 200);
}

#[test]
fn a_record_that_another_writes_is_read_and_told_busy() {
    let dir = tempfile::tempdir().unwrap();
    let record = hostile(dir.path());
    let site = Site::of(&record);
    let _held = held(&record);
    for path in ["/", "/people", "/api/v1/events", "/entry/e-1"] {
        assert_eq!(site.get(path).status, 200, "{path}: reading goes on");
    }
    let taken = site.call("/api/v1/judgements", &json!({ "verdict": "reject", "entry": "e-1", "why": "x" }));
    assert_eq!(taken.status, 503, "{}", taken.text());
    assert!(taken.header("retry-after").is_some() && taken.json()["detail"].as_str().unwrap().contains("try again"));
    assert_eq!(site.get("/api/v1/judgements").json()["items"], json!([]));
    assert!(!TOKEN.is_empty());
}

/// A report of a meeting.
fn news(n: usize) -> Entry {
    let (a, b) = (format!("Анна Берёзова-{}", n % 7), format!("Борис Вятич-{}", n % 5));
    let text = format!("{a} встречалась с министром. {b} участвовал в Минске.");
    let day = format!("2024-{:02}-{:02}", n % 12 + 1, n % 27 + 1);
    let mut builder = Builder::new(&format!("r{n:03}"), "ru", &day, &text);
    let (x, y) = (builder.person(&a, &a), builder.person(&b, &b));
    let place = builder.place("Минске", "Минск", "BY");
    on(builder.claim(ClaimKind::Meeting, "встречалась", &[(Role::Participant, x), (Role::Participant, y), (Role::Place, place)]), &day);
    Entry { source: Source { media_type: "text/plain".to_owned(), bytes: text.into_bytes() }, reading: builder.done() }
}

/// While reports are added, one step of growth after the other, every answer is made from one state: what it counts is what it lists.
#[test]
fn a_record_that_grows_is_answered_from() {
    const STEPS: usize = 60;
    let dir = tempfile::tempdir().unwrap();
    let record = dir.path().join("grows.db");
    let mut store = Store::open(&record).unwrap();
    store.put(&[news(0)], "1").unwrap();
    refresh(&mut store, &Silent).unwrap();
    let site = Site::of(&record);
    let adding = std::thread::spawn(move || {
        for n in 1..STEPS {
            store.put(&[news(n)], "1").unwrap();
            refresh(&mut store, &Silent).unwrap();
        }
        assert_eq!(store.miscounted().unwrap(), Vec::<String>::new());
    });
    let (mut before, mut tags) = (0, std::collections::BTreeSet::new());
    loop {
        let last = adding.is_finished();
        let events = site.get("/api/v1/events?limit=1000").json()["items"].as_array().unwrap().len();
        assert!(events >= before, "{events} behind {before}");
        before = events;
        let facets = site.get("/api/v1/facets").json();
        let of = |what: &str| facets[what].as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).sum::<u64>();
        assert!(facets["total"] == of("kinds") && facets["total"] == of("months") && facets["total"] == of("statuses"), "{facets}");
        for page in ["/", "/people", "/places", "/reports", "/review", "/map", "/pairs", "/changes?since=2024-01-01", "/search?q=Вятич"]
        {
            let answer = site.get(page);
            assert_eq!((answer.status, html::problems(&answer.text())), (200, Vec::new()), "{page}");
            tags.insert(answer.header("etag").unwrap().to_owned());
        }
        if last {
            break;
        }
    }
    adding.join().unwrap();
    assert!(tags.len() > 2, "it was seen while it grew: {tags:?}");
    let first = site.get("/people").header("etag").unwrap().to_owned();
    assert_eq!(site.send("GET", "/people", &[("If-None-Match", &first)], b"").status, 304);
}

/// Holds the record as somebody who writes does.
fn held(record: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(record).unwrap();
    connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    connection
}
