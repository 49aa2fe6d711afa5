//! Exhibitions, forums, conferences, summits, exercises: each one named, with its place and dates.
//!
//! # What it does
//! Every gathering mention with a name of its own is one claim; place and date come from its own phrase or its verb.
//!
//! # Why
//! "на выставке" without a name tells of no gathering that could be found again.
//!
//! # Example
//! "выставки MILEX-2025 в Минске".

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Modality, Role, Upos, Value};

use super::extent::{self, End};
use crate::build::Context;
use crate::factuality::{self, Tells};
use crate::frame::{self, Hit};
use crate::number;

/// Claims of kind gathering.
pub fn claims(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let all = (0..graph.analysis.mentions.len() as u32).filter(|&m| graph.mention(m).kind == MentionKind::Gathering && named(context, m));
    let mut claims: Vec<Claim> = all.map(|m| claim(context, m)).collect();
    meant(context, &mut claims);
    editions(context, &mut claims);
    ends(context, &mut claims);
    // Only a verb says that a gathering took place; a report that calls one upcoming means it wherever it names it.
    if claims.iter().any(|c| c.modality == Modality::Planned) {
        for claim in claims.iter_mut().filter(|c| c.modality == Modality::Happened && c.rule == "gathering.named") {
            claim.modality = Modality::Planned;
        }
    }
    claims
}

/// "Оно проходило с 10 по 13 сентября", "В учении участвовали", "It opened on Monday": a pronoun or the bare noun means the gathering
/// named last.
fn meant(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    for t in 0..graph.len() {
        let word = graph.lexicon.is("gatherings", graph.lemma(t)) || graph.lexicon.is("occasions", graph.lemma(t));
        let noun = word && graph.is_nominal(t) && graph.covering(t).is_empty();
        let pronoun = graph.lexicon.is("it", graph.lemma(t)) && graph.token(t).upos == Upos::Pron && graph.base(t) == Deprel::Nsubj;
        if !(noun || pronoun) || numbered(context, t).is_some() {
            continue;
        }
        let sentence = graph.analysis.sentence_of(t);
        let token = |c: &Claim| graph.analysis.tokens_in(c.trigger).start;
        let near = |c: &Claim| (1..=if noun { 6 } else { 1 }).contains(&sentence.saturating_sub(graph.analysis.sentence_of(token(c))));
        let any = pronoun || graph.lexicon.is("occasions", graph.lemma(t));
        let same = |c: &Claim| any || graph.lemma(token(c)) == graph.lemma(t);
        let Some(claim) = claims.iter_mut().rfind(|c| near(c) && same(c)) else { continue };
        told_of(context, t, claim, pronoun);
    }
}

/// The number that says which of a row a noun means.
fn numbered(context: &Context, t: u32) -> Option<(u32, rapporteur_model::Span)> {
    context.graph.children(t).iter().find_map(|&c| number::at(context.graph, c))
}

/// "III форум «Исток» … Четвёртый форум пройдёт в 2028 году": another edition of the one told of, by the bare noun with its number.
fn editions(context: &Context, claims: &mut Vec<Claim>) {
    let graph = context.graph;
    let token = |c: &Claim| graph.analysis.tokens_in(c.trigger).start;
    let bare = |t: u32| graph.covering(t).iter().all(|&m| graph.mention(m).kind == MentionKind::Gathering && !named(context, m));
    for t in (0..graph.len()).filter(|&t| graph.lexicon.is("gatherings", graph.lemma(t)) && bare(t)) {
        let Some((ordinal, words)) = numbered(context, t) else { continue };
        let verb = graph.head(t).filter(|&h| graph.is_verb(h) && carried(context, t, h));
        let told = |c: &Claim| c.all(Role::Ordinal).find_map(|f| if let Value::Number(n) = f.value { Some(n) } else { None });
        let same = |c: &Claim| graph.lemma(token(c)).to_lowercase() == graph.lemma(t).to_lowercase();
        let row = claims.iter().rfind(|c| token(c) < t && same(c) && told(c).is_some_and(|n| n != ordinal));
        let Some(name) = row.and_then(|c| c.get(Role::Name).cloned()).filter(|_| verb.is_some()) else { continue };
        let mut claim = context.claim(ClaimKind::Gathering, "gathering.edition", &Hit::at(t, verb));
        claim.push(Role::Ordinal, Value::Number(ordinal), words);
        claim.push(Role::Name, name.value, name.span);
        claims.push(claim);
    }
}

/// Adds to a gathering what its verb tells of it where it is only meant.
fn told_of(context: &Context, t: u32, claim: &mut Claim, pronoun: bool) {
    let graph = context.graph;
    let verb =
        graph.head(t).filter(|&h| graph.is_verb(h) && graph.base(t) == Deprel::Nsubj && graph.lexicon.is("happening", graph.lemma(h)));
    if let Some(verb) = verb {
        let mut own = context.claim(ClaimKind::Gathering, "", &Hit::at(t, Some(verb)));
        let ends = [extent::end_of(graph, graph.clause(graph.analysis.tokens_in(claim.trigger).start)), extent::end_of(graph, verb)];
        let days = extent::only_day(claim).zip(extent::only_day(&own)).and_then(|(a, b)| match ends {
            [Some(End::First), Some(End::Last)] => extent::between(a, b),
            [Some(End::Last), Some(End::First)] => extent::between(b, a),
            _ => None,
        });
        if let Some(days) = days {
            extent::widen(claim, days, None);
            return;
        }
        if own.modality == claim.modality {
            own.fields.retain(|f| claim.get(f.role).is_none());
            own.fields.into_iter().for_each(|f| claim.push(f.role, f.value, f.span));
        }
    }
    if !pronoun {
        persons(context, t, claim);
    }
}

/// "Форум открылся 10 апреля", "Форум продлится до 12 апреля": one that is told of twice took the days between.
fn ends(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    let clause = |c: &Claim| graph.clause(graph.analysis.tokens_in(c.trigger).start);
    let name = |c: &Claim| c.mention(Role::Name).map(|m| &graph.mention(m).name);
    for i in 0..claims.len() {
        for j in 0..claims.len() {
            let (first, last) = (&claims[i], &claims[j]);
            let opens = extent::end_of(graph, clause(first)) == Some(End::First) && first.modality == Modality::Happened;
            let closes = extent::end_of(graph, clause(last)) == Some(End::Last);
            if i == j || !opens || !closes || name(first) != name(last) {
                continue;
            }
            let days = extent::only_day(first).zip(extent::only_day(last)).and_then(|(a, b)| extent::between(a, b));
            if let Some(days) = days {
                extent::widen(&mut claims[i], days, None);
                extent::widen(&mut claims[j], days, None);
                claims[j].modality = Modality::Happened;
            }
        }
    }
}

/// A name, a number or what it is about: "трёхдневный форум" alone could not be found again.
fn named(context: &Context, m: u32) -> bool {
    let graph = context.graph;
    let head = graph.mention(m).head;
    let first = graph.sentence(head).start;
    let numbered = |t: u32| graph.form(t).ends_with(|c: char| c.is_ascii_digit());
    let proper = |t: u32| numbered(t) || t > first && graph.form(t).chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let about = |t: u32| t > head && matches!(graph.base(t), Deprel::Nmod | Deprel::Appos);
    graph.range(m).any(|t| proper(t) || matches!(graph.form(t), "«" | "\"" | "“") || about(t))
}

/// The gathering takes place by this verb, or is held, opened, hosted by somebody.
fn carried(context: &Context, head: u32, verb: u32) -> bool {
    let graph = context.graph;
    match graph.base(head) {
        Deprel::Nsubj => true,
        Deprel::Obj => graph.lexicon.is("staging", graph.lemma(verb)) || graph.lexicon.is("organising", graph.lemma(verb)),
        _ => false,
    }
}

fn claim(context: &Context, m: u32) -> Claim {
    let graph = context.graph;
    let head = graph.mention(m).head;
    let relative =
        || graph.children(head).iter().copied().find(|&c| graph.token(c).deprel == Deprel::AclRelcl && frame::is_participle(graph, c));
    // "Ministers will gather in Apia on 2–4 June for the Oceans Conference": it is when and where they gather.
    let for_it = |h: u32| graph.preposition(head).as_deref() == Some("for") && graph.lexicon.is("gather", graph.lemma(h));
    let verb = graph.head(head).filter(|&h| graph.is_verb(h) && (carried(context, head, h) || for_it(h))).or_else(relative);
    let hit = Hit::at(head, verb);
    let mut claim = context.claim(ClaimKind::Gathering, if verb.is_some() { "gathering.verb" } else { "gathering.named" }, &hit);
    if verb.is_none() {
        let range = graph.range(m).start..graph.phrase_end(head);
        claim.fields.retain(|f| f.role != Role::Date || graph.analysis.tokens_in(f.span).all(|t| range.contains(&t)));
    }
    claim.modality = if verb.is_some() { factuality::of(graph, &hit) } else { upcoming(context, head) };
    claim.push(Role::Name, Value::Mention(m), graph.mention(m).span);
    bracketed(context, m, &mut claim);
    persons(context, head, &mut claim);
    for t in graph.range(m) {
        if let Some((n, words)) = number::at(graph, t).filter(|(_, words)| claim.fields.iter().all(|f| f.span != *words)) {
            claim.push(Role::Ordinal, Value::Number(n), words);
        }
    }
    claim
}

/// "форум «Урал – Африка» (Екатеринбург, 17–19 июня)": place and days in a bracket right behind the name.
fn bracketed(context: &Context, m: u32, claim: &mut Claim) {
    let graph = context.graph;
    let (open, end) = (graph.range(m).end, graph.sentence(graph.mention(m).head).end);
    let close = (open + 1..end.min(open + 16)).find(|&t| graph.form(t) == ")");
    let Some(close) = close.filter(|_| open < end && graph.form(open) == "(") else { return };
    for (role, kind) in [(Role::Place, MentionKind::Place), (Role::Date, MentionKind::Date)] {
        let Some(inner) = graph.mentions_in(open + 1..close, &[kind]).first().copied() else { continue };
        let value = if kind == MentionKind::Date { graph.mention(inner).date().map(Value::Date) } else { Some(Value::Mention(inner)) };
        let Some(value) = value else { continue };
        claim.fields.retain(|f| f.role != role);
        claim.push(role, value, graph.mention(inner).span);
    }
}

/// Who organises it or attends: "организовала конференцию", "участвовали в форуме", "took part in", "was attended by".
fn persons(context: &Context, head: u32, claim: &mut Claim) {
    let graph = context.graph;
    let organised = graph.head(head).filter(|&v| graph.lexicon.is("organising", graph.lemma(v)));
    let organisers = organised.map_or_else(Vec::new, |v| frame::subjects(graph, v)).into_iter().flat_map(|t| graph.conjuncts(t));
    // "был приглашён принять участие в форуме": who is asked to come is not there.
    let verb = graph.clause(head);
    let asked = matches!(factuality::of(graph, &Hit::at(verb, Some(verb))), Modality::Proposed | Modality::Conditional | Modality::Denied);
    let attendants = if asked { Vec::new() } else { context.attendants(head) };
    let all = organisers.map(|t| (Role::Organiser, t)).chain(attendants.into_iter().map(|t| (Role::Participant, t)));
    for (role, t) in all.collect::<Vec<_>>() {
        let mut all = context.referents.actors(graph, t);
        if all.is_empty() {
            // "отряды из Армении, Грузии и Ирана"
            let from = graph.children(t).iter().copied().filter(|&c| matches!(graph.preposition(c).as_deref(), Some("из" | "from")));
            all.extend(from.flat_map(|c| graph.conjuncts(c)).filter_map(|c| graph.at(c, &[MentionKind::Place])));
        }
        for m in all {
            claim.push(role, Value::Mention(m), graph.mention(m).span);
        }
    }
}

/// "накануне выставки", "предстоящая выставка", "в преддверии".
fn upcoming(context: &Context, head: u32) -> Modality {
    let graph = context.graph;
    let facts = &graph.lexicon.facts;
    // "пригласил на выставку", "invited him to the exhibition": that one is to come.
    let tells = |t: u32| [facts.over(graph.lemma(t)), facts.beside(graph.lemma(t))].concat();
    let planned = |t: u32| tells(t).iter().any(|told| matches!(told, Tells::Planned | Tells::Proposed));
    let ahead = |t: u32| planned(t) || graph.lexicon.is("ahead", graph.lemma(t));
    // "During the forum X called for more": what else is said there says nothing of when the forum is.
    let there = |v: &u32| head < *v || graph.preposition(head).is_some_and(|p| graph.lexicon.is("held_during", &p));
    let over = graph.head(head).filter(|v| !(graph.is_verb(*v) && there(v)));
    let near = graph.children(head).iter().copied().chain(over).any(ahead);
    if near { Modality::Planned } else { Modality::Happened }
}
