//! Frames of sentences: read from a design's file, chosen by what they need.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

/// Frames of one language by kind of event and part of a report.
type Parts = BTreeMap<String, BTreeMap<String, Vec<Frame>>>;

/// A set of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Design {
    /// Rules may be made on it.
    Made,
    /// Only its figures are read.
    Unread,
}

impl Design {
    fn source(self) -> &'static str {
        match self {
            Self::Made => include_str!("../../../../eval/world/made.toml"),
            Self::Unread => include_str!("../../../../eval/world/unread.toml"),
        }
    }
}

/// A part of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words as they are.
    Text(String),
    /// What the teller fills in.
    Slot(Slot),
    /// One of these.
    Choice(Vec<Vec<Piece>>),
}

/// `{name:mode.case|option|option}`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Slot {
    /// What.
    pub name: String,
    /// How; empty for the first mention in full.
    pub mode: String,
    /// Case, or gender of an ordinal.
    pub case: String,
    /// Words to choose from.
    pub options: Vec<String>,
}

/// A sentence, or a few.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Its parts.
    pub pieces: Vec<Piece>,
    slots: Vec<String>,
}

impl Frame {
    fn new(text: &str) -> Result<Self> {
        let mut rest = text;
        let pieces = pieces(&mut rest, false).with_context(|| format!("frame {text:?}"))?;
        let mut slots = Vec::new();
        collect(&pieces, &mut slots);
        Ok(Self { pieces, slots })
    }

    /// Whether it has this slot (`a`, `a:short`).
    pub fn has(&self, slot: &str) -> bool {
        self.slots.iter().any(|s| s == slot)
    }
}

fn collect(pieces: &[Piece], slots: &mut Vec<String>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Slot(slot) if slot.mode.is_empty() => slots.push(slot.name.clone()),
            Piece::Slot(slot) => slots.push(format!("{}:{}", slot.name, slot.mode)),
            Piece::Choice(all) => all.iter().for_each(|one| collect(one, slots)),
        }
    }
}

/// Reads up to the end, or to a bar or bracket inside a choice.
fn pieces(rest: &mut &str, inside: bool) -> Result<Vec<Piece>> {
    let mut all = Vec::new();
    while let Some(first) = rest.chars().next() {
        match first {
            '|' | ']' if inside => break,
            '{' => {
                let (slot, after) = rest[1..].split_once('}').context("no closing brace")?;
                *rest = after;
                all.push(Piece::Slot(read_slot(slot)));
            }
            '[' => {
                *rest = &rest[1..];
                all.push(choice(rest)?);
            }
            _ => {
                let end = rest.find(|c| matches!(c, '{' | '[') || inside && matches!(c, '|' | ']')).unwrap_or(rest.len());
                all.push(Piece::Text(rest[..end].to_owned()));
                *rest = &rest[end..];
            }
        }
    }
    Ok(all)
}

fn choice(rest: &mut &str) -> Result<Piece> {
    let mut all = Vec::new();
    loop {
        all.push(pieces(rest, true)?);
        let closed = rest.starts_with(']');
        if rest.is_empty() {
            bail!("no closing bracket");
        }
        *rest = &rest[1..];
        if closed {
            return Ok(Piece::Choice(all));
        }
    }
}

fn read_slot(text: &str) -> Slot {
    let mut parts = text.split('|');
    let head = parts.next().unwrap_or_default();
    let (head, case) = head.split_once('.').unwrap_or((head, ""));
    let (name, mode) = head.split_once(':').unwrap_or((head, ""));
    Slot { name: name.to_owned(), mode: mode.to_owned(), case: case.to_owned(), options: parts.map(str::to_owned).collect() }
}

/// The frames of a design.
#[derive(Debug)]
pub struct Frames {
    languages: BTreeMap<String, Parts>,
}

impl Frames {
    /// Reads a design.
    ///
    /// # Errors
    /// A frame is not closed.
    pub fn read(design: Design) -> Result<Self> {
        let file: BTreeMap<String, BTreeMap<String, BTreeMap<String, Vec<String>>>> = toml::from_str(design.source())?;
        let part = |frames: Vec<String>| frames.iter().map(|text| Frame::new(text)).collect::<Result<Vec<_>>>();
        let kind = |parts: BTreeMap<String, Vec<String>>| parts.into_iter().map(|(key, all)| Ok((key, part(all)?))).collect::<Result<_>>();
        let language = |kinds: BTreeMap<String, _>| kinds.into_iter().map(|(key, parts)| Ok((key, kind(parts)?))).collect::<Result<_>>();
        Ok(Self { languages: file.into_iter().map(|(key, kinds)| Ok((key, language(kinds)?))).collect::<Result<_>>()? })
    }

    /// The frames of a part; none where the design has none.
    pub fn of(&self, language: &str, kind: &str, part: &str) -> &[Frame] {
        self.languages.get(language).and_then(|kinds| kinds.get(kind)?.get(part)).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::{Design, Frame, Frames, Piece};

    #[test]
    fn a_frame_is_read() {
        let frame = Frame::new("[Он|Она {b:short.gen}] {ga|был|была} в {city.loc}.").unwrap();
        assert!(frame.has("b:short") && frame.has("city") && frame.has("ga") && !frame.has("b"));
        assert!(matches!(&frame.pieces[0], Piece::Choice(all) if all.len() == 2));
        assert!(Frame::new("{a").is_err());
    }

    #[test]
    fn designs_share_no_frame() {
        let text = |design| {
            let frames = Frames::read(design).unwrap();
            assert!(!frames.of("ru", "session", "lead").is_empty() && !frames.of("en", "meeting", "moved").is_empty());
            design_lines(design)
        };
        let (made, unread) = (text(Design::Made), text(Design::Unread));
        assert!(made.iter().all(|line| !unread.contains(line)));
    }

    fn design_lines(design: Design) -> Vec<&'static str> {
        design.source().lines().filter(|line| line.starts_with("  \"")).collect()
    }
}
