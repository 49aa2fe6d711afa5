//! A text that knows where each of its bytes stood in the source. Adds and leaves out; never changes a byte that it keeps.

use std::ops::Range;

use rapporteur_model::{Alignment, Segment};

/// Normalised text with its way back to the source.
///
/// Invariant: the bytes of every segment are equal in `text` and in the source that was pushed; segments are in the order
/// of the text and do not overlap there. Bytes in no segment were put in (a space for a line end, a decoded entity).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Aligned {
    pub(crate) text: String,
    segments: Vec<Segment>,
}

/// Characters that show nothing and only hinder reading: soft hyphens, zero-width and direction marks, byte order marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffc}')
        || (c.is_control() && !c.is_whitespace())
}

/// Offsets fit: texts are cut far below 4 GiB at intake.
fn small(n: usize) -> u32 {
    u32::try_from(n).expect("texts are cut below 4 GiB at intake")
}

impl Aligned {
    /// The normalised form of a stretch of the source: invisible characters left out, every run of white space one space, none at the ends.
    pub(crate) fn of(source: &str, range: Range<usize>) -> Self {
        let mut made = Self::default();
        made.push_source(source, range);
        made.trim_end();
        made
    }

    /// Adds a stretch of the source in its normalised form.
    pub(crate) fn push_source(&mut self, source: &str, range: Range<usize>) {
        let base = range.start;
        for (at, c) in source[range].char_indices() {
            if c.is_whitespace() {
                match self.text.chars().next_back() {
                    None | Some(' ') => {}
                    _ if c == ' ' => self.push_kept(c, base + at),
                    _ => self.text.push(' '),
                }
            } else if !is_invisible(c) {
                self.push_kept(c, base + at);
            }
        }
    }

    fn push_kept(&mut self, c: char, source: usize) {
        let (clean, source, len) = (small(self.text.len()), small(source), small(c.len_utf8()));
        self.text.push(c);
        match self.segments.last_mut() {
            Some(last) if last.clean + last.len == clean && last.source + last.len == source => last.len += len,
            _ => self.segments.push(Segment { clean, source, len }),
        }
    }

    /// Adds text that stands nowhere in the source.
    pub(crate) fn push_inserted(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds another aligned text of the same source.
    pub(crate) fn append(&mut self, other: &Self) {
        let offset = small(self.text.len());
        self.text.push_str(&other.text);
        for segment in &other.segments {
            let moved = Segment { clean: segment.clean + offset, ..*segment };
            match self.segments.last_mut() {
                Some(last) if last.clean + last.len == moved.clean && last.source + last.len == moved.source => last.len += moved.len,
                _ => self.segments.push(moved),
            }
        }
    }

    /// The part of the text in `range` (bytes of `text`, on character boundaries).
    pub(crate) fn slice(&self, range: Range<usize>) -> Self {
        let (from, to) = (small(range.start), small(range.end));
        let first = self.segments.partition_point(|s| s.clean + s.len <= from);
        let cut = |s: &Segment| {
            let (start, end) = (s.clean.max(from), (s.clean + s.len).min(to));
            Segment { clean: start - from, source: s.source + (start - s.clean), len: end - start }
        };
        let segments = self.segments[first..].iter().take_while(|s| s.clean < to).map(cut).collect();
        Self { text: self.text[range].to_owned(), segments }
    }

    /// Leaves out white space at the end.
    pub(crate) fn trim_end(&mut self) {
        let len = self.text.trim_end().len();
        if len < self.text.len() {
            *self = self.slice(0..len);
        }
    }

    /// The part without white space at its ends.
    pub(crate) fn trimmed(&self, range: Range<usize>) -> Self {
        let part = &self.text[range.clone()];
        let start = range.start + (part.len() - part.trim_start().len());
        self.slice(start..start + part.trim().len())
    }

    /// The finished text and its alignment.
    pub(crate) fn finish(self) -> (String, Alignment) {
        (self.text, Alignment { segments: self.segments })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Aligned;

    /// Every segment reads the same on both sides.
    fn check(source: &str, aligned: &Aligned) {
        for s in &aligned.segments {
            let (clean, from) = (s.clean as usize, s.source as usize);
            assert_eq!(aligned.text[clean..clean + s.len as usize], source[from..from + s.len as usize]);
        }
    }

    #[test]
    fn white_space_becomes_one_space() {
        let source = " a\u{a0}\t b\u{200b}c  d ";
        let aligned = Aligned::of(source, 0..source.len());
        assert_eq!(aligned.text, "a bc d");
        check(source, &aligned);
    }

    proptest! {
        #[test]
        fn segments_are_equal_on_both_sides(source in "[a-zа-я \t\n\u{a0}\u{200b}«»]{0,40}", cut in 0usize..40) {
            let mut aligned = Aligned::of(&source, 0..source.len());
            let copy = aligned.clone();
            aligned.push_inserted("\n");
            aligned.append(&copy);
            check(&source, &aligned);
            let at = (0..=cut.min(copy.text.len())).rev().find(|&i| copy.text.is_char_boundary(i)).unwrap_or(0);
            check(&source, &copy.slice(at..copy.text.len()));
            check(&source, &copy.trimmed(0..at));
        }
    }
}
