//! Runs the scenarios of `specs/record/scenarios.jsonl`: reports that go into one record, and what must be true of it. Each sentence
//! of `must` is one or more checks here, over what the program prints with `--json`. Checks that are not met yet stand in
//! `specs/record/unmet.txt`; the test fails when a check outside that list fails, and when one in it has come right (so that the
//! list only shrinks). `SCENARIOS=update` writes the list anew; `SCENARIOS=show` prints what stands in the record instead;
//! `SCENARIO=NAME` runs one.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;
mod scenario;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use common::{has_models, program};
use scenario::{CHECKS, Found};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/record")
}

/// The record of these reports as its lists.
fn found(scenario: &Value, reversed: bool) -> Found {
    let dir = tempfile::tempdir().unwrap();
    let mut reports: Vec<String> = scenario["reports"].as_array().unwrap().iter().map(Value::to_string).collect();
    if reversed {
        reports.reverse();
    }
    let path = dir.path().join("reports.jsonl");
    std::fs::write(&path, reports.join("\n")).unwrap();
    program(dir.path()).arg("add").arg(&path).assert().success();
    Found::new(dir)
}

#[test]
fn scenarios_hold() {
    if !has_models("scenarios_hold") {
        return;
    }
    let text = std::fs::read_to_string(folder().join("scenarios.jsonl")).unwrap();
    let only = std::env::var("SCENARIO").ok();
    let mode = std::env::var("SCENARIOS").unwrap_or_default();
    let mut failed = BTreeSet::new();
    let mut ran = BTreeSet::new();
    for line in text.lines() {
        let scenario: Value = serde_json::from_str(line).unwrap();
        let name = scenario["scenario"].as_str().unwrap();
        if only.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        let record = found(&scenario, false);
        let checks: Vec<_> = CHECKS.iter().filter(|(of, ..)| *of == name).collect();
        assert!(!checks.is_empty(), "no check for {name}");
        let mut wrong = 0;
        for (_, what, check) in checks {
            let full = format!("{name}: {what}");
            let holds = check(&record);
            println!("{} {full}", if holds { "holds" } else { " no  " });
            if !holds {
                wrong += 1;
                failed.insert(full.clone());
            }
            ran.insert(full);
        }
        let same = found(&scenario, true).printed == record.printed;
        let full = format!("{name}: the same in any order");
        if !same {
            failed.insert(full.clone());
        }
        ran.insert(full);
        if mode == "show" && wrong > 0 {
            println!("{}", record.told());
        }
    }
    println!("scenarios: {} of {} checks hold", ran.len() - failed.len(), ran.len());
    settle(&ran, &failed, only.is_none() && mode == "update");
}

/// Compares with the list of what is not met, or writes it.
fn settle(ran: &BTreeSet<String>, failed: &BTreeSet<String>, update: bool) {
    let path = folder().join("unmet.txt");
    if update {
        let head = "# Checks of specs/record that the program does not meet yet. Written by SCENARIOS=update; may only shrink.\n";
        let lines: String = failed.iter().map(|name| format!("{name}\n")).collect();
        std::fs::write(&path, format!("{head}{lines}")).unwrap();
        return;
    }
    let listed = std::fs::read_to_string(&path).unwrap_or_default();
    let unmet: BTreeSet<String> = listed.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(str::to_owned).collect();
    let new: Vec<&String> = failed.difference(&unmet).collect();
    let fixed: Vec<&String> = ran.difference(failed).filter(|name| unmet.contains(*name)).collect();
    assert!(new.is_empty(), "these checks failed and are not in specs/record/unmet.txt: {new:#?}");
    assert!(fixed.is_empty(), "these checks hold now, take them out of specs/record/unmet.txt (SCENARIOS=update): {fixed:#?}");
}
