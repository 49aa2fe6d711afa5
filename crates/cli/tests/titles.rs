//! The titles of all events and instruments of the sample reports in both languages: a change of them is seen. `TITLES=update` writes
//! them anew, to be read by somebody.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::path::Path;

use common::{has_models, printed, program};
use serde_json::Value;

/// "kind: title" of each entry, in the order of the list.
fn titles(folder: &Path, lang: &str) -> String {
    let mut out = String::new();
    for list in ["events", "instruments"] {
        for line in printed(folder, &[list, "--json", "--lang", lang]).lines() {
            let entry: Value = serde_json::from_str(line).unwrap();
            let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
            out.push_str(&format!("{}: {}\n", text("kind"), text("title")));
        }
    }
    out
}

#[test]
fn titles_of_the_samples() {
    if !has_models("titles_of_the_samples") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let examples = here.join("../../examples");
    program(dir.path()).arg("add").args(["demo", "ru", "en"].map(|part| examples.join(part).join("*.txt"))).assert().success();
    for lang in ["ru", "en"] {
        let shown = titles(dir.path(), lang);
        let path = here.join("tests/titles").join(format!("{lang}.txt"));
        if std::env::var("TITLES").is_ok_and(|mode| mode == "update") {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &shown).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        let new: Vec<&str> = shown.lines().filter(|line| !kept.lines().any(|k| k == *line)).collect();
        assert!(new.is_empty(), "titles that were not seen before (TITLES=update takes them): {new:#?}");
        assert_eq!(shown, kept, "titles are gone (TITLES=update takes them out)");
    }
}

/// What no title is: a bare kind, an empty line, a part that was not filled in.
#[test]
fn titles_say_something() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for lang in ["ru", "en"] {
        let kept = std::fs::read_to_string(here.join("tests/titles").join(format!("{lang}.txt"))).unwrap();
        for line in kept.lines() {
            let (kind, title) = line.split_once(": ").unwrap_or_else(|| panic!("{line:?} has no title"));
            assert!(!title.contains(['{', '}']), "{line}");
            let names_alone = ["session", "meeting", "visit", "signing", "statement", "gathering", "appointment", "departure"];
            assert!(!names_alone.contains(&kind) || title.split_whitespace().count() > 1, "{line}");
        }
    }
}
