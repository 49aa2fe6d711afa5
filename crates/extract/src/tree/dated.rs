//! "with Rosa Rojas, Director of the Agency, in Accra on 14 September": days belong to no person, house or place, and neither does a phrase of
//! place behind a closed apposition; where the parser hangs them on a name they are the verb's, as is the day in
//! "On Tuesday Quebec's Deputy Minister toured". English only.

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::Tree;

/// Farthest verb over a name, in arcs.
const FAR: usize = 6;

pub(super) fn mend(tree: &mut Tree) {
    for date in tree.of(MentionKind::Date) {
        if let Some((noun, verb)) = opening(tree, &date) {
            tree.hang(noun, verb, tree.subject_of(verb));
            tree.hang(date.head, verb, Deprel::Obl);
            tree.hang(date.tokens.start - 1, date.head, Deprel::Case);
            continue;
        }
        if let Some(verb) = before_subject(tree, &date) {
            tree.hang(date.head, verb, Deprel::Obl);
            if let Some(on) = date.tokens.start.checked_sub(1).filter(|&t| t >= tree.sentence(date.head).start) {
                tree.hang(on, date.head, Deprel::Case);
            }
            continue;
        }
        // "has been pushed back to June": the day is the verb's.
        let adverb = tree.token(date.head).head.filter(|&h| tree.is(h, &[Upos::Adv]) && h < date.tokens.start);
        if let Some(verb) = adverb.and_then(|a| tree.token(a).head).filter(|&v| tree.is(v, &[Upos::Verb])) {
            tree.hang(date.head, verb, Deprel::Obl);
            continue;
        }
        let on = date.tokens.start.checked_sub(1).filter(|&t| matches!(tree.form(t), "on" | "On"));
        let behind_place = on.and_then(|on| tree.ends(on, MentionKind::Place)).cloned();
        let Some(on) = on.filter(|&on| tree.token(on).head == Some(date.head)) else { continue };
        let Some(verb) = over_name(tree, date.head) else { continue };
        tree.hang(date.head, verb, Deprel::Obl);
        // "in Accra on 14 September": together.
        let Some(place) = behind_place else { continue };
        let phrase = place.tokens.start.checked_sub(1).filter(|&t| matches!(tree.form(t), "in" | "at") && t < on);
        let own = phrase.is_some_and(|t| tree.token(t).head == Some(place.head));
        if own && over_name(tree, place.head) == Some(verb) {
            tree.hang(place.head, verb, Deprel::Obl);
        }
    }
}

/// "On Tuesday Quebec's Deputy Minister toured": a day that opens the sentence, hung as a part of the name behind it with its preposition; that
/// name and the verb without a subject.
fn opening(tree: &Tree, date: &super::Named) -> Option<(u32, u32)> {
    let sentence = tree.sentence(date.head);
    let on = date.tokens.start.checked_sub(1).filter(|&t| t == sentence.start && matches!(tree.form(t), "On" | "In"))?;
    let noun = tree.token(on).head.filter(|&n| n >= date.tokens.end)?;
    let within = std::iter::successors(tree.token(date.head).head, |&u| tree.token(u).head).take(3).any(|u| u == noun);
    let verb = tree.token(noun).head.filter(|&v| v > noun && tree.is(v, &[Upos::Verb]))?;
    let own = tree.children(verb).any(|c| matches!(tree.token(c).deprel.base(), Deprel::Nsubj | Deprel::Csubj));
    (tree.token(noun).deprel.base() == Deprel::Obl && within && !own).then_some((noun, verb))
}

/// "Tomorrow Minister X is to visit", "On Thursday Minister X is due to": a day that opens the sentence, hung as a part of the title or name of the
/// subject behind it; the predicate of that subject.
fn before_subject(tree: &Tree, date: &super::Named) -> Option<u32> {
    let sentence = tree.sentence(date.head);
    let first =
        date.tokens.start == sentence.start || date.tokens.start == sentence.start + 1 && matches!(tree.form(sentence.start), "On" | "In");
    let names = [MentionKind::Person, MentionKind::Post, MentionKind::Organisation, MentionKind::Place];
    let part =
        |u: u32| matches!(tree.token(u).deprel.base(), Deprel::Compound | Deprel::Nmod | Deprel::Nummod | Deprel::Flat | Deprel::Amod);
    let over = tree.token(date.head).head.filter(|&u| u >= date.tokens.end && part(date.head) && tree.inside(u, &names))?;
    let subject = std::iter::successors(Some(over), |&u| tree.token(u).head.filter(|_| part(u))).take(FAR).last()?;
    let own = tree.form(date.tokens.end) == "'s" || tree.form(date.tokens.end) == "’s";
    let is_subject = tree.token(subject).deprel.base() == Deprel::Nsubj;
    tree.token(subject).head.filter(|&v| first && !own && is_subject && v > subject)
}

/// The verb over the names that a phrase hangs on; none where it hangs on a verb or on anything else.
fn over_name(tree: &Tree, t: u32) -> Option<u32> {
    const NAMES: &[MentionKind] = &[MentionKind::Person, MentionKind::Organisation, MentionKind::Place, MentionKind::Post];
    let first = tree.token(t).head.filter(|&u| u < t && tree.inside(u, NAMES))?;
    let path = std::iter::successors(Some(first), |&u| tree.token(u).head).take(FAR);
    path.into_iter().find(|&u| tree.is(u, &[Upos::Verb])).filter(|&v| v < t)
}
