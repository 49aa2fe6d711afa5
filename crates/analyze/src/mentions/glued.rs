//! Name spans in which two names, or a title and a name, ran into each other, taken apart.

use std::ops::Range;

use rapporteur_model::{Case, Deprel, MentionKind, Upos, VerbForm};

use super::cities::Cities;
use super::honorifics;
use super::layers::{Layers, firm, span};
use super::parted;
use super::titled_names;
use crate::NameSpan;
use crate::places::Countries;

/// How far before a name a title may stand that tells of a person at its end.
pub(super) const REACH: u32 = 8;

/// Names of persons that stand before a comma and a title ("Zsolt Farkas, State Secretary of …") and that the network did not take
/// for persons.
pub(super) fn apposed(layers: &Layers, cities: &Cities) -> Vec<NameSpan> {
    if !layers.english() {
        return Vec::new();
    }
    let count = u32::try_from(layers.tokens.len()).unwrap_or(u32::MAX);
    let commas = (0..count).filter(|&i| layers.form(i) == ",");
    commas.filter_map(|comma| turned(layers, comma).or_else(|| before_title(layers, cities, comma))).collect()
}

/// "Doe, John, Deputy Minister of Trade": an entry of a list, the family name first. `comma` is the one before the title.
fn turned(layers: &Layers, comma: u32) -> Option<NameSpan> {
    let bounds = layers.bounds(comma);
    let start = comma.checked_sub(3).filter(|&i| i >= bounds.start && layers.form(i + 1) == ",")?;
    let opens = start == bounds.start || matches!(layers.form(start - 1), ":" | ";" | "(" | "–" | "—");
    let posts = &layers.lexicon().posts;
    let title = (comma + 1..bounds.end.min(comma + 4)).take_while(|&i| layers.capital(i)).any(|i| posts.is_post(layers.lemma(i)));
    (opens && title && personal(layers, start) && personal(layers, start + 2)).then(|| span(layers, start..comma, MentionKind::Person))
}

fn before_title(layers: &Layers, cities: &Cities, comma: u32) -> Option<NameSpan> {
    let bounds = layers.bounds(comma);
    let posts = &layers.lexicon().posts;
    let title = (comma + 1..bounds.end.min(comma + 6)).take_while(|&i| layers.is(i, &[Upos::Adj, Upos::Noun, Upos::Propn, Upos::Det]));
    let last = title.filter(|&i| posts.is_post(layers.lemma(i))).last()?;
    // "In Oslo, President Stubb said": there the title has its own name.
    let complete = last + 1 >= bounds.end || matches!(layers.form(last + 1), "of" | "at" | "for" | "in" | "," | ")" | "." | ";");
    let own = |i: &u32| personal(layers, *i);
    let start = (bounds.start..comma).rev().take_while(own).last()?;
    let free = (start..comma).all(|i| layers.name_of(i).is_none_or(|n| n.kind != MentionKind::Person && n.tokens == (start..comma)));
    let place =
        layers.country_named(start..comma).is_some() || cities.well_known(layers.span(start, comma).slice(&layers.report.text)).is_some();
    (complete && free && !place && (2..=3).contains(&(comma - start))).then(|| span(layers, start..comma, MentionKind::Person))
}

/// A word that can be part of a person's name: no acronym, no noun of organisations, no title.
pub(super) fn personal(layers: &Layers, i: u32) -> bool {
    let lists = layers.lexicon();
    let lemma = layers.lemma(i);
    let unit =
        lists.organisations.heads.contains(lemma) || lists.organisations.units.contains(lemma) || lists.organisations.legal.contains(lemma);
    let letters = layers.form(i).chars().count() > 1 && layers.form(i).chars().all(|c| c.is_alphabetic() || c == '-');
    let country = layers.country_named(i..i + 1).is_some() || !layers.adjective_countries(i).is_empty();
    let name = layers.is(i, &[Upos::Propn]) && layers.capital(i) && letters;
    name && !country && !layers.acronym(i) && !unit && !lists.posts.is_post(lemma) && !lists.ranks.contains(lemma)
}

/// The names that one span holds, in order.
pub(super) fn part(layers: &Layers, cities: &Cities, name: &NameSpan) -> Vec<NameSpan> {
    if layers.english() { english(layers, cities, name) } else { russian(layers, name) }
}

fn english(layers: &Layers, cities: &Cities, name: &NameSpan) -> Vec<NameSpan> {
    let Range { start, end } = name.tokens;
    if let Some(at) = dated(layers, name) {
        return english(layers, cities, &span(layers, start..at, name.kind));
    }
    // "Undersecretary Saleh Masan": the tree takes the first word for a description.
    let title = layers.token(start).deprel == Deprel::NmodDesc && layers.lexicon().posts.is_post(&layers.lemma(start).to_lowercase());
    if name.kind == MentionKind::Person && end > start + 1 && title {
        return english(layers, cities, &span(layers, start + 1..end, name.kind));
    }
    if let Some(parts) = charged(layers, cities, name) {
        return parts;
    }
    if let Some(parts) = parted::parts(layers, cities, name) {
        return parts;
    }
    if let Some(person) = behind_portfolio(layers, name) {
        return vec![person];
    }
    if let Some(parts) = titled_names::parts(layers, name) {
        return parts;
    }
    let inner = || bracket(layers, name).or_else(|| with_country(layers, name)).or_else(|| addressed(layers, name));
    if let Some(parts) = inner().or_else(|| before_address(layers, name)) {
        return parts;
    }
    if let Some(end) = portfolio(layers, name) {
        return behind_field(layers, name, end).into_iter().collect();
    }
    if let Some(person) = holder(layers, name).or_else(|| behind_house(layers, cities, name)) {
        let alone = layers.country_named(start..person).is_some();
        let house = span(layers, start..person, if alone { MentionKind::Place } else { MentionKind::Organisation });
        let field = portfolio(layers, &house);
        let before = field.map_or(Some(house.clone()), |end| behind_field(layers, &house, end));
        return before.into_iter().chain([span(layers, person..end, MentionKind::Person)]).collect();
    }
    // "Minister ROKOS Ivan": the family name first, in capitals.
    let shouted = start.checked_sub(1).filter(|&i| layers.name_of(i).is_none() && family_in_capitals(layers, i, start));
    if let (MentionKind::Person, 1, Some(family)) = (name.kind, end - start, shouted) {
        return vec![span(layers, family..end, MentionKind::Person)];
    }
    // "Minister of Kazakhstan Talgat Bekov": the network left out the given name.
    let given = start.checked_sub(1).filter(|&i| layers.name_of(i).is_none() && personal(layers, i) && layers.bounds(start).contains(&i));
    if let (MentionKind::Person, 1, Some(given)) = (name.kind, end - start, given) {
        let behind_name = given.checked_sub(1).is_some_and(|i| layers.in_name(i, MentionKind::Place));
        return vec![span(layers, if behind_name { given } else { start }..end, MentionKind::Person)];
    }
    // "the President of Minsk Alexander Lukashenko": a place and a person.
    if let Some(parts) = behind_country(layers, cities, name) {
        return parts;
    }
    let after_of = start.checked_sub(1).is_some_and(|i| layers.form(i) == "of");
    let run_together = name.kind == MentionKind::Person && end - start >= 3 && after_of;
    let place = || {
        let word = layers.form(start);
        layers.country_named(start..start + 1).is_some() || cities.well_known(word).is_some() || cities.begins(word)
    };
    if run_together && place() {
        return vec![span(layers, start..start + 1, MentionKind::Place), span(layers, start + 1..end, MentionKind::Person)];
    }
    vec![name.clone()]
}

/// "Chargé d'Affaires of Finland X", "chargé d'affaires a.i. X": the title that the network takes into the name, with the country behind it.
fn charged(layers: &Layers, cities: &Cities, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    let affairs = |i: u32| layers.form(i).to_lowercase().replace('’', "'").starts_with("d'affaire");
    let title = (start..end).find(|&i| affairs(i)).filter(|_| name.kind != MentionKind::Place)?;
    let small = |i: u32| matches!(layers.form(i).to_lowercase().as_str(), "a.i." | "a.i" | "ad" | "interim" | ".");
    let mut at = (title + 1..end).find(|&i| !small(i)).unwrap_or(end);
    let mut parts = Vec::new();
    if at < end && layers.form(at) == "of" {
        let country = (at + 2..=end).rev().find(|&last| layers.country_named(at + 1..last).is_some())?;
        parts.push(span(layers, at + 1..country, MentionKind::Place));
        at = country;
    }
    if at < end {
        parts.extend(english(layers, cities, &span(layers, at..end, MentionKind::Person)));
    }
    Some(parts)
}

/// A word of three capitals or more right behind a title, an address or a mark, before a given name written as usual.
fn family_in_capitals(layers: &Layers, i: u32, given: u32) -> bool {
    let first = layers.bounds(i).start;
    let long = layers.form(i).chars().count() >= 3 && layers.form(i).chars().all(char::is_uppercase);
    let usual = layers.form(given).chars().any(char::is_lowercase);
    let before = i.checked_sub(1).filter(|&b| b >= first);
    let behind = before.is_none_or(|b| {
        layers.lexicon().posts.is_post(layers.lemma(b))
            || matches!(layers.form(b), "," | ";" | ":" | "and" | "with" | ".")
            || rank(layers, b)
    });
    let house = layers.lexicon().organisations.heads.contains(layers.lemma(i)) || layers.country_named(i..i + 1).is_some();
    long && usual && behind && !house
}

fn rank(layers: &Layers, i: u32) -> bool {
    layers.lexicon().ranks.contains(layers.lemma(i)) || honorifics::behind_address(layers, i).is_some()
}

/// "Newsroom) - Nepal": a bracket that closes inside what the network took for one name ends it; a country behind it is its own.
fn bracket(layers: &Layers, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    let close = (start + 1..end).find(|&i| layers.form(i) == ")")?;
    if (start..close).any(|i| layers.form(i) == "(") {
        return None;
    }
    let rest = (close + 1..end).find(|&i| layers.capital(i));
    let country = rest.filter(|&first| layers.country_named(first..end).is_some());
    let country = country.map(|first| span(layers, first..end, MentionKind::Place));
    Some(std::iter::once(span(layers, start..close, name.kind)).chain(country).collect())
}

/// "European Union and Mongolia": a country or union of states, and a country.
fn with_country(layers: &Layers, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    let and = (start + 1..end.saturating_sub(1)).find(|&i| layers.form(i) == "and")?;
    let state = |tokens: Range<u32>| layers.country_named(tokens.clone()).is_some() || union(layers, tokens);
    let both = name.kind == MentionKind::Organisation && state(start..and) && state(and + 1..end);
    both.then(|| vec![span(layers, start..and, MentionKind::Place), span(layers, and + 1..end, MentionKind::Place)])
}

fn union(layers: &Layers, tokens: Range<u32>) -> bool {
    let name = layers.span(tokens.start, tokens.end).slice(&layers.report.text);
    Countries::load().union(name, layers.lang).is_some()
}

/// "Shri Anil Deshmukh", "H.E.", "28.11.2024 Brussels": forms of address and numbers before a name are no part of it.
fn addressed(layers: &Layers, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    let number = |i: u32| layers.form(i).starts_with(|c: char| c.is_ascii_digit()) && name.kind == MentionKind::Person;
    let step = |i: u32| if layers.form(i) == "." || number(i) { Some(i + 1) } else { honorifics::behind_address(layers, i) };
    let first = std::iter::successors(Some(start), |&i| if i < end { step(i) } else { None }).last().unwrap_or(start).min(end);
    let person = name.kind == MentionKind::Person || first == end;
    (first > start && person).then(|| if first < end { vec![span(layers, first..end, name.kind)] } else { Vec::new() })
}

/// "Kuwait H E Sheikh", "Oman Dr. Salim Al Harthy": a name and, behind it, an address with or without whom it addresses.
fn before_address(layers: &Layers, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    let at = (start + 1..end).find(|&i| honorifics::behind_address(layers, i).is_some())?;
    let mut first = at;
    while first < end
        && let Some(next) = honorifics::behind_address(layers, first)
    {
        first = next;
    }
    let place = layers.country_named(start..at).is_some();
    let kind = if place { MentionKind::Place } else { name.kind };
    let person = (first..end).all(|i| personal(layers, i) || layers.lexicon().particles.contains(layers.form(i)));
    let rest = (first < end).then(|| span(layers, first..end, MentionKind::Person));
    (place && person).then(|| std::iter::once(span(layers, start..at, kind)).chain(rest).collect())
}

/// The country behind the field of a post.
fn behind_field(layers: &Layers, name: &NameSpan, end: u32) -> Option<NameSpan> {
    let place = (end + 1).min(name.tokens.end)..name.tokens.end;
    (!place.is_empty()).then(|| span(layers, place, MentionKind::Place))
}

/// "State Secretary for Agriculture of Hungary": what the network took for an organisation is the field of the post. Gives the end of
/// the field: the "of" before the country, or the end of the span.
fn portfolio(layers: &Layers, name: &NameSpan) -> Option<u32> {
    let Range { start, end } = name.tokens;
    let first = layers.bounds(start).start;
    // "Minister of International Relations and Cooperation": the field may have begun before.
    let begun = |j: &u32| layers.name_of(*j).is_none() && (layers.capital(*j) || matches!(layers.form(*j), "and" | "," | "&"));
    let opens = (first..start).rev().take(6).find(|j| !begun(j))?;
    let title = opens.checked_sub(1).filter(|&i| i >= first && matches!(layers.form(opens), "of" | "for"))?;
    let lists = layers.lexicon();
    let field = lists.posts.portfolios.contains(layers.lemma(title)) && name.kind == MentionKind::Organisation;
    let unit = |i: u32| lists.organisations.heads.contains(layers.lemma(i)) || layers.acronym(i);
    if !field || (start..end).any(unit) {
        return None;
    }
    let of = (start + 1..end).find(|&i| layers.form(i) == "of");
    match of {
        Some(of) => layers.country_named(of + 1..end).is_some().then_some(of),
        None => Some(end),
    }
}

/// "Chairman of the Space Agency of Azerbaijan Tural Hajiyev": where, behind a country and after a title, the person's name begins.
fn holder(layers: &Layers, name: &NameSpan) -> Option<u32> {
    let Range { start, end } = name.tokens;
    let bounds = layers.bounds(start);
    let titled = (bounds.start.max(start.saturating_sub(REACH))..start).any(|i| layers.lexicon().posts.is_post(layers.lemma(i)));
    let country = |i: u32| (start.max(i.saturating_sub(3))..i).any(|from| layers.country_named(from..i).is_some());
    let first = (start + 1..end).find(|&i| country(i) && (2..=4).contains(&(end - i)))?;
    let own = |i: u32| personal(layers, i);
    (titled && (first..end).all(own)).then_some(first)
}

/// "Director General of Norline Ltd Petrović", "Chairman of the Development Bank Heiki Saar": where, behind a noun of houses and after a
/// title, the person's name begins.
fn behind_house(layers: &Layers, cities: &Cities, name: &NameSpan) -> Option<u32> {
    let Range { start, end } = name.tokens;
    let bounds = layers.bounds(start);
    let title = |i: u32| layers.lexicon().posts.is_post(layers.lemma(i)) && layers.capital(i);
    let of = start.checked_sub(1).filter(|&i| i > bounds.start).map(|i| if layers.is(i, &[Upos::Det]) { i - 1 } else { i })?;
    let titled = matches!(layers.form(of), "of" | "at") && (bounds.start.max(of.saturating_sub(3))..of).any(title);
    let lists = &layers.lexicon().organisations;
    let house = |i: u32| {
        let lemma = layers.lemma(i);
        layers.capital(i) && (lists.heads.contains(lemma) || lists.legal.contains(lemma) || lists.units.contains(lemma))
    };
    let last = (start + 1..end.saturating_sub(1)).rev().find(|&i| house(i) || firm(layers, &(start..i + 1)))?;
    let first = last + 1;
    let own = |i: u32| personal(layers, i);
    let rest = layers.span(first, end).slice(&layers.report.text);
    let fits = (1..=3).contains(&(end - first)) && (first..end).all(own) && cities.known(rest).is_none();
    (titled && fits && name.kind == MentionKind::Organisation).then_some(first)
}

/// "Minister of Health of Cuba Fuentes", "Ambassador of Russia to Uzbekistan Chuka": a country behind a title's preposition, and the person.
fn behind_country(layers: &Layers, cities: &Cities, name: &NameSpan) -> Option<Vec<NameSpan>> {
    let Range { start, end } = name.tokens;
    let first = layers.bounds(start).start;
    let preposition = start.checked_sub(1).filter(|&i| i > first && matches!(layers.form(i), "of" | "to"))?;
    if cities.known(name.span.slice(&layers.report.text)).is_some() {
        return None;
    }
    let titled = (first.max(preposition.saturating_sub(REACH))..preposition).any(|i| layers.lexicon().posts.is_post(layers.lemma(i)));
    let country = (start + 1..end).rev().find(|&k| layers.country_named(start..k).is_some())?;
    let rest = country..end;
    let fits = (1..=4).contains(&rest.len()) && rest.clone().all(|i| personal(layers, i) || hyphen(layers, i) || initial(layers, i));
    (titled && fits).then(|| vec![span(layers, start..country, MentionKind::Place), span(layers, rest, MentionKind::Person)])
}

/// "Football Association on 3 March": where what says when begins.
fn dated(layers: &Layers, name: &NameSpan) -> Option<u32> {
    let Range { start, end } = name.tokens;
    let when = |i: u32| {
        let word = layers.form(i + 1);
        word.chars().all(|c| c.is_ascii_digit()) || crate::time::names_day(word, layers.lang)
    };
    (start + 1..end.saturating_sub(1)).find(|&i| matches!(layers.form(i), "on" | "in" | "since" | "until") && when(i))
}

/// "A." before a family name: a capital letter, or the full stop behind it.
fn initial(layers: &Layers, i: u32) -> bool {
    let letter = |i: u32| layers.form(i).trim_end_matches('.').chars().count() == 1 && layers.capital(i);
    letter(i) || i > 0 && layers.form(i) == "." && letter(i - 1)
}

/// "Ter-Poghosyan": a hyphen inside a word.
fn hyphen(layers: &Layers, i: u32) -> bool {
    i > 0 && matches!(layers.form(i), "-" | "‑") && layers.glued(i - 1, i) && layers.glued(i, i + 1)
}

/// "Deputy Minister of Agriculture Brankovic", "Minister of Trade Ali Haddad": the person behind the field of a minister, where the network
/// took both for one name.
fn behind_portfolio(layers: &Layers, name: &NameSpan) -> Option<NameSpan> {
    let Range { start, end } = name.tokens;
    let of = start.checked_sub(1).filter(|&i| i > layers.bounds(start).start && matches!(layers.form(i), "of" | "for"))?;
    let posts = &layers.lexicon().posts;
    let titled = posts.portfolios.contains(layers.lemma(of - 1));
    let two = start + 1 < end && posts.fields.contains(&layers.form(start + 1).to_lowercase());
    let first = start + if two { 2 } else { 1 };
    let own = |i: u32| personal(layers, i);
    let land = (start + 1..=end).any(|k| layers.country_named(start..k).is_some());
    let country = land || !layers.adjective_countries(start).is_empty();
    let fits = first < end && end - first < 4 && (first..end).all(own) && !country;
    (titled && fits && name.kind != MentionKind::Organisation).then(|| span(layers, first..end, MentionKind::Person))
}

/// "Союз координационных советов (СКС)" is a name and, in brackets, its short form; "Замглавы Федеральной службы" a title and a name.
fn russian(layers: &Layers, name: &NameSpan) -> Vec<NameSpan> {
    let Range { start, end } = name.tokens;
    if let Some(at) = second_name(layers, name) {
        let first = if name.kind == MentionKind::Person { MentionKind::Place } else { name.kind };
        return vec![span(layers, start..at, first), span(layers, at..end, MentionKind::Person)];
    }
    if let Some(at) = behind_state(layers, name) {
        return vec![span(layers, start..at, MentionKind::Place), span(layers, at..end, MentionKind::Person)];
    }
    if let Some(at) = holder_behind(layers, name) {
        return vec![span(layers, start..at, MentionKind::Organisation), span(layers, at..end, MentionKind::Person)];
    }
    if name.kind != MentionKind::Organisation {
        return vec![name.clone()];
    }
    let start = if title_before(layers, start, end) || governs(layers, start, end) { start + 1 } else { start };
    let end = without_verb(layers, start, end);
    let end = (start + 1..end).find(|&i| begins_date(layers, i, end)).unwrap_or(end);
    let open = (start + 1..end).find(|&i| layers.form(i) == "(").unwrap_or(end);
    let close = (open..end).find(|&i| layers.form(i) == ")").unwrap_or(end);
    let parts = [start..open, (open + 1).min(end)..close];
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| span(layers, part, name.kind)).collect()
}

/// "президент Университета Саппоро | Кэндзи Мори": where two words or more of an organisation's name stand in apposition to a title before it.
fn holder_behind(layers: &Layers, name: &NameSpan) -> Option<u32> {
    let Range { start, end } = name.tokens;
    let posts = &layers.lexicon().posts;
    let apposed = |i: u32| {
        let token = layers.token(i);
        let title = token.head.filter(|&h| h < start && matches!(token.deprel.base(), Deprel::Appos | Deprel::Flat));
        title.is_some_and(|h| posts.is_post(layers.lemma(h)))
    };
    let flat = |i: u32, first: u32| {
        layers.token(i).head.is_some_and(|h| (first..end).contains(&h)) && layers.token(i).deprel.base() == Deprel::Flat
    };
    let whole = |first: &u32| end - first >= 2 && (first + 1..end).all(|i| flat(i, *first) && layers.capital(i));
    (start + 1..end).find(|&i| apposed(i) && layers.capital(i)).filter(whole).filter(|_| name.kind == MentionKind::Organisation)
}

/// "министр культуры Бангладеша | Ф. Рехман", «посол Кубы | Х. Эррера»: where a name begins behind a country in the genitive, which the noun
/// before it governs.
fn behind_state(layers: &Layers, name: &NameSpan) -> Option<u32> {
    let Range { start, end } = name.tokens;
    let before = start.checked_sub(1).filter(|&i| i >= layers.bounds(start).start)?;
    // «посол Эфиопии в Бангладеше | Д. Тесфайе»: where a diplomat serves.
    let sent = matches!(layers.form(before), "в" | "во" | "при" | "на");
    let governs = sent || layers.is_noun(before) && layers.name_of(before).is_none();
    let title = (layers.bounds(start).start.max(before.saturating_sub(REACH))..=before)
        .rev()
        .take_while(|&i| !layers.is(i, &[Upos::Verb, Upos::Punct]));
    let at = (start + 1..end).rev().find(|&i| layers.country_named(start..i).is_some())?;
    let fits = (at..end).all(|i| initial(layers, i) || layers.form(i) == "." || layers.capital(i));
    let titled = title.into_iter().any(|i| layers.lexicon().posts.is_post(layers.lemma(i)));
    (name.kind == MentionKind::Person && governs && fits && titled).then_some(at)
}

/// "президент Университета Саппоро | Кэндзи Мори", "мэр Сеговии | Пилар Контрерас": where a name in apposition to the title before the span
/// begins, behind words that depend on that title.
fn second_name(layers: &Layers, name: &NameSpan) -> Option<u32> {
    let Range { start, end } = name.tokens;
    let outside = |i: u32| layers.token(i).head.filter(|&h| h < start);
    let at = (start + 1..end).find(|&i| layers.token(i).deprel == Deprel::Appos && outside(i).is_some())?;
    let title = outside(at).filter(|&h| layers.lexicon().posts.is_post(layers.lemma(h)))?;
    let parts = (at + 1..end).all(|i| layers.token(i).head == Some(at) && layers.token(i).deprel.base() == Deprel::Flat);
    let genitive = (start..at).any(|i| layers.token(i).deprel == Deprel::Nmod && outside(i) == Some(title));
    let names = (at..end).all(|i| layers.is(i, &[Upos::Propn]) && layers.capital(i)) && end > at + 1;
    (parts && genitive && names).then_some(at)
}

/// "комитета 21 марта": a day and its month.
pub(super) fn begins_date(layers: &Layers, i: u32, end: u32) -> bool {
    let day = layers.form(i).parse().is_ok_and(|day: u32| (1..=31).contains(&day));
    day && (i + 1..end).next().is_some_and(|month| crate::time::names_day(layers.form(month), layers.lang))
}

/// "Департамент по авиации подчиняется", "Палату открыть": a verb in small letters at the end is the clause's.
fn without_verb(layers: &Layers, start: u32, end: u32) -> u32 {
    let verb = |i: u32| matches!(layers.token(i).feats.verb_form, Some(VerbForm::Fin | VerbForm::Inf));
    let finite = |i: u32| verb(i) && !layers.capital(i);
    (start + 1..end).find(|&last| (last..end).all(finite)).unwrap_or(end)
}

/// "учреждённая МИД Индии": a participle in small letters before an acronym, which it governs.
fn governs(layers: &Layers, first: u32, end: u32) -> bool {
    first + 1 < end && layers.is(first, &[Upos::Verb]) && !layers.capital(first) && layers.acronym(first + 1)
}

/// A noun of a post before a genitive, which the network took for the first word of the organisation.
fn title_before(layers: &Layers, first: u32, end: u32) -> bool {
    let title = !layers.acronym(first) && layers.lexicon().posts.is_post(layers.lemma(first));
    title && first + 1 < end && layers.case(first + 1) == Some(Case::Gen)
}
