//! Kinds of name spans mended by what stands around them. Changes kinds only, never bounds.

use rapporteur_model::{Deprel, MentionKind};

use super::layers::Layers;
use crate::NameSpan;

/// The name spans of a report with kinds that their surroundings allow.
pub(super) fn names(layers: &Layers) -> Vec<NameSpan> {
    layers.names.iter().map(|name| NameSpan { kind: kind(layers, name), ..name.clone() }).collect()
}

fn kind(layers: &Layers, name: &NameSpan) -> MentionKind {
    let first = name.tokens.start;
    let single = name.tokens.len() == 1;
    match name.kind {
        MentionKind::Person if single && (layers.acronym(first) || of_unit(layers, first)) => MentionKind::Organisation,
        MentionKind::Organisation if layers.country_named(name.tokens.clone()).is_some() => MentionKind::Place,
        MentionKind::Organisation if single && layers.english() && !layers.acronym(first) && beside_place(layers, first) => MentionKind::Place,
        kind => kind,
    }
}

/// "пресс-служба Госкомвоенпрома", "белорусский Госкомвоенпром": what has a press service or a country's adjective is no person.
fn of_unit(layers: &Layers, i: u32) -> bool {
    let governed = layers.token(i).head.is_some_and(|h| layers.lexicon().organisations.units.contains(&layers.lemma(h)) && layers.token(i).deprel == Deprel::Nmod);
    governed && !layers.english()
}

/// A name coordinated with a place ("Minsk and Grodno").
fn beside_place(layers: &Layers, i: u32) -> bool {
    let token = layers.token(i);
    token.deprel == Deprel::Conj && token.head.is_some_and(|h| layers.in_name(h, MentionKind::Place))
}
