//! The sentence that holds some words of a report, by Unicode's bounds alone. Uses no model of a language.

use unicode_segmentation::UnicodeSegmentation;

use crate::{Report, Span};

impl Report {
    /// The sentence or sentences that hold `span`, never more than its block. Bounds are those of Unicode (UAX 29), with a stop
    /// after an initial or an abbreviation not taken for an end.
    #[must_use]
    pub fn sentence(&self, span: Span) -> Span {
        let Some(block) = self.block_of(span) else { return span };
        around(&self.text, &sentences(&self.text, block.span), span)
    }

    /// All sentences, in the order of the text: pieces that fill the blocks. For [`Report::sentence_of`].
    #[must_use]
    pub fn sentences(&self) -> Vec<Span> {
        self.blocks.iter().flat_map(|block| sentences(&self.text, block.span)).collect()
    }

    /// As [`Report::sentence`], by the sentences that [`Report::sentences`] gave.
    #[must_use]
    pub fn sentence_of(&self, sentences: &[Span], span: Span) -> Span {
        let Some(block) = self.block_of(span) else { return span };
        let first = sentences.partition_point(|s| s.start() < block.span.start());
        let last = sentences.partition_point(|s| s.start() < block.span.end());
        around(&self.text, &sentences[first..last.max(first)], span)
    }
}

fn sentences(text: &str, block: Span) -> Vec<Span> {
    let (mut open, mut at) = (block.start(), block.start());
    let mut found = Vec::new();
    for piece in block.slice(text).split_sentence_bounds() {
        at += piece.len();
        if continues(piece) && at < block.end() {
            continue;
        }
        found.push(Span::new(open, at));
        open = at;
    }
    found
}

/// From the first to the last of the sentences that the span touches, without the space behind.
fn around(text: &str, sentences: &[Span], span: Span) -> Span {
    let first = sentences.partition_point(|s| s.end() <= span.start());
    let last = sentences.partition_point(|s| s.start() < span.end());
    if first >= last {
        return span;
    }
    let (start, open) = (sentences[first].start(), sentences[last - 1].start());
    let end = open.max(open + text[open..sentences[last - 1].end()].trim_end().len()).max(span.end());
    Span::new(start.min(span.start()), end)
}

/// True when the stop at the end of this piece belongs to an abbreviation: what stands before it is short.
fn continues(piece: &str) -> bool {
    let Some(body) = piece.trim_end().strip_suffix('.') else { return false };
    let last = body.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !last.is_empty() && last.chars().count() <= 3 && !last.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::{Report, Span};

    fn check(text: &str, words: &str, expected: &str) {
        let report = Report::as_is("a", text);
        let start = text.find(words).expect(words);
        assert_eq!(report.sentence(Span::new(start, start + words.len())).slice(text), expected);
    }

    #[test]
    fn the_sentence_of_some_words() {
        check("Один. Два слова. Три.", "слова", "Два слова.");
        check("Встретился А. Иванов. Потом ушёл.", "Иванов", "Встретился А. Иванов.");
        check("Минск\nПервое. Второе.", "Второе", "Второе.");
        check("Конец без точки", "без", "Конец без точки");
        check("Первый встал. Второй ушёл. Третий.", "встал. Второй", "Первый встал. Второй ушёл.");
    }
}
