//! "a contract worth $50 million": the noun before "worth" is the thing, where the parser makes it a part of a name for the price. English
//! only.

use rapporteur_model::{Deprel, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for t in 1..tree.analysis.tokens.len() as u32 {
        let thing = t - 1;
        let token = tree.token(t);
        let priced = tree.form(t) == "worth" && tree.is(t, &[Upos::Noun]) && tree.is(thing, &[Upos::Noun]);
        if !priced || tree.token(thing).head != Some(t) || tree.token(thing).deprel.base() != Deprel::Compound {
            continue;
        }
        let (head, deprel) = (token.head, token.deprel);
        let before: Vec<u32> = tree.children(t).filter(|&c| c < thing).collect();
        tree.put(thing, head, deprel);
        tree.put(t, Some(thing), Deprel::Amod);
        for c in before {
            let deprel = tree.token(c).deprel;
            tree.put(c, Some(thing), deprel);
        }
    }
}
