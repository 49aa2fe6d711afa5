//! Whom a subject means: a name, the head of a relative clause, or the person that a text is about. Invents nobody.

use rapporteur_model::{Deprel, MentionKind, Span, Upos};

use crate::graph::Graph;

/// The person meant at a token, with the words there.
pub fn meant(graph: &Graph, t: u32) -> Option<(u32, Span)> {
    if let Some(m) = graph.at(t, &[MentionKind::Person]) {
        return Some((m, graph.mention(m).span));
    }
    let named = graph.children(t).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Appos | Deprel::Flat));
    if let Some(m) = named.into_iter().find_map(|c| graph.at(c, &[MentionKind::Person])) {
        return Some((m, graph.mention(m).span));
    }
    let word = graph.lemma(t);
    if graph.lexicon.is("relative", word) {
        let clause = std::iter::successors(Some(t), |&u| graph.token(u).head).take(6).find(|&u| graph.base(u) == Deprel::Acl)?;
        let head = graph.token(clause).head?;
        let named = graph.at(head, &[MentionKind::Person]).or_else(|| super::holder_of(graph, head).map(|p| p.0));
        return named.map(|m| (m, graph.token(t).span));
    }
    // "is a linguist working at Y": the noun says something of somebody.
    if graph.token(t).upos == Upos::Noun && graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Cop) {
        return super::holder_of(graph, t);
    }
    let single = matches!(word, "he" | "she") || (graph.lexicon.is("third", word) && word != "they");
    let person = single.then(|| before(graph, t).or_else(|| about(graph, t))).flatten();
    person.map(|m| (m, graph.token(t).span))
}

/// The subject of this sentence so far, else of the two sentences before.
fn before(graph: &Graph, t: u32) -> Option<u32> {
    let sentence = graph.analysis.sentence_of(t);
    let first = sentence.saturating_sub(2);
    (first..=sentence).rev().find_map(|i| {
        let tokens = graph.analysis.sentences.get(i)?.tokens.clone();
        let mut subjects = graph.mentions_in(tokens, &[MentionKind::Person]).into_iter().filter(|&m| {
            let head = graph.mention(m).head;
            head < t && graph.base(head) == Deprel::Nsubj
        });
        subjects.next_back()
    })
}

/// The person whom the first sentence is about ("X is a …"): the only subject that a biography names in full.
fn about(graph: &Graph, t: u32) -> Option<u32> {
    let first = graph.analysis.sentences.first()?.tokens.clone();
    let subject = graph.mentions_in(first, &[MentionKind::Person]).into_iter().next()?;
    let head = graph.mention(subject).head;
    let topic = head < t && (graph.base(head) == Deprel::Nsubj || graph.token(head).head.is_none());
    topic.then_some(subject)
}
