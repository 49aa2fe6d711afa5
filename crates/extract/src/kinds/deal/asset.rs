//! What a deal is about: the product or organisation that changes hands, else the words.

use rapporteur_model::{Claim, Deprel, MentionKind, Role, Span, Upos, Value};

use crate::graph::Graph;
use crate::kinds::ownership;
use crate::named::{self, Named};
use crate::nominative;

/// The organisation that changes hands, whole or by a share, also where its name stands behind what it is.
pub fn target(graph: &Graph, t: u32) -> Option<Named> {
    if ownership::is_share(graph, t) {
        return ownership::property(graph, t, true);
    }
    named::one(graph, t, named::HOUSES).filter(|n| matches!(n.0, Value::Mention(_)))
}

/// Adds a product or organisation, else the words; of a share also the organisation that it is of.
pub fn subject(graph: &Graph, t: u32, claim: &mut Claim) {
    let share = ownership::is_share(graph, t);
    let named = target(graph, t).or_else(|| named::one(graph, t, &[MentionKind::Product])).filter(|n| !is_party(claim, n));
    let whole = || graph.at(t, &[MentionKind::Product, MentionKind::Organisation]).is_some() || named.as_ref().is_some_and(|n| at(graph, t, n));
    let nothing = graph.token(t).upos == Upos::Pron || graph.at(t, &[MentionKind::Person, MentionKind::Date]).is_some();
    if (share || !whole())
        && !nothing
        && let Some(span) = words(graph, t, claim)
    {
        claim.push(Role::Subject, Value::Text(nominative::phrase(graph, t, span)), span);
    }
    if let Some((value, span)) = named {
        claim.push(Role::Subject, value, span);
    }
}

fn is_party(claim: &Claim, named: &Named) -> bool {
    claim.all(Role::Party).any(|f| f.value == named.0)
}

/// The name covers the token itself.
fn at(graph: &Graph, t: u32, named: &Named) -> bool {
    named.1.contains(graph.token(t).span)
}

/// The words of the thing, without the sides and the price that the parser hung on it ("a depot from X", "a smelter for $118 mln").
fn words(graph: &Graph, t: u32, claim: &Claim) -> Option<Span> {
    let range = graph.phrase_of(t);
    let side = |head: u32| claim.all(Role::Party).any(|f| f.span.contains(graph.token(head).span));
    let sum = |head: u32| graph.subtree(head).any(|u| matches!(graph.form(u), "$" | "€" | "£") || graph.lexicon.is("money", graph.lemma(u)));
    let price = |u: u32, head: u32| graph.lexicon.is("price_prepositions", graph.lower(u)) && sum(head);
    let ends = |u: &u32| graph.base(*u) == Deprel::Case && graph.head(*u).is_some_and(|head| head > t && (side(head) || price(*u, head)));
    let end = (t + 1..range.end).find(ends).unwrap_or(range.end);
    graph.words(range.start..end)
}
