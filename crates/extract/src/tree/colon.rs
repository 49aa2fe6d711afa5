//! «Принял трёх гостей: посла X, ректора Y и мэра Z»: what a colon introduces in the case of the noun before it says whom the noun means,
//! where the parser takes it for a sentence of its own. Russian only.

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for mark in (1..tree.analysis.tokens.len() as u32).filter(|&t| tree.form(t) == ":").collect::<Vec<u32>>() {
        let noun = mark - 1;
        let own = tree.is(noun, &[Upos::Noun]) && !tree.inside(noun, &[MentionKind::Person, MentionKind::Organisation]);
        let Some(first) = own.then(|| introduced(tree, mark)).flatten() else { continue };
        tree.hang(first, noun, Deprel::Appos);
    }
}

/// The title of a person that opens what stands behind the colon, in the case of the noun before it.
fn introduced(tree: &Tree, mark: u32) -> Option<u32> {
    let sentence = tree.sentence(mark);
    let opens = |name: &&super::Named| name.tokens.start == mark + 1 && sentence.contains(&name.head);
    let title = tree.mentions.iter().filter(|m| m.kind == MentionKind::Post).find(opens)?.head;
    let holder = tree.children(title).any(|c| tree.inside(c, &[MentionKind::Person]));
    let case = tree.token(title).feats.case;
    let same = case.is_some() && case == tree.token(mark - 1).feats.case;
    let apart = matches!(tree.token(title).deprel, Deprel::Parataxis | Deprel::Conj | Deprel::Nmod);
    (holder && same && apart).then_some(title)
}
