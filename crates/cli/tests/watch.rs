//! `watch` against a server on loopback, by a clock from outside: each item once, over restarts and failures.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
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

/// A feed of one item, and an address that takes what is sent to it: what came there, after it was too busy once.
fn feed_and_hook(item: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let host = format!("http://{}", listener.local_addr().unwrap());
    let sent = Arc::new(Mutex::new(Vec::new()));
    let taken = Arc::clone(&sent);
    thread::spawn(move || {
        let mut busy = true;
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let head: Vec<String> = reader.by_ref().lines().map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
            let of = |name: &str| head.iter().find_map(|line| line.to_lowercase().strip_prefix(name).map(|value| value.trim().to_owned()));
            let mut body = vec![0; of("content-length:").map_or(0, |length| length.parse().unwrap())];
            reader.read_exact(&mut body).unwrap();
            let (status, answer) = match head[0].as_str() {
                "GET /rss.xml HTTP/1.1" => ("200 OK", item.to_owned()),
                "POST /hook HTTP/1.1" if std::mem::take(&mut busy) => ("503 Service Unavailable", String::new()),
                "POST /hook HTTP/1.1" => {
                    assert_eq!(of("content-type:").as_deref(), Some("application/x-ndjson"));
                    taken.lock().unwrap().push(String::from_utf8(body).unwrap());
                    ("200 OK", String::new())
                }
                _ => ("404 Not Found", String::new()),
            };
            let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{answer}", answer.len());
        }
    });
    (host, sent)
}

const PROMISE: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Минторг</title><item><title>Встреча</title><guid>1</guid>\
<pubDate>10 Mar 2024</pubDate><description>Министр торговли Белоруссии Алексей Гуринович 10 марта 2024 года встретился в Минске с послом \
Пакистана Тариком Маликом. Министерство торговли Белоруссии откроет центр туризма до 15 марта 2024 года.</description></item></channel></rss>";

/// Runs a watch by a clock of these days of March 2024.
fn watched(folder: &std::path::Path, days: &[i64], arguments: &[&str]) -> String {
    let times: Vec<String> = days.iter().map(|day| (1_709_251_200 + (day - 1) * 86_400 + 3600).to_string()).collect();
    std::fs::write(folder.join("clock"), times.join("\n")).unwrap();
    let known = ["watch", "--allow-private", "--pause", "0", "--every", "1h", "--clock", "clock"];
    let output = program(folder).args(known).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn new_events_go_to_a_feed_and_a_webhook() {
    if !has_models("new_events_go_to_a_feed_and_a_webhook") {
        return;
    }
    let (host, sent) = feed_and_hook(PROMISE);
    let dir = tempfile::tempdir().unwrap();
    let (source, hook) = (format!("{host}/rss.xml"), format!("{host}/hook"));
    let arguments = [source.as_str(), "--atom", "new.atom", "--webhook", &hook, "--kind", "meeting"];
    let told = watched(dir.path(), &[10, 11], &arguments);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert_eq!(*sent.lock().unwrap(), std::slice::from_ref(&told));
    let id = serde_json::from_str::<serde_json::Value>(&told).unwrap()["id"].as_str().unwrap().to_owned();
    let feed = || std::fs::read_to_string(dir.path().join("new.atom")).unwrap();
    assert!(feed().contains(&format!("<entry><id>urn:rapporteur:{id}</id>")) && feed().contains("<updated>2024-03-10T01:00:00Z</updated>"));
    // A watch that goes on tells nothing again, and the feed stays.
    assert_eq!(watched(dir.path(), &[12], &arguments), "");
    assert_eq!((sent.lock().unwrap().len(), feed().matches("<entry>").count()), (1, 1));
}

#[test]
fn problems_stand_in_the_log() {
    if !has_models("problems_stand_in_the_log") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let output = program(dir.path()).args(["watch", "http://192.168.0.1/rss.xml", "--once", "--log", "watch.log"]).output().unwrap();
    let log = std::fs::read_to_string(dir.path().join("watch.log")).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(log.lines().count() == 1 && log.contains("Z http://192.168.0.1/rss.xml: ") && log.contains("private network"), "{log}");
}

#[test]
fn promises_that_fell_due_are_told_once() {
    if !has_models("promises_that_fell_due_are_told_once") {
        return;
    }
    let (host, _) = feed_and_hook(PROMISE);
    let dir = tempfile::tempdir().unwrap();
    let source = format!("{host}/rss.xml");
    let told = watched(dir.path(), &[10, 14, 15], &[&source, "--fell-due"]);
    assert_eq!(told, "", "none is over on its last day");
    let told = watched(dir.path(), &[15, 16, 17], &[&source, "--fell-due", "--country", "BY", "--atom", "due.atom"]);
    assert!(told.lines().count() == 1 && told.contains("\"due\":\"2024-03-15\"") && told.contains("\"outcome\":\"past_due\""), "{told}");
    assert!(std::fs::read_to_string(dir.path().join("due.atom")).unwrap().contains("центр туризма"));
    assert_eq!(watched(dir.path(), &[18], &[&source, "--fell-due"]), "");
    // Who begins to look later is told of none that fell due before.
    let other = tempfile::tempdir().unwrap();
    watched(other.path(), &[10], &[&source]);
    assert_eq!(watched(other.path(), &[20], &[&source, "--fell-due"]), "");
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
