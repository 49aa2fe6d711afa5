//! A share that says whose it is and what of: "X's stake in Y", "доля X в Y", "25% акций Y — у X".

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Role, Value};

use crate::build::Context;
use crate::graph::Graph;
use crate::named::{self, Named, THINGS};
use crate::topic;

const HOLDERS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body, MentionKind::Person];

/// The owner of the share at a token, and what it is a share of.
pub fn claims(context: &Context, t: u32) -> Vec<Claim> {
    let graph = context.graph;
    if !graph.is_nominal(t) || !graph.lexicon.is("stakes", graph.lemma(t)) {
        return Vec::new();
    }
    let Some((thing, owner)) = of_thing(graph, t).and_then(|thing| Some((thing, holder(graph, t)?))) else { return Vec::new() };
    if owner.0 == thing.0 {
        return Vec::new();
    }
    let mut claim = Claim::new(ClaimKind::Ownership, graph.token(t).span, "ownership.stake");
    claim.push(Role::Owner, owner.0, owner.1);
    claim.push(Role::Property, thing.0, thing.1);
    vec![claim]
}

/// "in Y", "в Y".
fn of_thing(graph: &Graph, t: u32) -> Option<Named> {
    let inside = |&c: &u32| c > t && graph.preposition(c).is_some_and(|p| graph.lexicon.is("share_prepositions", &p));
    graph.children(t).iter().copied().filter(inside).find_map(|c| named::one(graph, c, THINGS))
}

/// "X's", "доля X": a name in the genitive or the possessive, or the organisation that a possessive pronoun means.
fn holder(graph: &Graph, t: u32) -> Option<Named> {
    let genitive = |c: u32| graph.base(c) == Deprel::Nmod && graph.preposition(c).is_none() && !graph.english();
    let possessive = |c: u32| graph.token(c).deprel == Deprel::NmodPoss || graph.base(c) == Deprel::Det;
    for &c in graph.children(t) {
        if let Some(m) = graph.at(c, HOLDERS).filter(|_| genitive(c) || possessive(c)) {
            return Some((Value::Mention(m), graph.mention(m).span));
        }
        if possessive(c) && graph.lexicon.is("whose", graph.lower(c)) {
            return topic::of(graph, c, named::HOUSES).map(|m| (Value::Mention(m), graph.token(c).span));
        }
    }
    None
}
