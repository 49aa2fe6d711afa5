//! Headlines whose verb the network takes for a noun ("Pakistan, Belarus ink deal"): the verb is made one, with its subject and object.
//! Touches no sentence that has a verb or a full stop.

use std::ops::Range;

use rapporteur_knowledge::languages::{HeadlineVerbs, headlines};
use rapporteur_model::{Deprel, Number, Tense, Token, Upos, VerbForm};

fn verbs() -> &'static HeadlineVerbs {
    &headlines().en
}

/// Mends one sentence; `start` is the number of its first token in the report, which heads count from.
pub fn mend(text: &str, sentence: &mut [Token], start: u32) {
    let has_verb = sentence.iter().any(|t| matches!(t.upos, Upos::Verb | Upos::Aux));
    let stopped = sentence.last().is_some_and(|t| matches!(t.span.slice(text), "." | "!" | "?"));
    if has_verb || stopped || sentence.len() > 40 {
        return;
    }
    let Some(verb) = (1..sentence.len()).find(|&i| is_verb(text, sentence, i)) else { return };
    let Some(object) = object(sentence, verb, start) else { return };
    rebuild(text, sentence, verb, object, start);
}

/// A word of the list behind a nominal that it agrees with and before what can be its object.
fn is_verb(text: &str, sentence: &[Token], i: usize) -> bool {
    let word = sentence[i].span.slice(text).to_lowercase();
    let nominal = |t: &Token| matches!(t.upos, Upos::Noun | Upos::Propn);
    let name = |t: &Token| t.upos == Upos::Adj && t.span.slice(text).starts_with(char::is_uppercase);
    let before = &sentence[i - 1];
    let joined = sentence[..i].iter().any(|t| matches!(t.span.slice(text), "," | "and" | "&"));
    let plural = before.feats.number == Some(Number::Plur) && before.upos == Upos::Noun || before.span.slice(text).ends_with('s') || joined;
    let agrees = if plural { verbs().plain.contains(&word) } else { verbs().third.contains(&word) };
    let behind = sentence.get(i + 1).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num));
    (nominal(before) || name(before)) && agrees && behind
}

/// The head of what stands behind the verb: what the network hung the verb on, or the end of the row of nouns.
fn object(sentence: &[Token], verb: usize, start: u32) -> Option<usize> {
    let nominal = |i: usize| matches!(sentence[i].upos, Upos::Noun | Upos::Propn | Upos::Num);
    let parsed = sentence[verb].head.map(|h| (h - start) as usize).filter(|&h| h > verb && nominal(h));
    let row = || (verb + 1..sentence.len()).find(|&i| nominal(i) && sentence.get(i + 1).is_none_or(|_| !nominal(i + 1)));
    parsed.or_else(row)
}

/// The verb heads the sentence; the nominal before it is its subject, and what stood before that hangs on the subject.
fn rebuild(text: &str, sentence: &mut [Token], verb: usize, object: usize, start: u32) {
    let (subject, index) = (verb - 1, |i: usize| Some(start + i as u32));
    let outside = |token: &Token, range: Range<usize>| token.head.is_none_or(|h| !range.contains(&((h - start) as usize)));
    for token in &mut sentence[..subject] {
        if outside(token, 0..verb) {
            (token.head, token.deprel) = (index(subject), if token.deprel == Deprel::Root { Deprel::Dep } else { token.deprel });
        }
    }
    for token in &mut sentence[verb + 1..] {
        if token.head.is_none() || token.head.is_some_and(|h| ((h - start) as usize) < verb) {
            (token.head, token.deprel) = (index(verb), Deprel::Dep);
        }
    }
    (sentence[object].head, sentence[object].deprel) = (index(verb), Deprel::Obj);
    (sentence[subject].head, sentence[subject].deprel) = (index(verb), Deprel::Nsubj);
    if sentence[subject].upos == Upos::Adj {
        sentence[subject].upos = Upos::Propn;
    }
    let token = &mut sentence[verb];
    (token.head, token.deprel, token.upos) = (None, Deprel::Root, Upos::Verb);
    (token.feats.verb_form, token.feats.tense) = (Some(VerbForm::Fin), Some(Tense::Pres));
    token.lemma = super::lemma::lemma(&token.span.slice(text).to_lowercase(), Upos::Verb, token.feats, false);
}

#[cfg(test)]
mod tests {
    use super::*;
    use rapporteur_model::{Feats, Span};

    fn tokens(text: &str, rows: &[(&str, Upos, Option<u32>)]) -> Vec<Token> {
        let mut at = 0;
        let row = |&(word, upos, head): &(&str, Upos, Option<u32>)| {
            let first = at + text[at..].find(word).expect("rows are the words of the text");
            at = first + word.len();
            let feats = Feats { number: word.ends_with('s').then_some(Number::Plur), ..Feats::default() };
            let deprel = if head.is_none() { Deprel::Root } else { Deprel::Compound };
            Token { span: Span::new(first, at), lemma: word.into(), upos, feats, head, deprel }
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn makes_a_verb_of_what_agrees() {
        use Upos::{Adp, Noun, Propn};
        let text = "Ministers ink deal on rice";
        let mut found = tokens(
            text,
            &[("Ministers", Propn, Some(2)), ("ink", Noun, Some(2)), ("deal", Noun, None), ("on", Adp, Some(4)), ("rice", Noun, Some(2))],
        );
        mend(text, &mut found, 0);
        let arcs: Vec<_> = found.iter().map(|t| (t.head, t.deprel, t.upos)).collect();
        assert_eq!(arcs[0], (Some(1), Deprel::Nsubj, Propn));
        assert_eq!(arcs[1], (None, Deprel::Root, Upos::Verb));
        assert_eq!(arcs[2], (Some(1), Deprel::Obj, Noun));
        let text = "Rice sign plan";
        let mut same = tokens(text, &[("Rice", Noun, Some(2)), ("sign", Noun, Some(2)), ("plan", Noun, None)]);
        mend(text, &mut same, 0);
        assert_eq!(same[1].upos, Noun);
    }
}
