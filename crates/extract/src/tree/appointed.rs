//! "The secretary named Dr X acting director of Y": a name and a title right behind a verb of appointing are what it is done to and what it
//! gives, and the verb is its clause's, where the parser makes one name of them and a participle of the verb. English only.

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::{Named, Tree};
use crate::lexicon::lexicon;

/// Most words of address before the name, and of light words between it and the title.
const LIGHT: u32 = 3;

pub(super) fn mend(tree: &mut Tree) {
    let words = lexicon(tree.analysis.lang);
    for person in tree.of(MentionKind::Person) {
        let Some(verb) = verb_before(tree, &person).filter(|&v| words.is("appointing", &tree.token(v).lemma.to_lowercase())) else {
            continue;
        };
        let Some(title) = title_behind(tree, &person) else { continue };
        raise(tree, verb, &person, title);
        tree.hang(person.head, verb, Deprel::Obj);
        tree.hang(title, verb, Deprel::Xcomp);
    }
}

/// The past verb right before a name, over words of address.
fn verb_before(tree: &Tree, person: &Named) -> Option<u32> {
    let first = tree.sentence(person.head).start;
    let address = |&t: &u32| !tree.is(t, &[Upos::Verb]) && tree.is(t, &[Upos::Propn, Upos::Noun, Upos::Punct]);
    let verb = (first..person.tokens.start).rev().take(LIGHT as usize).find(|t| !address(t))?;
    let passive = tree.children(verb).any(|c| tree.token(c).deprel == Deprel::AuxPass);
    (tree.is(verb, &[Upos::Verb]) && !passive && verb > first).then_some(verb)
}

/// The head of the title that follows a name at once, over an article, a possessive or "acting".
fn title_behind(tree: &Tree, person: &Named) -> Option<u32> {
    let end = tree.sentence(person.head).end.min(person.tokens.end + LIGHT);
    let light = |t: u32| tree.is(t, &[Upos::Det, Upos::Adj, Upos::Pron, Upos::Verb]) && tree.form(t) != ",";
    let start = (person.tokens.end..end).find(|&t| tree.begins(t, MentionKind::Post).is_some() || !light(t))?;
    tree.begins(start, MentionKind::Post).map(|m| m.head)
}

/// A verb that was taken for a participle of its subject takes that one's place.
fn raise(tree: &mut Tree, verb: u32, person: &Named, title: u32) {
    let token = tree.token(verb);
    let Some(subject) = token.head.filter(|&s| s < verb && token.deprel.base() == Deprel::Acl) else { return };
    let (head, deprel) = (tree.token(subject).head, tree.token(subject).deprel);
    let behind = head.filter(|&h| h > verb);
    let inside = |t: u32| person.tokens.contains(&t) || t == title;
    let (head, deprel) = match behind {
        // What stood over both is the name or the title itself.
        Some(over) if inside(over) => (tree.token(over).head, tree.token(over).deprel),
        _ => (head, deprel),
    };
    if head.is_some_and(|h| std::iter::successors(Some(h), |&u| tree.token(u).head).take(256).any(|u| u == verb)) {
        return;
    }
    tree.put(verb, head, deprel);
    tree.put(subject, Some(verb), Deprel::Nsubj);
}
