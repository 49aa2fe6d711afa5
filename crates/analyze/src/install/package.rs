//! The lock: which packages at which version with which hash, and which of them are there.

use std::path::Path;

use rapporteur_knowledge::languages;
pub use rapporteur_knowledge::languages::Package;

/// The packages that models and gazetteers come from, as `knowledge/packages.toml` pins them.
#[must_use]
pub fn packages() -> &'static [Package] {
    &languages::packages().package
}

/// True where all files of a package are in a folder.
#[must_use]
pub fn is_installed(package: &Package, models_dir: &Path) -> bool {
    package.files.iter().all(|file| models_dir.join(file).is_file())
}
