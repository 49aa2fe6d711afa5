//! "with Rosa Rojas, Director of the Agency, in Accra on 14 September": days belong to no person, house or place, and neither does a phrase of
//! place behind a closed apposition; where the parser hangs them on a name they are the verb's. English only.

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::Tree;

/// Farthest verb over a name, in arcs.
const FAR: usize = 6;

pub(super) fn mend(tree: &mut Tree) {
    for date in tree.of(MentionKind::Date) {
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

/// The verb over the names that a phrase hangs on; none where it hangs on a verb or on anything else.
fn over_name(tree: &Tree, t: u32) -> Option<u32> {
    const NAMES: &[MentionKind] = &[MentionKind::Person, MentionKind::Organisation, MentionKind::Place, MentionKind::Post];
    let first = tree.token(t).head.filter(|&u| u < t && tree.inside(u, NAMES))?;
    let path = std::iter::successors(Some(first), |&u| tree.token(u).head).take(FAR);
    path.into_iter().find(|&u| tree.is(u, &[Upos::Verb])).filter(|&v| v < t)
}
