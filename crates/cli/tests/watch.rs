//! `watch` against a server on loopback, by a clock from outside: each item once, over restarts and failures.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use common::{has_models, printed, program};

/// A feed that grows by an item at every request, and breaks down at each fifth.
fn feed() -> (String, Arc<Mutex<usize>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/rss.xml", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(0_usize));
    let count = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut line = String::new();
            BufReader::new(stream.try_clone().unwrap()).read_line(&mut line).unwrap();
            let (status, body) = if line.starts_with("GET /rss.xml") {
                let mut asked = count.lock().unwrap();
                *asked += 1;
                if (*asked).is_multiple_of(5) { ("404 Not Found", String::new()) } else { ("200 OK", items(*asked)) }
            } else {
                ("404 Not Found", String::new())
            };
            let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
        }
    });
    (address, asked)
}

fn items(count: usize) -> String {
    let item = |n: usize| {
        format!(
            "<item><title>Встреча {n}</title><guid>{n}</guid><pubDate>{:02} Mar 2024</pubDate><description>Министр торговли Белоруссии Алексей Гуринович {n} марта 2024 года встретился в Минске с послом Пакистана Тариком Маликом.</description></item>",
            n
        )
    };
    let all: String = (1..=count).map(item).collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Минторг</title>{all}</channel></rss>")
}

#[test]
fn each_item_is_read_once_over_days_and_restarts() {
    if !has_models("each_item_is_read_once_over_days_and_restarts") {
        return;
    }
    let (address, asked) = feed();
    let dir = tempfile::tempdir().unwrap();
    let mut events = String::new();
    // Two runs of a watch, each of some days by a clock that is given.
    for run in 0..2i64 {
        let times: Vec<String> = (0..6).map(|n| (1_710_000_000 + (run * 6 + n) * 86_400).to_string()).collect();
        std::fs::write(dir.path().join("clock"), times.join("\n")).unwrap();
        let output = program(dir.path())
            .args(["watch", &address, "--allow-private", "--pause", "0", "--every", "1h", "--clock", "clock"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        events.push_str(&String::from_utf8(output.stdout).unwrap());
    }
    let asked = *asked.lock().unwrap();
    assert_eq!(asked, 12);
    let reports = printed(dir.path(), &["reports", "--json"]);
    assert_eq!(reports.lines().count(), 12, "{reports}");
    let meetings = events.lines().filter(|line| line.contains("\"kind\":\"meeting\"")).count();
    let held = printed(dir.path(), &["events", "--kind", "meeting", "--json"]).lines().count();
    assert!(meetings > 0 && meetings <= held, "{meetings} of {held}: {events}");
}

#[test]
fn two_watches_of_one_record_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let held = std::fs::File::options().create(true).append(true).open(dir.path().join("r.watch-lock")).unwrap();
    held.lock().unwrap();
    let output = program(dir.path()).args(["watch", "http://127.0.0.1:1/", "--once"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("another watch"));
}
