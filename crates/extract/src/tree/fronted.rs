//! "Following the talks, the Ministry of Energy signed …", "In the presence of X, A and B signed …": what stands between the comma of an
//! opening phrase and its verb is the verb's subject, where the parser joins it to the phrase. English only.

use rapporteur_model::{Deprel, Tense, Upos, VerbForm};

use super::Tree;

/// Longest subject, in tokens.
const REACH: u32 = 24;

pub(super) fn mend(tree: &mut Tree) {
    for verb in 0..tree.analysis.tokens.len() as u32 {
        let parts = subject(tree, verb);
        let Some((&first, others)) = parts.split_first() else { continue };
        if told_by_itself(tree, verb) {
            let feats = &mut tree.analysis.to_mut().tokens[verb as usize].feats;
            (feats.verb_form, feats.voice) = (Some(VerbForm::Fin), None);
        }
        if tree.hang(first, verb, tree.subject_of(verb)) {
            for &other in others {
                tree.hang(other, first, Deprel::Conj);
            }
        }
    }
}

/// The heads of the subject of a verb without one: all between the last comma and the verb that hangs on something before the comma.
fn subject(tree: &Tree, verb: u32) -> Vec<u32> {
    if !tree.is(verb, &[Upos::Verb]) {
        return Vec::new();
    }
    let first = tree.sentence(verb).start;
    let finite = tree.finite(verb) || told_by_itself(tree, verb);
    let has = |deprel: Deprel| tree.children(verb).any(|c| tree.token(c).deprel.base() == deprel);
    if !finite || has(Deprel::Nsubj) || has(Deprel::Csubj) {
        return Vec::new();
    }
    let light = |&t: &u32| tree.token(t).head == Some(verb) && tree.is(t, &[Upos::Aux, Upos::Adv, Upos::Part]);
    let end = (first..verb).rev().take_while(light).last().unwrap_or(verb);
    if end > first && tree.form(end - 1) == "," {
        return before_apposition(tree, first, end, verb).into_iter().collect();
    }
    let Some(comma) = (first.max(end.saturating_sub(REACH))..end).rev().find(|&t| tree.form(t) == ",") else { return Vec::new() };
    // The phrase before the comma is the verb's.
    let opening =
        |&t: &u32| t < comma && tree.token(t).head == Some(verb) && matches!(tree.token(t).deprel.base(), Deprel::Obl | Deprel::Advcl);
    if comma + 1 >= end || !(first..comma).any(|t| opening(&t)) || (comma..end).any(|t| tree.is(t, &[Upos::Verb, Upos::Sconj])) {
        return Vec::new();
    }
    let nominal =
        |t: u32| tree.is(t, &[Upos::Noun, Upos::Propn]) && !tree.children(t).any(|c| tree.token(c).deprel == Deprel::Case && c > comma);
    let loose = |&t: &u32| {
        let joined = matches!(tree.token(t).deprel.base(), Deprel::Appos | Deprel::Conj | Deprel::Nmod);
        joined && nominal(t) && tree.token(t).head.is_some_and(|h| h < comma)
    };
    (comma + 1..end).filter(loose).collect()
}

/// "also called on X": the sentence's own verb without an auxiliary is no participle, whatever the tagger says.
fn told_by_itself(tree: &Tree, verb: u32) -> bool {
    let token = tree.token(verb);
    let past = token.feats.verb_form == Some(VerbForm::Part) && token.feats.tense == Some(Tense::Past);
    past && token.head.is_none() && !tree.children(verb).any(|c| c < verb && tree.token(c).deprel.base() == Deprel::Aux)
}

/// "Ahead of his departure, the ambassador of Ghana, Kojo Mensah, paid": behind an apposition the opening phrase ends at the first comma.
fn before_apposition(tree: &Tree, first: u32, end: u32, verb: u32) -> Option<u32> {
    let comma = (first..end - 1).find(|&t| tree.form(t) == ",")?;
    let joined = |t: u32| matches!(tree.token(t).deprel.base(), Deprel::Appos | Deprel::Conj | Deprel::Nmod);
    let subject = (comma + 1..end).find(|&t| joined(t) && tree.is(t, &[Upos::Noun, Upos::Propn]))?;
    let opens = (first..comma).any(|t| tree.token(t).head == Some(verb));
    let clause = (comma..end).any(|t| tree.is(t, &[Upos::Verb, Upos::Sconj]));
    (opens && !clause && tree.token(subject).head.is_some_and(|h| h < comma)).then_some(subject)
}
