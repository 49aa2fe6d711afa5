//! What an organisation makes or sells under a name: "под маркой «X»", "under the brand X", "the X brand".

use rapporteur_model::{Claim, Deprel, MentionKind, Role, Span, Upos, Value};

use super::claim;
use crate::frame;
use crate::graph::Graph;
use crate::named::{self, HOUSES, Named};
use crate::topic;

/// Claims at nouns of brands.
pub fn claims(graph: &Graph) -> Vec<Claim> {
    let nouns = |class| (0..graph.len()).filter(move |&t| graph.is_nominal(t) && graph.lexicon.is(class, graph.lemma(t)));
    nouns("brands").filter_map(|t| by_noun(graph, t)).chain(nouns("makers").filter_map(|t| maker(graph, t))).collect()
}

/// "X, производитель локомотивов «Лось»", "X is the maker of the Elk locomotive": the product in the complement of the noun.
fn maker(graph: &Graph, t: u32) -> Option<Claim> {
    let subject = graph.children(t).iter().copied().find(|&c| graph.base(c) == Deprel::Nsubj);
    let beside = graph.head(t).filter(|_| graph.base(t) == Deprel::Appos);
    let maker = subject.or(beside).and_then(|s| named::one(graph, s, HOUSES))?;
    let complement = |&c: &u32| c > t && graph.base(c) == Deprel::Nmod && matches!(graph.preposition(c).as_deref(), None | Some("of"));
    let made = graph.children(t).iter().copied().find(complement)?;
    let product = |u: u32| graph.at(u, &[MentionKind::Product]).map(|m| (Value::Mention(m), graph.mention(m).span));
    let below = || {
        graph.children(made).iter().find_map(|&c| product(c).or_else(|| named::quoted(graph, c).filter(|_| graph.covering(c).is_empty())))
    };
    let (value, span) = product(made).or_else(below).or_else(|| named::brand(graph, made)).filter(|n| n.1 != maker.1)?;
    let mut claim = claim(graph, t, "structure.maker", maker);
    claim.push(Role::Produces, value, span);
    Some(claim)
}

fn by_noun(graph: &Graph, t: u32) -> Option<Claim> {
    let verb = graph.clause(t);
    let verb = Some(verb).filter(|&v| graph.is_verb(v) && graph.lexicon.is("bringing_out", graph.lemma(v)))?;
    let house = |s: u32| {
        let meant = || topic::meant(graph, s, HOUSES).map(|m| (Value::Mention(m), graph.token(s).span));
        named::one(graph, s, HOUSES).or_else(meant)
    };
    let maker = frame::subjects(graph, verb).into_iter().find_map(house)?;
    let (value, span) = name(graph, t).filter(|n| n.1 != maker.1)?;
    let mut claim = claim(graph, t, "structure.brand", maker);
    claim.push(Role::Produces, value, span);
    Some(claim)
}

/// The name right behind the noun, in quotes or not, or in English right before it.
fn name(graph: &Graph, t: u32) -> Option<Named> {
    let sentence = graph.sentence(t);
    let quote = |u: u32| matches!(graph.form(u), "«" | "\"" | "“");
    let first = (t + 1..sentence.end.min(t + 3)).find(|&u| !quote(u))?;
    let quoted = quote(first - 1) && first - 1 > t;
    let capital = |u: u32| {
        sentence.contains(&u) && graph.form(u).chars().next().is_some_and(char::is_uppercase) && graph.token(u).upos != Upos::Punct
    };
    let run = if quoted {
        let end = (first..sentence.end.min(first + 6)).find(|&u| matches!(graph.form(u), "»" | "\"" | "”"))?;
        first..end
    } else if capital(first) {
        first..(first..sentence.end).take_while(|&u| capital(u)).last()? + 1
    } else {
        let last = t.checked_sub(1).filter(|&u| graph.english() && capital(u))?;
        (sentence.start..=last).rev().take_while(|&u| capital(u)).last()?..t
    };
    let span = graph.words(run)?;
    Some((value(graph, span), span))
}

/// The product mention of these words, else the words.
fn value(graph: &Graph, span: Span) -> Value {
    let at = graph.analysis.tokens_in(span);
    let product = graph.mentions_in(at, &[MentionKind::Product]).into_iter().find(|&m| graph.mention(m).span.contains(span));
    product.map_or_else(|| Value::Text(span.slice(&graph.report.text).replace('\n', " ")), Value::Mention)
}
