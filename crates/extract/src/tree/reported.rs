//! "The visit has been postponed, the embassy told the agency": the subject of the clause that is reported and that of the verb of saying
//! behind it, where the parser changes them; and "A trip, announced in January, has been put off": a participle between commas that the parser
//! took for the verb. English only.

use rapporteur_model::{Deprel, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for said in 0..tree.analysis.tokens.len() as u32 {
        if let Some((clause, subject, speaker)) = crossed(tree, said) {
            let as_what = tree.token(speaker).deprel;
            tree.put(subject, Some(clause), as_what);
            tree.put(speaker, Some(said), Deprel::Nsubj);
        }
        if let Some((subject, verb)) = aside(tree, said) {
            let (head, as_what) = (tree.token(said).head, tree.token(said).deprel);
            let behind: Vec<u32> = tree.children(said).filter(|&c| c > verb).collect();
            tree.put(verb, head, as_what);
            tree.put(subject, Some(verb), tree.subject_of(verb));
            tree.put(said, Some(subject), Deprel::Acl);
            behind.into_iter().for_each(|c| {
                let as_what = tree.token(c).deprel;
                tree.put(c, Some(verb), as_what);
            });
        }
    }
}

/// A word in -ed between commas behind a subject, and the verb without a subject that its auxiliary opens behind the second comma.
fn aside(tree: &Tree, participle: u32) -> Option<(u32, u32)> {
    let opens =
        participle > 0 && tree.form(participle - 1) == "," && tree.is(participle, &[Upos::Verb]) && tree.form(participle).ends_with("ed");
    let aux = |t: u32, of: u32| tree.token(t).head == Some(of) && tree.token(t).deprel.base() == Deprel::Aux;
    if !opens || tree.children(participle).any(|c| aux(c, participle)) {
        return None;
    }
    // "announced in May, was put off" is no "announced a fair, was put off", and nothing that "and" joins.
    let object = tree.children(participle).any(|c| c > participle && tree.token(c).deprel == Deprel::Obj);
    let joined =
        |c: u32| matches!(tree.token(c).deprel.base(), Deprel::Conj | Deprel::Parataxis) && !object && !behind_and(tree, participle, c);
    let clause = |c: u32| tree.token(c).deprel.base() == Deprel::Ccomp || joined(c);
    let verb = tree.children(participle).find(|&c| c > participle && tree.is(c, &[Upos::Verb]) && clause(c))?;
    let free = !tree.children(verb).any(|c| matches!(tree.token(c).deprel.base(), Deprel::Nsubj | Deprel::Csubj));
    let first = tree.children(verb).find(|&c| aux(c, verb))?;
    let closes = first > participle && tree.form(first - 1) == ",";
    let subject = tree.children(participle).find(|&c| c < participle && tree.token(c).deprel.base() == Deprel::Nsubj)?;
    (free && closes).then_some((subject, verb))
}

/// A conjunction stands between two joined verbs.
fn behind_and(tree: &Tree, first: u32, verb: u32) -> bool {
    tree.children(verb).chain(tree.children(first)).any(|c| first < c && c < verb && tree.token(c).deprel == Deprel::Cc)
}

/// A verb's subject that stands before the clause that it reports, while that clause has for its subject what stands behind it, between its
/// comma and the verb.
fn crossed(tree: &Tree, said: u32) -> Option<(u32, u32, u32)> {
    if !tree.is(said, &[Upos::Verb]) {
        return None;
    }
    let clause = tree.children(said).find(|&c| tree.token(c).deprel.base() == Deprel::Ccomp && c < said && tree.is(c, &[Upos::Verb]))?;
    let subject = tree.children(said).find(|&c| tree.token(c).deprel.base() == Deprel::Nsubj && c < clause)?;
    let speaker = tree.children(clause).find(|&c| tree.token(c).deprel.base() == Deprel::Nsubj && clause < c && c < said)?;
    let comma = (clause + 1..speaker).any(|t| tree.form(t) == ",");
    comma.then_some((clause, subject, speaker))
}
