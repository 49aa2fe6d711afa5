//! "министр Ганы Р. Околи", «посол Кубы Х. Эррера»: a name behind a country in the genitive is the title's, where the parser makes it a part of
//! the country's name. Russian only.

use rapporteur_model::{Deprel, MentionKind};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for name in tree.of(MentionKind::Person) {
        let Some(place) = tree.ends(name.tokens.start, MentionKind::Place).cloned() else { continue };
        let inside = |h: u32| place.tokens.contains(&h);
        let top = name.tokens.clone().find(|&t| tree.token(t).head.is_some_and(inside));
        let title = tree.token(place.head).head.filter(|&h| h < place.tokens.start && tree.token(place.head).deprel.base() == Deprel::Nmod);
        let Some((top, title)) = top.zip(title) else { continue };
        let apposed = matches!(tree.token(top).deprel.base(), Deprel::Appos | Deprel::Flat);
        if apposed && tree.inside(title, &[MentionKind::Post]) {
            tree.hang(top, title, Deprel::Appos);
        }
    }
}
