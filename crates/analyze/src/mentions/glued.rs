//! Name spans in which two names, or a title and a name, ran into each other, taken apart.

use std::ops::Range;

use rapporteur_model::{Case, MentionKind, Upos};

use super::cities::Cities;
use super::layers::Layers;
use super::retype::span;
use crate::NameSpan;

/// How far before a name a title may stand that tells of a person at its end.
const REACH: u32 = 8;

/// The names that one span holds, in order.
pub(super) fn part(layers: &Layers, cities: &Cities, name: &NameSpan) -> Vec<NameSpan> {
    if layers.english() { english(layers, cities, name) } else { russian(layers, name) }
}

fn english(layers: &Layers, cities: &Cities, name: &NameSpan) -> Vec<NameSpan> {
    let Range { start, end } = name.tokens;
    if let Some(person) = holder(layers, name) {
        let alone = person == start + 1;
        let kind = if alone { MentionKind::Place } else { MentionKind::Organisation };
        return vec![span(layers, start..person, kind), span(layers, person..end, MentionKind::Person)];
    }
    // "the President of Minsk Alexander Lukashenko": a place and a person.
    let after_of = start.checked_sub(1).is_some_and(|i| layers.form(i) == "of");
    let run_together = name.kind == MentionKind::Person && end - start >= 3 && after_of;
    if run_together && (layers.country_named(start..start + 1).is_some() || cities.well_known(layers.form(start)).is_some()) {
        return vec![span(layers, start..start + 1, MentionKind::Place), span(layers, start + 1..end, MentionKind::Person)];
    }
    vec![name.clone()]
}

/// "Chairman of the Space Agency of Azerbaijan Tural Hajiyev": where, behind a country and after a title, the person's name begins.
fn holder(layers: &Layers, name: &NameSpan) -> Option<u32> {
    let Range { start, end } = name.tokens;
    let bounds = layers.bounds(start);
    let titled = (bounds.start.max(start.saturating_sub(REACH))..start).any(|i| layers.lexicon().posts.is_post(&layers.lemma(i)));
    let lists = &layers.lexicon().organisations;
    let personal = |i: u32| {
        let lemma = layers.lemma(i);
        layers.is(i, &[Upos::Propn]) && layers.capital(i) && !layers.acronym(i) && !lists.heads.contains(&lemma) && !lists.units.contains(&lemma)
    };
    let first = (start + 1..end).find(|&i| layers.country_named(i - 1..i).is_some() && (2..=3).contains(&(end - i)))?;
    (titled && (first..end).all(personal) && !lists.heads.contains(&layers.lemma(end - 1))).then_some(first)
}

/// "Союз координационных советов (СКС)" is a name and, in brackets, its short form; "Замглавы Федеральной службы" a title and a name.
fn russian(layers: &Layers, name: &NameSpan) -> Vec<NameSpan> {
    let Range { start, end } = name.tokens;
    if name.kind != MentionKind::Organisation {
        return vec![name.clone()];
    }
    let start = if title_before(layers, start, end) { start + 1 } else { start };
    let open = (start + 1..end).find(|&i| layers.form(i) == "(").unwrap_or(end);
    let close = (open..end).find(|&i| layers.form(i) == ")").unwrap_or(end);
    let parts = [start..open, (open + 1).min(end)..close];
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| span(layers, part, name.kind)).collect()
}

/// A noun of a post before a genitive, which the network took for the first word of the organisation.
fn title_before(layers: &Layers, first: u32, end: u32) -> bool {
    let title = !layers.acronym(first) && layers.lexicon().posts.is_post(&layers.lemma(first));
    title && first + 1 < end && layers.case(first + 1) == Some(Case::Gen)
}
