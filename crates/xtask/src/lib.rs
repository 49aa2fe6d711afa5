//! Checks of the repository itself. Each gives a list of findings; an empty list is well. Knows nothing of the product's data.
//!
//! | check | what must hold |
//! |---|---|
//! | [`edges`] | a crate uses only those crates that the architecture lets it use |
//! | [`circles`] | files of a crate use each other in no circle, beside those that are listed with a reason |
//! | [`paths`] | every path that a document names is there |
//! | [`heads`] | every Rust file begins with a line that says what it is for |
//! | [`hosts`] | no file names a folder of somebody's machine or a host of a package registry |

pub mod chromium;
pub mod circles;
pub mod counts;
pub mod edges;
pub mod heads;
pub mod hosts;
pub mod load;
pub mod paths;
pub mod screenshots;
pub mod served;
pub mod sources;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The folder of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files that belong to the repository and are there, by their paths from the root.
///
/// # Errors
/// When git does not run, or this is no checkout.
pub fn tracked(root: &Path) -> Result<Vec<PathBuf>> {
    let output = Command::new("git").arg("-C").arg(root).args(["ls-files", "-z"]).output().context("git does not run")?;
    ensure!(output.status.success(), "not a git checkout: {}", String::from_utf8_lossy(&output.stderr).trim());
    let listed = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok(listed.split('\0').filter(|p| !p.is_empty()).map(PathBuf::from).filter(|p| root.join(p).is_file()).collect())
}

/// Every check with its name, in the order of the table above.
///
/// # Errors
/// When the repository cannot be read.
pub fn all(root: &Path) -> Result<Vec<(&'static str, Vec<String>)>> {
    let files = tracked(root)?;
    Ok(vec![
        ("edges", edges::check(root)?),
        ("circles", circles::check(root)?),
        ("paths", paths::check(root, &files)?),
        ("heads", heads::check(root, &files)?),
        ("hosts", hosts::check(root, &files)?),
    ])
}
