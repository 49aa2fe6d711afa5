//! Sessions of bodies, with their number.
//!
//! # What it does
//! "24-е заседание комиссии", "the 21st meeting of the Commission", with chairs, heads of delegation, the sessions before and after.
//!
//! # Why
//! The number may be an adjective, a numeral with letters or a word; the body is the complement, or the last body named where
//! the report says only "заседание".
//!
//! # Example
//! "The next, 22nd meeting of the Commission will be held in Russia": planned, 22.

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Modality, Role, Upos, Value};

use crate::build::Context;
use crate::frame::{self, Hit};
use crate::number;

/// Claims of kind session.
pub fn claims(context: &Context) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for hit in context.hits(ClaimKind::Session).iter().filter(|h| h.nominal) {
        let Some(claim) = claim(context, hit) else { continue };
        match earlier_in_sentence(context, &mut claims, hit, &claim) {
            Some((session, field)) => session.push(field.role, field.value, field.span),
            None => claims.push(claim),
        }
    }
    for heads in chairs(context) {
        join(&mut claims, heads);
    }
    claims
}

/// "Участники 22-го заседания … на 21-м заседании": the one before belongs to the session of the same sentence.
fn earlier_in_sentence<'c>(
    context: &Context,
    claims: &'c mut [Claim],
    hit: &Hit,
    claim: &Claim,
) -> Option<(&'c mut Claim, rapporteur_model::Field)> {
    let graph = context.graph;
    let field = claim.get(Role::PreviousSession)?.clone();
    let sentence = graph.sentence(hit.trigger);
    let before = claims.last_mut()?;
    let same = sentence.contains(&graph.analysis.tokens_in(before.trigger).start) && before.get(Role::Ordinal).is_some();
    (same && before.mention(Role::Body) == claim.mention(Role::Body)).then_some((before, field))
}

/// Heads of delegation told apart from their session go to the last session told before, if it is the same body's.
fn join(claims: &mut Vec<Claim>, heads: Claim) {
    let before = claims.iter_mut().rfind(|c| c.trigger < heads.trigger && c.mention(Role::Body) == heads.mention(Role::Body));
    match before {
        Some(session) => {
            for field in heads.all(Role::DelegationHead) {
                session.push(Role::DelegationHead, field.value.clone(), field.span);
            }
        }
        None => claims.push(heads),
    }
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let ordinal = ordinal(context, hit);
    let body = hit.all(Role::Body).find_map(|t| graph.at(t, &[MentionKind::Body]));
    let body = full_name(context, body.or_else(|| joined_body(context, hit, ordinal.is_some()))?);
    let mut claim = context.claim(ClaimKind::Session, "session", hit);
    claim.push(Role::Body, Value::Mention(body), graph.mention(body).span);
    let previous = mentioned_only(context, hit);
    if let Some((number, span)) = ordinal {
        claim.push(if previous { Role::PreviousSession } else { Role::Ordinal }, Value::Number(number), span);
        claim.confidence = 0.95;
    }
    chairmen(context, hit, &mut claim);
    agenda(context, hit, &mut claim);
    context.actors(&mut claim, hit, Role::DelegationHead, Role::DelegationHead);
    if graph.children(hit.trigger).iter().any(|&c| graph.lexicon.is("next", graph.lemma(c)) && graph.lemma(c) != "очередной")
        && claim.modality == Modality::Happened
    {
        claim.modality = Modality::Planned;
    }
    Some(claim)
}

/// "18 вопросов", "26 items": how many points the agenda had.
fn agenda(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    for t in graph.sentence(hit.trigger) {
        let counted = graph.token(t).head.is_some_and(|h| graph.lexicon.is("agenda", graph.lemma(h))) && graph.base(t) == Deprel::Nummod;
        if let Some(number) = graph.form(t).parse().ok().filter(|_| counted) {
            claim.push(Role::AgendaItems, Value::Number(number), graph.token(t).span);
        }
    }
}

/// Who is said to chair, and the persons who "held" the session.
fn chairmen(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    for t in hit
        .all(Role::CoChair)
        .filter(|&t| graph.preposition(t).is_some() || hit.supported || graph.case(t) == Some(rapporteur_model::Case::Gen))
    {
        for m in context.referents.actors(graph, t).into_iter().filter(|&m| graph.mention(m).kind == MentionKind::Person) {
            claim.push(Role::CoChair, Value::Mention(m), graph.mention(m).span);
        }
    }
}

/// "комиссия" alone stands for the last body of that kind named in full before it.
fn full_name(context: &Context, body: u32) -> u32 {
    let graph = context.graph;
    let head = graph.mention(body).head;
    if graph.range(body).len() > 1 {
        return body;
    }
    let before = graph.mentions_in(0..head, &[MentionKind::Body]);
    before.into_iter().rfind(|&m| graph.range(m).len() > 1 && graph.lemma(graph.mention(m).head) == graph.lemma(head)).unwrap_or(body)
}

/// "договоренности, достигнутые на 20-м заседании": named in passing as an earlier one.
fn mentioned_only(context: &Context, hit: &Hit) -> bool {
    let graph = context.graph;
    let above = graph.token(hit.trigger).head;
    let phrase = graph.preposition(hit.trigger).is_some();
    phrase && above.is_some_and(|v| matches!(graph.base(v), Deprel::Acl | Deprel::Amod) || graph.is_participle(v))
}

/// Number of the session: an adjective or numeral that depends on the noun, or stands right before its adjectives.
fn ordinal(context: &Context, hit: &Hit) -> Option<(u32, rapporteur_model::Span)> {
    let graph = context.graph;
    let first = graph.sentence(hit.trigger).start.max(hit.trigger.saturating_sub(6));
    let near = (first..hit.trigger).rev().take_while(|&t| {
        matches!(graph.token(t).upos, Upos::Adj | Upos::Num | Upos::Noun | Upos::Propn | Upos::Punct)
            || graph.is_participle(t)
            || graph.lemma(t) == "-"
    });
    near.chain(graph.children(hit.trigger).iter().copied())
        .find_map(|t| number::ordinal(graph.form(t), graph.lemma(t)).map(|n| (n, graph.token(t).span)))
}

/// Without a complement: the only body of the sentence, or the last one named before, if the noun is numbered or plainly a session.
fn joined_body(context: &Context, hit: &Hit, numbered: bool) -> Option<u32> {
    let graph = context.graph;
    let here = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Body]);
    let plain = graph.lemma(hit.trigger) != "meeting"
        || here.iter().any(|&m| graph.range(m).start <= hit.trigger + 8 && graph.range(m).start > hit.trigger);
    if !(numbered || (plain && hit.supported)) {
        return None;
    }
    let behind = here.iter().copied().find(|&m| graph.mention(m).head > hit.trigger);
    let before = || graph.mentions_in(0..hit.trigger, &[MentionKind::Body]).last().copied();
    behind.or_else(before)
}

/// "Белорусскую сторону возглавил X", "The Belarusian part was headed by X": a head of delegation of the session before.
fn chairs(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let mut found = Vec::new();
    for t in 0..graph.len() {
        if !(graph.is_verb(t) && graph.lexicon.is("head_verbs", graph.lemma(t))) {
            continue;
        }
        let side = |&c: &u32| graph.lexicon.is("delegation", graph.lemma(c));
        let delegation = frame::objects(graph, t).into_iter().find(|c| side(c));
        let Some(delegation) = delegation else { continue };
        let Some(body) = graph.mentions_in(0..graph.sentence(t).end, &[MentionKind::Body]).last().copied() else { continue };
        let mut claim = Claim::new(ClaimKind::Session, graph.token(t).span, "session.heads");
        claim.push(Role::Body, Value::Mention(body), graph.mention(body).span);
        for person in heads(context, t, delegation) {
            claim.push(Role::DelegationHead, Value::Mention(person), graph.mention(person).span);
        }
        if claim.get(Role::DelegationHead).is_some() {
            found.push(claim);
        }
    }
    found
}

/// The persons of the sentence that head a side: the verb's own subject, and those of the clauses that leave the verb out
/// ("китайскую делегацию – Y", "and the Russian one by Y").
fn heads(context: &Context, verb: u32, _delegation: u32) -> Vec<u32> {
    let graph = context.graph;
    let sentence = graph.sentence(verb);
    let own: Vec<u32> = frame::subjects(graph, verb).into_iter().flat_map(|t| context.referents.actors(graph, t)).collect();
    let dropped = (verb..sentence.end).any(|t| matches!(graph.form(t), "–" | "—" | "-"));
    let named = graph.mentions_in(verb..sentence.end, &[MentionKind::Person]);
    if own.is_empty() || dropped { named.into_iter().take(if dropped { 2 } else { 1 }).collect() } else { own }
}
