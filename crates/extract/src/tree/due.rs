//! "X is due to visit", "X is set to meet": the infinitive right behind a predicate is what the predicate says of its subject; "the session, due to
//! open in Riga, has been postponed": it says something of the noun before the comma. English only.

use rapporteur_model::{Deprel, Upos, VerbForm};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for verb in 2..u32::try_from(tree.analysis.tokens.len()).unwrap_or(0) {
        let predicate = verb - 2;
        if taken_for_noun(tree, verb) {
            to_be(tree, verb);
            continue;
        }
        if let Some(noun) = invited(tree, verb) {
            tree.hang(verb, noun, Deprel::Acl);
            continue;
        }
        let infinitive = tree.token(verb).feats.verb_form == Some(VerbForm::Inf) && tree.form(verb - 1) == "to";
        let behind = tree.token(verb).head == Some(predicate) && tree.token(verb).deprel.base() == Deprel::Advcl;
        if infinitive && behind && tree.is(predicate, &[Upos::Adj]) && tree.children(predicate).any(|c| tree.token(c).deprel == Deprel::Cop)
        {
            tree.hang(verb, predicate, Deprel::Xcomp);
        } else if infinitive
            && verb > 2
            && tree.form(predicate) == "due"
            && tree.form(predicate - 1) == ","
            && let Some(noun) = subject_before(tree, predicate, verb)
        {
            tree.hang(verb, noun, Deprel::Acl);
        }
    }
}

/// The noun of which "due" says something: the one whose phrase ends at the comma before it, over names and complements.
fn subject_before(tree: &Tree, due: u32, verb: u32) -> Option<u32> {
    tree.token(verb).head.filter(|_| tree.token(verb).deprel.base() == Deprel::Advcl)?;
    let nominal = |t: &u32| tree.is(*t, &[Upos::Noun, Upos::Propn]);
    let last = due.checked_sub(2).filter(nominal)?;
    std::iter::successors(Some(last), |&u| tree.token(u).head.filter(nominal).filter(|&h| h < due)).take(6).last()
}

/// "Almaty is to stage the fair": a verb that the tagger took for a noun behind "is to", with an object of its own.
fn taken_for_noun(tree: &Tree, t: u32) -> bool {
    let behind = tree.form(t - 1) == "to" && matches!(tree.form(t - 2), "is" | "are" | "was" | "were");
    let own = |deprel: Deprel| tree.children(t).any(|c| tree.token(c).deprel.base() == deprel);
    behind && tree.is(t, &[Upos::Noun]) && tree.token(t - 2).head == Some(t) && tree.token(t - 1).deprel == Deprel::Mark && own(Deprel::Obj)
}

/// Makes of such a noun the infinitive under "is".
fn to_be(tree: &mut Tree, verb: u32) {
    let be = verb - 2;
    let (head, deprel) = (tree.token(verb).head, tree.token(verb).deprel);
    tree.put(be, head, deprel);
    tree.put(verb, Some(be), Deprel::Xcomp);
    let moved: Vec<u32> = tree.children(verb).filter(|&c| tree.token(c).deprel.base() == Deprel::Nsubj || c < be).collect();
    for t in moved {
        let deprel = tree.token(t).deprel;
        tree.hang(t, be, deprel);
    }
    let token = &mut tree.analysis.to_mut().tokens[verb as usize];
    (token.upos, token.feats.verb_form) = (Upos::Verb, Some(VerbForm::Inf));
}

/// "extended an invitation to Minister X to visit": the noun of asking between a verb and an infinitive that the parser hung on that verb.
fn invited(tree: &Tree, verb: u32) -> Option<u32> {
    let infinitive = tree.token(verb).feats.verb_form == Some(VerbForm::Inf) && tree.form(verb - 1) == "to";
    let clause = matches!(tree.token(verb).deprel.base(), Deprel::Advcl | Deprel::Xcomp);
    let over = tree.token(verb).head.filter(|&h| infinitive && clause && h < verb)?;
    let object = |c: u32| c > over && c < verb && tree.token(c).deprel.base() == Deprel::Obj;
    tree.children(over).find(|&c| object(c) && tree.of_class(c, "invitations"))
}
