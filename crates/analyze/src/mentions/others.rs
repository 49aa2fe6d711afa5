//! Instruments and products: a class noun with what names the one that is meant. Bounds and kind only.

use rapporteur_model::{Deprel, Detail, InstrumentKind, MentionKind, Upos};

use super::layers::{Chunk, Layers};
use super::phrase::{Reach, dated, left, right};

/// All instruments and products that do not lie in a chunk already taken, in order.
pub(super) fn find(layers: &Layers, taken: &[Chunk]) -> Vec<(Chunk, MentionKind, Detail)> {
    let mut held = vec![false; layers.tokens.len()];
    taken.iter().for_each(|t| held[t.start as usize..t.end as usize].fill(true));
    let mut found: Vec<(Chunk, MentionKind, Detail)> = Vec::new();
    for i in 0..layers.tokens.len() as u32 {
        let free = !held[i as usize] && found.last().is_none_or(|(last, ..)| !last.holds(i));
        if free && layers.is(i, &[Upos::Noun, Upos::Propn, Upos::X]) {
            found.extend(instrument(layers, i).or_else(|| product(layers, i)));
        }
    }
    found
}

/// Dictionary form of a noun, or of an adjective and its noun ("дорожная карта").
pub(super) fn keyed<T: Copy>(layers: &Layers, i: u32, lists: &foldhash::HashMap<String, T>) -> Option<T> {
    let lemma = layers.lemma(i);
    let pair = || (i > 0).then(|| format!("{} {lemma}", layers.lemma(i - 1)));
    // "the minutes": what is so called in the plural only.
    let several = || (layers.english() && !(i > 0 && layers.is(i - 1, &[Upos::Num]))).then(|| layers.form(i).to_lowercase());
    lists.get(lemma).or_else(|| lists.get(&pair()?)).or_else(|| lists.get(&several()?)).copied()
}

fn instrument(layers: &Layers, i: u32) -> Option<(Chunk, MentionKind, Detail)> {
    let kind = keyed(layers, i, layers.lexicon().instruments)?;
    let never = |j: u32| layers.one_holder(j) && !layers.capital(j) || layers.lexicon().instrument_stops.contains(layers.lemma(j));
    let prepositions: Vec<&str> = layers.lexicon().instrument_prepositions.iter().map(String::as_str).collect();
    let reach = Reach { quoted: true, names: true, genitive: true, stop: &never, prepositions: &prepositions };
    let accept = |j: u32| layers.name_of(j).is_none() && !layers.is(j, &[Upos::Det]);
    let end = right(layers, i, i + 1, &reach);
    let end = purpose(layers, i, end, kind).map_or(end, |verb| right(layers, i, object(layers, verb), &reach));
    let end = dated(layers, i, end).unwrap_or(end);
    let chunk = Chunk { start: left(layers, i, &accept), end, head: i };
    Some((chunk, MentionKind::Instrument, Detail::Instrument(kind)))
}

/// The verb in "agreement on resuming traffic", "contract to supply wagons", "accord establishing a fund": English titles tell in a clause
/// what a Russian one tells in nouns.
fn purpose(layers: &Layers, noun: u32, end: u32, kind: InstrumentKind) -> Option<u32> {
    let bounds = layers.bounds(noun);
    if !layers.english() || end + 1 >= bounds.end {
        return None;
    }
    let opens = matches!(layers.form(end), "on" | "to" | "for") || layers.form(end) == "providing";
    let verb = if opens { end + 1 } else { end };
    let doing = layers.form(verb).ends_with("ing") || layers.form(end) == "to";
    let own = layers.token(verb).head.is_some_and(|h| noun <= h && h < end) && layers.token(verb).deprel.base() == Deprel::Acl;
    // "signed a contract to supply": the parser gives the infinitive to the verb.
    let own = own || (kind == InstrumentKind::Contract && layers.form(end) == "to");
    let gerund = opens && layers.form(end) != "to" && layers.is(verb, &[Upos::Verb]) && doing;
    (gerund || own && doing && layers.is(verb, &[Upos::Verb]) && verb + 1 < bounds.end).then_some(verb)
}

/// End of the object right behind a verb: determiners, adjectives, numbers, nouns.
fn object(layers: &Layers, verb: u32) -> u32 {
    let limit = layers.bounds(verb).end;
    let word = |j: &u32| layers.is(*j, &[Upos::Det, Upos::Adj, Upos::Noun, Upos::Propn, Upos::Num]) && !layers.form(*j).ends_with(',');
    (verb + 1..limit).take_while(word).last().map_or(verb, |last| last + 1)
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
