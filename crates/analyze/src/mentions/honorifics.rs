//! English names of persons as they are borne: without forms of address before them ("Shri Anil Rao"), found behind one that the
//! network passed over ("Hon. Neema Mushi"), and whole over the small words inside ("Omar bin Said Al Harthy").

use std::ops::Range;

use rapporteur_model::{Deprel, Lang, MentionKind, Token, Upos};

use super::layers::{Layers, sharing_names, span};
use super::lexicon::lexicon;
use crate::NameSpan;

/// Longest name of a person in tokens, small words and hyphens counted.
const LONGEST: u32 = 10;

/// Makes the name head what addresses it, where the parser has it the other way ("Sheikh" over "Khalifa"). `tokens` of one English
/// report; heads stay one tree a sentence.
pub(crate) fn reroot(text: &str, tokens: &mut [Token]) {
    let list = &lexicon(Lang::En).honorifics;
    for i in (0..tokens.len()).rev() {
        let form = tokens[i].span.slice(text);
        let address = form.starts_with(char::is_uppercase) && list.contains(form.to_lowercase().trim_end_matches(['.', '\'', '’']));
        let heads = |j: &usize| {
            tokens[*j].head == Some(i as u32) && matches!(tokens[*j].deprel.base(), Deprel::Flat | Deprel::Appos | Deprel::Nmod)
        };
        let named = |j: &usize| tokens[*j].upos == Upos::Propn && tokens[*j].span.slice(text).starts_with(char::is_uppercase);
        if let Some(j) = (i + 1..tokens.len().min(i + 3)).filter(|_| address).find(heads).filter(named) {
            swap(tokens, i, j);
        }
    }
}

/// `under` takes the place of its head `over`, and what hung on that.
fn swap(tokens: &mut [Token], over: usize, under: usize) {
    (tokens[under].head, tokens[under].deprel) = (tokens[over].head, tokens[over].deprel);
    for token in tokens.iter_mut().filter(|token| token.head == Some(over as u32)) {
        token.head = Some(under as u32);
    }
    tokens[over].head = Some(under as u32);
    tokens[over].deprel = Deprel::Flat;
}

/// The name spans with those of persons mended, in order.
pub(super) fn mended(layers: &Layers, names: Vec<NameSpan>) -> Vec<NameSpan> {
    if !layers.english() {
        return names;
    }
    let names: Vec<NameSpan> = names.iter().filter_map(|name| bare(layers, name)).collect();
    let names = joined(layers, &names);
    let mut found = addressed(layers, &names);
    let behind: Vec<NameSpan> = (0..layers.tokens.len() as u32).filter_map(|i| behind_title(layers, &names, i)).collect();
    found.extend(behind.into_iter().filter(|name| sharing_names(&found, &name.tokens).is_empty()).collect::<Vec<_>>());
    found.sort_by_key(|name| name.tokens.start);
    let free = |name: &NameSpan| sharing_names(&found, &name.tokens).is_empty();
    let mut all: Vec<NameSpan> = names.into_iter().filter(free).collect();
    all.extend(found.iter().cloned());
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// A form of address at this token, with the full stop or apostrophe that belongs to it: the token behind it.
pub(super) fn behind_address(layers: &Layers, i: u32) -> Option<u32> {
    let list = &layers.lexicon().honorifics;
    let word = |j: u32| layers.form(j).to_lowercase().trim_end_matches(['.', '\'', '’']).to_owned();
    let count = layers.tokens.len() as u32;
    let mark = |j: u32| j < count && matches!(layers.form(j), "." | "'" | "’") && layers.glued(j - 1, j);
    let behind = |j: u32| if mark(j + 1) { j + 2 } else { j + 1 };
    if !layers.capital(i) {
        return None;
    }
    let next = behind(i);
    let pair = next < count && layers.capital(next) && list.contains(&format!("{} {}", word(i), word(next)));
    if pair { Some(behind(next)) } else { list.contains(&word(i)).then_some(next) }
}

/// Past all forms of address that begin here.
fn past_address(layers: &Layers, start: u32, end: u32) -> u32 {
    let mut at = start;
    while at < end
        && let Some(next) = behind_address(layers, at)
    {
        at = next;
    }
    at.min(end)
}

/// Past the ranks that the network took for the beginning of a name ("Brigadier Salim Al Harthy"), where a name is left.
fn past_ranks(layers: &Layers, start: u32, end: u32) -> u32 {
    let rank = |i: &u32| layers.form(*i) == "." || layers.lexicon().ranks.contains(&layers.form(*i).to_lowercase());
    let behind = start + (start..end).take_while(rank).count() as u32;
    if behind < end { past_address(layers, behind, end) } else { start }
}

/// A person's name without what addresses him; `None` where nothing else is there.
fn bare(layers: &Layers, name: &NameSpan) -> Option<NameSpan> {
    if name.kind != MentionKind::Person {
        return Some(name.clone());
    }
    let Range { start, end } = name.tokens;
    // "Dato' Seri Ahmad": the network took the second word for a name.
    let reaches = |before: u32| behind_address(layers, before).filter(|&next| next > start && next <= end);
    let pair = (1..=2).filter_map(|back| start.checked_sub(back)).find_map(reaches);
    let start = past_ranks(layers, past_address(layers, pair.unwrap_or(start), end), end);
    match start {
        _ if start == name.tokens.start => Some(name.clone()),
        _ if start == end => None,
        _ => Some(span(layers, start..end, MentionKind::Person)),
    }
}

/// Joins the parts of a name around small words, and takes in what the network left out behind one.
fn joined(layers: &Layers, names: &[NameSpan]) -> Vec<NameSpan> {
    let mut out: Vec<NameSpan> = Vec::with_capacity(names.len());
    for name in names {
        match out.last_mut() {
            Some(last) if name.tokens.start < last.tokens.end => {}
            Some(last) if continues(layers, last, name) => *last = span(layers, last.tokens.start..name.tokens.end, MentionKind::Person),
            _ => out.push(name.clone()),
        }
        let taken = |j: u32| sharing_names(names, &(j..j + 1)).iter().any(|n| n.kind != MentionKind::Place);
        if let Some(last) = out.last_mut().filter(|last| last.kind == MentionKind::Person) {
            let end = tail(layers, last.tokens.end, &taken);
            if end > last.tokens.end {
                *last = span(layers, last.tokens.start..end, MentionKind::Person);
            }
        }
    }
    out
}

/// Nothing but small words stands between a person's name and another span.
fn continues(layers: &Layers, last: &NameSpan, next: &NameSpan) -> bool {
    let (end, start) = (last.tokens.end, next.tokens.start);
    let small = end < start && past_small(layers, past_father(layers, end, start), start) == start;
    let one = layers.bounds(last.tokens.start).contains(&next.tokens.start);
    last.kind == MentionKind::Person
        && small
        && one
        && next.kind != MentionKind::Organisation
        && next.tokens.end - last.tokens.start <= LONGEST
}

/// Where a name ends whose next word is a small one: behind the capitalised words that follow it.
fn tail(layers: &Layers, end: u32, taken: &dyn Fn(u32) -> bool) -> u32 {
    let limit = if end == 0 { end } else { layers.bounds(end - 1).end };
    let small = past_small(layers, past_father(layers, end, limit), limit) - end;
    if small == 0 {
        return end;
    }
    let word = |i: &u32| part_of_name(layers, *i) && !taken(*i);
    let own = (end + small..limit).take_while(word).count() as u32;
    if own == 0 || own > 4 { end } else { end + small + own }
}

/// "Ali | Said oglu": over a father's name to the small word that belongs to it.
fn past_father(layers: &Layers, start: u32, limit: u32) -> u32 {
    let lists = layers.lexicon();
    let closes = |i: u32| lists.sons.contains(layers.form(i)) || lists.daughters.contains(layers.form(i));
    let at = (start..limit.min(start + 3)).find(|&i| closes(i)).unwrap_or(start);
    let names = (start..at).all(|i| layers.capital(i) && layers.form(i).chars().all(|c| c.is_alphabetic() || c == '-'));
    if names { at } else { start }
}

/// One past the small words that begin here: "bin", and "s/o" in three tokens.
fn past_small(layers: &Layers, start: u32, limit: u32) -> u32 {
    let mut at = start;
    while at < limit {
        let slash = at + 2 < limit && layers.form(at + 1) == "/";
        let three = slash && layers.lexicon().particles.contains(layers.span(at, at + 3).slice(&layers.report.text));
        match () {
            () if three => at += 3,
            () if particle(layers, at) => at += 1,
            () => break,
        }
    }
    at
}

fn particle(layers: &Layers, i: u32) -> bool {
    let form = layers.form(i);
    layers.lexicon().particles.contains(form)
}

/// A capitalised word, initial or hyphen that can stand in a name.
fn part_of_name(layers: &Layers, i: u32) -> bool {
    let lists = layers.lexicon();
    let (form, lemma) = (layers.form(i), layers.lemma(i));
    let hyphen = form == "-" && i > 0 && layers.glued(i - 1, i) && layers.glued(i, i + 1);
    let letters = form.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'));
    let class = lists.organisations.heads.contains(lemma)
        || lists.organisations.units.contains(lemma)
        || lists.posts.is_post(lemma)
        || lists.ranks.contains(lemma);
    hyphen || (layers.is(i, &[Upos::Propn, Upos::Noun, Upos::Adj, Upos::X]) && layers.capital(i) && letters && !class)
}

/// Names behind a form of address that no span holds, or that the network took for something else.
fn addressed(layers: &Layers, names: &[NameSpan]) -> Vec<NameSpan> {
    let count = layers.tokens.len() as u32;
    (0..count)
        .filter_map(|i| {
            let start = behind_address(layers, i)?;
            let start = past_address(layers, start, count);
            let limit = layers.bounds(i).end;
            let at = sharing_names(names, &(start..start + 1)).first();
            if start >= limit || at.is_some_and(|n| n.kind == MentionKind::Person || n.tokens.start < start) {
                return None;
            }
            let tokens = name_from(layers, start, limit);
            (!tokens.is_empty()).then(|| span(layers, tokens, MentionKind::Person))
        })
        .collect()
}

/// "Foreign Minister Wi Sung-lac": a name behind a title in capitals that no span holds: two words or more, or one before a verb.
fn behind_title(layers: &Layers, names: &[NameSpan], i: u32) -> Option<NameSpan> {
    let (start, limit) = (i + 1, layers.bounds(i).end);
    let title = layers.is_noun(i) && layers.capital(i) && layers.lexicon().posts.is_post(layers.lemma(i));
    if !title || start >= limit || !sharing_names(names, &(i..start + 1)).is_empty() {
        return None;
    }
    // "Director-General": a part of the title.
    let apart = !layers.glued(i, start) && layers.capital(start);
    let land = !apart || layers.country_named(start..start + 1).is_some() || !layers.adjective_countries(start).is_empty();
    let rank = layers.lexicon().ranks.contains(&layers.form(start).to_lowercase());
    if land || rank || behind_address(layers, start).is_some() || layers.acronym(start) || !opens_name(layers, start, limit) {
        return None;
    }
    let tokens = name_from(layers, start, limit);
    // "Foreign Minister Do | Van Chien": what the network has is a part of it.
    let part = |n: &NameSpan| n.kind == MentionKind::Person && n.tokens.start >= tokens.start && n.tokens.end <= tokens.end;
    let title = tokens.clone().any(|j| layers.lexicon().posts.is_post(layers.lemma(j)));
    let free = sharing_names(names, &tokens).iter().all(part) && !title;
    let verb = tokens.end < limit && layers.is(tokens.end, &[Upos::Verb, Upos::Aux]) && !layers.capital(tokens.end);
    (free && (tokens.len() >= 2 || (tokens.len() == 1 && verb))).then(|| span(layers, tokens, MentionKind::Person))
}

/// "Do", "Will": a word of any class that opens a name before another word of it.
fn opens_name(layers: &Layers, i: u32, limit: u32) -> bool {
    let letters = layers.form(i).chars().all(char::is_alphabetic);
    let class = layers.lexicon().organisations.heads.contains(layers.lemma(i)) || layers.lexicon().posts.is_post(layers.lemma(i));
    let any =
        letters && !class && layers.capital(i) && !layers.is(i, &[Upos::Adp, Upos::Det]) && i + 1 < limit && part_of_name(layers, i + 1);
    part_of_name(layers, i) || any
}

/// The longest name that begins here: capitalised words with small ones between.
fn name_from(layers: &Layers, start: u32, limit: u32) -> Range<u32> {
    let mut end = start;
    for i in start..limit.min(start + LONGEST) {
        let hyphened = i > start && layers.form(i - 1) == "-" && layers.glued(i - 1, i) && layers.form(i).chars().all(char::is_alphabetic);
        if part_of_name(layers, i) || hyphened || i == start && opens_name(layers, i, limit) {
            end = i + 1;
        } else if !(i > start && particle(layers, i)) {
            break;
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use rapporteur_model::{Deprel, Feats, Span, Token, Upos};

    use super::reroot;

    #[test]
    fn the_name_heads_its_address() {
        let text = "met Sheikh Khalid Omar";
        let arcs = [(None, Deprel::Root), (Some(0), Deprel::Obj), (Some(1), Deprel::Flat), (Some(1), Deprel::Flat)];
        let mut at = 0;
        let mut tokens: Vec<Token> = text
            .split(' ')
            .zip(arcs)
            .map(|(word, (head, deprel))| {
                let span = Span::new(at, at + word.len());
                at += word.len() + 1;
                Token { span, lemma: word.into(), upos: Upos::Propn, feats: Feats::default(), head, deprel }
            })
            .collect();
        reroot(text, &mut tokens);
        let heads: Vec<Option<u32>> = tokens.iter().map(|t| t.head).collect();
        assert_eq!(heads, [None, Some(2), Some(0), Some(2)]);
        assert_eq!(tokens[2].deprel, Deprel::Obj);
    }
}
