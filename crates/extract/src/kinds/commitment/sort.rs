//! What sort of thing is promised: a session, a meeting, a visit, a signing, a delivery, else a plan.
//!
//! # Why
//! Promises of different sorts are followed up in different ways. An event told of in full is a claim of its own; here stand those that
//! lack what such a claim needs ("will travel on to Beijing", "It is to be signed in Vientiane").

use rapporteur_model::{ClaimKind, Deprel, MentionKind, Upos};

use crate::build::Context;
use crate::factuality::means;
use crate::frame;
use crate::graph::Graph;

/// The name of the sort and the word that shows it, by the verb of the act and the words of intent over it.
pub fn of(context: &Context, act: u32, over: u32, subjects: &[u32]) -> (&'static str, u32) {
    let graph = context.graph;
    if means(graph, act, graph.lexicon.list("sort_moving")) {
        return moves(graph, act, subjects);
    }
    let below = frame::objects(graph, act).into_iter().chain(subjects.iter().copied());
    let words: Vec<u32> = [act, over].into_iter().chain(below).collect();
    for (kind, name) in
        [(ClaimKind::Session, "session"), (ClaimKind::Signing, "signing"), (ClaimKind::Visit, "visit"), (ClaimKind::Meeting, "meeting")]
    {
        let fits = || match kind {
            ClaimKind::Signing => signs(graph, act),
            ClaimKind::Meeting => !takes_in(graph, act),
            _ => true,
        };
        let tells = |&t: &u32| context.hits(kind).iter().any(|h| h.trigger == t) && fits();
        if let Some(t) = words.iter().copied().find(tells) {
            return (name, t);
        }
    }
    let noun = subjects.iter().copied().find(|&t| graph.lexicon.is("sort_deliveries", graph.lemma(t)));
    match noun {
        Some(t) => ("delivery", t),
        None if delivers(graph, act) => ("delivery", act),
        None => ("plan", act),
    }
}

/// What is signed is an instrument or stands for one.
fn signs(graph: &Graph, act: u32) -> bool {
    let paper = |t: u32| graph.at(t, &[MentionKind::Instrument]).is_some() || graph.token(t).upos == Upos::Pron;
    frame::objects(graph, act).into_iter().any(paper)
}

/// "receive ten cadets", «примет сорок студентов»: who is only counted is taken in, not met.
fn takes_in(graph: &Graph, act: u32) -> bool {
    let counted = |t: u32| graph.token(t).upos == Upos::Num || graph.children(t).iter().any(|&c| graph.token(c).upos == Upos::Num);
    let objects = frame::objects(graph, act);
    graph.lexicon.is("receiving", graph.lemma(act)) && !objects.is_empty() && objects.iter().all(|&t| counted(t) && !acts(graph, t))
}

/// Persons and delegations that move visit, things that move are delivered.
fn moves(graph: &Graph, act: u32, subjects: &[u32]) -> (&'static str, u32) {
    let somebody = |&t: &u32| acts(graph, t) || ["guests", "third", "we"].iter().any(|class| graph.lexicon.is(class, graph.lemma(t)));
    let things = graph.base(act) != Deprel::Acl && !subjects.is_empty() && !subjects.iter().any(somebody);
    (if things { "delivery" } else { "visit" }, act)
}

/// "deliver", "be handed over", "поставит": what is handed over is a thing.
fn delivers(graph: &Graph, act: u32) -> bool {
    let objects = frame::objects(graph, act);
    means(graph, act, graph.lexicon.list("sort_handing")) && !objects.is_empty() && objects.iter().all(|&t| !acts(graph, t))
}

fn acts(graph: &Graph, t: u32) -> bool {
    graph.at(t, &[MentionKind::Person, MentionKind::Post, MentionKind::Body]).is_some()
}
