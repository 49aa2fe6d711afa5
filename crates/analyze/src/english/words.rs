//! Splits English text into the words of UD English GUM: clitics and hyphens apart, abbreviations, numbers and addresses whole.
//! Gives positions only; knows no model. `training/tokens.py` takes the same steps.

use std::ops::Range;

/// Characters of a hyphened prefix that stays one word with what follows ("re-elected", "pro-Beijing").
const PREFIXES: &[&str] = &[
    "anti", "bi", "co", "counter", "e", "inter", "intra", "mid", "mini", "multi", "neo", "non", "pan", "pre", "pro", "pseudo", "re",
    "semi", "sub", "super", "ultra", "un",
];

/// Abbreviations, without the full stop that belongs to them.
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "approx", "apr", "assn", "aug", "brig", "bros", "ca", "capt", "cf", "cmdr", "col", "corp", "cpl", "dec", "dept", "dr",
    "eng", "engr", "etc", "feb", "fr", "ft", "gen", "gov", "hon", "inc", "insp", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "messrs",
    "mlle", "mme", "mr", "mrs", "ms", "mt", "nov", "oct", "op", "ph.d", "prof", "pvt", "rep", "rev", "sen", "sept", "sgt", "smt", "sr",
    "st", "supt", "univ", "vol", "vs",
];

/// Abbreviations only before a number, since they are words as well.
const BEFORE_NUMBERS: &[&str] = &["art", "fig", "mar", "no", "nos", "sec", "pp"];

/// Clitics with an apostrophe.
const CLITICS: &[&str] = &["'s", "'re", "'ve", "'ll", "'d", "'m"];

/// Bytes of the longest web or mail address.
const ADDRESS: usize = 512;

/// Byte ranges of the words of `text`, in order, none empty, all on character boundaries.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let gap = rest.find(|c: char| !is_space(c)).unwrap_or(rest.len());
        let start = at + gap;
        let len = text[start..].find(is_space).unwrap_or(text.len() - start);
        Chunk { text, end: start + len }.split(start, &mut out);
        at = start + len;
    }
    out
}

/// White space, and the invisible characters that never make a word of their own.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}') || (c.is_control())
}

/// Letters, digits, and the marks that stand on them.
fn is_wordy(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200C}' | '\u{200D}')
}

/// `’` as `'`, everything in small letters.
fn folded(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// A stretch without white space that ends at `end`.
struct Chunk<'a> {
    text: &'a str,
    end: usize,
}

impl Chunk<'_> {
    fn from(&self, at: usize) -> &str {
        &self.text[at..self.end]
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.from(at).chars().next()
    }

    fn split(&self, start: usize, out: &mut Vec<Range<usize>>) {
        let mut at = start;
        while at < self.end {
            at = if let Some(stop) = self.address(at) {
                out.push(at..stop);
                stop
            } else {
                let stop = self.word(at);
                if stop > at { self.finish_word(at, stop, start, out) } else { self.mark(at, out) }
            };
        }
    }

    /// End of a web or mail address that begins here, closing punctuation left out.
    fn address(&self, at: usize) -> Option<usize> {
        // Bounded, so that a chunk of a million marks is not read a million times.
        let mut stop = self.end.min(at + ADDRESS);
        while !self.text.is_char_boundary(stop) {
            stop -= 1;
        }
        let rest = &self.text[at..stop];
        let begins = |head: &str| rest.get(..head.len()).is_some_and(|s| s.eq_ignore_ascii_case(head));
        let mail = || {
            let local = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "._+-".contains(c)))?;
            let host = rest.get(local + 1..)?;
            (local > 0 && rest[local..].starts_with('@') && host.contains('.') && host.starts_with(|c: char| c.is_ascii_alphanumeric()))
                .then_some(())
        };
        let found = begins("http://") || begins("https://") || begins("www.") || (rest.contains('@') && mail().is_some());
        let kept = rest.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '”', '’']).len();
        (found && kept > 0).then_some(at + kept)
    }

    /// End of the run of letters and digits that begins here, with the joiners inside it; `at` itself where none begins.
    fn word(&self, at: usize) -> usize {
        let mut stop = at;
        let mut last = None;
        let mut chars = self.from(at).char_indices().peekable();
        if self.decimal(at) {
            stop = at + 1;
            chars.next();
        } else if !self.char_at(at).is_some_and(char::is_alphanumeric) {
            return at;
        }
        while let Some((offset, c)) = chars.next() {
            let next = chars.peek().map(|&(_, n)| n);
            if is_wordy(c) || self.joins(at + offset, c, last, next) {
                stop = at + offset + c.len_utf8();
                last = Some(c);
            } else {
                break;
            }
        }
        stop
    }

    /// ".265" after white space or an opening bracket.
    fn decimal(&self, at: usize) -> bool {
        let mut chars = self.from(at).chars();
        chars.next() == Some('.')
            && chars.next().is_some_and(|c| c.is_ascii_digit())
            && self.text[..at].chars().next_back().is_none_or(|c| is_space(c) || c == '(')
    }

    /// Whether `c` between `last` and `next` is inside a word.
    fn joins(&self, at: usize, c: char, last: Option<char>, next: Option<char>) -> bool {
        let (Some(last), Some(next)) = (last, next) else { return false };
        match c {
            '.' => {
                next.is_alphanumeric() && !(last.is_lowercase() && next.is_uppercase()) && last.is_ascii_digit() == next.is_ascii_digit()
            }
            '\'' | '’' | '&' | '_' => next.is_alphanumeric(),
            ':' => last.is_ascii_digit() && next.is_ascii_digit(),
            ',' => last.is_ascii_digit() && self.from(at + 1).bytes().take_while(u8::is_ascii_digit).count() == 3,
            _ => false,
        }
    }

    /// Adds the word `at..stop`, with its full stop or the rest after its hyphen, clitics apart. Returns where to go on.
    fn finish_word(&self, at: usize, stop: usize, start: usize, out: &mut Vec<Range<usize>>) -> usize {
        let word = &self.text[at..stop];
        if self.char_at(stop) == Some('.') && self.dotted(at, stop) {
            out.push(at..stop + 1);
            return stop + 1;
        }
        if self.char_at(stop) == Some('-') && PREFIXES.contains(&word.to_lowercase().as_str()) {
            let whole = self.word(stop + 1);
            if whole > stop + 1 && self.char_at(stop + 1).is_some_and(char::is_alphabetic) {
                self.clitics(at, whole, out);
                return whole;
            }
        }
        // "1." that begins a line.
        let numbered = self.char_at(stop) == Some('.') && at == start && stop + 1 == self.end && word.bytes().all(|b| b.is_ascii_digit());
        if numbered && self.text[..at].trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|c| c == '\n') {
            out.push(at..stop + 1);
            return stop + 1;
        }
        self.clitics(at, stop, out);
        stop
    }

    /// Whether the full stop at `stop` belongs to the word before it.
    fn dotted(&self, at: usize, stop: usize) -> bool {
        let word = &self.text[at..stop];
        let mut chars = word.chars();
        let initial = matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase() && c != 'I');
        let letters =
            || word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
        if initial || letters() {
            return true;
        }
        let low = word.to_lowercase();
        let number = || self.text[stop + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
        ABBREVIATIONS.contains(&low.as_str()) || (BEFORE_NUMBERS.contains(&low.as_str()) && number())
    }

    fn clitics(&self, at: usize, stop: usize, out: &mut Vec<Range<usize>>) {
        let word = &self.text[at..stop];
        let cut = clitic(word).map(|len| stop - len).filter(|&cut| cut > at && self.text.is_char_boundary(cut));
        match cut {
            Some(cut) => out.extend([at..cut, cut..stop]),
            None => out.push(at..stop),
        }
    }

    /// Adds the mark that begins here: repeated stops and dashes as one, a clitic that stands apart whole.
    fn mark(&self, at: usize, out: &mut Vec<Range<usize>>) -> usize {
        let rest = self.from(at);
        let c = rest.chars().next().expect("a chunk is not empty here");
        let mut stop = at + c.len_utf8();
        if ".-*=_!?".contains(c) {
            stop = at + (rest.len() - rest.trim_start_matches(c).len());
        } else if matches!(c, '\'' | '’') && rest.len() < 6 && CLITICS.contains(&folded(rest).as_str()) {
            stop = self.end;
        } else {
            stop += self.text[stop..self.end]
                .find(|c| !matches!(c, '\u{300}'..='\u{36F}' | '\u{FE0F}' | '\u{200D}'))
                .unwrap_or(self.end - stop);
        }
        out.push(at..stop);
        stop
    }
}

/// Length in bytes of the clitic at the end of a word.
fn clitic(word: &str) -> Option<usize> {
    if word.len() > 48 {
        return None;
    }
    let low = word.to_lowercase();
    if matches!(low.as_str(), "cannot" | "gonna" | "wanna" | "gotta" | "gimme" | "lemme") {
        // "not" of "cannot", and "na", "ta", "me" of the others.
        return Some(if low == "cannot" { 3 } else { 2 });
    }
    let mark = word.rfind(['\'', '’'])?;
    let tail = folded(&word[mark..]);
    if tail == "'t" && word[..mark].ends_with(['n', 'N']) && mark > 1 {
        return Some(word.len() - mark + 1);
    }
    CLITICS.contains(&tail.as_str()).then_some(word.len() - mark)
}

#[cfg(test)]
mod tests {
    use super::words;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = words(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn splits_clitics() {
        check("don't, it’s we'll cannot", &["do", "n't", ",", "it", "’s", "we", "'ll", "can", "not"]);
        check("Minsk's DON'T 'S", &["Minsk", "'s", "DO", "N'T", "'S"]);
    }

    #[test]
    fn keeps_abbreviations_and_numbers() {
        check("Mr. J. Smith (U.S.) paid $1,000.50.", &["Mr.", "J.", "Smith", "(", "U.S.", ")", "paid", "$", "1,000.50", "."]);
        check("No. 5 at 10:30 a.m. on Oct. 5, 2021.", &["No.", "5", "at", "10:30", "a.m.", "on", "Oct.", "5", ",", "2021", "."]);
        check("He said no. Then 5%.", &["He", "said", "no", ".", "Then", "5", "%", "."]);
    }

    #[test]
    fn splits_hyphens_but_after_prefixes() {
        check(
            "state-owned re-elected Belarus-China 2021-2025",
            &["state", "-", "owned", "re-elected", "Belarus", "-", "China", "2021", "-", "2025"],
        );
    }

    #[test]
    fn keeps_addresses() {
        check(
            "see https://example.org/a?b=1, or a.b@example.org.",
            &["see", "https://example.org/a?b=1", ",", "or", "a.b@example.org", "."],
        );
    }

    #[test]
    fn splits_glued_sentences() {
        check("signed.The end...", &["signed", ".", "The", "end", "..."]);
    }

    proptest! {
        #[test]
        fn words_cover_the_text(text in "\\PC{0,60}") {
            let mut at = 0;
            for word in words(&text) {
                prop_assert!(word.start >= at && word.end > word.start);
                prop_assert!(text.get(word.clone()).is_some());
                prop_assert!(text[at..word.start].chars().all(super::is_space));
                at = word.end;
            }
            prop_assert!(text[at..].chars().all(super::is_space));
        }
    }
}
