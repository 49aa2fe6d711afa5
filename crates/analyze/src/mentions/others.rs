//! Instruments, gatherings and products: a class noun with what names the one that is meant. Bounds and kind only.

use rapporteur_model::{Detail, MentionKind, Upos};

use super::layers::{Chunk, Layers};
use super::phrase::{Reach, left, right};

/// All instruments, gatherings and products that do not lie in a chunk already taken, in order.
pub(super) fn find(layers: &Layers, taken: &[Chunk]) -> Vec<(Chunk, MentionKind, Detail)> {
    let mut found: Vec<(Chunk, MentionKind, Detail)> = Vec::new();
    for i in 0..layers.tokens.len() as u32 {
        let free = !taken.iter().any(|t| t.holds(i)) && found.last().is_none_or(|(last, ..)| !last.holds(i));
        if free && layers.is(i, &[Upos::Noun, Upos::Propn, Upos::X]) {
            found.extend(instrument(layers, i).or_else(|| gathering(layers, i)).or_else(|| product(layers, i)));
        }
    }
    found
}

/// Dictionary form of a noun, or of an adjective and its noun ("дорожная карта").
fn keyed<T: Copy>(layers: &Layers, i: u32, lists: &foldhash::HashMap<String, T>) -> Option<T> {
    let lemma = layers.lemma(i);
    let pair = || (i > 0).then(|| format!("{} {lemma}", layers.lemma(i - 1)));
    lists.get(lemma).copied().or_else(|| lists.get(&pair()?).copied())
}

fn instrument(layers: &Layers, i: u32) -> Option<(Chunk, MentionKind, Detail)> {
    let kind = keyed(layers, i, &layers.lexicon().instruments)?;
    let never = |j: u32| layers.one_holder(j) && !layers.capital(j);
    let prepositions: Vec<&str> = layers.lexicon().instrument_prepositions.iter().map(String::as_str).collect();
    let reach = Reach { quoted: true, names: true, genitive: true, stop: &never, prepositions: &prepositions };
    let accept = |j: u32| layers.name_of(j).is_none() && !layers.is(j, &[Upos::Det]);
    let chunk = Chunk { start: left(layers, i, &accept), end: right(layers, i, i + 1, &reach), head: i };
    Some((chunk, MentionKind::Instrument, Detail::Instrument(kind)))
}

fn gathering(layers: &Layers, i: u32) -> Option<(Chunk, MentionKind, Detail)> {
    let kind = keyed(layers, i, &layers.lexicon().gatherings)?;
    let never = |j: u32| layers.one_holder(j);
    let reach = Reach {
        quoted: true,
        names: true,
        genitive: true,
        stop: &never,
        prepositions: if layers.english() { &["on", "of", "for"] } else { &["по"] },
    };
    let accept = |j: u32| layers.name_of(j).is_none_or(|n| n.kind == MentionKind::Organisation);
    let start = left(layers, i, &accept);
    let mut end = right(layers, i, i + 1, &reach);
    end = bare_name(layers, end);
    let named =
        (start..end).any(|j| layers.opens_quote(j) || (j != i && layers.capital(j) && j != layers.bounds(i).start)) || end - start > 2;
    named.then_some((Chunk { start, end, head: i }, MentionKind::Gathering, Detail::Gathering(kind)))
}

/// The proper name inside a gathering's phrase: what stands in quotes, or in Latin letters behind a Russian noun ("выставка MILEX-2025").
pub(super) fn proper_name(layers: &Layers, chunk: Chunk) -> Option<String> {
    let quoted = (chunk.head + 1..chunk.end).find_map(|i| layers.quoted(i, chunk.end).map(|end| (i + 1, end - 1)));
    let latin = || {
        let first = (chunk.head + 1..chunk.end).find(|&i| layers.form(i).starts_with(|c: char| c.is_ascii_uppercase()))?;
        (!layers.english()).then_some((first, chunk.end))
    };
    let (start, end) = quoted.or_else(latin)?;
    (start < end).then(|| layers.span(start, end).slice(&layers.report.text).to_owned())
}

/// A name in other letters behind the noun ("выставки MILEX-2025").
fn bare_name(layers: &Layers, end: u32) -> u32 {
    let limit = layers.bounds(end.saturating_sub(1)).end;
    let mut end = end;
    while end < limit
        && !layers.english()
        && layers.form(end).starts_with(|c: char| c.is_ascii_uppercase())
        && layers.name_of(end).is_none_or(|n| n.kind != MentionKind::Person)
    {
        end += 1;
    }
    end
}

fn product(layers: &Layers, i: u32) -> Option<(Chunk, MentionKind, Detail)> {
    if !layers.lexicon().products.contains(layers.lemma(i)) {
        return None;
    }
    let limit = layers.bounds(i).end;
    let stop = |j: u32| layers.capital(j);
    let reach = Reach { quoted: false, names: false, genitive: true, stop: &stop, prepositions: &[] };
    let behind = if layers.english() { i + 1 } else { right(layers, i, i + 1, &reach) };
    let quoted = layers.quoted(behind, limit);
    let model = |j: u32| j < limit && layers.capital(j) && layers.form(j).chars().any(|c| c.is_ascii_digit());
    if let Some(end) = quoted.or_else(|| model(behind).then_some(behind + 1)) {
        return Some((Chunk { start: behind, end, head: behind.min(end - 1) }, MentionKind::Product, Detail::None));
    }
    None
}
