//! Official names of states as one ("Королевства Саудовская Аравия", "Independent State of Samoa"), where the network marked a part of
//! them, or took the first word for something else. Knows no country: `places` says what is one.

use std::ops::Range;

use rapporteur_model::MentionKind;

use super::layers::{Layers, sharing_names, span, union};
use crate::NameSpan;
use crate::places::Countries;

/// How far the name goes on before and behind a word of form, in tokens.
const BEFORE: u32 = 3;
const BEHIND: u32 = 8;

/// The name spans with those of official names whole, in order.
pub(super) fn whole(layers: &Layers, names: Vec<NameSpan>) -> Vec<NameSpan> {
    let found = states(layers);
    let within =
        |tokens: &Range<u32>| sharing_names(&names, tokens).iter().all(|n| tokens.start <= n.tokens.start && n.tokens.end <= tokens.end);
    let whole: Vec<NameSpan> = found.into_iter().filter(within).map(|tokens| span(layers, tokens, MentionKind::Place)).collect();
    if whole.is_empty() {
        return names;
    }
    let mut all: Vec<NameSpan> = names.into_iter().filter(|name| sharing_names(&whole, &name.tokens).is_empty()).collect();
    all.extend(whole);
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// The longest name of a country around each capitalised word of form, left to right.
fn states(layers: &Layers) -> Vec<Range<u32>> {
    let mut found: Vec<Range<u32>> = Vec::new();
    for t in 0..layers.tokens.len() as u32 {
        let past = found.last().is_some_and(|last: &Range<u32>| t < last.end);
        if !past && layers.capital(t) && Countries::load().is_form(layers.form(t)) {
            found.extend(around(layers, t, found.last().map_or(0, |last| last.end)));
        }
    }
    found
}

fn around(layers: &Layers, form: u32, free: u32) -> Option<Range<u32>> {
    let bounds = layers.bounds(form);
    let starts = bounds.start.max(free).max(form.saturating_sub(BEFORE))..form + 1;
    let ends = form + 1..bounds.end.min(form + BEHIND) + 1;
    let name = |start: u32, end: u32| {
        let several = end - start > 1 && layers.capital(start) && layers.capital(end - 1);
        let article = layers.english() && layers.form(start) == "The";
        let country = || layers.country_named(start..end).is_some_and(|country| !union(country));
        (several && !article && country()).then_some(start..end)
    };
    let all = starts.flat_map(|start| ends.clone().map(move |end| (start, end)));
    all.filter_map(|(start, end)| name(start, end)).max_by_key(|tokens| tokens.len())
}
