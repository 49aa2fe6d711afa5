//! «встретились с директором Эльчином Гасановым»: a name right behind a title in one oblique case is the title's, where the parser takes it for
//! a subject or an object of the verb. Russian only.

use rapporteur_model::{Case, Deprel, MentionKind};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for name in tree.of(MentionKind::Person) {
        let Some(title) = tree.ends(name.tokens.start, MentionKind::Post).cloned() else { continue };
        let case = tree.token(name.head).feats.case;
        let oblique = matches!(case, Some(Case::Ins | Case::Dat | Case::Loc));
        let argument = matches!(tree.token(name.head).deprel.base(), Deprel::Nsubj | Deprel::Obj | Deprel::Iobj | Deprel::Obl);
        let alike = tree.token(title.head).feats.case == case && tree.sentence(title.head).contains(&name.head);
        if oblique && argument && alike && !tree.children(name.head).any(|c| tree.token(c).deprel.base() == Deprel::Case) {
            tree.hang(name.head, title.head, Deprel::Appos);
        }
    }
}
