//! The number of a session that is only told by its place in the row: "the previous meeting", «следующее заседание».
//!
//! # What it does
//! Behind a session with a number, the next one of its body has the number after it, the previous one the number before it.
//!
//! # Why
//! Without a number the previous session could be taken for the one that the report is about.
//!
//! # Example
//! "the 12th meeting of the Committee. … The previous meeting took place in Hue": the eleventh.

use rapporteur_model::{Claim, Role, Span, Value};

use crate::graph::Graph;

/// Numbers sessions by those that the report numbers, the last one told before each.
pub fn add(graph: &Graph, claims: &mut [Claim]) {
    let stated: Vec<(Span, u32, Option<u32>)> =
        claims.iter().filter_map(|c| Some((c.trigger, number(c)?, c.mention(Role::Body)))).collect();
    for claim in claims.iter_mut().filter(|c| number(c).is_none() && c.get(Role::PreviousSession).is_none()) {
        let Some((next, words)) = order(graph, claim) else { continue };
        let body = claim.mention(Role::Body);
        let same = |other: Option<u32>| match (other, body) {
            (Some(a), Some(b)) => graph.mention(a).name == graph.mention(b).name,
            (a, b) => a.is_none() && b.is_none(),
        };
        let before = stated.iter().rfind(|(at, _, other)| *at < claim.trigger && same(*other));
        let told = before.and_then(|(_, number, _)| if next { number.checked_add(1) } else { number.checked_sub(1) });
        if let Some(number) = told.filter(|n| *n > 0) {
            claim.push(Role::Ordinal, Value::Number(number), words);
        }
    }
}

fn number(claim: &Claim) -> Option<u32> {
    claim.all(Role::Ordinal).find_map(|f| if let Value::Number(n) = f.value { Some(n) } else { None })
}

/// Whether the noun's word of order means the next one, and that word.
fn order(graph: &Graph, claim: &Claim) -> Option<(bool, Span)> {
    let trigger = graph.analysis.tokens_in(claim.trigger).start;
    let word = |t: u32| graph.lexicon.is("in_order", graph.lemma(t)) || graph.lexicon.is("in_order", graph.lower(t));
    let t = std::iter::once(trigger).chain(graph.children(trigger).iter().copied()).find(|&t| word(t))?;
    Some((graph.lexicon.is("next", graph.lemma(t)), graph.token(t).span))
}
