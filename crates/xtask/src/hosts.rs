//! No folder of somebody's machine and no host of a package registry in any file.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// What must not stand in a file; split here so that this file does not name it either.
const UNWANTED: &[&str] = &[
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/ho", "me/"),
    concat!("/Us", "ers/"),
    concat!("py", "pi.org"),
    concat!("pythonho", "sted.org"),
    concat!("static.cra", "tes.io"),
    concat!("index.cra", "tes.io"),
    concat!("registry.np", "mjs.org"),
];

/// The lock file names the index of crates in its own way.
const EXCEPT: &[&str] = &["Cargo.lock"];

/// Lines of text files that name a machine's folder or a registry's host.
///
/// # Errors
/// When a file cannot be read.
pub fn check(root: &Path, files: &[PathBuf]) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|f| !EXCEPT.iter().any(|e| f.as_path() == Path::new(e))) {
        // What is no UTF-8 is no text of ours: weights, samples of encodings.
        if let Ok(text) = String::from_utf8(fs::read(root.join(file))?) {
            findings.extend(of_text(&text).map(|(line, what)| format!("{}:{line}: names {what}", file.display())));
        }
    }
    Ok(findings)
}

fn of_text(text: &str) -> impl Iterator<Item = (usize, &'static str)> + '_ {
    let in_line = |line: &str| UNWANTED.iter().copied().find(|unwanted| stands_alone(line, unwanted));
    text.lines().enumerate().filter_map(move |(n, line)| Some((n + 1, in_line(line)?)))
}

/// A folder counts at the beginning of a path, not inside one ("example.org/work/").
fn stands_alone(line: &str, unwanted: &str) -> bool {
    let before = |at: usize| line[..at].chars().next_back();
    let inside = |c: char| unwanted.starts_with('/') && (c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '~' | '*'));
    line.match_indices(unwanted).any(|(at, _)| !before(at).is_some_and(inside))
}

#[cfg(test)]
mod tests {
    use super::{UNWANTED, of_text};

    #[test]
    fn only_whole_paths_and_hosts_count() {
        let path = format!("see {}me/x", UNWANTED[0]);
        assert_eq!(of_text(&path).count(), 1);
        assert_eq!(of_text(&format!("https://example.org{}x", UNWANTED[1])).count(), 0);
        assert_eq!(of_text(&format!("https://{}/simple", UNWANTED[4])).count(), 1);
    }
}
