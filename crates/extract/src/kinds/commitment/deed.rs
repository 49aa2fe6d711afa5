//! "Запуск линии намечен на март", "Closing is expected in the third quarter": the noun of a deed that is expected on a day.

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Modality, Role, Upos, Value};

use super::{EVENTS, act, can, sort};
use crate::build::Context;
use crate::factuality;
use crate::frame::{self, Hit};
use crate::graph::Graph;

/// The claim at a word of planning whose subject is a deed.
pub fn claim(context: &Context, t: u32, made: &[Claim]) -> Option<Claim> {
    let graph = context.graph;
    let planned = factuality::means(graph, t, graph.lexicon.list("expecting")) && !graph.is_nominal(t);
    let attribute = matches!(graph.base(t), Deprel::Amod | Deprel::Acl);
    let clause = |&c: &u32| matches!(graph.base(c), Deprel::Xcomp | Deprel::Ccomp) || graph.base(c) == Deprel::Csubj && !closing(graph, c);
    if !planned || attribute || graph.children(t).iter().any(clause) {
        return None;
    }
    // "is due in Asmara" is a visit where somebody is named.
    let subject = subject(graph, t).filter(|&s| !tells(context, s, made) && !tells(context, t, made))?;
    let comes = comer(context, t, subject);
    let visits = !comes.is_empty() || party(graph, t, subject);
    if !visits && !is_deed(graph, subject) {
        return None;
    }
    let off = matches!(factuality::of(graph, &Hit::at(t, Some(t))), Modality::Denied | Modality::Cancelled | Modality::Conditional);
    let (date, m) = act::due(context, t, t)?;
    if off || can::question(graph, t) {
        return None;
    }
    let mut claim = Claim::new(ClaimKind::Commitment, graph.token(t).span, "commitment.deed");
    claim.modality = Modality::Planned;
    for m in comes {
        claim.push(Role::Actor, Value::Mention(m), context.words(subject, m));
    }
    let sort = if visits { ("visit", t) } else { sort::of(context, subject, subject, &[subject]) };
    claim.push(Role::ActKind, Value::Text(sort.0.to_owned()), graph.token(sort.1).span);
    claim.push(Role::Due, Value::Date(date), graph.mention(m).span);
    let start = graph.subtree(subject).start.min(t).max(graph.sentence(t).start);
    let span = act::words(context, t, start, Some(m))?;
    claim.push(Role::Act, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
    Some(claim)
}

/// "Closing is expected in May": a gerund alone.
fn closing(graph: &Graph, c: u32) -> bool {
    graph.english() && graph.lower(c).ends_with("ing") && graph.children(c).iter().all(|&d| graph.token(d).deprel == Deprel::Punct)
}

/// "The first group is expected in Manyani": people without a name who are to be at a place.
fn party(graph: &Graph, t: u32, subject: u32) -> bool {
    let place = |&c: &u32| {
        let named = graph.at(c, &[MentionKind::Place]).is_some() || graph.token(c).upos == Upos::Propn;
        named && graph.preposition(c).is_some_and(|p| matches!(p.as_str(), "in" | "at" | "в" | "на"))
    };
    graph.lexicon.is("groups_of_people", graph.lemma(subject)) && graph.children(t).iter().any(place)
}

/// "is due in Asmara", "ожидается в Минске": somebody who is to be at a place.
fn comer(context: &Context, t: u32, subject: u32) -> Vec<u32> {
    let graph = context.graph;
    let place = |&c: &u32| graph.at(c, &[MentionKind::Place]).is_some() && graph.preposition(c).is_some();
    let comes = |m: &u32| matches!(graph.mention(*m).kind, MentionKind::Person | MentionKind::Organisation);
    if !graph.children(t).iter().any(place) {
        return Vec::new();
    }
    context.referents.actors(graph, subject).into_iter().filter(comes).collect()
}

/// The subject, also one shared with the verb or predicate that this one is joined to.
fn subject(graph: &Graph, t: u32) -> Option<u32> {
    let own = |t: u32| {
        let subject = |&c: &u32| graph.base(c) == Deprel::Nsubj || graph.base(c) == Deprel::Csubj && closing(graph, c);
        graph.children(t).iter().copied().find(subject)
    };
    own(t).or_else(|| frame::objects(graph, t).first().copied()).or_else(|| {
        let first = graph.head(t).filter(|_| graph.base(t) == Deprel::Conj)?;
        own(first)
    })
}

/// A noun made of a verb, by its ending, or one of the list.
fn is_deed(graph: &Graph, t: u32) -> bool {
    let lemma = graph.lemma(t);
    (graph.is_nominal(t) || closing(graph, t))
        && (graph.lexicon.is("deeds", lemma) || graph.lexicon.list("deed_endings").iter().any(|e| lemma.ends_with(e.as_str())))
}

/// An event told of at the noun is one of its own.
fn tells(context: &Context, noun: u32, made: &[Claim]) -> bool {
    let span = context.graph.token(noun).span;
    made.iter().any(|c| c.trigger == span && EVENTS.contains(&c.kind))
}
