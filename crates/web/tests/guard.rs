//! Who may ask what: names of the server, tokens, sites, sizes, rates; and what it answers where the record is gone.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::net::SocketAddr;

use common::record::hostile;
use common::{Site, TOKEN, html, options};
use rapporteur_web::{Error, Options, Server};
use serde_json::json;

#[test]
fn other_names_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let record = hostile(dir.path());
    let site = Site::of(&record);
    for host in ["example.org", "example.org:80", "localhost.example.org", "127.0.0.1.example.org", "192.0.2.7", ""] {
        let answer = site.send("GET", "/", &[("Host", host)], b"");
        assert_eq!(answer.status, 421, "{host}");
        assert_eq!(html::problems(&answer.text()), Vec::<String>::new());
    }
    for host in ["localhost", "LOCALHOST:1", "127.0.0.1:9", "[::1]:80"] {
        assert_eq!(site.send("GET", "/about", &[("Host", host)], b"").status, 200, "{host}");
    }
    let named = Site::with(Options { hosts: vec!["Archive.example.org".to_owned()], ..options(&record) });
    assert_eq!(named.send("GET", "/about", &[("Host", "archive.example.org")], b"").status, 200);
}

#[test]
fn changes_need_the_token_and_a_form_of_ours() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&hostile(dir.path()));
    let form = [("Content-Type", "application/x-www-form-urlencoded")];
    let body = b"form=x&verdict=confirm&entry=e-1&why=x";
    assert_eq!(site.send("POST", "/judge", &form, body).status, 401);
    assert_eq!(site.send("POST", "/api/v1/judgements", &[("Authorization", "Bearer wrong")], b"{}").status, 401);
    let session = site.session();
    let with = |more: &[(&'static str, &'static str)]| {
        let mut headers = vec![form[0], ("Cookie", session.as_str())];
        headers.extend(more.iter().copied());
        site.send("POST", "/judge", &headers, body).status
    };
    // Signed in, but sent from elsewhere, or without the key of our forms.
    assert_eq!(with(&[("Sec-Fetch-Site", "cross-site")]), 403);
    assert_eq!(with(&[("Origin", "http://example.org")]), 403);
    assert_eq!(with(&[("Sec-Fetch-Site", "same-origin")]), 403);
    assert_eq!(site.get("/api/v1/judgements").json()["items"], json!([]));
    let kept = site.get(&format!("/sign-in?token={}", TOKEN.replace(' ', "%20")));
    assert!(kept.head.contains("HttpOnly") && kept.head.contains("SameSite=Strict") && !kept.head.contains(TOKEN));
}

#[test]
fn wrong_tokens_are_counted() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&hostile(dir.path()));
    let session = site.session();
    let told: Vec<u16> = (0..14).map(|_| site.get("/sign-in?token=wrong").status).collect();
    assert_eq!((told[0], told[13]), (401, 429));
    // Even the right one is not heard now; who is in stays in.
    assert_eq!(site.get(&format!("/sign-in?token={}", TOKEN.replace(' ', "%20"))).status, 429);
    assert_eq!(site.send("GET", "/add", &[("Cookie", &session)], b"").status, 200);
}

#[test]
fn other_addresses_need_a_token_for_everything() {
    let dir = tempfile::tempdir().unwrap();
    let record = hostile(dir.path());
    let open = Options { listen: SocketAddr::from(([0, 0, 0, 0], 0)), token: None, ..options(&record) };
    assert!(matches!(Server::bind(open.clone()), Err(Error::NeedsToken(_))));
    assert!(matches!(Server::bind(Options { token: Some("short".to_owned()), ..open.clone() }), Err(Error::ShortToken)));
    let site = Site::with(Options { token: Some(TOKEN.to_owned()), ..open });
    for path in ["/", "/api/v1/events", "/calendar.ics", "/reports/r1/source"] {
        assert_eq!(site.get(path).status, 401, "{path}");
        assert_eq!(site.signed(path).status, 200, "{path}");
    }
    assert_eq!((site.get("/healthz").status, site.get("/sign-in").status), (200, 200));
}

#[test]
fn every_answer_has_its_headers() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&hostile(dir.path()));
    for path in ["/", "/nothing", "/api/v1/events", "/api/v1/nothing", "/feeds/events.atom", "/entry/e-1/words"] {
        let answer = site.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!((answer.header("x-content-type-options"), answer.header("x-frame-options")), (Some("nosniff"), Some("DENY")));
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let record = hostile(dir.path());
    let site = Site::of(&record);
    let long = "x".repeat(600);
    let bad = [
        "/?kind=banquet",
        "/?from=soon",
        "/?from=2025&to=2024",
        "/?country=Belarus",
        "/?cursor=e-nothing",
        "/?limit=0",
        "/?limit=-1",
        "/?sort=up",
        "/?between=BY",
        "/?no=1",
        "/?disputed=maybe",
        "/?language=%00",
        "/?q=%00",
        "/people?kind=person",
        "/promises?outcome=lost",
        "/promises?as_of=2025-02-30",
        "/reports?sort=title",
        "/reports/r1?view=x",
        "/changes?since=yesterday",
        "/review?at=x",
        "/search?q=a&cursor=5000000",
        "/relations?kind=love",
    ];
    for path in bad {
        let answer = site.get(path);
        assert_eq!(answer.status, 400, "{path}");
        assert_eq!(html::problems(&answer.text()), Vec::<String>::new(), "{path}");
    }
    assert_eq!(site.get(&format!("/?q={long}")).status, 400);
    for path in
        ["/nothing", "/entry/e-nothing", "/reports/nothing", "/add/nothing", "/language/xx", "/assets/1/none.css", "/assets/1/..%2fx"]
    {
        assert_eq!(site.get(path).status, 404, "{path}");
    }
    assert_eq!(site.send("DELETE", "/people", &[("Authorization", &format!("Bearer {TOKEN}"))], b"").status, 405);
    assert_eq!(site.send("GET", &format!("/{}", "a".repeat(70_000)), &[], b"").status / 100, 4);
    for (path, status) in [("/api/v1/events?cursor=x", 400), ("/api/v1/show/x", 404), ("/api/v1/changes", 400), ("/api/v1/search", 400)] {
        let problem = site.get(path);
        assert_eq!((problem.status, problem.json()["status"].as_u64()), (status, Some(u64::from(status))), "{path}");
        assert!(!problem.json()["detail"].as_str().unwrap().is_empty());
    }
    // The record goes away, and comes back as another one.
    std::fs::rename(&record, dir.path().join("away.db")).unwrap();
    assert_eq!(site.get("/").status, 503);
    std::fs::rename(dir.path().join("away.db"), &record).unwrap();
    assert_eq!(site.get("/").status, 200);
}

#[test]
fn too_much_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&hostile(dir.path()));
    let bearer = format!("Bearer {TOKEN}");
    let big = vec![b'a'; (32 << 20) + 1];
    assert_eq!(site.send("POST", "/api/v1/add", &[("Authorization", &bearer), ("Content-Type", "text/plain")], &big).status, 413);
    let session = site.session();
    let mut form = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.txt\"\r\n\r\n".to_vec();
    form.extend_from_slice(&big);
    form.extend_from_slice(b"\r\n--b--\r\n");
    let headers = [("Cookie", session.as_str()), ("Content-Type", "multipart/form-data; boundary=b"), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(site.send("POST", "/add", &headers, &form).status, 413);
    // Cut off in the middle, and nothing at all.
    assert_eq!(site.send("POST", "/add", &headers, &form[..200]).status, 400);
    assert_eq!(site.send("POST", "/add", &headers, b"--b--\r\n").status / 100, 4);
    assert_eq!(site.send("POST", "/api/v1/add", &[("Authorization", &bearer)], b"  ").status, 400);
    assert_eq!(site.get("/healthz").status, 200);
}
