//! The record is the same whatever the order, the threads and the interruptions; every quote stands where it says.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{exported, has_models, printed, program, samples};
use serde_json::Value;

fn add(folder: &Path, paths: &[PathBuf], options: &[&str]) {
    program(folder).arg("add").args(options).args(paths).assert().success();
}

#[test]
fn any_order_and_any_threads_give_the_same_record() {
    if !has_models("any_order_and_any_threads_give_the_same_record") {
        return;
    }
    let record = |paths: &[PathBuf], options: &[&str]| {
        let dir = tempfile::tempdir().unwrap();
        add(dir.path(), paths, options);
        exported(dir.path())
    };
    let forward = samples();
    let backward: Vec<PathBuf> = forward.iter().rev().cloned().collect();
    let expected = record(&forward, &["--threads", "1"]);
    assert!(expected.lines().count() > 40, "the samples give a record worth comparing");
    assert_eq!(record(&forward, &["--threads", "2"]), expected);
    assert_eq!(record(&backward, &["--threads", "2"]), expected);
    let dir = tempfile::tempdir().unwrap();
    for path in backward.iter().skip(3).chain(backward.iter().take(3)) {
        add(dir.path(), std::slice::from_ref(path), &[]);
    }
    assert_eq!(exported(dir.path()), expected);
}

/// Many reports, so that there is a middle to be killed in.
fn lines(folder: &Path) -> PathBuf {
    let texts: Vec<String> = samples().iter().map(|p| std::fs::read_to_string(p).unwrap()).collect();
    let line = |n: usize| serde_json::json!({"text": format!("{}\n\nСообщение {n}.", texts[n % texts.len()])}).to_string();
    let path = folder.join("many.jsonl");
    std::fs::write(&path, (0..420).map(line).collect::<Vec<_>>().join("\n")).unwrap();
    path
}

/// Starts `add`, kills it after `delay`, and tells whether it was still running.
fn killed(folder: &Path, path: &Path, delay: Duration) -> bool {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("rapporteur"))
        .args(["--threads", "2", "add"])
        .arg(path)
        .env("RAPPORTEUR_RECORD", folder.join("r.db"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(delay);
    let running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    running
}

#[test]
fn a_killed_run_goes_on_where_it_was() {
    if !has_models("a_killed_run_goes_on_where_it_was") {
        return;
    }
    let whole = tempfile::tempdir().unwrap();
    let path = lines(whole.path());
    add(whole.path(), std::slice::from_ref(&path), &[]);
    let expected = exported(whole.path());
    let dir = tempfile::tempdir().unwrap();
    let mut interrupted = 0;
    for delay in [60, 150, 250, 400, 700] {
        interrupted += usize::from(killed(dir.path(), &path, Duration::from_millis(delay)));
        if dir.path().join("r.db").exists() {
            // Whole at every point: lists can be read, and each quote is in its report.
            printed(dir.path(), &["events", "--json"]);
        }
    }
    assert!(interrupted > 0, "no run was killed before its end");
    add(dir.path(), std::slice::from_ref(&path), &[]);
    assert_eq!(exported(dir.path()), expected);
}

#[test]
fn content_is_read_once_whatever_its_path() {
    if !has_models("content_is_read_once_whatever_its_path") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let text = std::fs::read(&samples()[0]).unwrap();
    for name in ["b.txt", "a.txt", "c.txt"] {
        std::fs::write(dir.path().join(name), &text).unwrap();
    }
    assert!(printed(dir.path(), &["add", "b.txt"]).contains("1 new"));
    assert!(printed(dir.path(), &["add", "c.txt", "a.txt"]).contains("2 known"));
    let report: Value = serde_json::from_str(&printed(dir.path(), &["reports", "--json"])).unwrap();
    assert_eq!(report["path"], "a.txt");
}

/// Every `{report, start, end, quote}` in a value.
fn evidence<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(all) => all.iter().for_each(|v| evidence(v, found)),
        Value::Object(object) => {
            if object.contains_key("quote") {
                found.push(value);
            }
            object.values().for_each(|v| evidence(v, found));
        }
        _ => {}
    }
}

#[test]
fn every_quote_is_in_its_report_and_nothing_stands_without_one() {
    if !has_models("every_quote_is_in_its_report_and_nothing_stands_without_one") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), &samples(), &[]);
    let extracted = |path: &PathBuf| {
        let line = serde_json::json!({"text": std::fs::read_to_string(path).unwrap()}).to_string();
        let output = program(dir.path()).arg("extract").write_stdin(line).output().unwrap();
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        (value["id"].as_str().unwrap().to_owned(), value["text"].as_str().unwrap().to_owned())
    };
    let texts: std::collections::BTreeMap<String, String> = samples().iter().map(extracted).collect();
    let mut checked = 0;
    for list in ["events", "people", "organisations", "bodies", "instruments", "commitments"] {
        for line in printed(dir.path(), &[list, "--json"]).lines() {
            let entry: Value = serde_json::from_str(line).unwrap();
            assert!(!entry["evidence"].as_array().unwrap().is_empty(), "{line}");
            let posts = entry["posts"].as_array().into_iter().flatten();
            assert!(posts.into_iter().all(|post| !post["evidence"].as_array().unwrap().is_empty()), "{line}");
            let mut all = Vec::new();
            evidence(&entry, &mut all);
            for e in all {
                let (start, end) = (e["start"].as_u64().unwrap() as usize, e["end"].as_u64().unwrap() as usize);
                let text = &texts[e["report"].as_str().unwrap()];
                assert_eq!(text.get(start..end), e["quote"].as_str(), "{e}");
                assert!(end > start);
                checked += 1;
            }
        }
    }
    assert!(checked > 100);
}

#[test]
fn a_judgement_outlives_reading_again() {
    if !has_models("a_judgement_outlives_reading_again") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), &samples()[..4], &[]);
    let events = printed(dir.path(), &["events", "--json", "--kind", "session"]);
    let event: Value = serde_json::from_str(events.lines().next().unwrap()).unwrap();
    let id = event["id"].as_str().unwrap();
    assert!(printed(dir.path(), &["judge", "reject", id, "--why", "a test"]).starts_with("judgement j-"));
    let told = |events: &str| events.lines().any(|line| serde_json::from_str::<Value>(line).unwrap()["title"] == event["title"]);
    assert!(told(&events) && !told(&printed(dir.path(), &["events", "--json", "--kind", "session"])));
    add(dir.path(), &samples()[4..6], &[]);
    assert!(!told(&printed(dir.path(), &["events", "--json", "--kind", "session"])), "the judgement holds over a new resolution");
}
