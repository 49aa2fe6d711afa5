//! A server that means no good, on loopback: every trick ends in an issue that says what happened, in time and within the limits.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rapporteur_pipeline::fetch::{Answer, Client, Network, Validators};

/// Answers every request; the path and the headers come in one text.
fn server(answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let answer = Arc::clone(&answer);
            thread::spawn(move || {
                let mut stream = stream.unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let mut request = String::new();
                while reader.read_line(&mut request).is_ok_and(|n| n > 2) {}
                if request.starts_with("GET /robots.txt") && !request.contains("own-rules") {
                    let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                } else {
                    answer(&request, &mut stream);
                }
            });
        }
    });
    address
}

fn reply(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let _ = stream.write_all(format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len()).as_bytes());
    let _ = stream.write_all(body);
}

fn network() -> Network {
    let short = Duration::from_millis(5);
    Network {
        private: true,
        pause: short,
        timeout: Duration::from_secs(2),
        most: 1 << 20,
        retries: 2,
        patience: Duration::from_millis(1500),
        ..Network::default()
    }
}

fn get(address: &str) -> Result<Answer, String> {
    Client::new(network()).unwrap().get(address, &Validators::default()).map_err(|issue| issue.message)
}

fn body(answer: Result<Answer, String>) -> Vec<u8> {
    match answer.unwrap() {
        Answer::Page(page) => page.bytes,
        Answer::Unchanged => panic!("unchanged"),
    }
}

#[test]
fn a_slow_server_is_left() {
    let address = server(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
        for _ in 0..100 {
            let _ = stream.write_all(b"x");
            thread::sleep(Duration::from_millis(200));
        }
    });
    let start = Instant::now();
    assert!(get(&address).unwrap_err().contains("later"));
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn an_answer_without_end_is_cut() {
    let address = server(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        while stream.write_all(&[b'x'; 65536]).is_ok() {}
    });
    assert!(get(&address).unwrap_err().contains("longer than 1 MB"));
}

#[test]
fn a_wrong_length_is_told() {
    let address = server(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\nshort");
    });
    assert!(get(&address).unwrap_err().contains("ended early"));
}

#[test]
fn ten_gigabytes_are_not_begun() {
    let address = server(|_, stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\nx");
        thread::sleep(Duration::from_secs(5));
    });
    let start = Instant::now();
    assert!(get(&address).unwrap_err().contains("longer than 1 MB"));
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![0u8; 64 << 20]).unwrap();
    let bomb = encoder.finish().unwrap();
    let address = server(move |_, stream| reply(stream, "200 OK\r\nContent-Encoding: gzip", &bomb));
    assert!(get(&address).unwrap_err().contains("longer than 1 MB"));
}

#[test]
fn packed_answers_are_unpacked() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(b"<p>Words.</p>").unwrap();
    let packed = encoder.finish().unwrap();
    let address = server(move |_, stream| reply(stream, "200 OK\r\nContent-Encoding: gzip", &packed));
    assert_eq!(body(get(&address)), b"<p>Words.</p>");
}

#[test]
fn private_addresses_are_refused_at_once_and_behind_redirects() {
    let mut strict = Client::new(Network { private: false, ..network() }).unwrap();
    for address in [
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://0x7f000001/",
    ] {
        let message = strict.get(address, &Validators::default()).unwrap_err().message;
        assert!(
            message.contains("private network") || message.contains("not known") || message.contains("no web address"),
            "{address}: {message}"
        );
    }
    // Redirects are followed by hand, each through the same gate; another scheme is no web address.
    let address = server(|request, stream| {
        let to = if request.contains("/file") { "file:///etc/passwd" } else { "gopher://127.0.0.1/" };
        reply(stream, &format!("302 Found\r\nLocation: {to}"), b"");
    });
    assert!(get(&format!("{address}/file")).unwrap_err().contains("no web address"));
    assert!(get(&format!("{address}/other")).unwrap_err().contains("no web address"));
}

#[test]
fn circles_of_redirects_end() {
    let address = server(|_, stream| reply(stream, "302 Found\r\nLocation: /again", b""));
    assert!(get(&address).unwrap_err().contains("redirects more than"));
}

#[test]
fn robots_that_forbid_are_obeyed() {
    let asked = Arc::new(Mutex::new(0));
    let count = Arc::clone(&asked);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut line = String::new();
            BufReader::new(stream.try_clone().unwrap()).read_line(&mut line).unwrap();
            if line.starts_with("GET /robots.txt") {
                reply(&mut stream, "200 OK\r\nContent-Type: text/plain", b"User-agent: *\nDisallow: /closed\n");
            } else {
                *count.lock().unwrap() += 1;
                reply(&mut stream, "200 OK", b"open");
            }
        }
    });
    assert!(get(&format!("{address}/closed/1")).unwrap_err().contains("robots.txt"));
    assert_eq!(*asked.lock().unwrap(), 0);
    assert_eq!(body(get(&format!("{address}/open"))), b"open");
}

#[test]
fn who_is_busy_is_asked_again_when_he_says() {
    let times = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&times);
    let address = server(move |_, stream| {
        let mut seen = seen.lock().unwrap();
        seen.push(Instant::now());
        if seen.len() == 1 {
            reply(stream, "429 Too Many Requests\r\nRetry-After: 1", b"");
        } else {
            reply(stream, "200 OK", b"words");
        }
    });
    assert_eq!(body(get(&address)), b"words");
    let times = times.lock().unwrap();
    assert!(times.len() == 2 && times[1] - times[0] >= Duration::from_millis(900));
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let address = server(|request, stream| {
        if request.contains("\"v1\"") {
            reply(stream, "304 Not Modified", b"");
        } else {
            reply(stream, "200 OK\r\nETag: \"v1\"", b"words");
        }
    });
    let mut client = Client::new(network()).unwrap();
    let Answer::Page(page) = client.get(&address, &Validators::default()).unwrap() else { panic!("no page") };
    assert_eq!(client.get(&address, &page.validators).unwrap(), Answer::Unchanged);
}

#[test]
fn a_charset_that_lies_is_not_believed() {
    let text = "Министр торговли встретился в Минске с послом, стороны подписали меморандум о сотрудничестве.";
    let address = server(move |_, stream| {
        reply(stream, "200 OK\r\nContent-Type: text/html; charset=windows-1251", format!("<p>{text}</p>").as_bytes());
    });
    let Answer::Page(page) = get(&address).unwrap() else { panic!("no page") };
    let options = rapporteur_text::Options { charset: page.charset, ..rapporteur_text::Options::default() };
    assert_eq!(rapporteur_text::read(&address, &page.bytes, &options).reports[0].text, text);
}
