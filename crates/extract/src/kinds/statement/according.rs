//! "По словам министра …, они согласовали …", "according to the ministry", "со ссылкой на X".

use std::ops::Range;

use rapporteur_model::{Claim, ClaimKind, Gender, MentionKind, Role, Value};

use super::{push_words, speaker};
use crate::build::Context;
use crate::graph::Graph;
use crate::refer;

/// Claims of kind statement at phrases of attribution.
pub fn claims(context: &Context) -> Vec<Claim> {
    (0..context.graph.len()).filter_map(|t| claim(context, t)).collect()
}

fn claim(context: &Context, t: u32) -> Option<Claim> {
    let graph = context.graph;
    let sentence = graph.sentence(t);
    if let Some((m, end)) = by_pronoun(graph, t) {
        let words = graph.words(said(graph, t, end, &sentence))?;
        let mut claim = Claim::new(ClaimKind::Statement, graph.token(t).span.cover(graph.token(end - 1).span), "statement.according");
        claim.push(Role::Speaker, Value::Mention(m), graph.token(t + 1).span);
        push_words(graph, &mut claim, &[words]);
        return Some(claim);
    }
    let end = phrase(graph, t)?;
    let (at, (m, span)) = (end..sentence.end.min(end + 10))
        .take_while(|&u| !matches!(graph.form(u), "," | ":") || !graph.covering(u).is_empty())
        .find_map(|u| speaker::at(context, u).first().map(|&s| (u, s)))?;
    let own = graph.mention(m).span;
    let last = if graph.sentence(at).contains(&graph.mention(m).head) { graph.range(m).end.max(at + 1) } else { at + 1 };
    let words = graph.words(said(graph, t, last.max(end), &sentence))?;
    let mut claim = Claim::new(ClaimKind::Statement, graph.token(t).span.cover(graph.token(end - 1).span), "statement.according");
    claim.push(Role::Speaker, Value::Mention(m), if span.is_empty() { own } else { span });
    push_words(graph, &mut claim, &[words]);
    (graph.mention(m).kind != MentionKind::Place).then_some(claim)
}

/// "По его словам": the person that the pronoun means, and the end of the phrase.
fn by_pronoun(graph: &Graph, t: u32) -> Option<(u32, u32)> {
    let end = graph.sentence(t).end;
    if graph.english()
        || t + 3 > end
        || !graph.lexicon.is("whose", graph.lower(t + 1))
        || graph.lexicon.is("its_plural", graph.lower(t + 1))
    {
        return None;
    }
    let phrase = format!("{} {}", graph.lower(t), graph.lower(t + 2));
    let feminine = graph.lexicon.is("its_feminine", graph.lower(t + 1));
    let gender = if feminine { Gender::Fem } else { Gender::Masc };
    let person = refer::person_of_gender(graph, t, Some(gender)).filter(|_| graph.lexicon.is("attribution", &phrase))?;
    Some((person, t + 3))
}

/// End of the phrase of attribution that begins at a token, by its forms.
fn phrase(graph: &Graph, t: u32) -> Option<u32> {
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
        // "…, the agency learned from the ministry": the words end at the comma.
        let comma = (t.saturating_sub(4).max(sentence.start + 2)..t).rev().find(|&u| graph.english() && graph.form(u) == ",");
        return sentence.start..comma.unwrap_or(t);
    }
    let comma = (last..sentence.end).find(|&u| graph.form(u) == ",");
    comma.map_or(sentence.start..t, |c| c + 1..sentence.end)
}
