//! From a token to the organisations and products that it names: the mention at it, a name in apposition or in quotes, the antecedent
//! of a relative pronoun, or what the noun pointed at before. Knows no kind of claim.

use rapporteur_model::{Deprel, Detail, MentionKind, Span, Upos, Value};

use crate::graph::Graph;

/// Organisations and bodies.
pub const HOUSES: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];
/// What can be owned or made.
pub const THINGS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body, MentionKind::Product];

/// A value of a field with its words.
pub type Named = (Value, Span);

/// All that is named at a token and what is coordinated with it.
pub fn each(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Vec<Named> {
    let mut tokens = graph.conjuncts(t);
    let quoted: Vec<u32> = tokens.iter().flat_map(|&c| graph.children(c)).copied().filter(|&c| in_quotes(graph, c).is_some()).collect();
    for name in quoted {
        tokens.extend(graph.conjuncts(name).into_iter().filter(|&c| c != name));
    }
    let mut found: Vec<Named> = Vec::new();
    for c in tokens {
        if let Some(named) = one(graph, c, kinds).filter(|n| !found.contains(n)) {
            found.push(named);
        }
    }
    found
}

/// What is named at one token.
pub fn one(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Option<Named> {
    if let Some(m) = mention(graph, t, kinds) {
        return Some((Value::Mention(m), graph.mention(m).span));
    }
    if graph.lexicon.is("relative", graph.lemma(t)) {
        return antecedent(graph, t).and_then(|head| one(graph, head, kinds));
    }
    let beside = graph.children(t).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Appos | Deprel::Flat | Deprel::Nmod));
    let apposed = beside.clone().filter(|&c| graph.base(c) != Deprel::Nmod).find_map(|c| mention(graph, c, kinds));
    if let Some(m) = apposed {
        return Some((Value::Mention(m), graph.mention(m).span));
    }
    let quoted =
        || in_quotes(graph, t).or_else(|| beside.clone().find_map(|c| in_quotes(graph, c).filter(|_| graph.covering(c).is_empty())));
    quoted().filter(|_| graph.at(t, &[MentionKind::Person]).is_none()).map(|span| (text(graph, span), span))
}

/// The mention of these kinds at a token; a place that no gazetteer knows may be an organisation.
pub fn mention(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Option<u32> {
    graph.at(t, kinds).or_else(|| graph.at(t, &[MentionKind::Place]).filter(|&m| unknown_place(graph, m)))
}

/// A name of several words that was taken for a place and is none that is known.
pub fn unknown_place(graph: &Graph, m: u32) -> bool {
    let mention = graph.mention(m);
    mention.kind == MentionKind::Place && mention.country.is_none() && mention.detail == Detail::None && graph.range(m).len() > 1
}

/// The words in quotes that a token stands in, up to six of them.
fn in_quotes(graph: &Graph, t: u32) -> Option<Span> {
    let sentence = graph.sentence(t);
    let first = (sentence.start..=t).rev().take(7).find(|&u| matches!(graph.form(u), "«" | "“" | "»"))?;
    let last = (t..sentence.end).take(7).find(|&u| matches!(graph.form(u), "»" | "”" | "«"))?;
    let closed = graph.form(first) != "»" && graph.form(last) != "«" && first < t;
    graph.words(first + 1..last).filter(|_| closed)
}

fn text(graph: &Graph, span: Span) -> Value {
    Value::Text(span.slice(&graph.report.text).replace('\n', " "))
}

/// The noun that a relative pronoun's clause is about.
fn antecedent(graph: &Graph, t: u32) -> Option<u32> {
    let up = std::iter::successors(Some(t), |&u| graph.token(u).head).take(7);
    let clause = up.into_iter().find(|&u| graph.base(u) == Deprel::Acl)?;
    graph.token(clause).head
}

/// "агентство", "the terminal": the last organisation named before by a name with this head; "это предприятие", "it": the last one named.
pub fn pointed(graph: &Graph, t: u32, kinds: &[MentionKind]) -> Option<u32> {
    let token = graph.token(t);
    if !matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron) {
        return None;
    }
    let word = graph.lower(t);
    let ends = |m: &u32| graph.range(*m).any(|u| graph.lower(u) == word || graph.lemma(u) == graph.lemma(t));
    let before = graph.mentions_in(0..t, kinds);
    let same = before.iter().copied().rfind(ends).filter(|_| token.upos != Upos::Pron);
    let start = graph.sentence(t).start;
    let common = graph.lexicon.is("enterprise", graph.lemma(t));
    let subject = |&m: &u32| {
        matches!(graph.base(graph.mention(m).head), Deprel::Nsubj)
            && graph.sentence(start.saturating_sub(1)).contains(&graph.mention(m).head)
    };
    let before = || graph.mentions_in(0..start, kinds);
    let last = || before().into_iter().find(subject).or_else(|| before().last().copied()).filter(|_| common && start > 0);
    same.or_else(last)
}

/// Proper nouns in front of a common noun that it makes a kind of ("the Zubr tractor"): a mention, or the words.
pub fn brand(graph: &Graph, t: u32) -> Option<Named> {
    let proper =
        |&c: &u32| graph.token(c).upos == Upos::Propn && c < t && matches!(graph.base(c), Deprel::Compound | Deprel::Amod | Deprel::Nmod);
    let first = graph.children(t).iter().copied().find(proper).filter(|_| graph.token(t).upos == Upos::Noun)?;
    let all = [MentionKind::Product, MentionKind::Organisation, MentionKind::Person];
    let start = graph.subtree(first).start;
    if let Some(m) = graph.at(first, &all).filter(|&m| !graph.range(m).contains(&t)) {
        return Some((Value::Mention(m), graph.mention(m).span));
    }
    let span = graph.words(start..first + 1)?;
    (graph.covering(first).is_empty()).then(|| (text(graph, span), span))
}
