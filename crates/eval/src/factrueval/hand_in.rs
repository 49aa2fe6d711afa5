//! What a system hands in for one document: the three files, written, read back, or made of the gold itself.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::gold::{Document, Kind};
use super::{track1, track2, track3};

/// Hand-in of one document.
#[derive(Debug, Clone, Default)]
pub struct HandIn {
    /// Mentions.
    pub mentions: Vec<track1::Handed>,
    /// Entities.
    pub entities: Vec<track2::Handed>,
    /// Facts.
    pub facts: Vec<track3::Handed>,
}

impl HandIn {
    /// The gold as a hand-in; what a perfect system would give.
    #[must_use]
    pub fn gold(document: &Document) -> Self {
        let mentions = document.mentions.iter().filter(|m| m.kind != Kind::Project);
        let entities = document.entities.iter().map(|e| {
            let attributes = e.attributes.iter().filter_map(|a| Some((a.name.clone(), a.values.first()?.clone())));
            track2::Handed { kind: e.kind, attributes: attributes.collect() }
        });
        let facts = document.facts.iter().map(|f| {
            let arguments = f.arguments.iter().filter_map(|a| Some((a.name.clone(), a.values.first()?.clone())));
            track3::Handed { kind: f.kind.clone(), arguments: arguments.collect(), at: None, by: "gold".to_owned(), confidence: 1.0 }
        });
        Self {
            mentions: mentions.map(|m| track1::Handed { kind: m.kind, at: m.at.clone() }).collect(),
            entities: entities.collect(),
            facts: facts.collect(),
        }
    }

    /// Writes `NAME.task1`, `.task2`, `.task3`.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn write(&self, folder: &Path, name: &str) -> Result<()> {
        let mut files = [String::new(), String::new(), String::new()];
        for m in &self.mentions {
            let _ = writeln!(files[0], "{} {} {}", m.kind.name(), m.at.start, m.at.len());
        }
        for e in &self.entities {
            files[1].push_str(&block(&e.kind.name().to_uppercase(), &e.attributes));
        }
        for f in &self.facts {
            files[2].push_str(&block(&f.kind, &f.arguments));
        }
        for (track, content) in files.iter().enumerate() {
            let path = folder.join(format!("{name}.task{}", track + 1));
            fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }

    /// Reads the files of a folder; a missing track is empty when `tracks` does not name it.
    ///
    /// # Errors
    /// A file of these tracks is missing or has a line of another form.
    pub fn read(folder: &Path, name: &str, tracks: &[u8]) -> Result<Self> {
        let file = |track: u8| {
            let path = folder.join(format!("{name}.task{track}"));
            match fs::read_to_string(&path) {
                Ok(content) => Ok(content),
                Err(_) if !tracks.contains(&track) => Ok(String::new()),
                Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
            }
        };
        let mentions = file(1)?.lines().filter(|l| !l.trim().is_empty()).map(mention).collect::<Result<_>>()?;
        let mut entities = Vec::new();
        for (head, attributes) in blocks(&file(2)?)? {
            let kind = Kind::parse(&head).with_context(|| format!("{name}.task2: unknown type {head:?}"))?;
            entities.push(track2::Handed { kind, attributes });
        }
        let facts = blocks(&file(3)?)?.into_iter().map(|(kind, arguments)| track3::Handed {
            kind,
            arguments,
            at: None,
            by: String::new(),
            confidence: 1.0,
        });
        Ok(Self { mentions, entities, facts: facts.collect() })
    }
}

/// One block; a colon or a line end inside a value would make two fields of it.
fn block(head: &str, fields: &[(String, String)]) -> String {
    let mut out = format!("{head}\n");
    for (name, value) in fields {
        let value = value.replace(':', " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "{name} : {value}");
    }
    out.push('\n');
    out
}

fn mention(line: &str) -> Result<track1::Handed> {
    let cells: Vec<&str> = line.split_whitespace().collect();
    let &[kind, start, length] = cells.as_slice() else { bail!("{line:?} is not: per|loc|org|locorg START LENGTH") };
    let kind = Kind::parse(kind).with_context(|| format!("unknown type in {line:?}"))?;
    let start: usize = start.parse().with_context(|| format!("no number in {line:?}"))?;
    let length: usize = length.parse().with_context(|| format!("no number in {line:?}"))?;
    Ok(track1::Handed { kind, at: start..start + length })
}

type Block = (String, Vec<(String, String)>);

fn blocks(content: &str) -> Result<Vec<Block>> {
    let mut out: Vec<Block> = Vec::new();
    let mut open = false;
    for line in content.lines().map(str::trim) {
        if line.is_empty() {
            open = false;
        } else if !open {
            out.push((line.trim_end_matches(':').to_owned(), Vec::new()));
            open = true;
        } else if let Some((_, fields)) = out.last_mut() {
            let (name, value) = line.split_once(':').with_context(|| format!("{line:?} has no colon"))?;
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    Ok(out)
}
