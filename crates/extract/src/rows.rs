//! Persons that stand in a row on the surface: "X, the head of A, the director of B, Y, and Z". Knows words and commas, not the tree.
//!
//! # Why
//! The longer the titles between two names, the likelier the parser hangs the second name inside the first phrase. The words between them
//! still show a row: titles, commas and a conjunction, and no verb.

use rapporteur_model::{MentionKind, Upos, VerbForm};

use crate::graph::Graph;

/// Most words between two names of a row.
const REACH: u32 = 24;

/// The person that a token names, or that follows it as the bearer of its title ("the director of B, Y").
pub fn first(graph: &Graph, t: u32) -> Option<u32> {
    if let Some(person) = graph.at(t, &[MentionKind::Person]) {
        return Some(person);
    }
    graph.at(t, &[MentionKind::Post])?;
    let last = graph.sentence(t).end.min(t + REACH);
    let starts = |t: u32| graph.at(t, &[MentionKind::Person]).filter(|&n| graph.range(n).start == t);
    let other = |u: u32| !filler(graph, u) || graph.lexicon.is("row", graph.lower(u)) && !inside_name(graph, u);
    let name = (t..last).find(|&u| starts(u).is_some() || other(u))?;
    starts(name)
}

/// Heads of the names that follow a person's name in its row, up to the last one that a conjunction joins.
pub fn behind(graph: &Graph, person: u32) -> Vec<u32> {
    let mut row = Vec::new();
    let (mut at, mut joined) = (person, 0);
    while let Some((next, conjunction)) = next(graph, at).filter(|_| row.len() < 16) {
        row.push(graph.mention(next).head);
        if conjunction {
            joined = row.len();
        }
        at = next;
    }
    row.truncate(joined);
    row
}

/// The next name, and whether a conjunction stands before it.
fn next(graph: &Graph, m: u32) -> Option<(u32, bool)> {
    let end = graph.range(m).end;
    let last = graph.sentence(graph.mention(m).head).end.min(end + REACH);
    let starts = |t: u32| graph.at(t, &[MentionKind::Person]).filter(|&n| n != m && graph.range(n).start == t);
    let name = (end..last).find(|&t| starts(t).is_some() || !filler(graph, t))?;
    // "met A on Monday and B on Tuesday": each on a day of its own.
    let dated = (end..name).any(|t| graph.at(t, &[MentionKind::Date]).is_some());
    let n = starts(name).filter(|&n| !dated && same_part(graph, m, n))?;
    let conjunction = (end..name).rev().find(|&t| graph.lexicon.is("row", graph.lower(t)) && !inside_name(graph, t));
    let comma = (end..name).rev().find(|&t| graph.form(t) == ",");
    let title = conjunction.or(comma)? + 1;
    let titles = |t: u32| graph.at(t, &[MentionKind::Post]).is_some() || graph.lexicon.is("counterparts", graph.lemma(t));
    (title == name || (title..name).any(titles)).then_some((n, conjunction.is_some()))
}

fn inside_name(graph: &Graph, t: u32) -> bool {
    graph.covering(t).iter().any(|&m| graph.range(m).start < t && graph.range(m).end > t + 1)
}

/// A word that titles, names and commas are made of.
fn filler(graph: &Graph, t: u32) -> bool {
    const WORDS: &[Upos] = &[Upos::Noun, Upos::Propn, Upos::Adj, Upos::Det, Upos::Adp, Upos::Part, Upos::Num];
    let punct = matches!(graph.form(t), "," | "." | "«" | "»" | "\"" | "“" | "”" | "(" | ")" | "-" | "–");
    punct
        || graph.lexicon.is("row", graph.lower(t))
        || WORDS.contains(&graph.token(t).upos)
        || inside_name(graph, t)
        || graph.lexicon.is("possessive", graph.lower(t))
}

/// The second name is no subject of another verb, and stands in the case of the first.
fn same_part(graph: &Graph, m: u32, n: u32) -> bool {
    let (first, second) = (graph.mention(m).head, graph.mention(n).head);
    let behind = graph.range(n).end;
    let finite = |t: u32| graph.is_verb(t) && graph.token(t).feats.verb_form != Some(VerbForm::Part) || graph.token(t).upos == Upos::Aux;
    let acts = behind < graph.len() && finite(behind);
    let verb = graph.clause(first);
    let told_before = graph.is_verb(verb) && verb < first;
    if graph.english() { !(acts && told_before) } else { graph.case(first).is_some() && graph.case(first) == graph.case(second) }
}
