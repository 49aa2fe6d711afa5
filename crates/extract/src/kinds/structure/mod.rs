//! What belongs to what: part of, subordinate to, formed by, produces, also called.
//!
//! # What it does
//! "X входит в Y", "Y объединяет X и Z", "X – дочернее предприятие Y", "на «Куполе» производятся комплексы «Тор-М2»",
//! "Федеральная служба … (ФСВТС)", "X, formerly Z".
//!
//! # Why
//! Only named organisations and products on both sides give a relation that can be looked up. Which side is which is the frame's
//! matter: the whole may be the subject ("включает") or the complement ("входит в").
//!
//! # Example
//! "это предприятие входит в концерн «Алмаз-Антей»": the organisation is the last one named before.

mod alias;
mod beside;
mod brand;
mod subordinate;
mod units;

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Role, Span, Value};

use crate::build::Context;
use crate::frame::Hit;
use crate::graph::Graph;
use crate::named::{self, HOUSES, Named};
use crate::topic;

/// The other side of each relation.
const SIDES: &[Role] = &[Role::PartOf, Role::SubordinateTo, Role::FormedBy, Role::Produces];

/// Claims of kind structure.
pub fn claims(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let mut found: Vec<Claim> = context.hits(ClaimKind::Structure).iter().flat_map(|hit| by_verb(graph, hit)).collect();
    found.extend(units::claims(graph));
    found.extend(alias::claims(graph));
    found.extend(subordinate::claims(graph));
    found.extend(brand::claims(graph));
    merge(found)
}

/// A claim for each organisation of the hit.
fn by_verb(graph: &Graph, hit: &Hit) -> Vec<Claim> {
    let mut sides: Vec<(Role, Named)> = Vec::new();
    for &role in SIDES {
        let named = match role {
            Role::Produces => products(graph, hit),
            Role::PartOf => composed(graph, hit).map_or_else(|| others(graph, hit, role), |whole| vec![whole]),
            _ => others(graph, hit, role),
        };
        sides.extend(named.into_iter().map(|n| (role, n)));
    }
    if sides.is_empty() {
        return Vec::new();
    }
    let organisations = organisations(graph, hit, &sides);
    let one = |named: Named| {
        let mut claim = claim(graph, hit.trigger, "structure", named);
        claim.modality = crate::factuality::of(graph, hit);
        for (role, (value, span)) in &sides {
            claim.push(*role, value.clone(), *span);
        }
        claim
    };
    organisations.into_iter().map(one).collect()
}

fn claim(graph: &Graph, trigger: u32, rule: &str, (value, span): Named) -> Claim {
    let mut claim = Claim::new(ClaimKind::Structure, graph.token(trigger).span, rule);
    claim.push(Role::Organisation, value, span);
    claim
}

fn others(graph: &Graph, hit: &Hit, role: Role) -> Vec<Named> {
    let mut found: Vec<Named> = Vec::new();
    for t in hit.all(role) {
        let pointed = || topic::meant(graph, t, HOUSES).filter(|_| graph.base(t) == Deprel::Nsubj || role == Role::PartOf);
        let named = named::one(graph, t, HOUSES).or_else(|| pointed().map(|m| (Value::Mention(m), graph.token(t).span)));
        let named = named.filter(|n| !found.contains(n) && !person(graph, t));
        found.extend(named);
    }
    found
}

/// "в его состав входят", "в её структуру": the organisation that the possessive means.
fn composed(graph: &Graph, hit: &Hit) -> Option<Named> {
    let noun = |&c: &u32| graph.lexicon.is("composition", graph.lemma(c)) && graph.preposition(c).is_some();
    let noun = graph.children(hit.trigger).iter().copied().find(noun)?;
    if let Some(relative) = graph.children(noun).iter().copied().find(|&c| graph.lexicon.is("relative", graph.lemma(c))) {
        return named::one(graph, relative, HOUSES);
    }
    let pronoun = graph.children(noun).iter().copied().find(|&c| graph.lexicon.is("whose", graph.lower(c)))?;
    topic::of(graph, pronoun, HOUSES).map(|m| (Value::Mention(m), graph.token(pronoun).span))
}

fn person(graph: &Graph, t: u32) -> bool {
    graph.at(t, &[MentionKind::Person, MentionKind::Post]).is_some()
}

/// Products among the verb's objects, else in its clause up to the next verb.
fn products(graph: &Graph, hit: &Hit) -> Vec<Named> {
    if !graph.lexicon.is("making", graph.lemma(hit.trigger)) {
        return Vec::new();
    }
    let plain = graph.lexicon.is("producing", graph.lemma(hit.trigger));
    let kinds = &[MentionKind::Product];
    let mut found: Vec<Named> = Vec::new();
    for t in hit.all(Role::Produces) {
        let brand = || named::brand(graph, t).filter(|_| plain);
        let quoted = || named::one(graph, t, kinds).filter(|(v, _)| plain || matches!(v, Value::Mention(_)));
        found.extend(graph.at(t, kinds).map(|m| (Value::Mention(m), graph.mention(m).span)).or_else(quoted).or_else(brand));
    }
    if found.is_empty() {
        let end = graph.sentence(hit.trigger).end;
        let stop = (hit.trigger + 1..end).find(|&t| graph.is_verb(t) && !graph.is_participle(t)).unwrap_or(end);
        found.extend(graph.mentions_in(hit.trigger..stop, kinds).into_iter().map(|m| (Value::Mention(m), graph.mention(m).span)));
    }
    found
}

/// The organisations of the frame; for a verb of making the place of making or the last organisation before it; what "это
/// предприятие" points at.
fn organisations(graph: &Graph, hit: &Hit, sides: &[(Role, Named)]) -> Vec<Named> {
    let making = graph.lexicon.is("making", graph.lemma(hit.trigger));
    let taken = |n: &Named| sides.iter().any(|(_, s)| s == n);
    let mut found: Vec<Named> = Vec::new();
    for t in hit.all(Role::Organisation).filter(|&t| !person(graph, t)) {
        found.extend(named::each(graph, t, HOUSES).into_iter().filter(|n| !taken(n)));
    }
    // "А и Б создадут предприятие": who forms is not formed.
    let forms = hit.all(Role::FormedBy).flat_map(|t| graph.conjuncts(t)).collect::<Vec<u32>>();
    let joined = |m: u32| {
        let start = graph.range(m).start;
        let before = (graph.sentence(hit.trigger).start..start).rev().find(|&t| graph.token(t).upos != rapporteur_model::Upos::Adj);
        start < hit.trigger && before.is_some_and(|t| graph.token(t).upos == rapporteur_model::Upos::Cconj)
    };
    let forming = |m: u32| !forms.is_empty() && (forms.contains(&graph.mention(m).head) || joined(m));
    found.retain(|(value, _)| !matches!(value, Value::Mention(m) if forming(*m)));
    found.extend(among(graph, hit).filter(|n| found.is_empty() && !taken(n)));
    found.dedup();
    if found.is_empty() && making {
        let before = graph.mentions_in(graph.sentence(hit.trigger).start..hit.trigger, HOUSES);
        let free = before.into_iter().rfind(|&m| !units::inside_whole(graph, m));
        found.extend(free.map(|m| (Value::Mention(m), graph.mention(m).span)).filter(|n| !taken(n)));
    }
    if found.is_empty() && (forms.is_empty() || graph.is_passive(hit.trigger)) {
        let pointed = hit.all(Role::Organisation).find_map(|t| named::meant(graph, t));
        found.extend(pointed.filter(|n| !taken(n)));
    }
    found
}

/// "входят четыре завода, в том числе X": the organisation named among several.
fn among(graph: &Graph, hit: &Hit) -> Option<Named> {
    let end = graph.sentence(hit.trigger).end;
    let words = |t: u32, all: &[&str]| all.iter().enumerate().all(|(i, w)| t + (i as u32) < end && graph.lower(t + i as u32) == *w);
    let at = (hit.trigger..end).find(|&t| words(t, &["в", "том", "числе"]) || words(t, &["including"]))?;
    let m = graph.mentions_in(at..end, HOUSES).into_iter().next()?;
    hit.all(Role::PartOf).next().map(|_| (Value::Mention(m), graph.mention(m).span))
}

/// What a sentence says of one organisation by a phrase beside a verb's claim is one claim with it.
fn merge(found: Vec<Claim>) -> Vec<Claim> {
    let key = |c: &Claim| -> Option<Span> { c.get(Role::Organisation).map(|f| f.span) };
    let mut out: Vec<Claim> = Vec::new();
    for claim in found {
        let loose = claim.rule == units::INSIDE;
        match out.iter_mut().find(|c| loose && c.rule == "structure" && key(c) == key(&claim)) {
            Some(first) => claim.fields.into_iter().for_each(|f| first.push(f.role, f.value, f.span)),
            None => out.push(claim),
        }
    }
    out
}
