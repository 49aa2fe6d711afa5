//! "interest in signing a memorandum", "the intention of X to visit": a gerund behind a noun and a preposition, and an infinitive behind a noun
//! of intention and whose it is, are that noun's, where the parser hangs them on the verb. English only.

use rapporteur_model::{Deprel, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for t in 2..tree.analysis.tokens.len() as u32 {
        if let Some(noun) = noun(tree, t).or_else(|| intention(tree, t)) {
            tree.hang(t, noun, Deprel::Acl);
        }
    }
}

/// The noun of intention, under the same verb, of which only "of" and names stand before an infinitive.
fn intention(tree: &Tree, t: u32) -> Option<u32> {
    let token = tree.token(t);
    let infinitive = tree.is(t, &[Upos::Verb]) && token.deprel.base() == Deprel::Advcl && tree.form(t - 1) == "to";
    let first = tree.sentence(t).start.max(t.saturating_sub(14));
    let near = (first..t - 1).rev().take_while(|&u| tree.is(u, &[Upos::Noun, Upos::Propn, Upos::Adj, Upos::Adp, Upos::Det, Upos::Part]));
    let noun = near.into_iter().find(|&u| tree.of_class(u, "intentions"))?;
    let own = tree.token(noun).head == token.head && matches!(tree.token(noun).deprel.base(), Deprel::Obj | Deprel::Nsubj | Deprel::Obl);
    (infinitive && own).then_some(noun)
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
