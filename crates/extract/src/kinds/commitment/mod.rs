//! What a report says will be done: by whom, what, by when.
//!
//! # What it does
//! A verb in the future ("построит", "will be handed over", "said it would offer"), an infinitive under a word of intent or plan
//! ("договорились провести", "is expected to run", "undertook to invest"), or the noun of a deed that is expected on a day ("запуск
//! намечен на март"); with who is to do it, the words of the clause, and the date.
//!
//! # Why
//! Planned sessions, meetings, visits and signings are events of their own and become commitments in the record; this rule is for the
//! rest. Who says it tells nothing of whether it can be followed up: what counts is that an official side, an organisation or a project
//! is to do something, and not that something may come about (`who` and `can` decide by classes of words).
//!
//! # Example
//! "Стороны договорились провести следующую встречу в Минске в марте".

mod act;
mod can;
mod clause;
mod deed;
mod sort;
mod who;

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Modality, Role, Upos, Value, VerbForm};

use crate::build::Context;
use crate::factuality::{self, Tells};
use crate::frame::{self, Hit};

pub use clause::words;

/// Kinds of planned events that the record makes commitments of by itself.
const EVENTS: &[ClaimKind] =
    &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing, ClaimKind::Appointment, ClaimKind::Departure];

/// Claims of kind commitment.
pub fn claims(context: &Context, made: &[Claim]) -> Vec<Claim> {
    let tokens = 0..context.graph.len();
    let mut claims: Vec<Claim> = tokens.clone().filter_map(|t| intended(context, t, made).or_else(|| future(context, t, made))).collect();
    claims.extend(tokens.filter_map(|t| deed::claim(context, t, made)));
    claims
}

/// What is to be done and the word that says that it is.
struct Promise {
    /// The verb of what is done.
    act: u32,
    /// The word of intent over it, or the verb itself.
    over: u32,
    rule: &'static str,
}

/// "договорились провести", "is scheduled to begin", "поручил подготовить", "должна открыться".
fn intended(context: &Context, over: u32, made: &[Claim]) -> Option<Claim> {
    let graph = context.graph;
    let listed = context.hits(ClaimKind::Commitment).iter().find(|h| h.trigger == over);
    if listed.is_none() && !(graph.lexicon.is("intending", graph.lemma(over)) && governs(context, over)) {
        return None;
    }
    let act = infinitive(context, over)?;
    let hit = listed.cloned().unwrap_or_else(|| Hit::at(over, Some(over)));
    let off = matches!(factuality::of(graph, &hit), Modality::Denied | Modality::Cancelled | Modality::Conditional);
    let past_wish = factuality::if_clause(graph, over);
    if off || past_wish || can::question(graph, over) || tells_event(context, act, made) {
        return None;
    }
    build(context, &Promise { act, over, rule: "commitment" }, listed, made)
}

/// A predicate that is no attribute ("the planned line").
fn governs(context: &Context, t: u32) -> bool {
    let graph = context.graph;
    !matches!(graph.base(t), Deprel::Amod | Deprel::Acl) || graph.token(t).deprel == Deprel::AclRelcl
}

/// "построит", "will be merged", "said that it would offer", "is to open": no infinitive but a finite form.
fn future(context: &Context, t: u32, made: &[Claim]) -> Option<Claim> {
    let graph = context.graph;
    let verb = graph.token(t).upos == Upos::Verb || graph.token(t).feats.short;
    const CLAUSES: &[Deprel] = &[Deprel::Root, Deprel::Conj, Deprel::Parataxis, Deprel::Ccomp, Deprel::Acl, Deprel::Advcl, Deprel::Xcomp];
    if !verb || !CLAUSES.contains(&graph.base(t)) || under(context, t) || wished(context, t) || !factuality::future(graph, t) {
        return None;
    }
    let planned = factuality::of(graph, &Hit::at(t, Some(t))) == Modality::Planned;
    if !planned || infinitive(context, t).is_some_and(|_| intends(context, t)) || can::question(graph, t) || tells_event(context, t, made) {
        return None;
    }
    build(context, &Promise { act: t, over: t, rule: "commitment.future" }, None, made)
}

fn intends(context: &Context, t: u32) -> bool {
    context.hits(ClaimKind::Commitment).iter().any(|h| h.trigger == t) || context.graph.lexicon.is("intending", context.graph.lemma(t))
}

/// "выразил надежду, что появятся", "confident that it would be ratified": no more than a wish.
fn wished(context: &Context, t: u32) -> bool {
    let graph = context.graph;
    let clause = matches!(graph.base(t), Deprel::Ccomp | Deprel::Acl) && graph.token(t).deprel != Deprel::AclRelcl;
    let wish = |h: u32| graph.lexicon.facts.over(graph.lemma(h)).contains(&Tells::Proposed) || graph.lexicon.is("wishing", graph.lemma(h));
    clause && graph.head(t).is_some_and(wish)
}

/// The verb is the infinitive of a word of intent, which tells it already; or the clause of a condition or a time.
fn under(context: &Context, t: u32) -> bool {
    let graph = context.graph;
    let Some(head) = graph.head(t) else { return false };
    let governed = matches!(graph.base(t), Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl) && intends(context, head);
    let marked = |&c: &u32| graph.base(c) == Deprel::Mark && !graph.lexicon.is("that", graph.lemma(c)) && graph.lemma(c) != "to";
    let aside = graph.base(t) == Deprel::Advcl && (graph.children(t).iter().any(marked) || !finite(context, t));
    governed && !finite(context, t) || aside || graph.children(t).iter().any(|c| marked(c) && graph.base(t) != Deprel::Root)
}

fn finite(context: &Context, t: u32) -> bool {
    let graph = context.graph;
    let auxiliary = |&c: &u32| matches!(graph.base(c), Deprel::Aux | Deprel::Cop) && graph.token(c).feats.verb_form == Some(VerbForm::Fin);
    graph.token(t).feats.verb_form == Some(VerbForm::Fin) || graph.children(t).iter().any(auxiliary)
}

fn build(context: &Context, promise: &Promise, hit: Option<&Hit>, made: &[Claim]) -> Option<Claim> {
    let graph = context.graph;
    let mut claim = Claim::new(ClaimKind::Commitment, graph.token(promise.over).span, promise.rule);
    claim.modality = Modality::Planned;
    let mut who = who::of(context, promise.act, promise.over, hit);
    if who.we && who.actors.is_empty() {
        who.actors = who::houses(graph, made, who::speakers(graph, made, promise.act));
    }
    if who.actors.is_empty() && !who.patient {
        who.actors = who::together(graph, made, &who);
    }
    for &(m, span) in &who.actors {
        claim.push(Role::Actor, Value::Mention(m), span);
    }
    let due = act::due(context, promise.act, promise.over);
    if let Some((date, m)) = due {
        claim.push(Role::Due, Value::Date(date), graph.mention(m).span);
    }
    if due.is_none() && can::past_plan(graph, promise.act, promise.over)
        || !can::follow(context, promise.act, promise.over, &who, due.is_some())
    {
        return None;
    }
    let (sort, shown) = sort::of(context, promise.act, promise.over, &who.subjects);
    claim.push(Role::ActKind, Value::Text(sort.to_owned()), graph.token(shown).span);
    let first = act::dated(graph, act::first(context, promise.act, promise.over, &who), due.map(|(_, m)| m));
    let span = act::words(context, promise.act, first, due.map(|(_, m)| m))?;
    let inside = |c: &Claim| EVENTS.contains(&c.kind) && c.modality == Modality::Planned && span.contains(c.trigger);
    claim.push(Role::Act, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
    (!made.iter().any(inside)).then_some(claim)
}

/// The verb is that of an event told of, carries its noun, or has it as its object; or what takes place is a gathering, or it is a deal.
fn tells_event(context: &Context, t: u32, made: &[Claim]) -> bool {
    let graph = context.graph;
    let told = |at: u32, kinds: &[ClaimKind]| made.iter().any(|c| c.trigger == graph.token(at).span && kinds.contains(&c.kind));
    let carried = |h: &&Hit| {
        told(h.trigger, EVENTS)
            && (h.trigger == t || h.verb == Some(t) || h.participle == Some(t) || frame::objects(graph, t).contains(&h.trigger))
    };
    let of_event = EVENTS.iter().flat_map(|&kind| context.hits(kind)).any(|h| carried(&h));
    let sides = graph.children(t).iter().filter(|&&c| matches!(graph.base(c), Deprel::Nsubj | Deprel::Obj));
    let gathering = sides.into_iter().any(|&c| graph.at(c, &[MentionKind::Gathering]).is_some()) && told_of_gathering(context, t, made);
    let deal = told(t, &[ClaimKind::Deal]) && !graph.lexicon.is("delivering", graph.lemma(t));
    let talks = context.hits(ClaimKind::Meeting).iter().any(|h| h.trigger == t) && !graph.lexicon.is("receiving", graph.lemma(t));
    // "9-е завершилось, а 10-е состоится": of what is not named there the event before tells.
    let number = |c: u32| matches!(graph.token(c).upos, Upos::Adj | Upos::Num);
    let numbered = graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Nsubj && number(c));
    let takes_place = graph.lexicon.is("happening", graph.lemma(t)) && numbered;
    of_event || gathering || deal || talks || takes_place || told(t, &[ClaimKind::Statement, ClaimKind::Ownership])
}

/// A gathering is told of in the verb's sentence.
fn told_of_gathering(context: &Context, t: u32, made: &[Claim]) -> bool {
    let graph = context.graph;
    let sentence = graph.sentence(t);
    made.iter().any(|c| c.kind == ClaimKind::Gathering && sentence.contains(&graph.analysis.tokens_in(c.trigger).start))
}

/// The infinitive that a word of intent governs; "with finding" for one that is tasked.
fn infinitive(context: &Context, over: u32) -> Option<u32> {
    let graph = context.graph;
    let governed = |&c: &u32| {
        let feats = graph.token(c).feats;
        let with = graph.children(c).iter().any(|&m| m < c && graph.lemma(m) == "with");
        // "должен быть выбран"
        let to_be = |&m: &u32| graph.lemma(m) == "быть" && graph.token(m).feats.verb_form == Some(VerbForm::Inf);
        // "promised that Malta would send": a clause of its own.
        let clause = graph.base(c) == Deprel::Ccomp && graph.english() && finite(context, c);
        let bare = feats.verb_form == Some(VerbForm::Inf) && !clause || with || feats.short && graph.children(c).iter().any(to_be);
        let relation = matches!(graph.base(c), Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::Advcl | Deprel::Obj | Deprel::Nsubj);
        bare && relation && (graph.token(c).upos == Upos::Verb || feats.short)
    };
    graph.children(over).iter().copied().find(governed).or_else(|| {
        let passive = |&c: &u32| graph.base(c) == Deprel::Xcomp && graph.token(c).upos == Upos::Verb && graph.english() && c > over;
        graph.children(over).iter().copied().find(passive)
    })
}
