//! "The trip, announced in May, was put off": a participle between commas says something of the noun before it, and the predicate is the verb
//! behind the second comma, where the parser takes the participle for the predicate and joins the other to it. English only.

use rapporteur_model::{Deprel, Tense, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for t in 1..tree.analysis.tokens.len() as u32 {
        if let Some((noun, predicate)) = enclosed(tree, t) {
            let (over, deprel) = (tree.token(t).head, tree.token(t).deprel);
            let behind: Vec<u32> = tree.children(t).filter(|&c| c > predicate).collect();
            tree.put(predicate, over, deprel);
            tree.put(t, Some(noun), Deprel::Acl);
            let subject = tree.subject_of(predicate);
            tree.put(noun, Some(predicate), subject);
            for c in behind {
                let deprel = tree.token(c).deprel;
                tree.hang(c, predicate, deprel);
            }
        }
    }
}

/// The noun before the participle and the predicate behind it.
fn enclosed(tree: &Tree, t: u32) -> Option<(u32, u32)> {
    let token = tree.token(t);
    let form = tree.form(t);
    let participle = tree.is(t, &[Upos::Verb]) && token.feats.tense == Some(Tense::Past) && tree.form(t - 1) == "," && form.ends_with("ed");
    let helped = |v: u32| tree.children(v).any(|c| matches!(tree.token(c).deprel.base(), Deprel::Aux | Deprel::Cop));
    if !participle || helped(t) {
        return None;
    }
    let noun =
        tree.children(t).find(|&c| c < t && tree.token(c).deprel.base() == Deprel::Nsubj && tree.is(c, &[Upos::Noun, Upos::Propn]))?;
    // What a verb does to something is no participle's: "The minister, told of it, promised".
    let object = tree.children(t).any(|c| c > t && tree.token(c).deprel == Deprel::Obj);
    let joined = |c: &u32| {
        let own = tree.children(*c).any(|d| tree.token(d).deprel.base() == Deprel::Nsubj);
        let and = tree.children(*c).chain(tree.children(t)).any(|d| d < *c && d > t && tree.token(d).deprel == Deprel::Cc);
        *c > t && matches!(tree.token(*c).deprel.base(), Deprel::Conj | Deprel::Parataxis) && tree.finite(*c) && !own && !and
    };
    let predicate = tree.children(t).find(joined)?;
    let first = tree.children(predicate).filter(|&c| tree.token(c).deprel.base() == Deprel::Aux).min().unwrap_or(predicate);
    (!object && tree.form(first - 1) == ",").then_some((noun, predicate))
}
