//! "interest in signing a memorandum", "plans for building a port": a gerund behind a noun and a preposition is that noun's, where the
//! parser hangs it on the verb. English only.

use rapporteur_model::{Deprel, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for t in 2..tree.analysis.tokens.len() as u32 {
        if let Some(noun) = noun(tree, t) {
            tree.hang(t, noun, Deprel::Acl);
        }
    }
}

/// The noun right before the preposition of a gerund that hangs on the noun's own verb.
fn noun(tree: &Tree, t: u32) -> Option<u32> {
    let token = tree.token(t);
    let preposition = t - 1;
    let gerund = tree.is(t, &[Upos::Verb]) && token.deprel.base() == Deprel::Advcl && tree.form(t).ends_with("ing");
    let own = tree.token(preposition).head == Some(t) && matches!(tree.form(preposition), "in" | "for" | "of" | "to" | "towards" | "about");
    let noun = t - 2;
    let of_verb =
        tree.token(noun).head == token.head && matches!(tree.token(noun).deprel.base(), Deprel::Obj | Deprel::Nsubj | Deprel::Obl);
    (gerund && own && of_verb && tree.is(noun, &[Upos::Noun])).then_some(noun)
}
