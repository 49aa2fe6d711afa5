//! Every format by the command line: whole, mislabelled, cut off, empty. The samples of `tests/formats` hold the same two reports.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{has_models, printed, program};
use serde_json::Value;

const FIRST: (&str, &str) = ("Министр принял посла", "2024-03-13");
const SECOND: (&str, &str) = ("Совет по лесу", "2024-02-06");

/// Files and what they hold: both reports, or the first alone.
const WHOLE: [(&str, usize); 17] = [
    ("rss.xml", 2),
    ("atom.xml", 2),
    ("feed.json", 2),
    ("pages.warc", 2),
    ("pages.warc.gz", 2),
    ("one.eml", 1),
    ("all.mbox", 2),
    ("saved.mhtml", 1),
    ("report.docx", 1),
    ("report.odt", 1),
    ("news.xlsx", 2),
    ("news.ods", 2),
    ("news.csv", 2),
    ("news.json", 2),
    ("report.md", 1),
    ("all.tar.gz", 2),
    ("all.zip", 3),
];

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name)
}

fn reports(folder: &Path) -> Vec<Value> {
    printed(folder, &["reports", "--json"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Adds a file and gives title, day and publisher of each report, and the exit code.
fn add(name: &str, bytes: &[u8]) -> (Vec<(String, String, String)>, i32, String) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    let output = program(dir.path()).args(["add", "--offline", name]).output().unwrap();
    let word = |report: &Value, key: &str| report[key].as_str().unwrap_or_default().to_owned();
    let mut all: Vec<_> = reports(dir.path()).iter().map(|r| (word(r, "title"), word(r, "published"), word(r, "publisher"))).collect();
    all.sort();
    (all, output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn every_format_gives_its_reports() {
    if !has_models("every_format_gives_its_reports") {
        return;
    }
    for (name, count) in WHOLE {
        let (found, code, said) = add(name, &fs::read(sample(name)).unwrap());
        assert_eq!((found.len(), code), (count, 0), "{name}: {found:?}\n{said}");
        assert!(found.iter().any(|(title, day, _)| (title.as_str(), day.as_str()) == FIRST), "{name}: {found:?}");
        if count == 2 {
            assert!(found.iter().any(|(title, day, _)| (title.as_str(), day.as_str()) == SECOND), "{name}: {found:?}");
            assert!(found.iter().all(|(.., publisher)| publisher == "Минторг"), "{name}: {found:?}");
        }
    }
}

#[test]
fn names_that_lie_do_no_harm() {
    if !has_models("names_that_lie_do_no_harm") {
        return;
    }
    for (name, wrong) in [
        ("rss.xml", "rss.html"),
        ("news.xlsx", "news.zip"),
        ("pages.warc.gz", "pages.txt"),
        ("news.json", "news.jsonl.txt"),
        ("all.mbox", "all.eml"),
    ] {
        let (found, code, said) = add(wrong, &fs::read(sample(name)).unwrap());
        assert_eq!((found.len(), code), (2, 0), "{wrong}: {found:?}\n{said}");
    }
}

#[test]
fn what_is_cut_off_or_empty_is_told() {
    if !has_models("what_is_cut_off_or_empty_is_told") {
        return;
    }
    for name in ["rss.xml", "pages.warc", "news.xlsx", "news.json", "all.zip", "all.tar.gz"] {
        let bytes = fs::read(sample(name)).unwrap();
        let (_, code, said) = add(name, &bytes[..bytes.len() * 2 / 3]);
        assert!(code == 1 && said.contains(name), "{name}: {code} {said}");
        let (found, code, said) = add(name, b"");
        assert!(found.is_empty() && code == 1 && said.contains("no text"), "{name}: {code} {said}");
    }
}

#[test]
fn what_is_not_read_is_told_by_kind() {
    if !has_models("what_is_not_read_is_told_by_kind") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("press");
    fs::create_dir(&folder).unwrap();
    for name in ["one.pdf", "two.pdf"] {
        fs::write(folder.join(name), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n").unwrap();
    }
    fs::write(folder.join("logo.png"), b"\x89PNG").unwrap();
    fs::copy(sample("report.md"), folder.join("report.md")).unwrap();
    let output = program(dir.path()).args(["add", "press"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    for words in ["one.pdf: is a PDF", "pdftotext", "PDF: 2 not read", ".png: 1 passed over", "Markdown: 1 reports"] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn addresses_are_not_fetched_offline() {
    if !has_models("addresses_are_not_fetched_offline") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    fs::copy(sample("sitemap.xml"), dir.path().join("sitemap.xml")).unwrap();
    let output = program(dir.path()).args(["add", "--offline", "sitemap.xml", "https://trade.example/2"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && said.matches("--offline fetches none").count() == 2, "{said}");
}
