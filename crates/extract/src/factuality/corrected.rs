//! A paper that takes its own words back: what it wrote did not happen.

use rapporteur_model::Deprel;

use super::classes::Tells;
use crate::graph::Graph;

/// One of the verbs of saying over an event tells of words that were wrong: "we wrongly reported that X had met Y", "CORRECTION. … we
/// wrote that X had been appointed", "an earlier version of this article said that".
pub fn takes_back(graph: &Graph, mut verbs: impl Iterator<Item = u32>) -> bool {
    verbs.any(|verb| wrongly(graph, verb) || own_words(graph, verb) && (corrects(graph, verb) || earlier_version(graph, verb)))
}

/// "ошибочно сообщили", "wrongly said".
fn wrongly(graph: &Graph, verb: u32) -> bool {
    let refutes = |&c: &u32| graph.lexicon.facts.beside(graph.lemma(c)).contains(&Tells::Refuted);
    graph.children(verb).iter().any(refutes)
}

/// The paper says it of itself.
fn own_words(graph: &Graph, verb: u32) -> bool {
    let own = |&c: &u32| graph.base(c) == Deprel::Nsubj && graph.lexicon.is("own_words", graph.lemma(c));
    graph.children(verb).iter().any(own)
}

fn earlier_version(graph: &Graph, verb: u32) -> bool {
    let old = |c: u32| ["earlier", "order", "late"].iter().any(|class| graph.lexicon.is(class, graph.lemma(c)));
    graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Nsubj && graph.children(c).iter().any(|&d| old(d)))
}

/// "Correction.", "ПОПРАВКА:" opens the sentence or the one before.
fn corrects(graph: &Graph, verb: u32) -> bool {
    let sentence = graph.analysis.sentence_of(verb);
    let opens = |at: usize| {
        let tokens = graph.analysis.sentences.get(at).map_or(0..0, |s| s.tokens.clone());
        tokens.take(4).any(|t| graph.lexicon.is("corrections", graph.lower(t)) || graph.lexicon.is("corrections", graph.lemma(t)))
    };
    opens(sentence) || sentence.checked_sub(1).is_some_and(opens)
}
