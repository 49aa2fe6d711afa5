//! "Teresa de Vasconcelos e Sá, who heads …, and Braima Sanhá": what the parser hangs on a word inside a person's name hangs on the name, and
//! so does a preposition before it. In
//! English a person's name right before a verb that has no subject is its subject, where the parser hangs it on what stands behind the verb, or
//! joins it to the subject of the verb before ("said X, and Y added").

use rapporteur_model::{Deprel, MentionKind, Upos, VerbForm};

use super::{Named, Tree};

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
        // "by Jean-Aimé Razafindrakoto": the preposition too.
        let before = |&c: &u32| c < name.tokens.start && tree.token(c).deprel == Deprel::Case;
        let cases: Vec<(u32, Deprel)> =
            inner.iter().flat_map(|&t| tree.children(t).filter(before).collect::<Vec<u32>>()).map(|c| (c, Deprel::Case)).collect();
        for (t, deprel) in loose.into_iter().chain(cases) {
            tree.hang(t, name.head, deprel);
        }
        if let Some(verb) = acts(tree, &name).filter(|_| !tree.russian()) {
            tree.hang(name.head, verb, Deprel::Nsubj);
        }
    }
}

/// The verb right behind a name that hangs elsewhere.
fn acts(tree: &Tree, name: &Named) -> Option<u32> {
    let verb = Some(name.tokens.end).filter(|&v| tree.sentence(name.head).contains(&v) && tree.is(v, &[Upos::Verb]))?;
    // The tagger takes "held" for a participle.
    let finite = tree.token(verb).feats.verb_form == Some(VerbForm::Fin) || tree.token(verb).deprel == Deprel::Root;
    let own = tree.children(verb).any(|c| matches!(tree.token(c).deprel.base(), Deprel::Nsubj | Deprel::Csubj | Deprel::Aux));
    let (head, as_what) = (tree.token(name.head).head?, tree.token(name.head).deprel.base());
    let behind = as_what == Deprel::Compound && head > verb;
    let joined =
        as_what == Deprel::Conj && head < name.tokens.start && tree.token(head).head.is_some_and(|v| v < head && tree.is(v, &[Upos::Verb]));
    (finite && !own && (behind || joined)).then_some(verb)
}
