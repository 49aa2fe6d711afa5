//! "Соглашение скрепили подписями директор X и глава Y": a title or name in the nominative right behind a plural verb of the past and its noun
//! in the instrumental is the verb's subject, wherever the parser hangs it. Russian only.

use rapporteur_model::{Case, Deprel, MentionKind, Number, Tense, Upos};

use super::Tree;

/// Most words between the verb and its subject.
const REACH: u32 = 3;

pub(super) fn mend(tree: &mut Tree) {
    for verb in 0..tree.analysis.tokens.len() as u32 {
        if let Some(subject) = subject(tree, verb) {
            tree.hang(subject, verb, Deprel::Nsubj);
        }
    }
}

fn subject(tree: &Tree, verb: u32) -> Option<u32> {
    let token = tree.token(verb);
    // The tagger takes "скрепили" for an adjective.
    let past = token.feats.tense == Some(Tense::Past) || tree.form(verb).ends_with("или") && tree.is(verb, &[Upos::Adj]);
    let several = token.feats.number == Some(Number::Plur);
    let own = tree.children(verb).any(|c| matches!(tree.token(c).deprel.base(), Deprel::Nsubj | Deprel::Csubj));
    if !past || !several || own || !tree.is(verb, &[Upos::Verb, Upos::Adj]) {
        return None;
    }
    let end = tree.sentence(verb).end.min(verb + 1 + REACH);
    let opens = |t: &u32| [MentionKind::Post, MentionKind::Person].into_iter().any(|kind| tree.begins(*t, kind).is_some());
    let first = (verb + 1..end).find(opens)?;
    let instrumental = |t: u32| tree.is(t, &[Upos::Noun]) && tree.token(t).feats.case == Some(Case::Ins);
    let named = [MentionKind::Post, MentionKind::Person].into_iter().find_map(|kind| tree.begins(first, kind))?;
    let nominative = tree.token(named.head).feats.case == Some(Case::Nom);
    (first > verb + 1 && (verb + 1..first).all(instrumental) && nominative).then_some(named.head)
}
