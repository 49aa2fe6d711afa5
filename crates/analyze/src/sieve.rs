//! Which sentences are worth their syntax: those that name something, and those with a word that the caller waits for. The others
//! keep their words and nothing else. Knows no list of words.

use std::ops::Range;
use std::sync::{PoisonError, RwLock};

use foldhash::HashMap;
use rapporteur_model::{Deprel, Feats, Lang, Span, Token, Upos};

use crate::{NameSpan, english, lemma};

/// Tells by dictionary forms which words are waited for; remembers what it was told of a form. Forms that may have several
/// dictionary forms are asked for with all of them.
#[derive(Debug)]
pub struct Sieve {
    wanted: fn(&str, Lang) -> bool,
    known: [RwLock<HashMap<Box<str>, bool>>; 2],
}

/// Forms that are remembered.
const MOST: usize = 50_000;
/// Longer forms are no words.
const LONGEST: usize = 64;

impl Sieve {
    /// A sieve that lets through sentences with a word of which a dictionary form, in lower case, is wanted in this language.
    #[must_use]
    pub fn new(wanted: fn(&str, Lang) -> bool) -> Self {
        Self { wanted, known: Default::default() }
    }

    /// For every sentence, a range of words, whether it is worth its syntax.
    pub(crate) fn choose(
        &self,
        (text, lang): (&str, Lang),
        words: &[Range<usize>],
        sentences: &[Range<usize>],
        names: &[NameSpan],
    ) -> Vec<bool> {
        let named = |sentence: &Range<usize>| {
            let at = names.partition_point(|name| name.tokens.end as usize <= sentence.start);
            names.get(at).is_some_and(|name| (name.tokens.start as usize) < sentence.end)
        };
        let told = |sentence: &Range<usize>| words[sentence.clone()].iter().any(|word| self.waits_for(&text[word.clone()], lang));
        sentences.iter().map(|sentence| named(sentence) || told(sentence)).collect()
    }

    fn waits_for(&self, form: &str, lang: Lang) -> bool {
        if form.len() > LONGEST || !form.starts_with(char::is_alphabetic) {
            return false;
        }
        let known = &self.known[usize::from(lang == Lang::En)];
        if let Some(&waits) = known.read().unwrap_or_else(PoisonError::into_inner).get(form) {
            return waits;
        }
        let lemmas = if lang == Lang::En { english::lemmas(form) } else { lemma::lemmas(form) };
        let waits = lemmas.iter().any(|lemma| (self.wanted)(lemma, lang));
        let mut known = known.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(form.into(), waits);
        waits
    }
}

/// The chosen sentences of a text as a text of their own.
pub(crate) struct Part {
    pub words: Vec<Range<usize>>,
    /// Ranges of `words`.
    pub sentences: Vec<Range<usize>>,
    /// The number that each of `words` has in the whole.
    pub places: Vec<usize>,
}

impl Part {
    pub fn of(words: &[Range<usize>], sentences: &[Range<usize>], chosen: &[bool]) -> Self {
        let mut part = Self { words: Vec::with_capacity(words.len()), sentences: Vec::new(), places: Vec::new() };
        for (sentence, _) in sentences.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
            let start = part.words.len();
            part.words.extend_from_slice(&words[sentence.clone()]);
            part.places.extend(sentence.clone());
            part.sentences.push(start..part.words.len());
        }
        part
    }

    /// The tokens of all words: those of the part as they were read, the others as bare words under the first of their sentence.
    pub fn spread(&self, text: &str, words: &[Range<usize>], sentences: &[Range<usize>], read: Vec<Token>) -> Vec<Token> {
        let mut all = Vec::with_capacity(words.len());
        for sentence in sentences {
            let first = sentence.start as u32;
            all.extend(sentence.clone().map(|word| bare(text, &words[word], (word > sentence.start).then_some(first))));
        }
        for (token, &place) in read.into_iter().zip(&self.places) {
            let head = token.head.map(|head| self.places[head as usize] as u32);
            all[place] = Token { head, ..token };
        }
        all
    }
}

fn bare(text: &str, word: &Range<usize>, head: Option<u32>) -> Token {
    let deprel = if head.is_none() { Deprel::Root } else { Deprel::Dep };
    let lemma = text[word.clone()].to_lowercase().into();
    Token { span: Span::new(word.start, word.end), lemma, upos: Upos::X, feats: Feats::default(), head, deprel }
}

#[cfg(test)]
mod tests {
    use rapporteur_model::Lang;

    use super::{Part, Sieve};
    use crate::english::Split;

    #[test]
    fn sentences_with_a_wanted_word_pass() {
        let text = "They signed it. It rained all day. He met them.";
        let mut split = Split::default();
        split.add(text, 0..text.len());
        let sieve = Sieve::new(|lemma, lang| lang == Lang::En && matches!(lemma, "sign" | "meet"));
        for _ in 0..2 {
            assert_eq!(sieve.choose((text, Lang::En), &split.words, &split.sentences, &[]), [true, false, true]);
        }
        let russian = Sieve::new(|lemma, _| lemma == "встретиться");
        assert!(russian.waits_for("встретились", Lang::Ru) && !russian.waits_for("встреча", Lang::Ru));
    }

    #[test]
    fn a_part_goes_back_to_its_place() {
        let text = "a b. c d. e f.";
        let mut split = Split::default();
        split.add(text, 0..text.len());
        let (words, sentences) = (&split.words, &[0..3, 3..6, 6..9]);
        let part = Part::of(words, sentences, &[false, true, false]);
        assert_eq!((part.words.len(), &part.places[..]), (3, &[3, 4, 5][..]));
        let read = part.spread(text, words, sentences, Vec::new());
        let mut of_part = read[3..6].to_vec();
        of_part.iter_mut().for_each(|t| t.head = Some(2));
        let heads: Vec<_> = part.spread(text, words, sentences, of_part).iter().map(|t| t.head).collect();
        assert_eq!(heads, [None, Some(0), Some(0), Some(5), Some(5), Some(5), None, Some(6), Some(6)]);
    }
}
