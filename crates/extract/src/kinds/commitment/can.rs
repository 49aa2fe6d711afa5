//! Whether what a clause says can be followed up: an official side or a project is to do something, by a day or at all. Forecasts, states
//! and benefits are no promises.

use rapporteur_model::{Aspect, ClaimKind, Deprel, MentionKind, Tense};

use super::who::Who;
use crate::build::Context;
use crate::factuality::means;
use crate::frame;
use crate::graph::Graph;

/// True for an act that somebody can be asked about later.
pub fn follow(context: &Context, act: u32, over: u32, who: &Who, dated: bool) -> bool {
    let graph = context.graph;
    let listed = |class: &str| means(graph, act, graph.lexicon.list(class));
    let moves_itself = listed("growing") && frame::objects(graph, act).iter().all(|&o| o == act || who.subjects.contains(&o));
    if listed("being")
        || moves_itself
        || forecast(graph, who)
        || empty(graph, act)
        || held(context, act, who)
        || bargain(context, act, over)
    {
        return false;
    }
    let promise = act != over && graph.lexicon.is("promising", graph.lemma(over));
    let official = who.we || who.actors.iter().any(|&(m, _)| graph.mention(m).kind != MentionKind::Person);
    let relative = graph.base(over) == Deprel::Acl;
    match (who.actors.is_empty(), dated) {
        (named, true) => !(named && relative) || about_project(context, over),
        (_, false) if headline(graph, over) => false,
        (false, false) => (promise || official && !relative) && done_to(graph, act),
        (true, false) => !relative && project(graph, who) && done_to(graph, act),
    }
}

/// "was to ensure", "должно было сдать", «планировал построить»: what was the plan once is no promise now. Who agreed or promised did so for
/// good.
pub fn past_plan(graph: &Graph, act: u32, over: u32) -> bool {
    let past = |t: u32| graph.token(t).feats.tense == Some(Tense::Past);
    let helped = |t: u32| {
        let auxiliary =
            |&c: &u32| matches!(graph.base(c), Deprel::Aux | Deprel::Cop) && past(c) && graph.lexicon.is("copulas", graph.lemma(c));
        graph.children(t).iter().any(auxiliary)
    };
    let was_to = |t: u32| {
        graph.english() && act == over && graph.children(t).iter().any(|&c| graph.lemma(c) == "to" && graph.base(c) == Deprel::Mark)
    };
    let head_was =
        graph.head(act).is_some_and(|h| graph.english() && graph.lemma(h) == "be" && past(h) && graph.base(act) == Deprel::Xcomp);
    if act == over {
        return head_was || was_to(act) && helped(act);
    }
    let given = ["agreeing", "deciding"].iter().any(|class| graph.lexicon.is(class, graph.lemma(over)));
    let once = past(over) && graph.token(over).feats.aspect == Some(Aspect::Imp) && !graph.english();
    let state = !graph.is_verb(over) || graph.is_passive(over) && graph.english();
    !given && (once || state && helped(over))
}

/// "лаборатория, которая откроется", not "визит, который должен был начаться".
fn about_project(context: &Context, clause: u32) -> bool {
    let graph = context.graph;
    let Some(noun) = graph.head(clause) else { return false };
    let event = super::EVENTS.iter().any(|&kind| context.hits(kind).iter().any(|h| h.trigger == noun));
    let past = graph.children(clause).iter().any(|&c| graph.token(c).feats.tense == Some(Tense::Past) && graph.base(c) != Deprel::Nsubj);
    graph.is_nominal(noun) && !event && !past
}

/// A headline ends without a full stop; what it promises, the text tells in full.
fn headline(graph: &Graph, t: u32) -> bool {
    let sentence = graph.sentence(t);
    !sentence.rev().take(3).any(|u| graph.form(u).contains(['.', '!', '…', ';']))
}

/// A forum, an exhibition is held, opens, ends: a gathering, no act of somebody.
fn held(context: &Context, act: u32, who: &Who) -> bool {
    let graph = context.graph;
    let gathering = |&t: &u32| graph.lexicon.is("gatherings", graph.lemma(t)) || graph.at(t, &[MentionKind::Gathering]).is_some();
    let about = graph.head(act).filter(|_| graph.base(act) == Deprel::Acl);
    who.subjects.iter().copied().chain(about).any(|t| gathering(&t)) && (who.patient || frame::objects(graph, act).is_empty())
}

/// A purchase or sale agreed on is a deal; one that is intended may be asked about.
fn bargain(context: &Context, act: u32, over: u32) -> bool {
    let deal =
        context.hits(ClaimKind::Deal).iter().any(|h| h.trigger == act) && !context.graph.lexicon.is("delivering", context.graph.lemma(act));
    act != over && deal && context.graph.lexicon.is("agreeing", context.graph.lemma(over))
}

/// "?" ends the sentence.
pub fn question(graph: &Graph, t: u32) -> bool {
    let sentence = graph.sentence(t);
    sentence.rev().take(3).any(|u| graph.form(u) == "?")
}

/// The subject is weather, prices or another thing that nobody can promise.
fn forecast(graph: &Graph, who: &Who) -> bool {
    who.actors.is_empty() && who.subjects.iter().any(|&t| graph.lexicon.is("forecasts", graph.lemma(t)))
}

/// A thing of the cooperation: a plant, a project, partners.
fn project(graph: &Graph, who: &Who) -> bool {
    who.subjects.iter().any(|&t| graph.lexicon.is("projects", graph.lemma(t)))
}

/// The verb has something that it is done to or with: an act, not a wish that all go well.
fn done_to(graph: &Graph, act: u32) -> bool {
    let object = |c: u32| matches!(graph.base(c), Deprel::Obj | Deprel::Iobj | Deprel::Xcomp);
    let phrase = |&c: &u32| object(c) || (graph.base(c) == Deprel::Obl && graph.is_nominal(c));
    graph.is_passive(act) || graph.children(act).iter().any(phrase)
}

/// A verb alone says too little.
fn empty(graph: &Graph, act: u32) -> bool {
    let says = |&c: &u32| !matches!(graph.base(c), Deprel::Aux | Deprel::AuxPass | Deprel::Mark | Deprel::Punct | Deprel::Cop);
    !graph.children(act).iter().any(says) && graph.base(act) != Deprel::Xcomp
}
