//! English names of houses right before the title of one of their officers and the officer's name, without a comma: "Eesti Energia chief
//! executive Jaan Tamm". The network takes such a name for a person, or for a part of the house's name; what is told here holds for the same
//! words in the whole report. Says nothing of names beside which no title stands.

use std::ops::Range;

use foldhash::HashSet;
use rapporteur_model::{MentionKind, Upos};

use super::cities::Cities;
use super::glued::personal;
use super::layers::{Layers, span};
use crate::NameSpan;

/// Longest title between a house and its officer, in tokens.
const TITLE: usize = 5;

/// The names with houses before titles as organisations, whole, in order.
pub(super) fn mended(layers: &Layers, cities: &Cities, names: Vec<NameSpan>) -> Vec<NameSpan> {
    if !layers.english() {
        return names;
    }
    let text = &layers.report.text;
    let names = run_together(layers, names);
    let told: Vec<Range<u32>> = (0..names.len()).filter_map(|at| house(layers, cities, &names, at)).collect();
    let words: HashSet<&str> = told.iter().map(|tokens| layers.span(tokens.start, tokens.end).slice(text)).collect();
    if words.is_empty() {
        return names;
    }
    let mut out: Vec<NameSpan> = Vec::with_capacity(names.len());
    for name in names {
        let joined = out.last().filter(|last| last.tokens.end == name.tokens.start).map(|last| last.tokens.start..name.tokens.end);
        if let Some(tokens) = joined.filter(|tokens| words.contains(layers.span(tokens.start, tokens.end).slice(text))) {
            out.pop();
            out.push(span(layers, tokens, MentionKind::Organisation));
        } else if words.contains(name.span.slice(text)) {
            out.push(NameSpan { kind: MentionKind::Organisation, ..name });
        } else {
            out.push(name);
        }
    }
    out
}

/// "Chair of the Board of Väinamere Laevad Liis Raud": a person's name that begins with the name, or its end, of a house that the report
/// names elsewhere, taken apart.
fn run_together(layers: &Layers, names: Vec<NameSpan>) -> Vec<NameSpan> {
    let text = &layers.report.text;
    let houses: HashSet<&str> =
        names.iter().filter(|name| name.kind == MentionKind::Organisation).map(|name| name.span.slice(text)).collect();
    let mut out: Vec<NameSpan> = Vec::with_capacity(names.len());
    for name in names {
        let Range { start, end } = name.tokens;
        let before = out.last().filter(|last| last.kind == MentionKind::Organisation && last.tokens.end == start);
        let first = before.map_or(start, |last| last.tokens.start);
        let person = |at: u32| (2..=3).contains(&(end - at)) && (at..end).all(|i| personal(layers, i));
        let ends = |at: &u32| houses.contains(layers.span(first, *at).slice(text)) && person(*at);
        let split = (name.kind == MentionKind::Person && end - start > 2).then(|| (start + 1..end - 1).find(ends)).flatten();
        match split {
            Some(at) => {
                if first < start {
                    out.pop();
                }
                out.push(span(layers, first..at, MentionKind::Organisation));
                out.push(span(layers, at..end, MentionKind::Person));
            }
            None => out.push(name),
        }
    }
    out
}

/// The words of a house that ends before a title which a person's name follows, with the name right before it that is its beginning.
fn house(layers: &Layers, cities: &Cities, names: &[NameSpan], at: usize) -> Option<Range<u32>> {
    let name = &names[at];
    let Range { start, end } = name.tokens;
    let officer = names.get(at + 1).filter(|next| next.kind == MentionKind::Person && next.tokens.len() > 1)?;
    let posts = &layers.lexicon().posts;
    let mut title = end..officer.tokens.start;
    let noun = |i: u32| layers.is_noun(i) && posts.is_post(&layers.lemma(i).to_lowercase());
    let word = |i: u32| noun(i) || posts.openings.contains(&layers.form(i).to_lowercase());
    let of_house = |i: u32| {
        let lemma = layers.lemma(i).to_lowercase();
        noun(i) && !posts.portfolios.contains(&lemma) && !posts.land_posts.contains(&lemma) && !posts.creative.contains(&lemma)
    };
    let near = !title.is_empty() && title.len() <= TITLE && layers.bounds(start).contains(&officer.tokens.start);
    if !near
        || !title.clone().all(word)
        || !of_house(title.end - 1)
        || title.any(|i| posts.land_posts.contains(&layers.form(i).to_lowercase()))
    {
        return None;
    }
    let words = name.span.slice(&layers.report.text);
    let country = layers.country_named(start..end).is_some() || !layers.adjective_countries(start).is_empty() && end - start == 1;
    let place = name.kind == MentionKind::Place && cities.known(words).is_some();
    // A person with a title of his own before the name stands in a row with the next.
    let own = start.checked_sub(1).filter(|&i| i >= layers.bounds(start).start).is_some_and(|i| {
        noun(i)
            || layers.lexicon().ranks.contains(&layers.form(i).to_lowercase())
            || matches!(layers.form(i), "," | "and" | "&" | "with" | ".")
    });
    let row = name.kind == MentionKind::Person && own;
    if country || place || row || cities.surname(layers.lemma(end - 1)) && end - start == 1 {
        return None;
    }
    let lists = &layers.lexicon().organisations;
    let begins = |before: &&NameSpan| {
        let head = layers.lemma(before.tokens.end - 1).to_lowercase();
        let house = lists.heads.contains(&head) || lists.units.contains(&head);
        before.tokens.end == start
            && before.kind == MentionKind::Organisation
            && house
            && layers.bounds(start).contains(&before.tokens.start)
    };
    let before = at.checked_sub(1).map(|i| &names[i]).filter(begins);
    let proper = name.tokens.clone().all(|i| personal(layers, i) || layers.is(i, &[Upos::Propn]) || name.kind == MentionKind::Organisation);
    proper.then(|| before.map_or(start, |before| before.tokens.start)..end)
}
