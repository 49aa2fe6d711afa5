//! Which organisations a common noun that acts stands for: "the company", «банк»; in the plural "the two companies", «вузы»: the two of
//! that sort that were named last. Knows no persons.

use rapporteur_model::{Deprel, MentionKind, Number, Upos};

use crate::graph::Graph;
use crate::topic;

const KINDS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];

/// How many sentences back both of two must have been named.
const REACH: usize = 3;

/// The organisations meant at a token, if it is such a noun, alone or with "the", "both", "two".
pub fn meant(graph: &Graph, t: u32) -> Vec<u32> {
    let plain = |&c: &u32| {
        let small =
            matches!(graph.base(c), Deprel::Det | Deprel::Nummod | Deprel::Case | Deprel::Punct | Deprel::Cc | Deprel::Conj | Deprel::Acl);
        small || graph.base(c) == Deprel::Appos
    };
    if graph.token(t).upos != Upos::Noun || !graph.covering(t).is_empty() || !graph.children(t).iter().all(plain) {
        return Vec::new();
    }
    match graph.token(t).feats.number {
        Some(Number::Plur) => graph.lexicon.house(graph.lemma(t)).map_or_else(Vec::new, |heads| two(graph, t, heads)),
        _ => one(graph, t).into_iter().collect(),
    }
}

/// In English only with an article or a pronoun before it ("the bank", not "bank").
fn one(graph: &Graph, t: u32) -> Option<u32> {
    let definite = |&c: &u32| graph.base(c) == Deprel::Det && matches!(graph.lower(c), "the" | "this" | "that");
    let shown = !graph.english() || graph.children(t).iter().any(definite);
    if !shown || !graph.lexicon.is("enterprise", graph.lemma(t)) {
        return None;
    }
    topic::meant(graph, t, KINDS)
}

/// The two organisations of a sort in the sentences before, if there are just two.
fn two(graph: &Graph, t: u32, heads: &[String]) -> Vec<u32> {
    let sentence = graph.analysis.sentence_of(t);
    let first = graph.analysis.sentences.get(sentence.saturating_sub(REACH)).map_or(0, |s| s.tokens.start);
    let mut found: Vec<u32> = Vec::new();
    for m in graph.mentions_in(first..t, KINDS) {
        let known = found.iter().any(|&o| same(graph, o, m));
        if !known && !topic::is_source(graph, m) && of_sort(graph, m, heads) {
            found.push(m);
        }
    }
    if found.len() == 2 { found } else { Vec::new() }
}

fn same(graph: &Graph, a: u32, b: u32) -> bool {
    let (a, b) = (&graph.mention(a).name, &graph.mention(b).name);
    a == b || a.contains(b.as_str()) || b.contains(a.as_str())
}

/// The name has one of these words in it; of firms, none that tells of another sort.
fn of_sort(graph: &Graph, m: u32, heads: &[String]) -> bool {
    let has = |heads: &[String]| {
        graph.range(m).any(|t| heads.iter().any(|h| graph.lemma(t).starts_with(h.as_str()) || graph.lower(t).starts_with(h.as_str())))
    };
    if heads.is_empty() { graph.mention(m).kind == MentionKind::Organisation && !graph.lexicon.houses().any(&has) } else { has(heads) }
}
