//! Dictionary forms of Russian words, and names in the nominative. Works on what the networks said of case, gender and number.
//!
//! The dictionary is that of the crate `rumorph` (OpenCorpora and Wiktionary, CC BY-SA 4.0), which lies in the program and is
//! opened at the first question.

mod dictionary;
mod letters;
mod person;
mod phrase;
mod suffix;

use std::collections::HashMap;

use rapporteur_model::{Feats, Lang, MentionKind, Token, Upos};

use dictionary::dictionary;

/// Lemmas already found, so that a word is looked up once per tag. Its size is bounded.
#[derive(Debug, Default)]
pub(crate) struct Lemmas {
    known: HashMap<(Upos, Feats), HashMap<Box<str>, Box<str>>>,
    count: usize,
}

const MOST: usize = 20_000;
/// Longer forms are no words.
const LONGEST: usize = 200;

impl Lemmas {
    /// The dictionary form of a token in lower case; a form without Cyrillic letters is its own, a name in Latin letters with its capitals.
    pub(crate) fn lemma(&mut self, form: &str, upos: Upos, feats: &Feats) -> Box<str> {
        if form.len() > LONGEST || !letters::has_cyrillic(form) {
            let name = upos == Upos::Propn || upos == Upos::X;
            return if name { form.into() } else { form.to_lowercase().into() };
        }
        if self.count > MOST {
            *self = Self::default();
        }
        let known = self.known.entry((upos, *feats)).or_default();
        if let Some(lemma) = known.get(form) {
            return lemma.clone();
        }
        let lemma: Box<str> = dictionary().lemma(form, upos, feats).into();
        known.insert(form.into(), lemma.clone());
        self.count += 1;
        lemma
    }
}

/// A name in the nominative, agreeing over all its words, in the letters of the text: given name, patronymic and surname share
/// case and gender; of other names the head and the adjectives that agree with it change, complements stay. Quotes are made
/// to balance and white space to single spaces. Names in other languages than Russian come as they stand.
///
/// `tokens` are the words of the name, the first of which is number `first` of the text's tokens.
#[must_use]
pub fn nominative(lang: Lang, kind: MentionKind, tokens: &[Token], first: u32, text: &str) -> String {
    let russian = matches!(lang, Lang::Ru | Lang::Be | Lang::Uk | Lang::Other | Lang::Und);
    let forms: Vec<Option<String>> = match kind {
        _ if !russian => vec![None; tokens.len()],
        MentionKind::Person => person::forms(tokens, text),
        _ => phrase::forms(tokens, first, text),
    };
    letters::assemble(tokens, &forms, text)
}

#[cfg(test)]
mod tests;
