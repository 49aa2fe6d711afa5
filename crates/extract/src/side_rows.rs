//! Persons told side by side: "с российской стороны — X, с киргизской — Y, а от имени комитета — Z", "on the Georgian side by X; on the Kuwaiti
//! side by Y", "The Hungarian delegation was led by X and the Mongolian one by Y". By words and marks, not by the tree.
//!
//! # Why
//! The verb stands once, and the parser hangs the second side anywhere.

use std::ops::Range;

use rapporteur_model::{Case, MentionKind, Upos};

use crate::graph::Graph;
use crate::nations;

/// Most words between a side and its person.
const REACH: u32 = 24;

/// The persons of a range of tokens who are each told behind a side, where there are two sides or more.
pub fn persons(graph: &Graph, range: Range<u32>) -> Vec<u32> {
    let sides: Vec<u32> = range.clone().filter(|&t| opens(graph, t)).collect();
    if sides.len() < 2 {
        return Vec::new();
    }
    let ends = sides.iter().skip(1).copied().chain(std::iter::once(range.end));
    let found: Vec<Option<u32>> = sides.iter().zip(ends).map(|(&side, end)| named(graph, side, end)).collect();
    if found.iter().flatten().count() < 2 { Vec::new() } else { found.into_iter().flatten().collect() }
}

/// The first word of what tells a side: a noun of sides with its country, such an adjective alone before a mark, "on behalf of".
fn opens(graph: &Graph, t: u32) -> bool {
    let country = |u: u32| nations::at(graph, u).is_some();
    let sentence = graph.sentence(t);
    let noun = graph.lexicon.is("one_side", graph.lemma(t)) && t > sentence.start && country(t - 1);
    let mark = |u: u32| sentence.contains(&u) && matches!(graph.form(u), "–" | "—" | "-" | "by");
    let from = |u: u32| matches!(graph.lower(u), "с" | "со" | "от");
    let ellipsis = country(t) && t > sentence.start && mark(t + 1) && from(t - 1);
    let one = graph.lower(t) == "one" && t > sentence.start && country(t - 1) && mark(t + 1);
    let land = graph.at(t, &[MentionKind::Place]).filter(|&m| graph.range(m).start == t && graph.mention(m).country.is_some());
    let listed = land.is_some_and(|m| {
        let end = graph.range(m).end;
        t > sentence.start
            && graph.lexicon.is("from_side", graph.lower(t - 1))
            && sentence.contains(&end)
            && matches!(graph.form(end), "–" | "—" | ":")
    });
    noun || ellipsis || one || listed || on_behalf(graph, t)
}

/// "от имени", "on behalf of".
fn on_behalf(graph: &Graph, t: u32) -> bool {
    let sentence = graph.sentence(t);
    let word = |u: u32, form: &str| sentence.contains(&u) && graph.lower(u) == form;
    word(t, "от") && (word(t + 1, "имени") || word(t + 1, "лица")) || word(t, "on") && word(t + 1, "behalf")
}

/// The first person behind a side, over titles and houses, in the nominative or behind "by".
fn named(graph: &Graph, side: u32, end: u32) -> Option<u32> {
    let all = graph.mentions_in(side..end.min(side + REACH), &[MentionKind::Person]);
    let verb = |t: u32| graph.is_verb(t) && !graph.is_participle(t);
    let first = *all.first()?;
    let between = side + 1..graph.range(first).start;
    let by = between.clone().any(|t| graph.lower(t) == "by");
    // The title before the name shows the case where the tagger misses that of the name.
    let title = graph.mentions_in(between.clone(), &[MentionKind::Post]).last().copied();
    let shown =
        title.is_some_and(|m| graph.range(m).end == graph.range(first).start && graph.case(graph.mention(m).head) == Some(Case::Nom));
    let nominative = !graph.english() && (shown || graph.case_of_name(first).is_none_or(|c| matches!(c, Case::Nom)));
    let closed = between.clone().any(|t| graph.form(t) == ";" || graph.token(t).upos == Upos::Sconj);
    // "с белорусской стороны документ подписал X": there the verb stands between.
    let told = between.filter(|&t| verb(t)).count() <= 1;
    ((graph.english() && by || nominative) && told && !closed).then_some(first)
}
