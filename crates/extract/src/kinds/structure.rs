//! What belongs to what: part of, subordinate to, produces, also called.
//!
//! # What it does
//! "X входит в Y", "на «Куполе» производятся комплексы «Тор-М2»", "Федеральная служба … (ФСВТС)".
//!
//! # Why
//! Only named organisations and products on both sides give a relation that can be looked up.
//!
//! # Example
//! "это предприятие входит в концерн «Алмаз-Антей»": the organisation is the last one named before.

use rapporteur_model::{Claim, ClaimKind, MentionKind, Role, Value};

use crate::build::Context;
use crate::frame::Hit;

const OWNERS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];

/// Claims of kind structure.
pub fn claims(context: &Context) -> Vec<Claim> {
    let mut found: Vec<Claim> = context.hits(ClaimKind::Structure).iter().filter_map(|hit| claim(context, hit)).collect();
    found.extend(aliases(context));
    found
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let mut claim = Claim::new(ClaimKind::Structure, graph.token(hit.trigger).span, "structure");
    claim.modality = crate::modality::of(graph, hit);
    products(context, hit, &mut claim);
    context.mentions(&mut claim, hit, Role::PartOf, Role::PartOf, OWNERS);
    context.mentions(&mut claim, hit, Role::SubordinateTo, Role::SubordinateTo, OWNERS);
    claim.fields.first()?;
    let whole: Vec<u32> = claim.mentions(Role::PartOf).collect();
    let part = organisation(context, hit).filter(|m| !whole.contains(m))?;
    claim.push(Role::Organisation, Value::Mention(part), graph.mention(part).span);
    Some(claim)
}

/// Products among the verb's objects and in its clause, up to its end.
fn products(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    if !graph.lexicon.is("making", graph.lemma(hit.trigger)) {
        return;
    }
    let end = (hit.trigger..graph.sentence(hit.trigger).end)
        .find(|&t| t > hit.trigger && graph.is_verb(t) && !graph.is_participle(t))
        .unwrap_or(graph.sentence(hit.trigger).end);
    for m in graph.mentions_in(hit.trigger..end, &[MentionKind::Product]) {
        claim.push(Role::Produces, Value::Mention(m), graph.mention(m).span);
    }
}

/// The subject or the place of making; for "это предприятие" the last organisation named before the sentence.
fn organisation(context: &Context, hit: &Hit) -> Option<u32> {
    let graph = context.graph;
    let making = graph.lexicon.is("making", graph.lemma(hit.trigger));
    let named = hit.all(Role::Organisation).find_map(|t| graph.at(t, OWNERS));
    let located = || graph.mentions_in(graph.sentence(hit.trigger).start..hit.trigger, OWNERS).last().copied().filter(|_| making);
    let pointed = || {
        let common = hit.all(Role::Organisation).any(|t| graph.is_nominal(t) && graph.lexicon.is("enterprise", graph.lemma(t)));
        graph.mentions_in(0..graph.sentence(hit.trigger).start, OWNERS).last().copied().filter(|_| common)
    };
    named.or_else(located).or_else(pointed)
}

/// "Федеральная служба по военно-техническому сотрудничеству (ФСВТС)": the bracket holds the short name.
fn aliases(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let mut found = Vec::new();
    for long in (0..graph.analysis.mentions.len() as u32).filter(|&m| OWNERS.contains(&graph.mention(m).kind)) {
        let end = graph.range(long).end;
        let bracket = end + 1 < graph.sentence(graph.mention(long).head).end && graph.form(end) == "(";
        // "(далее – ФСНС)", "(бывший «Волгопроект»)"
        let limit = graph.sentence(graph.mention(long).head).end.min(end + 5);
        let Some(short) = (end + 1..limit).find_map(|t| graph.at(t, OWNERS).filter(|&m| bracket && graph.range(m).start == t)) else {
            continue;
        };
        if graph.range(short).end < graph.len() && graph.form(graph.range(short).end) == ")" {
            let mut claim = Claim::new(ClaimKind::Structure, graph.token(end).span, "structure.alias");
            claim.confidence = 0.95;
            claim.push(Role::Organisation, Value::Mention(long), graph.mention(long).span);
            claim.push(Role::AlsoCalled, Value::Mention(short), graph.mention(short).span);
            found.push(claim);
        }
    }
    found
}
