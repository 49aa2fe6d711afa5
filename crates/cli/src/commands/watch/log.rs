//! A log that stays small: what is longer than its limit goes to a second file, which the next one replaces.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// Bytes of the file that is written to.
const MOST: u64 = 1 << 20;

/// A file of lines.
pub struct Log {
    path: PathBuf,
}

impl Log {
    /// The log at a path, which goes on where it ended.
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// Adds a line. `now` is in seconds since 1970.
    pub fn line(&self, now: i64, line: &str) -> Result<()> {
        self.put(now, line).with_context(|| format!("{} cannot be written", self.path.display()))
    }

    fn put(&self, now: i64, line: &str) -> std::io::Result<()> {
        if self.path.metadata().is_ok_and(|data| data.len() > MOST) {
            let mut older = self.path.clone().into_os_string();
            older.push(".1");
            std::fs::rename(&self.path, older)?;
        }
        let moment = jiff::Timestamp::from_second(now).unwrap_or_default();
        let mut file = std::fs::File::options().create(true).append(true).open(&self.path)?;
        writeln!(file, "{moment} {line}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Log, MOST};

    #[test]
    fn a_log_stays_small() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("watch.log");
        let log = Log::at(&path);
        let line = "x".repeat(100_000);
        for n in 0..40 {
            log.line(n, &line).unwrap();
        }
        let size = |name: &str| dir.path().join(name).metadata().unwrap().len();
        assert!(size("watch.log") <= MOST + 200_000 && size("watch.log.1") <= MOST + 200_000);
        assert!(std::fs::read_to_string(&path).unwrap().lines().last().unwrap().starts_with("1970-01-01T00:00:39Z x"));
    }
}
