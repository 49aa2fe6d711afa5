//! Why a package could not become models.

use std::path::PathBuf;

/// A wheel that could not be converted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InstallError {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The wheel is not one of the pinned ones.
    #[error("{path} has SHA-256 {found}, which is none of the pinned packages; needed: {expected}", path = path.display())]
    WrongHash {
        /// The wheel.
        path: PathBuf,
        /// Its hash.
        found: String,
        /// The wheels that are known, with their hashes.
        expected: String,
    },
    /// The wheel lacks something or holds something unexpected.
    #[error("{path}: {reason}", path = path.display())]
    Content {
        /// The wheel.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A package of the list that nothing here converts.
    #[error("no converter for the package {package}")]
    NoConverter {
        /// Its name.
        package: String,
    },
    /// A model file could not be written.
    #[error(transparent)]
    Write(#[from] rapporteur_nn::Error),
}
