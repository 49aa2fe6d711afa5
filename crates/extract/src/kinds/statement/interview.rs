//! Interviews: a report of questions and answers is a statement of the person whom its head introduces.
//!
//! # What it does
//! Where several paragraphs are short questions and the answers speak in the first person, the first person who is introduced with a
//! post before the first question speaks; the paragraphs that are no questions are the words.
//!
//! # Why
//! In an interview no verb says who speaks.

use rapporteur_model::{BlockKind, Claim, ClaimKind, MentionKind, Role, Span, Value};

use crate::build::Context;
use crate::graph::Graph;

/// Questions that make an interview.
const LEAST: usize = 3;
/// The most words of a question.
const SHORT: usize = 30;

/// The statement of the one who is interviewed, unless a verb of speech gave one already.
pub fn claim(context: &Context, others: &[Claim]) -> Option<Claim> {
    let graph = context.graph;
    let blocks: Vec<Span> = graph.report.blocks.iter().filter(|b| b.kind != BlockKind::Caption).map(|b| b.span).collect();
    let asks: Vec<bool> = blocks.iter().map(|b| question(b.slice(&graph.report.text))).collect();
    let first = asks.iter().position(|&a| a)?;
    if asks.iter().filter(|&&a| a).count() < LEAST {
        return None;
    }
    let answers: Vec<Span> = blocks.iter().zip(&asks).skip(first).filter(|(_, asks)| !**asks).map(|(b, _)| *b).collect();
    let own = answers.iter().filter(|b| graph.analysis.tokens_in(**b).any(|t| graph.lexicon.is("we", graph.lemma(t)))).count();
    let m = introduced(context, blocks[first].start())?;
    let told = others.iter().any(|c| c.mentions(Role::Speaker).any(|s| graph.mention(s).name == graph.mention(m).name));
    if own < 2 || told {
        return None;
    }
    let mut claim = Claim::new(ClaimKind::Statement, graph.mention(m).span, "statement.interview");
    claim.push(Role::Speaker, Value::Mention(m), graph.mention(m).span);
    super::push_words(graph, &mut claim, &answers);
    Some(claim)
}

/// A paragraph of one short question.
fn question(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['"', '»', '”']);
    text.ends_with('?') && text.split_whitespace().count() <= SHORT
}

/// The first person with a post who is named before a place of the text.
pub fn introduced(context: &Context, before: usize) -> Option<u32> {
    let graph: &Graph = context.graph;
    let held = |m: &u32| context.referents.posts().iter().any(|p| p.persons.contains(m));
    let all = (0..graph.analysis.mentions.len() as u32).filter(|&m| graph.mention(m).kind == MentionKind::Person);
    all.take_while(|&m| graph.mention(m).span.end() <= before).find(held)
}
