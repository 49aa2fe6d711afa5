//! The other side: bytes of a PDF from standard input, the lines of its pages to standard output. Runs in a process with limits.

use std::io::{Read, Write};
use std::path::Path;

use pdfium_render::prelude::{PdfPage, PdfPageTextChar, Pdfium, PdfiumError, PdfiumInternalError};

use super::Answer;

/// Memory that the process may have.
#[cfg(unix)]
const MEMORY: u64 = 2 << 30;
/// Most pages of a file, and most lines of all.
const PAGES: usize = 5_000;
const LINES: usize = 500_000;

/// Reads a PDF from standard input with the library at `library` and writes what it holds.
///
/// # Errors
/// When standard input or output fails; what is wrong with the file is part of the answer.
pub fn lines(library: &Path) -> std::io::Result<()> {
    limit();
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    let answer = match Pdfium::bind_to_library(library) {
        Ok(bindings) => answer(&Pdfium::new(bindings), &bytes),
        Err(error) => Answer::NoLibrary(error.to_string()),
    };
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, &answer)?;
    out.flush()
}

#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let most = Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) };
    let _ = setrlimit(Resource::As, most);
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

#[cfg(not(unix))]
fn limit() {}

fn answer(pdfium: &Pdfium, bytes: &[u8]) -> Answer {
    let document = match pdfium.load_pdf_from_byte_slice(bytes, None) {
        Ok(document) => document,
        Err(PdfiumError::PdfiumLibraryInternalError(PdfiumInternalError::PasswordError)) => return Answer::Locked,
        Err(error) => return Answer::Broken(error.to_string()),
    };
    let (mut pages, mut left) = (Vec::new(), LINES);
    for page in document.pages().iter().take(PAGES) {
        let mut lines = lines_of(&page);
        lines.truncate(left);
        left -= lines.len();
        pages.push(lines);
    }
    Answer::Pages(pages)
}

/// A line that is being read.
#[derive(Default)]
struct Line {
    text: String,
    left: f32,
    right: f32,
    foot: f32,
    size: f32,
}

/// The lines of a page in the library's order; of a page that it cannot read none.
fn lines_of(page: &PdfPage<'_>) -> Vec<(String, f32, f32, f32, f32)> {
    let (Ok(text), height) = (page.text(), page.height().value) else { return Vec::new() };
    let (mut lines, mut line) = (Vec::new(), Line::default());
    for char in text.chars().iter() {
        let Some(c) = char.unicode_char() else { continue };
        match c {
            '\r' | '\n' => end(&mut line, height, &mut lines),
            // How the library writes a hyphen at the end of a line.
            '\u{2}' | '\u{fffe}' => line.text.push('-'),
            c if c.is_control() && c != '\t' => {}
            c => {
                // Behind a hyphen the library says no end of a line.
                if is_below(&line, &char) {
                    end(&mut line, height, &mut lines);
                }
                add(&mut line, c, &char);
            }
        }
    }
    end(&mut line, height, &mut lines);
    lines
}

/// True for a letter that stands on another line: higher or lower by more than a raised sign.
fn is_below(line: &Line, char: &PdfPageTextChar<'_>) -> bool {
    line.size > 0.0 && line.text.ends_with('-') && char.origin_y().is_ok_and(|y| (y.value - line.foot).abs() > 0.7 * line.size)
}

fn add(line: &mut Line, c: char, char: &PdfPageTextChar<'_>) {
    line.text.push(c);
    if c.is_whitespace() {
        return;
    }
    let Ok(bounds) = char.loose_bounds() else { return };
    if line.size == 0.0 {
        line.left = bounds.left().value;
        line.foot = char.origin_y().map_or(bounds.bottom().value, |y| y.value);
        line.size = char.scaled_font_size().value;
    }
    line.right = line.right.max(bounds.right().value);
}

fn end(line: &mut Line, height: f32, lines: &mut Vec<(String, f32, f32, f32, f32)>) {
    let line = std::mem::take(line);
    if !line.text.trim().is_empty() {
        lines.push((line.text, line.left, line.right, height - line.foot, line.size));
    }
}
