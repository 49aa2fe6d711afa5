//! "The visit has been postponed, the embassy told the agency": the subject of the clause that is reported and that of the verb of saying
//! behind it, where the parser changes them. English only.

use rapporteur_model::{Deprel, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for said in 0..tree.analysis.tokens.len() as u32 {
        if let Some((clause, subject, speaker)) = crossed(tree, said) {
            let as_what = tree.token(speaker).deprel;
            tree.put(subject, Some(clause), as_what);
            tree.put(speaker, Some(said), Deprel::Nsubj);
        }
    }
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
