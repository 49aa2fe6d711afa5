//! "The trip, set for next week, is off; his office blamed the budget": what stands before a semicolon and has a predicate there belongs to
//! that, where the parser hangs it on the verb behind. English only.

use rapporteur_model::{Deprel, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for mark in 0..tree.analysis.tokens.len() as u32 {
        if tree.form(mark) != ";" {
            continue;
        }
        let first = tree.sentence(mark).start;
        let first = (first..mark).rev().find(|&t| tree.form(t) == ";").map_or(first, |t| t + 1);
        let Some(predicate) = predicate(tree, first, mark) else { continue };
        for t in first..predicate {
            let over = tree.token(t).head.filter(|&h| h > mark);
            if over.is_some() && tree.is(t, &[Upos::Noun, Upos::Propn, Upos::Pron]) {
                tree.hang(t, predicate, Deprel::Nsubj);
            }
        }
    }
}

/// The word with a copula or a finite verb without a subject that ends a half, and hangs on the other one.
fn predicate(tree: &Tree, first: u32, mark: u32) -> Option<u32> {
    let own = |t: u32, deprel: Deprel| tree.children(t).any(|c| tree.token(c).deprel.base() == deprel && c < t && c >= first);
    let open =
        |&t: &u32| tree.token(t).head.is_some_and(|h| h > mark) && !own(t, Deprel::Nsubj) && (own(t, Deprel::Cop) || own(t, Deprel::Aux));
    (first..mark).rev().find(open)
}
