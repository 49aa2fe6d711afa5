//! Whether what a date belongs to is past or to come, by the tree where there is one, by the words near it else.

use rapporteur_model::{Deprel, Sentence, Span, Tense, Token, Upos, VerbForm, Voice};

use super::items::Item;
use super::lexicon::{Lexicon, Sense};

/// Where the governing verb puts a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Past,
    Future,
    /// The present of a whole sentence: "travels to Abidjan on Monday" tells of the next one.
    Present,
    Unknown,
}

/// A sentence as the verbs see it.
pub(super) struct Context<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) sentence: &'a Sentence,
    pub(super) items: &'a [Item<'a>],
    pub(super) lexicon: &'a Lexicon,
}

impl Context<'_> {
    /// The time of the verb that governs the words at `span`.
    pub(super) fn when(&self, span: Span) -> When {
        let range = self.sentence.tokens.start as usize..(self.sentence.tokens.end as usize).min(self.tokens.len());
        let tagged = self.tokens.get(range.clone()).is_some_and(|tokens| tokens.iter().any(|token| token.upos == Upos::Verb));
        let parsed = tagged && self.tokens[range.clone()].iter().any(|token| token.head.is_some());
        match (parsed, self.tokens.get(range).unwrap_or_default().iter().position(|token| token.span.overlaps(span))) {
            (true, Some(at)) => self.governor(self.sentence.tokens.start as usize + at),
            _ => self.nearest_word(span),
        }
    }

    /// Climbs to the first verb, or word of the future, above a token.
    fn governor(&self, mut at: usize) -> When {
        for _ in 0..12 {
            let Some(head) = self.tokens[at].head.map(|head| head as usize).filter(|&head| head < self.tokens.len()) else { break };
            at = head;
            if self.is_asked(at) {
                return When::Future;
            }
            match self.of_token(at) {
                When::Unknown => {}
                when => return when,
            }
        }
        When::Unknown
    }

    /// "called off his trip, due to begin on Sunday", "extended an invitation to visit in autumn", "is to be received on Tuesday": an infinitive under
    /// "is" or a word of the future, or beside one that is the object of the verb over both.
    fn is_asked(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let Some(over) = token.head.filter(|_| matches!(token.upos, Upos::Verb | Upos::Aux)) else { return false };
        let sentence = &self.tokens[self.sentence.tokens.start as usize..(self.sentence.tokens.end as usize).min(self.tokens.len())];
        let below = |head: u32, deprel: Deprel| sentence.iter().filter(move |t| t.head == Some(head) && t.deprel.base() == deprel);
        let marks = || below(at as u32, Deprel::Mark);
        if token.feats.verb_form != Some(VerbForm::Inf) && !marks().any(|mark| mark.span.slice(self.text) == "to") {
            return false;
        }
        let governor = self.tokens.get(over as usize);
        let is_to = token.deprel.base() == Deprel::Xcomp && governor.is_some_and(|t| matches!(t.span.slice(self.text), "is" | "are"));
        let asks = |token: &Token| self.lexicon.asks(&token.span.slice(self.text).to_lowercase());
        is_to || marks().chain(below(over, Deprel::Obj)).chain(governor).any(asks)
    }

    fn of_token(&self, at: usize) -> When {
        let token = &self.tokens[at];
        let word = token.span.slice(self.text).to_lowercase();
        if self.lexicon.is_future(&word) {
            return When::Future;
        }
        if !matches!(token.upos, Upos::Verb | Upos::Aux) && !self.has_copula(at) {
            return When::Unknown;
        }
        let auxiliaries: Vec<&Token> = self.auxiliaries(at).collect();
        // "is signed", "to be signed": a passive participle has the time of its auxiliaries.
        let own = token.feats.voice != Some(Voice::Pass) || auxiliaries.is_empty();
        let mut parts: Vec<&Token> = if own { vec![token] } else { Vec::new() };
        parts.extend(auxiliaries);
        if self.particle(at).is_some_and(|particle| self.lexicon.is_future(&format!("{word}-{particle}"))) {
            return When::Future;
        }
        if parts
            .iter()
            .any(|part| part.feats.tense == Some(Tense::Fut) || self.lexicon.is_future(&part.span.slice(self.text).to_lowercase()))
        {
            When::Future
        } else if parts.iter().any(|part| part.feats.tense == Some(Tense::Past)) {
            When::Past
        } else if self.tells_now(token) && own || self.is_now(at) {
            When::Present
        } else {
            When::Unknown
        }
    }

    /// A finite present in an English sentence that ends as one: headlines tell of what is past in it, too.
    fn tells_now(&self, token: &Token) -> bool {
        let finite = token.feats.tense == Some(Tense::Pres) && token.feats.verb_form == Some(VerbForm::Fin);
        let sentence = self.sentence.span.slice(self.text).trim_end();
        self.lexicon.capitals && finite && token.upos == Upos::Verb && sentence.ends_with(['.', '!', '"', '”', '’'])
    }

    /// "is set for Monday", "is visiting on Monday": a form with a present "be" and no "have".
    fn is_now(&self, at: usize) -> bool {
        let form = |a: &Token| a.span.slice(self.text).to_lowercase();
        let be = |a: &Token| matches!(form(a).as_str(), "is" | "are" | "'s" | "'re");
        self.lexicon.capitals
            && self.auxiliaries(at).any(be)
            && !self.auxiliaries(at).any(|a| matches!(form(a).as_str(), "has" | "have" | "been"))
    }

    fn auxiliaries(&self, at: usize) -> impl Iterator<Item = &Token> {
        let range = self.sentence.tokens.start as usize..self.sentence.tokens.end as usize;
        self.tokens[range].iter().filter(move |token| token.upos == Upos::Aux && token.head.map(|head| head as usize) == Some(at))
    }

    /// "put off until Friday": the particle of a verb.
    fn particle(&self, at: usize) -> Option<String> {
        let range = self.sentence.tokens.start as usize..self.sentence.tokens.end as usize;
        let own = |token: &&Token| token.deprel == Deprel::CompoundPrt && token.head.map(|head| head as usize) == Some(at);
        self.tokens[range].iter().find(own).map(|token| token.span.slice(self.text).to_lowercase())
    }

    fn has_copula(&self, at: usize) -> bool {
        self.auxiliaries(at).next().is_some()
    }

    /// The word nearest to the date that looks like a verb of the past or future.
    fn nearest_word(&self, span: Span) -> When {
        let at = self.items.partition_point(|item| item.span.end() <= span.start());
        let cues: Vec<(usize, When)> = self.items.iter().enumerate().filter_map(|(i, item)| Some((i, self.cue(item)?))).collect();
        let Some(&(near, when)) = cues.iter().min_by_key(|(i, _)| i.abs_diff(at)) else { return When::Unknown };
        // "will be held", "будет проведено": the future word leads a form that looks past.
        let led = cues.iter().any(|&(i, cue)| cue == When::Future && i < near && near - i <= 3);
        if led { When::Future } else { when }
    }

    fn cue(&self, item: &Item<'_>) -> Option<When> {
        let word = &*item.word;
        if !item.is_word() {
            return None;
        }
        if self.lexicon.is_future(word) {
            return Some(When::Future);
        }
        let listed = item.pick(|sense| if let Sense::Tense { future } = sense { Some(future) } else { None });
        let ending = if self.lexicon.capitals {
            word.len() > 4 && word.ends_with("ed")
        } else {
            word.chars().count() > 4
                && ["ил", "ел", "ыл", "ял", "ла", "ло", "ли", "лся", "лась", "лось", "лись", "ан", "ана", "аны", "ено", "ены"]
                    .iter()
                    .any(|e| word.ends_with(e))
                && !item.capital
        };
        match listed {
            Some(true) => Some(When::Future),
            Some(false) => Some(When::Past),
            None => ending.then_some(When::Past),
        }
    }
}
