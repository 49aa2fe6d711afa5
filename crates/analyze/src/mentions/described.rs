//! Phrases of common nouns that stand for one organisation: a noun of organisations with what it belongs to ("правительство
//! Удмуртии", "press service of the ministry"), or under a post ("глава районной администрации"). Bounds only.

use rapporteur_model::{Case, Deprel, MentionKind, Number, Upos};

use super::layers::{Chunk, Layers};
use super::organisations::is_body;
use super::phrase::{Reach, left, right};

/// Prepositions whose phrase belongs to an organisation's name.
const RU_PREPOSITIONS: &[&str] = &["по", "при", "против", "в области", "в сфере"];
/// Of offices that are named by where they are ("посольство России в Китае").
const RU_ABROAD: &[&str] = &["по", "при", "в", "во", "на"];
const EN_PREPOSITIONS: &[&str] = &["of", "for", "on"];

/// A phrase headed by a noun of organisations, where something in it or before it says which one.
pub(super) fn described(layers: &Layers, i: u32) -> Option<Chunk> {
    if !heads(layers, i) || !layers.is(i, &[Upos::Noun, Upos::Propn]) || layers.in_name(i, MentionKind::Person) {
        return None;
    }
    if part_of_state(layers, i) || merger(layers, i) {
        return None;
    }
    let bodies = &layers.lexicon().bodies;
    let sides = |j: u32| bodies.sides.contains(layers.lemma(j)) && bodies.heads.contains(layers.lemma(i));
    let stop = |j: u32| !layers.english() && (one_holder(layers, i, j) || sides(j));
    let reach = Reach { quoted: true, names: true, genitive: true, stop: &stop, prepositions: prepositions(layers, i) };
    let accept = |j: u32| layers.name_of(j).is_none_or(|n| n.kind != MentionKind::Person) && !vague(layers, j);
    let chunk = Chunk { start: left(layers, i, &accept), end: right(layers, i, i + 1, &reach), head: i };
    let chunk = Chunk { end: after_person(layers, &chunk).unwrap_or(chunk.end), ..chunk };
    let country = layers.country_named(chunk.start..chunk.end).is_some();
    let one = stands_for_one(layers, &chunk) && !any_of_kind(layers, &chunk) || under_post(layers, &chunk) || headed(layers, &chunk);
    (!country && !many(layers, &chunk) && one).then_some(chunk)
}

/// "Союз" in "Республика Союз Мьянма".
fn part_of_state(layers: &Layers, i: u32) -> bool {
    let place = layers.name_of(i).filter(|name| name.kind == MentionKind::Place && name.tokens.len() > 1);
    place.is_some_and(|name| layers.country_named(name.tokens.clone()).is_some())
}

/// "объединение холдинга «Север» с банком": the doing, where one organisation stands behind in the genitive.
fn merger(layers: &Layers, i: u32) -> bool {
    let lists = &layers.lexicon().organisations;
    let word = |j: &u32| layers.is_adjective(*j) && layers.case(*j) == Some(Case::Gen);
    let Some(noun) = (i + 1..layers.bounds(i).end).find(|j| !word(j)).filter(|_| lists.acts.contains(layers.lemma(i))) else {
        return false;
    };
    let one = layers.token(noun).feats.number != Some(Number::Plur) && layers.case(noun) == Some(Case::Gen);
    one && layers.is_noun(noun) && (lists.heads.contains(layers.lemma(noun)) || lists.kinds.contains(layers.lemma(noun)))
}

/// "Президентский центр Бориса Ельцина": the person in the genitive after whom a kind of house with a capital is named.
fn after_person(layers: &Layers, chunk: &Chunk) -> Option<u32> {
    let person = layers.name_at(chunk.end).filter(|n| n.kind == MentionKind::Person && chunk.end < layers.bounds(chunk.head).end)?;
    let first = layers.bounds(chunk.head).start;
    let named = layers.capital(chunk.start) && (chunk.start > first || chunk.start < chunk.head);
    let kind = layers.lexicon().organisations.kinds.contains(layers.lemma(chunk.head)) && !layers.english();
    // "астронавта Европейского агентства Томаса Райтера": where the whole stands in the genitive, the person may be its holder.
    let own = layers.case(chunk.end) == Some(Case::Gen) && layers.case(chunk.head) != Some(Case::Gen);
    (named && kind && own).then_some(person.tokens.end)
}

fn prepositions(layers: &Layers, head: u32) -> &'static [&'static str] {
    match () {
        () if layers.english() => EN_PREPOSITIONS,
        () if layers.lexicon().organisations.abroad.contains(layers.lemma(head)) => RU_ABROAD,
        () => RU_PREPOSITIONS,
    }
}

/// A noun of organisations, or the second word of a listed pair ("детский сад").
fn heads(layers: &Layers, i: u32) -> bool {
    let lists = &layers.lexicon().organisations;
    let lemma = layers.lemma(i);
    let pair = || i > 0 && lists.heads.contains(&format!("{} {lemma}", layers.lemma(i - 1)));
    lists.units.contains(lemma) || lists.heads.contains(lemma) || layers.lexicon().bodies.heads.contains(lemma) || pair()
}

/// A noun of one who holds a post ends the phrase, but not of several ("совет министров", "палата представителей"), nor behind the
/// name of an office that serves a post ("администрация президента").
fn one_holder(layers: &Layers, head: u32, j: u32) -> bool {
    let serves = layers.lexicon().organisations.offices.contains(layers.lemma(head)) && j <= head + 2;
    layers.one_holder(j) && !serves && !layers.capital(j)
}

/// Adjectives that point ("этот", "новый", "крупный") and nouns of posts name no organisation.
fn vague(layers: &Layers, i: u32) -> bool {
    let posts = &layers.lexicon().posts;
    let lemma = layers.lemma(i);
    if layers.english() {
        return false;
    }
    let holder = posts.is_post(lemma) && !["ый", "ий", "ой"].iter().any(|ending| lemma.ends_with(ending));
    holder || posts.outside.contains(lemma) && layers.adjective_countries(i).is_empty()
}

/// Several of a kind ("российских банков") are no one organisation, unless a name follows or the word has no other number
/// (and then one of it is none: "власть").
fn many(layers: &Layers, chunk: &Chunk) -> bool {
    let plural = layers.token(chunk.head).feats.number == Some(Number::Plur) && !layers.english();
    let always = layers.lexicon().organisations.plural.contains(layers.lemma(chunk.head));
    if always {
        return !plural;
    }
    let own = |j: u32| layers.opens_quote(j) || layers.in_name(j, MentionKind::Organisation) || (j == chunk.start && layers.capital(j));
    plural && !(chunk.start..chunk.end).any(own)
}

/// "ирландская авиакомпания", "банк Китая": of a kind of which a place has many, the place alone names none.
fn any_of_kind(layers: &Layers, chunk: &Chunk) -> bool {
    let places = |j: u32| layers.place_adjective(j) || layers.in_name(j, MentionKind::Place);
    let small = |j: u32| !layers.capital(j) || layers.in_name(j, MentionKind::Place);
    let kind = layers.lexicon().organisations.kinds.contains(layers.lemma(chunk.head));
    kind && !layers.english()
        && !is_body(layers, chunk)
        && (chunk.start..chunk.end).any(places)
        && (chunk.start..chunk.end).all(small)
        && !(chunk.start..chunk.end).any(|j| layers.opens_quote(j))
}

/// Something in the phrase names it: a name span, a place adjective, a quoted name or a capital that the sentence does not ask for.
fn stands_for_one(layers: &Layers, chunk: &Chunk) -> bool {
    let first = layers.bounds(chunk.head).start;
    let alone = chunk.end - chunk.start == 1;
    let named = (chunk.start..chunk.end).any(|j| layers.name_of(j).is_some_and(|n| n.kind != MentionKind::Person));
    let adjective = (chunk.start..chunk.head).any(|j| layers.place_adjective(j));
    let quoted = (chunk.start..chunk.end).any(|j| layers.opens_quote(j));
    let capital = (chunk.start..=chunk.head)
        .any(|j| layers.capital(j) && j != first && j != chunk.head || (j == chunk.head && layers.capital(j) && j != first && !alone));
    if layers.english() {
        return named || (capital && !alone);
    }
    named
        || adjective
        || quoted
        || (capital && !alone && !title_case_line(layers, chunk.head))
        || holders(layers, chunk)
        || is_body(layers, chunk)
}

/// "палата представителей", "совет министров": the holders of one post make the institution.
fn holders(layers: &Layers, chunk: &Chunk) -> bool {
    let next = chunk.head + 1;
    layers.lexicon().organisations.of_holders.contains(layers.lemma(chunk.head))
        && next < chunk.end
        && layers.token(next).feats.number == Some(Number::Plur)
        && layers.lexicon().posts.is_post(layers.lemma(next))
}

/// A line in which most words are capitalised says nothing by its capitals.
fn title_case_line(layers: &Layers, i: u32) -> bool {
    let bounds = layers.bounds(i);
    let words: Vec<u32> = bounds.filter(|&j| layers.form(j).chars().all(char::is_alphabetic)).collect();
    words.len() > 3 && words.iter().filter(|&&j| layers.capital(j)).count() * 3 > words.len() * 2
}

/// "Государственную комиссию по наследию возглавил X": where the capital opens the sentence, that somebody heads it says so.
fn headed(layers: &Layers, chunk: &Chunk) -> bool {
    let token = layers.token(chunk.head);
    let opens = chunk.start == layers.bounds(chunk.head).start && chunk.end - chunk.start > 1 && chunk.start < chunk.head;
    let verb = token.head.filter(|_| opens && token.deprel == Deprel::Obj);
    verb.is_some_and(|v| layers.lexicon().selection.heading.contains(layers.lemma(v)))
}

/// "глава районной администрации": the genitive of a post says that the phrase is one organisation, if more than a noun describes it.
fn under_post(layers: &Layers, chunk: &Chunk) -> bool {
    let Some(before) = chunk.start.checked_sub(1).filter(|i| layers.bounds(chunk.head).contains(i)) else { return false };
    let title = layers.is_noun(before) && layers.lexicon().posts.is_post(layers.lemma(before));
    let genitive = layers.case(chunk.head) == Some(Case::Gen) && layers.token(chunk.head).deprel.base() == Deprel::Nmod;
    !layers.english() && title && genitive && chunk.end - chunk.start > 1
}
