//! Every path that a document names is there. A path is what stands in backticks or as a link's target and looks like one.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// Folders at the root: what begins with one of them is a path from the root.
const TOP: &[&str] = &["crates", "docs", "eval", "examples", "fuzz", "knowledge", "models", "specs", "training", ".ci"];

/// Documents: Markdown at the root and in `docs/`.
fn is_document(file: &Path) -> bool {
    let parent = file.parent().unwrap_or(Path::new(""));
    file.extension().is_some_and(|end| end == "md") && (parent == Path::new("") || parent.starts_with("docs"))
}

/// Paths named in documents that are not there.
///
/// # Errors
/// When a document cannot be read.
pub fn check(root: &Path, files: &[PathBuf]) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|f| is_document(f)) {
        let text = fs::read_to_string(root.join(file))?;
        let folder = file.parent().unwrap_or(Path::new(""));
        for (line, path) in named(&text) {
            let there = root.join(&path).exists() || root.join(folder).join(&path).exists();
            if !there {
                findings.push(format!("{}:{line}: {path} is not there", file.display()));
            }
        }
    }
    Ok(findings)
}

/// Paths with the numbers of their lines. Blocks of code are passed over: they show output and commands.
fn named(text: &str) -> Vec<(usize, String)> {
    let (mut found, mut in_code) = (Vec::new(), false);
    for (n, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if !in_code && !line.starts_with("    ") {
            let quoted = line.split('`').skip(1).step_by(2).filter(|t| looks_like_a_path(t));
            let linked =
                line.split("](").skip(1).filter_map(|t| t.split([')', '#']).next()).filter(|t| !t.is_empty() && !t.contains("://"));
            found.extend(quoted.chain(linked).map(|path| (n + 1, fixed_part(path))));
        }
    }
    found
}

fn looks_like_a_path(text: &str) -> bool {
    let first = text.split('/').next().unwrap_or_default();
    !text.contains(char::is_whitespace) && text.contains('/') && TOP.contains(&first)
}

/// The path up to its first part that stands for many (`specs/*.md`, `crates/<name>`), with a place in a file cut off (`a.rs:12`).
fn fixed_part(path: &str) -> String {
    let path = path.split(':').next().unwrap_or(path);
    let parts: Vec<&str> = path.split('/').take_while(|part| !part.contains(['*', '<', '{', '…'])).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn paths_are_told_from_other_words() {
        let text = "See `crates/model/src/lib.rs:3`, `specs/<language>/*.md`, `a/b`, `cargo run`.\n[x](docs/a.md#head) [y](https://a.b/c)\n```\n`crates/no`\n```\n";
        let paths: Vec<_> = named(text).into_iter().map(|(line, path)| format!("{line} {path}")).collect();
        assert_eq!(paths, ["1 crates/model/src/lib.rs", "1 specs", "2 docs/a.md"]);
    }
}
