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
    frame::hits(context.graph, ClaimKind::Commitment).iter().filter_map(|hit| claim(context, hit)).collect()
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let act = act(context, hit.trigger)?;
    let mut claim = Claim::new(ClaimKind::Commitment, graph.token(hit.trigger).span, "commitment");
    claim.modality = Modality::Planned;
    context.actors(&mut claim, hit, Role::Actor, Role::Actor);
    let span = graph.words(act..graph.phrase_end(act))?;
    claim.push(Role::Act, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
    if let Some(m) = graph.mentions_in(act..graph.sentence(act).end, &[MentionKind::Date]).first() {
        let mention = graph.mention(*m);
        claim.push(Role::Due, Value::Date(mention.date()?), mention.span);
    }
    claim.get(Role::Actor).is_some().then_some(claim)
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
