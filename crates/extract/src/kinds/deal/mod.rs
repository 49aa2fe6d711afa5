//! Deals: who buys, sells, lends, supplies, leases or fines; contracts and joint ventures.
//!
//! # What it does
//! A verb or noun of trade, a signed contract, or a joint venture, between two named sides; its kind is the trigger's class in
//! `knowledge/events.toml`. In a purchase the organisation that is bought is the other side.
//!
//! # Why
//! With one side there is nothing to record.
//!
//! # Example
//! "Компания A купила у B завод": покупка, A and B, завод.

mod contract;
mod role;

use rapporteur_model::{Claim, ClaimKind, Deprel, Detail, Field, MentionKind, Modality, Role, Upos, Value, VerbForm};

use super::ownership;
use crate::build::Context;
use crate::circumstance;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::named::{self, Named};

/// Claims of kind deal, and of kind ownership where shares change hands.
pub fn claims(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let signed = contract::claims(context);
    let covered = |t: u32| signed.iter().any(|(range, _)| range.contains(&t));
    let hits = context.hits(ClaimKind::Deal);
    let mut found: Vec<Claim> = Vec::new();
    let mut open: Vec<Claim> = Vec::new();
    for hit in hits.iter().filter(|h| !covered(h.trigger)) {
        match claim(context, hit) {
            Deal::None => {}
            Deal::Open(claim) => match more_of_same(graph, &found, hit, &claim) {
                Some(deal) => found.push(deal),
                None => open.push(claim),
            },
            Deal::Complete(claims) => found.extend(claims),
        }
    }
    found.extend(role::complete(context, open));
    let contracts: Vec<Claim> = signed.into_iter().map(|(_, claim)| claim).collect();
    let of_states = |c: &&Claim| c.mentions(Role::Party).all(|m| graph.mention(m).kind == MentionKind::Place);
    // "Россия и Узбекистан подписали контракт" in a headline is the contract of the firms that the report names.
    let kinds: Vec<&Value> = contracts.iter().filter(|c| !of_states(c)).filter_map(|c| c.get(Role::DealKind)).map(|f| &f.value).collect();
    found.extend(contracts.iter().filter(|c| !of_states(c) || !c.get(Role::DealKind).is_some_and(|f| kinds.contains(&&f.value))).cloned());
    found
}

/// Where a share of an organisation changes hands, the buyer owns of it and the seller did.
fn shares(graph: &Graph, hit: &Hit, deal: &Claim) -> Vec<Claim> {
    let share = subjects(graph, hit).into_iter().find_map(|t| ownership::property(graph, t, true));
    let Some((value, span)) = share.filter(|_| deal.modality == Modality::Happened) else { return Vec::new() };
    let one = |side: &Field| {
        let mut claim = Claim::new(ClaimKind::Ownership, deal.trigger, "ownership.share");
        claim.push(Role::Owner, side.value.clone(), side.span);
        claim.push(Role::Property, value.clone(), span);
        claim
    };
    deal.all(Role::Party).filter(|f| f.value != value).map(one).collect()
}

/// A deal between sides at a hit, without what the contract says of it.
pub fn bare(context: &Context, hit: &Hit) -> Claim {
    let graph = context.graph;
    let mut claim = Claim::new(ClaimKind::Deal, graph.token(hit.trigger).span, "deal");
    claim.modality = if collapsed(graph, hit) { Modality::Denied } else { crate::modality::of(graph, hit) };
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
    let same = |a: &Value, b: &Value| match (a, b) {
        (Value::Mention(a), Value::Mention(b)) => graph.mention(*a).name == graph.mention(*b).name,
        _ => a == b,
    };
    let near = sentence(open) <= sentence(before) + 3 && before.all(Role::Party).any(|f| same(&f.value, &party.value));
    let thing = before.all(Role::Subject).find(|f| matches!(f.value, Value::Mention(_))).filter(|_| near)?;
    let mut deal = open.clone();
    deal.push(Role::Subject, thing.value.clone(), thing.span);
    Some(deal)
}

/// What a hit gives.
enum Deal {
    None,
    /// One side only; another sentence may name the other.
    Open(Claim),
    /// The deal, and who owns what by it.
    Complete(Vec<Claim>),
}

fn claim(context: &Context, hit: &Hit) -> Deal {
    let graph = context.graph;
    let Some(kind) = graph.lexicon.deal_kind(graph.lemma(hit.trigger)) else { return Deal::None };
    if aside(graph, hit) {
        return Deal::None;
    }
    let mut claim = bare(context, hit);
    let parties: Vec<u32> =
        controller(graph, hit).into_iter().chain(hit.all(Role::Party).filter(|&t| !outer_subject(graph, hit, t))).collect();
    let lenders = hit.all(Role::Organisation).filter(|&t| graph.at(t, named::HOUSES).is_some());
    let parties: Vec<u32> = parties.into_iter().chain(lenders).collect();
    for t in parties.into_iter().chain(sellers(graph, hit)).chain(dashed(graph, hit)) {
        sides(context, t).into_iter().for_each(|(value, span)| claim.push(Role::Party, value, span));
    }
    claim.push(Role::DealKind, Value::Text(kind.to_owned()), graph.token(hit.trigger).span);
    for t in subjects(graph, hit) {
        subject(graph, t, &mut claim);
    }
    let taken = subjects(graph, hit).into_iter().any(|t| target(graph, t).is_some());
    let sides = claim.all(Role::Party).count() + usize::from(taken && graph.lexicon.is("taking", kind));
    let person = |f: &Field| matches!(f.value, Value::Mention(m) if graph.mention(m).kind == MentionKind::Person);
    // What two persons lend or sell each other is no public act.
    let private = claim.all(Role::Party).chain(claim.all(Role::Subject)).all(person);
    // "A и B поставили подписи": two who do the same thing together do it to nobody.
    let subjects: Vec<Named> =
        frame::subjects(graph, hit.trigger).into_iter().flat_map(|t| graph.conjuncts(t)).flat_map(|t| self::sides(context, t)).collect();
    let other = claim.all(Role::Party).any(|f| !subjects.iter().any(|s| s.0 == f.value)) || hit.nominal || taken;
    if private || sides == 0 {
        return Deal::None;
    }
    if sides < 2 || !other {
        return Deal::Open(claim);
    }
    let owned = if graph.lexicon.is("taking", kind) { shares(graph, hit, &claim) } else { Vec::new() };
    Deal::Complete(std::iter::once(claim).chain(owned).collect())
}

/// The organisation that changes hands, whole or by a share, also where its name stands behind what it is.
fn target(graph: &Graph, t: u32) -> Option<Named> {
    if ownership::is_share(graph, t) {
        return ownership::property(graph, t, true);
    }
    named::one(graph, t, named::HOUSES).filter(|n| matches!(n.0, Value::Mention(_)))
}

/// "обязал компанию выплатить": the object of the verb over the infinitive, whose subject orders and does not pay.
fn controller(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let Some(over) = controlling(graph, hit) else { return Vec::new() };
    let object = |&c: &u32| matches!(graph.base(c), Deprel::Obj | Deprel::Iobj) && c < hit.trigger;
    graph.children(over).iter().copied().filter(object).collect()
}

/// The verb over the infinitive that gives it its subject from its object.
fn controlling(graph: &Graph, hit: &Hit) -> Option<u32> {
    let verb = hit.verb?;
    let infinitive = graph.token(verb).feats.verb_form == Some(VerbForm::Inf);
    graph.token(verb).head.filter(|&h| infinitive && graph.lexicon.is("object_control", graph.lemma(h)))
}

fn outer_subject(graph: &Graph, hit: &Hit, t: u32) -> bool {
    controlling(graph, hit).is_some_and(|over| frame::subjects(graph, over).contains(&t))
}

/// "сделка X — Y", "сделка X/Y": the name behind the dash that follows a party.
fn dashed(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let end = graph.sentence(hit.trigger).end;
    let behind = |t: u32| {
        let next = graph.range(graph.at(t, named::HOUSES)?).end;
        let dash = next + 1 < end && matches!(graph.form(next), "—" | "–" | "-" | "/");
        graph.at(next + 1, named::HOUSES).filter(|_| dash).map(|m| graph.mention(m).head)
    };
    hit.all(Role::Party).filter(|_| hit.nominal).filter_map(behind).collect()
}

/// Persons, organisations and states at a token; a city trades with nobody.
pub fn sides(context: &Context, t: u32) -> Vec<Named> {
    let graph = context.graph;
    let side = |&m: &u32| {
        let mention = graph.mention(m);
        mention.kind != MentionKind::Place
            || (mention.country.is_some() && mention.detail == Detail::None)
            || named::unknown_place(graph, m)
    };
    if let Some(house) = spoken_of(graph, t) {
        return vec![house];
    }
    let actors = context.referents.actors(graph, t);
    let found: Vec<Named> = actors.iter().copied().filter(side).map(|m| (Value::Mention(m), context.words(t, m))).collect();
    let unknown = || graph.at(t, &[MentionKind::Place]).filter(|&m| named::unknown_place(graph, m));
    let meant = || unknown().map(|m| (Value::Mention(m), graph.mention(m).span)).or_else(|| named::meant(graph, t));
    if !actors.is_empty() { found } else { meant().or_else(|| named::proper(graph, t)).into_iter().collect() }
}

/// A pronoun in a deal means the organisation that was the subject last, unless a person was spoken of after it.
fn spoken_of(graph: &Graph, t: u32) -> Option<Named> {
    if graph.token(t).upos != Upos::Pron || !graph.lexicon.is("third", graph.lemma(t)) {
        return None;
    }
    let start = graph.sentence(t).start;
    let from = start.checked_sub(1).map_or(start, |before| graph.sentence(before).start);
    // What does something to "him" in the same clause is another.
    let other = |m: u32| graph.clause(graph.mention(m).head) != graph.clause(t);
    let subject = |&m: &u32| graph.base(graph.mention(m).head) == Deprel::Nsubj && other(m);
    let last = |kinds: &[MentionKind]| graph.mentions_in(from..t, kinds).into_iter().rfind(subject);
    let house = last(named::HOUSES)?;
    let person = last(&[MentionKind::Person]);
    person.is_none_or(|p| graph.mention(p).head < graph.mention(house).head).then(|| (Value::Mention(house), graph.token(t).span))
}

/// "bought two elevators from Y": the seller may hang on what is sold.
fn sellers(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let from = |&c: &u32| graph.preposition(c).is_some_and(|p| graph.lexicon.is("sellers", &p));
    hit.all(Role::Subject).flat_map(|t| graph.children(t)).copied().filter(from).flat_map(|c| graph.conjuncts(c)).collect()
}

/// "переговоры о поставке", "discussed the supply": what is only talked of is no deal.
fn aside(graph: &Graph, hit: &Hit) -> bool {
    let about = graph.preposition(hit.trigger).is_some_and(|p| graph.lexicon.is("about", &p));
    let head = graph.token(hit.trigger).head;
    let bargain = head.is_some_and(|h| graph.lexicon.is("bargains", graph.lemma(h)));
    // "компания объявила о покупке": who announces it does it.
    let announced = head.is_some_and(|h| graph.lexicon.is("announcing", graph.lemma(h)));
    hit.nominal && about && !hit.supported && !bargain && !announced
}

/// What the deal is about: the object of the verb, or of the verb that carries the noun ("сдал в аренду").
fn subjects(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let mut found: Vec<u32> = hit.all(Role::Subject).collect();
    if hit.nominal && graph.base(hit.trigger) == Deprel::Obl && hit.supported {
        found.extend(hit.verb.into_iter().flat_map(|v| frame::objects(graph, v)));
    }
    found
}

/// Adds a product or organisation, else the words; of a share also the organisation that it is of.
pub fn subject(graph: &Graph, t: u32, claim: &mut Claim) {
    let share = ownership::is_share(graph, t);
    let named = target(graph, t).or_else(|| named::one(graph, t, &[MentionKind::Product])).filter(|n| !is_party(claim, n));
    let whole = || graph.at(t, &[MentionKind::Product, MentionKind::Organisation]).is_some();
    if (share || !whole())
        && graph.at(t, &[MentionKind::Person, MentionKind::Date]).is_none()
        && let Some(span) = graph.words(graph.phrase_of(t))
    {
        claim.push(Role::Subject, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
    }
    if let Some((value, span)) = named {
        claim.push(Role::Subject, value, span);
    }
}

fn is_party(claim: &Claim, named: &Named) -> bool {
    claim.all(Role::Party).any(|f| f.value == named.0)
}
