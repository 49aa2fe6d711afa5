//! Signings with their instruments.
//!
//! # What it does
//! "X и Y подписали протокол", "подписан ряд контрактов", "подписание меморандума между A и B", "the protocol, signed by X and Y".
//!
//! # Why
//! A signing states an instrument; the instrument may stand behind a quantity ("ряд", "a package of").
//!
//! # Example
//! "в присутствии председателя Госкомвоенпрома подписан ряд контрактов": contracts, in the presence of the holder of that title.

use rapporteur_model::{Claim, ClaimKind, Deprel, Detail, InstrumentKind, MentionKind, Role, Value};

use crate::build::Context;
use crate::frame::Hit;

/// Claims of kind signing.
pub fn claims(context: &Context) -> Vec<Claim> {
    context.hits(ClaimKind::Signing).iter().filter_map(|hit| claim(context, hit)).collect()
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let mut claim = context.claim(ClaimKind::Signing, if hit.nominal { "signing.noun" } else { "signing.verb" }, hit);
    for t in hit.all(Role::Instrument) {
        if let Some(m) = instrument(context, t) {
            claim.push(Role::Instrument, Value::Mention(m), graph.mention(m).span);
        }
    }
    if claim.get(Role::Instrument).is_none() && !hit.nominal && graph.is_passive(hit.trigger) {
        // "the protocol, signed by X": the instrument ends right before the participle.
        let before = (1..3).filter_map(|back| hit.trigger.checked_sub(back)).find_map(|t| graph.at(t, &[MentionKind::Instrument]));
        if let Some(m) = before {
            claim.push(Role::Instrument, Value::Mention(m), graph.mention(m).span);
        }
    }
    claim.get(Role::Instrument)?;
    context.actors(&mut claim, hit, Role::Signatory, Role::Signatory);
    context.actors(&mut claim, hit, Role::Party, Role::Party);
    context.actors(&mut claim, hit, Role::Presence, Role::Presence);
    between(context, &mut claim);
    organisations_are_parties(context, &mut claim);
    let vague = claim.mentions(Role::Instrument).all(|m| graph.mention(m).detail == Detail::Instrument(InstrumentKind::Other));
    let bare = claim.fields.iter().all(|f| f.role == Role::Instrument);
    (!(vague && bare)).then_some(claim)
}

/// The instrument at a token or behind a quantity.
fn instrument(context: &Context, t: u32) -> Option<u32> {
    let graph = context.graph;
    let kinds = &[MentionKind::Instrument];
    if graph.lexicon.is("relative", graph.lemma(t)) {
        // "договор, который подписали": what the clause is about.
        let clause = graph.token(t).head.filter(|&v| graph.base(v) == Deprel::Acl)?;
        return graph.at(graph.token(clause).head?, kinds);
    }
    graph
        .at(t, kinds)
        .or_else(|| graph.children(t).iter().find_map(|&c| graph.at(c, kinds).filter(|_| graph.lexicon.is("quantities", graph.lemma(t)))))
}

/// "меморандум … между A и B": the parties stand inside the instrument's own words or right behind them.
fn between(context: &Context, claim: &mut Claim) {
    let graph = context.graph;
    let instruments: Vec<u32> = claim.mentions(Role::Instrument).collect();
    for m in instruments {
        let head = graph.mention(m).head;
        let inner: Vec<u32> = graph
            .range(m)
            .flat_map(|t| std::iter::once(t).chain(graph.children(t).iter().copied()))
            .chain(graph.children(head).iter().copied())
            .filter(|&t| matches!(graph.preposition(t).as_deref(), Some("между" | "between" | "с" | "with")))
            .flat_map(|t| graph.conjuncts(t))
            .collect();
        for t in inner {
            for party in context.referents.actors(graph, t) {
                claim.push(Role::Party, Value::Mention(party), graph.mention(party).span);
            }
        }
    }
}

/// Persons sign; organisations and countries that "signed" are parties.
fn organisations_are_parties(context: &Context, claim: &mut Claim) {
    for field in &mut claim.fields {
        if let (Role::Signatory, Value::Mention(m)) = (field.role, &field.value)
            && context.graph.mention(*m).kind != MentionKind::Person
        {
            field.role = Role::Party;
        }
    }
}
