//! Who the sides of a deal are: the tokens that the frame gives, those that parsers hang lower, and what each of them names.

use rapporteur_model::{Deprel, Detail, MentionKind, Role, Span, Upos, Value, VerbForm};

use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::named::{self, Named};
use crate::topic;

/// The tokens that stand for sides, those of the frame first.
pub fn tokens(graph: &Graph, hit: &Hit, kind: &str) -> Vec<u32> {
    let own = hit.all(Role::Party).filter(|&t| !outer_subject(graph, hit, t));
    let mut found: Vec<u32> = controller(graph, hit).into_iter().chain(own).collect();
    found.extend(hit.all(Role::Organisation).filter(|&t| graph.at(t, named::HOUSES).is_some()));
    found.extend(possessors(graph, hit));
    found.extend(recipients(graph, hit));
    found.extend(first_object(graph, hit));
    found.extend(lower(graph, hit, kind, &found));
    found.extend(dashed(graph, hit));
    found.extend(behind_thing(graph, hit, &found));
    let mut once: Vec<u32> = Vec::new();
    found.into_iter().for_each(|t| {
        if !once.contains(&t) {
            once.push(t);
        }
    });
    once
}

/// "Lusaka Metals' acquisition of X": whose deal it is.
fn possessors(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let possessor = |&c: &u32| graph.token(c).deprel == Deprel::NmodPoss && graph.is_nominal(c);
    graph.children(hit.trigger).iter().copied().filter(|c| hit.nominal && possessor(c)).flat_map(|c| graph.conjuncts(c)).collect()
}

/// "X has been awarded a contract": the subject of a passive verb that has an object besides.
fn recipients(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let object = graph.base(hit.trigger) == Deprel::Obj;
    let Some(verb) = hit.verb.filter(|&v| hit.nominal && object && graph.english() && graph.is_passive(v)) else { return Vec::new() };
    graph.children(verb).iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj).flat_map(|c| graph.conjuncts(c)).collect()
}

/// "will lend it €50 million", "granted X a concession": the first of two objects of an English verb, where it can be somebody.
fn first_object(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let Some(verb) = hit.verb.filter(|&v| graph.english() && !graph.is_passive(v) && (!hit.nominal || hit.supported)) else {
        return Vec::new();
    };
    let objects: Vec<u32> = graph.children(verb).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Obj | Deprel::Iobj)).collect();
    let somebody = |&t: &u32| graph.token(t).upos == Upos::Pron || names_side(graph, t);
    let first = objects.first().copied().filter(|_| objects.len() > 1);
    first.filter(somebody).into_iter().flat_map(|t| graph.conjuncts(t)).collect()
}

/// "leased three ferries to X", "invest $300 million in Y", "sold to X by Y": sides whose phrases hang on what is traded, or on
/// another side's phrase.
fn lower(graph: &Graph, hit: &Hit, kind: &str, sides: &[u32]) -> Vec<u32> {
    let verb = hit.verb.filter(|&v| !hit.nominal || hit.supported || graph.is_passive(v));
    let mut over: Vec<u32> = hit.all(Role::Subject).chain(verb.into_iter().flat_map(|v| frame::objects(graph, v))).collect();
    over.extend(sides.iter().copied().filter(|&t| graph.preposition(t).is_some()));
    // "a stake in X from Y": the seller's phrase hangs on the firm whose stake it is.
    let inner = |&c: &u32| graph.base(c) == Deprel::Nmod && names_side(graph, c);
    over.extend(over.clone().into_iter().flat_map(|t| graph.children(t)).copied().filter(inner).collect::<Vec<u32>>());
    over.push(hit.trigger);
    let phrase = |&c: &u32| graph.preposition(c).is_some_and(|p| led(graph, kind, &p)) && names_side(graph, c);
    let children = over.iter().flat_map(|&t| graph.children(t)).copied().filter(|&c| matches!(graph.base(c), Deprel::Nmod | Deprel::Obl));
    children.filter(phrase).flat_map(|c| graph.conjuncts(c)).collect()
}

/// "продала свою долю в X французской Y": the name right behind what is given, where the parser took it for a part of that.
fn behind_thing(graph: &Graph, hit: &Hit, sides: &[u32]) -> Option<u32> {
    let gives = !graph.english() && graph.lexicon.is("giving", graph.lemma(hit.trigger)) && sides.len() == 1;
    let thing = hit.all(Role::Subject).last().filter(|&t| gives && t > hit.trigger)?;
    let range = graph.phrase_of(thing);
    let name = |m: &u32| {
        let before = graph.range(*m).start.checked_sub(1)?;
        let close = if matches!(graph.form(before), "»" | "\"" | "”") { before.checked_sub(1)? } else { before };
        let other = graph.at(close, &[MentionKind::Organisation, MentionKind::Product, MentionKind::Place]);
        (other.is_some() && other != Some(*m) && graph.preposition(graph.mention(*m).head).is_none()).then_some(graph.mention(*m).head)
    };
    graph.mentions_in(range.start..range.end.max(thing + 1), named::HOUSES).iter().find_map(name)
}

/// The prepositions that lead to a side; the one of a place only where money is put into something.
fn led(graph: &Graph, kind: &str, preposition: &str) -> bool {
    let into = graph.lexicon.is("investing", kind) && graph.lexicon.is("invested_in", preposition);
    into || graph.lexicon.is("sellers", preposition)
}

/// Only a name of somebody who can trade is a side that hangs so low.
fn names_side(graph: &Graph, t: u32) -> bool {
    const NAMES: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body, MentionKind::Person];
    let country = |m: u32| graph.mention(m).country.is_some() && graph.mention(m).detail == Detail::None;
    let place = graph.at(t, &[MentionKind::Place]);
    let place = place.is_some_and(|m| country(m) || named::unknown_place(graph, m));
    graph.at(t, NAMES).is_some() || place || named::proper(graph, t).is_some() || capitals(graph, t).is_some()
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
    if let Some(house) = spoken_of(graph, t).or_else(|| decided_for(graph, t)) {
        return vec![house];
    }
    let actors = context.referents.actors(graph, t);
    let found: Vec<Named> = actors.iter().copied().filter(side).map(|m| (Value::Mention(m), context.words(t, m))).collect();
    let unknown = || graph.at(t, &[MentionKind::Place]).filter(|&m| named::unknown_place(graph, m));
    let meant = || unknown().map(|m| (Value::Mention(m), graph.mention(m).span)).or_else(|| named::meant(graph, t));
    if !actors.is_empty() {
        return found;
    }
    meant().or_else(|| quoted(graph, t)).or_else(|| named::proper(graph, t)).or_else(|| capitals(graph, t)).into_iter().collect()
}

/// "Shareholders of the bank approved", «Совет директоров завода одобрил»: those who decide for a house stand for it.
fn decided_for(graph: &Graph, t: u32) -> Option<Named> {
    let several = graph.token(t).feats.number == Some(rapporteur_model::Number::Plur);
    if !(graph.lexicon.is("owners", graph.lemma(t)) && several) {
        return None;
    }
    let whose = |&c: &u32| c > t && graph.base(c) == Deprel::Nmod && matches!(graph.preposition(c).as_deref(), None | Some("of"));
    let house = graph.children(t).iter().copied().filter(whose).find_map(|c| graph.at(c, named::HOUSES))?;
    Some((Value::Mention(house), graph.mention(house).span))
}

/// "from Coral Lines": words with capitals inside an English sentence that no mention covers.
fn capitals(graph: &Graph, t: u32) -> Option<Named> {
    let first = graph.sentence(t).start;
    let capital = |&u: &u32| {
        let name = matches!(graph.token(u).upos, Upos::Propn | Upos::Noun | Upos::Adj) && graph.covering(u).is_empty();
        name && graph.form(u).chars().next().is_some_and(char::is_uppercase)
    };
    let start = (first..=t).rev().take_while(capital).last().filter(|&u| graph.english() && u < t && u > first)?;
    let span = graph.words(start..t + 1)?;
    Some((Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span))
}

/// A name in quotes that no mention covers and that begins with a capital.
fn quoted(graph: &Graph, t: u32) -> Option<Named> {
    let free = graph.covering(t).is_empty();
    let capital = |span: Span| span.slice(&graph.report.text).chars().next().is_some_and(char::is_uppercase);
    named::quoted(graph, t).filter(|(_, span)| free && capital(*span))
}

/// A pronoun in a deal means the organisation that is spoken of, unless a person was the subject after it.
fn spoken_of(graph: &Graph, t: u32) -> Option<Named> {
    // "she" is nobody's firm.
    let person = graph.english() && !graph.lexicon.is("enterprise", graph.lemma(t));
    let third = graph.token(t).upos == Upos::Pron && graph.lexicon.is("third", graph.lemma(t)) && !person;
    let house = topic::of(graph, t, named::HOUSES).filter(|_| third)?;
    let own = graph.clause(graph.mention(house).head) == graph.clause(t) && graph.sentence(t).contains(&graph.mention(house).head);
    let from = graph.mention(house).head.min(graph.sentence(t).start);
    let subject = |&m: &u32| graph.base(graph.mention(m).head) == Deprel::Nsubj && graph.clause(graph.mention(m).head) != graph.clause(t);
    let person = graph.mentions_in(from..t, &[MentionKind::Person]).into_iter().rfind(subject);
    let after = person.is_some_and(|p| graph.mention(p).head > graph.mention(house).head);
    (!own && !after).then(|| (Value::Mention(house), graph.token(t).span))
}
