//! Files of one crate that use each other in a circle: none beside those that are listed here with what ties them. That a file uses
//! the ones above it in its folder is no circle: they hold what their parts share.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::sources::{Module, modules, paths};

/// A crate, the beginnings of its modules that may form a circle, and why they still do.
pub const ALLOWED: &[(&str, &[&str], &str)] = &[
    ("analyze", &["mentions/"], "repairs of names ask each other what a name is: they are to become a list of passes"),
    ("cli", &["args", "commands", "context"], "arguments name the commands that they are of"),
    ("eval", &["world/data", "world/names"], "an invented land has names, and names are read with the land"),
    (
        "extract",
        &["apart", "factuality", "frame", "graph", "lexicon", "rows", "subject"],
        "the tree is repaired where it is asked: to become one layer under the rules",
    ),
    ("extract", &["named", "topic"], "a common noun is named by what the text is about"),
    ("extract", &["posts/home", "posts/nation", "posts/sides"], "whose officer somebody is, is asked in three ways"),
    (
        "extract",
        &["build", "posts", "refer"],
        "who is meant is found by titles, and titles by who is meant: to become chains before the rules",
    ),
    ("extract", &["kinds/statement/"], "whose words they are hangs on where they end"),
    ("resolve", &["inside", "nodes"], "what is inside a name is a node"),
    ("resolve", &["events", "instruments", "judgements"], "an event's papers and its joining are settled together"),
    ("resolve", &["locals", "posts"], "a row's context holds the posts that are told of it"),
    ("store", &["growing", "judgement", "reading", "rows/", "versions"], "all are parts of one type, the store"),
    ("text", &["assemble", "publisher", "select"], "the publisher is taken from what is left out"),
    ("text", &["formats", "html", "intake", "json"], "a part of a file may be a file of parts"),
    ("text", &["opened", "walk"], "what is opened may be a folder of files to open"),
    ("web", &[""], "a page knows the program's state, and the table of addresses knows the pages"),
];

/// Circles that are not listed, and lines of the list that nothing needs any more.
///
/// # Errors
/// When a source cannot be read.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    let mut needed = BTreeSet::new();
    for (name, circle) in all(root)? {
        let within = |begins: &[&str]| circle.iter().all(|module| begins.iter().any(|begin| is_under(module, begin)));
        match ALLOWED.iter().position(|(of, begins, _)| *of == name && within(begins)) {
            Some(at) => {
                needed.insert(at);
            }
            None => findings.push(format!("{name}: these files use each other in a circle: {}", circle.join(", "))),
        }
    }
    let idle = (0..ALLOWED.len()).filter(|at| !needed.contains(at)).map(|at| ALLOWED[at]);
    findings.extend(
        idle.map(|(name, begins, _)| format!("{name}: {} form no circle any more: take them out of {}", begins.join(", "), file!())),
    );
    Ok(findings)
}

fn is_under(module: &str, begin: &str) -> bool {
    begin.is_empty() || module == begin || module.strip_prefix(begin).is_some_and(|rest| begin.ends_with('/') || rest.starts_with('/'))
}

/// Every circle of every crate: the crate and the modules of the circle.
///
/// # Errors
/// When a source cannot be read.
pub fn all(root: &Path) -> Result<Vec<(String, Vec<String>)>> {
    let mut folders: Vec<_> = fs::read_dir(root.join("crates"))?.collect::<Result<_, _>>()?;
    folders.sort_by_key(fs::DirEntry::file_name);
    let mut found = Vec::new();
    for folder in folders {
        let source = folder.path().join("src");
        if source.is_dir() {
            let name = folder.file_name().to_string_lossy().into_owned();
            let shown = |circle: Vec<Module>| circle.iter().map(|module| module.join("/")).collect();
            found.extend(circles(&uses(&modules(&source)?)).into_iter().map(|circle| (name.clone(), shown(circle))));
        }
    }
    Ok(found)
}

/// Which modules each uses, those above it aside.
fn uses(modules: &BTreeMap<Module, String>) -> BTreeMap<Module, BTreeSet<Module>> {
    let of = |(module, text): (&Module, &String)| {
        let used = paths(text).iter().filter_map(|path| target(modules, module, path)).collect();
        (module.clone(), used)
    };
    modules.iter().map(of).collect()
}

/// The module that a path leads into, unless it is the one that names it or one above.
fn target(modules: &BTreeMap<Module, String>, from: &Module, path: &[String]) -> Option<Module> {
    let mut base: Module = match path.first()?.as_str() {
        "crate" => Vec::new(),
        _ => from.clone(),
    };
    let mut rest = path;
    while let Some((first, others)) = rest.split_first() {
        match first.as_str() {
            "super" => drop(base.pop()),
            "crate" | "self" => {}
            _ => break,
        }
        rest = others;
    }
    let depth = rest.iter().scan(base.clone(), |at, name| {
        at.push(name.clone());
        modules.contains_key(at).then(|| at.clone())
    });
    let found = depth.last().unwrap_or(base);
    (!from.starts_with(&found) && modules.contains_key(&found)).then_some(found)
}

/// Sets of modules each of which leads to every other.
fn circles(uses: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<Vec<Module>> {
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = uses.keys().map(|module| (module, reach(uses, module))).collect();
    let mut done = BTreeSet::new();
    let mut found = Vec::new();
    for module in uses.keys() {
        let circle: Vec<Module> = reached[module].iter().filter(|other| reached[**other].contains(module)).map(|m| (*m).clone()).collect();
        if circle.len() > 1 && done.insert(circle.clone()) {
            found.push(circle);
        }
    }
    found
}

fn reach<'m>(uses: &'m BTreeMap<Module, BTreeSet<Module>>, from: &Module) -> BTreeSet<&'m Module> {
    let mut reached: BTreeSet<&Module> = BTreeSet::new();
    let mut next: Vec<&Module> = uses[from].iter().collect();
    while let Some(module) = next.pop() {
        if reached.insert(module) {
            next.extend(&uses[module]);
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::{circles, is_under, uses};

    #[test]
    fn circles_are_found_and_parents_are_none() {
        let source = |files: &[(&str, &str)]| {
            let module = |name: &str| name.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
            files.iter().map(|(name, text)| (module(name), (*text).to_owned())).collect()
        };
        let whole = source(&[
            ("", "mod a; mod b; a::run()"),
            ("a", "use crate::b::{self, B}; use crate::T;"),
            ("b", "use super::c::d::D;"),
            ("c", "mod d; d::x()"),
            ("c/d", "use super::Shared; use crate::a::A;"),
        ]);
        let found: Vec<String> =
            circles(&uses(&whole)).iter().map(|c| c.iter().map(|m| m.join("/")).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(found, ["a b c/d"]);
    }

    #[test]
    fn a_beginning_is_of_whole_names() {
        assert!(is_under("posts/row", "posts") && is_under("posts", "posts") && is_under("world/a", "world/") && is_under("x", ""));
        assert!(!is_under("postscript", "posts"));
    }
}
