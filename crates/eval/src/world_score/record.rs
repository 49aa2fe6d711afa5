//! What the program says of a record, read from its lists (`--json`), a line at a time.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A mention.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "as in the contract of the command line")]
pub struct Mention {
    pub report: String,
    pub kind: String,
    pub start: usize,
    pub end: usize,
    pub entity: Option<String>,
    pub source_start: Option<usize>,
    pub source_end: Option<usize>,
}

/// A link to an entry.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "as in the contract of the command line")]
pub struct Link {
    pub id: Option<String>,
    pub name: String,
}

/// Who took part.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "as in the contract of the command line")]
pub struct Participant {
    pub entity: Link,
    pub role: String,
}

/// An event.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "as in the contract of the command line")]
pub struct Event {
    pub kind: String,
    pub status: String,
    pub body: Option<Link>,
    pub participants: Vec<Participant>,
    pub date: Option<String>,
    pub ordinal: Option<u32>,
    pub reports: Vec<String>,
}

/// Numbers that no report tells of.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "as in the contract of the command line")]
pub struct Gap {
    pub first: u32,
    pub last: u32,
}

/// A series.
#[derive(Debug, Deserialize)]
#[allow(missing_docs, reason = "as in the contract of the command line")]
pub struct Series {
    pub body: Link,
    #[serde(default)]
    pub gaps: Vec<Gap>,
}

/// Calls `each` with every line of a list.
///
/// # Errors
/// The program fails, or writes something else.
pub fn list<T: DeserializeOwned>(program: &Path, record: &Path, name: &str, mut each: impl FnMut(T)) -> Result<()> {
    let mut child = Command::new(program)
        .args([name, "--json", "--record"])
        .arg(record)
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", program.display()))?;
    let lines = BufReader::new(child.stdout.take().context("no output")?).lines();
    for line in lines {
        let line = line?;
        each(serde_json::from_str(&line).with_context(|| format!("`{name} --json` wrote {:.200}", line))?);
    }
    if !child.wait()?.success() {
        bail!("`{} {name} --json --record {}` failed", program.display(), record.display());
    }
    Ok(())
}
