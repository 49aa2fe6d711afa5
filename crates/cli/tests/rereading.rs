//! Reports read again, and reports taken out: what is left is what adding the others gives.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::path::{Path, PathBuf};

use common::{exported, has_models, printed, program, samples};
use serde_json::Value;

/// Samples of several kinds: pages as text, lines of JSON without ids, a text taken as it is.
fn add(folder: &Path, pages: &[PathBuf]) {
    program(folder).arg("add").args(pages).assert().success();
    let lines = "{\"text\": \"Министр Иван Рокош встретился 3 мая 2024 года в Минске с послом Яном Косом.\", \"published\": \"2024-05-04\"}\n\
                 {\"text\": \"The 4th session of the Ghana-Serbia Joint Commission was held in Accra on 11 March 2021.\"}\n";
    std::fs::write(folder.join("lines.jsonl"), lines).unwrap();
    std::fs::write(folder.join("bare.txt"), "Посол Ян Кос посетил Гродно 7 мая 2024 года.").unwrap();
    program(folder).args(["add", "lines.jsonl"]).assert().success();
    program(folder).args(["add", "--as-is", "bare.txt"]).assert().success();
}

fn whole(folder: &Path) -> String {
    exported(folder) + &printed(folder, &["reports", "--json"]) + &printed(folder, &["relations", "--json"])
}

#[test]
fn reading_again_changes_nothing() {
    if !has_models("reading_again_changes_nothing") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), &samples()[..4]);
    let before = whole(dir.path());
    assert!(printed(dir.path(), &["reread", "--list"]).starts_with("0 of 7 reports"));
    assert!(printed(dir.path(), &["reread"]).contains("0 read again"));
    assert!(printed(dir.path(), &["reread", "--all"]).contains("7 read again"));
    assert_eq!(whole(dir.path()), before);
}

#[test]
fn a_report_taken_out_leaves_what_the_others_say() {
    if !has_models("a_report_taken_out_leaves_what_the_others_say") {
        return;
    }
    let (dir, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    add(dir.path(), &samples()[..4]);
    let before = whole(dir.path());
    add(other.path(), &samples()[1..4]);
    let gone = samples()[0].display().to_string();
    let reports = printed(dir.path(), &["reports", "--json"]);
    let id = reports.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).find(|r| r["path"] == gone.as_str()).unwrap();
    assert!(printed(dir.path(), &["remove", id["id"].as_str().unwrap()]).starts_with("1 report removed"));
    assert_eq!(whole(dir.path()), whole(other.path()));
    program(dir.path()).arg("add").arg(&samples()[0]).assert().success();
    assert_eq!(whole(dir.path()), before);
    // By its path, too.
    assert!(printed(dir.path(), &["remove", &gone]).starts_with("1 report removed"));
    assert_eq!(whole(dir.path()), whole(other.path()));
}
