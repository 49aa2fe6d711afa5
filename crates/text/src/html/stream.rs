//! A page's letters and digits, to find again what a library returns: it puts its own spaces and leaves out signs that were put in.

use crate::page::Page;

/// The words of all blocks one behind the other.
pub(super) struct Stream {
    text: String,
    /// Where each block begins in `text`.
    starts: Vec<usize>,
    cursor: usize,
}

/// Bytes of the beginning and of the end by which words are found that the library changed inside.
const ENDS: usize = 48;

impl Stream {
    pub(super) fn of(page: &Page) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for block in &page.blocks {
            starts.push(text.len());
            text.extend(block.body.text.chars().filter(|c| c.is_alphanumeric()));
        }
        Self { text, starts, cursor: 0 }
    }

    /// The blocks that hold these words, and of each the bytes of letters and digits that are among them: from where the last words were
    /// found on, else from the start.
    pub(super) fn locate(&mut self, words: &str) -> Vec<(usize, usize, usize)> {
        let wanted: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let Some((from, to)) = self.find(&wanted).or_else(|| self.find_ends(&wanted)) else { return Vec::new() };
        self.cursor = to;
        let first = self.starts.partition_point(|&start| start <= from).saturating_sub(1);
        let blocks = self.starts.iter().enumerate().skip(first).take_while(|(_, start)| **start < to);
        blocks
            .map(|(n, &start)| {
                let end = self.starts.get(n + 1).copied().unwrap_or(self.text.len());
                (n, from.saturating_sub(start), to.min(end) - start)
            })
            .collect()
    }

    fn find(&self, wanted: &str) -> Option<(usize, usize)> {
        let finder = memchr::memmem::Finder::new(wanted.as_bytes());
        let ahead = finder.find(&self.text.as_bytes()[self.cursor..]).map(|at| at + self.cursor);
        let at = ahead.or_else(|| finder.find(self.text.as_bytes()))?;
        Some((at, at + wanted.len()))
    }

    /// Words between a known beginning and a known end.
    fn find_ends(&self, wanted: &str) -> Option<(usize, usize)> {
        if wanted.len() < 3 * ENDS {
            return None;
        }
        let mut head = ENDS;
        while !wanted.is_char_boundary(head) {
            head += 1;
        }
        let mut tail = wanted.len() - ENDS;
        while !wanted.is_char_boundary(tail) {
            tail -= 1;
        }
        let (from, behind) = self.find(&wanted[..head])?;
        let end = memchr::memmem::find(&self.text.as_bytes()[behind..], &wanted.as_bytes()[tail..])? + behind + wanted.len() - tail;
        (end - from <= wanted.len() + wanted.len() / 2).then_some((from, end))
    }
}

/// The part of a text from its letter at byte `from` on to that before `to`, as [`Stream::locate`] counts, with the signs around it.
pub(super) fn part(text: &str, from: usize, to: usize) -> std::ops::Range<usize> {
    let sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let behind = offset(text, from);
    let first = text[behind..].find(char::is_alphanumeric).map_or(text.len(), |at| behind + at);
    let start = if from == 0 { 0 } else { text[..first].trim_end_matches(sign).len() };
    let last = offset(text, to);
    let end =
        if text[last..].contains(char::is_alphanumeric) { text.len() - text[last..].trim_start_matches(sign).len() } else { text.len() };
    start..end.max(start)
}

/// The offset in a text behind its first `bytes` bytes of letters and digits.
fn offset(text: &str, bytes: usize) -> usize {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= bytes {
            return at;
        }
        seen += if c.is_alphanumeric() { c.len_utf8() } else { 0 };
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn parts_keep_their_signs() {
        let text = "«Один» – два. Три!";
        let check = |from: &str, to: &str, expected: &str| {
            let bytes = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
            assert_eq!(text[part(text, bytes(from), bytes(to))].trim(), expected);
        };
        check("", text, text);
        check("", "Один", "«Один»");
        check("Один", "Один два", "два.");
        check("Один два", text, "Три!");
    }
}
