//! The report's own side: the country whose officers it names without saying so. By the publisher, the head of the page, or the place
//! that the report, or this item of it, was filed from.

use std::collections::BTreeMap;

use rapporteur_model::{Country, MentionKind, Span};

use super::Post;
use super::nation::{Stated, known};
use crate::graph::Graph;
use crate::nations;

/// How many of the first lines may be a letterhead.
const HEAD: usize = 6;

/// The country of a report whose officers it names without one: its publisher's, or that of its dateline where guests are marked and
/// nobody of that country is.
pub fn home(graph: &Graph, posts: &[Post]) -> Option<Stated> {
    if named_by_source(graph) { stated(graph, posts) } else { stated(graph, posts).or_else(|| dominant(graph)) }
}

/// The publisher or a dateline names a country: what the report names most says no more.
fn named_by_source(graph: &Graph) -> bool {
    publisher(graph).is_some() || filed(graph).is_some()
}

fn publisher(graph: &Graph) -> Option<Country> {
    let named = || graph.report.publisher.as_ref().and_then(|name| nations::named_in(&name.value, graph.analysis.lang));
    *graph.memo.publisher.get_or_init(named)
}

fn filed(graph: &Graph) -> Option<Stated> {
    let places = (0..graph.analysis.mentions.len() as u32).filter(|&m| graph.mention(m).kind == MentionKind::Place);
    let mut filed = places.filter(|&m| graph.is_dateline(graph.mention(m).head));
    filed.find_map(|m| Some((graph.mention(m).country?, graph.mention(m).span)))
}

/// The same without what is only counted.
fn stated(graph: &Graph, posts: &[Post]) -> Option<Stated> {
    let marked: Vec<Country> = posts.iter().filter_map(|post| known(graph, post)).collect();
    // Houses carry their country in their names; only officers who are called of a country say whom the report takes for strange.
    let diplomat = |post: &Post| super::diplomat::is_diplomat(graph, post.title);
    let called = |post: &&Post| !diplomat(post) && post.place.is_none_or(|m| graph.mention(m).kind == MentionKind::Place);
    let officers: Vec<Country> = posts.iter().filter(called).filter_map(|post| known(graph, post)).collect();
    if let Some(country) = publisher(graph) {
        return words_for(graph, country).map(|span| (country, span));
    }
    if let Some(filed) = filed(graph) {
        let guests = marked.iter().any(|country| *country != filed.0);
        if guests {
            return (!officers.contains(&filed.0)).then_some(filed);
        }
        // Hosts alone are marked by one who came; nobody is, at home.
        let sender = guest(graph, filed.0).filter(|_| !officers.is_empty());
        return sender.or_else(|| (most_named(graph) == Some(filed.0)).then_some(filed));
    }
    letterhead(graph)
}

/// "MINISTRY OF FINANCE / REPUBLIC OF ZAMBIA", "Правительство России": a country or a house of one alone on one of the first lines.
fn letterhead(graph: &Graph) -> Option<Stated> {
    let text = &graph.report.text;
    let kinds = [MentionKind::Place, MentionKind::Organisation];
    let alone = |m: &&rapporteur_model::Mention| {
        let before = text.get(..m.span.start()).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let behind = text.get(m.span.end()..).unwrap_or_default();
        let abroad = m.kind == MentionKind::Organisation && graph.lexicon.is("embassies", graph.lemma(m.head));
        line.trim().is_empty() && behind.starts_with('\n') && !abroad
    };
    let head = text.match_indices('\n').nth(HEAD - 1).map_or(text.len(), |(end, _)| end);
    let first = graph.analysis.mentions.iter().take_while(|m| m.span.start() <= head);
    let found = first.filter(|m| kinds.contains(&m.kind) && m.country.is_some()).find(alone)?;
    found.country.map(|country| (country, found.span))
}

/// Words of the report that name a country.
fn words_for(graph: &Graph, country: Country) -> Option<Span> {
    let named = |m: &&rapporteur_model::Mention| m.country == Some(country);
    graph.analysis.mentions.iter().find(named).map(|m| m.span)
}

/// How often each country is named, alone or in the name of a house.
fn counts(graph: &Graph) -> BTreeMap<Country, (u32, Span)> {
    let mut counts: BTreeMap<Country, (u32, Span)> = BTreeMap::new();
    for mention in graph.analysis.mentions.iter().filter(|m| m.kind != MentionKind::Person) {
        if let Some(country) = mention.country {
            counts.entry(country).or_insert((0, mention.span)).0 += 1;
        }
    }
    counts
}

/// The country named more often than any other.
fn most_named(graph: &Graph) -> Option<Country> {
    let counts = counts(graph);
    let most = counts.values().map(|(count, _)| *count).max()?;
    let mut first = counts.iter().filter(|(_, (count, _))| *count == most);
    let found = first.next().map(|(country, _)| *country);
    found.filter(|_| first.next().is_none())
}

/// The other country of a report filed abroad: named at least three times, and at least half as often as the host.
fn guest(graph: &Graph, host: Country) -> Option<Stated> {
    let counts = counts(graph);
    let hosted = counts.get(&host).map_or(0, |(count, _)| *count);
    let mut others: Vec<(u32, Country, Span)> =
        counts.iter().filter(|(country, _)| **country != host).map(|(country, (count, span))| (*count, *country, *span)).collect();
    others.sort_by_key(|(count, country, _)| (std::cmp::Reverse(*count), *country));
    let &(count, country, span) = others.first()?;
    let next = others.get(1).map_or(0, |o| o.0);
    (count >= 3 && 2 * count >= hosted && count > 2 * next).then_some((country, span))
}

/// The country that a report names at least three times, and thrice as often as any other.
fn dominant(graph: &Graph) -> Option<Stated> {
    *graph.memo.dominant.get_or_init(|| most_spoken_of(graph))
}

fn most_spoken_of(graph: &Graph) -> Option<Stated> {
    let mut counts: BTreeMap<Country, (u32, Span)> = BTreeMap::new();
    for mention in graph.analysis.mentions.iter().filter(|m| m.kind == MentionKind::Place) {
        if let Some(country) = mention.country {
            counts.entry(country).or_insert((0, mention.span)).0 += 1;
        }
    }
    for t in 0..graph.len() {
        if let Some(country) = nations::at(graph, t) {
            counts.entry(country).or_insert((0, graph.token(t).span)).0 += 1;
        }
    }
    let (country, (most, span)) = counts.iter().max_by_key(|(_, (count, _))| *count)?;
    let others = counts.iter().filter(|(other, _)| *other != country).map(|(_, (count, _))| *count).max().unwrap_or(0);
    (*most >= 3 && *most >= 3 * others).then_some((*country, *span))
}
