//! Web archives: WARC 1.0 and 1.1, plain or packed record by record. Reads one record at a time; payloads are unchunked and unpacked.

use std::io::{BufRead, Read};

use rapporteur_model::{Issue, IssueKind};

use super::source::whole;
use super::{Content, Part, Row, Settings, Sink, Source, broken};
use crate::intake::Format;

pub(super) const WARC: Row = Row { name: "web archive", fits, read };

fn fits(start: &[u8], _: &str) -> bool {
    start.starts_with(b"WARC/1.") || start.starts_with(b"WARC/0.")
}

/// Most bytes of a header, of a record or of HTTP.
const HEADER: usize = 64 << 10;

/// Names and values of a header.
#[derive(Debug, Default)]
struct Header(Vec<(String, String)>);

impl Header {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    fn parse(lines: &[String]) -> Self {
        let mut all: Vec<(String, String)> = Vec::new();
        for line in lines {
            if let (true, Some((_, value))) = (line.starts_with([' ', '\t']), all.last_mut()) {
                value.push(' ');
                value.push_str(line.trim());
            } else if let Some((key, value)) = line.split_once(':') {
                all.push((key.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self(all)
    }
}

fn read(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let mut reader = source.into_reader();
    let mut records = 0usize;
    loop {
        let record = match record(&mut reader) {
            Ok(Some(record)) => record,
            Ok(None) => return Ok(()),
            Err(error) => {
                let _ = out(Err(broken(&format!("record {} of the web archive", records + 1), &error)));
                return Ok(());
            }
        };
        records += 1;
        let mut payload = (&mut reader).take(record.length);
        let given = payload_of(&record, &mut payload, settings, out);
        // What was not read of this record stands before the next.
        let rest = std::io::copy(&mut payload, &mut std::io::sink());
        let cut = payload.limit() > 0;
        if let (Err(_), _) | (_, true) = (&rest, cut) {
            let error = rest.err().map_or_else(|| "the file ends inside it".to_owned(), |error| error.to_string());
            let _ = out(Err(broken(&format!("record {records} of the web archive"), &error)));
            return Ok(());
        }
        if given.is_break() {
            return Ok(());
        }
    }
}

struct Record {
    header: Header,
    length: u64,
}

/// The next record's header; `None` at the end.
fn record(reader: &mut dyn BufRead) -> std::io::Result<Option<Record>> {
    let wrong = |what: &str| std::io::Error::new(std::io::ErrorKind::InvalidData, what.to_owned());
    let mut first = String::new();
    while first.trim().is_empty() {
        first.clear();
        if line(reader, &mut first)? == 0 {
            return Ok(None);
        }
    }
    if !first.starts_with("WARC/") {
        return Err(wrong("no record begins where one should"));
    }
    let header = Header::parse(&lines(reader)?);
    let length = header.get("Content-Length").and_then(|length| length.parse().ok()).ok_or_else(|| wrong("it states no length"))?;
    Ok(Some(Record { header, length }))
}

/// Lines up to an empty one.
fn lines(reader: &mut dyn BufRead) -> std::io::Result<Vec<String>> {
    let (mut all, mut length) = (Vec::new(), 0);
    loop {
        let mut one = String::new();
        length += line(reader, &mut one)?;
        if one.trim_end().is_empty() || length > HEADER {
            return Ok(all);
        }
        all.push(one.trim_end().to_owned());
    }
}

fn line(reader: &mut dyn BufRead, into: &mut String) -> std::io::Result<usize> {
    let mut bytes = Vec::new();
    let length = reader.take(HEADER as u64).read_until(b'\n', &mut bytes)?;
    into.push_str(&String::from_utf8_lossy(&bytes));
    Ok(length)
}

fn payload_of(record: &Record, payload: &mut dyn Read, settings: &Settings, out: &mut Sink<'_>) -> std::ops::ControlFlow<()> {
    let header = &record.header;
    let kind = header.get("WARC-Type").unwrap_or_default().to_ascii_lowercase();
    if !matches!(kind.as_str(), "response" | "resource" | "conversion") {
        return std::ops::ControlFlow::Continue(());
    }
    let address = header.get("WARC-Target-URI").map(|uri| uri.trim_matches(['<', '>']).to_owned());
    let id = header.get("WARC-Record-ID").unwrap_or("without an id").trim_matches(['<', '>']);
    let digest = header
        .get("WARC-Payload-Digest")
        .or_else(|| header.get("WARC-Block-Digest"))
        .map(|digest| format!(" {digest}"))
        .unwrap_or_default();
    let place = format!("record {id}{digest}");
    let of_http = header.get("Content-Type").is_some_and(|kind| kind.starts_with("application/http"));
    let mut payload = std::io::BufReader::new(payload);
    let http = match of_http.then(|| response(&mut payload)) {
        Some(Ok(Some(http))) => http,
        Some(Ok(None)) => return std::ops::ControlFlow::Continue(()),
        Some(Err(error)) => return out(Err(broken(&place, &error))),
        None => Header(header.0.iter().filter(|(key, _)| key.eq_ignore_ascii_case("content-type")).cloned().collect()),
    };
    let media = http.get("Content-Type").unwrap_or_default().to_ascii_lowercase();
    if !is_text(&media) {
        return std::ops::ControlFlow::Continue(());
    }
    match body(&mut payload, &http, settings.limits.bytes) {
        Ok(bytes) => {
            let format = media.contains("html").then_some(Format::Html);
            let charset = media
                .split("charset=")
                .nth(1)
                .map(|label| label.split(';').next().unwrap_or_default().trim_matches(['"', '\'', ' ']).to_owned());
            let format = format.or_else(|| (kind == "conversion").then_some(Format::Plain));
            out(Ok(Part { place, address, content: Content::Bytes { bytes, format, charset } }))
        }
        Err(issue) => out(Err(Issue::new(issue.kind, format!("{place}: {}", issue.message)))),
    }
}

/// The header of an answer; `None` of one that holds no page.
fn response(payload: &mut dyn BufRead) -> std::io::Result<Option<Header>> {
    let mut status = String::new();
    line(payload, &mut status)?;
    let header = Header::parse(&lines(payload)?);
    let good = status.split_whitespace().nth(1).is_some_and(|code| code == "200" || code == "203");
    Ok(good.then_some(header))
}

/// What may hold a report.
fn is_text(media: &str) -> bool {
    media.is_empty()
        || ["text/", "html", "xml", "json"].iter().any(|part| media.contains(part))
            && !["css", "javascript"].iter().any(|part| media.contains(part))
}

fn body(payload: &mut dyn BufRead, http: &Header, most: usize) -> Result<Vec<u8>, Issue> {
    let chunked = http.get("Transfer-Encoding").is_some_and(|how| how.to_ascii_lowercase().contains("chunked"));
    let bytes = whole(payload, most)?;
    // Some programs store the body as it is and keep the header.
    let bytes = if chunked { unchunked(&bytes).unwrap_or(bytes) } else { bytes };
    match http.get("Content-Encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" if bytes.starts_with(b"\x1f\x8b") => whole(flate2::read::MultiGzDecoder::new(bytes.as_slice()), most),
        "deflate" => whole(flate2::read::ZlibDecoder::new(bytes.as_slice()), most)
            .or_else(|_| whole(flate2::read::DeflateDecoder::new(bytes.as_slice()), most)),
        "br" => Err(Issue::new(IssueKind::Unreadable, "is packed with brotli, which is not read")),
        _ => Ok(bytes),
    }
}

/// The chunks of a body put together; `None` where it has none. A body cut off keeps what came.
fn unchunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut made, mut rest, mut first) = (Vec::with_capacity(bytes.len()), bytes, true);
    loop {
        let end = memchr::memchr(b'\n', &rest[..rest.len().min(32)]);
        let size =
            end.and_then(|end| std::str::from_utf8(&rest[..end]).ok()).map(|line| line.trim().split(';').next().unwrap_or_default().trim());
        let size = size.and_then(|size| usize::from_str_radix(size, 16).ok());
        let (Some(end), Some(size)) = (end, size) else { return (!first).then_some(made) };
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(made);
        }
        made.extend_from_slice(&rest[..size.min(rest.len())]);
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        first = false;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use crate::formats::testing::{parts_of, survives};

    fn record(kind: &str, address: &str, body: &str) -> String {
        format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    fn sample() -> String {
        let chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<p>One\r\n6\r\n.</p>\n\r\n0\r\n\r\n";
        let missing = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nnone";
        let picture = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG";
        [
            record("warcinfo", "", "software: x"),
            record("response", "https://a.example/1", chunked),
            record("response", "https://a.example/2", missing),
            record("response", "https://a.example/3", picture),
        ]
        .concat()
    }

    const EXPECTED: &str = "record urn:uuid:1 | https://a.example/1 |  |  | <p>One.</p>\n";

    #[test]
    fn pages_of_answers_are_parts() {
        assert_eq!(parts_of("a.warc", sample().as_bytes()), [EXPECTED]);
    }

    #[test]
    fn packed_record_by_record() {
        let mut packed = Vec::new();
        for one in [sample(), sample()] {
            let mut encoder = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::default());
            encoder.write_all(one.as_bytes()).unwrap();
            encoder.finish().unwrap();
        }
        let parts = parts_of("a.warc.gz", &packed);
        assert_eq!(parts.len(), 2);
        assert!(parts[0].ends_with(EXPECTED), "{parts:?}");
        survives("a.warc.gz", &packed);
    }

    #[test]
    fn an_archive_that_was_cut_off_gives_what_came_before() {
        let whole = [sample(), record("response", "https://a.example/4", "HTTP/1.1 200 OK\r\n\r\nwords")].concat();
        let parts = parts_of("a.warc", &whole.as_bytes()[..whole.len() - 6]);
        assert_eq!(parts[0], EXPECTED);
        assert!(parts.last().unwrap().starts_with("! "), "{parts:?}");
        survives("a.warc", whole.as_bytes());
    }
}
