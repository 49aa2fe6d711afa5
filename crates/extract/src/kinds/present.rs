//! Who else was there: "Ambassador X was also present", "Also in attendance were X and Y", «При этом присутствовали X и Y».
//!
//! # What it does
//! The persons of a sentence that only says who was there take part in the meeting, session or signing told of in the two sentences before.
//!
//! # Why
//! The sentence names no event, so that no rule of events reads it.
//!
//! # Example
//! "The ministers met in Riga. Ambassador Ana Kos was also present": she took part.

use rapporteur_model::{Claim, ClaimKind, MentionKind, Modality, Role, Upos, Value};

use crate::build::Context;
use crate::graph::Graph;

/// How many sentences behind the event.
const NEAR: usize = 2;

/// Adds those who were present to what was told of last.
pub fn add(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    for t in (0..graph.len()).filter(|&t| graph.lexicon.is("present", graph.lemma(t)) && only_says_who(context, t)) {
        let sentence = graph.analysis.sentence_of(t);
        let at = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
        let event = |c: &&mut Claim| {
            let kind = matches!(c.kind, ClaimKind::Meeting | ClaimKind::Session | ClaimKind::Signing);
            kind && c.modality == Modality::Happened && (1..=NEAR).contains(&sentence.saturating_sub(at(c)))
        };
        let Some(last) = claims.iter_mut().filter(event).max_by_key(|c| c.trigger) else { continue };
        let role = if last.kind == ClaimKind::Signing { Role::Presence } else { Role::Participant };
        for m in graph.mentions_in(graph.sentence(t), &[MentionKind::Person]) {
            let name = |f: &rapporteur_model::Field| matches!(f.value, Value::Mention(o) if graph.mention(o).name == graph.mention(m).name);
            if !last.fields.iter().any(name) {
                last.push(role, Value::Mention(m), graph.mention(m).span);
            }
        }
    }
}

/// The sentence has no other verb and no noun of an event: "was present", "in attendance were", «присутствовал».
fn only_says_who(context: &Context, t: u32) -> bool {
    let graph = context.graph;
    let mut sentence = graph.sentence(t);
    let verb = |u: u32| u != t && graph.token(u).upos == Upos::Verb && !graph.is_participle(u);
    let event = context.hits.events().iter().any(|u| sentence.contains(u));
    let occasion = |u: u32| u != t && ["occasions", "gatherings", "ceremony"].iter().any(|class| graph.lexicon.is(class, graph.lemma(u)));
    let copula = sentence.clone().any(|u| matches!(graph.lower(u), "was" | "were"));
    let denied = sentence.clone().any(|u| graph.lexicon.facts.negates(graph.lemma(u)));
    let told = if graph.english() { copula && !behind_noun(graph, t) } else { graph.is_verb(t) };
    told && !event && !denied && !sentence.any(|u| verb(u) || occasion(u))
}

/// "the present minister": no predicate.
fn behind_noun(graph: &Graph, t: u32) -> bool {
    graph.base(t) == rapporteur_model::Deprel::Amod
}
