//! Meetings and talks.
//!
//! # What it does
//! "X встретился с Y", "X и Y обсудили", "встреча X с Y", "talks between X and Y": two or more sides that met.
//!
//! # Why
//! A verb of discussion with one side only ("правительство обсудило бюджет") is no meeting; a noun with none is one only where
//! date or place are stated.
//!
//! # Example
//! "состоялась его встреча с генеральным директором … Потаповым": the pronoun's person and Потапов.

use rapporteur_model::{Claim, ClaimKind, MentionKind, Role, Value};

use crate::build::Context;
use crate::frame::{self, Hit};

/// Claims of kind meeting.
pub fn claims(context: &Context) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for hit in context.hits(ClaimKind::Meeting) {
        if anaphoric(context, hit) {
            // "Стороны обсудили …": what the meeting told of before was about.
            if let Some(last) = claims.last_mut() {
                context.topics(last, hit);
            }
        } else {
            claims.extend(claim(context, hit));
        }
    }
    claims
}

/// A verb of discussion whose every subject is "стороны", "the parties".
fn anaphoric(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let mut sides = hit.all(Role::Participant).peekable();
    !hit.nominal
        && sides.peek().is_some()
        && sides.all(|t| graph.lexicon.is("parties", graph.lemma(t)) && graph.at(t, &[MentionKind::Person]).is_none())
        && !graph.lexicon.is("meeting_verbs", graph.lemma(hit.trigger))
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    if of_body(context, hit) {
        return None;
    }
    let mut claim = context.claim(ClaimKind::Meeting, if hit.nominal { "meeting.noun" } else { "meeting.verb" }, hit);
    context.actors(&mut claim, hit, Role::Participant, Role::Participant);
    owner(context, hit, &mut claim);
    context.topics(&mut claim, hit);
    form(context, hit, &mut claim);
    if receives(context, hit) && !received(context, hit) {
        return None;
    }
    let sides = claim.all(Role::Participant).count();
    let dated = claim.get(Role::Date).is_some() || claim.get(Role::Place).is_some();
    let met = if hit.nominal {
        sides > 1
            || (sides == 1
                && hit.supported
                && claim.mentions(Role::Participant).any(|m| context.graph.mention(m).kind == MentionKind::Person))
            || (hit.supported && dated)
    } else {
        sides > 1
    };
    if sides < 2 {
        claim.confidence = 0.5;
    }
    met.then_some(claim)
}

/// "принял", "received": a meeting only where somebody is received ("приняли участие" is none).
fn receives(context: &Context, hit: &Hit) -> bool {
    !hit.nominal && context.graph.lexicon.is("receiving", context.graph.lemma(hit.trigger))
}

fn received(context: &Context, hit: &Hit) -> bool {
    let acts = |t: u32| !context.referents.actors(context.graph, t).is_empty();
    frame::objects(context.graph, hit.trigger).into_iter().any(acts) && frame::subjects(context.graph, hit.trigger).into_iter().any(acts)
}

/// "Meeting of the commission" is a session, told by its own rule.
fn of_body(context: &Context, hit: &Hit) -> bool {
    hit.nominal
        && hit
            .all(Role::Participant)
            .any(|t| context.graph.at(t, &[MentionKind::Body]).is_some_and(|_| context.graph.token(t).head == Some(hit.trigger)))
}

/// "его встреча", "their meeting": the person meant takes part.
fn owner(context: &Context, hit: &Hit, claim: &mut Claim) {
    for &c in context.graph.children(hit.trigger) {
        let possessive = hit.nominal && context.graph.lexicon.is("possessive", &context.graph.form(c).to_lowercase());
        if possessive && let Some(m) = context.referents.person_before(context.graph, c) {
            claim.push(Role::Participant, Value::Mention(m), context.graph.token(c).span);
        }
    }
}

/// Telephone, video, on the sidelines.
fn form(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let near = graph.children(hit.trigger).iter().chain(hit.verb.iter().flat_map(|&v| graph.children(v))).copied();
    for t in near {
        if graph.lexicon.is("forms", graph.lemma(t)) {
            claim.push(Role::Form, Value::Text(graph.lemma(t).to_owned()), graph.token(t).span);
        }
    }
}
