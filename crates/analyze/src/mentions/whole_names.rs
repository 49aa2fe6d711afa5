//! Russian names of persons made whole: parts that the network marked apart or left out, joined where they stand side by side and in one
//! case ("Абдурахманову | Наталью Петровну", "Сашей | Петренко"), small words inside ("Гусейн оглы"), and names behind a title that the
//! network passed over. Joins words of one name; says nothing of who is who.

use std::ops::Range;

use rapporteur_model::{Case, MentionKind, Upos};

use super::layers::{Layers, sharing_names, span};
use crate::NameSpan;
use crate::lemma::{Cases, NameWord, name_word};

/// Most words of a name that was joined from parts.
const LONGEST: u32 = 6;
/// How far behind a title its name may stand.
const REACH: u32 = 12;

/// The name spans with those of persons whole, in order.
pub(super) fn mended(layers: &Layers, names: Vec<NameSpan>) -> Vec<NameSpan> {
    if layers.english() {
        return names;
    }
    let names: Vec<NameSpan> = names.into_iter().filter(|name| !is_title(layers, name)).map(|name| without_stop(layers, name)).collect();
    let names = joined(layers, names);
    let found: Vec<NameSpan> = (0..layers.tokens.len() as u32).filter_map(|i| behind_title(layers, &names, i)).collect();
    let mut all: Vec<NameSpan> = names.into_iter().filter(|name| sharing_names(&found, &name.tokens).is_empty()).collect();
    all.extend(found);
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// "Национальный Лидер туркменского народа" before a name: a title that the network took for an organisation.
fn is_title(layers: &Layers, name: &NameSpan) -> bool {
    let Range { start, end } = name.tokens;
    let person = layers.name_at(end).is_some_and(|next| next.kind == MentionKind::Person);
    let head = (start..end).find(|&i| !layers.is_adjective(i));
    name.kind == MentionKind::Organisation
        && person
        && layers.bounds(start).contains(&end)
        && head.is_some_and(|i| layers.is_noun(i) && !layers.acronym(i) && layers.lexicon().posts.is_post(layers.lemma(i)))
}

/// "с министром Ван И.": the stop of the sentence, no initial's, behind a name of one syllable.
fn without_stop(layers: &Layers, name: NameSpan) -> NameSpan {
    let Range { start, end } = name.tokens;
    let letter =
        end >= start + 3 && layers.form(end - 1) == "." && layers.lexicon().syllables.contains(&layers.form(end - 2).to_lowercase());
    let first = layers.form(start).chars().count() <= 4 && end == start + 3;
    if name.kind == MentionKind::Person && letter && first && layers.bounds(start).end == end {
        span(layers, start..end - 1, MentionKind::Person)
    } else {
        name
    }
}

/// Names of persons with the parts and small words that belong to them.
fn joined(layers: &Layers, names: Vec<NameSpan>) -> Vec<NameSpan> {
    let mut out: Vec<NameSpan> = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    while let Some(name) = names.next() {
        if name.kind != MentionKind::Person {
            out.push(name);
            continue;
        }
        let mut tokens = name.tokens.clone();
        loop {
            let next = names.peek().filter(|next| next.tokens.start == small_words(layers, tokens.end));
            match next.filter(|next| goes_on(layers, &tokens, next)) {
                Some(next) => tokens.end = next.tokens.end,
                None => break,
            }
            names.next();
        }
        let limit = names.peek().map_or(layers.tokens.len() as u32, |next| next.tokens.start);
        tokens.end = free_behind(layers, &tokens, limit);
        tokens.start = surname_before(layers, &tokens, &mut out);
        out.push(if tokens == name.tokens { name } else { span(layers, tokens, MentionKind::Person) });
    }
    out
}

/// One past the small words that begin here, where any do.
fn small_words(layers: &Layers, at: u32) -> u32 {
    let limit = at.checked_sub(1).map_or(at, |last| layers.bounds(last).end);
    let lists = layers.lexicon();
    let small = |i: &u32| lists.particles.contains(layers.form(*i)) || closes(layers, *i);
    at + (at..limit).take_while(small).count() as u32
}

/// "оглы", "кызы": behind the father's name.
fn closes(layers: &Layers, i: u32) -> bool {
    let lists = layers.lexicon();
    let form = layers.form(i).to_lowercase();
    lists.sons.contains(&form) || lists.daughters.contains(&form)
}

/// The next span is a part of the same name.
fn goes_on(layers: &Layers, own: &Range<u32>, next: &NameSpan) -> bool {
    let between = own.end..next.tokens.start;
    let one = layers.bounds(own.start).contains(&next.tokens.start) && next.tokens.end - own.start <= LONGEST;
    let single = next.kind == MentionKind::Person || (next.tokens.len() == 1 && layers.country_named(next.tokens.clone()).is_none());
    if !one || !single {
        return false;
    }
    // A small word between joins by itself; side by side only one part may have a given name, and the cases meet.
    if !between.is_empty() {
        return true;
    }
    let given = |tokens: Range<u32>| tokens.into_iter().any(|i| word(layers, i).given.any());
    let (left, right) = (given(own.clone()), given(next.tokens.clone()));
    let whole = own.len() > 1 && next.tokens.len() > 1 && !patronymic_ends(layers, &next.tokens);
    let part = if next.kind == MentionKind::Person { left != right } else { left && own.len() == 1 };
    part && !whole && agree(layers, own.clone().chain(next.tokens.clone()))
}

fn patronymic_ends(layers: &Layers, tokens: &Range<u32>) -> bool {
    word(layers, tokens.end - 1).patronymic.any()
}

fn word(layers: &Layers, i: u32) -> NameWord {
    name_word(layers.form(i))
}

/// Some case fits all words with a capital.
fn agree(layers: &Layers, tokens: impl Iterator<Item = u32>) -> bool {
    tokens.filter(|&i| layers.capital(i)).map(|i| word(layers, i).any).fold(Cases::ALL, Cases::meet).any()
}

/// One past the small words and free words behind a name that go on with it: "Гусейн | оглы", "Али Саид | оглы Велиев", "Саша | Петренко".
fn free_behind(layers: &Layers, tokens: &Range<u32>, limit: u32) -> u32 {
    let limit = limit.min(layers.bounds(tokens.start).end);
    let own = |i: u32| i < limit && is_free(layers, i);
    let small = small_words(layers, tokens.end).min(limit);
    if small > tokens.end {
        let last = (small..limit).take_while(|&i| own(i)).take(2).count() as u32;
        return if last > 0 || closes(layers, small - 1) { small + last } else { tokens.end };
    }
    // A given name alone, with or without the patronymic, lacks its family name.
    let given = word(layers, tokens.start).given.any();
    let bare = given && (tokens.len() == 1 || (tokens.len() == 2 && patronymic_ends(layers, tokens)));
    let next = own(tokens.end) && bare && !word(layers, tokens.end).common && agree(layers, tokens.start..tokens.end + 1);
    if next { tokens.end + 1 } else { tokens.end }
}

/// A word with a capital that can stand in a name: no acronym, no title, no country.
fn is_free(layers: &Layers, i: u32) -> bool {
    let form = layers.form(i);
    let lists = layers.lexicon();
    let letters = form.chars().count() > 1 && form.chars().all(|c| c.is_alphabetic() || c == '-');
    let class = lists.posts.is_post(layers.lemma(i))
        || lists.ranks.contains(layers.lemma(i))
        || lists.organisations.heads.contains(layers.lemma(i));
    let land = || layers.country_named(i..i + 1).is_some() || !layers.adjective_countries(i).is_empty();
    layers.capital(i) && letters && !layers.acronym(i) && !class && !land()
}

/// Where a name of given name and patronymic begins whose family name stands before it: a free word, or the last word of what the
/// network took for an organisation ("Института торфа Рокош | Иван Львович"). A word that the network took for another name by itself is
/// the family name where the row says so: it begins the line, and a sign follows the name ("Рокош | Иван Львович – директор").
fn surname_before(layers: &Layers, tokens: &Range<u32>, before: &mut Vec<NameSpan>) -> u32 {
    let start = tokens.start;
    let first = layers.bounds(start).start;
    let bare = tokens.len() >= 2 && word(layers, start).given.any() && patronymic_ends(layers, &(start..start + 2)) && tokens.len() == 2;
    let Some(at) = start.checked_sub(1).filter(|&at| at >= first && bare && is_free(layers, at)) else { return start };
    let found = word(layers, at);
    // "Института торфа Рокош": a complement would stand in the genitive.
    let alone = !found.common || !found.any.meet(Cases::of(Case::Gen)).any();
    let sure = (alone && (at > first || !found.common)) || (found.surname.any() && at > first);
    if !agree(layers, at..tokens.end) || !sure {
        return start;
    }
    match before.last_mut().filter(|last| last.tokens.end > at) {
        None => at,
        Some(last) if last.tokens.len() > 1 && alone && last.kind == MentionKind::Organisation => {
            *last = span(layers, last.tokens.start..at, MentionKind::Organisation);
            at
        }
        Some(last) if last.tokens == (at..at + 1) && at == first && !found.common && set_off(layers, tokens.end) => {
            before.pop();
            at
        }
        Some(_) => start,
    }
}

/// A dash, a comma or the end of the sentence stands here.
fn set_off(layers: &Layers, at: u32) -> bool {
    at.checked_sub(1).is_none_or(|last| layers.bounds(last).end == at) || layers.is(at, &[Upos::Punct])
}

/// The name behind a title, its complement and its place, that no span holds: two to four words that no dictionary has as others.
fn behind_title(layers: &Layers, names: &[NameSpan], i: u32) -> Option<NameSpan> {
    if !layers.is_noun(i) || !layers.lexicon().posts.is_post(layers.lemma(i)) || !sharing_names(names, &(i..i + 1)).is_empty() {
        return None;
    }
    let limit = layers.bounds(i).end;
    let complement = |j: u32| {
        let genitive = layers.case(j) == Some(Case::Gen) && layers.is(j, &[Upos::Noun, Upos::Adj, Upos::Propn]);
        !layers.capital(j) && (genitive || layers.is(j, &[Upos::Adp, Upos::Cconj]))
    };
    let mut at = i + 1;
    while at < limit && at < i + REACH {
        if let Some(name) = sharing_names(names, &(at..at + 1)).first() {
            if name.kind == MentionKind::Person {
                return None;
            }
            at = name.tokens.end;
        } else if complement(at) {
            at += 1;
        } else {
            break;
        }
    }
    let free = |j: u32| j < limit && sharing_names(names, &(j..j + 1)).is_empty() && is_free(layers, j) && !word(layers, j).common;
    let end = at + (at..limit.min(at + 4)).take_while(|&j| free(j)).count() as u32;
    let case = layers.case(i).map_or(Cases::ALL, Cases::of);
    let agrees = || (at..end).map(|j| word(layers, j).any).fold(case, Cases::meet).any();
    let glue = at > i + 1 && layers.is(at - 1, &[Upos::Adp, Upos::Cconj]);
    (end - at >= 2 && !glue && agrees()).then(|| span(layers, at..end, MentionKind::Person))
}
