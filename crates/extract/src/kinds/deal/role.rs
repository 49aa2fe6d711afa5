//! The other side of a deal where another sentence names it by its role: "… продала завод. Покупателем стал «Мечел»", "the buyer is X".

use std::ops::Range;

use rapporteur_model::{Claim, ClaimKind, Deprel, Role, Value};

use super::sides;
use crate::build::Context;
use crate::frame;
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
