//! The lists of a record, and the questions that several checks ask of them.

use std::collections::BTreeMap;

use serde_json::Value;
use tempfile::TempDir;

use crate::common::program;

/// The lists that are read, by command.
const LISTS: [&str; 11] =
    ["events", "people", "organisations", "bodies", "places", "products", "relations", "instruments", "commitments", "series", "review"];

/// A record as the program prints it.
pub struct Found {
    dir: TempDir,
    lists: BTreeMap<&'static str, Vec<Value>>,
    /// Everything printed, to compare two records.
    pub printed: String,
}

impl Found {
    /// Reads all lists of the record in `dir`. A list that the program does not have is empty.
    pub fn new(dir: TempDir) -> Self {
        let mut lists = BTreeMap::new();
        let mut printed = String::new();
        for list in LISTS {
            let text = run(&dir, &[list, "--json"]);
            lists.insert(list, lines(&text));
            printed.push_str(&text);
        }
        Self { dir, lists, printed }
    }

    /// What a list holds.
    pub fn list(&self, list: &str) -> &[Value] {
        &self.lists[list]
    }

    /// Events of a kind.
    pub fn events(&self, kind: &str) -> Vec<&Value> {
        self.list("events").iter().filter(|e| e["kind"] == kind).collect()
    }

    /// What a command prints as JSON lines.
    pub fn asked(&self, arguments: &[&str]) -> Vec<Value> {
        lines(&run(&self.dir, arguments))
    }

    /// Organisations and bodies.
    pub fn units(&self) -> impl Iterator<Item = &Value> {
        self.list("organisations").iter().chain(self.list("bodies"))
    }

    /// The lists for a person: without evidence.
    pub fn told(&self) -> String {
        let mut out = String::new();
        for (list, entries) in &self.lists {
            for entry in entries {
                out.push_str(&format!("  {list} {}\n", without_evidence(entry)));
            }
        }
        out
    }
}

fn run(dir: &TempDir, arguments: &[&str]) -> String {
    let output = program(dir.path()).args(arguments).output().unwrap();
    if output.status.success() { String::from_utf8(output.stdout).unwrap() } else { String::new() }
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn without_evidence(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let kept = object.iter().filter(|(key, v)| *key != "evidence" && !v.is_null() && v.as_array().is_none_or(|a| !a.is_empty()));
            Value::Object(kept.map(|(key, v)| (key.clone(), without_evidence(v))).collect())
        }
        Value::Array(all) => Value::Array(all.iter().map(without_evidence).collect()),
        other => other.clone(),
    }
}

/// The words of a field, or none.
pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

/// A list inside an entry.
pub fn all<'a>(value: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    value[field].as_array().into_iter().flatten()
}

/// The reports of an entry, sorted, by the numbers at the end of their ids.
pub fn reports(value: &Value) -> Vec<u32> {
    let number = |id: &Value| id.as_str()?.rsplit('-').next()?.parse().ok();
    let mut all: Vec<u32> = all(value, "reports").filter_map(number).collect();
    all.sort_unstable();
    all
}

/// True when the entry has this name among its own.
pub fn named(value: &Value, name: &str) -> bool {
    text(value, "name") == name || all(value, "names").any(|n| text(n, "text") == name)
}

/// True when some name of the entry holds these words.
pub fn name_with(value: &Value, words: &str) -> bool {
    let holds = |name: &str| name.to_lowercase().contains(&words.to_lowercase());
    holds(text(value, "name")) || all(value, "names").any(|n| holds(text(n, "text")))
}

/// The only one, if there is only one.
pub fn only<'a>(all: &[&'a Value]) -> Option<&'a Value> {
    if let [one] = all { Some(one) } else { None }
}
