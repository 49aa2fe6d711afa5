//! "По словам министра …, они согласовали …", "according to the ministry", "со ссылкой на X".

use std::ops::Range;

use rapporteur_model::{Claim, ClaimKind, MentionKind, Role, Value};

use super::{push_words, speaker};
use crate::build::Context;
use crate::graph::Graph;
use crate::refer;

/// Claims of kind statement at phrases of attribution.
pub fn claims(context: &Context) -> Vec<Claim> {
    (0..context.graph.len()).filter_map(|t| claim(context, t).or_else(|| by_pronoun(context, t))).collect()
}

/// "По его словам, …": the person named last.
fn by_pronoun(context: &Context, t: u32) -> Option<Claim> {
    let graph = context.graph;
    let sentence = graph.sentence(t);
    let noun = t + 2;
    let possessive = noun < sentence.end && graph.lexicon.is("possessive", graph.lower(t + 1));
    let known = possessive && graph.lexicon.is("attribution", &format!("{} {}", graph.lower(t), graph.lower(noun)));
    if !known {
        return None;
    }
    let m = refer::person_before(graph, t + 1)?;
    let words = graph.words(said(graph, t, noun + 1, &sentence))?;
    let mut claim = Claim::new(ClaimKind::Statement, graph.token(t).span.cover(graph.token(noun).span), "statement.according");
    claim.push(Role::Speaker, Value::Mention(m), graph.token(t + 1).span);
    push_words(graph, &mut claim, &[words]);
    Some(claim)
}

fn claim(context: &Context, t: u32) -> Option<Claim> {
    let graph = context.graph;
    let end = phrase(graph, t)?;
    let sentence = graph.sentence(t);
    let named = (end..sentence.end.min(end + 10))
        .take_while(|&u| !matches!(graph.form(u), "," | ":") || !graph.covering(u).is_empty())
        .find_map(|u| speaker::at(context, u).first().map(|&s| (u, s)));
    let Some((at, (m, span))) = named else { return house(graph, t, end, &sentence) };
    let own = graph.mention(m).span;
    let last = if graph.sentence(at).contains(&graph.mention(m).head) { graph.range(m).end.max(at + 1) } else { at + 1 };
    let words = graph.words(said(graph, t, last.max(end), &sentence))?;
    let mut claim = Claim::new(ClaimKind::Statement, graph.token(t).span.cover(graph.token(end - 1).span), "statement.according");
    claim.push(Role::Speaker, Value::Mention(m), if span.is_empty() { own } else { span });
    push_words(graph, &mut claim, &[words]);
    (graph.mention(m).kind != MentionKind::Place).then_some(claim)
}

/// "По сообщению пресс-службы губернатора, …", "according to the presidency": a house without a name.
fn house(graph: &Graph, t: u32, end: u32, sentence: &Range<u32>) -> Option<Claim> {
    let (at, (value, span)) = (end..sentence.end.min(end + 5))
        .take_while(|&u| !matches!(graph.form(u), "," | ":"))
        .find_map(|u| speaker::unnamed(graph, u).map(|found| (u, found)))?;
    let last = graph.analysis.tokens_in(span).end.max(at + 1);
    let words = graph.words(said(graph, t, last, sentence))?;
    let mut claim = Claim::new(ClaimKind::Statement, graph.token(t).span.cover(graph.token(end - 1).span), "statement.according");
    claim.push(Role::Speaker, value, span);
    push_words(graph, &mut claim, &[words]);
    Some(claim)
}

/// End of the phrase of attribution that begins at a token, by its forms.
fn phrase(graph: &Graph, t: u32) -> Option<u32> {
    if !graph.lexicon.is("attribution_opens", graph.lower(t)) {
        return None;
    }
    let starts = |phrase: &&String| {
        let mut at = t;
        phrase.split(' ').all(|word| {
            let same = at < graph.len() && graph.lower(at) == word;
            at += 1;
            same
        })
    };
    let longest = graph.lexicon.list("attribution").iter().filter(starts).max_by_key(|p| p.len())?;
    Some(t + longest.split(' ').count() as u32)
}

/// What is said: behind the comma when the phrase opens the sentence, else what stands before it.
fn said(graph: &Graph, t: u32, last: u32, sentence: &Range<u32>) -> Range<u32> {
    if t > sentence.start + 2 {
        // "…, BelTA learned from the ministry": who learned it stands behind the comma.
        let comma = (sentence.start..t).rev().find(|&u| graph.form(u) == ",").filter(|_| graph.is_verb(t));
        return sentence.start..comma.unwrap_or(t);
    }
    let comma = (last..sentence.end).find(|&u| graph.form(u) == ",");
    comma.map_or(sentence.start..t, |c| c + 1..sentence.end)
}
