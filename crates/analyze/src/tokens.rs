//! Words, numbers and punctuation of a text: the tokenisation that the Russian networks were trained on. Knows no sentence.
//!
//! The rules are those of razdel 0.5 (MIT), atoms of one kind of character joined over dashes, decimal points and the like,
//! save that nothing is joined where a space stands on one side of the separator ("15, 16" is three tokens), that emoji stand alone, and
//! that figures with their ending ("15е") and Roman figures in letters of both alphabets are one.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Cyrillic,
    Latin,
    Digits,
    Punct,
    Other,
}

#[derive(Debug, Clone, Copy)]
struct Atom {
    kind: Kind,
    start: usize,
    end: usize,
}

const PUNCT: &str = "\\/!#$%&*+,.:;<=>?@^_`|~№…‑–—−-«“‘»”’\"„'([{)]}";
const DASHES: &str = "‑–—−-";
const ENDINGS: &str = ".?!…";

/// Endings of an ordinal in figures, written without a dash ("15е").
const FIGURE_ENDINGS: [&str; 9] = ["е", "й", "го", "му", "ое", "ый", "ая", "ой", "ую"];

/// A Roman figure, or the Cyrillic letter that is typed for it ("ХVII").
fn is_roman(c: char) -> bool {
    matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'Х' | 'І' | 'У' | 'С')
}

/// Byte ranges of the tokens of `text`, in order; every byte outside them is white space.
#[must_use]
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let atoms = atoms(text);
    let mut tokens: Vec<Range<usize>> = Vec::with_capacity(atoms.len());
    for (i, atom) in atoms.iter().enumerate() {
        match tokens.last_mut() {
            Some(last) if last.end == atom.start && joined(text, &atoms, i, last.start) => last.end = atom.end,
            _ => tokens.push(atom.start..atom.end),
        }
    }
    tokens
}

fn atoms(text: &str) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::with_capacity(text.len() / 8);
    for (start, c) in text.char_indices() {
        if is_space(c) {
            continue;
        }
        let (kind, end) = (kind(c), start + c.len_utf8());
        match atoms.last_mut() {
            Some(last) if last.end == start && last.kind == kind && !matches!(kind, Kind::Punct | Kind::Other) => last.end = end,
            _ => atoms.push(Atom { kind, start, end }),
        }
    }
    atoms
}

/// White space as Python's `\s`: Unicode white space and the four separators of ASCII.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

fn kind(c: char) -> Kind {
    match c {
        'а'..='я' | 'А'..='Я' | 'ё' | 'Ё' => Kind::Cyrillic,
        'a'..='z' | 'A'..='Z' => Kind::Latin,
        '0'..='9' => Kind::Digits,
        _ if PUNCT.contains(c) || is_picture(c) => Kind::Punct,
        _ if !c.is_ascii() && is_decimal(c) => Kind::Digits,
        _ => Kind::Other,
    }
}

/// Emoji, arrows and flags, which the reference glues to the word beside them.
pub(crate) fn is_picture(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}')
}

/// Decimal digits of other scripts (general category Nd of the common ones), which the reference's `\d` takes too.
fn is_decimal(c: char) -> bool {
    const ZEROS: [u32; 13] = [0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xE50, 0xFF10];
    ZEROS.iter().any(|&zero| (zero..zero + 10).contains(&(c as u32)))
}

/// Whether atom `i` goes on the token that began at `start` and ends where the atom begins.
fn joined(text: &str, atoms: &[Atom], i: usize, start: usize) -> bool {
    let (left, right) = (atoms[i - 1], atoms[i]);
    let word = |atom: Atom| &text[atom.start..atom.end];
    // The atoms on both sides of a separator that is the left or the right one of the two.
    let around = |is: &dyn Fn(&str) -> bool| match (is(word(left)), is(word(right))) {
        (true, _) => i.checked_sub(2).filter(|&b| atoms[b].end == left.start).map(|before| (atoms[before].kind, right.kind)),
        (false, true) => atoms.get(i + 1).filter(|a| a.start == right.end).map(|after| (left.kind, after.kind)),
        (false, false) => None,
    };
    let neither_punct = |(a, b): (Kind, Kind)| a != Kind::Punct && b != Kind::Punct;
    let digits = |pair: (Kind, Kind)| pair == (Kind::Digits, Kind::Digits);
    if around(&|w| DASHES.contains(w)).is_some_and(neither_punct)
        || around(&|w| w == "_").is_some_and(neither_punct)
        || around(&|w| ".,".contains(w)).is_some_and(digits)
        || around(&|w| "/\\".contains(w)).is_some_and(digits)
    {
        return true;
    }
    match (left.kind, right.kind) {
        (Kind::Punct, Kind::Punct) => joined_punct(&text[start..right.end], word(left), word(right)),
        (Kind::Digits, Kind::Cyrillic) => FIGURE_ENDINGS.contains(&word(right)),
        (Kind::Cyrillic, Kind::Latin) | (Kind::Latin, Kind::Cyrillic) => text[start..right.end].chars().all(is_roman),
        (Kind::Other, Kind::Other | Kind::Cyrillic | Kind::Latin) | (Kind::Cyrillic | Kind::Latin, Kind::Other) => true,
        _ => word(right) == "!" && word(left).eq_ignore_ascii_case("yahoo"),
    }
}

fn joined_punct(token: &str, left: &str, right: &str) -> bool {
    is_smile(token) || (ENDINGS.contains(left) && ENDINGS.contains(right)) || matches!((left, right), ("-", "-") | ("*", "*"))
}

/// Eyes, perhaps a nose, one to three mouths.
fn is_smile(token: &str) -> bool {
    let Some(face) = token.strip_prefix(['=', ':', ';']) else { return false };
    let mouths = face.strip_prefix('-').unwrap_or(face);
    (1..=3).contains(&mouths.len()) && mouths.bytes().all(|b| matches!(b, b'(' | b')'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::tokens;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(text).into_iter().map(|t| &text[t]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_numbers_and_signs() {
        check("Военно-технический Т-90, СИЗО-6.", &["Военно-технический", "Т-90", ",", "СИЗО-6", "."]);
        check("3,5 млн, 1/2, 10.000", &["3,5", "млн", ",", "1/2", ",", "10.000"]);
        check("foo -bar 15, 16", &["foo", "-", "bar", "15", ",", "16"]);
        check("«-да", &["«", "-", "да"]);
        check("Что?!... --- :)", &["Что", "?!...", "---", ":)"]);
        check("ΔP 5Δ yahoo! snake_case", &["ΔP", "5", "Δ", "yahoo!", "snake_case"]);
        check("15е и ХVII, 15м", &["15е", "и", "ХVII", ",", "15", "м"]);
        check("Новаком✅Подписан 🤝Министр", &["Новаком", "✅", "Подписан", "🤝", "Министр"]);
        check("\u{1c} \u{a0}\n", &[]);
    }

    proptest! {
        #[test]
        fn only_white_space_is_left_out(text in "[а-яa-z0-9 .,!?\\-–«»\"():;\u{200b}\u{301}😀\n_/\\\\]{0,60}") {
            let mut rest = String::new();
            let mut at = 0;
            for token in tokens(&text) {
                prop_assert!(token.start >= at && token.start < token.end);
                rest.push_str(&text[at..token.start]);
                at = token.end;
            }
            rest.push_str(&text[at..]);
            prop_assert!(rest.chars().all(super::is_space));
        }
    }
}
