//! Sample pages of our own, each with the text and the facts that a careful reader takes from it (`tests/pages/*.expected`).
//! After a change that is meant, `UPDATE_EXPECTED=1 cargo test -p rapporteur-text --test pages` writes them anew for review.

#![allow(clippy::unwrap_used, reason = "a helper of tests; what fails here fails the test")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use rapporteur_model::{Report, Stated};
use rapporteur_text::{Options, read};

fn shown<T: ToString>(stated: Option<&Stated<T>>, text: &str) -> String {
    stated.map_or("-".to_owned(), |s| match s.span {
        Some(span) => format!("{} <{}>", s.value.to_string(), span.slice(text)),
        None => s.value.to_string(),
    })
}

/// The report as a person would check it.
fn render(report: &Report) -> String {
    let mut out = String::new();
    let text = &report.text;
    writeln!(out, "lang: {}", report.lang.code()).unwrap();
    writeln!(out, "title: {}", shown(report.title.as_ref(), text)).unwrap();
    writeln!(out, "publisher: {}", shown(report.publisher.as_ref(), text)).unwrap();
    writeln!(out, "published: {}", shown(report.published.as_ref(), text)).unwrap();
    if let Some(line) = &report.dateline {
        let (place, date) = (shown(line.place.as_ref(), text), shown(line.date.as_ref(), text));
        writeln!(out, "dateline: <{}> place {place}, date {date}", line.span.slice(text)).unwrap();
    }
    for block in &report.blocks {
        writeln!(out, "{:?} | {}", block.kind, block.span.slice(text)).unwrap();
    }
    out
}

#[test]
fn pages_give_what_a_reader_expects() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut wrong = Vec::new();
    let mut pages: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e != "expected"))
        .collect();
    pages.sort();
    assert!(pages.len() >= 20, "the sample pages are there");
    for page in pages {
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let intake = read(&name, &fs::read(&page).unwrap(), &Options::default());
        assert!(!intake.reports.is_empty(), "{name}");
        let found = intake.reports.iter().map(render).collect::<Vec<_>>().join("\n");
        let expected_path = page.with_extension("expected");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected_path, &found).unwrap();
        }
        let expected = fs::read_to_string(&expected_path).unwrap_or_default();
        if found != expected {
            wrong.push(format!("--- {name}\n{found}\nexpected\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
