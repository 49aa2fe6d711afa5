//! A sentence as words, figures and marks with their senses, whatever the tokens of the analysis are. Knows no grammar.

use std::borrow::Cow;

use rapporteur_model::Span;

use crate::letters::small;

use super::lexicon::{Lexicon, Mark, Sense};

/// A word, a row of figures or one other character.
#[derive(Debug)]
pub(super) struct Item<'a> {
    pub(super) span: Span,
    /// Lower case, "ё" as "е", every dash as `-`.
    pub(super) word: Cow<'a, str>,
    pub(super) senses: &'a [Sense],
    /// The value of a row of up to eight figures.
    pub(super) number: Option<u32>,
    /// No blank stands before it.
    pub(super) glued: bool,
    /// Its first letter is a capital.
    pub(super) capital: bool,
    /// It opens the sentence or a line.
    pub(super) opens: bool,
}

impl Item<'_> {
    pub(super) fn is(&self, mark: Mark) -> bool {
        self.senses.contains(&Sense::Mark(mark))
    }

    /// Number of figures.
    pub(super) fn digits(&self) -> usize {
        if self.number.is_some() { self.word.len() } else { 0 }
    }

    pub(super) fn is_word(&self) -> bool {
        self.word.chars().next().is_some_and(char::is_alphabetic)
    }

    /// The first value that `pick` finds among the senses.
    pub(super) fn pick<T>(&self, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.senses.iter().copied().find_map(pick)
    }
}

/// The items of `text[span]`; forms of several words are joined into one item.
pub(super) fn items<'a>(text: &'a str, span: Span, lexicon: &'a Lexicon) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let (mut glued, mut opens) = (false, true);
    let mut rest = span.slice(text);
    let mut at = span.start();
    while let Some(first) = rest.chars().next() {
        let class = Class::of(first);
        let len = match class {
            Class::Other => first.len_utf8(),
            _ => rest.find(|c| Class::of(c) != class).unwrap_or(rest.len()),
        };
        let (piece, tail) = rest.split_at(len);
        if class == Class::Blank {
            opens |= piece.contains('\n');
        } else {
            items.push(Item { opens, ..item(piece, at, glued, lexicon) });
            opens = false;
        }
        glued = class != Class::Blank;
        at += len;
        rest = tail;
    }
    join_phrases(items, lexicon)
}

#[derive(PartialEq, Clone, Copy)]
enum Class {
    Letter,
    Digit,
    Blank,
    Other,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digit,
            'а'..='я' | 'А'..='Я' | 'a'..='z' | 'A'..='Z' => Self::Letter,
            ' ' => Self::Blank,
            _ if c.is_alphabetic() || c == '\u{301}' => Self::Letter,
            _ if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') => Self::Blank,
            _ => Self::Other,
        }
    }
}

fn item<'a>(piece: &'a str, at: usize, glued: bool, lexicon: &'a Lexicon) -> Item<'a> {
    let word = normalise(piece);
    let number = if piece.len() <= 8 && piece.starts_with(|c: char| c.is_ascii_digit()) { piece.parse().ok() } else { None };
    Item {
        span: Span::new(at, at + piece.len()),
        senses: lexicon.senses(&word),
        number,
        glued,
        capital: piece.starts_with(char::is_uppercase),
        opens: false,
        word,
    }
}

fn normalise(piece: &str) -> Cow<'_, str> {
    if piece.chars().all(|c| matches!(c, 'а'..='я' | 'a'..='z' | '0'..='9' | '.' | ',')) {
        return Cow::Borrowed(piece);
    }
    let fold = |c: char| match c {
        'ё' => 'е',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '’' | 'ʼ' => '\'',
        c => c,
    };
    small(piece).filter(|&c| c != '\u{301}').map(fold).collect::<String>().into()
}

fn join_phrases<'a>(items: Vec<Item<'a>>, lexicon: &'a Lexicon) -> Vec<Item<'a>> {
    let mut out: Vec<Item<'a>> = Vec::with_capacity(items.len());
    let mut items = items.into_iter().peekable();
    let mut ahead: std::collections::VecDeque<Item<'a>> = std::collections::VecDeque::new();
    while let Some(mut first) = ahead.pop_front().or_else(|| items.next()) {
        for (words, senses) in lexicon.phrases(&first.word) {
            while ahead.len() + 1 < words.len() {
                match items.next() {
                    Some(item) => ahead.push_back(item),
                    None => break,
                }
            }
            if ahead.len() + 1 >= words.len() && words[1..].iter().zip(&ahead).all(|(word, item)| *word == *item.word) {
                let last = ahead.drain(..words.len() - 1).next_back();
                first.span = first.span.cover(last.map_or(first.span, |item| item.span));
                first.word = words.join(" ").into();
                first.senses = senses;
                break;
            }
        }
        out.push(first);
    }
    out
}
