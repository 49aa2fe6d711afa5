//! Pages are valid HTML by the Nu checker.

use std::process::Command;

use serde_json::Value;

use super::common::record::hostile;
use super::common::{PLAIN, Site, has_models};
use super::{demo, driver, looks};

#[test]
fn pages_are_valid_html() {
    let test = "pages_are_valid_html";
    let Some(jar) = driver::checker(test) else { return };
    let dir = tempfile::tempdir().unwrap();
    let mut sites = vec![("hostile", Site::of(&hostile(dir.path())))];
    if has_models(test) {
        sites.push(("demo", Site::of(&demo(&dir))));
    }
    let pages = dir.path().join("pages");
    std::fs::create_dir(&pages).unwrap();
    let mut names = Vec::new();
    for (name, site) in &sites {
        let plain = PLAIN.iter().map(|page| (*page).to_owned());
        for page in plain.chain(looks::of_entries(site)).filter(|page| !page.ends_with("/words")) {
            for lang in ["en", "ru"] {
                let answer = site.signed(&format!("{page}{}lang={lang}", if page.contains('?') { '&' } else { '?' }));
                std::fs::write(pages.join(format!("{}.html", names.len())), answer.text()).unwrap();
                names.push(format!("{name} {page} {lang}"));
            }
        }
    }
    let output = Command::new("java").arg("-jar").arg(jar).args(["--format", "json", "--exit-zero-always"]).arg(&pages).output().unwrap();
    let told: Value = serde_json::from_slice(&output.stderr).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&output.stderr)));
    let page = |message: &Value| {
        let file = message["url"].as_str().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned();
        file.trim_end_matches(".html").parse::<usize>().ok().and_then(|n| names.get(n)).cloned().unwrap_or(file)
    };
    let found: Vec<String> = told["messages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|message| message["type"] != "info" || message["subType"] == "warning")
        // Guesses by the words alone: pages quote reports of other languages, and their quotes say which.
        .filter(|message| !message["message"].as_str().unwrap_or_default().starts_with("This document appears to be written in"))
        .map(|message| format!("{}: {} in {}", page(message), message["message"], message["extract"]))
        .collect();
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
    assert!(names.len() > 80);
}
