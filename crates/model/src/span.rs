//! Positions in a text: one unit (UTF-8 bytes), one type. Knows no text; slicing is the only thing it does with one.

use serde::{Deserialize, Serialize};

/// A half-open range `start..end` of UTF-8 bytes in a report's clean text.
///
/// Invariant: `start <= end`. Whoever makes a span puts both ends on character boundaries of its text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`.
    ///
    /// # Panics
    /// If `start > end` or `end` does not fit in 32 bits (texts are cut long before that).
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span {start}..{end} ends before it starts");
        let fit = |n: usize| u32::try_from(n).expect("texts are cut below 4 GiB at intake");
        Self { start: fit(start), end: fit(end) }
    }

    /// First byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True when no byte is covered.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words covered, or the empty string where the span does not lie in `text` on character boundaries.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// True when every byte of `other` lies in this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when at least one byte lies in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span moved right by `bytes`.
    #[must_use]
    pub fn shift(self, bytes: usize) -> Self {
        Self::new(self.start() + bytes, self.end() + bytes)
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn slices_only_on_character_boundaries() {
        assert_eq!(Span::new(0, 4).slice("да!"), "да");
        assert_eq!(Span::new(0, 3).slice("да!"), "");
        assert_eq!(Span::new(4, 40).slice("да!"), "");
    }

    #[test]
    fn cover_contains_both() {
        let (a, b) = (Span::new(2, 5), Span::new(9, 11));
        assert!(a.cover(b).contains(a) && a.cover(b).contains(b));
        assert!(!a.overlaps(b) && !a.overlaps(Span::new(5, 6)) && a.overlaps(Span::new(4, 6)));
    }
}
