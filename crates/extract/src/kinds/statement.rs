//! Statements: who said what, in quoted or reported words.
//!
//! # What it does
//! "X заявил, что …", "«…», – отметили в ФСВТС", "по словам X", "сообщила пресс-служба": the speaker and the span of the words.
//!
//! # Why
//! The speaker may be the subject, the place of an impersonal verb ("в пресс-службе заявили") or stand behind "по словам".
//!
//! # Example
//! "«Белоруссия является …», – отметили в ФСВТС": speaker ФСВТС, words between the quotes.

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, MentionKind, Role, Span, Value};

use crate::build::Context;
use crate::frame::{self, Hit};

const SPEAKERS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];

/// Claims of kind statement.
pub fn claims(context: &Context) -> Vec<Claim> {
    let mut found: Vec<Claim> = context.hits(ClaimKind::Statement).iter().filter_map(|hit| claim(context, hit)).collect();
    found.extend(according(context));
    found
}

fn claim(context: &Context, hit: &Hit) -> Option<Claim> {
    let graph = context.graph;
    let mut claim = Claim::new(ClaimKind::Statement, graph.token(hit.trigger).span, "statement.verb");
    for t in hit.all(Role::Speaker) {
        for m in speakers(context, t) {
            claim.push(Role::Speaker, Value::Mention(m), graph.mention(m).span);
        }
    }
    claim.get(Role::Speaker)?;
    let words = words(context, hit.trigger)?;
    claim.push(Role::Words, Value::Text(words.slice(&graph.report.text).to_owned()), words);
    channel(context, hit.trigger, &mut claim);
    Some(claim)
}

/// A named person or organisation; of a place only an organisation is meant ("в пресс-службе", never "в Москве").
fn speakers(context: &Context, t: u32) -> Vec<u32> {
    let graph = context.graph;
    match graph.preposition(t).as_deref() {
        None => context.referents.actors(graph, t).into_iter().filter(|&m| graph.mention(m).kind != MentionKind::Place).collect(),
        Some(_) => graph.at(t, SPEAKERS).filter(|_| !graph.english() && graph.case(t).is_none_or(|c| c != Case::Acc)).into_iter().collect(),
    }
}

/// The quoted words of the sentence, else the clause that the verb governs.
fn words(context: &Context, verb: u32) -> Option<Span> {
    quoted(context, verb).or_else(|| clause_before(context, verb)).or_else(|| {
        let graph = context.graph;
        let clause = graph.children(verb).iter().copied().find(|&c| {
            matches!(graph.base(c), Deprel::Ccomp | Deprel::Parataxis) || (graph.base(c) == Deprel::Obj && names_as(context, verb))
        })?;
        let range = graph.subtree(clause);
        let inside = range.start > verb || range.end <= verb;
        graph.words(range).filter(|_| inside).or_else(|| graph.words(verb + 1..graph.sentence(verb).end))
    })
}

/// "назвали Беларусь партнёром": an object with a predicate in the instrumental is said of it; any other object is no speech.
fn names_as(context: &Context, verb: u32) -> bool {
    let graph = context.graph;
    graph.children(verb).iter().any(|&c| graph.case(c) == Some(Case::Ins) && graph.preposition(c).is_none() && graph.is_nominal(c))
}

/// "…, сообщила пресс-служба": what stands before the comma before the verb.
fn clause_before(context: &Context, verb: u32) -> Option<Span> {
    let graph = context.graph;
    let sentence = graph.sentence(verb);
    let comma = verb.checked_sub(1).filter(|&t| graph.form(t) == "," && t > sentence.start + 2)?;
    let inverted = graph.token(verb).head.is_none() && frame::subjects(graph, verb).iter().all(|&s| s > verb);
    let outer = graph.base(verb) == Deprel::Parataxis || inverted;
    graph.words(sentence.start..comma).filter(|_| outer)
}

/// The longest run between quotes in the verb's sentence, of four words or more; it may begin in a sentence before.
fn quoted(context: &Context, verb: u32) -> Option<Span> {
    let graph = context.graph;
    let sentence = graph.sentence(verb);
    let opens = |t: u32| matches!(graph.form(t), "«" | "“" | "\"" | "``");
    let closes = |t: u32| matches!(graph.form(t), "»" | "”" | "\"" | "''");
    let mut best: Option<Span> = None;
    let mut at = sentence.start;
    while at < sentence.end {
        if opens(at) {
            let close = (at + 1..sentence.end)
                .rev()
                .find(|&t| closes(t) && !(at..t).contains(&verb))
                .or_else(|| (at + 1..sentence.end).find(|&t| closes(t)));
            if let Some(close) = close.filter(|&c| c > at + 2 && !(at..c).contains(&verb)) {
                let span = graph.token(at + 1).span.cover(graph.token(close - 1).span);
                if best.is_none_or(|b| b.len() < span.len()) {
                    best = Some(span);
                }
                at = close;
            }
        }
        at += 1;
    }
    best
}

/// Telegram, a site, an interview, a briefing.
fn channel(context: &Context, verb: u32, claim: &mut Claim) {
    let graph = context.graph;
    let found = graph.sentence(verb).find(|&t| {
        graph.lexicon.is("channels", graph.lemma(t)) && graph.preposition(t).is_some() && graph.at(t, &[MentionKind::Instrument]).is_none()
    });
    if let Some(t) = found {
        claim.push(Role::Channel, Value::Text(graph.lemma(t).to_owned()), graph.token(t).span);
    }
}

/// "По словам министра …, они согласовали …", "according to the ministry".
fn according(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let mut found = Vec::new();
    for t in 0..graph.len().saturating_sub(1) {
        let pair = format!("{} {}", graph.form(t).to_lowercase(), graph.form(t + 1).to_lowercase());
        if !graph.lexicon.is("attribution", &pair) {
            continue;
        }
        let sentence = graph.sentence(t);
        let Some(speaker) = (t + 2..sentence.end.min(t + 12)).find_map(|u| {
            let actors = context.referents.actors(graph, u);
            actors.first().copied().filter(|&m| graph.mention(m).kind != MentionKind::Place)
        }) else {
            continue;
        };
        let comma = (graph.range(speaker).end..sentence.end).find(|&u| graph.form(u) == ",");
        let rest = comma.map_or(sentence.start..t, |c| c + 1..sentence.end);
        let Some(words) = graph.words(rest) else { continue };
        let mut claim = Claim::new(ClaimKind::Statement, graph.token(t).span.cover(graph.token(t + 1).span), "statement.according");
        claim.push(Role::Speaker, Value::Mention(speaker), graph.mention(speaker).span);
        claim.push(Role::Words, Value::Text(words.slice(&graph.report.text).to_owned()), words);
        found.push(claim);
    }
    found
}
