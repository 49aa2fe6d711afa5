//! An analyst corrects the record, undoes it, and takes the judgements elsewhere.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::path::Path;

use common::{exported, has_models, printed, program, samples};
use serde_json::Value;

fn all(folder: &Path, list: &[&str]) -> Vec<Value> {
    printed(folder, &[list, &["--json"]].concat()).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn id(entry: &Value) -> &str {
    entry["id"].as_str().unwrap()
}

/// Takes a judgement; gives its id and what it changed.
fn judge(folder: &Path, words: &[&str]) -> (String, String) {
    let told = printed(folder, &[&["judge"], words, &["--why", "a test"]].concat());
    (told.split(' ').nth(1).unwrap().to_owned(), told)
}

/// Judgements of every kind on the samples, as words of the command line.
fn decisions(folder: &Path) -> Vec<Vec<String>> {
    let (events, people) = (all(folder, &["events"]), all(folder, &["people"]));
    let told_twice = events.iter().find(|e| e["reports"].as_array().unwrap().len() > 1).expect("some event is told by two reports");
    let known_twice = people.iter().find(|p| p["reports"].as_array().unwrap().len() > 1).expect("somebody is in two reports");
    let report = |entry: &Value| entry["reports"][1].as_str().unwrap().to_owned();
    let words = |parts: &[&str]| parts.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
    let mut decisions = vec![
        words(&["split", id(told_twice), "--report", &report(told_twice)]),
        words(&["split", id(known_twice), "--report", &report(known_twice)]),
        words(&["same", id(&people[0]), id(&people[1])]),
        words(&["correct", id(&people[2]), "country=FJ"]),
        words(&["correct", id(&people[3]), "name=Имя Другое"]),
    ];
    for event in events.iter().take(6) {
        decisions.push(words(&["reject", id(event)]));
        decisions.push(words(&["correct", id(event), "date=1999-01-02"]));
        decisions.push(words(&["confirm", id(event)]));
    }
    decisions
}

#[test]
fn every_judgement_can_be_undone() {
    if !has_models("every_judgement_can_be_undone") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    program(dir.path()).arg("add").args(samples()).assert().success();
    let before = exported(dir.path());
    for words in decisions(dir.path()) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (judgement, told) = judge(dir.path(), &words);
        assert_ne!(exported(dir.path()), before, "{words:?} changes the record: {told}");
        assert!(!told.contains("nothing in the record changed"), "{words:?}: {told}");
        judge(dir.path(), &["undo", &judgement]);
        assert_eq!(exported(dir.path()), before, "undone, {words:?} leaves no trace");
    }
    let states: Vec<Value> = all(dir.path(), &["judgements"]);
    assert!(states.iter().filter(|j| j["verdict"] != "undo").all(|j| j["state"] == "undone"));
}

#[test]
fn a_rejected_entry_leads_to_its_judgement() {
    if !has_models("a_rejected_entry_leads_to_its_judgement") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    program(dir.path()).arg("add").args(&samples()[..3]).assert().success();
    let events = all(dir.path(), &["events"]);
    let (judgement, _) = judge(dir.path(), &["reject", id(&events[0])]);
    let output = program(dir.path()).args(["show", id(&events[0])]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains(&format!("rapporteur judge undo {judgement}")), "{told}");
    // A later correction that cannot be takes nothing back.
    let wrong = program(dir.path()).args(["judge", "correct", id(&events[1]), "date=2024-99", "--why", "x"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
    judge(dir.path(), &["undo", &judgement]);
    assert!(all(dir.path(), &["events"]).iter().any(|e| id(e) == id(&events[0])));
}

#[test]
fn judgements_travel_as_resolver_lines() {
    if !has_models("judgements_travel_as_resolver_lines") {
        return;
    }
    let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for dir in [here.path(), there.path()] {
        program(dir).arg("add").args(samples()).assert().success();
    }
    for words in decisions(here.path()).into_iter().take(4) {
        judge(here.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let lines = printed(here.path(), &["judgements", "--export"]);
    assert_eq!(lines.lines().count(), 4);
    for line in lines.lines() {
        let values: Vec<Value> = serde_json::from_str(line).unwrap();
        assert!(["positive", "negative", "no_judgement"].contains(&values[2].as_str().unwrap()), "{line}");
    }
    assert_ne!(exported(here.path()), exported(there.path()));
    std::fs::write(there.path().join("j.ijson"), format!("{lines}[\"cut off")).unwrap();
    let output = program(there.path()).args(["judgements", "--import", "j.ijson"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "the line cut off is told");
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 5"));
    assert_eq!(exported(here.path()), exported(there.path()));
    let again = printed(there.path(), &["judgements", "--export"]);
    std::fs::write(there.path().join("j.ijson"), &again).unwrap();
    assert!(printed(there.path(), &["judgements", "--import", "j.ijson"]).starts_with("0 judgements"));
}
