//! Organisations and bodies: name spans grown to the whole name, and phrases of common nouns that stand for one
//! (`described`). Decides bounds and kind, never identity.

use rapporteur_model::{Case, Deprel, MentionKind, Upos};

use super::described::described;
use super::layers::{Chunk, Layers, holding};
use super::phrase::{Reach, agree, right};

/// An organisation's chunk and whether it is a body.
pub(super) struct Found {
    pub chunk: Chunk,
    pub kind: MentionKind,
}

/// What stands behind a title with a capital and is no name yet is the organisation of the post ("глава Госпромнадзора",
/// "director of the Geological Survey").
pub(super) fn behind_titles(layers: &Layers, titles: &[Chunk], known: &[Chunk]) -> Vec<Chunk> {
    titles.iter().filter_map(|title| behind_title(layers, title, known)).collect()
}

fn behind_title(layers: &Layers, title: &Chunk, known: &[Chunk]) -> Option<Chunk> {
    let limit = layers.bounds(title.head).end;
    let mut start = title.end;
    if layers.english() {
        if start >= limit || !matches!(layers.form(start), "of" | "at") {
            return None;
        }
        start += 1;
        while start < limit && layers.is(start, &[Upos::Det]) {
            start += 1;
        }
    }
    let free = |i: u32| i < limit && layers.name_of(i).is_none() && holding(known, i).is_none() && layers.is_noun(i) && layers.capital(i);
    let genitive = |i: u32| layers.english() || layers.case(i).is_none_or(|c| c == Case::Gen);
    if !(free(start) && genitive(start)) || layers.lexicon().posts.is_post(layers.lemma(start)) {
        return None;
    }
    let mut end = start + 1;
    while layers.english() && free(end) {
        end += 1;
    }
    // "Ports of Fujairah"
    let of = layers.english() && end + 1 < limit && layers.form(end) == "of";
    if let Some(place) = layers.name_at(end + 1).filter(|n| of && n.kind == MentionKind::Place) {
        end = place.tokens.end;
    }
    Some(Chunk { start, end, head: layers.head_in(start, end) })
}

/// All organisations and bodies, outermost only, in order.
/// `talks` are the chunks of talks that are bodies.
pub(super) fn find(layers: &Layers, talks: Vec<Chunk>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for i in 0..layers.tokens.len() as u32 {
        if let Some(chunk) = described(layers, i) {
            let (chunk, short) = without_brackets(layers, undated(layers, sided(layers, chunk)));
            found.push(Found { chunk, kind: kind_of(layers, &chunk) });
            found.extend(short.map(|chunk| Found { chunk, kind: MentionKind::Organisation }));
        }
    }
    for name in layers.names.iter().filter(|n| n.kind == MentionKind::Organisation) {
        let Some(start) = without_event(layers, name.tokens.start, name.tokens.end) else { continue };
        let chunk = sided(layers, named(layers, start, name.tokens.end));
        found.push(Found { chunk, kind: kind_of(layers, &chunk) });
    }
    // "Gulf Water Forum staff": people.
    found.retain(|f| !(layers.english() && layers.lexicon().selection.collectives.contains(layers.form(f.chunk.end - 1))));
    reach_to_the_end(layers, &mut found);
    found.retain(|f| !talks.iter().any(|t| f.chunk.start < t.end && t.start < f.chunk.end));
    found.extend(talks.into_iter().map(|chunk| Found { chunk, kind: MentionKind::Body }));
    outermost(layers, found)
}

/// "Subcommission on Energy of the" | "Peru–Nepal Commission on Trade": a body whose phrase ends inside the name of another, which it is part of,
/// reaches to that one's end.
fn reach_to_the_end(layers: &Layers, found: &mut [Found]) {
    let whole: Vec<Chunk> = found.iter().filter(|f| f.kind == MentionKind::Body).map(|f| f.chunk).collect();
    for part in found.iter_mut().filter(|f| layers.lexicon().bodies.heads.contains(layers.lemma(f.chunk.head))) {
        let inside = |w: &&Chunk| part.chunk.head < w.start && w.start < part.chunk.end && part.chunk.end < w.end;
        if let Some(end) = whole.iter().find(inside).map(|w| w.end) {
            part.chunk.end = end;
            part.kind = kind_of(layers, &part.chunk);
        }
    }
}

/// "Состоялось заседание Совместной комиссии": where a Russian name begins behind a verb and the noun of a session that the network took
/// with it; `None` where nothing is left.
fn without_event(layers: &Layers, start: u32, end: u32) -> Option<u32> {
    if layers.english() {
        // "Fourteenth Session of the Joint Committee"
        let session = |i: u32| i < end && layers.lexicon().bodies.sessions.contains(&layers.form(i).to_lowercase());
        let noun = if numeral(layers, start) { start + 1 } else { start };
        let of = session(noun) && noun + 2 < end && layers.form(noun + 1) == "of";
        let first = if of { (noun + 2..end).find(|&i| !layers.is(i, &[Upos::Det])) } else { None };
        return Some(first.unwrap_or(start));
    }
    let verb = |i: u32| layers.is(i, &[Upos::Verb]) && i == layers.bounds(start).start && end > i + 1;
    let session = |i: u32| layers.lexicon().bodies.sessions.contains(layers.lemma(i)) && !layers.opens_quote(start);
    let mut first = start;
    if verb(first) {
        first += 1;
    }
    if first < end && session(first) && (first == start || first + 1 < end) && !layers.capital(first) {
        first += 1;
    }
    (first < end).then_some(first)
}

/// Words that may stand between "between" and the name of a side ("the Government of the Republic of").
const BEFORE_SIDE: u32 = 5;

/// A body's name with the sides behind it ("commission on trade between India and Serbia"), and without the number of its session
/// before it ("4th Ghana–Serbia Joint Commission").
fn sided(layers: &Layers, chunk: Chunk) -> Chunk {
    let bodies = &layers.lexicon().bodies;
    if !bodies.heads.contains(layers.lemma(chunk.head)) {
        return chunk;
    }
    let limit = layers.bounds(chunk.head).end;
    let signed = (chunk.start..chunk.head).any(|i| bodies.signs.contains(layers.lemma(i)));
    let counted = bodies.always.contains(layers.lemma(chunk.head)) || layers.english() && signed;
    let article = u32::from(layers.english() && layers.is(chunk.start, &[Upos::Det]) && chunk.start + 1 < chunk.head);
    let numbered = counted && chunk.start < chunk.head && numeral(layers, chunk.start + article);
    let start = if numbered { chunk.start + article + 1 } else { chunk.start };
    let between = chunk.end < limit && bodies.between.contains(&layers.form(chunk.end).to_lowercase());
    // "Joint Commission on Agriculture of Austria" | "and Ethiopia".
    let one_side = (chunk.head + 1..chunk.end).any(|from| layers.country_named(from..chunk.end).is_some());
    let reached = match () {
        () if between => sides(layers, chunk.end + 1, limit, 0),
        () if dashed_sides(layers, chunk.end, limit) => sides(layers, chunk.end, limit, 0).map(|end| topic(layers, &chunk, end)),
        () if one_side && joins_sides(layers, chunk.end, limit) => {
            sides(layers, chunk.end + 1, limit, 1).map(|end| if layers.english() { end } else { topic(layers, &chunk, end) })
        }
        () => None,
    };
    Chunk { start, end: reached.unwrap_or(chunk.end), ..chunk }
}

/// "комиссия Иран – Россия по транспорту": two countries with a dash between right behind a Russian body's noun.
fn dashed_sides(layers: &Layers, at: u32, limit: u32) -> bool {
    let country = |i: u32| layers.name_at(i).filter(|n| layers.country_named(n.tokens.clone()).is_some()).map(|n| n.tokens.end);
    let dash = |i: u32| i + 1 < limit && matches!(layers.form(i), "–" | "—" | "-" | "‑");
    !layers.english() && at < limit && country(at).is_some_and(|end| dash(end) && country(end + 1).is_some())
}

/// The end of a body's name with what it is about behind its sides ("по транспорту").
fn topic(layers: &Layers, chunk: &Chunk, end: u32) -> u32 {
    let never = |_: u32| false;
    let reach = Reach { quoted: false, names: false, genitive: true, stop: &never, prepositions: &["по"] };
    if end < layers.bounds(chunk.head).end && layers.form(end).to_lowercase() == "по" {
        right(layers, chunk.head, end, &reach)
    } else {
        end
    }
}

/// "комитет по транспорту 21 марта": the day behind a name is when it meets.
fn undated(layers: &Layers, chunk: Chunk) -> Chunk {
    let small = |i: u32| i + 1 < chunk.end && !layers.capital(i + 1) && super::glued::begins_date(layers, i, chunk.end);
    let day = (chunk.head + 1..chunk.end).find(|&i| small(i) && !matches!(layers.form(i - 1), "имени" | "им"));
    day.filter(|_| !layers.english()).map_or(chunk, |end| Chunk { end, ..chunk })
}

/// "and", a comma or a dash between two sides.
fn joins_sides(layers: &Layers, at: u32, limit: u32) -> bool {
    at < limit && (layers.is(at, &[Upos::Cconj]) || matches!(layers.form(at), "," | "–" | "—" | "-"))
}

/// End of the names of countries in a row, joined by "and", commas or dashes, if these and the `known` ones before are two or more.
pub(super) fn sides(layers: &Layers, from: u32, limit: u32, known: u32) -> Option<u32> {
    // "между МИД Казахстана и МИД Чили"
    let of_state = |tokens: &std::ops::Range<u32>| tokens.clone().skip(1).any(|from| layers.country_named(from..tokens.end).is_some());
    let country = |i: u32| layers.name_at(i).filter(|n| layers.country_named(n.tokens.clone()).is_some() || of_state(&n.tokens));
    let stops = |i: u32| layers.is(i, &[Upos::Verb, Upos::Aux, Upos::Punct]);
    let (mut at, mut end, mut count) = (from, from, known);
    while at < limit {
        let side = (at..limit.min(at + BEFORE_SIDE)).take_while(|&i| !stops(i)).find_map(country);
        let Some(side) = side else { break };
        (end, count) = (side.tokens.end, count + 1);
        if !joins_sides(layers, end, limit) {
            break;
        }
        at = end + 1;
    }
    (count > 1 && end > from).then_some(end)
}

/// A number in order, in figures or in a word ("4th", "10-й", "fifth").
pub(super) fn numeral(layers: &Layers, i: u32) -> bool {
    let form = layers.form(i);
    form.starts_with(|c: char| c.is_ascii_digit()) || layers.lexicon().ordinals.contains(layers.lemma(i))
}

/// "Совет по правам человека (СПЧ)": the name, and its short form in brackets, also where the network left that out.
fn without_brackets(layers: &Layers, chunk: Chunk) -> (Chunk, Option<Chunk>) {
    let limit = layers.bounds(chunk.head).end;
    let open = (chunk.head + 1..chunk.end).find(|&i| layers.form(i) == "(").unwrap_or(chunk.end);
    let short = open + 1;
    let closed = short + 1 < limit && layers.form(open) == "(" && layers.form(short + 1) == ")" && layers.acronym(short);
    let name = Chunk { end: open, ..chunk };
    (name, closed.then_some(Chunk { start: short, end: short + 1, head: short }))
}

/// Keeps the longest of overlapping chunks.
fn outermost(layers: &Layers, mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|f| (std::cmp::Reverse(f.chunk.end - f.chunk.start), f.chunk.start));
    let mut taken = vec![false; layers.tokens.len()];
    found.retain(|f| {
        let own = &mut taken[f.chunk.start as usize..f.chunk.end as usize];
        let free = !own.contains(&true);
        if free {
            own.fill(true);
        }
        free
    });
    found.sort_by_key(|f| f.chunk.start);
    found
}

/// A name span with its legal form before, quotes around, and the genitive of its place behind.
fn named(layers: &Layers, start: u32, end: u32) -> Chunk {
    let bounds = layers.bounds(start);
    let mut start = start;
    let mut end = end;
    if start > bounds.start && layers.opens_quote(start - 1) && end < bounds.end && layers.closes_quote(end) {
        start -= 1;
        end += 1;
    }
    while start > bounds.start && layers.lexicon().organisations.legal.contains(layers.lemma(start - 1)) {
        start -= 1;
    }
    let quoted = layers.opens_quote(start);
    if start > bounds.start
        && (!layers.adjective_countries(start - 1).is_empty() && layers.is_adjective(start - 1)
            || (quoted && local_adjective(layers, start - 1)))
        && !layers.english()
        && layers.name_of(start - 1).is_none()
        && agree(layers, start - 1, start)
    {
        start -= 1;
    }
    // "АО "Рособоронэкспорт"": the network marked the legal form alone.
    if layers.lexicon().organisations.legal.contains(layers.lemma(end - 1))
        && let Some(close) = layers.quoted(end, bounds.end)
    {
        end = close;
    }
    let only_places = |_: u32| true;
    let reach = Reach { quoted: false, names: true, genitive: false, stop: &only_places, prepositions: &[] };
    if !layers.english() {
        end = right(layers, start, end, &reach);
        end = of_region(layers, start, end).unwrap_or(end);
    }
    // "Vietnam – Laos Intergovernmental Committee", where the parser made the first country the head.
    let head = layers.head_in(start, end);
    let last = end - 1;
    let paired = layers.english() && head < last && layers.lexicon().bodies.heads.contains(layers.lemma(last));
    let head = if paired && layers.name_of(head).is_some() && layers.country_named(head..head + 1).is_some() { last } else { head };
    Chunk { start, end, head }
}

/// "ГУ МЧС России по Удмуртии": end of the region that a name's own words say it works for. A country behind "по" is a topic.
fn of_region(layers: &Layers, start: u32, end: u32) -> Option<u32> {
    let noun = end + 1;
    let behind = noun < layers.bounds(start).end && layers.form(end).to_lowercase() == "по";
    let place = layers.name_at(noun).filter(|n| behind && n.kind == MentionKind::Place)?;
    let own = layers.token(layers.head_in(noun, place.tokens.end)).head.is_some_and(|h| start <= h && h < end);
    (own && layers.country_named(place.tokens.clone()).is_none()).then_some(place.tokens.end)
}

/// An adjective made of a place's name by its suffix ("московский «Центр»", "ижевский «Купол»").
fn local_adjective(layers: &Layers, i: u32) -> bool {
    let lemma = layers.lemma(i);
    layers.is_adjective(i) && (lemma.ends_with("ский") || lemma.ends_with("цкий")) && !layers.capital(i)
}

fn kind_of(layers: &Layers, chunk: &Chunk) -> MentionKind {
    let venue = || layers.lexicon().organisations.venues.contains(layers.lemma(chunk.head));
    match () {
        () if is_body(layers, chunk) => MentionKind::Body,
        () if venue() => MentionKind::Place,
        () => MentionKind::Organisation,
    }
}

/// A body: a head noun of bodies with a sign of two or more sides, two countries, or a session that it holds.
pub(super) fn is_body(layers: &Layers, chunk: &Chunk) -> bool {
    let bodies = &layers.lexicon().bodies;
    let lemma = layers.lemma(chunk.head);
    if !bodies.heads.contains(lemma) {
        return false;
    }
    let signs = (chunk.start..chunk.head).any(|j| bodies.signs.contains(layers.lemma(j)) || layers.adjective_countries(j).len() > 1);
    let session = session_of(layers, chunk.head);
    let alone = chunk.end - chunk.start == 1;
    if alone {
        return session && bodies.always.contains(lemma);
    }
    (signs && (bodies.always.contains(lemma) || session || two_sides(layers, chunk) || (chunk.start..chunk.end).any(|j| layers.capital(j))))
        || session
}

fn two_sides(layers: &Layers, chunk: &Chunk) -> bool {
    let places = (chunk.start..chunk.end).filter(|&j| layers.name_at(j).is_some_and(|n| n.kind == MentionKind::Place)).count();
    places > 1 || (chunk.start..chunk.head).any(|j| layers.adjective_countries(j).len() > 1)
}

/// The head hangs on a noun of sessions as its complement ("заседание комиссии", "meeting of the commission").
pub(super) fn session_of(layers: &Layers, head: u32) -> bool {
    let sessions = &layers.lexicon().bodies.sessions;
    let token = layers.token(head);
    // «сессия подкомиссии», «заседание рабочей группы»: no word between them, whatever the tree says.
    let before = || (layers.bounds(head).start..head).rev().find(|&j| !(layers.is_adjective(j) && agree(layers, j, head)));
    let behind = !layers.english()
        && token.feats.case == Some(Case::Gen)
        && before().is_some_and(|j| layers.is_noun(j) && sessions.contains(layers.lemma(j)));
    behind
        || token.deprel.base() == Deprel::Nmod
            && token.head.is_some_and(|h| h < head && head - h < 8 && sessions.contains(layers.lemma(h)) && nearest(layers, h, head))
}

/// Of "meeting of the ministers of the council", only the noun directly in the complement counts in English.
fn nearest(layers: &Layers, session: u32, head: u32) -> bool {
    let between = (session + 1..head).any(|j| layers.is(j, &[Upos::Adp]) && !matches!(layers.lemma(j), "of" | "по"));
    !(layers.english() && between)
}
