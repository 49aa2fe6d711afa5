//! What a report says will be done: by whom, what, by when.
//!
//! # What it does
//! A verb of intent with an infinitive or clause ("договорились провести", "plan to sign") and a named actor.
//!
//! # Why
//! Planned sessions, visits and signings are events of their own and become commitments in the record; this rule is for the rest.
//!
//! # Example
//! "Стороны договорились провести следующую встречу в Минске в марте".

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Modality, Role, Upos, Value, VerbForm};

use crate::build::Context;
use crate::frame::{self, Hit};

/// Claims of kind commitment.
pub fn claims(context: &Context) -> Vec<Claim> {
    let mut claims: Vec<Claim> = context.hits(ClaimKind::Commitment).iter().filter_map(|hit| claim(context, hit)).collect();
    claims.extend((0..context.graph.len()).filter_map(|t| announced(context, t)));
    claims
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let act = act(context, hit.trigger)?;
    let mut claim = Claim::new(ClaimKind::Commitment, graph.token(hit.trigger).span, "commitment");
    claim.modality = Modality::Planned;
    context.actors(&mut claim, hit, Role::Actor, Role::Actor);
    what(context, act, act, &mut claim)?;
    claim.get(Role::Actor).is_some().then_some(claim)
}

/// Adds the words of the act, without its date, and the date by which it is to be done.
fn what(context: &Context, act: u32, first: u32, claim: &mut Claim) -> Option<()> {
    let graph = context.graph;
    let mut end = graph.phrase_end(act);
    if let Some(&m) = graph.mentions_in(act..graph.sentence(act).end, &[MentionKind::Date]).first() {
        let mention = graph.mention(m);
        claim.push(Role::Due, Value::Date(mention.date()?), mention.span);
        let start = graph.range(m).start;
        if start < end {
            end = (act + 1..start).rev().take_while(|&t| graph.token(t).upos == Upos::Adp).last().unwrap_or(start);
        }
    }
    let span = graph.words(first..end)?;
    claim.push(Role::Act, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
    Some(())
}

/// "Компания построит станцию до конца года": a future verb that is no event of another kind, with a named actor and a date.
fn announced(context: &Context, t: u32) -> Option<Claim> {
    let graph = context.graph;
    let hit = Hit { trigger: t, nominal: false, verb: Some(t), supported: false, args: Vec::new() };
    let known = graph.lexicon.frames.iter().any(|f| f.verbs.contains(graph.lemma(t)) || f.support.contains(graph.lemma(t)));
    let finite = graph.token(t).upos == Upos::Verb && matches!(graph.base(t), Deprel::Root | Deprel::Conj | Deprel::Parataxis);
    if known || !finite || crate::modality::of(graph, &hit) != Modality::Planned {
        return None;
    }
    let mut claim = Claim::new(ClaimKind::Commitment, graph.token(t).span, "commitment.future");
    claim.modality = Modality::Planned;
    claim.confidence = 0.6;
    for subject in frame::subjects(graph, t) {
        for m in graph.conjuncts(subject).into_iter().flat_map(|s| context.referents.actors(graph, s)) {
            claim.push(Role::Actor, Value::Mention(m), graph.mention(m).span);
        }
    }
    what(context, t, t, &mut claim)?;
    (claim.get(Role::Actor).is_some() && claim.get(Role::Due).is_some()).then_some(claim)
}

/// The infinitive that the verb of intent governs.
fn act(context: &Context, verb: u32) -> Option<u32> {
    let graph = context.graph;
    let governed = |&c: &u32| {
        let infinitive = graph.token(c).feats.verb_form == Some(VerbForm::Inf) && graph.token(c).upos == Upos::Verb;
        infinitive && matches!(graph.base(c), Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::Advcl | Deprel::Obj)
    };
    graph.children(verb).iter().copied().find(governed)
}
