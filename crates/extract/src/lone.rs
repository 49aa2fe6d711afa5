//! The date of a sentence that the tree hung on a name instead of the verb ("met the head of the ministry on Thursday", "X and Y on
//! Tuesday signed"): taken where no other verb can claim it.

use rapporteur_model::{Deprel, Edtf, MentionKind, Upos};

use crate::frame::Hit;
use crate::graph::Graph;

/// The date that opens the sentence of its main verb, or stands beside the verb, or is the only day behind it.
pub fn date(graph: &Graph, hit: &Hit, triggers: &[u32]) -> Option<u32> {
    let verb = hit.participle.or(hit.verb)?;
    let told = |m: &u32| graph.at(graph.mention(*m).head, &[MentionKind::Date]) == Some(*m) && when(graph, *m);
    let all: Vec<u32> = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Date]).into_iter().filter(told).collect();
    all.iter().copied().find(|&m| opens(graph, m, verb) || beside(graph, m, verb)).or_else(|| {
        let [only] = all[..] else { return None };
        behind(graph, hit, only, verb, triggers).then_some(only)
    })
}

/// The words before it say that something happened then: "on Monday", "в понедельник", "7 октября"; not "of 2024", "до марта".
fn when(graph: &Graph, m: u32) -> bool {
    let first = graph.range(m).start;
    let before = first.checked_sub(1).filter(|&t| t >= graph.sentence(first).start);
    let word = before.map(|t| graph.lower(t));
    let adposition = before.filter(|&t| graph.token(t).upos == Upos::Adp).is_some();
    !adposition || word.is_some_and(|w| graph.lexicon.is("dated_by", w))
}

/// The phrase of time that opens the sentence tells of its main verb.
fn opens(graph: &Graph, m: u32, verb: u32) -> bool {
    let range = graph.range(m);
    let sentence = graph.sentence(verb);
    let root = sentence.clone().find(|&t| graph.head(t).is_none());
    let first = range.start <= sentence.start + 1 && range.end < verb;
    first && root == Some(verb) && !(range.end..verb).any(|t| graph.is_verb(t) && !graph.is_participle(t))
}

/// Right before or behind the verb.
fn beside(graph: &Graph, m: u32, verb: u32) -> bool {
    let range = graph.range(m);
    let adposition = |t: u32| graph.token(t).upos == Upos::Adp;
    let before = range.end == verb && !graph.is_participle(verb);
    let behind = range.start == verb + 1 || (range.start == verb + 2 && adposition(verb + 1));
    before || behind
}

/// A day behind the verb with no other verb and no other event between.
fn behind(graph: &Graph, hit: &Hit, m: u32, verb: u32, triggers: &[u32]) -> bool {
    let start = graph.range(m).start;
    let day = matches!(graph.mention(m).date(), Some(Edtf::Date(d)) if d.day().is_some());
    let from = verb.max(hit.trigger) + 1;
    // "X, who leads a bank, on Tuesday": a clause between commas is over.
    let closed = |t: u32| graph.base(graph.clause(t)) == Deprel::Acl && (t..start).any(|u| graph.form(u) == ",");
    let event = |t: u32| triggers.contains(&t) && graph.base(t) != Deprel::Amod && hit.anchors().all(|own| own != t);
    // "received the visiting speaker on Wednesday"
    let attribute = |t: u32| graph.base(t) == Deprel::Amod;
    let other = |t: u32| graph.is_verb(t) && !graph.is_participle(t) && !attribute(t) && !closed(t) || event(t);
    day && start >= from && !(from..start).any(other) && !joins(graph, m)
}

/// "called on the president and, on Saturday, visited": the date belongs to what follows.
fn joins(graph: &Graph, m: u32) -> bool {
    let range = graph.range(m);
    let loose = |t: u32| matches!(graph.token(t).upos, Upos::Punct | Upos::Adp);
    let first = graph.sentence(range.start).start;
    let before = (first..range.start).rev().find(|&t| !loose(t));
    let next = (range.end..graph.sentence(range.start).end).find(|&t| !loose(t));
    before.is_some_and(|t| graph.token(t).upos == Upos::Cconj) || next.is_some_and(|t| graph.is_verb(t) && graph.base(t) == Deprel::Conj)
}
