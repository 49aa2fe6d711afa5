//! How prominently a word for a person stands in its sentence, and what is left of that some sentences on.

use rapporteur_model::{Deprel, MentionKind};

use crate::graph::Graph;

/// The word that a name or title hangs in its clause by.
pub fn top(graph: &Graph, t: u32) -> u32 {
    let titled = |h: u32| graph.at(h, &[MentionKind::Post, MentionKind::Person]).is_some();
    let mut at = t;
    for _ in 0..6 {
        let Some(head) = graph.head(at) else { break };
        let within = match graph.base(at) {
            Deprel::Appos | Deprel::Flat | Deprel::Compound => true,
            Deprel::Nmod => {
                titled(head)
                    && graph.preposition(at).is_none()
                    && graph.mentions_in(at..at + 1, &[MentionKind::Person]).len()
                        + usize::from(graph.at(at, &[MentionKind::Post]).is_some())
                        > 0
            }
            _ => false,
        };
        if !within {
            break;
        }
        at = head;
    }
    at
}

/// The verb or predicate whose argument a word is; none for one inside another phrase.
pub fn owner(graph: &Graph, t: u32) -> Option<u32> {
    let mut at = top(graph, t);
    for _ in 0..4 {
        let head = graph.head(at)?;
        match graph.base(at) {
            Deprel::Conj | Deprel::Nmod | Deprel::Det => at = top(graph, head),
            _ => return Some(head),
        }
    }
    None
}

/// How prominently a word stands in its sentence.
pub fn weight(graph: &Graph, t: u32) -> f32 {
    let mut at = top(graph, t);
    let mut share = 1.0;
    while let Some(head) = graph.head(at).filter(|_| graph.base(at) == Deprel::Conj && !graph.is_verb(at) && share > 0.5) {
        share *= 0.95;
        at = top(graph, head);
    }
    let inside = graph.head(at).is_some_and(|verb| matches!(graph.base(verb), Deprel::Acl | Deprel::Advcl));
    let role = match graph.base(at) {
        Deprel::Nsubj => 100.0,
        Deprel::Obj | Deprel::Iobj => 60.0,
        Deprel::Obl if crate::subject::agent(graph, at) => 65.0,
        Deprel::Obl => 45.0,
        Deprel::Nmod | Deprel::Det => 30.0,
        _ => 50.0,
    };
    role * share * if inside { 0.7 } else { 1.0 }
}

/// What is left of a weight after so many sentences.
pub fn fade(sentences: usize) -> f32 {
    match sentences {
        0 => 1.0,
        1 => 0.9,
        2 => 0.5,
        3 => 0.35,
        n => 0.3 / (n as f32 - 2.0),
    }
}
