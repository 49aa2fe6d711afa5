//! Every Rust file begins with `//!` and says what it is for.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// Shorter heads say nothing.
const SHORTEST: usize = 10;

/// Rust files whose first line is no `//!` line, or says nothing.
///
/// # Errors
/// When a file cannot be read.
pub fn check(root: &Path, files: &[PathBuf]) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|end| end == "rs")) {
        if !has_head(&fs::read_to_string(root.join(file))?) {
            findings.push(format!("{}: the first line must be `//! ` and say what the file is for", file.display()));
        }
    }
    Ok(findings)
}

fn has_head(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.strip_prefix("//! ").is_some_and(|said| said.len() >= SHORTEST && !said.starts_with("Placeholder"))
}

#[cfg(test)]
mod tests {
    use super::has_head;

    #[test]
    fn a_head_says_something() {
        assert!(has_head("//! Reads one thing into another.\n"));
        assert!(!has_head("//! x\n") && !has_head("use std::fs;\n//! Too late to say what it is.\n") && !has_head(""));
    }
}
