//! English name spans that hold two names told apart by what stands between or around: a dash ("BANJA LUKA - Serbian Labour"), a country
//! whose name begins before the span ("Kyrgyz" | "Republic Sanjar Asanov"), two towns with "and" between. Also one name in two spans
//! ("Cox's Bazar").

use std::ops::Range;

use foldhash::HashSet;
use rapporteur_model::{MentionKind, Upos};

use super::cities::Cities;
use super::glued::{REACH, personal};
use super::layers::{Layers, firm, span};
use crate::NameSpan;

/// Longest part of a country's name that the network left before a span, in tokens.
const BEFORE: u32 = 4;

/// The names that one span holds, in order; `None` where nothing parts it.
pub(super) fn parts(layers: &Layers, cities: &Cities, name: &NameSpan) -> Option<Vec<NameSpan>> {
    dash(layers, cities, name)
        .or_else(|| houses(layers, name))
        .or_else(|| state(layers, name))
        .or_else(|| towns(layers, cities, name))
        .or_else(|| firms(layers, name))
}

/// "Almaty University and Lyon Institute": each half is a name that ends in its own noun of a house.
fn houses(layers: &Layers, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    let at = (start + 2..end.saturating_sub(2)).find(|&i| layers.form(i) == "and")?;
    let lists = &layers.lexicon().organisations;
    let house = |i: u32| layers.capital(i) && lists.heads.contains(layers.lemma(i));
    let plain = |mut tokens: Range<u32>| tokens.all(|i| layers.capital(i) && layers.is(i, &[Upos::Propn, Upos::Noun, Upos::Adj]));
    let halves = house(at - 1) && house(end - 1) && plain(start..at) && plain(at + 1..end);
    (halves && name.kind == MentionKind::Organisation)
        .then(|| vec![span(layers, start..at, name.kind), span(layers, at + 1..end, name.kind)])
}

fn dash(layers: &Layers, cities: &Cities, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    let apart = |i: &u32| matches!(layers.form(*i), "-" | "–" | "—") && !layers.glued(i - 1, *i) && !layers.glued(*i, i + 1);
    let at = (start + 1..end.saturating_sub(1)).find(apart)?;
    // "Vietnam – Laos Intergovernmental Committee": two countries whose one body it is.
    if layers.country_named(start..at).is_some() && house_of_state(layers, at + 1..end) {
        return None;
    }
    let place = |tokens: Range<u32>| {
        let words = layers.span(tokens.start, tokens.end).slice(&layers.report.text);
        layers.country_named(tokens).is_some() || cities.known(words).is_some()
    };
    // A town in capitals that opens a line was taken from its dateline.
    let filed = layers.bounds(start).start == start && (start..at).all(|i| layers.acronym(i));
    let first = if filed || place(start..at) { MentionKind::Place } else { name.kind };
    let second = if place(at + 1..end) { MentionKind::Place } else { name.kind };
    Some(vec![span(layers, start..at, first), span(layers, at + 1..end, second)])
}

/// A country with words of a house of its own behind it.
fn house_of_state(layers: &Layers, tokens: Range<u32>) -> bool {
    let country = (1..tokens.len() as u32).any(|words| layers.country_named(tokens.start..tokens.start + words).is_some());
    country && layers.country_named(tokens.clone()).is_none() && tokens.len() > 1
}

/// A country of two words or more that begins in the span or before it; a person's name may stand behind it where a title stands before.
fn state(layers: &Layers, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    let bounds = layers.bounds(start);
    let from = bounds.start.max(start.saturating_sub(BEFORE));
    let inside = |first: u32| (start + 1..=end).rev().filter(move |&last| last - first > 1 && (first < start || last < end));
    let country = |first: u32| inside(first).find(|&last| layers.country_named(first..last).is_some()).map(|last| first..last);
    let country = (from..=start).filter(|&i| layers.capital(i) && !layers.is(i, &[Upos::Det])).find_map(country)?;
    let rest = country.end..end;
    let titled = || (bounds.start.max(start.saturating_sub(REACH))..start).any(|i| layers.lexicon().posts.is_post(layers.lemma(i)));
    let person = (2..=4).contains(&rest.len()) && rest.clone().all(|i| personal(layers, i)) && titled();
    if country.start == start && !person {
        return None;
    }
    let kind = if person { MentionKind::Person } else { name.kind };
    let rest = Some(rest).filter(|rest| !rest.is_empty()).map(|rest| span(layers, rest, kind));
    Some(std::iter::once(span(layers, country, MentionKind::Place)).chain(rest).collect())
}

/// "Orient Holding and Sputnik Motors": two names of enterprises, each with a noun of such at its end; "Poplar to Laguna Bank": what a
/// preposition of another phrase parts.
fn firms(layers: &Layers, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    let organisations = &layers.lexicon().organisations;
    let ends = |tokens: &Range<u32>| {
        let lemma = layers.lemma(tokens.end - 1);
        let noun = organisations.legal.contains(lemma) || organisations.heads.contains(lemma);
        tokens.len() > 1 && layers.capital(tokens.start) && (firm(layers, tokens) || noun && layers.capital(tokens.end - 1))
    };
    let split = |at: u32| Some(vec![span(layers, start..at, name.kind), span(layers, at + 1..end, name.kind)]);
    let and = (start + 2..end.saturating_sub(2)).find(|&i| layers.form(i) == "and");
    if let Some(at) = and.filter(|&at| ends(&(start..at)) && ends(&(at + 1..end))) {
        return split(at);
    }
    let outside = |i: u32| layers.token(i).head.is_some_and(|h| !name.tokens.contains(&h));
    let other = |i: &u32| {
        let phrase = matches!(layers.form(*i), "to" | "from" | "with" | "by") && layers.is(*i, &[Upos::Adp]);
        phrase && layers.token(*i).head.is_some_and(|h| (*i + 1..end).contains(&h) && outside(h))
    };
    let at = (start + 1..end.saturating_sub(1)).find(other)?;
    (start..at).any(outside).then(|| split(at)).flatten()
}

/// "in Constanta and Varna": of two single words one is a city, and both stand in a phrase of place.
fn towns(layers: &Layers, cities: &Cities, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    let pair = end - start == 3 && layers.form(start + 1) == "and";
    let located = start > layers.bounds(start).start && matches!(layers.form(start - 1), "in" | "from" | "between" | "to" | "near");
    let city = |i: u32| cities.known(layers.form(i)).is_some();
    let both = pair && located && (city(start) || city(end - 1));
    both.then(|| [start, end - 1].map(|i| span(layers, i..i + 1, MentionKind::Place)).to_vec())
}

/// The names with those put together that a possessive parts and that are a city's only as a whole.
pub(super) fn joined(layers: &Layers, cities: &Cities, names: Vec<NameSpan>) -> Vec<NameSpan> {
    if !layers.english() {
        return names;
    }
    let mut out: Vec<NameSpan> = Vec::with_capacity(names.len());
    for name in names {
        match whole(layers, cities, &name) {
            _ if out.last().is_some_and(|last| last.tokens.end > name.tokens.start) => {}
            Some(tokens) => out.push(span(layers, tokens, MentionKind::Place)),
            None => out.push(name),
        }
    }
    out
}

fn whole(layers: &Layers, cities: &Cities, name: &NameSpan) -> Option<Range<u32>> {
    let Range { start, end } = name.tokens;
    let last = end + 1;
    let possessive = last < layers.bounds(start).end && matches!(layers.form(end), "'s" | "’s") && layers.capital(last);
    let words = || layers.span(start, last + 1).slice(&layers.report.text).replace('’', "'");
    (possessive && end - start == 1 && cities.known(&words()).is_some()).then_some(start..last + 1)
}

/// The names with neighbours put together that are one organisation: as the report names it elsewhere ("Emirates" | "Hydro Ventures"), or by the
/// second, which only ends names of enterprises ("Lovćen" | "Banka").
pub(super) fn neighbours(layers: &Layers, names: Vec<NameSpan>) -> Vec<NameSpan> {
    if !layers.english() {
        return names;
    }
    let text = &layers.report.text;
    let houses = names.iter().filter(|name| name.kind == MentionKind::Organisation && name.tokens.len() > 1);
    let known: HashSet<&str> = houses.map(|name| name.span.slice(text)).collect();
    let mut out: Vec<NameSpan> = Vec::with_capacity(names.len());
    for name in &names {
        let before =
            out.last().filter(|last| last.tokens.end == name.tokens.start && layers.bounds(last.tokens.start).contains(&name.tokens.start));
        let start = before.map_or(name.tokens.start, |last| last.tokens.start);
        let paired = out.last().filter(|last| {
            let dash = last.tokens.end + 1 == name.tokens.start && matches!(layers.form(last.tokens.end), "-" | "–" | "—");
            dash && layers.country_named(last.tokens.clone()).is_some()
                && name.kind == MentionKind::Organisation
                && house_of_state(layers, name.tokens.clone())
        });
        if let Some(first) = paired.map(|last| last.tokens.start) {
            out.pop();
            out.push(span(layers, first..name.tokens.end, MentionKind::Organisation));
            continue;
        }
        let state = before.is_some_and(|last| layers.country_named(last.tokens.clone()).is_some());
        let ends =
            || !state && name.tokens.len() == 1 && layers.lexicon().selection.ends.contains(&layers.form(name.tokens.start).to_lowercase());
        if start < name.tokens.start && (known.contains(layers.span(start, name.tokens.end).slice(text)) || ends()) {
            out.pop();
            out.push(span(layers, start..name.tokens.end, MentionKind::Organisation));
        } else {
            out.push(name.clone());
        }
    }
    out
}

/// Of overlapping spans the longest, of equals the first; in order.
pub(super) fn apart(mut names: Vec<NameSpan>) -> Vec<NameSpan> {
    names.sort_by_key(|name| (name.tokens.start, std::cmp::Reverse(name.tokens.end)));
    let mut kept: Vec<NameSpan> = Vec::with_capacity(names.len());
    for name in names {
        match kept.last_mut() {
            Some(last) if name.tokens.start < last.tokens.end => {
                if name.tokens.len() > last.tokens.len() {
                    *last = name;
                }
            }
            _ => kept.push(name),
        }
    }
    kept
}
