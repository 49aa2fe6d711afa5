//! Owners by a noun: before or behind the name, in apposition, or as a predicate.

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Role, Upos, Value};

use super::property;
use crate::build::Context;
use crate::frame;
use crate::graph::Graph;
use crate::named::{self, Named, THINGS};

const HOLDERS: &[MentionKind] = &[MentionKind::Person, MentionKind::Organisation, MentionKind::Body];

/// A claim for each owner that the noun at a token names.
pub fn claims(context: &Context, t: u32) -> Vec<Claim> {
    let graph = context.graph;
    let Some((thing, end)) = thing(graph, t) else { return Vec::new() };
    let mut owners = by_predicate(context, t);
    if owners.is_empty() {
        owners.extend(beside(graph, t, end));
    }
    let one = |(value, span): Named| {
        let mut claim = Claim::new(ClaimKind::Ownership, graph.token(t).span, "ownership.noun");
        claim.push(Role::Owner, value, span);
        claim.push(Role::Property, thing.0.clone(), thing.1);
        claim
    };
    owners.into_iter().filter(|o| o.1 != thing.1).map(one).collect()
}

/// What is owned, with the token behind it: the noun's complement, or in English the name right before it.
fn thing(graph: &Graph, t: u32) -> Option<(Named, u32)> {
    let sentence = graph.sentence(t);
    let skip = |u: &u32| matches!(graph.token(*u).upos, Upos::Det | Upos::Adj) || matches!(graph.form(*u), "of" | "«" | "“");
    let next = (t + 1..sentence.end.min(t + 5)).find(|u| !skip(u) || !graph.covering(*u).is_empty());
    let near = next.and_then(|u| named::mention(graph, u, THINGS).filter(|&m| graph.range(m).start <= u && graph.range(m).start > t));
    if let Some(m) = near {
        return Some(((Value::Mention(m), graph.mention(m).span), graph.range(m).end));
    }
    let complement =
        |&c: &u32| c > t && graph.base(c) == Deprel::Nmod && matches!(graph.preposition(c).as_deref(), None | Some("of" | "in" | "в"));
    let found = graph.children(t).iter().copied().filter(complement).find_map(|c| property::of(graph, c, false));
    if let Some(named) = found {
        let end = graph.analysis.tokens_in(named.1).end;
        return Some((named, end));
    }
    let mut before = t.checked_sub(1).filter(|&u| graph.english() && u >= sentence.start)?;
    if matches!(graph.form(before), "'s" | "’s" | "'" | "’") {
        before = before.checked_sub(1)?;
    }
    let m = graph.at(before, THINGS).filter(|&m| graph.range(m).end == before + 1)?;
    Some(((Value::Mention(m), graph.mention(m).span), t + 1))
}

/// "Совладельцами клуба являются X и Y", "X is the owner of Y".
fn by_predicate(context: &Context, t: u32) -> Vec<Named> {
    let graph = context.graph;
    let copula = graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Cop);
    let verb = graph.token(t).head.filter(|&h| graph.is_verb(h) && graph.lexicon.is("copulas", graph.lemma(h)));
    let subjects = match verb {
        Some(v) => frame::subjects(graph, v),
        None if copula || graph.token(t).head.is_none() => {
            graph.children(t).iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj).collect()
        }
        None => Vec::new(),
    };
    let each = subjects.into_iter().flat_map(|s| graph.conjuncts(s)).filter(|&s| s != t);
    each.flat_map(|s| property::owners(context, s)).collect()
}

/// The name right behind the thing, or before a comma or dash in front of the noun.
fn beside(graph: &Graph, t: u32, end: u32) -> Option<Named> {
    let sentence = graph.sentence(t);
    let person = |m: &u32| graph.mention(*m).kind == MentionKind::Person;
    let behind = (end..sentence.end.min(end + 3))
        .take_while(|&u| graph.form(u) != "." && (graph.token(u).upos != Upos::Adp))
        .find_map(|u| graph.at(u, HOLDERS).filter(|&m| graph.range(m).start == u && person(&m)));
    let first = (sentence.start..t).rev().find(|&u| !matches!(graph.token(u).upos, Upos::Adj | Upos::Det | Upos::Adv));
    let first = first.filter(|&u| matches!(graph.form(u), "," | "—" | "–" | "-" | "("));
    let before = || first.and_then(|u| u.checked_sub(1)).and_then(|u| graph.at(u, HOLDERS).filter(|&m| graph.range(m).end == u + 1));
    let agrees = |m: &u32| graph.case(t).is_none() || graph.range(*m).any(|u| graph.case(u).is_none_or(|c| Some(c) == graph.case(t)));
    // "Иванова, создателя X, Петров": between two names the one in the owner's case is the owner.
    let m = behind.filter(agrees).or_else(|| before().filter(agrees))?;
    Some((Value::Mention(m), graph.mention(m).span))
}
