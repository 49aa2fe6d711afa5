//! The other side of a deal where another sentence names it by its role: "… продала завод. Покупателем стал «Мечел»", "the buyer is X".

use std::ops::Range;

use rapporteur_model::{Claim, ClaimKind, Deprel, Role, Value};

use super::sides;
use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::named::{HOUSES, Named, same};

/// How many sentences a role may stand behind its deal.
const REACH: usize = 2;

/// Adds the sides that role nouns name to the deals that have one side alone, the last such deal before each.
pub fn complete(context: &Context, deals: &mut [Claim]) {
    let graph = context.graph;
    let roles: Vec<(u32, Named)> = (0..graph.len()).filter_map(|t| Some((t, by_role(context, t)?))).collect();
    for (t, (value, span)) in roles {
        let lacks = |d: &&mut Claim| d.kind == ClaimKind::Deal && d.all(Role::Party).count() < 2 && near(graph, d, t);
        let Some(deal) = deals.iter_mut().rev().find(lacks) else { continue };
        if !deal.fields.iter().any(|f| same(graph, &f.value, &value)) {
            "deal.role".clone_into(&mut deal.rule);
            deal.push(Role::Party, value, span);
        }
    }
}

/// "Покупателем завода стал X, продавцом – Y", "the seller was Y": a deal told by the roles of its sides alone.
pub fn made(context: &Context, deals: &[Claim]) -> Vec<Claim> {
    let graph = context.graph;
    let mut found: Vec<Claim> = Vec::new();
    for t in (0..graph.len()).filter(|&t| graph.is_nominal(t)) {
        let Some(kind) = graph.lexicon.role_deal(graph.lemma(t)) else { continue };
        let told = |d: &Claim| d.kind == ClaimKind::Deal && near(graph, d, t);
        let Some((value, span)) = by_role(context, t).filter(|_| !deals.iter().chain(&found).any(told)) else { continue };
        let verb = graph.head(t).filter(|&h| graph.is_verb(h));
        let mut claim = super::bare(context, &Hit { nominal: true, supported: verb.is_some(), ..Hit::at(t, verb) });
        claim.rule = "deal.roles".to_owned();
        claim.push(Role::DealKind, Value::Text(kind.to_owned()), graph.token(t).span);
        claim.push(Role::Party, value.clone(), span);
        let others = graph.sentence(t).filter(|&u| u != t).filter_map(|u| by_role(context, u));
        for (other, words) in others.filter(|(other, _)| !same(graph, other, &value)).collect::<Vec<_>>() {
            claim.push(Role::Party, other, words);
        }
        let whose = |&c: &u32| c > t && graph.base(c) == Deprel::Nmod && matches!(graph.preposition(c).as_deref(), None | Some("of"));
        let what = graph.children(t).iter().copied().find(whose);
        // What is bought, where it is an organisation, is the other side.
        let house = what.and_then(|c| graph.at(c, HOUSES)).is_some();
        let thing = what.and_then(|c| graph.words(graph.phrase_of(c)));
        if let Some(span) = thing {
            claim.push(Role::Subject, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
        }
        if (claim.all(Role::Party).count() > 1 || house) && claim.get(Role::Subject).is_some() {
            found.push(claim);
        }
    }
    found
}

/// The role stands in the deal's sentence or in the next ones, before any other deal could be meant.
fn near(graph: &Graph, deal: &Claim, t: u32) -> bool {
    let trigger: Range<u32> = graph.analysis.tokens_in(deal.trigger);
    let (own, other) = (graph.analysis.sentence_of(trigger.start), graph.analysis.sentence_of(t));
    (own..=own + REACH).contains(&other) && t > trigger.start
}

/// The organisation that a noun of a role names: its subject, predicate or apposition.
fn by_role(context: &Context, t: u32) -> Option<Named> {
    let graph = context.graph;
    if !(graph.is_nominal(t) && graph.lexicon.is("deal_sides", graph.lemma(t))) {
        return None;
    }
    let head = graph.token(t).head;
    let copula =
        head.filter(|&h| graph.is_verb(h) && (graph.lexicon.is("copulas", graph.lemma(h)) || graph.lexicon.is("speaking", graph.lemma(h))));
    let by_verb = copula.map_or_else(Vec::new, |v| frame::subjects(graph, v));
    let predicate = head.filter(|&h| graph.base(t) == Deprel::Nsubj && !graph.is_verb(h));
    let apposed = graph.children(t).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Appos | Deprel::Flat | Deprel::Nsubj));
    let candidates = by_verb.into_iter().chain(predicate).chain(apposed).filter(|&c| c != t);
    let named = candidates.flat_map(|c| sides(context, c));
    named.into_iter().find(|(value, _)| matches!(value, Value::Mention(m) if HOUSES.contains(&graph.mention(*m).kind)))
}
