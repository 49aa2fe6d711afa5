//! "Teresa de Vasconcelos e Sá, who heads …, and Braima Sanhá": what the parser hangs on a word inside a person's name hangs on the name.

use rapporteur_model::{Deprel, MentionKind};

use super::Tree;

pub(super) fn mend(tree: &mut Tree) {
    for name in tree.of(MentionKind::Person) {
        let inner: Vec<u32> = name.tokens.clone().filter(|&t| t != name.head).collect();
        let outside = |&c: &u32| !name.tokens.contains(&c) && c > name.head;
        const JOINED: &[Deprel] = &[Deprel::Conj, Deprel::Acl, Deprel::AclRelcl, Deprel::Appos];
        let loose: Vec<(u32, Deprel)> = inner
            .iter()
            .flat_map(|&t| tree.children(t).filter(outside).collect::<Vec<u32>>())
            .map(|c| (c, tree.token(c).deprel))
            .filter(|(_, deprel)| JOINED.contains(deprel))
            .collect();
        for (t, deprel) in loose {
            tree.hang(t, name.head, deprel);
        }
    }
}
