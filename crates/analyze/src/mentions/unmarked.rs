//! Names of countries and cities that the network marked as no name, found by the tables of places.

use std::ops::Range;

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::cities::Cities;
use super::layers::{Layers, span, union};
use super::placed::{hosts, inside, located};
use crate::NameSpan;

/// Longest name of a country in tokens.
const LONGEST: u32 = 5;
/// Longest name of a city in tokens.
const LONGEST_CITY: u32 = 3;
/// Fewest inhabitants of a city that is found by its name and a phrase of place alone.
const CITY: u32 = 15_000;
/// The same behind other prepositions of place than "in".
const KNOWN: u32 = 200_000;

/// Names of countries outside all name spans, the longest at each place.
pub(super) fn countries(layers: &Layers) -> Vec<NameSpan> {
    let count = u32::try_from(layers.tokens.len()).unwrap_or(u32::MAX);
    let mut found = Vec::new();
    let mut i = 0;
    while i < count {
        let country = country_at(layers, i);
        i = country.as_ref().map_or(i + 1, |tokens| tokens.end);
        found.extend(country.map(|tokens| span(layers, tokens, MentionKind::Place)));
    }
    found
}

fn country_at(layers: &Layers, i: u32) -> Option<Range<u32>> {
    let quoted = i.checked_sub(1).is_some_and(|before| layers.opens_quote(before));
    if quoted || !layers.capital(i) || layers.name_of(i).is_some() {
        return None;
    }
    let last = layers.bounds(i).end.min(i + LONGEST);
    let free = (i..last).take_while(|&j| layers.name_of(j).is_none()).count() as u32;
    (1..=free).rev().map(|n| i..i + n).find(|tokens| is_country(layers, tokens))
}

/// A country, no union of them; a single word must be a noun that stands for itself ("Turkey", not "US" in "US President").
fn is_country(layers: &Layers, tokens: &Range<u32>) -> bool {
    let (first, last) = (tokens.start, tokens.end - 1);
    let adjective = layers.token(first).deprel == Deprel::Compound && !layers.adjective_countries(first).is_empty();
    let alone = first < last || (layers.is_noun(first) && !adjective);
    let ends = layers.capital(last) && layers.is(last, &[Upos::Noun, Upos::Propn, Upos::Adj]);
    alone && ends && layers.country_named(tokens.clone()).is_some_and(|country| !union(country))
}

/// Names of cities outside all name spans in phrases of place ("took place in Recife"), the longest at each place.
pub(super) fn cities(layers: &Layers, cities: &Cities) -> Vec<NameSpan> {
    let count = u32::try_from(layers.tokens.len()).unwrap_or(u32::MAX);
    let mut found: Vec<NameSpan> = Vec::new();
    let mut i = 0;
    while i < count {
        let city = city_at(layers, cities, i);
        i = city.as_ref().map_or(i + 1, |tokens| tokens.end);
        found.extend(city.map(|tokens| span(layers, tokens, MentionKind::Place)));
    }
    found
}

/// A name with a capital that nothing else claims: what stands before it and behind it is no name.
fn city_at(layers: &Layers, cities: &Cities, i: u32) -> Option<Range<u32>> {
    let bounds = layers.bounds(i);
    let time = |j: u32| crate::time::speaks_of_time(layers.form(j), layers.lang);
    let free = |j: u32| layers.name_of(j).is_none() && !layers.acronym(j) && !time(j);
    let proper = |j: &u32| layers.is(*j, &[Upos::Propn]) && layers.capital(*j) && free(*j);
    let before = i.checked_sub(1).filter(|j| bounds.contains(j));
    if !proper(&i) || before.is_some_and(|j| layers.opens_quote(j) || layers.capital(j) && layers.is(j, &[Upos::Propn, Upos::Adj])) {
        return None;
    }
    let end = (i..bounds.end).take_while(proper).last()? + 1;
    let goes_on = end < bounds.end && (layers.capital(end) && layers.is_noun(end) || matches!(layers.form(end), "-" | "'s" | "’s"));
    let tokens = i..end;
    let head = layers.head_in(i, end);
    let name = layers.span(i, end).slice(&layers.report.text);
    let placed = inside(layers, head) || hosts(layers, head) || located(layers, head) && cities.town(name, KNOWN);
    (!goes_on && tokens.len() <= LONGEST_CITY as usize && placed && cities.town(name, CITY)).then_some(tokens)
}
