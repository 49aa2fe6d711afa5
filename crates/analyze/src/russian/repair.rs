//! Ends of names put right: bullets part names, quotes and brackets come in pairs, other marks are no part of a name.

use std::ops::Range;

use rapporteur_model::MentionKind;

use super::Split;

/// How far the other half of a quote is looked for, in tokens.
const REACH: usize = 8;

/// A name as a range of tokens.
pub(super) type Name = (Range<usize>, MentionKind);

/// Splits and trims names; the order stays and none lies over another.
pub(super) fn repair(text: &str, split: &Split, names: Vec<Name>) -> Vec<Name> {
    let words = Words { text, split };
    let mut repaired: Vec<Name> = Vec::with_capacity(names.len());
    for (at, (range, kind)) in names.iter().enumerate() {
        let free = repaired.last().map_or(0, |(range, _)| range.end)..names.get(at + 1).map_or(split.tokens.len(), |(next, _)| next.start);
        for part in words.parts(range.clone()) {
            let part = words.trim(part);
            let part = words.close(part, &free);
            if words.is_name(&part) {
                repaired.push((part, *kind));
            }
        }
    }
    repaired
}

struct Words<'a> {
    text: &'a str,
    split: &'a Split,
}

impl<'a> Words<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.split.tokens.get(i).map_or("", |t| &self.text[t.clone()])
    }

    fn is_name(&self, range: &Range<usize>) -> bool {
        range.clone().any(|i| self.word(i).chars().any(char::is_alphanumeric))
    }

    /// The stretches between bullets.
    fn parts(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = range.start;
        for i in range.clone().filter(|&i| matches!(self.word(i), "•" | "·" | "●" | "▪" | "■" | "|" | "►")) {
            parts.push(start..i);
            start = i + 1;
        }
        parts.push(start..range.end);
        parts
    }

    /// Without marks at the ends that are neither quotes nor brackets nor the full stop of an initial.
    fn trim(&self, mut range: Range<usize>) -> Range<usize> {
        let mark = |i: usize| self.word(i).chars().all(|c| ",;:!?…•–—-.*".contains(c));
        while !range.is_empty() && mark(range.start) {
            range.start += 1;
        }
        let initial = |i: usize| self.word(i) == "." && i > 0 && self.word(i - 1).chars().count() < 4;
        while !range.is_empty() && mark(range.end - 1) && !initial(range.end - 1) {
            range.end -= 1;
        }
        range
    }

    /// With the other half of a quote or bracket that stands near, without a half that stays alone at an end.
    fn close(&self, mut range: Range<usize>, free: &Range<usize>) -> Range<usize> {
        for (open, close) in [("«", "»"), ("\"", "\""), ("(", ")")] {
            let places: Vec<usize> = range.clone().filter(|&i| matches!(self.word(i), w if w == open || w == close)).collect();
            let opened = places.iter().filter(|&&i| self.word(i) == open).count();
            let alone = if open == close { opened % 2 == 1 } else { opened * 2 != places.len() };
            let Some(&last) = places.last().filter(|_| alone) else { continue };
            let opens = self.word(last) == open && (open != close || last == range.start || last + 1 < range.end);
            range = match opens {
                true => self.closed(range, last, close, free),
                false => self.opened(range, places[0], open, free),
            };
        }
        range
    }

    fn closed(&self, range: Range<usize>, open: usize, close: &str, free: &Range<usize>) -> Range<usize> {
        let line = self.line_end(open).min(free.end).min(range.end + REACH);
        match (range.end..line).find(|&i| self.word(i) == close) {
            Some(end) => range.start..end + 1,
            None if open == range.start => open + 1..range.end,
            None if open + 1 == range.end => range.start..open,
            None => range,
        }
    }

    fn opened(&self, range: Range<usize>, close: usize, open: &str, free: &Range<usize>) -> Range<usize> {
        let from = free.start.max(range.start.saturating_sub(REACH));
        let found = (from..range.start).rev().find(|&i| self.word(i) == open && self.line_end(i) > close);
        match found {
            // Only where the name takes up all of the quotes from its first capital on.
            Some(start) if open != "(" && start + 2 >= range.start => start..range.end,
            _ if close + 1 == range.end => range.start..close,
            _ if close == range.start => close + 1..range.end,
            _ => range.start..close,
        }
    }

    fn line_end(&self, i: usize) -> usize {
        let at = self.split.lines.partition_point(|&end| end <= i);
        self.split.lines.get(at).copied().unwrap_or(self.split.tokens.len())
    }
}

#[cfg(test)]
mod tests {
    use super::{MentionKind, Split, repair};

    /// The name is the words between the two bars.
    fn check(marked: &str, expected: &[&str]) {
        let text = marked.replace('¦', "");
        let (start, end) = (marked.find('¦').unwrap(), marked.rfind('¦').unwrap() - '¦'.len_utf8());
        let split = Split::new(&text);
        let from = split.tokens.iter().position(|t| t.end > start).unwrap();
        let to = split.tokens.iter().rposition(|t| t.start < end).unwrap() + 1;
        let found = repair(&text, &split, vec![(from..to, MentionKind::Organisation)]);
        let found: Vec<&str> = found.iter().map(|(r, _)| &text[split.tokens[r.start].start..split.tokens[r.end - 1].end]).collect();
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn ends_are_put_right() {
        check("Страны ¦Монако • Намибия¦ • Чад", &["Монако", "Намибия"]);
        check("(¦Бенин) •¦ Чад", &["Бенин"]);
        check("на ¦заводе «Купол¦» прошла", &["заводе «Купол»"]);
        check("встреча ¦АО \"Рособоронэкспорт¦\" и", &["АО \"Рособоронэкспорт\""]);
        check("сказал ¦«Иванов¦ вчера", &["Иванов"]);
        check("у «¦Газпрома»¦ есть", &["«Газпрома»"]);
        check("¦Иванов А. С.¦", &["Иванов А. С."]);
        check("¦— Минск,¦ ", &["Минск"]);
        check("¦…¦ да", &[]);
    }
}
