//! What somebody goes somewhere for: "would travel to Skopje in June to meet President X", «прилетит в Скопье в июне, чтобы встретиться с X».
//!
//! # What it does
//! A meeting or signing that is the purpose of a visit takes the day and the place of the visit, where it has none of its own.
//!
//! # Why
//! The day and the place stand with the verb of going, over the infinitive.
//!
//! # Example
//! "Minister X arrived in Riga on Monday to meet Y": they were to meet in Riga on Monday.

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Role, Value};

use crate::build::Context;

/// Gives day and place of visits to what they are for.
pub fn add(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    let start = |c: &Claim| graph.analysis.tokens_in(c.trigger).start;
    let visits: Vec<(u32, Claim)> = claims.iter().filter(|c| c.kind == ClaimKind::Visit).map(|c| (start(c), c.clone())).collect();
    for claim in claims.iter_mut().filter(|c| matches!(c.kind, ClaimKind::Meeting | ClaimKind::Signing)) {
        let trigger = start(claim);
        let infinitive = |t: &u32| matches!(graph.base(*t), Deprel::Advcl | Deprel::Xcomp) && crate::factuality::infinitive(graph, *t);
        let verb = if graph.is_verb(trigger) { Some(trigger) } else { graph.head(trigger).filter(|&h| graph.is_verb(h)) };
        let over = verb.filter(infinitive).and_then(|v| graph.head(v));
        let Some((_, visit)) = over.and_then(|h| visits.iter().find(|(at, _)| *at == h)) else { continue };
        if let Some(day) = visit.get(Role::Date).filter(|_| claim.get(Role::Date).is_none()) {
            claim.push(Role::Date, day.value.clone(), day.span);
        }
        let place =
            visit.all(Role::Destination).find(|f| matches!(f.value, Value::Mention(m) if graph.mention(m).kind == MentionKind::Place));
        if let Some(place) = place.filter(|_| claim.get(Role::Place).is_none()) {
            claim.push(Role::Place, place.value.clone(), place.span);
        }
    }
}
