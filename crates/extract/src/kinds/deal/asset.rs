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

/// Adds the product or organisation that is named, else the words; of a share also the organisation that it is of.
pub fn subject(graph: &Graph, t: u32, claim: &mut Claim) {
    if graph.token(t).upos == Upos::Pron {
        thing_meant(graph, t).into_iter().for_each(|noun| subject(graph, noun, claim));
        return;
    }
    let share = ownership::is_share(graph, t);
    let named = target(graph, t).or_else(|| named::one(graph, t, &[MentionKind::Product])).filter(|n| !is_party(claim, n));
    let whole = graph.at(t, &[MentionKind::Product, MentionKind::Organisation, MentionKind::Person, MentionKind::Date]).is_some();
    if (share || !(whole || named.is_some()))
        && let Some(span) = words(graph, t, claim)
    {
        claim.push(Role::Subject, Value::Text(nominative::phrase(graph, t, span)), span);
    }
    if let Some((value, span)) = named {
        claim.push(Role::Subject, value, span);
    }
}

/// "The depot changed hands when X sold it to Y": the noun before that the clause over a pronoun is about.
fn thing_meant(graph: &Graph, t: u32) -> Option<u32> {
    let thing = |&c: &u32| {
        graph.base(c) == Deprel::Nsubj && c < t && graph.is_nominal(c) && graph.at(c, &[MentionKind::Person, MentionKind::Post]).is_none()
    };
    let mut verb = graph.clause(t);
    for _ in 0..3 {
        verb = graph.clause(graph.head(verb)?);
        if let Some(noun) = graph.children(verb).iter().copied().find(thing) {
            return Some(noun);
        }
    }
    None
}

/// The words of the thing, without the sides and the price that the parser hung on it ("a depot from X", "a smelter for $118 mln").
fn words(graph: &Graph, t: u32, claim: &Claim) -> Option<Span> {
    let range = graph.phrase_of(t);
    let side = |head: u32| claim.all(Role::Party).any(|f| f.span.contains(graph.token(head).span));
    let sum =
        |head: u32| graph.subtree(head).any(|u| matches!(graph.form(u), "$" | "€" | "£") || graph.lexicon.is("money", graph.lemma(u)));
    let price = |u: u32, head: u32| graph.lexicon.is("price_prepositions", graph.lower(u)) && sum(head);
    let bare_side = |u: u32| claim.all(Role::Party).any(|f| graph.analysis.tokens_in(f.span).start == u);
    let ends = |u: &u32| {
        bare_side(*u) || graph.base(*u) == Deprel::Case && graph.head(*u).is_some_and(|head| head > t && (side(head) || price(*u, head)))
    };
    let end = (t + 1..range.end).find(ends).unwrap_or(range.end);
    // "a stake in Kosovo lender Banka Nova": the name right behind belongs to the phrase.
    let next = graph.mentions_in(end..end + 1, named::HOUSES).into_iter().find(|&m| graph.range(m).start == end);
    let noun = end > t && end < graph.sentence(t).end && graph.token(end - 1).upos == Upos::Noun;
    let end = next.filter(|&m| noun && !side(graph.mention(m).head)).map_or(end, |m| graph.range(m).end);
    // "свою долю", "its smelter": whose it is, the sides tell.
    let own = |u: u32| graph.lexicon.is("whose", graph.lower(u)) || graph.lexicon.is("own_possessive", graph.lemma(u));
    let start = (range.start..t).find(|&u| !own(u)).unwrap_or(t);
    // "30 per cent of X": a number with its measure and what that is of.
    let measure = graph.token(t).upos == Upos::Num && end == t + 1;
    let end = if measure { measured_end(graph, t) } else { end };
    graph.words(start..end)
}

/// The end of the phrase of a number's measure.
fn measured_end(graph: &Graph, t: u32) -> u32 {
    let measure = |&u: &u32| graph.is_nominal(u) && graph.lexicon.is("shares", graph.lemma(u));
    let noun = (t + 1..graph.sentence(t).end.min(t + 3)).find(measure);
    noun.map_or(t + 1, |u| graph.phrase_of(u).end)
}

fn is_party(claim: &Claim, named: &Named) -> bool {
    claim.all(Role::Party).any(|f| f.value == named.0)
}
