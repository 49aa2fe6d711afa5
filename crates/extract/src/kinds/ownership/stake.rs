//! A share that says whose it is and what of: "X's stake in Y", "доля X в Y", "25% акций Y — у X".

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Role, Value};

use super::property;
use crate::build::Context;
use crate::graph::Graph;
use crate::named::{self, Named, THINGS};
use crate::topic;

const HOLDERS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body, MentionKind::Person];

/// The owner of the share at a token, and what it is a share of.
pub fn claims(context: &Context, t: u32) -> Vec<Claim> {
    let graph = context.graph;
    let stake = graph.is_nominal(t) && graph.lexicon.is("stakes", graph.lemma(t));
    let stated = stake.then(|| of_thing(graph, t).and_then(|thing| Some((thing, holder(context, t)?)))).flatten();
    let Some((thing, owner)) = stated.or_else(|| with_holder(graph, t)) else { return Vec::new() };
    if owner.0 == thing.0 {
        return Vec::new();
    }
    let mut claim = Claim::new(ClaimKind::Ownership, graph.token(t).span, "ownership.stake");
    claim.push(Role::Owner, owner.0, owner.1);
    claim.push(Role::Property, thing.0, thing.1);
    vec![claim]
}

/// "51 процент X — у Y", "остальные акции X — у Y": the name behind "у" that a dash joins to a share.
fn with_holder(graph: &Graph, t: u32) -> Option<(Named, Named)> {
    let share = !graph.english() && (graph.form(t) == "%" || graph.lexicon.is("shares", graph.lemma(t)));
    let thing = share.then(|| property::of(graph, t, true)).flatten()?;
    let end = graph.analysis.tokens_in(thing.1).end;
    let dash = (end..graph.sentence(t).end.min(end + 2)).find(|&u| matches!(graph.form(u), "—" | "–" | "-"))?;
    let at = dash + 1;
    let name = (at + 1..graph.sentence(t).end.min(at + 4)).filter(|_| graph.lower(at) == "у").find_map(|u| graph.at(u, HOLDERS))?;
    Some((thing, (Value::Mention(name), graph.mention(name).span)))
}

/// "in Y", "в Y".
fn of_thing(graph: &Graph, t: u32) -> Option<Named> {
    let inside = |&c: &u32| c > t && graph.preposition(c).is_some_and(|p| graph.lexicon.is("share_prepositions", &p));
    graph.children(t).iter().copied().filter(inside).find_map(|c| named::one(graph, c, THINGS))
}

/// "X's", "доля X": a name in the genitive or the possessive, or the organisation that a possessive pronoun means.
fn holder(context: &Context, t: u32) -> Option<Named> {
    let graph = context.graph;
    let genitive = |c: u32| graph.base(c) == Deprel::Nmod && graph.preposition(c).is_none() && !graph.english();
    let possessive = |c: u32| graph.token(c).deprel == Deprel::NmodPoss || graph.base(c) == Deprel::Det;
    for &c in graph.children(t) {
        if let Some(m) = graph.at(c, HOLDERS).filter(|_| genitive(c) || possessive(c)) {
            return Some((Value::Mention(m), graph.mention(m).span));
        }
        if possessive(c) && graph.lexicon.is("whose", graph.lower(c)) {
            let somebody = || context.referents.actors(graph, c).into_iter().find(|&m| HOLDERS.contains(&graph.mention(m).kind));
            let person = (graph.english() && graph.lexicon.is("possessive", graph.lower(c))).then(somebody).flatten();
            return person.or_else(|| topic::of(graph, c, named::HOUSES)).map(|m| (Value::Mention(m), graph.token(c).span));
        }
    }
    None
}
