//! "Контролирует «Волгафарм» Рустам Ахмеров": a name in the nominative right behind the object of a verb that has no subject is that subject,
//! wherever the parser hangs it; so is a person's name in the nominative that the parser takes for the object («компанией руководил Иванов»).
//! Russian only.

use rapporteur_model::{Case, Deprel, MentionKind, Upos, VerbForm};

use super::Tree;

const NAMES: [MentionKind; 2] = [MentionKind::Person, MentionKind::Organisation];

pub(super) fn mend(tree: &mut Tree) {
    for verb in 0..tree.analysis.tokens.len() as u32 {
        if !lacks_subject(tree, verb) {
            continue;
        }
        if let Some(subject) = subject(tree, verb).or_else(|| no_object(tree, verb)) {
            tree.hang(subject, verb, Deprel::Nsubj);
        }
    }
}

/// A finite verb without a subject.
fn lacks_subject(tree: &Tree, verb: u32) -> bool {
    let own = |c: u32| matches!(tree.token(c).deprel.base(), Deprel::Nsubj | Deprel::Csubj);
    let finite = tree.is(verb, &[Upos::Verb]) && tree.token(verb).feats.verb_form.is_none_or(|form| form == VerbForm::Fin);
    finite && !tree.children(verb).any(own)
}

/// A declined name that is the object would not stand in the nominative.
fn no_object(tree: &Tree, verb: u32) -> Option<u32> {
    let declined = |t: u32| tree.form(t).ends_with(|c: char| "бвгджзйклмнпрстфхцчшщ".contains(c));
    let person = |c: &u32| tree.covering(*c, &[MentionKind::Person]).next().is_some_and(|m| m.head == *c && declined(m.tokens.end - 1));
    let object = |c: &u32| tree.token(*c).deprel == Deprel::Obj && *c > verb && tree.token(*c).feats.case == Some(Case::Nom) && person(c);
    tree.children(verb).find(object)
}

fn subject(tree: &Tree, verb: u32) -> Option<u32> {
    let sentence = tree.sentence(verb);
    let object = tree.children(verb).find(|&c| c > verb && tree.token(c).deprel == Deprel::Obj)?;
    // The object's words up to its last quote: no comma and no other verb between.
    let name = tree.covering(object, &NAMES).map(|m| m.tokens.end).max();
    let mut end = name.unwrap_or(object + 1);
    if end < sentence.end && matches!(tree.form(end), "»" | "\"" | "”") {
        end += 1;
    }
    let behind = tree.begins(end, MentionKind::Person).filter(|_| end < sentence.end)?;
    let nominative = tree.token(behind.head).feats.case == Some(Case::Nom);
    // What hangs on a noun in front of the verb or on the object itself was guessed; a subject of another verb stays where it is.
    let loose = !matches!(tree.token(behind.head).deprel.base(), Deprel::Nsubj | Deprel::Obl | Deprel::Iobj);
    let closed = behind.tokens.end >= sentence.end || tree.is(behind.tokens.end, &[Upos::Punct, Upos::Adp, Upos::Cconj, Upos::Adv]);
    (name.is_some() && nominative && loose && closed).then_some(behind.head)
}
