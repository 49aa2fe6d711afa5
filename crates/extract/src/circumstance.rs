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
        if !attached(graph, hit, head) {
            continue;
        }
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

/// The date hangs on the trigger, on the verb that carries it or governs it, or on a place that does; not on another noun
/// ("итоги работы в 2025 году").
fn attached(graph: &Graph, hit: &Hit, head: u32) -> bool {
    let Some(parent) = graph.token(head).head else { return true };
    let own = parent == hit.trigger || Some(parent) == hit.verb;
    let through_place = graph.at(parent, &[MentionKind::Place]).is_some()
        && graph.token(parent).head.is_some_and(|g| g == hit.trigger || Some(g) == hit.verb || graph.is_verb(g));
    // A clause about another word ("X, who had served since 2019, becomes …") has dates of its own.
    let of_other = graph.base(parent) == Deprel::Acl && graph.token(parent).head != Some(hit.trigger);
    let by_verb = graph.is_verb(parent) && !of_other && graph.distance(parent, hit.trigger).is_some_and(|d| d <= 2);
    let of_date = graph.at(parent, &[MentionKind::Date]).is_some_and(|m| graph.mention(m).head == parent) && attached(graph, hit, parent);
    own || through_place || by_verb || of_date
}

/// Arcs from a phrase to the trigger or to the verb that carries it, counted only where the way is short.
fn reach(graph: &Graph, hit: &Hit, head: u32) -> Option<u32> {
    let direct = graph.distance(head, hit.trigger);
    let carried = hit.verb.and_then(|v| graph.distance(head, v));
    let steps = direct.into_iter().chain(carried).min()?;
    (steps <= 4).then_some(steps)
}

fn nearer_to_other(graph: &Graph, head: u32, steps: u32, hit: &Hit, triggers: &[u32]) -> bool {
    triggers.iter().any(|&t| {
        t != hit.trigger
            && Some(t) != hit.verb
            && graph.sentence(hit.trigger).contains(&t)
            && graph.distance(head, t).is_some_and(|d| d + 1 < steps)
    })
}

/// Places in a phrase of place ("в Минске", "in Minsk", "Minsk hosted") near the trigger, coordinated ones too.
pub fn places(graph: &Graph, hit: &Hit, triggers: &[u32]) -> Vec<u32> {
    let all = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Place]);
    let wanted = |&m: &u32| {
        let head = graph.mention(m).head;
        let first = first_conjunct(graph, head);
        let inside = graph
            .at(head, &[MentionKind::Organisation, MentionKind::Body, MentionKind::Instrument, MentionKind::Post, MentionKind::Gathering])
            .is_some();
        !inside
            && !of_title(graph, first)
            && located(graph, first)
            && reach(graph, hit, first).is_some_and(|steps| !nearer_to_other(graph, first, steps, hit, triggers))
    };
    all.into_iter().filter(wanted).collect()
}

/// "посол Италии в Грузии": the place belongs to the title, not to what its holder does.
fn of_title(graph: &Graph, t: u32) -> bool {
    graph.token(t).head.is_some_and(|h| graph.at(h, &[MentionKind::Post, MentionKind::Person]).is_some() && graph.base(t) == Deprel::Nmod)
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
    matches!(preposition.as_str(), "in" | "at")
        || (matches!(preposition.as_str(), "в" | "во" | "на" | "под") && locative && !graph.english())
}
