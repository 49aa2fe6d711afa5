//! Sentences written in capitals throughout, as the networks can read them: a copy of the text with the letters that a sentence would
//! have. Byte for byte as long as the text, so that every position holds in both.

use std::borrow::Cow;
use std::ops::Range;

/// How a word of such a sentence is written elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// "министр".
    Small,
    /// "Иван".
    Title,
    /// "НАТО".
    Capitals,
}

/// Fewest words of a sentence that is judged.
const FEWEST: usize = 4;

/// The text with its shouted sentences written as `written` says of each word and the one before it; `tokens` are byte ranges, `sentences` ranges of them.
pub(crate) fn quiet<'t>(
    text: &'t str,
    tokens: &[Range<usize>],
    sentences: &[Range<usize>],
    written: &dyn Fn(&str, Option<&str>) -> Written,
) -> Cow<'t, str> {
    let mut out = Cow::Borrowed(text);
    for sentence in sentences {
        let words = tokens.get(sentence.clone()).unwrap_or_default();
        if !is_shouted(text, words) {
            continue;
        }
        let known = words.iter().filter(|w| written(&text[(*w).clone()], None) == Written::Small).count();
        // A row of acronyms or names alone has no word of the language.
        if known == 0 {
            continue;
        }
        for (n, word) in words.iter().enumerate() {
            let form = &text[word.clone()];
            let before = n.checked_sub(1).map(|b| &text[words[b].clone()]);
            let cased = match written(form, before) {
                Written::Capitals => continue,
                Written::Small if n > 0 => form.to_lowercase(),
                _ => title(form),
            };
            if cased.len() == form.len() {
                out.to_mut().replace_range(word.clone(), &cased);
            }
        }
    }
    out
}

/// No small letter, and words enough to tell.
pub(crate) fn is_shouted(text: &str, words: &[Range<usize>]) -> bool {
    let word = |w: &&Range<usize>| text[(*w).clone()].chars().filter(|c| c.is_alphabetic()).count() > 1;
    let small = |w: &Range<usize>| text[w.clone()].chars().any(char::is_lowercase);
    words.first().is_some_and(|first| !small(first)) && !words.iter().any(small) && words.iter().filter(word).count() >= FEWEST
}

/// The first letter, and any behind a hyphen, large.
fn title(form: &str) -> String {
    let mut large = true;
    let one = |c: char| {
        let cased: String = if large { c.to_string() } else { c.to_lowercase().collect() };
        large = matches!(c, '-' | '\'' | '’');
        cased
    };
    form.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::{Written, quiet};

    #[test]
    fn only_sentences_in_capitals_change() {
        let check = |text: &str, expected: &str| {
            let mut at = 0;
            let tokens: Vec<_> = text
                .split(' ')
                .map(|word| {
                    let start = at;
                    at += word.len() + 1;
                    start..start + word.len()
                })
                .collect();
            let written = |word: &str, _: Option<&str>| match word {
                "ПРИБЫЛ" | "В" => Written::Small,
                "ООН" => Written::Capitals,
                _ => Written::Title,
            };
            assert_eq!(quiet(text, &tokens, &std::iter::once(0..tokens.len()).collect::<Vec<_>>(), &written), expected);
        };
        check("ИВАН РОКОШ ПРИБЫЛ В БАКУ", "Иван Рокош прибыл в Баку");
        check("ИВАН РОКОШ ПРИБЫЛ В ООН", "Иван Рокош прибыл в ООН");
        check("ООН ЕС НАТО ШОС", "ООН ЕС НАТО ШОС");
        check("Иван РОКОШ ПРИБЫЛ В ООН", "Иван РОКОШ ПРИБЫЛ В ООН");
    }
}
