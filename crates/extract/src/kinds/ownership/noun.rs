//! Owners by a noun: before or behind the name, in apposition, or as a predicate.

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Number, Role, Upos, Value};

use super::property;
use crate::build::Context;
use crate::frame;
use crate::graph::Graph;
use crate::named::{self, Named, THINGS};
use crate::topic;

const HOLDERS: &[MentionKind] = &[MentionKind::Person, MentionKind::Organisation, MentionKind::Body];

/// A claim for each owner that the noun at a token names.
pub fn claims(context: &Context, t: u32) -> Vec<Claim> {
    let graph = context.graph;
    let Some((thing, end)) = thing(graph, t) else { return Vec::new() };
    let mut owners = by_predicate(context, t);
    let row = listed(graph, end);
    if row.len() > owners.len() {
        owners = row;
    }
    if owners.is_empty() {
        owners = beside(graph, t, end);
    }
    let one = |(value, span): Named| {
        let mut claim = Claim::new(ClaimKind::Ownership, graph.token(t).span, "ownership.noun");
        claim.push(Role::Owner, value, span);
        claim.push(Role::Property, thing.0.clone(), thing.1);
        claim
    };
    owners.into_iter().filter(|o| o.1 != thing.1).map(one).collect()
}

/// What is owned, with the token behind it: the noun's complement, whose it is, or in English the name right before it.
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
    let complement = graph.children(t).iter().copied().find(complement);
    let meant = |c: u32| topic::meant(graph, c, THINGS).filter(|_| bare(graph, c)).map(|m| (Value::Mention(m), graph.token(c).span));
    if let Some((c, named)) = complement.and_then(|c| Some((c, property::of(graph, c, false).or_else(|| meant(c))?))) {
        let end = graph.analysis.tokens_in(named.1).end.max(c + 1);
        return Some((named, end));
    }
    whose(graph, t).map(|named| (named, t + 1))
}

/// "владелец компании": a noun alone stands for one that was named.
fn bare(graph: &Graph, c: u32) -> bool {
    let says_more = |&d: &u32| matches!(graph.base(d), Deprel::Nmod | Deprel::Amod | Deprel::Appos | Deprel::Acl | Deprel::Nummod);
    graph.is_nominal(c) && graph.token(c).feats.number != Some(Number::Plur) && !graph.children(c).iter().any(says_more)
}

/// "Nordic Rail's main shareholder", "её владелец", "X, whose owner is": the possessor before the noun.
fn whose(graph: &Graph, t: u32) -> Option<Named> {
    let sentence = graph.sentence(t);
    let possessive = |&c: &u32| c < t && (graph.token(c).deprel == Deprel::NmodPoss || matches!(graph.base(c), Deprel::Det | Deprel::Nmod));
    let possessors = graph.children(t).iter().copied().filter(possessive);
    let pronoun = |c: u32| graph.lexicon.is("whose", graph.lower(c)).then(|| owned_before(graph, c)).flatten();
    let named = |c: u32| named::mention(graph, c, THINGS).filter(|_| graph.english() && graph.token(c).deprel == Deprel::NmodPoss);
    let value = |c: u32| {
        pronoun(c)
            .map(|m| (Value::Mention(m), graph.token(c).span))
            .or_else(|| named(c).map(|m| (Value::Mention(m), graph.mention(m).span)))
    };
    if let Some(found) = possessors.clone().find_map(value) {
        return Some(found);
    }
    let relative = (sentence.start.max(t.saturating_sub(3))..t).find(|&u| graph.lexicon.is("whose_relative", graph.lower(u)));
    if let Some(before) = relative.and_then(|u| named::before_comma(graph, u)) {
        return Some((Value::Mention(before), graph.mention(before).span));
    }
    let mut before = t.checked_sub(1).filter(|&u| graph.english() && u >= sentence.start)?;
    if matches!(graph.form(before), "'s" | "’s" | "'" | "’") {
        before = before.checked_sub(1)?;
    }
    let m = graph.at(before, THINGS).filter(|&m| graph.range(m).end == before + 1)?;
    Some((Value::Mention(m), graph.mention(m).span))
}

/// "bought Y from its founder": what was named last in the sentence; else what the sentences before are about.
fn owned_before(graph: &Graph, pronoun: u32) -> Option<u32> {
    let start = graph.sentence(pronoun).start;
    graph.mentions_in(start..pronoun, THINGS).pop().or_else(|| topic::of(graph, pronoun, THINGS))
}

/// "Совладельцами клуба являются X и Y", "X is the owner of Y", "владелец клуба — X", "бенефициаром называют X".
fn by_predicate(context: &Context, t: u32) -> Vec<Named> {
    let graph = context.graph;
    let copula = graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Cop);
    let head = graph.token(t).head;
    let verb = head.filter(|&h| graph.is_verb(h));
    let subjects = match verb {
        Some(v) if graph.lexicon.is("copulas", graph.lemma(v)) => frame::subjects(graph, v),
        Some(v) if graph.lexicon.is("naming_verbs", graph.lemma(v)) && graph.base(t) != Deprel::Nsubj => frame::objects(graph, v),
        // "Shareholders of X include A and B"
        Some(v) if graph.lexicon.is("including_verbs", graph.lemma(v)) && graph.base(t) == Deprel::Nsubj => frame::objects(graph, v),
        Some(_) => Vec::new(),
        None if graph.base(t) == Deprel::Nsubj => head.into_iter().collect(),
        None if copula || head.is_none() => graph.children(t).iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj).collect(),
        None => Vec::new(),
    };
    let each = subjects.into_iter().flat_map(|s| graph.conjuncts(s)).filter(|&s| s != t);
    each.flat_map(|s| property::owners(context, s)).collect()
}

/// "Акционеры X — A (60%) и B (40%)": the names behind the dash or comma that follows the noun and its thing.
fn listed(graph: &Graph, end: u32) -> Vec<Named> {
    let sentence = graph.sentence(end.saturating_sub(1));
    let glue = |u: u32| {
        matches!(graph.token(u).upos, Upos::Punct | Upos::Num | Upos::Sym | Upos::Cconj | Upos::Adj | Upos::Det)
            || property::is_share(graph, u)
    };
    let dash = (end..sentence.end.min(end + 2)).find(|&u| matches!(graph.form(u), "—" | "–" | "-" | ":"));
    let Some(mut at) = dash else { return Vec::new() };
    let mut found = Vec::new();
    while at < sentence.end {
        match graph.mentions_in(at..at + 1, HOLDERS).into_iter().find(|&m| graph.range(m).start == at) {
            Some(m) => {
                found.push((Value::Mention(m), graph.mention(m).span));
                at = graph.range(m).end;
            }
            None if glue(at) => at += 1,
            None => break,
        }
    }
    found
}

/// The name right behind the thing, or before a comma or dash in front of the noun with those joined to it.
fn beside(graph: &Graph, t: u32, end: u32) -> Vec<Named> {
    let sentence = graph.sentence(t);
    let person = |m: &u32| graph.mention(*m).kind == MentionKind::Person;
    let quote = |u: u32| matches!(graph.form(u), "»" | "\"" | "”");
    let close = |m: u32| (end..graph.range(m).start).all(quote) || end == t + 1;
    let behind = (end..sentence.end.min(end + 3))
        .take_while(|&u| graph.form(u) != "." && !matches!(graph.token(u).upos, Upos::Adp | Upos::Cconj))
        .find_map(|u| graph.at(u, HOLDERS).filter(|&m| graph.range(m).start == u && (person(&m) || close(m))));
    let first = (sentence.start..t).rev().find(|&u| !matches!(graph.token(u).upos, Upos::Adj | Upos::Det | Upos::Adv));
    let first = first.filter(|&u| matches!(graph.form(u), "," | "—" | "–" | "-" | "("));
    let last = first.and_then(|u| u.checked_sub(1)).map(|u| if quote(u) { u.saturating_sub(1) } else { u });
    let before = || last.and_then(|u| graph.at(u, HOLDERS)).filter(|&m| first.is_some_and(|f| graph.range(m).end + 1 >= f));
    let agrees = |m: &u32| graph.case(t).is_none() || graph.range(*m).any(|u| graph.case(u).is_none_or(|c| Some(c) == graph.case(t)));
    // "Иванова, создателя X, Петров": between two names the one in the owner's case is the owner.
    let Some(m) = behind.filter(agrees).or_else(|| before().filter(agrees)) else { return Vec::new() };
    let several = graph.token(t).feats.number == Some(Number::Plur);
    let mut all: Vec<u32> = if several { joined(graph, m) } else { Vec::new() };
    all.push(m);
    all.into_iter().map(|m| (Value::Mention(m), graph.mention(m).span)).collect()
}

/// Names before this one that it is coordinated with.
fn joined(graph: &Graph, m: u32) -> Vec<u32> {
    let head = graph.mention(m).head;
    let over = graph.head(head);
    let with = |&n: &u32| {
        let all = graph.conjuncts(graph.mention(n).head);
        all.contains(&head) || over.is_some_and(|h| all.contains(&h))
    };
    graph.mentions_in(graph.sentence(head).start..graph.range(m).start, HOLDERS).into_iter().filter(with).collect()
}
