//! Rounds of talks between houses that meet again and again under one name and a number ("11th India–Hungary Foreign Office Consultations",
//! «третьи межмидовские консультации», "the fourth round of political consultations between"): bodies, as commissions are. Bounds only; talks
//! without a number, a round or a name of their own are no body.

use rapporteur_model::{Case, MentionKind, Upos};

use super::layers::{Chunk, Layers};
use super::organisations::{numeral, session_of, sides};
use super::phrase::agree;

/// All of them, in order.
pub(super) fn find(layers: &Layers) -> Vec<Chunk> {
    (0..layers.tokens.len() as u32).filter_map(|i| chunk(layers, i)).collect()
}

fn chunk(layers: &Layers, head: u32) -> Option<Chunk> {
    let bodies = &layers.lexicon().bodies;
    if !bodies.consultations.contains(layers.lemma(head)) || !layers.is_noun(head) || layers.in_name(head, MentionKind::Person) {
        return None;
    }
    let bounds = layers.bounds(head);
    let (start, end) = (start(layers, head, bounds.start), end(layers, head, bounds.end));
    let words = || (start..head).filter(|&i| is_word(layers, i));
    let kind = words().any(|i| bodies.consulting.contains(layers.lemma(i)));
    let named = layers.english() && layers.capital(head) && words().any(|i| layers.capital(i) && i > bounds.start);
    let countries = words().filter(|&i| layers.country_named(i..i + 1).is_some() || !layers.adjective_countries(i).is_empty()).count();
    let counted = || start > bounds.start && numeral(layers, start - 1) || session_of(layers, head);
    let sides = countries > 1 || end > head + 1;
    let one = kind && named && sides || (kind || named || countries > 0) && counted();
    one.then_some(Chunk { start, end, head })
}

fn is_word(layers: &Layers, i: u32) -> bool {
    layers.form(i).chars().any(char::is_alphabetic)
}

/// Where the name begins: words with a capital or of such talks before the noun, behind its number.
fn start(layers: &Layers, head: u32, first: u32) -> u32 {
    let consulting = &layers.lexicon().bodies.consulting;
    let word = |i: u32| {
        if !layers.english() {
            // The tagger takes «консультации» for one in the genitive.
            return layers.is_adjective(i) && (agree(layers, i, head) || consulting.contains(layers.lemma(i)));
        }
        let joins = i > first && i + 1 < head && matches!(layers.form(i), "-" | "–" | "—" | "'s" | "’s" | "'" | "’");
        let noun = layers.is(i, &[Upos::Noun, Upos::Propn, Upos::Adj]);
        joins || noun && (layers.capital(i) || consulting.contains(layers.lemma(i)) || !layers.adjective_countries(i).is_empty())
    };
    let mut start = head;
    while start > first && word(start - 1) && !numeral(layers, start - 1) {
        start -= 1;
    }
    while start < head && !is_word(layers, start) {
        start += 1;
    }
    start
}

/// Where it ends: behind its sides, if they follow.
fn end(layers: &Layers, head: u32, limit: u32) -> u32 {
    let between = head + 1 < limit && layers.lexicon().bodies.between.contains(&layers.form(head + 1).to_lowercase());
    let from = head + 1 + u32::from(between);
    // «межмидовские консультации Узбекистана и Латвии»
    let genitive = !layers.english() && from < limit && layers.case(from) == Some(Case::Gen);
    if between || genitive { sides(layers, from, limit, 0).unwrap_or(head + 1) } else { head + 1 }
}
