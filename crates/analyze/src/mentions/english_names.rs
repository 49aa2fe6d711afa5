//! English names of persons made whole: initials and given names before them, parts behind a hyphen or an apostrophe ("Park Jae-won"), a
//! title at their end cut off, and family names that stand alone once the full name is known. Says nothing of who is who.

use std::collections::BTreeSet;
use std::ops::Range;

use rapporteur_model::{Deprel, MentionKind, Upos};

use super::layers::{Layers, sharing_names, span};
use super::placed;
use crate::NameSpan;

/// Shortest family name that is known again where it stands alone, in letters.
const FAMILY: usize = 4;
/// Longest field of a title before its holder's name, in tokens.
const FIELD: u32 = 8;

/// The name spans with those of persons whole, in order.
pub(super) fn mended(layers: &Layers, names: Vec<NameSpan>) -> Vec<NameSpan> {
    if !layers.english() {
        return names;
    }
    let mut whole: Vec<NameSpan> = Vec::with_capacity(names.len());
    for (n, name) in names.iter().enumerate() {
        // What was taken for a house right before a Vietnamese name is its beginning.
        let part = |last: &NameSpan| {
            name.kind == MentionKind::Person && last.tokens.end == name.tokens.start && last.tokens.clone().all(|i| vietnamese(layers, i))
        };
        if whole.last().is_some_and(part) {
            whole.pop();
        }
        let from = whole.last().map_or(0, |last| last.tokens.end);
        let to = names.get(n + 1).map_or(layers.tokens.len() as u32, |next| next.tokens.start);
        let tokens = if name.kind == MentionKind::Person { extent(layers, &name.tokens, from..to) } else { name.tokens.clone() };
        whole.push(if tokens == name.tokens { name.clone() } else { span(layers, tokens, name.kind) });
    }
    let found: Vec<NameSpan> = (0..layers.tokens.len() as u32).filter_map(|title| behind_portfolio(layers, &whole, title)).collect();
    whole.extend(found);
    whole.sort_by_key(|name| name.tokens.start);
    family_names(layers, whole)
}

/// "Trần Thị | Mai Phương": a word with a capital in letters that Vietnamese alone has.
fn vietnamese(layers: &Layers, i: u32) -> bool {
    let own = |c: char| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư');
    layers.form(i).chars().any(own) && layers.capital(i) && layers.is(i, &[Upos::Propn]) && layers.country_named(i..i + 1).is_none()
}

/// "vice minister for economy and innovation Karolis Butkus": two or three names right behind the field of a title in small letters.
fn behind_portfolio(layers: &Layers, names: &[NameSpan], title: u32) -> Option<NameSpan> {
    let posts = &layers.lexicon().posts;
    let end = layers.bounds(title).end;
    let of = title + 1 < end && matches!(layers.form(title + 1), "for" | "of") && posts.portfolios.contains(layers.lemma(title));
    if !of || !layers.is_noun(title) {
        return None;
    }
    let small = |i: &u32| !layers.capital(*i) && layers.is(*i, &[Upos::Noun, Upos::Adj, Upos::Cconj, Upos::Adp, Upos::Det]);
    let start = (title + 1..end.min(title + FIELD)).find(|i| !small(i)).filter(|&i| i > title + 2)?;
    let free = |i: &u32| super::glued::personal(layers, *i) && sharing_names(names, &(*i..*i + 1)).is_empty();
    let last = (start..end).take_while(free).last()? + 1;
    let flat = (start + 1..last).all(|i| layers.token(i).head == Some(start) && layers.token(i).deprel.base() == Deprel::Flat);
    ((2..=3).contains(&(last - start)) && flat).then(|| span(layers, start..last, MentionKind::Person))
}

/// The tokens of a person's name with all its parts, inside `free`.
fn extent(layers: &Layers, name: &Range<u32>, free: Range<u32>) -> Range<u32> {
    let bounds = layers.bounds(name.start);
    let Range { mut start, mut end } = name.clone();
    let own = (start..end).any(|i| vietnamese(layers, i));
    let before = |start: u32| initial(layers, start - 1) || given(layers, start, name.end) || own && vietnamese(layers, start - 1);
    while start > bounds.start.max(free.start) && before(start) {
        start -= 1;
    }
    // "Bat-" before "Erdene Tsogzolmaa"
    let before = |start: u32| start.checked_sub(2).filter(|&i| i >= bounds.start.max(free.start));
    let part = |i: u32| layers.capital(i) && joined(layers, i + 1) && layers.country_named(i..i + 1).is_none();
    if let Some(first) = before(start).filter(|&i| part(i)) {
        start = first;
    }
    while end + 1 < bounds.end.min(free.end) && joined(layers, end) {
        end += 2;
    }
    // "Jae-min | Ok": a given name of two syllables lacks its family name.
    let given_alone = end == start + 3 && layers.form(start + 1) == "-" && layers.form(end - 1).starts_with(char::is_lowercase);
    if given_alone && end < bounds.end.min(free.end) && super::glued::personal(layers, end) {
        end += 1;
    }
    start = behind_field(layers, start, end);
    let title = end > start + 2
        && end < bounds.end
        && matches!(layers.form(end), "of" | "for" | "at")
        && layers.lexicon().posts.is_post(&layers.form(end - 1).to_lowercase());
    start..if title { end - 1 } else { end }
}

/// Where the name begins behind the last words of a title's field that were taken into it: "Minister of Trade | T. Müller", "Minister of
/// Agriculture of Serbia | Brankovic", "Director General of Agroline JSC | Anwar Ansari".
fn behind_field(layers: &Layers, start: u32, end: u32) -> u32 {
    let first = layers.bounds(start).start.max(start.saturating_sub(FIELD));
    let small = |i: u32| layers.is(i, &[Upos::Noun, Upos::Adj, Upos::Cconj, Upos::Adp, Upos::Det, Upos::Propn]);
    let post = |i: u32| layers.lexicon().posts.is_post(layers.lemma(i)) || layers.lexicon().posts.is_post(&layers.form(i).to_lowercase());
    let of = start.checked_sub(1).filter(|&i| i >= first && matches!(layers.form(i), "of" | "for"));
    if !of.is_some_and(|of| (first..of).rev().take_while(|&i| small(i)).any(post)) {
        return start;
    }
    let legal = |i: &u32| layers.lexicon().organisations.legal.contains(&layers.form(*i).to_lowercase());
    let country = |i: &u32| layers.form(*i - 1) == "of" && layers.country_named(*i..*i + 1).is_some();
    let own = (start + 1..end - 1).rev().find(|i| legal(i) || country(i)).map(|i| i + 1);
    let before_initial = (start + 2 < end && initial(layers, start + 1)).then_some(start + 1);
    own.or(before_initial).unwrap_or(start)
}

/// "T.": one capital and a stop.
pub(super) fn initial(layers: &Layers, i: u32) -> bool {
    let mut letters = layers.form(i).chars();
    letters.next().is_some_and(char::is_uppercase) && letters.eq(['.'])
}

/// "Fares" before "Al-Qudah": a word with a capital that the tree makes one name with what follows, and that is no title.
fn given(layers: &Layers, start: u32, end: u32) -> bool {
    let before = start - 1;
    let one = |i: u32| layers.token(i).head == Some(before) && layers.token(i).deprel.base() == Deprel::Flat;
    super::glued::personal(layers, before)
        && layers.name_of(before).is_none()
        && !crate::time::speaks_of_time(layers.form(before), layers.lang)
        && !layers.lexicon().honorifics.contains(layers.form(before).to_lowercase().trim_end_matches('.'))
        && one(layers.head_in(start, end))
}

/// "-won" behind "Jae": a hyphen or an apostrophe and a word, all written together.
fn joined(layers: &Layers, mark: u32) -> bool {
    let glued = layers.glued(mark - 1, mark) && layers.glued(mark, mark + 1);
    let word = layers.form(mark + 1).chars().all(char::is_alphabetic) && layers.form(mark + 1) != "s";
    matches!(layers.form(mark), "-" | "‑" | "’" | "'") && glued && word
}

/// Family names alone, of persons whom the report names in full, where the network saw a place, an organisation or nothing.
fn family_names(layers: &Layers, names: Vec<NameSpan>) -> Vec<NameSpan> {
    let full = names.iter().filter(|n| n.kind == MentionKind::Person && n.tokens.len() > 1);
    let known: BTreeSet<&str> = full.map(|n| layers.form(n.tokens.end - 1)).filter(|w| w.chars().count() >= FAMILY).collect();
    if known.is_empty() {
        return names;
    }
    let alone = |i: u32| {
        if !known.contains(layers.form(i)) {
            return false;
        }
        let bounds = layers.bounds(i);
        let proper = |j: u32| layers.capital(j) && layers.is(j, &[Upos::Propn, Upos::Adj]);
        let before =
            i > bounds.start && proper(i - 1) && layers.name_of(i - 1).is_none_or(|n| n.tokens.end == i && n.kind != MentionKind::Date);
        let behind = i + 1 < bounds.end && (proper(i + 1) || layers.form(i + 1) == "-");
        !behind && !before && !placed::inside(layers, i) && layers.country_named(i..i + 1).is_none()
    };
    let other = |n: &NameSpan| matches!(n.kind, MentionKind::Place | MentionKind::Organisation) && n.tokens.len() == 1;
    let person = |n: NameSpan| if other(&n) && alone(n.tokens.start) { NameSpan { kind: MentionKind::Person, ..n } } else { n };
    // "In Dushanbe | Vukovic is to meet": a place and, behind it, a family name that the network took for one name.
    let apart = |n: NameSpan| -> Vec<NameSpan> {
        let last = n.tokens.end - 1;
        let place = n.tokens.len() > 1 && known.contains(layers.form(last)) && n.kind == MentionKind::Place;
        if !place || layers.country_named(n.tokens.clone()).is_some() {
            return vec![n];
        }
        vec![span(layers, n.tokens.start..last, MentionKind::Place), span(layers, last..n.tokens.end, MentionKind::Person)]
    };
    let mut all: Vec<NameSpan> = names.into_iter().flat_map(apart).map(person).collect();
    let free = |i: &u32| layers.is(*i, &[Upos::Propn]) && alone(*i) && sharing_names(&all, &(*i..*i + 1)).is_empty();
    let found: Vec<NameSpan> = (0..layers.tokens.len() as u32).filter(free).map(|i| span(layers, i..i + 1, MentionKind::Person)).collect();
    all.extend(found);
    all.sort_by_key(|name| name.tokens.start);
    all
}
