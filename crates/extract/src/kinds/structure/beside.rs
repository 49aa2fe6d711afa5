//! A part and its whole by what stands beside the noun of a part, where the tree joins them otherwise: "«A», дочерняя компания «B»",
//! "«дочка» B — компания A", "B's unit A", "B через дочернюю компанию A". Looks no further than commas and dashes.

use rapporteur_model::{Case, Deprel, Span, Upos, Value};

use crate::frame;
use crate::graph::Graph;
use crate::named::{self, HOUSES, Named};
use crate::topic;

/// The part's name: behind the noun with its whole, over a comma or a dash, or before it.
pub fn part(graph: &Graph, t: u32, whole: Span) -> Option<Named> {
    let sentence = graph.sentence(t);
    let whole = graph.analysis.tokens_in(whole);
    let behind = t.max(whole.end.saturating_sub(1)) + 1;
    let first = (behind..sentence.end.min(behind + 3)).find(|&u| !separates(graph, u) && !quote(graph, u));
    let after = first.and_then(|u| named_from(graph, u));
    after.or_else(|| before(graph, t.min(whole.start)))
}

/// "дочернее предприятие «B» — завод A": the name in quotes or by mention behind the noun, where a dash and another name follow.
pub fn dashed(graph: &Graph, t: u32) -> Option<Named> {
    let sentence = graph.sentence(t);
    let first = (t + 1..sentence.end.min(t + 4)).find(|&u| !quote(graph, u))?;
    let whole = match graph.mentions_in(first..first + 1, HOUSES).into_iter().find(|&m| !graph.range(m).contains(&t)) {
        Some(m) => (Value::Mention(m), graph.mention(m).span),
        None => named::quoted(graph, first)?,
    };
    let end = graph.analysis.tokens_in(whole.1).end;
    let dash = (end..sentence.end.min(end + 2)).find(|&u| !quote(graph, u)).filter(|&u| matches!(graph.form(u), "—" | "–" | "-"))?;
    named_from(graph, dash + 1).filter(|_| dash + 1 < sentence.end && !graph.english()).map(|_| whole)
}

/// "«Литаско», дочерняя компания «Лукойла»": the declined name in quotes behind the noun is the whole's.
pub fn declined(graph: &Graph, t: u32) -> Option<Named> {
    let first = (t + 1..graph.sentence(t).end.min(t + 3)).find(|&u| !quote(graph, u)).filter(|&u| u > t + 1 && !graph.english())?;
    let declined = graph.lower(first) != graph.lemma(first) && graph.case(t) == Some(Case::Nom);
    before(graph, t)?;
    named::quoted(graph, first).filter(|_| declined)
}

/// "«Литаско», дочерняя компания …": the name that ends before the comma or dash in front of the noun's phrase.
fn before(graph: &Graph, t: u32) -> Option<Named> {
    let sentence = graph.sentence(t);
    let plain = |&u: &u32| !matches!(graph.token(u).upos, Upos::Adj | Upos::Det) && !quote(graph, u);
    let mark = (sentence.start..t).rev().find(plain).filter(|&u| separates(graph, u) && graph.form(u) != "(")?;
    let last = mark.checked_sub(1).filter(|u| sentence.contains(u))?;
    let m = graph.at(last, HOUSES).or_else(|| quote(graph, last).then(|| graph.at(last - 1, HOUSES)).flatten())?;
    let end = graph.range(m).end;
    (end == mark).then(|| (Value::Mention(m), graph.mention(m).span))
}

/// The whole where the noun's own name stands behind it and the clause's subject has it: "B через дочернюю компанию A".
pub fn owner(graph: &Graph, t: u32) -> Option<Named> {
    let own = (t + 1..graph.sentence(t).end.min(t + 3)).find(|&u| !quote(graph, u)).and_then(|u| graph.at(u, HOUSES))?;
    let oblique = graph.preposition(t).is_some() || matches!(graph.base(t), Deprel::Obj | Deprel::Obl | Deprel::Iobj);
    let named = graph.case(graph.mention(own).head).is_none_or(|case| case != Case::Gen) || graph.range(own).contains(&t);
    let verb = graph.clause(t);
    let subjects = if oblique && named { frame::subjects(graph, verb) } else { Vec::new() };
    let meant = |s: u32| topic::meant(graph, s, HOUSES).map(|m| (Value::Mention(m), graph.token(s).span));
    let mut houses = subjects.into_iter().filter_map(|s| named::one(graph, s, HOUSES).or_else(|| meant(s)));
    houses.next().filter(|(_, span)| !graph.mention(own).span.contains(*span))
}

/// A name that begins at a token, or behind adjectives and a noun of enterprises there.
fn named_from(graph: &Graph, u: u32) -> Option<Named> {
    let m = graph.mentions_in(u..u + 1, HOUSES).into_iter().find(|&m| graph.range(m).start == u || graph.range(m).start + 1 == u);
    let head = || (u..graph.sentence(u).end.min(u + 3)).find(|&w| graph.is_nominal(w)).and_then(|w| named::one(graph, w, HOUSES));
    m.map(|m| (Value::Mention(m), graph.mention(m).span)).or_else(head).or_else(|| named::proper(graph, u))
}

fn separates(graph: &Graph, u: u32) -> bool {
    matches!(graph.form(u), "," | "—" | "–" | "-" | "(")
}

fn quote(graph: &Graph, u: u32) -> bool {
    matches!(graph.form(u), "«" | "»" | "\"" | "“" | "”")
}
