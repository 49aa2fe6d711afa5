//! What the README prints is what the program prints.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::path::Path;

use common::{has_models, printed};

/// Words of a text without its line breaks and indents.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The indented blocks of the section that shows the demo.
fn blocks(readme: &str) -> Vec<String> {
    let section = readme.split("## What it shows").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut blocks = vec![String::new()];
    for line in section.lines() {
        if line.starts_with("    ") {
            let last = blocks.last_mut().unwrap();
            last.push_str(line);
            last.push('\n');
        } else if !blocks.last().unwrap().is_empty() && !line.is_empty() {
            blocks.push(String::new());
        }
    }
    blocks.retain(|b| !b.is_empty());
    blocks
}

#[test]
fn the_readme_shows_the_demo() {
    if !has_models("the_readme_shows_the_demo") {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let demo = printed(dir.path(), &["demo"]);
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md")).unwrap();
    let blocks = blocks(&readme);
    assert!(blocks.len() >= 2, "the README shows an event and a series");
    for block in blocks {
        assert!(flowing(&demo).contains(&flowing(&block)), "the demo does not print this any more:\n{block}\nbut:\n{demo}");
    }
    // Where the demo says that its record is, it is, and what it suggests works.
    assert!(dir.path().join("rapporteur-demo.db").exists());
    for line in demo.lines().skip_while(|l| !l.starts_with("The record is kept")).filter(|l| l.starts_with("  rapporteur ")) {
        let command = line.split("  ").find(|part| !part.is_empty()).unwrap();
        let words: Vec<&str> = command.split(' ').skip(1).filter(|w| !w.is_empty()).collect();
        if ["events", "people", "series", "show", "why", "review"].contains(&words[0]) {
            let arguments: Vec<&str> = words.iter().copied().chain(["--record", "rapporteur-demo.db"]).collect();
            printed(dir.path(), &arguments);
        }
    }
}
