//! Persons that stand in a row on the surface: "X, the head of A, the director of B, Y, and Z". Knows words and commas, not the tree.
//!
//! # Why
//! The longer the titles between two names, the likelier the parser hangs the second name inside the first phrase. The words between them
//! still show a row: titles, commas and a conjunction, and no verb.

use rapporteur_model::{BlockKind, Case, MentionKind, Number, Upos, VerbForm};

use crate::graph::Graph;

/// Most words between two names of a row.
const REACH: u32 = 24;

/// The person that a token names, or that follows it as the bearer of its title ("the director of B, Y").
pub fn first(graph: &Graph, t: u32) -> Option<u32> {
    if let Some(person) = graph.at(t, &[MentionKind::Person]) {
        return Some(person);
    }
    graph.at(t, &[MentionKind::Post])?;
    let last = graph.sentence(t).end.min(t + REACH);
    let starts = |t: u32| graph.at(t, &[MentionKind::Person]).filter(|&n| graph.range(n).start == t);
    let other = |u: u32| !filler(graph, u) || graph.lexicon.is("row", graph.lower(u)) && !inside_name(graph, u);
    let name = (t..last).find(|&u| starts(u).is_some() || other(u))?;
    // "с членами семьи X": whose they are.
    let several = graph.token(t).feats.number == Some(Number::Plur) && matches!(graph.case(t), Some(Case::Ins | Case::Dat));
    starts(name).filter(|&m| !several || graph.case(graph.mention(m).head) != Some(Case::Gen))
}

/// The lines of a list behind a sentence that ends in a colon: items that a dash opens, or that are marked as a list's, or that a semicolon ends
/// and the one behind these.
pub fn below_colon(graph: &Graph, sentence: &std::ops::Range<u32>) -> Vec<std::ops::Range<u32>> {
    let colon = sentence.end.checked_sub(1).filter(|&last| graph.form(last) == ":");
    let Some(from) = colon.map(|last| graph.analysis.sentence_of(last) + 1) else { return Vec::new() };
    let mut lines = Vec::new();
    let mut goes_on = false;
    for line in graph.analysis.sentences.iter().skip(from).map(|s| s.tokens.clone()).filter(|line| !line.is_empty()) {
        let dashed = matches!(graph.form(line.start), "–" | "—" | "-" | "•" | "*");
        let marked = graph.report.block_of(graph.token(line.start).span).is_some_and(|b| b.kind == BlockKind::ListItem);
        let ends = graph.form(line.end - 1) == ";";
        if !(dashed || marked || ends || goes_on) {
            break;
        }
        goes_on = ends;
        lines.push(line);
    }
    lines
}

/// Heads of the names that follow a person's name in its row, up to the last one that a conjunction joins.
pub fn behind(graph: &Graph, person: u32) -> Vec<u32> {
    let mut row = Vec::new();
    let (mut at, mut joined) = (person, 0);
    while let Some((next, conjunction)) = next(graph, at).filter(|_| row.len() < 16) {
        row.push(graph.mention(next).head);
        if conjunction {
            joined = row.len();
        }
        at = next;
    }
    row.truncate(joined);
    row
}

/// Heads of the names that stand before a person's name in its row: those whose row leads to it.
pub fn before(graph: &Graph, person: u32) -> Vec<u32> {
    let head = graph.mention(person).head;
    let start = graph.range(person).start;
    let first = graph.sentence(head).start.max(start.saturating_sub(3 * REACH));
    let bare = graph.preposition(head).is_none();
    let fits = |&m: &u32| {
        let own = graph.mention(m).head;
        let free = !bare || (graph.preposition(own).is_none() && !behind_preposition(graph, m));
        m != person && free && behind(graph, m).contains(&head)
    };
    graph.mentions_in(first..start, &[MentionKind::Person]).into_iter().filter(fits).map(|m| graph.mention(m).head).collect()
}

/// The title before a name stands behind a preposition.
fn behind_preposition(graph: &Graph, m: u32) -> bool {
    let start = graph.range(m).start;
    let title = start.checked_sub(1).and_then(|t| graph.at(t, &[MentionKind::Post]));
    let first = title.map_or(start, |p| graph.range(p).start);
    first.checked_sub(1).is_some_and(|t| graph.token(t).upos == Upos::Adp)
}

/// Heads of the organisations that a conjunction joins to this one on the surface, behind it and before it: "«A» и тегеранская B", "A, a
/// subsidiary of the group C, and Oman's B".
pub fn houses(graph: &Graph, house: u32) -> Vec<u32> {
    let sentence = graph.sentence(graph.mention(house).head);
    let known = graph.mentions_in(sentence, HOUSES);
    let joined = |a: u32, b: u32| house_behind(graph, a) == Some(b);
    let behind = house_behind(graph, house);
    let before = known.iter().copied().find(|&m| m != house && joined(m, house));
    behind.into_iter().chain(before).map(|m| graph.mention(m).head).collect()
}

const HOUSES: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];

/// The organisation behind this one, a conjunction and words of its own, over a description between commas.
fn house_behind(graph: &Graph, house: u32) -> Option<u32> {
    let limit = graph.sentence(graph.mention(house).head).end;
    let quote = |t: u32| t < limit && matches!(graph.form(t), "»" | "\"" | "”");
    let end = graph.range(house).end;
    let end = if quote(end) { end + 1 } else { end };
    // "A (70%) and B (30%)"
    let bracket = (end < limit && graph.form(end) == "(").then(|| (end..limit.min(end + 6)).find(|&t| graph.form(t) == ")")).flatten();
    let end = bracket.map_or(end, |close| close + 1);
    let conjunction = |t: u32| t < limit && graph.token(t).upos == Upos::Cconj && graph.lexicon.is("row", graph.lower(t));
    let described = (end < limit && graph.form(end) == ",")
        .then(|| (end + 1..limit.min(end + REACH)).find(|&t| graph.form(t) == "," && conjunction(t + 1)))
        .flatten()
        .filter(|&close| (end + 1..close).all(|t| filler(graph, t) && graph.form(t) != ","));
    let at = if conjunction(end) { end } else { described? + 1 };
    let light = |t: u32| {
        let word =
            matches!(graph.token(t).upos, Upos::Det | Upos::Adj) || graph.form(t) == "'s" || graph.lexicon.is("possessive", graph.lower(t));
        word || graph.at(t, &[MentionKind::Place]).is_some() || matches!(graph.form(t), "«" | "\"" | "“")
    };
    let starting = |t: u32| graph.at(t, HOUSES).filter(|&m| graph.range(m).start == t);
    let next = (at + 1..limit.min(at + 6)).find(|&t| starting(t).is_some() || !light(t))?;
    let found = starting(next)?;
    let case = |m: u32| graph.case(graph.mention(m).head);
    let agrees = graph.english() || case(house).is_none() || case(found).is_none() || case(house) == case(found);
    agrees.then_some(found)
}

/// The next name, and whether a conjunction stands before it.
fn next(graph: &Graph, m: u32) -> Option<(u32, bool)> {
    let end = graph.range(m).end;
    let last = graph.sentence(graph.mention(m).head).end.min(end + REACH);
    let starts = |t: u32| graph.at(t, &[MentionKind::Person]).filter(|&n| n != m && graph.range(n).start == t);
    let name = (end..last).find(|&t| starts(t).is_some() || !filler(graph, t))?;
    // "met A on Monday and B on Tuesday": each on a day of its own.
    let dated = (end..name).any(|t| graph.at(t, &[MentionKind::Date]).is_some());
    let n = starts(name).filter(|_| !dated)?;
    let conjunction = (end..name).rev().find(|&t| graph.lexicon.is("row", graph.lower(t)) && !inside_name(graph, t));
    let comma = (end..name).rev().find(|&t| graph.form(t) == ",");
    let title = conjunction.or(comma)? + 1;
    let titles = |t: u32| graph.at(t, &[MentionKind::Post]).is_some() || graph.is_counterpart(t);
    // "и его оманская коллега Худа": the title shows the case where the name does not.
    let agrees = |t: u32| titles(t) && graph.case(t).is_some() && graph.case(t) == graph.case(graph.mention(m).head);
    let shown = !graph.english() && conjunction.is_some() && (title..name).find(|&t| titles(t)).is_some_and(agrees);
    if !shown && !same_part(graph, m, n) {
        return None;
    }
    (title == name || (title..name).any(titles)).then_some((n, conjunction.is_some()))
}

fn inside_name(graph: &Graph, t: u32) -> bool {
    graph.covering(t).iter().any(|&m| graph.range(m).start < t && graph.range(m).end > t + 1)
}

/// A word that titles, names and commas are made of.
fn filler(graph: &Graph, t: u32) -> bool {
    const WORDS: &[Upos] = &[Upos::Noun, Upos::Propn, Upos::Adj, Upos::Det, Upos::Adp, Upos::Part, Upos::Num];
    let punct = matches!(graph.form(t), "," | "." | "«" | "»" | "\"" | "“" | "”" | "(" | ")" | "-" | "–");
    punct
        || graph.lexicon.is("row", graph.lower(t))
        || WORDS.contains(&graph.token(t).upos)
        || inside_name(graph, t)
        || graph.lexicon.is("possessive", graph.lower(t))
}

/// The second name is no subject of another verb, and stands in the case of the first.
fn same_part(graph: &Graph, m: u32, n: u32) -> bool {
    let (first, second) = (graph.mention(m).head, graph.mention(n).head);
    if graph.english() {
        return !takes_verb(graph, first, graph.range(n).end);
    }
    graph.case(first).is_some() && graph.case(first) == graph.case(second)
}

/// "met A, and B said": a finite verb follows the second name, and the first stands behind its own.
fn takes_verb(graph: &Graph, first: u32, behind: u32) -> bool {
    let finite = |t: u32| graph.is_verb(t) && graph.token(t).feats.verb_form != Some(VerbForm::Part) || graph.token(t).upos == Upos::Aux;
    let verb = graph.clause(first);
    behind < graph.len() && finite(behind) && graph.is_verb(verb) && verb < first
}
