//! Dictionary forms of Russian words, and names in the nominative. Works on what the networks said of case, gender and number.
//!
//! The dictionary is that of the crate `rumorph` (OpenCorpora and Wiktionary, CC BY-SA 4.0), which lies in the program and is
//! opened at the first question.

mod dictionary;
mod eastern;
mod letters;
mod name_word;
mod person;
mod phrase;
mod suffix;

use std::sync::{PoisonError, RwLock};

use foldhash::HashMap;
use rapporteur_model::{Case, Feats, Gender, Lang, MentionKind, Token, Upos};

use crate::letters::lower;
use dictionary::dictionary;
pub(crate) use letters::recase;
pub(crate) use name_word::{Cases, NameWord, name_word};

/// What a name whose last word stands in the genitive, dative, instrumental or locative can be in the nominative, by that word's ending.
pub(crate) fn uninflected(name: &str) -> Vec<String> {
    let (before, last) = name.rsplit_once(' ').map_or(("", name), |(before, last)| (before, last));
    let cases = [Case::Gen, Case::Dat, Case::Ins, Case::Loc, Case::Acc];
    let all =
        cases.into_iter().flat_map(|case| [Gender::Masc, Gender::Fem].map(|gender| suffix::nominative(&last.to_lowercase(), case, gender)));
    let whole = |word: String| format!("{before} {}", recase(last, &word)).trim_start().to_owned();
    all.flatten().map(whole).collect()
}

/// Lemmas already found, by tag and form, so that a word is looked up once per tag for all threads. Their number is bounded.
#[derive(Debug, Default)]
pub(crate) struct Lemmas {
    known: RwLock<Known>,
}

#[derive(Debug, Default)]
struct Known {
    by_tag: Vec<HashMap<Box<str>, Box<str>>>,
    count: usize,
}

const MOST: usize = 20_000;
/// Longer forms are no words.
const LONGEST: usize = 200;

/// A token's form with what its lemma depends on: the number of its tag, and what the tag says.
pub(crate) type Tagged<'a> = (&'a str, u16, Upos, Feats);

impl Lemmas {
    /// The dictionary forms of tokens, in order, as [`lemma`] gives them.
    pub(crate) fn of<'a>(&self, tokens: impl Iterator<Item = Tagged<'a>>) -> Vec<Box<str>> {
        let mut missing: Vec<(usize, Tagged)> = Vec::new();
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let find = |(at, token): (usize, Tagged<'a>)| {
            let (form, tag, upos, _) = token;
            if !listed(form) {
                return as_it_stands(form, upos);
            }
            known.by_tag.get(tag as usize).and_then(|forms| forms.get(form)).cloned().unwrap_or_else(|| {
                missing.push((at, token));
                Box::default()
            })
        };
        let mut lemmas: Vec<Box<str>> = tokens.enumerate().map(find).collect();
        drop(known);
        missing.iter().for_each(|&(at, (form, _, upos, feats))| lemmas[at] = lemma(form, upos, &feats));
        if !missing.is_empty() {
            let found = missing.into_iter().map(|(at, (form, tag, ..))| (tag, form, &lemmas[at]));
            self.known.write().unwrap_or_else(PoisonError::into_inner).add(found);
        }
        lemmas
    }
}

impl Known {
    fn add<'a>(&mut self, found: impl Iterator<Item = (u16, &'a str, &'a Box<str>)>) {
        if self.count > MOST {
            *self = Self::default();
        }
        for (tag, form, lemma) in found {
            if self.by_tag.len() <= tag as usize {
                self.by_tag.resize_with(tag as usize + 1, HashMap::default);
            }
            let new = self.by_tag[tag as usize].insert(form.into(), lemma.clone()).is_none();
            self.count += usize::from(new);
        }
    }
}

/// The dictionary form of a token in lower case; a form without Cyrillic letters is its own, a name in Latin letters with its capitals.
pub(crate) fn lemma(form: &str, upos: Upos, feats: &Feats) -> Box<str> {
    if listed(form) { dictionary().lemma(form, upos, feats).into() } else { as_it_stands(form, upos) }
}

/// What a word is that was taken for an adjective, though the dictionary has it as a common noun only ("Председателя", "Вице-министр"): the
/// reading in the same case and number, else the first.
pub(crate) fn noun_only(form: &str, feats: &Feats) -> Option<Feats> {
    let last = form.rsplit('-').next().filter(|part| listed(part) && part.chars().count() > 3)?;
    let readings = dictionary().readings(&lower(last));
    let noun = |r: &dictionary::Reading| r.listed && r.upos == Upos::Noun && !r.of_person;
    if readings.is_empty() || !readings.iter().all(noun) {
        return None;
    }
    let same = |r: &&dictionary::Reading| r.feats.case == feats.case && r.feats.number == feats.number;
    readings.iter().find(same).or_else(|| readings.first()).map(|r| r.feats)
}

/// All dictionary forms that a form can come from, in lower case.
pub(crate) fn lemmas(form: &str) -> Vec<String> {
    if listed(form) { dictionary().lemmas(form) } else { vec![form.to_lowercase()] }
}

/// Whether the dictionary is asked for a form.
fn listed(form: &str) -> bool {
    form.len() <= LONGEST && letters::has_cyrillic(form)
}

fn as_it_stands(form: &str, upos: Upos) -> Box<str> {
    let name = upos == Upos::Propn || upos == Upos::X;
    if name { form.into() } else { lower(form).into() }
}

/// A name in the nominative, agreeing over all its words, in the letters of the text: given name, patronymic and surname share
/// case and gender; of other names the head and the adjectives that agree with it change, complements stay. Quotes are made
/// to balance and white space to single spaces. Names in other languages than Russian come as they stand.
///
/// `tokens` are the words of the name, the first of which is number `first` of the text's tokens.
#[must_use]
pub fn nominative(lang: Lang, kind: MentionKind, tokens: &[Token], first: u32, text: &str) -> String {
    nominative_beside(lang, kind, tokens, first, text, Shown::default())
}

/// What words beside a name or inside it show of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shown {
    /// The case of a title beside it.
    pub case: Option<Case>,
    /// The case of a title in the genitive that stands between that one and the name, and may be the name's own.
    pub inner: Option<Case>,
    /// The gender that a small word says ("кызы").
    pub gender: Option<Gender>,
}

/// The same for a name whose case or gender words show, as the title before a person's name does.
#[must_use]
pub fn nominative_beside(lang: Lang, kind: MentionKind, tokens: &[Token], first: u32, text: &str, shown: Shown) -> String {
    let russian = matches!(lang, Lang::Ru | Lang::Be | Lang::Uk | Lang::Other | Lang::Und);
    let forms: Vec<Option<String>> = match kind {
        _ if !russian => vec![None; tokens.len()],
        MentionKind::Person => person::forms(tokens, text, shown),
        _ => phrase::forms(tokens, first, text),
    };
    letters::assemble(tokens, &forms, text)
}

#[cfg(test)]
mod tests;
