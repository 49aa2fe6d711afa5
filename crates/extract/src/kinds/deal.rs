//! Deals: who buys, sells, lends, supplies or fines whom.
//!
//! # What it does
//! A verb or noun of trade with two named parties, its kind being the trigger's class in `knowledge/events.toml`.
//!
//! # Why
//! With one party there is nothing between two sides to record.
//!
//! # Example
//! "Компания A купила у B завод".

use rapporteur_model::{Claim, ClaimKind, MentionKind, Role, Value};

use crate::build::Context;
use crate::frame::Hit;

/// Claims of kind deal.
pub fn claims(context: &Context) -> Vec<Claim> {
    context.hits(ClaimKind::Deal).iter().filter_map(|hit| claim(context, hit)).collect()
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let mut claim = context.claim(ClaimKind::Deal, "deal", hit);
    context.actors(&mut claim, hit, Role::Party, Role::Party);
    let kind = graph.lexicon.deal_kind(graph.lemma(hit.trigger))?;
    claim.push(Role::DealKind, Value::Text(kind.to_owned()), graph.token(hit.trigger).span);
    for t in hit.all(Role::Subject) {
        if let Some(m) = graph.at(t, &[MentionKind::Product, MentionKind::Organisation]) {
            if !claim.mentions(Role::Party).any(|p| p == m) {
                claim.push(Role::Subject, Value::Mention(m), graph.mention(m).span);
            }
        } else if let Some(span) = graph.words(graph.phrase_of(t)) {
            claim.push(Role::Subject, Value::Text(span.slice(&graph.report.text).to_owned()), span);
        }
    }
    (claim.all(Role::Party).count() > 1).then_some(claim)
}
