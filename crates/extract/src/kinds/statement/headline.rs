//! "Иванов: порт примет больше судов": a name, a colon and a clause.

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, MentionKind, Role, Upos, Value};

use super::push_words;
use crate::build::Context;
use crate::graph::Graph;

const NAMED: &[MentionKind] = &[MentionKind::Person, MentionKind::Organisation, MentionKind::Body, MentionKind::Post];

/// Claims of kind statement at sentences of this shape.
pub fn claims(context: &Context) -> Vec<Claim> {
    let starts = context.graph.analysis.sentences.iter().map(|s| s.tokens.start);
    starts.filter_map(|t| claim(context, t)).collect()
}

fn claim(context: &Context, start: u32) -> Option<Claim> {
    let graph = context.graph;
    let sentence = graph.sentence(start);
    let (colon, head) = speaker_before_colon(graph, start)?;
    let clause = (colon + 1..sentence.end).any(|t| graph.is_verb(t) || graph.token(t).feats.short);
    let words = graph.words(colon + 1..sentence.end).filter(|_| clause)?;
    let mut claim = Claim::new(ClaimKind::Statement, graph.token(colon).span, "statement.headline");
    for (m, span) in super::speaker::at(context, head) {
        claim.push(Role::Speaker, Value::Mention(m), span);
    }
    if claim.get(Role::Speaker).is_none() && surname(graph, head) && colon == head + 1 {
        claim.push(Role::Speaker, Value::Text(graph.form(head).to_owned()), graph.token(head).span);
    }
    push_words(graph, &mut claim, &[words]);
    claim.get(Role::Speaker).is_some().then_some(claim)
}

/// The colon and the head of the names in front of it, when nothing else stands there.
fn speaker_before_colon(graph: &Graph, start: u32) -> Option<(u32, u32)> {
    let mut at = start;
    let mut head = None;
    while at < graph.sentence(start).end && graph.form(at) != ":" {
        let name = graph.at(at, NAMED);
        if name.is_none() && !(at == start && surname(graph, at)) {
            return None;
        }
        head = head.or(Some(name.map_or(at, |m| graph.mention(m).head)));
        at = name.map_or(at + 1, |m| graph.range(m).end);
    }
    let head = head.filter(|_| at < graph.sentence(start).end)?;
    graph.case(head).is_none_or(|c| c == Case::Nom).then_some((at, head))
}

/// A proper noun for a living being that heads its sentence.
fn surname(graph: &Graph, t: u32) -> bool {
    let token = graph.token(t);
    let animate = token.feats.animate == Some(true) && token.feats.case == Some(Case::Nom);
    token.upos == Upos::Propn && animate && matches!(token.deprel.base(), Deprel::Root | Deprel::Nsubj) && graph.form(t).chars().count() > 3
}
