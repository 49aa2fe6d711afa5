//! Writing for people: width, colour, tables, and hostile text made harmless. Knows nothing of what it writes.

use std::borrow::Cow;
use std::io::{IsTerminal, Write, stdout};
use std::sync::OnceLock;

use anyhow::Result;
use rapporteur_views::word_in;
use serde::Serialize;

use crate::{pager, table};

/// Lines are not made longer than this for reading.
const READABLE: usize = 110;

/// The standard output.
pub struct Screen {
    /// Columns; `None` where the output is no terminal and nobody said how wide it is.
    width: Option<usize>,
    /// Lines of a terminal on which long output goes through the pager.
    height: Option<usize>,
    colour: bool,
}

/// The language of the reader, once it is known.
static LANG: OnceLock<String> = OnceLock::new();

/// The language of words and dates.
pub fn lang() -> &'static str {
    LANG.get().map_or("en", String::as_str)
}

impl Screen {
    pub fn new(no_color: bool, no_pager: bool) -> Self {
        let terminal = stdout().is_terminal();
        let size = terminal_size::terminal_size();
        let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let columns = asked.or_else(|| size.map(|(width, _)| usize::from(width.0))).filter(|&columns| columns > 0);
        let unwanted = no_color || std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Self {
            width: if terminal { Some(columns.unwrap_or(80).max(20)) } else { asked.map(|columns| columns.max(20)) },
            height: size.map(|(_, height)| usize::from(height.0)).filter(|_| terminal && !no_pager),
            colour: terminal && !unwanted,
        }
    }

    /// Says in which language words and dates are written; the first word of it holds.
    pub fn speaks(&self, lang: &str) {
        let _ = LANG.set(lang.to_owned());
    }

    /// Writes what `write` gives: on a terminal through the pager where it is longer than that.
    pub fn paged(&self, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
        let Some(height) = self.height else {
            let mut out = std::io::BufWriter::new(stdout().lock());
            write(&mut out)?;
            return Ok(out.flush()?);
        };
        let mut text = Vec::new();
        write(&mut text)?;
        if text.iter().filter(|&&byte| byte == b'\n').count() < height {
            return Ok(stdout().lock().write_all(&text)?);
        }
        Ok(pager::show(&text)?)
    }

    /// Columns for running text.
    pub fn columns(&self) -> usize {
        self.width.unwrap_or(READABLE).min(READABLE)
    }

    /// Emphasised words: bold, or in square brackets where there is no colour.
    pub fn marked(&self, words: &str) -> String {
        if self.colour { format!("\u{1b}[1;4m{words}\u{1b}[0m") } else { format!("[{words}]") }
    }

    /// A heading.
    pub fn heading(&self, words: &str) -> String {
        if self.colour { format!("\u{1b}[1m{words}\u{1b}[0m") } else { words.to_owned() }
    }

    /// Less important words.
    pub fn dim(&self, words: &str) -> String {
        if self.colour { format!("\u{1b}[2m{words}\u{1b}[0m") } else { words.to_owned() }
    }

    /// Running text in lines that fit, each indented by `indent` columns.
    pub fn wrapped(&self, text: &str, indent: usize) -> String {
        let space = " ".repeat(indent);
        let options = textwrap::Options::new(self.columns()).initial_indent(&space).subsequent_indent(&space).break_words(false);
        let options = options.word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::fill(text, options)
    }

    /// Writes a table: where a width is known no wider than it, elsewhere one row a line.
    pub fn table(&self, header: &[&str], rows: Vec<Vec<String>>) -> Result<()> {
        let shown: Vec<String> = header.iter().map(|h| word_in(h, lang())).collect();
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| safe(cell).into_owned()).collect()).collect();
        self.paged(|out| {
            for line in table::lines(header, &shown, &rows, self.width) {
                writeln!(out, "{line}")?;
            }
            Ok(())
        })
    }
}

/// Writes rows as comma-separated values (RFC 4180), the header first.
pub fn csv(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<()> {
    let mut out = std::io::BufWriter::new(stdout().lock());
    let cell = |text: &str| {
        let text = safe(text);
        if text.contains(['"', ',']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.into_owned() }
    };
    let line = |cells: Vec<String>| cells.join(",");
    write!(out, "{}\r\n", line(header.iter().map(|h| (*h).to_owned()).collect()))?;
    for row in rows {
        write!(out, "{}\r\n", line(row.iter().map(|c| cell(c)).collect()))?;
    }
    Ok(out.flush()?)
}

/// Writes values as JSON, one a line.
pub fn json_lines<T: Serialize>(values: impl IntoIterator<Item = T>) -> Result<()> {
    let mut out = std::io::BufWriter::new(stdout().lock());
    for value in values {
        writeln!(out, "{}", safe_json(&serde_json::to_string(&value)?))?;
    }
    Ok(out.flush()?)
}

/// Text of reports with what could steer a terminal or turn its reading order shown as `\u{…}`; line ends and tabs become spaces.
pub fn safe(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_hostile(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The same for each line of a message of several.
pub fn safe_lines(text: &str) -> String {
    text.lines().map(safe).collect::<Vec<_>>().join("\n")
}

/// The same for a line of JSON, by JSON's own escapes: the value stays what it is.
fn safe_json(line: &str) -> Cow<'_, str> {
    if !line.chars().any(is_hostile) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len() + 16);
    for c in line.chars() {
        if is_hostile(c) {
            // All hostile characters are in the basic plane: one escape each.
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Control characters (C0, DEL, C1) and the marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9), and
/// line and paragraph separators.
fn is_hostile(c: char) -> bool {
    c.is_control() || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{safe, safe_json};

    #[test]
    fn hostile_text_is_shown_not_obeyed() {
        assert_eq!(safe("a\u{1b}[31mb\nc"), "a\\u{1b}[31mb c");
        assert_eq!(safe("\u{202e}abc"), "\\u{202e}abc");
        assert_eq!(safe("Минск"), "Минск");
    }

    #[test]
    fn json_keeps_its_value() {
        let value = "a\u{9b}31m\u{202e}\u{7f}";
        let line = serde_json::to_string(value).unwrap();
        let escaped = safe_json(&line);
        assert!(escaped.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), value);
    }
}
