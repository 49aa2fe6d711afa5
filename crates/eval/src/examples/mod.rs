//! Sample reports with the record expected of each: precision and recall by kind and by field.

mod expected;
mod found;
mod item;
pub mod rules;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use rapporteur_text::Options;
use rayon::prelude::*;

use crate::assign::assign;
use crate::engine::Engine;
use crate::reliability::Reliability;
use crate::score::{Counts, HEADS};
use crate::table::{Page, Table};
use item::{Item, same};

/// Arguments of `examples`.
#[derive(Debug, Args)]
pub struct Command {
    /// Folder with `NAME.txt` and `NAME.toml`, searched with its subfolders.
    #[arg(default_value = "examples")]
    dir: PathBuf,
    /// Writes what is missed, wrong and too much, report by report, to this file; not of reports in a folder `unread`.
    #[arg(long)]
    errors: Option<PathBuf>,
    /// Tells the folders inside apart instead of the languages, and writes the page `fresh`.
    #[arg(long)]
    by_folder: bool,
}

impl Command {
    /// The whole benchmark on this folder, nothing written.
    #[must_use]
    pub fn whole(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), errors: None, by_folder: false }
    }

    /// The same, by the folders inside.
    #[must_use]
    pub fn by_folder(dir: &Path) -> Self {
        Self { by_folder: true, ..Self::whole(dir) }
    }

    /// The name of the folder below the searched one that a report lies in.
    fn part(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.dir).ok().and_then(|rest| rest.components().next());
        inside.map_or_else(String::new, |first| first.as_os_str().to_string_lossy().into_owned())
    }
}

/// Counts by kind of item and by field of matched items.
#[derive(Default)]
struct Outcome {
    kinds: BTreeMap<String, Counts>,
    fields: BTreeMap<(String, &'static str), Counts>,
    reliability: Reliability,
    rules: rules::Tally,
    errors: String,
}

/// Runs the samples.
///
/// # Errors
/// Files or models cannot be read.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    let mut names = Vec::new();
    walk(&command.dir, &mut names)?;
    ensure!(!names.is_empty(), "{} holds no NAME.txt with NAME.toml", command.dir.display());
    names.sort();
    let engine = Engine::open()?;
    let outcomes = names.par_iter().map(|path| one(&engine, path)).collect::<Result<Vec<(String, Outcome)>>>()?;
    if let Some(path) = &command.errors {
        // Nobody who makes rules is to see what they get wrong there.
        let unread = |path: &Path| path.components().any(|part| part.as_os_str() == "unread");
        let shown = names.iter().zip(&outcomes).filter(|(name, _)| !unread(name));
        let all: String = shown.map(|(name, (_, o))| format!("=== {}\n{}\n", name.display(), o.errors)).collect();
        std::fs::write(path, all).with_context(|| format!("cannot write {}", path.display()))?;
    }
    if !command.by_folder {
        return Ok((page(&outcomes, "language", &["ru", "en"]), true));
    }
    let outcomes: Vec<(String, Outcome)> = names.iter().zip(outcomes).map(|(path, (_, o))| (command.part(path), o)).collect();
    let mut parts: Vec<&str> = outcomes.iter().map(|(part, _)| part.as_str()).collect();
    parts.sort_unstable();
    parts.dedup();
    Ok((fresh(page(&outcomes, "reports", &parts)), true))
}

/// The page of reports that are no examples: what they are for.
fn fresh(page: Page) -> Page {
    let about = "Reports written by others than those who make the rules, to see how the rules do on texts that they were not made on (`eval/fresh/`). No \
                 rule was made on those of `unread`: only their figures are looked at. Those of `read` were looked at after they had been scored once. \
                 Scored as the examples are.";
    Page {
        name: "fresh".to_owned(),
        command: "cargo run --release -p rapporteur-eval -- examples --by-folder eval/fresh".to_owned(),
        about: about.to_owned(),
        ..page
    }
}

fn walk(folder: &Path, names: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, names)?;
        } else if path.extension().is_some_and(|e| e == "toml") && path.with_extension("txt").exists() {
            names.push(path);
        }
    }
    Ok(())
}

fn one(engine: &Engine, path: &Path) -> Result<(String, Outcome)> {
    let expected = expected::read(path)?.items();
    let source = path.with_extension("txt");
    let bytes = std::fs::read(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let intake = rapporteur_text::read(&source.display().to_string(), &bytes, &Options::default());
    let report = intake.reports.into_iter().next().with_context(|| format!("{} gave no report", source.display()))?;
    let lang = report.lang.code().to_owned();
    let read = engine.read_report(report);
    let mut outcome = compare(&expected, &found::items(&read));
    outcome.rules.add_fired(&lang, read.claims());
    Ok((lang, outcome))
}

/// How much the agreement of a field says about two items being the same.
fn weight(section: &str, field: &str) -> f64 {
    match (section, field) {
        ("post", "person") => 4.0,
        ("structure", "organisation" | "other" | "relation") | (_, "date" | "body" | "ordinal" | "name" | "act" | "title") => 2.0,
        (_, "status" | "country" | "lang") => 0.3,
        ("commitment", "kind") => 0.4,
        _ => 1.0,
    }
}

/// How alike two items of one section are; 0 where they cannot be the same.
fn likeness(a: &Item, b: &Item) -> f64 {
    if a.section != b.section {
        return 0.0;
    }
    if a.section == "report" {
        return 1.0;
    }
    let agree = |(field, forms): &(&'static str, Vec<String>)| {
        if b.get(field).any(|other| same(field, forms, other)) { weight(&a.section, field) } else { 0.0 }
    };
    let sum: f64 = a.fields.iter().map(agree).sum();
    let least = match a.section.as_str() {
        "post" | "structure" => 4.0,
        _ => 1.0,
    };
    if sum >= least { sum } else { 0.0 }
}

fn compare(expected: &[Item], found: &[Item]) -> Outcome {
    let mut outcome = Outcome::default();
    let weights: Vec<Vec<f64>> = expected.iter().map(|e| found.iter().map(|f| likeness(e, f)).collect()).collect();
    let partner = assign(&weights);
    for (index, item) in expected.iter().enumerate() {
        let right = f64::from(partner[index].is_some());
        *outcome.kinds.entry(item.section.clone()).or_default() += Counts { right_gold: right, right_found: right, gold: 1.0, found: 0.0 };
        match partner[index] {
            None => {
                let _ = writeln!(outcome.errors, "missed {}", item.show());
            }
            Some(f) => fields(&mut outcome, item, &found[f]),
        }
    }
    for (index, item) in found.iter().enumerate() {
        *outcome.kinds.entry(item.section.clone()).or_default() += Counts { found: 1.0, ..Counts::default() };
        outcome.rules.add_judged(&item.rules, partner.contains(&Some(index)));
        if let Some(confidence) = item.confidence {
            outcome.reliability.add(confidence, partner.contains(&Some(index)));
        }
        if !partner.contains(&Some(index)) {
            let _ = writeln!(outcome.errors, "spurious {}", item.show());
        }
    }
    outcome
}

fn fields(outcome: &mut Outcome, expected: &Item, found: &Item) {
    let mut names: Vec<&'static str> = expected.fields.iter().chain(&found.fields).map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.dedup();
    let mut wrong = Vec::new();
    for name in names {
        let (gold, own): (Vec<_>, Vec<_>) = (expected.get(name).collect(), found.get(name).collect());
        // Who is to act is not written down everywhere.
        if name == "actors" && gold.is_empty() {
            continue;
        }
        let meets = |value: &Vec<String>, list: &[&Vec<String>]| list.iter().any(|other| same(name, value, other));
        let counts = Counts {
            right_gold: gold.iter().filter(|g| meets(g, &own)).count() as f64,
            right_found: own.iter().filter(|o| meets(o, &gold)).count() as f64,
            gold: gold.len() as f64,
            found: own.len() as f64,
        };
        *outcome.fields.entry((expected.section.clone(), name)).or_default() += counts;
        let first = |list: &[&Vec<String>]| list.iter().map(|v| v.first().map_or("", String::as_str)).collect::<Vec<_>>().join(" + ");
        if counts.f1() < 1.0 {
            wrong.push(format!("    {name}: {:?} is {:?}", first(&own), first(&gold)));
        }
    }
    if !wrong.is_empty() {
        let _ = writeln!(outcome.errors, "part {}\n{}", expected.show(), wrong.join("\n"));
    }
}

fn page(outcomes: &[(String, Outcome)], by: &str, parts: &[&str]) -> Page {
    let mut kinds = Table::new("By kind", &[by, "kind"], &HEADS);
    let mut fields = Table::new("By field, of what was found", &["kind", "field"], &HEADS);
    for lang in parts.iter().copied().chain(["all"]) {
        let mut sums: BTreeMap<&str, Counts> = BTreeMap::new();
        for (_, outcome) in outcomes.iter().filter(|(l, _)| lang == "all" || l == lang) {
            for (kind, counts) in outcome.kinds.iter().filter(|(kind, _)| *kind != "report") {
                *sums.entry(kind).or_default() += *counts;
                *sums.entry("~").or_default() += *counts;
            }
        }
        for (kind, counts) in sums {
            kinds.row(&[lang, if kind == "~" { "all kinds" } else { kind }], counts.cells());
        }
    }
    let mut sums: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
    for ((kind, field), counts) in outcomes.iter().flat_map(|(_, o)| &o.fields) {
        *sums.entry((kind, field)).or_default() += *counts;
    }
    let mut reliability = Reliability::default();
    outcomes.iter().for_each(|(_, o)| reliability.extend(&o.reliability));
    for ((kind, field), counts) in sums {
        fields.row(&[kind, field], counts.cells());
    }
    Page {
        name: "examples".to_owned(),
        command: "cargo run --release -p rapporteur-eval -- examples examples".to_owned(),
        about: "Our own sample reports (`examples/`) against the record that a careful reader would make of each: the whole way from the page's text. An \
                item is found when its kind and enough of its fields agree; free text (acts, subjects, instruments) agrees when half of its words do."
            .to_owned(),
        tables: vec![kinds, fields, reliability.table("Confidence of events and relations and the share that is expected")],
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, compare, expected};
    use std::path::Path;

    fn post(person: &str, title: &str) -> Item {
        let mut item = Item::new("post");
        item.one("person", person).one("title", title);
        item
    }

    #[test]
    fn items_are_paired_by_what_agrees() {
        let expected = [post("Анна Ёлкина", "министр"), post("Анна Ёлкина", "депутат")];
        let mut wrong = post("Анна Елкина", "депутат");
        wrong.one("country", "BY");
        let outcome = compare(&expected, &[wrong, post("Иван Петров", "министр")]);
        let counts = outcome.kinds["post"];
        assert_eq!((counts.right_gold, counts.gold, counts.found), (1.0, 2.0, 2.0));
        assert_eq!(outcome.fields[&("post".to_owned(), "country")].precision(), 0.0);
        assert!(outcome.errors.contains("missed post: person=Анна Ёлкина; title=министр"), "{}", outcome.errors);
        assert!(outcome.errors.contains("spurious post: person=Иван Петров"));
    }

    #[test]
    fn events_of_another_kind_are_not_the_same() {
        let event = |kind: &str, participants: &[&str]| {
            let mut item = Item::new(kind);
            item.one("status", "held").all("participants", &participants.iter().map(ToString::to_string).collect::<Vec<_>>());
            item
        };
        assert_eq!(compare(&[event("meeting", &["А", "Б"])], &[event("visit", &["А", "Б"])]).kinds["meeting"].f1(), 0.0);
        let part = compare(&[event("meeting", &["Анна", "Иван"])], &[event("meeting", &["Анна", "Пётр"])]);
        assert_eq!(part.fields[&("meeting".to_owned(), "participants")].f1(), 0.5);
        // A status alone does not make two events one.
        assert_eq!(compare(&[event("meeting", &[])], &[event("meeting", &[])]).kinds["meeting"].f1(), 0.0);
    }

    #[test]
    fn every_expectation_file_can_be_read() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        let mut names = Vec::new();
        super::walk(&root, &mut names).expect("the samples are there");
        assert!(names.len() >= 60, "{}", names.len());
        for name in names {
            assert!(!expected::read(&name).expect("read").items().is_empty());
        }
    }
}
