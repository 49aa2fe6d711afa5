//! Phrases of place: what stands behind "in" or "to", hosts something, or is visited. Says where a word stands, not what it names.

use rapporteur_model::{Case, Deprel};

use super::layers::Layers;

/// Behind a preposition of place.
pub(super) fn located(layers: &Layers, i: u32) -> bool {
    behind(
        layers,
        i,
        |form| {
            if layers.english() { matches!(form, "in" | "at" | "to" | "from" | "near") } else { governs(form, layers.case(i)) }
        },
    )
}

/// Behind "in" («в» with the locative).
pub(super) fn inside(layers: &Layers, i: u32) -> bool {
    behind(layers, i, |form| match form {
        "in" => layers.english(),
        "в" | "во" => layers.case(i).is_none_or(|case| case == Case::Loc),
        _ => false,
    })
}

/// A preposition of this kind, in small letters, stands before a word and hangs on it.
fn behind(layers: &Layers, i: u32, of_place: impl Fn(&str) -> bool) -> bool {
    let preposition = |&j: &u32| layers.token(j).head == Some(i) && layers.token(j).deprel == Deprel::Case;
    (layers.bounds(i).start..i).filter(preposition).any(|j| of_place(&layers.form(j).to_lowercase()))
}

/// Russian prepositions of place, by the case that goes with them; names that the network cannot decline have none.
fn governs(preposition: &str, case: Option<Case>) -> bool {
    match preposition {
        "в" | "во" => case.is_none_or(|c| matches!(c, Case::Loc | Case::Acc)),
        "из" => case.is_none_or(|c| c == Case::Gen),
        "под" => case.is_none_or(|c| matches!(c, Case::Ins | Case::Acc)),
        _ => false,
    }
}

/// "Minsk hosted the meeting", "visited Riga": the subject of a verb of receiving, or the object of one of visiting.
pub(super) fn hosts(layers: &Layers, i: u32) -> bool {
    let token = layers.token(i);
    let lists = &layers.lexicon().selection;
    token.head.is_some_and(|h| match token.deprel {
        Deprel::Nsubj => lists.receiving.contains(layers.lemma(h)),
        Deprel::Obj => lists.visiting.contains(layers.lemma(h)),
        _ => false,
    })
}
