//! Writing for people: width, colour, tables, and hostile text made harmless. Knows nothing of what it writes.

use std::borrow::Cow;
use std::io::{IsTerminal, Write, stdout};

use anyhow::Result;
use comfy_table::{ColumnConstraint, ContentArrangement, Table};
use serde::Serialize;

/// Lines are not made longer than this for reading.
const READABLE: usize = 110;

/// The standard output.
pub struct Screen {
    /// Columns; `None` where the output is no terminal.
    width: Option<usize>,
    colour: bool,
    /// The language of the reader, once it is known.
    lang: std::cell::OnceCell<String>,
}

impl Screen {
    pub fn new(no_color: bool) -> Self {
        let terminal = stdout().is_terminal();
        let columns = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
        let unwanted = no_color || std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Self { width: terminal.then_some(columns.max(20)), colour: terminal && !unwanted, lang: std::cell::OnceCell::new() }
    }

    /// Says in which language dates are written; the first word of it holds.
    pub fn speaks(&self, lang: &str) {
        let _ = self.lang.set(lang.to_owned());
    }

    /// The language of dates.
    pub fn lang(&self) -> &str {
        self.lang.get().map_or("en", String::as_str)
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
        textwrap::fill(text, options)
    }

    /// Writes a table: on a terminal no wider than it, elsewhere one row a line.
    pub fn table(&self, header: &[&str], rows: Vec<Vec<String>>) -> Result<()> {
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING).set_header(header.iter().map(|h| h.to_uppercase()));
        match self.width {
            Some(width) => table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::try_from(width).unwrap_or(u16::MAX)),
            None => table.set_content_arrangement(ContentArrangement::Disabled),
        };
        for row in rows {
            table.add_row(row.iter().map(|cell| safe(cell).into_owned()));
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, 1));
        }
        // Ids and dates are to be copied: never broken over lines.
        for (n, _) in header.iter().enumerate().filter(|(_, h)| matches!(**h, "id" | "date" | "due" | "published")) {
            if let Some(column) = table.column_mut(n) {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        let mut out = stdout().lock();
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
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
