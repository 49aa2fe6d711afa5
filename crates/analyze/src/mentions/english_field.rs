//! What an English title says behind its noun: the field ("for Works and Transport"), the part of the world ("for Asia and the
//! Pacific"), a charge ("in charge of Transport"), whom it serves ("to the president"). Bounds only.

use rapporteur_model::{MentionKind, Upos};

use super::layers::{Chunk, Layers, holding};
use super::phrase::{Reach, right};

/// End of a title whose words so far end before `end`.
pub(super) fn end(layers: &Layers, head: u32, end: u32, organisations: &[Chunk], reach: &Reach) -> u32 {
    let limit = layers.bounds(head).end;
    let found = region(layers, end, limit)
        .or_else(|| region_of(layers, head, end, limit))
        .or_else(|| part(layers, head, end, limit))
        .or_else(|| behind_dash(layers, end, limit))
        .or_else(|| field(layers, head, end, limit, organisations))
        .or_else(|| charge(layers, end, limit, reach))
        .or_else(|| served(layers, head, end, limit));
    let Some(mut at) = found else { return end };
    while let Some(next) = joined(layers, at, limit) {
        at = next;
    }
    at
}

/// "head of purchasing": what a title is of, in small letters and without an article; a noun of organisations is none.
pub(super) fn of_noun(layers: &Layers, head: u32, reach: &Reach) -> Option<u32> {
    let limit = layers.bounds(head).end;
    let small = |j: u32| {
        let plain = layers.is(j, &[Upos::Noun, Upos::Adj]) || (layers.is(j, &[Upos::Verb]) && layers.form(j).ends_with("ing"));
        plain && !layers.capital(j) && layers.name_of(j).is_none() && !(reach.stop)(j)
    };
    let first = (head + 2 < limit && matches!(layers.form(head + 1), "of" | "for")).then_some(head + 2)?;
    let last = (first..limit.min(first + 3)).take_while(|&j| small(j)).last()?;
    (layers.is_noun(last) || layers.is(last, &[Upos::Verb])).then_some(last + 1)
}

/// "regional director for Europe": the part of the world that a post is for is in its title.
fn region(layers: &Layers, end: u32, limit: u32) -> Option<u32> {
    let place = layers.name_at(end + 1).filter(|n| end + 1 < limit && n.kind == MentionKind::Place)?;
    (layers.form(end) == "for").then_some(place.tokens.end)
}

/// "for the Horn | of Africa": the part of the world, no country, that the words of a title so far are a part of.
fn region_of(layers: &Layers, head: u32, end: u32, limit: u32) -> Option<u32> {
    let place = layers.name_at(end + 1).filter(|n| end + 1 < limit && n.kind == MentionKind::Place)?;
    let begun = end > head + 2 && layers.form(end) == "of" && layers.capital(end - 1);
    let first = (head + 1..end).find(|&j| !layers.is(j, &[Upos::Det]));
    let field = layers.lexicon().posts.portfolio_fields.contains(&layers.form(end - 1).to_lowercase());
    let land = layers.country_named(place.tokens.clone()).is_some();
    (begun && !field && !land && first.is_some_and(|j| layers.form(j) == "for")).then_some(place.tokens.end)
}

/// "for the Horn of Africa": a word with a capital and the part of the world behind it. "Chief of General Staff", "Director General
/// of Medical Services": what has a staff and services is named elsewhere.
fn part(layers: &Layers, head: u32, end: u32, limit: u32) -> Option<u32> {
    let posts = &layers.lexicon().posts;
    if end + 1 >= limit || layers.is(head, &[Upos::Adj]) {
        return None;
    }
    let first = (end + 1..limit).find(|&j| !layers.is(j, &[Upos::Det]))?;
    let word = |j: u32| layers.capital(j) && layers.is(j, &[Upos::Noun, Upos::Propn, Upos::Adj]) && !layers.acronym(j);
    let last = (first..limit.min(first + 3)).take_while(|&j| word(j) && layers.country_named(j..j + 1).is_none()).last()?;
    let over = last + 1 >= limit || !word(last + 1);
    if layers.form(end) == "of" && over && posts.fields.contains(&layers.form(last).to_lowercase()) {
        return (last > first || layers.lemma(head) == "chief" || layers.lemma(head) == "head").then_some(last + 1);
    }
    let place = layers.name_at(last + 2).filter(|n| last + 2 < limit && n.kind == MentionKind::Place)?;
    (layers.form(end) == "for" && layers.form(last + 1) == "of").then_some(place.tokens.end)
}

/// "Head – Communications and Public Relations": words with capitals behind a dash, to the end of the line.
fn behind_dash(layers: &Layers, end: u32, limit: u32) -> Option<u32> {
    let dash = end + 1 < limit && matches!(layers.form(end), "–" | "—" | "-") && !layers.glued(end - 1, end);
    let word = |j: u32| {
        (layers.capital(j) && layers.name_of(j).is_none_or(|n| n.kind == MentionKind::Organisation))
            || matches!(layers.form(j), "and" | "&" | "of")
    };
    (dash && (end + 1..limit).all(word) && limit - end < 9).then_some(limit)
}

/// "for European Affairs": a name that the network took for an organisation, but that no noun of organisations is in.
fn field(layers: &Layers, head: u32, end: u32, limit: u32, organisations: &[Chunk]) -> Option<u32> {
    let of = end < limit && layers.form(end) == "of" && layers.lexicon().posts.portfolios.contains(layers.lemma(head));
    if end >= limit || !(of || layers.form(end) == "for") {
        return None;
    }
    let first = (end + 1..limit).find(|&j| !layers.is(j, &[Upos::Det]))?;
    let chunk = holding(organisations, first).filter(|o| o.start == first)?;
    let lists = &layers.lexicon().organisations;
    // "Minister of Territorial Administration and Infrastructure"
    let minister = |j: u32| {
        let last = layers.lexicon().posts.portfolio_fields.contains(&layers.form(chunk.end - 1).to_lowercase());
        last && layers.lemma(head) == "minister" && layers.lexicon().posts.portfolio_fields.contains(&layers.form(j).to_lowercase())
    };
    let house = |j: u32| {
        let lemma = layers.lemma(j).to_lowercase();
        let noun = lists.heads.contains(&lemma) || lists.units.contains(&lemma) || lists.legal.contains(&lemma) || layers.acronym(j);
        noun && !minister(j)
    };
    let several = chunk.end - chunk.start > 1;
    (several && !(chunk.start..chunk.end).any(house)).then_some(chunk.end)
}

/// "in charge of Transport".
fn charge(layers: &Layers, end: u32, limit: u32, reach: &Reach) -> Option<u32> {
    let opens = end + 3 < limit && layers.form(end) == "in" && layers.form(end + 1) == "charge" && layers.form(end + 2) == "of";
    let word = |j: u32| {
        layers.is(j, &[Upos::Adj, Upos::Noun, Upos::Propn]) && layers.name_of(j).is_none_or(|n| n.kind == MentionKind::Organisation)
    };
    let stop = (end + 3..limit).find(|&j| !word(j) || layers.form(j) == ",").unwrap_or(limit);
    (opens && stop > end + 3).then(|| right(layers, end + 2, stop, &Reach { genitive: false, prepositions: &[], ..*reach }))
}

/// "adviser to the Eritrean president", "representative of the President": the holder of another post whom this one serves.
fn served(layers: &Layers, head: u32, end: u32, limit: u32) -> Option<u32> {
    let posts = &layers.lexicon().posts;
    let to = end < limit && layers.form(end) == "to" && posts.complement.contains(layers.lemma(head));
    let of = end < limit && layers.form(end) == "of" && posts.served_of.contains(layers.lemma(head));
    if !to && !of {
        return None;
    }
    // "Secretary to the Treasury"
    let house = (end + 1..limit.min(end + 3)).find(|&j| !layers.is(j, &[Upos::Det]));
    if let Some(house) = house.filter(|&j| layers.lexicon().posts.served_houses.contains(&layers.form(j).to_lowercase())) {
        return Some(house + 1);
    }
    let light = |j: u32| layers.is(j, &[Upos::Det, Upos::Adj]) || !layers.adjective_countries(j).is_empty();
    let noun = (end + 1..limit.min(end + 5)).find(|&j| !light(j))?;
    let last = (noun..limit).take_while(|&j| layers.name_of(j).is_none() && layers.lexicon().posts.is_post(layers.lemma(j))).last()?;
    Some(last + 1)
}

/// "and the Pacific": a further word with a capital, or a further place.
fn joined(layers: &Layers, end: u32, limit: u32) -> Option<u32> {
    let opens = end + 1 < limit && layers.form(end) == "and";
    let first = (end + 1..limit).find(|&j| opens && !layers.is(j, &[Upos::Det]))?;
    if let Some(place) = layers.name_at(first) {
        return (place.kind == MentionKind::Place).then_some(place.tokens.end);
    }
    let word = |j: u32| layers.capital(j) && layers.name_of(j).is_none() && !layers.lexicon().posts.is_post(layers.lemma(j));
    let last = (first..limit).take_while(|&j| word(j)).last()?;
    (layers.is(end + 1, &[Upos::Det]) || last > first).then_some(last + 1)
}
