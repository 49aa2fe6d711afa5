//! What the tests of the server share: a server on a free port, a client of its own, records to ask, and a check of HTML.
#![allow(dead_code, clippy::unwrap_used, reason = "test helpers; not every test uses all of them")]

pub mod html;
pub mod record;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use rapporteur_pipeline::setup;
use rapporteur_web::{Options, Server};
use serde_json::Value;

/// Addresses that need no entry.
pub const PLAIN: &[&str] = &[
    "/",
    "/?kind=session",
    "/?from=2031",
    "/people",
    "/organisations",
    "/bodies",
    "/places",
    "/products",
    "/sessions",
    "/sessions?missing=true",
    "/pairs",
    "/instruments",
    "/promises",
    "/relations",
    "/disagreements",
    "/reports",
    "/changes?since=2020-01-01",
    "/search",
    "/search?q=2025",
    "/search?q=qqqqq",
    "/map",
    "/review",
    "/review?at=1",
    "/review?at=2",
    "/judgements",
    "/add",
    "/about",
    "/api",
    "/sign-in",
];

/// The token of all tests.
pub const TOKEN: &str = "a token of sixteen letters";

/// True when the models are installed; else says that the test is skipped.
pub fn has_models(test: &str) -> bool {
    let here = setup::default_folder().is_some_and(|folder| setup::missing(&folder).is_empty());
    if !here {
        eprintln!("{test}: skipped, the models are not installed (run `rapporteur setup`)");
    }
    here
}

/// A server that runs until it is dropped.
pub struct Site {
    pub at: SocketAddr,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value).next_back()
    }

    /// A cookie that is set, as it is sent back.
    pub fn cookie(&self) -> String {
        let set = self.head.lines().filter_map(|l| l.split_once(": ")).filter(|(n, _)| n.eq_ignore_ascii_case("set-cookie"));
        set.filter_map(|(_, v)| v.split(';').next()).collect::<Vec<_>>().join("; ")
    }
}

/// Options for a record, with nothing allowed.
pub fn options(record: &Path) -> Options {
    Options {
        record: record.to_owned(),
        models: setup::default_folder().unwrap_or_default(),
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        token: Some(TOKEN.to_owned()),
        hosts: Vec::new(),
        fetch: false,
        lang: None,
        threads: Some(1),
    }
}

impl Site {
    pub fn of(record: &Path) -> Self {
        Self::with(options(record))
    }

    pub fn with(options: Options) -> Self {
        let server = Server::bind(options).unwrap();
        let at = server.address(false).trim_start_matches("http://").trim_end_matches('/').parse().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let wait = async {
            let _ = stopped.await;
        };
        let thread = std::thread::spawn(move || server.run_until(wait).unwrap());
        Self { at, stop: Some(stop), thread: Some(thread) }
    }

    /// Sends a request as it is given; `Host` is added where there is none.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.at).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            head.push_str(&format!("Host: {}\r\n", self.at));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
        // A server that has heard enough closes: what it said is read all the same.
        let _ = stream.write_all(body);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        read(&all)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    /// As a browser that gave the token.
    pub fn signed(&self, path: &str) -> Answer {
        self.send("GET", path, &[("Cookie", &self.session())], b"")
    }

    /// The cookie of a browser that gave the token.
    pub fn session(&self) -> String {
        let token = TOKEN.replace(' ', "%20");
        self.get(&format!("/sign-in?token={token}")).cookie()
    }

    /// The key that forms of this server carry.
    pub fn form_key(&self) -> String {
        let page = self.signed("/add").text();
        page.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// Sends a form as a browser does.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields.iter().map(|(n, v)| format!("{n}={}", encode(v))).collect::<Vec<_>>().join("&");
        let session = self.session();
        let headers =
            [("Content-Type", "application/x-www-form-urlencoded"), ("Cookie", session.as_str()), ("Sec-Fetch-Site", "same-origin")];
        self.send("POST", path, &headers, body.as_bytes())
    }

    /// Sends JSON as a program does.
    pub fn call(&self, path: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {TOKEN}");
        self.send("POST", path, &[("Content-Type", "application/json"), ("Authorization", &bearer)], body.to_string().as_bytes())
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

pub fn encode(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn read(all: &[u8]) -> Answer {
    let end = all.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or_else(|| panic!("no head: {:?}", String::from_utf8_lossy(all)));
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let mut body = all[end + 4..].to_vec();
    if head.to_lowercase().contains("transfer-encoding: chunked") {
        body = chunks(&body);
    }
    Answer { status, head, body }
}

fn chunks(mut rest: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(line) = rest.windows(2).position(|w| w == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..line]).unwrap().trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        out.extend_from_slice(&rest[line + 2..line + 2 + size]);
        rest = &rest[line + 4 + size..];
    }
    out
}
