//! A title that names a unit of a house: "директор департамента экспорта Министерства торговли" is the title "директор департамента
//! экспорта" at the Ministry. The mention holds unit and house together; here they are told apart.
//!
//! # What it does
//! Finds where in an organisation's words the whole begins that its unit belongs to, and gives the unit to the title.
//!
//! # Why
//! Who asks for a ministry's people looks for the ministry; that somebody heads a department of it is his title.
//!
//! # Example
//! "начальник консульского отдела посольства Мьянмы": "начальник консульского отдела", "посольство Мьянмы".

use std::sync::LazyLock;

use foldhash::HashSet;
use rapporteur_knowledge::organisations::{Organisations, organisations};
use rapporteur_model::{Case, MentionKind, Span, Upos, Value};

use super::Post;
use crate::graph::Graph;
use crate::named::{HOUSES, Named};
use crate::nominative;

/// Title and house of a post whose words name a unit of the house.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    pub title: Named,
    /// The whole, or nothing where the unit alone is named.
    pub house: Option<Named>,
}

/// The two parts, where the post's organisation is a unit with or without its whole.
pub fn split(graph: &Graph, post: &Post) -> Option<Split> {
    let m = post.place.filter(|&m| HOUSES.contains(&graph.mention(m).kind))?;
    let (title, range) = (graph.range(post.title), graph.range(m));
    let head = graph.mention(m).head;
    // An English unit in capitals is called by its name.
    let named = graph.english() && graph.form(head).chars().any(char::is_uppercase);
    let unit = !named && graph.lexicon.is("inner_units", graph.lemma(head));
    let first = if graph.english() { after_of(graph, title.end)? } else { title.end };
    if let Some(title) = (range.start > first && !graph.english()).then(|| over_nouns(graph, post, range.start)).flatten() {
        let words = (Value::Mention(m), graph.mention(m).span);
        return Some(Split { title, house: Some(words) });
    }
    if range.start != first || !(unit || of_firm(graph, head)) {
        return None;
    }
    let from = whole(graph, head, range.end);
    // A unit alone stays the house; a board alone is no house.
    if from.is_none() && !of_firm(graph, head) {
        return None;
    }
    let end = from.map_or(range.end, |at| before(graph, at));
    let house = from.and_then(|at| house(graph, at, range.end, m, post.firm));
    Some(Split { title: titled(graph, post, end)?, house })
}

/// "председателем правления АО «Кварц»": common nouns between the title and its house, one of them a unit.
fn over_nouns(graph: &Graph, post: &Post, until: u32) -> Option<Named> {
    let gap = graph.range(post.title).end..until;
    let plain = |t: u32| matches!(graph.token(t).upos, Upos::Noun | Upos::Adj) && graph.covering(t).is_empty();
    let unit = |t: u32| graph.lexicon.is("inner_units", graph.lemma(t)) || of_firm(graph, t);
    (gap.len() < 5 && gap.clone().all(plain) && gap.into_iter().any(unit)).then(|| titled(graph, post, until)).flatten()
}

/// The whole that a unit's or board's name holds ("Совет директоров компании «Север»": the company).
pub fn inner(graph: &Graph, m: u32) -> Option<Named> {
    let end = graph.range(m).end;
    whole(graph, graph.mention(m).head, end).and_then(|at| house(graph, at, end, m, None))
}

/// The post is at a board, and nothing says whose: "председатель наблюдательного совета".
pub(super) fn is_board(graph: &Graph, post: &Post) -> bool {
    split(graph, post).is_some_and(|parts| parts.house.is_none())
}

/// One past "of" or "at" and an article behind a title.
fn after_of(graph: &Graph, end: u32) -> Option<u32> {
    let of = end + 1 < graph.len() && matches!(graph.lower(end), "of" | "at" | "in" | "for");
    (end + 1..graph.len()).find(|&t| of && graph.token(t).upos != Upos::Det)
}

/// "совет директоров", "наблюдательный совет", "правление", "supervisory board": what chooses and watches the officers of a firm.
fn of_firm(graph: &Graph, head: u32) -> bool {
    let sign = |c: &u32| graph.lexicon.is("board_signs", graph.lemma(*c));
    let small = graph.form(head).chars().all(|c| !c.is_uppercase());
    (small && graph.lexicon.is("boards_alone", graph.lemma(head)))
        || (graph.lexicon.is("boards", graph.lemma(head)) && graph.children(head).iter().any(sign))
}

/// Where behind the unit's noun the words of the whole begin.
fn whole(graph: &Graph, head: u32, end: u32) -> Option<u32> {
    (head + 1..end).find(|&t| if graph.english() { english_whole(graph, t, head, end) } else { russian_whole(graph, t, head) })
}

fn russian_whole(graph: &Graph, t: u32, head: u32) -> bool {
    if matches!(graph.form(t), "«" | "\"" | "“") {
        return true;
    }
    let noun = phrase_head(graph, t);
    let lemma = graph.lemma(noun);
    let capital = graph.form(noun).chars().next().is_some_and(char::is_uppercase);
    let place = graph.at(noun, &[MentionKind::Place]).is_some_and(|m| graph.range(m).contains(&noun));
    let named = capital && !place && graph.token(noun).upos == Upos::Propn;
    let genitive = graph.case(noun).is_none_or(|c| c == Case::Gen) || !graph.form(noun).chars().any(char::is_lowercase);
    let of_noun = |h: u32| h >= head && h < noun;
    let sign = graph.lexicon.is("board_signs", lemma);
    !sign
        && (named || house_noun(lemma))
        && genitive
        && graph.preposition(noun).is_none()
        && graph.head(noun).is_none_or(|h| of_noun(h) || h < head)
}

/// The noun of a phrase that begins with adjectives.
fn phrase_head(graph: &Graph, t: u32) -> u32 {
    let end = graph.sentence(t).end;
    (t..end).find(|&u| graph.token(u).upos != Upos::Adj).unwrap_or(t)
}

fn english_whole(graph: &Graph, t: u32, head: u32, end: u32) -> bool {
    let of = matches!(graph.lower(t - 1), "of" | "at" | "in")
        || (graph.token(t - 1).upos == Upos::Det && t >= 2 && matches!(graph.lower(t - 2), "of" | "at" | "in"));
    let capital = graph.form(t).chars().next().is_some_and(char::is_uppercase);
    let houses = (t..end).any(|u| house_noun(&graph.lemma(u).to_lowercase()));
    t > head + 1 && of && capital && (houses || graph.lexicon.is("boards", graph.lemma(head)))
}

/// The last token of the title: what stands before the whole, its preposition and article left out.
fn before(graph: &Graph, at: u32) -> u32 {
    let light = |t: u32| matches!(graph.token(t).upos, Upos::Det) || (graph.english() && matches!(graph.lower(t), "of" | "at" | "in"));
    (0..at).rev().find(|&t| !light(t)).map_or(at, |t| t + 1)
}

/// The title's name with the unit's words as written.
fn titled(graph: &Graph, post: &Post, end: u32) -> Option<Named> {
    let mention = graph.mention(post.title);
    let last = graph.words(end - 1..end)?;
    let span = Span::new(mention.span.start(), last.end());
    let rest = graph.report.text.get(mention.span.end()..last.end())?;
    Some((Value::Text(format!("{}{}", mention.name, rest.replace('\n', " "))), span))
}

/// The whole: a mention of that name elsewhere, what a common noun points at, or the words.
fn house(graph: &Graph, at: u32, end: u32, unit: u32, firm: Option<u32>) -> Option<Named> {
    let span = graph.words(at..end)?;
    let head = phrase_head(graph, at);
    let name = nominative::phrase(graph, head, span);
    let bare = end == head + 1 && at == head && graph.form(head).chars().all(|c| c.is_lowercase());
    if bare {
        let meant = crate::topic::meant(graph, head, HOUSES).filter(|&m| m != unit).or(firm);
        return Some((meant.map_or(Value::Text(name), Value::Mention), span));
    }
    let plain = |text: &str| text.replace(['«', '»', '"', '“', '”'], "").to_lowercase();
    let lemmas = plain(&name);
    let same = |m: &u32| *m != unit && HOUSES.contains(&graph.mention(*m).kind) && plain(&graph.mention(*m).name) == lemmas;
    let known = (0..graph.analysis.mentions.len() as u32).find(same);
    Some((known.map_or(Value::Text(name), Value::Mention), span))
}

/// Nouns of organisations.
pub(super) fn house_noun(lemma: &str) -> bool {
    static ALL: LazyLock<HashSet<String>> = LazyLock::new(houses);
    ALL.contains(lemma)
}

fn houses() -> HashSet<String> {
    let whole = |lists: &'static Organisations| lists.heads.difference(&lists.units).cloned();
    organisations().iter().flat_map(|(_, lists)| whole(lists)).collect()
}
