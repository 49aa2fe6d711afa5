//! "X is due to visit", "X is set to meet": the infinitive right behind a predicate is what the predicate says of its subject. English only.

use rapporteur_model::{Deprel, Upos, VerbForm};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for verb in 2..u32::try_from(tree.analysis.tokens.len()).unwrap_or(0) {
        let predicate = verb - 2;
        let infinitive = tree.token(verb).feats.verb_form == Some(VerbForm::Inf) && tree.form(verb - 1) == "to";
        let behind = tree.token(verb).head == Some(predicate) && tree.token(verb).deprel.base() == Deprel::Advcl;
        if infinitive && behind && tree.is(predicate, &[Upos::Adj]) && tree.children(predicate).any(|c| tree.token(c).deprel == Deprel::Cop)
        {
            tree.hang(verb, predicate, Deprel::Xcomp);
        }
    }
}
