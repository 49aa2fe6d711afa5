//! Where a diplomat serves, told apart from whom he serves: "Japan's ambassador to Kenya", «посол Киргизии в Венгрии». Reads the words
//! behind the title and behind the sender.

use rapporteur_model::{MentionKind, Span, Upos};

use super::holder;
use crate::graph::Graph;

/// The place behind "to", "in" or «в» that says where a diplomat was sent. `sender` is what was found to be the title's holder.
pub(super) fn serves(graph: &Graph, title: u32, sender: Option<u32>) -> Option<u32> {
    let end = graph.range(title).end;
    let from = sender.map(|m| graph.range(m)).filter(|range| range.start >= end && !is_there(graph, range.start));
    let at = from.map_or(end, |range| range.end);
    let sentence = graph.sentence(graph.mention(title).head);
    let first = (at + 1..sentence.end).find(|&t| graph.token(t).upos != Upos::Det)?;
    if !is_diplomat(graph, title) || !is_there(graph, first) {
        return None;
    }
    holder::starting(graph, first).filter(|&m| graph.mention(m).kind == MentionKind::Place)
}

/// The title is one of those that are sent abroad: by a word, or by two ("high commissioner", «торговый представитель»).
pub(super) fn is_diplomat(graph: &Graph, title: u32) -> bool {
    let range = graph.range(title);
    let pair =
        |t: u32| t > range.start && graph.lexicon.is("diplomats", &format!("{} {}", graph.lemma(t - 1), graph.lemma(t)).to_lowercase());
    range.clone().any(|t| graph.lexicon.is("diplomats", graph.lemma(t)) || pair(t))
}

/// "to the Philippines", «в Венгрии»: the place with its preposition, as written.
pub(super) fn words(graph: &Graph, there: u32) -> Option<(String, Span)> {
    let first = preposition(graph, graph.range(there).start)?;
    let span = Span::new(graph.token(first).span.start(), graph.mention(there).span.end());
    Some((span.slice(&graph.report.text).split_whitespace().collect::<Vec<&str>>().join(" "), span))
}

/// The preposition before these words says to where.
fn is_there(graph: &Graph, first: u32) -> bool {
    preposition(graph, first).is_some_and(|t| graph.lexicon.is("serving_in", graph.lower(t)))
}

/// The word before, over an article.
fn preposition(graph: &Graph, first: u32) -> Option<u32> {
    (0..first).rev().find(|&t| graph.token(t).upos != Upos::Det)
}
