//! A page's text without white space, to find again what a library returns.

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
            text.extend(block.body.text.chars().filter(|c| !c.is_whitespace()));
        }
        Self { text, starts, cursor: 0 }
    }

    /// The blocks that hold these words, and of each the bytes without white space that are among them: from where the last words were
    /// found on, else from the start.
    pub(super) fn locate(&mut self, words: &str) -> Vec<(usize, usize, usize)> {
        let wanted: String = words.chars().filter(|c| !c.is_whitespace()).collect();
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

/// The offset in a text behind its first `bytes` bytes that are no white space.
pub(super) fn offset(text: &str, bytes: usize) -> usize {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= bytes {
            return at;
        }
        if !c.is_whitespace() {
            seen += c.len_utf8();
        }
    }
    text.len()
}
