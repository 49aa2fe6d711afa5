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

/// True where the library for PDF is installed; says loudly where it is not.
fn reads_pdf(test: &str) -> bool {
    let here = rapporteur_pipeline::setup::default_folder().is_some_and(|models| models.join("libpdfium.so").is_file());
    if !here {
        eprintln!("SKIPPED {test}: the library for PDF is not installed; run `rapporteur setup`");
    }
    here
}

#[test]
fn pdf_is_read_without_what_stands_on_every_page() {
    let test = "pdf_is_read_without_what_stands_on_every_page";
    if !has_models(test) || !reads_pdf(test) {
        return;
    }
    let (found, code, said) = add("bulletin.pdf", &fs::read(sample("bulletin.pdf")).unwrap());
    assert_eq!((found.len(), code), (1, 0), "{said}");
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("Ministers discuss ports in Oslo", "2024-06-04"));
    // Letters of windows-1251 that the file shows as Latin ones, and a word broken at a line's end.
    let dir = tempfile::tempdir().unwrap();
    fs::copy(sample("legacy.pdf"), dir.path().join("legacy.pdf")).unwrap();
    fs::copy(sample("bulletin.pdf"), dir.path().join("bulletin.pdf")).unwrap();
    assert!(program(dir.path()).args(["add", "legacy.pdf", "bulletin.pdf"]).output().unwrap().status.success());
    let quotes = printed(dir.path(), &["events", "--kind", "meeting", "--json"]);
    assert!(quotes.contains("встретился") && !quotes.contains("встре-"), "{quotes}");
    let clean: usize = reports(dir.path()).iter().map(|report| report["chars_clean"].as_u64().unwrap() as usize).sum();
    assert!((600..680).contains(&clean), "{clean}: heads and page numbers are left out");
}

#[test]
fn pdf_that_holds_no_text_or_is_broken_is_told() {
    let test = "pdf_that_holds_no_text_or_is_broken_is_told";
    if !has_models(test) || !reads_pdf(test) {
        return;
    }
    let (found, code, said) = add("scan.pdf", &fs::read(sample("scan.pdf")).unwrap());
    assert!(found.is_empty() && code == 1 && said.contains("ocrmypdf"), "{said}");
    for bytes in [&b"%PDF-1.7\n"[..], &fs::read(sample("bulletin.pdf")).unwrap()[..300]] {
        let (found, code, said) = add("broken.pdf", bytes);
        assert!(found.is_empty() && code == 1 && said.contains("broken.pdf: "), "{said}");
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
    for words in ["one.pdf: is ", "PDF: 2 not read", ".png: 1 passed over", "Markdown: 1 reports"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // With the library the file is broken, without it it is not read; either way it is said what to do.
    assert!(said.contains("qpdf") || said.contains("pdftotext"), "{said}");
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
