//! What is owned, seen through shares and kinds of things, and who owns it.

use rapporteur_model::{Deprel, MentionKind, Upos, Value};

use crate::build::Context;
use crate::graph::Graph;
use crate::named::{self, Named, THINGS};
use crate::topic;

/// The thing owned at a token: a name, a name under a share ("30% акций Y", "a stake in Y"), or a common noun that points at one.
/// With `only_share` a bare name is none ("holds a meeting in Y").
pub fn of(graph: &Graph, t: u32, only_share: bool) -> Option<Named> {
    let mut at = measured(graph, t);
    let mut share = false;
    for _ in 0..5 {
        if !is_share(graph, at) {
            break;
        }
        share = true;
        let under = |&c: &u32| {
            let holder = graph.preposition(c).is_some_and(|p| graph.lexicon.is("sellers_by", &p));
            !holder
                && matches!(graph.base(c), Deprel::Nmod | Deprel::Obl | Deprel::Appos)
                && (is_share(graph, c) || graph.is_nominal(c) || matches!(graph.token(c).upos, Upos::Pron | Upos::X))
        };
        at = graph.children(at).iter().copied().find(under)?;
    }
    if only_share && !share {
        return None;
    }
    // "X, 60% of which belongs to Y"
    if graph.english() && share && graph.lexicon.is("relative", graph.lemma(at)) {
        at = graph.head(t).filter(|_| graph.base(t) == Deprel::Appos).unwrap_or(at);
    }
    if graph.at(at, &[MentionKind::Person, MentionKind::Post, MentionKind::Date]).is_some() {
        return None;
    }
    let definite = graph.english() || share || graph.base(t) == Deprel::Nsubj;
    // "35% её капитала", "a third of its shares": whose they are.
    let own = || named::one(graph, at, THINGS).filter(|_| !is_share(graph, at));
    if let Some(owned) = whose(graph, at).filter(|_| share && own().is_none()) {
        return Some(owned);
    }
    let pointed = || topic::meant(graph, at, THINGS).filter(|_| definite).map(|m| (Value::Mention(m), graph.token(at).span));
    named::one(graph, at, THINGS).or_else(pointed)
}

/// "49 per cent of X": the word of the measure behind a number, where the parser hung the rest on it.
fn measured(graph: &Graph, t: u32) -> u32 {
    let end = graph.sentence(t).end;
    let number = graph.token(t).upos == Upos::Num && graph.children(t).is_empty();
    let measure = |&u: &u32| graph.is_nominal(u) && graph.lexicon.is("shares", graph.lemma(u));
    (t + 1..end.min(t + 3)).find(measure).filter(|_| number).unwrap_or(t)
}

/// The organisation that a possessive pronoun at a token means.
fn whose(graph: &Graph, t: u32) -> Option<Named> {
    let possessive = |&c: &u32| graph.token(c).deprel == Deprel::NmodPoss || graph.base(c) == Deprel::Det;
    let pronoun = graph.children(t).iter().copied().find(|c| possessive(c) && graph.lexicon.is("whose", graph.lower(*c)))?;
    let m = topic::of(graph, pronoun, THINGS)?;
    Some((Value::Mention(m), graph.token(pronoun).span))
}

/// "акция", "пакет", "%", "stake", "percent", and numbers.
pub fn is_share(graph: &Graph, t: u32) -> bool {
    graph.lexicon.is("shares", graph.lemma(t)) || matches!(graph.form(t), "%") || graph.token(t).upos == Upos::Num
}

/// Persons, organisations and countries at a token; a country owns only where it acts.
pub fn owners(context: &Context, t: u32) -> Vec<Named> {
    let graph = context.graph;
    let actors = context.referents.actors(graph, t);
    if actors.is_empty() {
        if let Some(family) = family(graph, t) {
            return vec![family];
        }
        let state = || graph.lexicon.is("states", graph.lemma(t)).then(|| (Value::Text(graph.lemma(t).to_owned()), graph.token(t).span));
        return named::one(graph, t, THINGS).or_else(|| latter(graph, t)).or_else(state).into_iter().collect();
    }
    actors.into_iter().map(|m| (Value::Mention(m), graph.mention(m).span)).collect()
}

/// "семье Шиловых": a family by its name.
fn family(graph: &Graph, t: u32) -> Option<Named> {
    let word = graph.lexicon.is("families", graph.lemma(t)) && !graph.english();
    let name = (t + 1..graph.sentence(t).end).next().filter(|&u| word && graph.form(u).starts_with(char::is_uppercase))?;
    let span = graph.words(t..name + 1)?;
    Some((Value::Text(format!("{} {}", graph.lemma(t), graph.form(name))), span))
}

/// "Последний сохранит за собой 15%", "the latter holds": the one named last before.
fn latter(graph: &Graph, t: u32) -> Option<Named> {
    let word = graph.lexicon.is("latter", graph.lemma(t)) && graph.children(t).iter().all(|&c| !graph.is_nominal(c));
    let from = graph.analysis.sentences.get(graph.analysis.sentence_of(t).saturating_sub(1))?.tokens.start;
    let m = *graph.mentions_in(from..t, &[MentionKind::Organisation, MentionKind::Body, MentionKind::Person]).last().filter(|_| word)?;
    Some((Value::Mention(m), graph.token(t).span))
}
