//! The tree that rules see: the parser's, mended where names and titles, which it does not know, show that it went wrong.
//!
//! Passes in one order, each in a file of its own; none calls another. A pass hangs a token elsewhere and says as what; it never leaves
//! a circle, and makes no claim.

mod agreeing;
mod appointed;
mod aside;
mod bare;
mod behind;
mod beside;
mod between;
mod colon;
mod dated;
mod due;
mod elected;
mod emblem;
mod fronted;
mod gerund;
mod governed;
mod halves;
mod hosted;
mod joint;
mod postposed;
mod relative;
mod reported;
mod row;
mod title;
mod visited;
mod whole;
mod worth;

use std::borrow::Cow;
use std::ops::Range;

use rapporteur_model::{Analysis, Deprel, Lang, MentionKind, Report, Token, Upos, VerbForm};

use crate::lexicon::lexicon;

/// The analysis with its heads mended; as it was where nothing is to mend.
pub fn mended<'a>(report: &'a Report, analysis: &'a Analysis) -> Cow<'a, Analysis> {
    let mut tree = Tree { text: &report.text, analysis: Cow::Borrowed(analysis), mentions: mentions(analysis) };
    let passes: &[Pass] = if analysis.lang == Lang::En { ENGLISH } else { RUSSIAN };
    passes.iter().for_each(|mend| mend(&mut tree));
    tree.analysis
}

/// Among so many mentions that begin before a token stand all that cover it.
const NEAR: usize = 64;

type Pass = fn(&mut Tree<'_>);

/// What is mended in English, in this order.
const ENGLISH: &[Pass] = &[
    emblem::mend,
    whole::mend,
    worth::mend,
    reported::mend,
    relative::mend,
    halves::mend,
    fronted::mend,
    bare::mend,
    title::mend,
    row::mend,
    between::mend,
    dated::mend,
    due::mend,
    hosted::mend,
    gerund::mend,
    appointed::mend,
    joint::mend,
];
/// What is mended in Russian, in this order.
const RUSSIAN: &[Pass] = &[
    emblem::mend,
    whole::mend,
    relative::russian,
    halves::russian,
    governed::mend,
    beside::mend,
    visited::mend,
    elected::mend,
    aside::mend,
    agreeing::mend,
    behind::mend,
    postposed::mend,
    colon::mend,
    joint::mend,
];

/// Who, what and where stands in the report, and in which tokens, in order.
fn mentions(analysis: &Analysis) -> Vec<Named> {
    const KINDS: &[MentionKind] =
        &[MentionKind::Person, MentionKind::Post, MentionKind::Place, MentionKind::Organisation, MentionKind::Date];
    let of = |m: &rapporteur_model::Mention| Named { kind: m.kind, head: m.head, tokens: analysis.tokens_in(m.span) };
    analysis.mentions.iter().filter(|m| KINDS.contains(&m.kind)).map(of).collect()
}

/// A mention by its tokens.
#[derive(Clone)]
struct Named {
    kind: MentionKind,
    head: u32,
    tokens: Range<u32>,
}

/// A report's tokens while they are mended.
struct Tree<'a> {
    text: &'a str,
    analysis: Cow<'a, Analysis>,
    mentions: Vec<Named>,
}

impl Tree<'_> {
    fn token(&self, t: u32) -> &Token {
        &self.analysis.tokens[t as usize]
    }

    fn russian(&self) -> bool {
        self.analysis.lang != Lang::En
    }

    fn form(&self, t: u32) -> &str {
        self.token(t).span.slice(self.text)
    }

    fn is(&self, t: u32, upos: &[Upos]) -> bool {
        upos.contains(&self.token(t).upos)
    }

    fn sentence(&self, t: u32) -> Range<u32> {
        self.analysis.sentences.get(self.analysis.sentence_of(t)).map_or(t..t + 1, |s| s.tokens.clone())
    }

    fn children(&self, t: u32) -> impl Iterator<Item = u32> + '_ {
        self.analysis.children(t)
    }

    /// The mentions of this kind, in order.
    fn of(&self, kind: MentionKind) -> Vec<Named> {
        self.mentions.iter().filter(|m| m.kind == kind).cloned().collect()
    }

    /// The mentions of these kinds that cover a token.
    fn covering<'m>(&'m self, t: u32, kinds: &'m [MentionKind]) -> impl Iterator<Item = &'m Named> {
        let to = self.mentions.partition_point(|m| m.tokens.start <= t);
        self.mentions[..to].iter().rev().take(NEAR).filter(move |m| kinds.contains(&m.kind) && m.tokens.contains(&t))
    }

    /// A mention of one of these kinds covers the token.
    fn inside(&self, t: u32, kinds: &[MentionKind]) -> bool {
        self.covering(t, kinds).next().is_some()
    }

    /// The mention of this kind that begins at a token.
    fn begins(&self, t: u32, kind: MentionKind) -> Option<&Named> {
        let from = self.mentions.partition_point(|m| m.tokens.start < t);
        self.mentions[from..].iter().take_while(|m| m.tokens.start == t).find(|m| m.kind == kind)
    }

    /// The mention of this kind whose last token stands before this one.
    fn ends(&self, t: u32, kind: MentionKind) -> Option<&Named> {
        let to = self.mentions.partition_point(|m| m.tokens.start < t);
        self.mentions[..to].iter().rev().take(8).find(|m| m.kind == kind && m.tokens.end == t)
    }

    /// As what the subject of a verb hangs on it: of an English passive one as what it is done to.
    fn subject_of(&self, verb: u32) -> Deprel {
        let passive = self.children(verb).any(|c| self.token(c).deprel == Deprel::AuxPass);
        if passive { Deprel::NsubjPass } else { Deprel::Nsubj }
    }

    /// An English verb with a tense of its own or behind its auxiliary.
    fn finite(&self, verb: u32) -> bool {
        let auxiliary = |c: u32| c < verb && self.token(c).deprel.base() == Deprel::Aux;
        self.token(verb).feats.verb_form == Some(VerbForm::Fin) || self.children(verb).any(auxiliary)
    }

    /// The noun or verb is of a word class of `knowledge/events.toml`.
    fn of_class(&self, t: u32, class: &str) -> bool {
        lexicon(self.analysis.lang).is(class, &self.token(t).lemma)
    }

    /// Hangs a token below another, unless that stands below it.
    fn hang(&mut self, t: u32, head: u32, deprel: Deprel) -> bool {
        let below = std::iter::successors(Some(head), |&u| self.token(u).head).take(256).any(|u| u == t);
        let same = self.token(t).head == Some(head) && self.token(t).deprel == deprel;
        if below || same {
            return false;
        }
        self.put(t, Some(head), deprel);
        true
    }

    /// Puts a token under another, or at the root; the caller sees to it that no circle is left.
    fn put(&mut self, t: u32, head: Option<u32>, deprel: Deprel) {
        let token = &mut self.analysis.to_mut().tokens[t as usize];
        (token.head, token.deprel) = (head, deprel);
    }
}
