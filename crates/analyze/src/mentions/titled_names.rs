//! "Minister of Trade Ratu Vula", "Speaker of the Riigikogu Kadri Tamm": in English the holder of a title follows its field or house without
//! a comma, and the network takes the two for one name.

use std::ops::Range;

use rapporteur_model::{MentionKind, Upos};

use super::cities::Cities;
use super::glued::{REACH, personal};
use super::layers::{Layers, firm, sharing_names, span};
use crate::NameSpan;

/// The names in a span behind "of" or "for" and a title, where the last of them is the holder's.
pub(super) fn parts(layers: &Layers, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    if end - start < 3 {
        return None;
    }
    let article = start > 0 && layers.form(start - 1) == "the";
    let (title, field) = opening(layers, if article { start - 1 } else { start })?;
    let person = |first: u32| span(layers, first..end, MentionKind::Person);
    if let Some(first) = field.then(|| behind_field(layers, title, &name.tokens)).flatten() {
        return Some(vec![person(first)]);
    }
    if let Some(first) = behind_land(layers, &name.tokens) {
        return Some(vec![span(layers, start..first, MentionKind::Place), person(first)]);
    }
    // What the network takes for a house may be one to its end ("Hetauda Cement Works").
    if name.kind != MentionKind::Person {
        return None;
    }
    let first = behind_house(layers, &name.tokens).or_else(|| article.then(|| end - 2).filter(|&i| holder(layers, i, end) && i > start))?;
    let country = layers.country_named(start..first).is_some();
    let house = span(layers, start..first, if country { MentionKind::Place } else { MentionKind::Organisation });
    Some(vec![house, person(first)])
}

/// The noun of a title before an "of" or "for" that ends where the name, or its field, begins; whether it is one that has a field.
fn opening(layers: &Layers, start: u32) -> Option<(u32, bool)> {
    let first = layers.bounds(start).start;
    let posts = &layers.lexicon().posts;
    let begun = |j: &u32| layers.name_of(*j).is_none() && (layers.capital(*j) || matches!(layers.form(*j), "and" | "," | "&"));
    let of = (first..start).rev().take(REACH as usize).find(|j| !begun(j)).filter(|&j| matches!(layers.form(j), "of" | "for"))?;
    let near = (first..of).rev().take(3).take_while(|&i| layers.is(i, &[Upos::Noun, Upos::Propn, Upos::Adj]) || layers.form(i) == "of");
    let title = near.into_iter().find(|&i| posts.is_post(&layers.lemma(i).to_lowercase()))?;
    Some((title, posts.portfolios.contains(&layers.lemma(title).to_lowercase())))
}

/// Where the holder's name begins behind words that ministers are of.
fn behind_field(layers: &Layers, title: u32, tokens: &Range<u32>) -> Option<u32> {
    let fields = &layers.lexicon().posts.portfolio_fields;
    let word = |i: u32| fields.contains(&layers.form(i).to_lowercase());
    let joins = |i: u32| matches!(layers.form(i), "and" | "," | "&");
    let first = tokens.clone().find(|&i| !word(i) && !joins(i))?;
    (first > tokens.start && title < tokens.start && holder(layers, first, tokens.end)).then_some(first)
}

/// "Ambassador of Serbia Jan Kos": a name right behind the country of a title is its holder's, whatever the network takes it for.
pub(super) fn behind_country(layers: &Layers, name: &NameSpan) -> bool {
    let Range { start, end } = name.tokens;
    let country = start.checked_sub(1).and_then(|i| layers.name_of(i)).filter(|n| n.tokens.end == start);
    let state = country.filter(|n| layers.country_named(n.tokens.clone()).is_some());
    let titled = state.is_some_and(|n| opening(layers, n.tokens.start).is_some());
    titled && layers.country_named(start..end).is_none() && end - start >= 2 && holder(layers, start, end)
}

/// Where it begins behind the noun of a part of a country ("Tula Region").
fn behind_land(layers: &Layers, tokens: &Range<u32>) -> Option<u32> {
    let lands = &layers.lexicon().posts.lands;
    let last = tokens.clone().skip(1).find(|&i| lands.contains(&layers.form(i).to_lowercase()))?;
    holder(layers, last + 1, tokens.end).then_some(last + 1)
}

/// Where it begins behind a noun of organisations or of what firms do ("Medical Centre", "Mills").
fn behind_house(layers: &Layers, tokens: &Range<u32>) -> Option<u32> {
    let lists = &layers.lexicon().organisations;
    let noun = |i: u32| {
        let lemma = layers.lemma(i).to_lowercase();
        let house = lists.heads.contains(&lemma) || lists.units.contains(&lemma) || lists.legal.contains(&lemma);
        house || i > tokens.start && firm(layers, &(tokens.start..i + 1))
    };
    let last = tokens.clone().rev().find(|&i| noun(i))?;
    holder(layers, last + 1, tokens.end).then_some(last + 1)
}

/// Two to four words that a person's name can be made of.
fn holder(layers: &Layers, first: u32, end: u32) -> bool {
    let small = |i: u32| i > first && i + 1 < end && layers.lexicon().particles.contains(layers.form(i));
    end > first && (2..=4).contains(&(end - first)) && (first..end).all(|i| personal(layers, i) || small(i))
}

/// "managing director Firmin Agossou", "board chair Gunilla Frisk": names of persons right behind the title of an officer that the network
/// left out or took for something else.
pub(super) fn behind_titles(layers: &Layers, cities: &Cities, names: Vec<NameSpan>) -> Vec<NameSpan> {
    if !layers.english() {
        return names;
    }
    let count = u32::try_from(layers.tokens.len()).unwrap_or(u32::MAX);
    let found: Vec<NameSpan> = (0..count).filter_map(|i| behind_title(layers, cities, &names, i)).collect();
    let free = |name: &NameSpan| sharing_names(&found, &name.tokens).is_empty();
    let mut all: Vec<NameSpan> = names.into_iter().filter(free).collect();
    all.extend(found);
    all.sort_by_key(|name| name.tokens.start);
    all
}

fn behind_title(layers: &Layers, cities: &Cities, names: &[NameSpan], title: u32) -> Option<NameSpan> {
    let posts = &layers.lexicon().posts;
    let lemma = layers.lemma(title).to_lowercase();
    let officer = layers.is_noun(title) && posts.officers.contains(&lemma) && layers.form(title).to_lowercase() == lemma;
    let limit = layers.bounds(title).end;
    let end = (title + 1..limit.min(title + 5)).find(|&i| !personal(layers, i)).unwrap_or(limit.min(title + 5));
    let tokens = title + 1..end;
    if !officer || !(2..=3).contains(&tokens.len()) || end < limit && layers.capital(end) {
        return None;
    }
    let known = sharing_names(names, &tokens);
    let whole = known.iter().all(|name| tokens.start <= name.tokens.start && name.tokens.end <= tokens.end);
    let person = known.iter().any(|name| name.kind == MentionKind::Person);
    let words = layers.span(tokens.start, tokens.end).slice(&layers.report.text);
    let place = cities.known(words).is_some() || layers.country_named(tokens.clone()).is_some();
    let outside = sharing_names(names, &(title..title + 1)).is_empty();
    let firm = firm(layers, &tokens);
    (whole && outside && !person && !place && !firm).then(|| span(layers, tokens, MentionKind::Person))
}
