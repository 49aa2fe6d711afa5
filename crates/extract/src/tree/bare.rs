//! "The Second Strategic Dialogue was held in Baku": a noun without a preposition that opens the sentence is the subject of a finite verb that has none,
//! where the parser made it a phrase. Days are none. English only.

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for noun in 0..u32::try_from(tree.analysis.tokens.len()).unwrap_or(0) {
        let Some(verb) = verb_of(tree, noun) else { continue };
        tree.hang(noun, verb, tree.subject_of(verb));
    }
}

/// The verb whose subject the noun is.
fn verb_of(tree: &Tree, noun: u32) -> Option<u32> {
    let phrase =
        tree.token(noun).deprel == Deprel::Obl && tree.is(noun, &[Upos::Noun, Upos::Propn]) && !tree.inside(noun, &[MentionKind::Date]);
    let verb = tree.token(noun).head.filter(|&v| phrase && v > noun && tree.is(v, &[Upos::Verb]))?;
    let first = tree.sentence(noun).start;
    let bare = !tree.children(noun).any(|c| tree.token(c).deprel == Deprel::Case && c < noun);
    let opens = (first..noun).all(|t| tree.token(t).head.is_some_and(|h| h <= noun));
    let has = |deprel: Deprel| tree.children(verb).any(|c| tree.token(c).deprel.base() == deprel);
    (bare && opens && tree.finite(verb) && !has(Deprel::Nsubj) && !has(Deprel::Csubj) && !has(Deprel::Expl)).then_some(verb)
}
