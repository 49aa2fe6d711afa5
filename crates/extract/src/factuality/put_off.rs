//! What is called off or put off: for good, or to another day or place.

use rapporteur_model::MentionKind;

use super::{Step, Tells, Way, over};
use crate::graph::Graph;

/// The word by which the event is put off.
fn word(graph: &Graph, way: &Way) -> Option<u32> {
    let put = |s: &&Step| over(graph, **s).contains(&Tells::Postponed);
    way.steps.iter().find(put).map(|s| s.word)
}

/// The date or place to which the event is put off.
pub(super) fn new_day(graph: &Graph, way: &Way) -> Option<u32> {
    word(graph, way).and_then(|put| to_a_day(graph, put))
}

/// "отменён", "called off"; "отложен", "put off": it is still planned, but where it is put off for good.
pub(super) fn called_off(graph: &Graph, way: &Way, cancelled: bool) -> Option<Tells> {
    if cancelled {
        return Some(Tells::Cancelled);
    }
    let beside = || way.beside(graph).contains(&Tells::Postponed);
    let put_off = word(graph, way).or_else(|| beside().then_some(way.hit.trigger))?;
    Some(if to_a_day(graph, put_off).is_none() && for_good(graph, put_off) { Tells::Cancelled } else { Tells::Postponed })
}

/// "put off indefinitely", «отложен на неопределённый срок».
fn for_good(graph: &Graph, verb: u32) -> bool {
    let below = |t: u32| graph.children(t).iter().copied();
    below(verb).flat_map(|c| std::iter::once(c).chain(below(c))).any(|c| graph.lexicon.is("without_end", graph.lemma(c)))
}

/// "перенесено на осень", "postponed to October", "from May to June", "перенесено в Ташкент".
fn to_a_day(graph: &Graph, verb: u32) -> Option<u32> {
    let behind = graph.mentions_in(verb..graph.sentence(verb).end, &[MentionKind::Date, MentionKind::Place]);
    behind.into_iter().find(|&m| {
        let to = |t: u32| matches!(graph.lower(t), "to" | "until" | "till" | "for" | "на" | "до" | "в" | "во");
        let first = graph.range(m).start;
        let within = graph.range(m).any(to) || first.checked_sub(1).is_some_and(to);
        is_new_day(graph, m) || within && graph.distance(graph.mention(m).head, verb).is_some_and(|d| d <= 2)
    })
}

/// «новая дата – 19 мая», "the new date is 9 June"
fn is_new_day(graph: &Graph, m: u32) -> bool {
    let first = graph.range(m).start;
    let noun = (graph.sentence(first).start..first).rev().take(3).find(|&t| graph.lexicon.is("days_set", graph.lemma(t)));
    noun.and_then(|t| t.checked_sub(1)).is_some_and(|t| graph.lexicon.is("anew", graph.lemma(t)))
}
