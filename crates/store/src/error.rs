//! What can go wrong with a record file, each message saying what to do. Raises nothing itself.

use std::path::PathBuf;

/// A record that cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no file at this path.
    #[error("there is no record at {}: make one with `rapporteur add FILES`, or name another with --record", .0.display())]
    Missing(PathBuf),
    /// The file is not an SQLite database.
    #[error("{} is not a record (not an SQLite file): name another file with --record, or move this one away", .0.display())]
    NotSqlite(PathBuf),
    /// The file is an SQLite database of another program.
    #[error("{} is an SQLite file of another program: name another file with --record", .0.display())]
    NotARecord(PathBuf),
    /// The file was written by a newer version of this program.
    #[error("{} is a record of version {found}; this program knows versions up to {known}: update rapporteur, or use another record", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// The file or its folder cannot be opened or written.
    #[error("cannot open the record {}: {reason}; check the path and the rights on its folder", .path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
    /// Another process holds the record for writing.
    #[error("the record is being written by another process: wait until it is done and try again")]
    Busy,
    /// The disk is full.
    #[error("no space left for the record: free some and run the same command again; what was read so far is kept")]
    Full,
    /// The record's rows are not what this program wrote.
    #[error("the record is damaged ({0}): take it from a backup, or read the sources into a new one")]
    Damaged(String),
    /// What is to be written points to something that is not there.
    #[error("the record was not written, it would not be whole ({0}): please report this with the input")]
    NotWhole(String),
    /// Anything else that SQLite says.
    #[error("the record cannot be read or written")]
    Sqlite(#[source] rusqlite::Error),
    /// A source could not be compressed or read back.
    #[error("a source cannot be packed or unpacked")]
    Packing(#[source] std::io::Error),
}

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            Some(ErrorCode::ConstraintViolation) => Self::NotWhole(error.to_string()),
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(..) => Self::Damaged(error.to_string()),
                error => Self::Sqlite(error),
            },
        }
    }
}
