//! Name spans mended by what stands around them: kinds, countries that the network left out, a place run into a person's name.

use std::ops::Range;

use rapporteur_model::{Case, Deprel, MentionKind, Upos};

use super::cities::Cities;
use super::english_names;
use super::filed;
use super::glued;
use super::holders;
use super::honorifics;
use super::house_before_title;
use super::layers::{Layers, firm, sharing_names, union};
use super::official;
use super::parted;
use super::placed::{hosts, inside, located};
use super::selected;
use super::titled_names;
use super::unmarked;
use super::whole_names;
use crate::NameSpan;
use crate::places::Countries;

/// Longest title with its complement before a comma and a name, in tokens.
const TITLE: u32 = 14;
/// Fewest inhabitants of a town whose name the network took for another kind's, behind "in".
const TOWN: u32 = 5_000;

/// The name spans of a report as their surroundings allow, in order.
pub(super) fn names(layers: &Layers) -> Vec<NameSpan> {
    let cities = Cities::new(layers);
    let mended = layers.names.iter().flat_map(|name| glued::part(layers, &cities, name));
    let mended = mended.map(|name| NameSpan { kind: kind(layers, &cities, &name), ..name });
    let mended = parted::joined(layers, &cities, parted::apart(mended.collect()));
    let mended = parted::neighbours(layers, mended);
    let mended = titled_names::behind_titles(layers, &cities, selected::mend(layers, &cities, mended));
    let mended = house_before_title::mended(layers, &cities, mended).into_iter();
    let named = mended.filter(|name| !no_name(layers, name));
    let persons = glued::apposed(layers, &cities);
    let free = |name: &NameSpan| sharing_names(&persons, &name.tokens).is_empty();
    let places = unmarked::countries(layers).into_iter().chain(unmarked::cities(layers, &cities));
    let mut names: Vec<NameSpan> = named.chain(places).filter(free).collect();
    names.extend(persons.iter().cloned());
    let names = official::whole(layers, honorifics::mended(layers, parted::apart(names)));
    filed::names(layers, holders::mended(layers, english_names::mended(layers, whole_names::mended(layers, names))))
}

/// "replacing Palesa Moeketsi, who was dismissed": in English only a person is a "who", where no state and no town is meant and not several.
fn is_who(layers: &Layers, cities: &Cities, name: &NameSpan) -> bool {
    let Range { start, end } = name.tokens;
    let limit = layers.bounds(start).end;
    let who = end + 1 < limit && layers.form(end) == "," && layers.form(end + 1) == "who";
    let words = name.span.slice(&layers.report.text);
    let place = || layers.country_named(name.tokens.clone()).is_some() || cities.known(words).is_some();
    let two = (2..=4).contains(&(end - start)) && (start..end).all(|i| layers.capital(i) && !layers.acronym(i));
    let house = || firm(layers, &name.tokens) || house(layers, end - 1);
    // "the executives of Air Mada, who": the clause may be of the noun before.
    let over = start.checked_sub(1).is_some_and(|i| layers.is(i, &[Upos::Adp, Upos::Det]));
    layers.english() && matches!(name.kind, MentionKind::Organisation | MentionKind::Place) && who && two && !over && !place() && !house()
}

/// Common acronyms ("СМИ"), English adjectives of countries alone ("Kazakh", no place either) and, behind the noun of a thing, its name in quotes
/// ("шаттл «Дискавери»", "альбом «Звезда»") are no organisations.
fn no_name(layers: &Layers, name: &NameSpan) -> bool {
    let lists = layers.lexicon();
    let first = name.tokens.start;
    let common = name.tokens.len() == 1 && lists.organisations.common.contains(layers.lemma(first));
    let quote = if layers.opens_quote(first) { Some(first) } else { first.checked_sub(1).filter(|&i| layers.opens_quote(i)) };
    let noun = quote.and_then(|i| i.checked_sub(1)).filter(|i| layers.bounds(first).contains(i)).map(|i| layers.lemma(i));
    let thing = noun.is_some_and(|noun| lists.products.contains(noun) || lists.works.contains(noun));
    let people = layers.english() && name.tokens.len() == 1 && !layers.adjective_countries(first).is_empty();
    let country = || layers.country_named(name.tokens.clone()).is_some();
    let adjective = people && !country();
    let ranks = layers.english() && name.tokens.clone().all(|i| layers.form(i) == "." || rank(layers, i));
    if ranks || (layers.english() && (written(layers, name) || field_alone(layers, name))) {
        return true;
    }
    match name.kind {
        MentionKind::Organisation => common || thing || adjective || of_title(layers, name) || (layers.english() && title(layers, name)),
        MentionKind::Person if opens_title(layers, name) => true,
        MentionKind::Person => adjective || (layers.english() && name.tokens.clone().all(|i| holder(layers, i))),
        // "Аким Актюбинской области": a title that opens the sentence.
        MentionKind::Place if name.tokens.len() == 1 && !layers.english() && lists.posts.is_post(layers.lemma(first)) => true,
        MentionKind::Place => adjective || common || figures(name.span.slice(&layers.report.text)),
        _ => false,
    }
}

/// "Minister of Agriculture": one word behind a minister's "of" is what he is for, and nobody.
fn field_alone(layers: &Layers, name: &NameSpan) -> bool {
    let first = name.tokens.start;
    let of = first.checked_sub(1).filter(|&i| i > layers.bounds(first).start && layers.form(i) == "of");
    let titled = of.is_some_and(|of| layers.lexicon().posts.portfolios.contains(layers.lemma(of - 1)));
    titled && name.tokens.len() == 1 && name.kind == MentionKind::Person
}

/// "Чрезвычайный и Полномочный Посол": an adjective of a title.
fn of_title(layers: &Layers, name: &NameSpan) -> bool {
    let i = name.tokens.start;
    let alone = name.tokens.len() == 1 && !layers.english() && layers.is_adjective(i);
    let noun = layers.token(i).head.filter(|_| layers.token(i).deprel == Deprel::Amod);
    alone && noun.is_some_and(|noun| layers.lexicon().posts.is_post(layers.lemma(noun)))
}

/// "Чрезвычайным" of «Чрезвычайным и Полномочным Послом»: the adjective that opens a title.
fn opens_title(layers: &Layers, name: &NameSpan) -> bool {
    let lists = &layers.lexicon().posts;
    let lemma = layers.lemma(name.tokens.start);
    let opens = |title: &String| title.split(' ').next() == Some(lemma) && title.contains(' ');
    name.tokens.len() == 1 && !layers.english() && lists.before.iter().any(opens)
}

/// "Head", "Undersecretary": a title alone.
fn holder(layers: &Layers, i: u32) -> bool {
    layers.is_noun(i) && layers.lexicon().posts.is_post(&layers.form(i).to_lowercase())
}

/// "14.05.2025", "nma.aq": figures, or an address of the net.
fn figures(words: &str) -> bool {
    let dot = words.find('.').is_some_and(|at| words[at + 1..].starts_with(char::is_lowercase)) && !words.contains(' ');
    dot || !words.chars().any(char::is_alphabetic)
}

/// "Lt. Gen.": a rank or a form of address.
fn rank(layers: &Layers, i: u32) -> bool {
    let lists = layers.lexicon();
    let form = layers.form(i).to_lowercase();
    lists.ranks.contains(&form) || lists.honorifics.contains(form.trim_end_matches('.'))
}

/// "Serbian Consul General": a title with the adjective of its country or field, all in titles.
fn title(layers: &Layers, name: &NameSpan) -> bool {
    let posts = &layers.lexicon().posts;
    let opens = |i: u32| posts.openings.contains(&layers.form(i).to_lowercase()) || !layers.adjective_countries(i).is_empty();
    let noun = |i: u32| posts.is_post(layers.lemma(i)) || rank(layers, i);
    // "the Moroccan Minister of Transport"
    let first = name.tokens.clone().find(|&i| layers.adjective_countries(i).is_empty());
    let portfolio = first.is_some_and(|i| {
        posts.portfolios.contains(&layers.form(i).to_lowercase()) && i + 2 < name.tokens.end && layers.form(i + 1) == "of"
    });
    if portfolio && !house(layers, name.tokens.end - 1) {
        return true;
    }
    name.tokens.clone().all(|i| noun(i) || opens(i)) && name.tokens.clone().any(noun) && name.tokens.len() > 1
}

/// "Partnership and Cooperation Agreement", "Programme of Cooperation", "MoUs": what is written or carried out, not who does it. A
/// programme may be an organisation where nothing says of what it is ("World Food Programme").
fn written(layers: &Layers, name: &NameSpan) -> bool {
    let Range { start, end } = name.tokens;
    let lists = layers.lexicon();
    let thing = |i: u32| lists.instruments.contains_key(layers.lemma(i)) || lists.selection.things.contains(layers.lemma(i));
    let of = start + 2 < end && layers.form(start + 1) == "of" && thing(start);
    let last = end - 1;
    let ends = thing(last) && !matches!(layers.lemma(last), "programme" | "program" | "plan" | "charter" | "convention");
    (of || ends) && !house(layers, last)
}

fn kind(layers: &Layers, cities: &Cities, name: &NameSpan) -> MentionKind {
    let first = name.tokens.start;
    let single = name.tokens.len() == 1;
    let words = name.span.slice(&layers.report.text);
    match name.kind {
        MentionKind::Person | MentionKind::Organisation if dateline(layers, cities, name) => MentionKind::Place,
        MentionKind::Place if single && layers.country_named(name.tokens.clone()).is_none() && of_house(layers, first) => {
            MentionKind::Organisation
        }
        MentionKind::Person if !single && layers.english() && (house(layers, name.tokens.end - 1) || firm(layers, &name.tokens)) => {
            MentionKind::Organisation
        }
        MentionKind::Person if !single && layers.english() && headed(layers, name) => MentionKind::Organisation,
        MentionKind::Place if layers.english() && firm(layers, &name.tokens) && cities.known(words).is_none() => MentionKind::Organisation,
        MentionKind::Organisation | MentionKind::Place if layers.english() && named_holder(layers, name) => MentionKind::Person,
        MentionKind::Organisation | MentionKind::Place if layers.english() && second_holder(layers, name) => MentionKind::Person,
        MentionKind::Organisation | MentionKind::Place if is_who(layers, cities, name) => MentionKind::Person,
        MentionKind::Organisation | MentionKind::Place if layers.english() && titled_names::behind_country(layers, name) => {
            MentionKind::Person
        }
        MentionKind::Place if !single && layers.english() && beside_person(layers, name) && cities.known(words).is_none() => {
            MentionKind::Person
        }
        MentionKind::Person if single && layers.english() && cities.begins(words) && !cities.surname(layers.lemma(first)) => {
            MentionKind::Place
        }
        MentionKind::Place if layers.english() && layers.country_named(name.tokens.clone()).is_some_and(union) => MentionKind::Organisation,
        MentionKind::Person | MentionKind::Place if publisher(layers, words) => MentionKind::Organisation,
        MentionKind::Person if !single && !layers.english() && parliament(layers, name) => MentionKind::Organisation,
        MentionKind::Person if single && (layers.acronym(first) || of_unit(layers, first)) => MentionKind::Organisation,
        MentionKind::Organisation if layers.country_named(name.tokens.clone()).is_some_and(|c| !union(c)) => MentionKind::Place,
        MentionKind::Place if !single && !layers.english() && met_with(layers, name) => MentionKind::Person,
        MentionKind::Place if seat_of_power(layers, name) => MentionKind::Organisation,
        MentionKind::Organisation if single && layers.english() && !layers.acronym(first) && beside_place(layers, first) => {
            MentionKind::Place
        }
        MentionKind::Organisation | MentionKind::Person if single && city(layers, cities, name) => MentionKind::Place,
        MentionKind::Person if !single && layers.english() && long_city(layers, cities, name) => MentionKind::Place,
        kind => kind,
    }
}

/// "the head of Frutas del Maule, Tomás Barros,": what a person who is named behind it heads is nobody.
fn headed(layers: &Layers, name: &NameSpan) -> bool {
    let Range { start, end } = name.tokens;
    let bounds = layers.bounds(start);
    let of = start.checked_sub(2).filter(|&i| i >= bounds.start && layers.form(i + 1) == "of");
    let led = of.is_some_and(|i| layers.is_noun(i) && layers.lexicon().selection.leaders.contains(layers.lemma(i)));
    let form = |i: u32| if i < bounds.end { layers.form(i) } else { "." };
    let person = |n: &&NameSpan| n.kind == MentionKind::Person && n.tokens.start == end + 1 && n.tokens.len() > 1;
    let next = if led && form(end) == "," && end + 1 < bounds.end { layers.name_of(end + 1).filter(person) } else { None };
    // "the head of X, Y, and Z": a row of names.
    let row = |last: u32| form(last) == "," && form(last + 1) == "and";
    next.is_some_and(|n| matches!(form(n.tokens.end), "," | "." | ";" | ")") && !row(n.tokens.end))
}

/// "ДУШАНБЕ, 30 января", "ADDIS ABABA (Horn Press)": a city in capitals that opens a sentence.
fn dateline(layers: &Layers, cities: &Cities, name: &NameSpan) -> bool {
    let shouted = name.tokens.clone().all(|i| layers.acronym(i)) && name.span.slice(&layers.report.text).chars().count() > 4;
    let opens = layers.bounds(name.tokens.start).start == name.tokens.start;
    shouted && opens && cities.well_known(name.span.slice(&layers.report.text)).is_some()
}

/// "Эксимбанк": a compound with a noun of organisations at its end.
fn of_house(layers: &Layers, i: u32) -> bool {
    let lemma = layers.lemma(i);
    let ends = |noun: &String| noun.len() >= 8 && lemma.len() > noun.len() + 2 && lemma.ends_with(noun.as_str());
    !layers.english() && layers.lexicon().organisations.kinds.iter().any(ends)
}

/// "Jawaharlal Nehru Port Authority": a noun of organisations or a legal form ends the name.
fn house(layers: &Layers, last: u32) -> bool {
    let lists = &layers.lexicon().organisations;
    let lemma = layers.lemma(last);
    (lists.heads.contains(lemma) || lists.units.contains(lemma) || lists.legal.contains(lemma)) && layers.capital(last)
}

/// "the miner's chief executive, Ibrahima Sory Bangoura": two to four words that can be a person's name, apposed to a title.
fn named_holder(layers: &Layers, name: &NameSpan) -> bool {
    let Range { start, end } = name.tokens;
    let small = |i: u32| i > start && i + 1 < end && layers.lexicon().particles.contains(layers.form(i));
    let possible = (2..=4).contains(&name.tokens.len()) && name.tokens.clone().all(|i| glued::personal(layers, i) || small(i));
    if !possible || house(layers, end - 1) || firm(layers, &name.tokens) || layers.country_named(name.tokens.clone()).is_some() {
        return false;
    }
    let bounds = layers.bounds(start);
    let comma = start.checked_sub(1).filter(|i| bounds.contains(i) && layers.form(*i) == ",");
    let closed = end < bounds.end && matches!(layers.form(end), "," | "." | ";" | ")" | "and");
    let nominal = |i: &u32| {
        layers.is(*i, &[Upos::Noun, Upos::Propn, Upos::Adj, Upos::Adp, Upos::Det]) || matches!(layers.form(*i), "'s" | "’s" | "-")
    };
    let behind = |comma: u32| {
        let title = |&i: &u32| layers.lexicon().posts.is_post(layers.lemma(i)) && layers.is_noun(i);
        (bounds.start..comma).rev().take(TITLE as usize).take_while(nominal).any(|i| title(&i))
    };
    closed && comma.is_some_and(behind)
}

/// "Presidents Jonas Kairys and Netumbo Hage": joined to the name of a person behind a title in the plural.
fn second_holder(layers: &Layers, name: &NameSpan) -> bool {
    let Range { start, end } = name.tokens;
    let first = layers.bounds(start).start;
    let and = start.checked_sub(1).filter(|&i| i > first && layers.form(i) == "and");
    let person = and.and_then(|i| layers.name_of(i - 1)).filter(|n| n.kind == MentionKind::Person && n.tokens.start > first);
    let title = |n: &NameSpan| {
        let i = n.tokens.start - 1;
        layers.is_noun(i) && layers.lexicon().posts.is_post(layers.lemma(i)) && layers.form(i).to_lowercase() != layers.lemma(i)
    };
    let possible = (2..=4).contains(&name.tokens.len()) && (start..end).all(|i| glued::personal(layers, i));
    possible && !house(layers, end - 1) && person.is_some_and(title)
}

/// "talks between Tran Dai Quang and Nana Asamoah", "signed by X and Y": two to four words of a name, joined to the name of a person.
fn beside_person(layers: &Layers, name: &NameSpan) -> bool {
    let Range { start, end } = name.tokens;
    let bounds = layers.bounds(start);
    let before = start.checked_sub(1).filter(|&i| bounds.contains(&i) && matches!(layers.form(i), "between" | "by"));
    let and = end + 1 < bounds.end && layers.form(end) == "and";
    let person =
        and && layers.name_of(end + 1).is_some_and(|n| n.kind == MentionKind::Person && n.tokens.start == end + 1 && n.tokens.len() > 1);
    let possible = (2..=4).contains(&name.tokens.len()) && (start..end).all(|i| glued::personal(layers, i));
    before.is_some() && person && possible && layers.country_named(name.tokens.clone()).is_none()
}

/// The house that publishes the report.
fn publisher(layers: &Layers, words: &str) -> bool {
    let house = layers.report.publisher.as_ref().map(|name| name.value.as_str());
    house.is_some_and(|house| house.chars().count() > 3 && house.to_lowercase() == words.to_lowercase())
}

/// "Олий Мажлиса": a noun of organisations with a capital behind an adjective or noun that does not decline.
fn parliament(layers: &Layers, name: &NameSpan) -> bool {
    let last = name.tokens.end - 1;
    let stem = |house: &String| layers.form(last).to_lowercase().starts_with(house.as_str());
    layers.lexicon().organisations.houses.iter().any(stem) && layers.capital(last)
}

/// "Белый дом заявил": a house that stands for a government, where no preposition makes it a place.
fn seat_of_power(layers: &Layers, name: &NameSpan) -> bool {
    let known = Countries::load().by_house(name.span.slice(&layers.report.text), layers.lang).is_some();
    known && !located(layers, layers.head_in(name.tokens.start, name.tokens.end))
}

/// "встретился с Любомиром Жьячиком": two words or more in the instrumental behind "с", of which the parser makes one name, and no country.
fn met_with(layers: &Layers, name: &NameSpan) -> bool {
    let Range { start, end } = name.tokens;
    let before = start.checked_sub(1).filter(|&i| layers.bounds(start).contains(&i));
    let with = before.is_some_and(|i| matches!(layers.form(i).to_lowercase().as_str(), "с" | "со"));
    let one = (start + 1..end).all(|i| layers.capital(i) && layers.token(i).deprel == Deprel::FlatName);
    with && one && layers.case(start) == Some(Case::Ins) && layers.country_named(name.tokens.clone()).is_none()
}

/// "пресс-служба Госкомвоенпрома", "белорусский Госкомвоенпром": what has a press service or a country's adjective is no person.
fn of_unit(layers: &Layers, i: u32) -> bool {
    let governed = layers
        .token(i)
        .head
        .is_some_and(|h| layers.lexicon().organisations.units.contains(layers.lemma(h)) && layers.token(i).deprel == Deprel::Nmod);
    governed && !layers.english()
}

/// A name coordinated with a place ("Minsk and Grodno").
fn beside_place(layers: &Layers, i: u32) -> bool {
    let token = layers.token(i);
    token.deprel == Deprel::Conj && token.head.is_some_and(|h| layers.in_name(h, MentionKind::Place))
}

/// One word that is a well-known city's name, where a place is named, and nobody's surname in this report.
fn city(layers: &Layers, cities: &Cities, name: &NameSpan) -> bool {
    let i = name.tokens.start;
    let quoted = i.checked_sub(1).is_some_and(|before| layers.opens_quote(before));
    let person = name.kind == MentionKind::Person && cities.surname(layers.lemma(i));
    let name = layers.form(i);
    let told = || cities.well_known(name).is_some() || hosts(layers, i) && cities.known(name).is_some();
    !(layers.acronym(i) || quoted || person) && place_phrase(layers, i) && (told() || inside(layers, i) && cities.town(name, TOWN))
}

/// "visited Addis Ababa": a name of several words that is a well-known city's, with no title before it.
fn long_city(layers: &Layers, cities: &Cities, name: &NameSpan) -> bool {
    let first = name.tokens.start;
    let before = first.checked_sub(1).filter(|&i| layers.bounds(first).contains(&i));
    let titled = before.is_some_and(|i| layers.lexicon().posts.is_post(layers.lemma(i)) || layers.form(i) == ".");
    let words = name.span.slice(&layers.report.text);
    !titled && (cities.well_known(words).is_some() || inside(layers, layers.head_in(first, name.tokens.end)) && cities.town(words, TOWN))
}

/// In a phrase of place, host of something, or coordinated with such a word or with a place.
fn place_phrase(layers: &Layers, i: u32) -> bool {
    let bounds = layers.bounds(i);
    // "the Forum (Riga, 5-6 June)"
    let bracket = i > bounds.start && i + 1 < bounds.end && layers.form(i - 1) == "(" && matches!(layers.form(i + 1), "," | ")");
    if located(layers, i) || hosts(layers, i) || bracket {
        return true;
    }
    let token = layers.token(i);
    let coordinated = token.head.filter(|_| token.deprel == Deprel::Conj);
    coordinated.is_some_and(|h| layers.in_name(h, MentionKind::Place) || place_phrase(layers, h)) || followed_by_place(layers, i)
}

/// "Ижевск и Казань": a place depends on the word as its conjunct.
fn followed_by_place(layers: &Layers, i: u32) -> bool {
    let conjunct = |&j: &u32| layers.token(j).head == Some(i) && layers.token(j).deprel == Deprel::Conj;
    layers.bounds(i).filter(conjunct).any(|j| layers.in_name(j, MentionKind::Place))
}
