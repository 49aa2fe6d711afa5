//! "прибыл в Казань, а 22 мая посетит Саранск": a place behind the second verb of one subject is what that verb is done to, where the
//! parser takes it for a subject. Russian only: nominative and accusative of such names are one form.

use rapporteur_model::{Deprel, MentionKind, Number, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for place in tree.of(MentionKind::Place).into_iter().map(|m| m.head) {
        if let Some(verb) = object_of(tree, place) {
            tree.hang(place, verb, Deprel::Obj);
        }
    }
}

fn object_of(tree: &Tree, place: u32) -> Option<u32> {
    let token = tree.token(place);
    let verb = token.head.filter(|&v| v < place && token.deprel == Deprel::Nsubj && tree.is(v, &[Upos::Verb]))?;
    let joined = tree.token(verb).head.filter(|_| tree.token(verb).deprel == Deprel::Conj)?;
    let has = |v: u32, deprel: Deprel| tree.children(v).any(|c| c != place && tree.token(c).deprel == deprel);
    let singular = |v: u32| tree.token(v).feats.number == Some(Number::Sing);
    (has(joined, Deprel::Nsubj) && !has(verb, Deprel::Obj) && !has(verb, Deprel::Nsubj) && singular(verb) == singular(joined))
        .then_some(verb)
}
