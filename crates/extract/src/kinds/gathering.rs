//! Exhibitions, forums, conferences, summits, exercises: each one named, with its place and dates.
//!
//! # What it does
//! Every gathering mention with a name of its own is one claim; place and date come from its own phrase or its verb.
//!
//! # Why
//! "на выставке" without a name tells of no gathering that could be found again.
//!
//! # Example
//! "выставки MILEX-2025 в Минске".

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Modality, Role, Value};

use crate::build::Context;
use crate::frame::{self, Hit};
use crate::modality;
use crate::number;

/// Claims of kind gathering.
pub fn claims(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let all = (0..graph.analysis.mentions.len() as u32).filter(|&m| graph.mention(m).kind == MentionKind::Gathering && named(context, m));
    let mut claims: Vec<Claim> = all.map(|m| claim(context, m)).collect();
    // Only a verb says that a gathering took place; a report that calls one upcoming means it wherever it names it.
    if claims.iter().any(|c| c.modality == Modality::Planned) {
        for claim in claims.iter_mut().filter(|c| c.modality == Modality::Happened && c.rule == "gathering.named") {
            claim.modality = Modality::Planned;
        }
    }
    claims
}

/// A name, a number or what it is about: "трёхдневный форум" alone could not be found again.
fn named(context: &Context, m: u32) -> bool {
    let graph = context.graph;
    let head = graph.mention(m).head;
    let first = graph.sentence(head).start;
    let proper = |t: u32| t > first && graph.form(t).chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let about = |t: u32| t > head && matches!(graph.base(t), Deprel::Nmod | Deprel::Appos);
    graph.range(m).any(|t| proper(t) || matches!(graph.form(t), "«" | "\"" | "“") || about(t))
}

/// The gathering takes place by this verb, or is held, opened, hosted by somebody.
fn carried(context: &Context, head: u32, verb: u32) -> bool {
    let graph = context.graph;
    match graph.base(head) {
        Deprel::Nsubj => true,
        Deprel::Obj => graph.lexicon.is("holding", graph.lemma(verb)) || graph.lexicon.is("organising", graph.lemma(verb)),
        _ => false,
    }
}

fn claim(context: &Context, m: u32) -> Claim {
    let graph = context.graph;
    let head = graph.mention(m).head;
    let verb = graph.head(head).filter(|&h| graph.is_verb(h) && carried(context, head, h));
    let hit = Hit::at(head, verb);
    let mut claim = context.claim(ClaimKind::Gathering, if verb.is_some() { "gathering.verb" } else { "gathering.named" }, &hit);
    if verb.is_none() {
        let range = graph.range(m).start..graph.phrase_end(head);
        claim.fields.retain(|f| f.role != Role::Date || graph.analysis.tokens_in(f.span).all(|t| range.contains(&t)));
    }
    claim.modality = if verb.is_some() { modality::of(graph, &hit) } else { upcoming(context, head) };
    claim.push(Role::Name, Value::Mention(m), graph.mention(m).span);
    persons(context, head, &mut claim);
    for t in graph.range(m) {
        if let Some(n) = number::ordinal(graph.form(t), graph.lemma(t)) {
            claim.push(Role::Ordinal, Value::Number(n), graph.token(t).span);
        }
    }
    claim
}

/// Who organises it or attends: "организовала конференцию", "участвовали в форуме", "took part in", "was attended by".
fn persons(context: &Context, head: u32, claim: &mut Claim) {
    let graph = context.graph;
    let organised = graph.head(head).filter(|&v| graph.lexicon.is("organising", graph.lemma(v)));
    let organisers = organised.map_or_else(Vec::new, |v| frame::subjects(graph, v)).into_iter().flat_map(|t| graph.conjuncts(t));
    let all = organisers.map(|t| (Role::Organiser, t)).chain(context.attendants(head).into_iter().map(|t| (Role::Participant, t)));
    for (role, t) in all.collect::<Vec<_>>() {
        for m in context.referents.actors(graph, t) {
            claim.push(role, Value::Mention(m), graph.mention(m).span);
        }
    }
}

/// "накануне выставки", "предстоящая выставка", "в преддверии".
fn upcoming(context: &Context, head: u32) -> Modality {
    let graph = context.graph;
    let planned = &graph.lexicon.modality.planned;
    let ahead = |t: u32| planned.contains(graph.lemma(t)) || graph.lexicon.is("ahead", graph.lemma(t));
    let near = graph.children(head).iter().copied().chain(graph.head(head)).any(ahead);
    if near { Modality::Planned } else { Modality::Happened }
}
