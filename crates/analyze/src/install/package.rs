//! The lock: which packages at which version with which hash.

use std::sync::LazyLock;

use serde::Deserialize;

/// A pinned package.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Package {
    /// Name on the Python package index.
    pub name: String,
    /// Version.
    pub version: String,
    /// File name of the wheel.
    pub wheel: String,
    /// SHA-256 of the wheel, lower-case hex.
    pub sha256: String,
    /// Licence as an SPDX expression.
    pub licence: String,
    /// What it is for, one clause.
    pub gives: String,
    /// Files that it becomes in the models' folder.
    pub files: Vec<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

/// The packages that models and gazetteers come from, as `knowledge/packages.toml` pins them.
pub static PACKAGES: LazyLock<Vec<Package>> = LazyLock::new(|| {
    let lock: Lock =
        toml::from_str(include_str!("../../../../knowledge/packages.toml")).expect("the lock is part of the program and tested");
    lock.package
});

impl Package {
    /// `name==version`, as pip takes it.
    #[must_use]
    pub fn requirement(&self) -> String {
        format!("{}=={}", self.name, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::PACKAGES;

    #[test]
    fn the_lock_is_whole() {
        assert!(PACKAGES.iter().any(|p| p.requirement() == "natasha==1.6.0"));
        for package in PACKAGES.iter() {
            assert!(package.sha256.len() == 64 && package.wheel.starts_with(&package.name) && !package.files.is_empty());
        }
    }
}
