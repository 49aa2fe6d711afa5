//! Ownership: who owns what organisation or product.
//!
//! # What it does
//! "X владеет Y", "Y принадлежит X", "владелец Y X", "founder of Y X".
//!
//! # Why
//! Owners and founders look like holders of a post and are not; the nouns are a class of their own.
//!
//! # Example
//! "основатель компании «Ромашка» Иван Иванов".

use rapporteur_model::{Case, Claim, ClaimKind, MentionKind, Role, Value};

use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;

const THINGS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Product];
const HOLDERS: &[MentionKind] = &[MentionKind::Person, MentionKind::Organisation];

/// Claims of kind ownership.
pub fn claims(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let mut found: Vec<Claim> = context.hits(ClaimKind::Ownership).iter().filter_map(|hit| by_verb(context, hit)).collect();
    let nouns = (0..graph.len()).filter(|&t| graph.is_nominal(t) && graph.lexicon.is("owners", graph.lemma(t)));
    found.extend(nouns.filter_map(|t| by_noun(graph, t)));
    found
}

fn by_verb(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let mut claim = context.claim(ClaimKind::Ownership, "ownership.verb", hit);
    claim.fields.clear();
    let owned_by = graph.lexicon.is("belonging", graph.lemma(hit.trigger));
    let subjects: Vec<u32> = frame::subjects(graph, hit.trigger);
    let others: Vec<u32> = hit.all(Role::Property).chain(hit.all(Role::Owner)).filter(|t| !subjects.contains(t)).collect();
    let (owners, things) = if owned_by { (others, subjects) } else { (subjects, others) };
    for m in owners.into_iter().flat_map(|t| context.referents.actors(graph, t)) {
        claim.push(Role::Owner, Value::Mention(m), graph.mention(m).span);
    }
    for m in things.into_iter().filter_map(|t| graph.at(t, THINGS)) {
        claim.push(Role::Property, Value::Mention(m), graph.mention(m).span);
    }
    (claim.get(Role::Owner).is_some() && claim.get(Role::Property).is_some()).then_some(claim)
}

/// "владелец [организация] [лицо]": the thing directly behind the noun, the owner behind it or before a comma.
fn by_noun(graph: &Graph, t: u32) -> Option<Claim> {
    let sentence = graph.sentence(t);
    let thing = (t + 1..sentence.end.min(t + 3)).find_map(|u| graph.at(u, THINGS).filter(|&m| graph.range(m).start == u))?;
    let end = graph.range(thing).end;
    let behind = (end..sentence.end.min(end + 2))
        .find_map(|u| graph.at(u, HOLDERS).filter(|&m| graph.range(m).start == u && graph.mention(m).kind == MentionKind::Person));
    let before =
        || t.checked_sub(2).and_then(|u| graph.at(u, HOLDERS)).filter(|_| matches!(graph.form(t - 1), "," | "—" | "–" | "-" | "("));
    let owner = behind.or_else(before).filter(|&m| m != thing)?;
    let agrees = graph.case(t).is_none()
        || graph.range(owner).any(|u| graph.case(u) == graph.case(t) || graph.case(u).is_none())
        || graph.case(t) == Some(Case::Nom);
    let mut claim = Claim::new(ClaimKind::Ownership, graph.token(t).span, "ownership.noun");
    claim.push(Role::Owner, Value::Mention(owner), graph.mention(owner).span);
    claim.push(Role::Property, Value::Mention(thing), graph.mention(thing).span);
    agrees.then_some(claim)
}
