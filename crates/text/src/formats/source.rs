//! The bytes of a file that is being read, from a disk or from memory. Judges nothing.

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use rapporteur_model::{Issue, IssueKind};

/// Bytes by which a format is told.
pub(crate) const START: usize = 64 << 10;

/// A file, and what it is called.
pub(crate) struct Source {
    reader: Box<dyn BufRead + Send>,
    /// The file on the disk, where it is one.
    path: Option<PathBuf>,
    pub(crate) name: String,
}

/// What can be read anywhere.
pub(crate) trait Anywhere: Read + Seek + Send {}
impl<T: Read + Seek + Send> Anywhere for T {}

impl Source {
    pub(crate) fn of_bytes(bytes: Vec<u8>, name: &str) -> Self {
        Self { reader: Box::new(Cursor::new(bytes)), path: None, name: name.to_owned() }
    }

    pub(crate) fn of_reader(reader: Box<dyn BufRead + Send>, name: &str) -> Self {
        Self { reader, path: None, name: name.to_owned() }
    }

    pub(crate) fn of_file(reader: Box<dyn BufRead + Send>, path: &Path) -> Self {
        Self { reader, path: Some(path.to_owned()), name: path.display().to_string() }
    }

    pub(crate) fn into_reader(self) -> Box<dyn BufRead + Send> {
        self.reader
    }

    /// All bytes, where they are no more than `most`.
    pub(crate) fn whole(self, most: usize) -> Result<Vec<u8>, Issue> {
        whole(self.reader, most)
    }

    /// The file for reading anywhere; in memory where it is no file of the disk.
    pub(crate) fn anywhere(self, most: usize) -> Result<BufReader<Box<dyn Anywhere>>, Issue> {
        let reader: Box<dyn Anywhere> = match &self.path {
            Some(path) => Box::new(File::open(path).map_err(|error| unreadable(&error))?),
            None => Box::new(Cursor::new(whole(self.reader, most)?)),
        };
        Ok(BufReader::new(reader))
    }
}

/// All bytes of a reader, where they are no more than `most`.
pub(crate) fn whole(reader: impl Read, most: usize) -> Result<Vec<u8>, Issue> {
    let mut bytes = Vec::new();
    reader.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() > most {
        return Err(Issue::new(IssueKind::Cut, format!("is longer than {} MB and was left out: split it", most >> 20)));
    }
    Ok(bytes)
}

pub(crate) fn unreadable(error: &std::io::Error) -> Issue {
    Issue::new(IssueKind::Unreadable, format!("cannot be read ({error})"))
}
