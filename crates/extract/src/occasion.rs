//! When and where something was signed or talked over that a report tells of as part of another event: the date and place of that
//! event are its own. Adds nothing where the report leaves a doubt.

use rapporteur_model::{Claim, ClaimKind, Deprel, Edtf, Field, MentionKind, Modality, Number, Role, Value};

use crate::build::Context;
use crate::graph::Graph;

/// Kinds that take place within another event.
const WITHIN: &[ClaimKind] = &[ClaimKind::Signing, ClaimKind::Meeting, ClaimKind::Visit];

/// How many sentences back an event may be told that a bare noun means.
const REACH: usize = 30;

/// Gives signings and meetings the date and place of the event within which they are told.
pub fn add(context: &Context, claims: &mut [Claim]) {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&i| (claims[i].trigger, claims[i].kind));
    for &i in &order {
        let lacking = claims[i].get(Role::Date).is_none() || claims[i].get(Role::Place).is_none();
        if lacking && (WITHIN.contains(&claims[i].kind) || claims[i].kind == ClaimKind::Statement) && !off(&claims[i]) {
            for field in beside(context, claims, i) {
                claims[i].push(field.role, field.value, field.span);
            }
        }
        let lacking = claims[i].get(Role::Date).is_none() || claims[i].get(Role::Place).is_none();
        if lacking && WITHIN.contains(&claims[i].kind) && claims[i].modality == Modality::Happened {
            for field in taken(context, claims, i) {
                claims[i].push(field.role, field.value, field.span);
                if !claims[i].rule.ends_with("+occasion") {
                    claims[i].rule.push_str("+occasion");
                }
            }
        }
    }
}

fn off(claim: &Claim) -> bool {
    matches!(claim.modality, Modality::Cancelled | Modality::Denied)
}

/// "adopted a declaration at their meeting in Aktau on 17 December", "at a ceremony in Fukuoka last Friday": the day and place of a noun of
/// occasion of which no claim was made.
fn beside(context: &Context, claims: &[Claim], i: usize) -> Vec<Field> {
    let graph = context.graph;
    let claim = &claims[i];
    let trigger = start(graph, claim);
    let own = graph.analysis.tokens_in(claim.trigger);
    let occasion = |t: u32| kinds_of(graph, t).is_some() || graph.lexicon.is("ceremony", graph.lemma(t));
    let held_at = |t: u32| graph.preposition(t).is_some_and(|p| graph.lexicon.is("held_at", &p));
    let fits = |&t: &u32| !own.contains(&t) && graph.is_nominal(t) && occasion(t) && held_at(t) && graph.clause(t) == graph.clause(trigger);
    let claimed = |t: u32| claims.iter().any(|c| c.trigger == graph.token(t).span);
    let said = |t: u32| claim.all(Role::Words).any(|f| f.span.contains(graph.token(t).span));
    let Some(noun) = graph.sentence(trigger).find(fits).filter(|&t| !claimed(t) && !said(t)) else { return Vec::new() };
    let below = |m: &u32| {
        let head = graph.mention(*m).head;
        std::iter::successors(graph.head(head), |&u| graph.head(u).filter(|_| graph.at(u, &[MentionKind::Place]).is_some()))
            .take(2)
            .any(|u| u == noun)
    };
    let only = |kind: MentionKind| match graph
        .mentions_in(noun..graph.sentence(noun).end, &[kind])
        .into_iter()
        .filter(below)
        .collect::<Vec<u32>>()[..]
    {
        [m] => Some(m),
        _ => None,
    };
    let mut found = Vec::new();
    let date = only(MentionKind::Date).filter(|&m| crate::circumstance::free(graph, m) && claim.get(Role::Date).is_none());
    if let Some((m, date)) = date.and_then(|m| Some((m, graph.mention(m).date()?))) {
        found.push(Field { role: Role::Date, value: Value::Date(date), span: graph.mention(m).span });
    }
    let place = only(MentionKind::Place).filter(|&m| crate::circumstance::phrase_of_place(graph, m));
    let placed = claim.get(Role::Place).is_none() && !matches!(claim.kind, ClaimKind::Visit | ClaimKind::Statement);
    found.extend(place.filter(|_| placed).map(|m| Field { role: Role::Place, value: Value::Mention(m), span: graph.mention(m).span }));
    found
}

/// The fields that the claim takes over from its occasion.
fn taken(context: &Context, claims: &[Claim], i: usize) -> Vec<Field> {
    let claim = &claims[i];
    let mut found = Vec::new();
    let occasion = named(context, claims, i).or_else(|| by_those_who_met(context, claims, i));
    if let Some(other) = occasion.filter(|_| claim.kind != ClaimKind::Visit) {
        let when = || day(&claims[other]).or_else(|| some_day(context.graph, &claims[other]));
        found.extend(Some(()).filter(|()| claim.get(Role::Date).is_none()).and_then(|()| when()));
        found.extend(place(&claims[other]).filter(|_| claim.get(Role::Place).is_none()));
    }
    if let Some(other) = one_of_several(context, claims, i) {
        found.extend(day(&claims[other]).filter(|_| claim.get(Role::Date).is_none()));
        found.extend(place(&claims[other]).filter(|_| claim.get(Role::Place).is_none()));
        found.extend(claims[other].all(Role::Presence).cloned());
    }
    if found.is_empty() && claim.get(Role::Date).is_none() && same_day(context.graph, start(context.graph, claim)) {
        let before = |o: &&Claim| o.trigger < claim.trigger && day(o).is_some();
        found.extend(claims.iter().filter(before).max_by_key(|o| o.trigger).and_then(day));
    }
    found
}

fn start(graph: &Graph, claim: &Claim) -> u32 {
    graph.analysis.tokens_in(claim.trigger).start
}

/// The one date of an event, if it is a day.
fn day(claim: &Claim) -> Option<Field> {
    let mut dates = claim.all(Role::Date);
    let date = dates.next().filter(|_| claim.modality == Modality::Happened)?;
    let single = matches!(date.value, Value::Date(Edtf::Date(d)) if d.day().is_some());
    (single && dates.next().is_none()).then(|| date.clone())
}

/// Some day of an event that lasts, not after the day of the report.
fn some_day(graph: &Graph, claim: &Claim) -> Option<Field> {
    let mut dates = claim.all(Role::Date);
    let date = dates.next().filter(|_| claim.modality == Modality::Happened)?;
    let Value::Date(Edtf::Interval(Some(first), Some(last))) = date.value else { return None };
    let (first, last) = (first.to_day()?, last.to_day()?);
    let told = graph.report.published.as_ref().and_then(|p| p.value.bounds()).map_or(last, |(_, told)| told);
    let value = Value::Date(Edtf::one_of(first, last.min(told)));
    (first <= told && dates.next().is_none()).then(|| Field { value, ..date.clone() })
}

/// The one place of an event.
fn place(claim: &Claim) -> Option<Field> {
    let mut places = claim.all(Role::Place);
    let place = places.next().filter(|_| claim.modality == Modality::Happened && claim.kind != ClaimKind::Visit)?;
    places.next().is_none().then(|| place.clone())
}

/// "По итогам заседания", "after the talks", "at the end of the session", "on the sidelines of the forum": the event that a phrase of
/// the clause names, told here or before.
fn named(context: &Context, claims: &[Claim], i: usize) -> Option<usize> {
    let graph = context.graph;
    let trigger = start(graph, &claims[i]);
    let own = graph.analysis.tokens_in(claims[i].trigger);
    let nouns = graph.sentence(trigger).filter(|&t| !own.contains(&t) && graph.is_nominal(t));
    nouns.filter(|&t| circumstance_of(graph, t, trigger)).find_map(|t| told(context, claims, i, t))
}

/// The noun stands in a phrase of time or place of the trigger's clause, itself or under "итог", "ход", "end".
fn circumstance_of(graph: &Graph, t: u32, trigger: u32) -> bool {
    let mut at = t;
    if let Some(head) = graph.head(t).filter(|&h| graph.lexicon.is("stage", graph.lemma(h))) {
        at = head;
    }
    let with = matches!(graph.preposition(at).as_deref(), None | Some("с" | "со" | "with" | "for" | "к" | "to" | "of" | "о" | "об"));
    let before = graph.lexicon.is("before", &graph.preposition(at).unwrap_or_default());
    !with
        && !before
        && graph.clause(at) == graph.clause(trigger)
        && matches!(graph.base(at), Deprel::Obl | Deprel::Nmod | Deprel::Advcl | Deprel::Parataxis)
}

/// The event that a noun tells of or means: the claim made at it, else the last one of its kind told before.
fn told(context: &Context, claims: &[Claim], i: usize, t: u32) -> Option<usize> {
    let graph = context.graph;
    let span = graph.token(t).span;
    let kinds = kinds_of(graph, t)?;
    let at = claims.iter().position(|c| c.trigger == span && kinds.contains(&c.kind));
    if at == Some(i) {
        return None;
    }
    let numbered = graph.children(t).iter().any(|&c| crate::number::at(graph, c).is_some());
    let sentence = graph.analysis.sentence_of(t);
    let near = |c: &Claim| sentence - graph.analysis.sentence_of(start(graph, c)).min(sentence) <= REACH;
    let before = |&o: &usize| {
        let c = &claims[o];
        o != i && kinds.contains(&c.kind) && c.trigger < span && near(c) && c.modality == Modality::Happened && agrees(context, c, t)
    };
    let last = || (0..claims.len()).filter(before).filter(|_| !numbered).max_by_key(|&o| claims[o].trigger);
    let meant = at.or_else(last)?;
    // A session is told of more than once; no other event is the one meant because it says more.
    let placed = |c: &Claim| c.get(Role::Date).is_some() || c.get(Role::Place).is_some();
    let body = |o: usize| claims[o].mention(Role::Body).map(|m| &graph.mention(m).name);
    let same = |&o: &usize| claims[o].kind == ClaimKind::Session && placed(&claims[o]) && body(o).is_some() && body(o) == body(meant);
    if placed(&claims[meant]) { Some(meant) } else { (0..claims.len()).filter(before).filter(same).max_by_key(|&o| claims[o].trigger) }
}

/// Kinds of claims that a noun of event may mean.
fn kinds_of(graph: &Graph, t: u32) -> Option<&'static [ClaimKind]> {
    let noun = |kind: ClaimKind| graph.lexicon.frames(kind).any(|f| !f.light && f.nouns.contains(graph.lemma(t)));
    if graph.at(t, &[MentionKind::Gathering]).is_some() || graph.lexicon.is("gatherings", graph.lemma(t)) {
        Some(&[ClaimKind::Gathering])
    } else if noun(ClaimKind::Session) && noun(ClaimKind::Meeting) {
        Some(&[ClaimKind::Session, ClaimKind::Meeting])
    } else if noun(ClaimKind::Session) {
        Some(&[ClaimKind::Session])
    } else if noun(ClaimKind::Meeting) {
        Some(&[ClaimKind::Meeting])
    } else if noun(ClaimKind::Visit) {
        Some(&[ClaimKind::Visit])
    } else {
        None
    }
}

/// Persons and organisations at the noun ("после встречи с X") take part in the event.
fn agrees(context: &Context, claim: &Claim, t: u32) -> bool {
    let graph = context.graph;
    let taking: Vec<u32> = claim.fields.iter().filter_map(|f| if let Value::Mention(m) = f.value { Some(m) } else { None }).collect();
    let named = graph.children(t).iter().filter(|&&c| graph.is_nominal(c)).flat_map(|&c| context.referents.actors(graph, c));
    let same = |a: u32, b: u32| {
        a == b
            || graph.mention(a).name == graph.mention(b).name
            || (graph.mention(a).same_as.is_some() && graph.mention(a).same_as == graph.mention(b).same_as)
    };
    let mut kinds = named.filter(|&m| graph.mention(m).kind == MentionKind::Person);
    kinds.all(|m| taking.iter().any(|&o| same(o, m)))
}

/// "Сопредседатели подписали протокол": two persons or more who led or met in the event told of last, with no word of another time.
fn by_those_who_met(context: &Context, claims: &[Claim], i: usize) -> Option<usize> {
    const TOGETHER: &[Role] = &[Role::CoChair, Role::DelegationHead, Role::Participant];
    let graph = context.graph;
    let claim = &claims[i];
    let trigger = start(graph, claim);
    let sentence = graph.analysis.sentence_of(trigger);
    let signers: Vec<u32> = claim.mentions(Role::Signatory).collect();
    let elsewhen =
        graph.sentence(trigger).any(|t| graph.lexicon.is("earlier", graph.lemma(t)) || graph.at(t, &[MentionKind::Date]).is_some());
    if claim.kind != ClaimKind::Signing || signers.len() < 2 || elsewhen {
        return None;
    }
    let same = |a: u32, b: u32| a == b || (graph.mention(a).same_as.is_some() && graph.mention(a).same_as == graph.mention(b).same_as);
    let met = |c: &Claim| {
        let there: Vec<u32> = TOGETHER.iter().flat_map(|&r| c.mentions(r)).collect();
        signers.iter().all(|&s| there.iter().any(|&o| same(s, o)))
    };
    let near = |c: &Claim| sentence - graph.analysis.sentence_of(start(graph, c)).min(sentence) <= 3;
    let fits = |&o: &usize| {
        let c = &claims[o];
        matches!(c.kind, ClaimKind::Session | ClaimKind::Meeting)
            && c.trigger < claim.trigger
            && near(c)
            && c.modality == Modality::Happened
            && met(c)
    };
    (0..claims.len()).filter(fits).max_by_key(|&o| claims[o].trigger)
}

/// "Three memoranda were signed … The second one was signed by X and Y": one of the instruments told of together before.
fn one_of_several(context: &Context, claims: &[Claim], i: usize) -> Option<usize> {
    let graph = context.graph;
    let claim = &claims[i];
    let plural = |m: u32| graph.token(graph.mention(m).head).feats.number == Some(Number::Plur);
    let sentence = graph.analysis.sentence_of(start(graph, claim));
    let named = claim.mentions(Role::Signatory).chain(claim.mentions(Role::Party)).next().is_some();
    let elsewhen = graph.sentence(start(graph, claim)).any(|t| graph.lexicon.is("earlier", graph.lemma(t)));
    let several = |o: &usize| {
        let c = &claims[*o];
        let at = graph.analysis.sentence_of(start(graph, c));
        c.kind == ClaimKind::Signing
            && c.modality == Modality::Happened
            && c.mentions(Role::Instrument).any(plural)
            && (at + 1..=at + 6).contains(&sentence)
    };
    let own = claim.kind == ClaimKind::Signing && claim.get(Role::Date).is_none() && !claim.mentions(Role::Instrument).any(plural);
    (own && named && !elsewhen).then(|| (0..claims.len()).filter(several).max_by_key(|&o| claims[o].trigger)).flatten()
}

/// "в тот же день", "the same day".
fn same_day(graph: &Graph, trigger: u32) -> bool {
    graph.sentence(trigger).any(|t| {
        let same = |&c: &u32| graph.lexicon.is("same", graph.lemma(c));
        graph.lexicon.is("day", graph.lemma(t)) && graph.clause(t) == graph.clause(trigger) && graph.children(t).iter().any(same)
    })
}
