//! "X — совместное предприятие A и B", "X, a joint venture between A and B": who owns a joint venture.

use rapporteur_model::{Claim, ClaimKind, Deprel, Role, Value};

use crate::graph::Graph;
use crate::named::{self, HOUSES, Named};

/// The owners of the venture that the noun at a token names.
pub fn claims(graph: &Graph, t: u32) -> Option<Claim> {
    let together = graph.children(t).iter().any(|&c| graph.lexicon.is("joint", graph.lemma(c)));
    let venture =
        graph.is_nominal(t) && ((together && graph.lexicon.is("venture", graph.lemma(t))) || graph.lexicon.is("ventures", graph.lower(t)));
    let thing = Some(t).filter(|_| venture).and_then(|_| thing(graph, t))?;
    let owners: Vec<Named> = owners(graph, t).into_iter().filter(|o| o.1 != thing.1).collect();
    let mut claim = Claim::new(ClaimKind::Ownership, graph.token(t).span, "ownership.venture");
    for (value, span) in owners {
        claim.push(Role::Owner, value, span);
    }
    claim.push(Role::Property, thing.0, thing.1);
    (claim.all(Role::Owner).count() > 1).then_some(claim)
}

/// The complements of the noun: genitive, "of", "between", "с".
fn owners(graph: &Graph, t: u32) -> Vec<Named> {
    let side = |&c: &u32| {
        let case = graph.preposition(c);
        let led = case.as_deref().is_none_or(|p| p == "of" || graph.lexicon.is("sides", p));
        led && c > t && matches!(graph.base(c), Deprel::Nmod | Deprel::Appos)
    };
    let mentions = |c: u32| graph.mentions_in(graph.subtree(c), HOUSES).into_iter().filter(|&m| !graph.range(m).contains(&t));
    let sides = graph.children(t).iter().copied().filter(side);
    sides.flat_map(mentions).map(|m| (Value::Mention(m), graph.mention(m).span)).collect()
}

/// What is the venture: the subject of the predicate, what the noun stands in apposition to.
fn thing(graph: &Graph, t: u32) -> Option<Named> {
    let subject = graph.children(t).iter().copied().find(|&c| graph.base(c) == Deprel::Nsubj);
    let beside = graph.head(t).filter(|_| graph.base(t) == Deprel::Appos);
    subject.or(beside).and_then(|s| named::one(graph, s, HOUSES))
}
