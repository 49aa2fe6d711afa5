//! "избрал председателем банка Динару Садыкову": a name behind a title in the instrumental that is not in the instrumental itself is the
//! verb's, where the parser hangs it on the title. Russian only.

use rapporteur_model::{Case, Deprel, MentionKind, Upos, Voice};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for person in tree.of(MentionKind::Person).into_iter().map(|m| m.head) {
        if let Some((verb, deprel)) = argument(tree, person) {
            tree.hang(person, verb, deprel);
        }
    }
}

/// The verb that gives the title, and what the name is to it.
fn argument(tree: &Tree, person: u32) -> Option<(u32, Deprel)> {
    let name = tree.token(person);
    let title = name.head.filter(|&t| t < person && name.deprel == Deprel::Appos)?;
    let given = tree.token(title);
    let verb = given.head.filter(|&v| tree.is(v, &[Upos::Verb]))?;
    let predicate = given.feats.case == Some(Case::Ins) && matches!(given.deprel.base(), Deprel::Xcomp | Deprel::Obl);
    let prepositional = tree.children(title).any(|c| tree.token(c).deprel == Deprel::Case);
    if !predicate || prepositional {
        return None;
    }
    let passive = tree.token(verb).feats.voice == Some(Voice::Pass);
    match name.feats.case? {
        Case::Acc | Case::Gen if !passive => Some((verb, Deprel::Obj)),
        Case::Nom => Some((verb, if passive { Deprel::NsubjPass } else { Deprel::Nsubj })),
        _ => None,
    }
}
