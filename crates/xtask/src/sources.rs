//! The modules of a crate and the paths that their sources name. Understands no more of Rust than that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// A module's path from the crate's root; the root itself is empty.
pub type Module = Vec<String>;

/// Modules with their sources, without comments and without tests.
///
/// # Errors
/// When a file cannot be read.
pub fn modules(source: &Path) -> Result<BTreeMap<Module, String>> {
    let mut all = BTreeMap::new();
    walk(source, &mut Vec::new(), &mut all)?;
    // Modules that only tests have.
    let tests: BTreeSet<Module> = all.iter().flat_map(|(module, text)| only_in_tests(module, text)).collect();
    all.retain(|module, _| !(1..=module.len()).any(|n| tests.contains(&module[..n])));
    Ok(all.into_iter().map(|(module, text)| (module, plain(&text))).collect())
}

fn walk(folder: &Path, inside: &mut Module, all: &mut BTreeMap<Module, String>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            inside.push(name);
            walk(&path, inside, all)?;
            inside.pop();
        } else if path.extension().is_some_and(|end| end == "rs") {
            let own = if matches!(name.as_str(), "mod" | "lib" | "main") { Vec::new() } else { vec![name] };
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            all.insert(inside.iter().cloned().chain(own).collect(), text);
        }
    }
    Ok(())
}

/// The modules that a source declares behind `#[cfg(test)]`.
fn only_in_tests(module: &Module, text: &str) -> Vec<Module> {
    let declared = text.split("#[cfg(test)]\n").skip(1).filter_map(|rest| rest.strip_prefix("mod ")?.split_once(';'));
    let named = declared.filter(|(name, _)| name.chars().all(is_word));
    named.map(|(name, _)| module.iter().cloned().chain([name.to_owned()]).collect()).collect()
}

/// A source without comments and without the tests at its end.
fn plain(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let code = |line: &'_ str| line.split("//").next().unwrap_or_default().to_owned();
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

/// All paths of a source, groups in braces told apart.
#[must_use]
pub fn paths(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| is_word(c)).map(|offset| at + offset) {
        at = path(text, start, Vec::new(), &mut found);
    }
    found
}

/// Reads the path that begins at `start`, behind what stands before its braces; gives where it ends.
fn path(text: &str, start: usize, mut names: Vec<String>, found: &mut Vec<Vec<String>>) -> usize {
    let mut at = start;
    loop {
        let end = text[at..].find(|c: char| !is_word(c)).map_or(text.len(), |offset| at + offset);
        if end > at {
            names.push(text[at..end].to_owned());
        }
        let Some(rest) = text[end..].strip_prefix("::") else {
            found.push(names);
            return end;
        };
        at = end + 2;
        if rest.starts_with('{') {
            return group(text, at + 1, &names, found);
        }
        if !rest.starts_with(is_word) {
            found.push(names);
            return at;
        }
    }
}

/// Reads the paths of a group behind its opening brace; gives where it ends.
fn group(text: &str, start: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut at = start;
    while let Some(c) = text[at..].chars().next() {
        if c == '}' {
            return at + 1;
        }
        at = if is_word(c) { path(text, at, before.to_vec(), found) } else { at + c.len_utf8() };
    }
    at
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::{paths, plain};

    #[test]
    fn groups_are_told_apart() {
        let found = paths("use crate::a::{self, b::{C, d}, e}; f::g(1) + h");
        let lines: Vec<String> = found.iter().map(|p| p.join("::")).collect();
        assert_eq!(lines, ["use", "crate::a::self", "crate::a::b::C", "crate::a::b::d", "crate::a::e", "f::g", "1", "h"]);
    }

    #[test]
    fn comments_and_tests_are_left_out() {
        assert_eq!(plain("a // b\n/// c\nd\n#[cfg(test)]\nmod tests {\n e\n}"), "a \n\nd");
    }
}
