//! What can be wrong with a weight file.

use std::path::PathBuf;

/// A weight file that could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be opened, mapped or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file does not begin as a weight file does.
    #[error("{path} is not a weight file", path = path.display())]
    NotWeights {
        /// The file.
        path: PathBuf,
    },
    /// The file is of another version of the format.
    #[error("{path} has format version {found}, this program reads version {expected}", path = path.display())]
    Version {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The version that can be read.
        expected: u32,
    },
    /// The file is shorter or longer than it says.
    #[error("{path} is cut short or has grown: {found} bytes instead of {expected}", path = path.display())]
    Length {
        /// The file.
        path: PathBuf,
        /// Bytes there.
        found: u64,
        /// Bytes that the header names.
        expected: u64,
    },
    /// The header or the data do not have the checksum that the file names.
    #[error("{path} is damaged: the checksum of its {part} is wrong", path = path.display())]
    Checksum {
        /// The file.
        path: PathBuf,
        /// "header" or "data".
        part: &'static str,
    },
    /// The header cannot be understood.
    #[error("{path} has a header that cannot be read: {reason}", path = path.display())]
    Header {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A tensor is not there.
    #[error("tensor {name} is missing")]
    Missing {
        /// Its name.
        name: String,
    },
    /// A tensor has another type or shape than the network needs.
    #[error("tensor {name} has {found}, needed is {expected}")]
    Shape {
        /// Its name.
        name: String,
        /// Type and shape there.
        found: String,
        /// Type and shape needed.
        expected: String,
    },
    /// A weight is NaN or infinite.
    #[error("tensor {name} holds a value that is not a finite number at position {at}")]
    NotFinite {
        /// Its name.
        name: String,
        /// Position in C order.
        at: usize,
    },
}
