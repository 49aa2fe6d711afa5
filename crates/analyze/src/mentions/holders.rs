//! "Ambassador of Uzbekistan to Argentina Nurlan Doszhanov", "Director of the Water Authority of Egypt (WRA) Hind Taher", "Director General of
//! Talamos JSC James Eze": in English the holder of a title follows all that the title is of, without a comma; the network often marks a
//! part of the name, takes it for a place or leaves it out. Bounds only.

use std::ops::Range;

use rapporteur_model::{MentionKind, Upos};

use super::english_names::initial;
use super::glued::personal;
use super::layers::{Layers, sharing_names, span};
use crate::NameSpan;

/// Longest complement of a title, in tokens.
const COMPLEMENT: u32 = 18;
/// Longest name, in tokens.
const NAME: u32 = 7;

/// The name spans with the holders of titles whole, in order.
pub(super) fn mended(layers: &Layers, names: Vec<NameSpan>) -> Vec<NameSpan> {
    if !layers.english() {
        return names;
    }
    let count = u32::try_from(layers.tokens.len()).unwrap_or(u32::MAX);
    let title = |i: &u32| layers.is_noun(*i) && layers.lexicon().posts.is_post(&layers.form(*i).to_lowercase());
    let holders: Vec<(Range<u32>, Range<u32>)> = (0..count).filter(title).filter_map(|i| holder(layers, &names, i)).collect();
    // "Director General of Talamos JSC": what a title is of is no person.
    let of = |name: &NameSpan| holders.iter().any(|(of, _)| of.start <= name.tokens.start && name.tokens.end <= of.end);
    let person = |name: NameSpan| match name.kind {
        MentionKind::Person if of(&name) => NameSpan { kind: MentionKind::Organisation, ..name },
        _ => name,
    };
    let names: Vec<NameSpan> = names.into_iter().map(person).collect();
    let known = |tokens: &Range<u32>| names.iter().any(|n| n.kind == MentionKind::Person && n.tokens == *tokens);
    let mut found: Vec<NameSpan> =
        holders.iter().filter(|(_, own)| !known(own)).map(|(_, own)| span(layers, own.clone(), MentionKind::Person)).collect();
    found.dedup_by(|b, a| a.tokens == b.tokens);
    if found.is_empty() {
        return names;
    }
    let free = |name: &NameSpan| sharing_names(&found, &name.tokens).is_empty();
    // What a name shares with the words before it is theirs.
    let cut = |name: NameSpan| match sharing_names(&found, &name.tokens).first() {
        Some(own) if name.tokens.start < own.tokens.start => {
            Some(span(layers, name.tokens.start..own.tokens.start, rest(layers, &name, own.tokens.start)))
        }
        _ => free(&name).then_some(name),
    };
    let mut all: Vec<NameSpan> = names.into_iter().filter_map(cut).collect();
    all.extend(found.iter().cloned());
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// What is left of a name before its last words is a house, unless it is a place.
fn rest(layers: &Layers, name: &NameSpan, end: u32) -> MentionKind {
    let place = name.kind == MentionKind::Place || layers.country_named(name.tokens.start..end).is_some();
    if place { MentionKind::Place } else { MentionKind::Organisation }
}

/// The complement of a title, and the holder's name right behind it.
fn holder(layers: &Layers, names: &[NameSpan], title: u32) -> Option<(Range<u32>, Range<u32>)> {
    let limit = layers.bounds(title).end;
    let first = (title + 1 < limit && matches!(layers.form(title + 1), "of" | "for" | "to" | "at")).then_some(title + 2)?;
    let end = limit.min(first + COMPLEMENT);
    // All that a complement can be made of.
    let inside = |i: u32| {
        layers.capital(i)
            || layers.is(i, &[Upos::Det])
            || matches!(layers.form(i), "of" | "for" | "to" | "on" | "and" | "&" | "(" | ")" | "-")
    };
    let stop = (first..end).find(|&i| !inside(i)).unwrap_or(end);
    let behind = (first + 1..stop).find(|&i| ended(layers, first, i) && run(layers, i, limit).is_some());
    let start = behind.or_else(|| behind_firm(layers, names, first).filter(|&i| run(layers, i, limit).is_some()))?;
    let end = run(layers, start, limit)?;
    // "of the University Hospital Sveti Luka | Dragan Simic": of four words the first are the house's.
    let plain = (start..end).all(|i| personal(layers, i));
    let house = layers.lexicon().organisations.heads.contains(layers.lemma(start - 1));
    let start = if plain && house && end - start > 3 && !ended_by_country(layers, first, start) { end - 2 } else { start };
    Some((first..start, start..end))
}

/// A country ends the complement.
fn ended_by_country(layers: &Layers, first: u32, i: u32) -> bool {
    (first.max(i.saturating_sub(4))..i).any(|from| layers.country_named(from..i).is_some())
}

/// What stands before a token can be the end of a complement: a country, a noun of organisations, a legal form, an acronym in brackets, what
/// ministers are for.
fn ended(layers: &Layers, first: u32, i: u32) -> bool {
    let before = i - 1;
    let lists = layers.lexicon();
    let lemma = layers.lemma(before).to_lowercase();
    let house = lists.organisations.heads.contains(&lemma) || lists.organisations.units.contains(&lemma);
    let legal = lists.organisations.legal.contains(&lemma) || lists.organisations.legal.contains(&layers.form(before).to_lowercase());
    let bracket = layers.form(before) == ")" && before >= first + 2 && layers.form(before - 2) == "(" && layers.acronym(before - 1);
    let country = ended_by_country(layers, first, i);
    let field = lists.posts.portfolio_fields.contains(&layers.form(before).to_lowercase());
    (house && layers.capital(before)) || legal || bracket || country || field
}

/// "Director General of Vegameta | Ekaterina Kholmskaya": nobody's title is of a person, so the first of three words of what the network takes
/// for one is the firm's.
fn behind_firm(layers: &Layers, names: &[NameSpan], first: u32) -> Option<u32> {
    let one = |n: &&NameSpan| n.kind == MentionKind::Person && n.tokens.start == first;
    let whole = sharing_names(names, &(first..first + 1)).iter().find(one)?;
    let words = whole.tokens.clone().filter(|&i| personal(layers, i)).count();
    (words >= 3 && layers.form(first - 1) == "of" && personal(layers, first) && personal(layers, first + 1)).then_some(first + 1)
}

/// The end of a person's name that begins at a token: two words or more, or an initial and a word, with nothing behind that goes on.
fn run(layers: &Layers, start: u32, limit: u32) -> Option<u32> {
    let initial = |i: u32| initial(layers, i);
    let hyphen = |i: u32| {
        i > start && matches!(layers.form(i), "-" | "‑" | "’" | "'") && layers.glued(i - 1, i) && i + 1 < limit && layers.glued(i, i + 1)
    };
    let joined = |i: u32| i > start && hyphen(i - 1) && layers.form(i).chars().all(char::is_alphabetic);
    let particle = |i: u32| i > start && i + 1 < limit && layers.lexicon().particles.contains(layers.form(i)) && layers.capital(i + 1);
    let part = |i: u32| personal(layers, i) || initial(i) || hyphen(i) || joined(i) || particle(i);
    let field = layers.lexicon().posts.portfolio_fields.contains(&layers.form(start).to_lowercase());
    let address = layers.lexicon().honorifics.contains(layers.form(start).to_lowercase().trim_end_matches('.'));
    if field || address || !(personal(layers, start) || initial(start)) {
        return None;
    }
    let end = (start..limit.min(start + NAME)).find(|&i| !part(i)).unwrap_or(limit.min(start + NAME));
    let words = (start..end).filter(|&i| personal(layers, i) && !joined(i)).count();
    let several = words >= 2 || words == 1 && initial(start);
    let over = end >= limit || !layers.capital(end) && !matches!(layers.form(end), "of" | "for" | "&" | "'s" | "’s");
    (several && over && personal(layers, end - 1) | joined(end - 1)).then_some(end)
}
