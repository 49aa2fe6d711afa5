//! Appointments: who was given or relieved of which post, by whom.
//!
//! # What it does
//! "Президент назначил X министром", "X избран председателем", "X was appointed minister by".
//!
//! # Why
//! A verb of appointing without a title appoints nobody to a post ("назначил встречу").
//!
//! # Example
//! "X освобождён от должности министра": phase former.

use rapporteur_model::{Claim, ClaimKind, MentionKind, Role, Value};

use crate::build::Context;
use crate::frame::Hit;

/// Claims of kind appointment.
pub fn claims(context: &Context) -> Vec<Claim> {
    context.hits(ClaimKind::Appointment).iter().filter_map(|hit| claim(context, hit)).collect()
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let mut claim = context.claim(ClaimKind::Appointment, "appointment", hit);
    for t in hit.all(Role::Person) {
        for m in context.referents.actors(graph, t).into_iter().filter(|&m| graph.mention(m).kind == MentionKind::Person) {
            claim.push(Role::Person, Value::Mention(m), graph.mention(m).span);
        }
    }
    let title = hit.all(Role::Title).find_map(|t| context.referents.post_at(graph, t)).or_else(|| {
        let sentence = graph.sentence(hit.trigger);
        context.referents.posts().iter().find(|p| {
            sentence.contains(&graph.mention(p.title).head)
                && graph.mention(p.title).head > hit.trigger
                && p.persons.iter().any(|person| claim.mentions(Role::Person).any(|m| m == *person))
        })
    })?;
    claim.push(Role::Title, Value::Mention(title.title), graph.mention(title.title).span);
    if let Some(place) = title.place {
        let role = if graph.mention(place).kind == MentionKind::Place { Role::Place } else { Role::Organisation };
        claim.fields.retain(|f| f.role != Role::Place);
        claim.push(role, Value::Mention(place), graph.mention(place).span);
    }
    context.actors(&mut claim, hit, Role::AppointedBy, Role::AppointedBy);
    let persons: Vec<u32> = claim.mentions(Role::Person).collect();
    claim.fields.retain(|f| f.role != Role::AppointedBy || !matches!(f.value, Value::Mention(m) if persons.contains(&m)));
    claim.get(Role::Person).is_some().then_some(claim)
}
