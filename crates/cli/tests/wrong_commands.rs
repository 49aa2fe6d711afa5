//! Commands as a new user gets them wrong: each is answered with what to do, none is silently taken, and the record stays as it was.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::path::Path;

use common::{exported, has_models, printed, program, samples};
use serde_json::Value;

fn first(folder: &Path, list: &str) -> String {
    let lines = printed(folder, &[list, "--json"]);
    let entry: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    entry["id"].as_str().unwrap().to_owned()
}

/// What is written, with {event}, {person} and {place} for ids of the record; and a part of the answer.
const WRONG: &[(&str, &str)] = &[
    ("event", "events"),
    ("evnts", "events"),
    ("peoples", "people"),
    ("organizations", "organisations"),
    ("judgments", "judgements"),
    ("list", "unrecognized subcommand"),
    ("list", "did you mean: rapporteur events"),
    ("meetings", "rapporteur events --kind meeting"),
    ("ministers", "rapporteur people --post"),
    ("person Pantus", "did you mean: rapporteur people"),
    ("who met Pantus", "rapporteur people"),
    ("delete x", "rapporteur remove"),
    ("xyzzy of Serbia", "rapporteur search xyzzy of Serbia"),
    ("people --kind minister", "it has: --post"),
    ("people --org X", "did you mean --organisation?"),
    ("events -n 5", "did you mean --limit?"),
    ("events --verbose", "no such flag"),
    ("events --limit 0", "a number from 1 on"),
    ("events --limit -1", "a number from 1 on"),
    ("instruments --kind memorandum", "no such flag"),
    ("commitments --status past_due", "did you mean --outcome?"),
    ("commitments --outcome overdue", "did you mean past_due?"),
    ("people --on 2024 --from 2023", "give either"),
    ("remove nothing", "is no report of this record"),
    ("remove", "required"),
    ("why nothing", "nothing in the record is called"),
    ("changes --since last week", "one value in quotes"),
    ("--json", "Usage"),
    ("events --kind meting", "did you mean meeting?"),
    ("events --kind talks", "did you mean meeting?"),
    ("events --status done", "expected one of"),
    ("events --country Belarusss", "two letters"),
    ("events --country Rusia", "did you mean RU (Russia)"),
    ("events --country B1", "two letters"),
    ("events --from 2025 --to 2024", "give the earlier day first"),
    ("events --from yesterday", "expected a date"),
    ("events --from 2024-13", "expected a date"),
    ("events --from 2024-05-32", "expected a date"),
    ("events --between BY", "comma"),
    ("events --between BY,BY", "different"),
    ("events --sort size", "possible values"),
    ("events --count-by town", "possible values"),
    ("events --limit many", "invalid"),
    ("events --json --csv", "cannot be used with"),
    ("events --lang de", "de"),
    ("events --form 2024", "--from"),
    ("instruments --status signd", "did you mean signed?"),
    ("instruments --from 2025 --to 2024", "give the earlier day first"),
    ("commitments --outcome overdue", "expected one of"),
    ("commitments --as-of tomorrow", "expected a day"),
    ("changes", "--since"),
    ("changes --since never", "nothing in the record is called"),
    ("changes --since {event}", "no report with a day"),
    ("show", "required"),
    ("show Nobody-Atall", "nothing in the record is called"),
    ("show e-0000000000", "nothing in the record is called"),
    ("why", "required"),
    ("why zzz", "nothing in the record is called"),
    ("search", "required"),
    ("judge same {event}", "required"),
    ("judge same {event} {event} --why x", "the same as itself"),
    ("judge same {event} {person} --why x", "cannot be one thing"),
    ("judge different {place} {person} --why x", "cannot be one thing"),
    ("judge correct {event} date=32 --why x", "is no date"),
    ("judge correct {event} colour=red --why x", "has no field"),
    ("judge correct {event} date --why x", "FIELD=VALUE"),
    ("judge correct {event} status=done --why x", "is none of"),
    ("judge correct {person} country=Russia --why x", "two letters"),
    ("judge reject {event}", "--why"),
    ("judge same {event} {person}", "example: rapporteur judge same"),
    ("judge undo j-none --why x", "no judgement has"),
    ("judge split {person} --report nothing --why x", "nothing in the record is called"),
    ("judge split {person} --report {event} --why x", "is no report"),
    ("judgements --verdict equal", "expected one of"),
    ("judgements --import none.ijson", "cannot be read"),
];

#[test]
fn wrong_commands_are_answered() {
    if !has_models("wrong_commands_are_answered") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    program(dir.path()).arg("add").args(&samples()[..4]).assert().success();
    let before = exported(dir.path());
    let ids =
        [("{event}", first(dir.path(), "events")), ("{person}", first(dir.path(), "people")), ("{place}", first(dir.path(), "places"))];
    let mut unanswered = Vec::new();
    for (command, answer) in WRONG {
        let command = ids.iter().fold((*command).to_owned(), |text, (name, id)| text.replace(name, id));
        let output = program(dir.path()).args(command.split(' ')).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() || !told.contains(answer) || told.contains("panicked") {
            unanswered.push(format!("{command} ({:?}): {told}", output.status.code()));
        }
    }
    assert!(unanswered.is_empty(), "{}", unanswered.join("\n"));
    assert_eq!(exported(dir.path()), before, "a wrong command changes nothing");
}

#[test]
fn an_empty_list_says_what_was_looked_for() {
    if !has_models("an_empty_list_says_what_was_looked_for") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    program(dir.path()).arg("add").args(&samples()[..2]).assert().success();
    for (command, told) in [
        ("events --person Nobody --from 1950 --to 1951", "no events found: from 1950 to 1951, person Nobody"),
        ("events --between FJ,IS", "between FJ and IS"),
        ("commitments --outcome cancelled --kind delivery", "no commitments found: outcome cancelled, kind delivery"),
    ] {
        let output = program(dir.path()).args(command.split(' ')).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.contains(told), "{command}: {said}");
    }
}
