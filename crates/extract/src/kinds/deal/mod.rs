//! Deals: who buys, sells, lends, supplies, leases or fines; contracts and joint ventures.
//!
//! # What it does
//! A verb or noun of trade, a signed contract, or a joint venture, between two named sides; its kind is the trigger's class in
//! `knowledge/events.toml`. In a purchase the organisation that is bought is the other side.
//!
//! # Why
//! With one side and no thing there is nothing to record; an organisation that bought, sold or supplied a thing is, and so is the other
//! side where another sentence names it by its role.
//!
//! # Example
//! "Компания A купила у B завод": покупка, A and B, завод.

mod alone;
mod asset;
mod contract;
mod party;
mod retold;
mod role;

pub use asset::subject;
pub use party::sides;

use rapporteur_model::{Claim, ClaimKind, Deprel, Field, MentionKind, Modality, Role, Value};

use super::ownership;
use crate::build::Context;
use crate::circumstance;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::named::{Named, same};

/// Claims of kind deal, and of kind ownership where shares change hands.
pub fn claims(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let signed = contract::claims(context);
    let covered = |t: u32| signed.iter().any(|(range, _)| range.contains(&t));
    let mut deals: Vec<(Claim, &Hit)> = Vec::new();
    for hit in context.hits(ClaimKind::Deal).iter().filter(|h| !covered(h.trigger)) {
        deals.extend(claim(context, hit).map(|deal| (deal, hit)));
    }
    let (mut deals, hits): (Vec<Claim>, Vec<&Hit>) = deals.into_iter().unzip();
    role::complete(context, &mut deals);
    let told: Vec<Told> = deals.iter().zip(&hits).map(|(deal, hit)| told(context, deal, hit)).collect();
    let whole: Vec<Claim> = deals.iter().zip(&told).filter(|(_, told)| **told == Told::Whole).map(|(deal, _)| deal.clone()).collect();
    let mut found: Vec<Claim> = Vec::new();
    for ((deal, hit), told) in deals.into_iter().zip(hits).zip(told) {
        let more = || more_of_same(graph, &found, hit, &deal);
        let stated = match told {
            Told::Whole => Some(deal),
            Told::Half => more().or_else(|| Some(deal.clone()).filter(|d| alone::stands(graph, d, &whole))),
            Told::Nothing => None,
        };
        let owned = stated.as_ref().map_or_else(Vec::new, |deal| shares(graph, hit, deal));
        found.extend(stated.into_iter().chain(owned));
    }
    let by_roles = role::made(context, &found);
    found.extend(by_roles);
    retold::merge(graph, &mut found);
    let contracts: Vec<Claim> = signed.into_iter().map(|(_, claim)| claim).collect();
    let of_states = |c: &&Claim| c.mentions(Role::Party).all(|m| graph.mention(m).kind == MentionKind::Place);
    // "Россия и Узбекистан подписали контракт" in a headline is the contract of the firms that the report names.
    let kinds: Vec<&Value> = contracts.iter().filter(|c| !of_states(c)).filter_map(|c| c.get(Role::DealKind)).map(|f| &f.value).collect();
    found.extend(contracts.iter().filter(|c| !of_states(c) || !c.get(Role::DealKind).is_some_and(|f| kinds.contains(&&f.value))).cloned());
    found
}

/// Where a share of an organisation changes hands, the buyer owns of it when it is done and the seller until then.
fn shares(graph: &Graph, hit: &Hit, deal: &Claim) -> Vec<Claim> {
    let share = subjects(graph, hit).into_iter().find_map(|t| ownership::property(graph, t, true));
    let kind = |class: &str| deal.all(Role::DealKind).any(|f| matches!(&f.value, Value::Text(k) if graph.lexicon.is(class, k)));
    let ahead = matches!(deal.modality, Modality::Planned | Modality::Conditional | Modality::Proposed);
    let told = deal.modality == Modality::Happened || ahead;
    let Some((value, span)) = share.filter(|_| kind("taking") && told) else { return Vec::new() };
    let one = |side: &Field| {
        let mut claim = Claim::new(ClaimKind::Ownership, deal.trigger, "ownership.share");
        claim.push(Role::Owner, side.value.clone(), side.span);
        claim.push(Role::Property, value.clone(), span);
        claim
    };
    let sellers = if kind("selling_kinds") { frame::subjects(graph, hit.verb.unwrap_or(hit.trigger)) } else { Vec::new() };
    let seller = |f: &&Field| {
        let head = match f.value {
            Value::Mention(m) => graph.mention(m).head,
            _ => graph.analysis.tokens_in(f.span).start,
        };
        let by = graph.preposition(head).is_some_and(|p| graph.lexicon.is("sellers_by", &p));
        by || sellers.iter().any(|&s| graph.conjuncts(s).contains(&head) || s == head)
    };
    deal.all(Role::Party).filter(|f| f.value != value && seller(f) == ahead).map(one).collect()
}

/// A deal between sides at a hit, without what the contract says of it.
pub fn bare(context: &Context, hit: &Hit) -> Claim {
    let graph = context.graph;
    let mut claim = Claim::new(ClaimKind::Deal, graph.token(hit.trigger).span, "deal");
    claim.modality = if collapsed(graph, hit) {
        Modality::Denied
    } else {
        crate::factuality::of(graph, contract::under(graph, hit).as_ref().unwrap_or(hit))
    };
    let date = circumstance::date(graph, hit, context.hits.events()).and_then(|m| Some((m, graph.mention(m).date()?)));
    if let Some((m, date)) = date {
        claim.push(Role::Date, Value::Date(date), graph.mention(m).span);
    }
    claim
}

/// "сорвалась", "fell through".
fn collapsed(graph: &Graph, hit: &Hit) -> bool {
    let Some(verb) = hit.verb.filter(|_| hit.nominal) else { return false };
    let particle = graph.children(verb).iter().copied().find(|&c| graph.token(c).deprel == Deprel::CompoundPrt);
    let words = particle.map_or_else(|| graph.lemma(verb).to_owned(), |p| format!("{} {}", graph.lemma(verb), graph.lemma(p)));
    graph.lexicon.is("collapsing", &words)
}

/// "A купила акции X. Позже A купила ещё 2%": further shares of what the same side took in the deal told before.
fn more_of_same(graph: &Graph, found: &[Claim], hit: &Hit, open: &Claim) -> Option<Claim> {
    let share = subjects(graph, hit).into_iter().any(|t| ownership::is_share(graph, t));
    let party = open.get(Role::Party).filter(|_| share)?;
    let before = found
        .iter()
        .rfind(|d| d.kind == ClaimKind::Deal && d.get(Role::DealKind).map(|f| &f.value) == open.get(Role::DealKind).map(|f| &f.value))?;
    let sentence = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
    let near = sentence(open) <= sentence(before) + 3 && before.all(Role::Party).any(|f| same(graph, &f.value, &party.value));
    let thing = before.all(Role::Subject).find(|f| matches!(f.value, Value::Mention(_))).filter(|_| near)?;
    let mut deal = open.clone();
    deal.push(Role::Subject, thing.value.clone(), thing.span);
    Some(deal)
}

/// How much of a deal is told.
#[derive(PartialEq, Eq)]
enum Told {
    Nothing,
    /// One side only.
    Half,
    Whole,
}

/// The sides, the kind and the thing at a hit.
fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let kind = graph.lexicon.deal_kind(graph.lemma(hit.trigger)).filter(|_| !aside(graph, hit))?;
    let mut claim = bare(context, hit);
    for (value, span) in party::tokens(graph, hit, kind).into_iter().flat_map(|t| sides(context, t)) {
        if !claim.all(Role::Party).any(|f| same(graph, &f.value, &value)) {
            claim.push(Role::Party, value, span);
        }
    }
    match contract::traded(graph, hit.trigger) {
        Some(traded) => traded.add(graph, &mut claim),
        None => {
            claim.push(Role::DealKind, Value::Text(kind.to_owned()), graph.token(hit.trigger).span);
            subjects(graph, hit).into_iter().for_each(|t| subject(graph, t, &mut claim));
        }
    }
    Some(claim)
}

fn told(context: &Context, claim: &Claim, hit: &Hit) -> Told {
    let graph = context.graph;
    let kind = graph.lexicon.deal_kind(graph.lemma(hit.trigger)).unwrap_or_default();
    let taken = subjects(graph, hit).into_iter().any(|t| asset::target(graph, t).is_some());
    let parties = claim.all(Role::Party).count();
    let sides = parties + usize::from(taken && graph.lexicon.is("taking", kind));
    let person = |f: &Field| matches!(f.value, Value::Mention(m) if graph.mention(m).kind == MentionKind::Person);
    // What two persons lend or sell each other is no public act.
    let private = claim.all(Role::Party).chain(claim.all(Role::Subject)).all(person);
    // "A и B поставили подписи": two who do the same thing together do it to nobody.
    let subjects: Vec<Named> =
        frame::subjects(graph, hit.trigger).into_iter().flat_map(|t| graph.conjuncts(t)).flat_map(|t| self::sides(context, t)).collect();
    let other = claim.all(Role::Party).any(|f| !subjects.iter().any(|s| s.0 == f.value))
        || hit.nominal
        || taken
        || graph.lexicon.is("mutual", kind);
    match () {
        () if private || parties == 0 => Told::Nothing,
        () if sides < 2 || !other => Told::Half,
        () => Told::Whole,
    }
}

/// "переговоры о поставке", "discussed the supply": what is only talked of is no deal.
fn aside(graph: &Graph, hit: &Hit) -> bool {
    let about = graph.preposition(hit.trigger).is_some_and(|p| graph.lexicon.is("about", &p));
    let head = graph.token(hit.trigger).head;
    let bargain = head.is_some_and(|h| graph.lexicon.is("bargains", graph.lemma(h)));
    // "компания объявила о покупке": who announces it does it.
    let announced = head.is_some_and(|h| graph.lexicon.is("announcing", graph.lemma(h)));
    // "talks on buying 49 percent"
    let before = hit.trigger.checked_sub(2).filter(|&u| graph.lexicon.is("about", graph.lower(u + 1)));
    let talked = !hit.nominal && head.into_iter().chain(before).any(|h| graph.is_nominal(h) && talks(graph, h));
    // A building is no deal unless somebody agrees with another on it.
    let works = graph.lexicon.deal_kind(graph.lemma(hit.trigger)).is_some_and(|kind| graph.lexicon.is("works", kind));
    talked || works && !announced && !hit.supported || hit.nominal && about && !hit.supported && !bargain && !announced
}

/// "talks", "переговоры": the noun of a meeting.
fn talks(graph: &Graph, t: u32) -> bool {
    graph.lexicon.frames(ClaimKind::Meeting).any(|f| !f.light && f.nouns.contains(graph.lemma(t)))
}

/// What the deal is about: the object of the verb, or of the verb that carries the noun ("сдал в аренду").
fn subjects(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let mut found: Vec<u32> = hit.all(Role::Subject).collect();
    if hit.nominal && graph.base(hit.trigger) == Deprel::Obl && hit.supported {
        found.extend(hit.verb.into_iter().flat_map(|v| frame::objects(graph, v)));
    }
    found
}
