//! The sentence that holds some words of a report, by Unicode's bounds alone. Uses no model of a language.

use unicode_segmentation::UnicodeSegmentation;

use crate::{Report, Span};

impl Report {
    /// The sentence or sentences that hold `span`, never more than its block. Bounds are those of Unicode (UAX 29), with a stop
    /// after an initial or an abbreviation not taken for an end.
    #[must_use]
    pub fn sentence(&self, span: Span) -> Span {
        let Some(block) = self.block_of(span) else { return span };
        let text = block.span.slice(&self.text);
        let (mut start, mut end) = (span.start(), span.end());
        let mut open = block.span.start();
        let mut at = block.span.start();
        let mut found = false;
        for piece in text.split_sentence_bounds() {
            at += piece.len();
            if continues(piece) && at < block.span.end() {
                continue;
            }
            if open < span.end() && at > span.start() {
                start = if found { start } else { open };
                end = open.max(open + self.text[open..at].trim_end().len()).max(span.end());
                found = true;
            }
            open = at;
        }
        Span::new(start.min(span.start()), end)
    }
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
