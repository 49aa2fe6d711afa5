//! When and where: the date and the places that belong to a trigger rather than to another one of its sentence.

use rapporteur_model::{Case, Claim, Deprel, MentionKind, Role, Value};

use crate::frame::Hit;
use crate::graph::Graph;

/// Adds date and places to a claim.
pub fn add(graph: &Graph, hit: &Hit, claim: &mut Claim, triggers: &[u32]) {
    if let Some(m) = date(graph, hit, triggers) {
        let mention = graph.mention(m);
        if let Some(date) = mention.date() {
            claim.push(Role::Date, Value::Date(date), mention.span);
        }
    }
    for m in places(graph, hit, triggers) {
        claim.push(Role::Place, Value::Mention(m), graph.mention(m).span);
    }
}

/// The date of the sentence that is nearer in the tree to this trigger than to any other.
pub fn date(graph: &Graph, hit: &Hit, triggers: &[u32]) -> Option<u32> {
    let dates = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Date]);
    let mut best: Option<(u32, u32, u32)> = None;
    for m in dates.into_iter().filter(|&m| free(graph, m)) {
        let head = graph.mention(m).head;
        let Some(steps) = reach(graph, hit, head) else { continue };
        let key = (steps, head.abs_diff(hit.trigger), m);
        if !nearer_to_other(graph, head, steps, hit, triggers) && best.is_none_or(|b| key < b) {
            best = Some(key);
        }
    }
    best.map(|(_, _, m)| m)
}

/// A date inside another name or title ("программа на 2025 год") is not the event's.
fn free(graph: &Graph, m: u32) -> bool {
    let kinds = [MentionKind::Instrument, MentionKind::Organisation, MentionKind::Body, MentionKind::Gathering, MentionKind::Post];
    let head = graph.mention(m).head;
    graph.at(head, &kinds).is_none()
}

/// Arcs from a phrase to the trigger or to the verb that carries it, counted only where the way is short.
fn reach(graph: &Graph, hit: &Hit, head: u32) -> Option<u32> {
    let direct = graph.distance(head, hit.trigger);
    let carried = hit.verb.and_then(|v| graph.distance(head, v));
    let steps = direct.into_iter().chain(carried).min()?;
    (steps <= 4).then_some(steps)
}

fn nearer_to_other(graph: &Graph, head: u32, steps: u32, hit: &Hit, triggers: &[u32]) -> bool {
    triggers.iter().any(|&t| t != hit.trigger && Some(t) != hit.verb && graph.sentence(hit.trigger).contains(&t) && graph.distance(head, t).is_some_and(|d| d + 1 < steps))
}

/// Places in a phrase of place ("в Минске", "in Minsk", "Minsk hosted") near the trigger, coordinated ones too.
pub fn places(graph: &Graph, hit: &Hit, triggers: &[u32]) -> Vec<u32> {
    let all = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Place]);
    let wanted = |&m: &u32| {
        let head = graph.mention(m).head;
        let first = first_conjunct(graph, head);
        let inside = graph.at(head, &[MentionKind::Organisation, MentionKind::Body, MentionKind::Instrument, MentionKind::Post, MentionKind::Gathering]).is_some();
        !inside && located(graph, first) && reach(graph, hit, first).is_some_and(|steps| !nearer_to_other(graph, first, steps, hit, triggers))
    };
    all.into_iter().filter(wanted).collect()
}

fn first_conjunct(graph: &Graph, t: u32) -> u32 {
    let mut at = t;
    while graph.base(at) == Deprel::Conj || graph.base(at) == Deprel::Flat || (graph.base(at) == Deprel::Appos) {
        let Some(head) = graph.token(at).head else { break };
        at = head;
    }
    at
}

/// "в", "на" with the locative (or a noun of place between: "в городе Ижевске"), "in", "at"; and the host of an English event.
fn located(graph: &Graph, t: u32) -> bool {
    let Some(preposition) = graph.preposition(t) else {
        return graph.english() && graph.token(t).deprel == Deprel::Nsubj && graph.token(t).head.is_some_and(|h| graph.lemma(h) == "host");
    };
    let locative = graph.case(t).is_none_or(|c| matches!(c, Case::Loc | Case::Dat));
    matches!(preposition.as_str(), "in" | "at") || (matches!(preposition.as_str(), "в" | "во" | "на" | "под") && locative && !graph.english())
}
