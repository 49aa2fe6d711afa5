//! Offices given up or taken without a title beside the verb: "сложил полномочия", "stepped down", "лишилось директора X", "replaced X".

use rapporteur_model::{Claim, ClaimKind, MentionKind, Modality, Role, Span, Value};

use super::{late_date, who};
use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;

/// The verb has a noun of office among its words ("подал в отставку"), or its particle.
pub fn word(graph: &Graph, verb: u32) -> bool {
    graph.children(verb).iter().any(|&c| graph.lexicon.is("office_words", graph.lemma(c)))
}

/// A dismissal that happened is an appointment denied, and the post is over.
pub fn over(graph: &Graph, verb: u32, claim: &mut Claim) {
    claim.modality = Modality::Denied;
    claim.push(Role::Phase, Value::Text("former".to_owned()), graph.token(verb).span);
}

/// "Агентство лишилось директора X": whose title is its object.
pub fn lost(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let governed = graph.children(hit.trigger).iter().copied().filter(|&c| c > hit.trigger && graph.preposition(c).is_none());
    let post = governed.filter_map(|c| context.referents.post_at(graph, c)).find(|p| !p.persons.is_empty())?;
    let mut claim = context.claim(ClaimKind::Appointment, "appointment.lost", hit);
    claim.fields.retain(|f| f.role != Role::Place);
    for &m in &post.persons {
        claim.push(Role::Person, Value::Mention(m), graph.mention(m).span);
    }
    claim.push(Role::Title, Value::Mention(post.title), graph.mention(post.title).span);
    let subject =
        || frame::subjects(graph, hit.trigger).into_iter().find_map(|s| graph.at(s, &[MentionKind::Organisation, MentionKind::Body]));
    if let Some(place) = post.place.or_else(subject) {
        claim.push(crate::posts::place_role(graph, place), Value::Mention(place), graph.mention(place).span);
    }
    if claim.modality == Modality::Happened {
        over(graph, hit.trigger, &mut claim);
    }
    Some(claim)
}

/// Who replaced whom, or who gave up what was held, where no title is said at all.
pub fn untitled(context: &Context, hit: &Hit, persons: &[(u32, Span)]) -> Vec<Claim> {
    let graph = context.graph;
    let before = if graph.lexicon.is("replacing", graph.lemma(hit.trigger)) { who::objects(context, hit) } else { Vec::new() };
    let same = before.iter().any(|b| persons.iter().any(|p| p.0 == b.0));
    let replaces = graph.lexicon.is("replacing", graph.lemma(hit.trigger));
    if persons.is_empty() || same || (replaces && before.is_empty()) {
        return Vec::new();
    }
    let mut claim = context.claim(ClaimKind::Appointment, "appointment.untitled", hit);
    claim.fields.retain(|f| f.role != Role::Place);
    late_date(graph, hit.trigger, &mut claim);
    for &(m, span) in persons {
        claim.push(Role::Person, Value::Mention(m), span);
    }
    if !replaces && claim.modality == Modality::Happened {
        over(graph, hit.trigger, &mut claim);
    }
    vec![claim]
}
