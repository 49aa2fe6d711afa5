//! Runs the specifications of `specs/ru` and `specs/en` against the program: every case is a test. Cases that are not met yet stand
//! in `specs/unmet.txt`; the test fails when a case outside that list fails, and when one in it has come right (so that the list
//! only shrinks). `SPECS=update` writes the list anew, with analyses of texts that have none; `SPECS=show` prints what differs. The
//! networks' part of the analyses is recorded ([`spec::recorded`]), so no models are needed.

mod spec;

use std::collections::BTreeSet;
use std::path::PathBuf;

use spec::case::{Case, differences, parse};
use spec::recorded::{Recorded, Text, compare, root};
use spec::{factuality, rules};

fn cases() -> Vec<Case> {
    let mut all = Vec::new();
    for lang in ["en", "ru"] {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(root().join("specs").join(lang)).expect("specs").map(|e| e.expect("entry").path()).collect();
        files.sort();
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "md")) {
            let name = format!("{lang}/{}", file.file_stem().expect("name").to_string_lossy());
            all.extend(parse(&name, lang, &std::fs::read_to_string(file).expect("a specification is readable")));
        }
    }
    all
}

#[test]
fn specifications_hold() {
    let cases = cases();
    assert!(cases.len() > 200, "only {} cases were read", cases.len());
    let recorded = Recorded::open();
    let list = root().join("specs/unmet.txt");
    let unmet: BTreeSet<String> = std::fs::read_to_string(&list)
        .unwrap_or_default()
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .map(str::to_owned)
        .collect();
    let mode = std::env::var("SPECS").unwrap_or_default();
    let mut failed = BTreeSet::new();
    for case in &cases {
        let wrong = differences(&recorded, case);
        if !wrong.is_empty() {
            failed.insert(case.name.clone());
            if mode == "show" {
                println!("\n### {}\n{}\n{}", case.name, case.text, wrong.join("\n"));
            }
        }
    }
    println!("specifications: {} of {} hold", cases.len() - failed.len(), cases.len());
    if mode == "update" {
        let head = "# Cases of specs/ that the program does not meet yet. Written by SPECS=update; may only shrink.\n";
        let lines: String = failed.iter().map(|name| format!("{name}\n")).collect();
        std::fs::write(&list, format!("{head}{lines}")).expect("the list is writable");
        return;
    }
    let new: Vec<&String> = failed.difference(&unmet).collect();
    let fixed: Vec<&String> = unmet.difference(&failed).collect();
    assert!(new.is_empty(), "these cases failed and are not in specs/unmet.txt: {new:#?}");
    assert!(fixed.is_empty(), "these cases hold now, take them out of specs/unmet.txt (SPECS=update): {fixed:#?}");
}

/// Every text of these tests.
fn texts() -> Vec<Text> {
    cases().iter().map(Case::text).chain(factuality::texts()).chain(rules::texts()).collect()
}

#[test]
fn every_claim_goes_by_a_rule_of_the_registry() {
    rules::known(&texts());
}

#[test]
fn recorded_analyses_are_those_of_the_models() {
    compare(&texts());
}
