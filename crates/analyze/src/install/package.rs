//! The lock: which packages at which version with which hash.

use std::path::Path;
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
    /// The operating system and the processor whose program it holds; any where there is none.
    #[serde(default)]
    pub system: Option<String>,
    /// Reports are read without it, too.
    #[serde(default)]
    pub optional: bool,
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
    /// True on the system that it is for.
    #[must_use]
    pub fn fits(&self) -> bool {
        let own = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
        self.system.as_ref().is_none_or(|system| *system == own)
    }

    /// True where all its files are in a folder.
    #[must_use]
    pub fn is_in(&self, models_dir: &Path) -> bool {
        self.files.iter().all(|file| models_dir.join(file).is_file())
    }

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
