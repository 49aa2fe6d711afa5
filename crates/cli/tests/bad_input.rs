//! Bad input: a clear message each, the designed exit code, everything else still read, nothing half-written.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs;

use common::{has_models, printed, program, samples};
use predicates::str::contains;

#[test]
fn the_good_of_a_bad_batch_is_read() {
    if !has_models("the_good_of_a_bad_batch_is_read") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(dir.path().join(name), bytes).unwrap();
    write("good.txt", &fs::read(&samples()[0]).unwrap());
    write("empty.txt", b"");
    write("binary.txt", &(0..4000u32).map(|n| (n * 7919 % 256) as u8).collect::<Vec<_>>());
    write("lines.jsonl", "{\"id\":\"1\",\"text\":\"Министр прибыл в Минск 5 мая 2024 года.\"}\n{\"id\":\"2\",\"te".as_bytes());
    let run = program(dir.path()).args(["add", "good.txt", "empty.txt", "binary.txt", "lines.jsonl", "none.txt"]).assert();
    run.code(1)
        .stdout(contains("2 new"))
        .stderr(contains("empty.txt: "))
        .stderr(contains("binary.txt: "))
        .stderr(contains("lines.jsonl: line 2: "))
        .stderr(contains("none.txt: no such file"));
    assert_eq!(printed(dir.path(), &["reports", "--json"]).lines().count(), 2);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_an_issue() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("closed.txt");
    fs::write(&path, "Министр прибыл в Минск.").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() || !has_models("a_file_that_cannot_be_read_is_an_issue") {
        eprintln!("skipped: rights do not bind this user, or no models");
        return;
    }
    program(dir.path()).args(["add", "closed.txt"]).assert().code(1).stderr(contains("closed.txt: cannot be read"));
}

#[test]
fn one_line_of_fifty_megabytes_is_cut_and_told() {
    if !has_models("one_line_of_fifty_megabytes_is_cut_and_told") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("long.txt"), "слово ".repeat(50 * 1024 * 1024 / 11)).unwrap();
    program(dir.path()).args(["add", "long.txt"]).assert().code(1).stderr(contains("left out"));
}

#[test]
fn a_record_that_is_none_is_refused_and_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("r.db");
    let text = "This is a diary and no database. ".repeat(200);
    fs::write(&path, &text).unwrap();
    for command in [&["events"][..], &["add", "x.txt"]] {
        program(dir.path()).args(command).assert().code(3).stderr(contains("not an SQLite file"));
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_missing_record_says_how_to_make_one() {
    let dir = tempfile::tempdir().unwrap();
    program(dir.path()).arg("events").assert().code(3).stderr(contains("rapporteur add"));
    assert!(!dir.path().join("r.db").exists());
}

#[test]
fn usage_errors_say_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let check = |arguments: &[&str], words: &str| {
        program(dir.path()).args(arguments).assert().code(2).stderr(contains(words));
    };
    check(&["events", "--from", "32.05.2024"], "2024-10-05");
    check(&["events", "--kind", "party"], "session");
    check(&["events", "--country", "Russland"], "two letters");
    check(&["add"], "<PATH|URL>");
    check(&["judge", "same", "a"], "Usage");
}

#[test]
fn set_up_without_pip_says_what_to_install() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = program(dir.path());
    command.env("RAPPORTEUR_DATA", dir.path().join("data")).env("PATH", dir.path());
    command.arg("setup").assert().code(3).stderr(contains("no pip was found")).stderr(contains("rapporteur setup --from"));
}

#[cfg(unix)]
#[test]
fn set_up_tells_apart_what_pip_says() {
    use std::os::unix::fs::PermissionsExt;
    for (said, expected) in [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "SHA-256 differs"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "no space left"),
        ("WARNING: Retrying after connection broken by NewConnectionError", "could not reach the package index"),
        ("ERROR: something new", "something new"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let fake = dir.path().join("python3");
        fs::write(&fake, format!("#!/bin/sh\necho '{said}' >&2\nexit 1\n")).unwrap();
        fs::set_permissions(&fake, fs::Permissions::from_mode(0o755)).unwrap();
        let data = dir.path().join("data");
        let mut command = program(dir.path());
        command.env("RAPPORTEUR_DATA", &data).env("PATH", dir.path());
        command.arg("setup").assert().code(3).stderr(contains(expected));
        let left: Vec<_> = fs::read_dir(data.join("models")).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left, [".lock"], "nothing that looks whole is left");
    }
}

#[test]
fn a_wheel_that_is_not_pinned_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("natasha-1.6.0-py3-none-any.whl"), "PK").unwrap();
    let mut command = program(dir.path());
    command.env("RAPPORTEUR_DATA", dir.path().join("data"));
    command.args(["setup", "--from", "natasha-1.6.0-py3-none-any.whl"]).assert().code(3).stderr(contains("SHA-256"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    if !has_models("a_reader_that_goes_away_is_no_error") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    program(dir.path()).arg("add").args(samples()).assert().success();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("rapporteur"))
        .args(["mentions", "--json"])
        .env("RAPPORTEUR_RECORD", dir.path().join("r.db"))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn extract_keeps_order_and_answers_every_line() {
    if !has_models("extract_keeps_order_and_answers_every_line") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let text = "Министр иностранных дел Сергей Лавров прибыл в Минск 5 мая 2024 года.";
    let line = |n: usize| match n {
        7 => "{\"id\":\"7\",\"text\":\"cut".to_owned(),
        _ => serde_json::json!({"id": n.to_string(), "text": text, "lang": "ru"}).to_string(),
    };
    let input = (0..100).map(line).collect::<Vec<_>>().join("\n");
    let output = program(dir.path()).args(["extract", "--as-is", "--tokens", "--threads", "2"]).write_stdin(input).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<serde_json::Value> =
        output.stdout.split(|&b| b == b'\n').filter(|l| !l.is_empty()).map(|l| serde_json::from_slice(l).unwrap()).collect();
    assert_eq!(lines.len(), 100);
    for (n, value) in lines.iter().enumerate() {
        if n == 7 {
            assert_eq!((&value["id"], &value["issues"][0]["kind"]), (&serde_json::Value::Null, &"json".into()));
            continue;
        }
        assert_eq!(value["id"], n.to_string());
        let mention = &value["mentions"].as_array().unwrap().iter().find(|m| m["kind"] == "person").unwrap();
        let (start, end) = (mention["start"].as_u64().unwrap() as usize, mention["end"].as_u64().unwrap() as usize);
        assert_eq!(&text[start..end], mention["text"].as_str().unwrap());
        assert_eq!(value["tokens"][0]["text"], "Министр");
    }
}

#[test]
fn what_is_not_analysed_is_counted_by_language() {
    if !has_models("what_is_not_analysed_is_counted_by_language") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let lines = [
        r#"{"id":"1","text":"Міністр оборони Іван Петренко зустрівся з послом у Києві."}"#,
        r#"{"id":"2","text":"Der Minister traf den Botschafter in Wien."}"#,
        r#"{"id":"3","text":"Minister Ivan Rokosh met Ambassador Jan Kos in Baku."}"#,
    ];
    fs::write(dir.path().join("lines.jsonl"), lines.join("\n")).unwrap();
    program(dir.path())
        .args(["add", "lines.jsonl"])
        .assert()
        .code(0)
        .stdout(contains("not analysed, dated and searchable only: 2 (1 de, 1 uk)"));
    assert_eq!(printed(dir.path(), &["people", "--json"]).lines().count(), 2);
    let again = printed(dir.path(), &["add", "--json", "lines.jsonl"]);
    assert!(again.contains(r#""known":3"#), "{again}");
}
