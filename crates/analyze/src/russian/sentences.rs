//! Sentence ends inside one line of Russian text, decided on tokens. Line ends are the caller's: they always end a sentence.

use std::ops::Range;

use rapporteur_knowledge::languages::abbreviations;

use crate::letters::{self, lower};
use crate::tokens::is_picture;

/// Splits the tokens of a line into sentences: ranges of token numbers, in order, covering all of them.
pub(super) fn sentences(text: &str, tokens: &[Range<usize>]) -> Vec<Range<usize>> {
    let line = Line { text, tokens };
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut i = 0;
    while i < tokens.len() {
        if line.opens_behind_picture(i) && i > start {
            sentences.push(start..i);
            start = i;
        }
        let end = line.tail(i);
        if end < tokens.len() && line.is_end(i) && line.ends(start, i, end) {
            sentences.push(start..end);
            start = end;
        }
        i = if line.is_end(i) { end.max(i + 1) } else { i + 1 };
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

struct Line<'a> {
    text: &'a str,
    tokens: &'a [Range<usize>],
}

impl<'a> Line<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| &self.text[t.clone()])
    }

    fn glued(&self, i: usize) -> bool {
        i > 0 && i < self.tokens.len() && self.tokens[i - 1].end == self.tokens[i].start
    }

    /// "…Новаком ✅ Подписан…": a word with a capital behind an emoji, as posts of social networks part sentences.
    fn opens_behind_picture(&self, i: usize) -> bool {
        let capital = self.word(i).chars().next().is_some_and(char::is_uppercase);
        capital && i > 0 && self.word(i - 1).chars().all(is_picture)
    }

    fn is_end(&self, i: usize) -> bool {
        self.word(i).chars().all(|c| ".?!…".contains(c))
    }

    /// One past the closing quotes and brackets that stand right after the end mark `i`.
    fn tail(&self, i: usize) -> usize {
        let mut end = i + 1;
        while self.glued(end) && matches!(self.word(end), "»" | "”" | "“" | "\"" | ")" | "]" | "'" | "’") {
            end += 1;
        }
        end
    }

    /// Whether the end mark `i`, closed up to `end`, ends the sentence that began at `start`.
    fn ends(&self, start: usize, i: usize, end: usize) -> bool {
        let next = Next::of(self, end);
        if self.glued(end) {
            return self.word(i) == "." && end == i + 1 && self.runs_on(i, end);
        }
        if matches!(next, Next::Small | Next::Closing) {
            return false;
        }
        if self.word(i) != "." || end > i + 1 || i == 0 || !self.glued(i) {
            return true;
        }
        !self.is_item_number(start, i) && self.abbreviation_ends(i, &next)
    }

    /// "…закончил.Начал…": a small Cyrillic word, a full stop and a capitalised Cyrillic word without a space.
    fn runs_on(&self, i: usize, next: usize) -> bool {
        let cyrillic = |w: &str| w.chars().count() > 2 && w.chars().all(|c| matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'));
        let (before, after) = (if i == 0 { "" } else { self.word(i - 1) }, self.word(next));
        let small = before.chars().all(char::is_lowercase);
        let title = after.chars().next().is_some_and(char::is_uppercase) && after.chars().skip(1).all(char::is_lowercase);
        cyrillic(before) && cyrillic(after) && small && title
    }

    /// "1." or "IV." or "а)" at the beginning.
    fn is_item_number(&self, start: usize, i: usize) -> bool {
        let number = |w: &str| {
            let roman = w.chars().all(|c| "IVXLC".contains(c));
            !w.is_empty() && (roman || w == "." || w.chars().all(|c| c.is_ascii_digit() || c == '.'))
        };
        i - start <= 3 && (start..i).all(|t| number(self.word(t)))
    }

    /// Whether the full stop after word `i - 1` ends a sentence although it may belong to an abbreviation.
    fn abbreviation_ends(&self, i: usize, next: &Next) -> bool {
        let word = self.word(i - 1);
        let lower = lower(word);
        let known = abbreviations();
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        let after_number = i > 1 && self.word(i - 2).ends_with(|c: char| c.is_ascii_digit() || "IVX".contains(c));
        let pair = i > 2 && self.word(i - 2) == "." && known.pairs.contains(&format!("{} {lower}", letters::lower(self.word(i - 3))));
        if initial {
            return false;
        }
        if pair || known.after.contains(&lower) && (after_number || !known.before.contains(&lower)) {
            let city = lower == "г" && !after_number;
            return matches!(next, Next::Capital) && !city;
        }
        if known.months.contains(&lower) {
            return matches!(next, Next::Capital);
        }
        !known.before.contains(&lower)
    }
}

/// What follows an end mark.
enum Next {
    /// A word with a small letter, perhaps after an opening quote, a bracket or a dash.
    Small,
    /// A mark that cannot begin a sentence.
    Closing,
    /// A capital letter, perhaps after an opening mark.
    Capital,
    /// A number or anything else.
    Other,
}

impl Next {
    fn of(line: &Line, mut i: usize) -> Self {
        while matches!(line.word(i), "«" | "„" | "“" | "\"" | "(" | "[" | "-" | "–" | "—" | "−") {
            i += 1;
        }
        match line.word(i).chars().next() {
            Some(c) if c.is_lowercase() => Self::Small,
            Some(c) if c.is_uppercase() => Self::Capital,
            Some(',' | ';' | ':' | ')' | ']' | '»' | '”' | '.' | '?' | '!' | '…') | None => Self::Closing,
            Some(_) => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::tokens::tokens;

    fn check(expected: &[&str]) {
        let text = expected.join(" ");
        let tokens = tokens(&text);
        let found: Vec<&str> = sentences(&text, &tokens).into_iter().map(|s| &text[tokens[s.start].start..tokens[s.end - 1].end]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn ordinary_ends() {
        check(&["Встреча прошла в Минске.", "Стороны подписали протокол!", "Когда?", "Завтра…", "24-е заседание пройдёт позже."]);
        check(&["«Мы готовы.»", "Он ушёл."]);
        check(&["Он сказал: «Мы готовы!» и ушёл.", "(См. также отчёт.)", "Дальше."]);
        check(&["— Готовы? — спросил он.", "— Да."]);
    }

    #[test]
    fn abbreviations_and_initials() {
        check(&["Встречу вёл А. С. Иванов.", "Её открыл Д.В. Петров."]);
        check(&["Завод им. Ленина в г. Минске на ул. Мира, д. 5, корп. 2 открыт."]);
        check(&["Это было в 2011 г. в Гродно.", "Договор подписан в 2012 г.", "Компания довольна."]);
        check(&["Показали танки, БТР и т. д.", "Сумма 5 млн руб. за год."]);
        check(&["МИНСК, 22 дек. 2025 – Агентство.", "Первый вопрос."]);
        check(&["1. Общие положения.", "2. Стороны."]);
        check(&["Население 5 тыс. человек.", "До н. э. было так."]);
    }

    #[test]
    fn a_missing_space_does_not_glue() {
        let text = "Он закончил.Начался вечер на Газета.Ру и Lenta.Ru.";
        let tokens = tokens(text);
        assert_eq!(sentences(text, &tokens).len(), 2);
    }
}
