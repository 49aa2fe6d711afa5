//! Groups the words of one block of text into sentences. Knows no model.

use std::ops::Range;

/// Words of a sentence that is no longer looked at as one: it is cut at the last comma or semicolon before.
pub(crate) const LONGEST: usize = 192;

/// Abbreviations that stand before a name or number, so that a capital after them begins no sentence.
pub(super) const LEADING: &[&str] = &[
    "adm.", "brig.", "capt.", "cf.", "cmdr.", "col.", "cpl.", "dr.", "eng.", "engr.", "fr.", "ft.", "gen.", "gov.", "hon.", "insp.", "lt.",
    "maj.", "messrs.", "mlle.", "mme.", "mr.", "mrs.", "ms.", "mt.", "no.", "nos.", "op.", "prof.", "pvt.", "rep.", "rev.", "sen.", "sgt.",
    "smt.", "st.", "supt.", "vol.", "vs.", "fig.", "art.", "sec.",
];

/// Words that often begin a sentence and seldom go on with a name: after "U.S." or "Inc." they tell that one has ended.
const STARTERS: &[&str] = &[
    "a",
    "according",
    "after",
    "also",
    "although",
    "among",
    "an",
    "and",
    "as",
    "at",
    "before",
    "both",
    "but",
    "by",
    "during",
    "each",
    "earlier",
    "following",
    "for",
    "from",
    "he",
    "her",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "no",
    "on",
    "one",
    "other",
    "our",
    "over",
    "she",
    "since",
    "so",
    "some",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "to",
    "under",
    "we",
    "what",
    "when",
    "while",
    "who",
    "with",
    "you",
];

/// Ranges of `words` that are sentences, in order, covering all words, none empty; and how many longer sentences were cut into parts.
pub(crate) fn sentences(text: &str, words: &[Range<usize>]) -> (Vec<Range<usize>>, usize) {
    let (mut out, mut cut) = (Vec::new(), 0);
    let mut start = 0;
    for at in 0..words.len() {
        if at + 1 == words.len() || ends_after(text, words, at) {
            cut += usize::from(at + 1 - start > LONGEST);
            cut_long(text, words, start..at + 1, &mut out);
            start = at + 1;
        }
    }
    (out, cut)
}

/// Whether a sentence ends with the word at `at`, which is not the last.
fn ends_after(text: &str, words: &[Range<usize>], at: usize) -> bool {
    let (here, next) = (&words[at], &words[at + 1]);
    let gap = &text[here.end..next.start];
    if gap.contains('\n') {
        return line_ends(text, here, next);
    }
    if gap.is_empty() {
        return glued(text, words, at);
    }
    let mut stop = at;
    while stop > 0 && is_closer(&text[words[stop].clone()]) && words[stop - 1].end == words[stop].start {
        stop -= 1;
    }
    let word = &text[words[stop].clone()];
    // "Anna Vella (ret.) Chairman of …": one word in a bracket with its full stop.
    let opens = |before: usize| stop.checked_sub(before).is_some_and(|i| &text[words[i].clone()] == "(");
    if stop < at && (word == "." && opens(2) || word.ends_with('.') && opens(1)) {
        return false;
    }
    // What follows is looked at last: it may be far behind a million brackets.
    match word {
        _ if word.chars().all(|c| ".!?…".contains(c)) => begins_sentence(text, words, at + 1),
        _ if word.ends_with('.') => begins_sentence(text, words, at + 1) && after_abbreviation(word, first_word(text, words, at + 1)),
        _ => false,
    }
}

/// "signed.The": a full stop without white space after it, before a capital.
fn glued(text: &str, words: &[Range<usize>], at: usize) -> bool {
    let next = &text[words[at + 1].clone()];
    &text[words[at].clone()] == "." && at > 0 && words[at - 1].end == words[at].start && next.chars().next().is_some_and(char::is_uppercase)
}

/// A line end inside a block ends a sentence, unless the next line goes on in small letters or with a mark.
fn line_ends(text: &str, here: &Range<usize>, next: &Range<usize>) -> bool {
    let goes_on = text[next.clone()].starts_with(|c: char| c.is_lowercase() || ",.;:)!?%".contains(c));
    !goes_on && !text[here.clone()].ends_with([',', '(', '-', '–', '—'])
}

fn is_closer(word: &str) -> bool {
    matches!(word, "\"" | "'" | "”" | "’" | ")" | "]" | "»" | "''")
}

fn is_opener(word: &str) -> bool {
    matches!(word, "\"" | "'" | "“" | "‘" | "(" | "[" | "«" | "„" | "-" | "–" | "—" | "•" | "*" | "``")
}

/// Whether the word at `at`, or the one after opening marks, may begin a sentence.
fn begins_sentence(text: &str, words: &[Range<usize>], at: usize) -> bool {
    first_word(text, words, at).starts_with(|c: char| c.is_uppercase() || c.is_numeric() || (c.is_alphabetic() && !c.is_lowercase()))
}

fn first_word<'a>(text: &'a str, words: &[Range<usize>], at: usize) -> &'a str {
    words[at..].iter().map(|w| &text[w.clone()]).find(|w| !is_opener(w)).unwrap_or_default()
}

/// Whether a sentence ends with this abbreviation, by what comes next.
fn after_abbreviation(word: &str, next: &str) -> bool {
    let low = word.to_lowercase();
    let initial = word.chars().count() == 2;
    if initial || LEADING.contains(&low.as_str()) {
        return false;
    }
    if next.starts_with(|c: char| c.is_numeric()) {
        return false;
    }
    matches!(low.as_str(), "etc." | "a.m." | "p.m.") || STARTERS.contains(&next.to_lowercase().as_str())
}

fn cut_long(text: &str, words: &[Range<usize>], mut whole: Range<usize>, out: &mut Vec<Range<usize>>) {
    while whole.len() > LONGEST {
        let piece = &words[whole.start..whole.start + LONGEST];
        let comma = piece.iter().rposition(|w| matches!(&text[w.clone()], "," | ";" | "–" | "—")).filter(|&i| i > LONGEST / 4);
        let cut = whole.start + comma.map_or(LONGEST, |i| i + 1);
        out.push(whole.start..cut);
        whole.start = cut;
    }
    out.push(whole);
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::{LONGEST, sentences};

    fn check(text: &str, expected: &[&str]) {
        let words = words(text);
        let found: Vec<_> = sentences(text, &words).0.into_iter().map(|s| &text[words[s.start].start..words[s.end - 1].end]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn ends_at_stops_and_closing_quotes() {
        check("He left. “We agreed.” She stayed! Why? 5 signed.", &["He left.", "“We agreed.”", "She stayed!", "Why?", "5 signed."]);
        check("He said: \"Fine!\" and left.", &["He said: \"Fine!\" and left."]);
    }

    #[test]
    fn abbreviations_end_sentences_only_before_a_starter() {
        check(
            "Mr. Smith met Gen. Li of the U.S. Navy. He flew to the U.S. The visit ended.",
            &["Mr. Smith met Gen. Li of the U.S. Navy.", "He flew to the U.S.", "The visit ended."],
        );
        check("J. Smith of Acme Inc. Minsk", &["J. Smith of Acme Inc. Minsk"]);
        check("He met Gen. Li (ret.) Ozols in Riga.", &["He met Gen. Li (ret.) Ozols in Riga."]);
        check("He met Li (in Riga.) Ozols left.", &["He met Li (in Riga.)", "Ozols left."]);
    }

    #[test]
    fn line_ends_without_a_stop() {
        check("Minister visits Minsk\nThe minister arrived", &["Minister visits Minsk", "The minister arrived"]);
        check("the minister\nof defence", &["the minister\nof defence"]);
    }

    #[test]
    fn long_sentences_are_cut() {
        let text = "word ".repeat(3 * LONGEST) + "end";
        let words = words(&text);
        let found = sentences(&text, &words).0;
        assert!(found.len() == 4 && found.iter().all(|s| s.len() <= LONGEST));
        assert_eq!(found.last().unwrap().end, words.len());
    }
}
