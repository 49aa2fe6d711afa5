//! English names whose kind the clause tells: what has a legal form, what a noun of enterprises introduces, what is bought and of which
//! shares are held is an organisation; whom a noun of persons introduces is a person. What is told at one place holds for the same name
//! in the whole report, and a name that the network left out there is found.

use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::HashSet;
use rapporteur_knowledge::organisations::Selection;
use rapporteur_model::{Deprel, MentionKind, Upos};

use super::cities::Cities;
use super::layers::{Layers, firm, sharing_names, span};
use crate::NameSpan;

/// The names with the kinds that their clauses tell, and those that only a clause tells of, in order.
pub(super) fn mend(layers: &Layers, cities: &Cities, names: Vec<NameSpan>) -> Vec<NameSpan> {
    if !layers.english() {
        return names;
    }
    let told = told(layers, cities, &names);
    let free = |name: &NameSpan| sharing_names(&told, &name.tokens).is_empty();
    let mut all: Vec<NameSpan> = names.into_iter().filter(free).collect();
    let kinds = by_words(layers, &told);
    for name in all.iter_mut().filter(|n| unknown(layers, cities, n)) {
        let words = name.span.slice(&layers.report.text);
        if let Some(&kind) = kinds.get(words) {
            name.kind = kind;
        }
    }
    all.extend(told);
    all.sort_by_key(|name| name.tokens.start);
    all
}

/// The kind that a name's words have elsewhere; the first word of a long organisation's name is short for it.
fn by_words<'a>(layers: &Layers<'a>, told: &[NameSpan]) -> BTreeMap<&'a str, MentionKind> {
    let mut kinds = BTreeMap::new();
    let text: &'a str = &layers.report.text;
    for name in told.iter().filter(|n| n.kind == MentionKind::Organisation) {
        let first = layers.span(name.tokens.start, name.tokens.start + 1).slice(text);
        kinds.insert(first, name.kind);
        if name.tokens.len() > 1 && legal(layers, name.tokens.end - 1) {
            kinds.insert(layers.span(name.tokens.start, name.tokens.end - 1).slice(text), name.kind);
        }
    }
    kinds.extend(told.iter().map(|name| (name.span.slice(text), name.kind)));
    kinds
}

/// No country and no city that everybody knows.
fn unknown(layers: &Layers, cities: &Cities, name: &NameSpan) -> bool {
    let place = layers.country_named(name.tokens.clone()).is_some() || cities.well_known(name.span.slice(&layers.report.text)).is_some();
    name.kind != MentionKind::Place || !place
}

/// The names of which a clause tells the kind, without overlap.
fn told(layers: &Layers, cities: &Cities, names: &[NameSpan]) -> Vec<NameSpan> {
    let lists = &layers.lexicon().selection;
    let count = u32::try_from(layers.tokens.len()).unwrap_or(u32::MAX);
    let persons = full_names(layers, names);
    let mut found: Vec<NameSpan> = Vec::new();
    let mut i = 0;
    while i < count {
        let Some(words) = chain(layers, i) else {
            i += 1;
            continue;
        };
        i = words.end;
        let known = sharing_names(names, &words);
        // A chain with several names in it, or with a name that goes on outside, is left as the network has it.
        let whole = known.len() <= 1 && known.iter().all(|n| words.start <= n.tokens.start && n.tokens.end <= words.end);
        let name = |kind| span(layers, words.clone(), kind);
        let somebody = words.len() == 1 && persons.contains(layers.form(words.start));
        let kind = Some(()).filter(|()| whole && !somebody).and_then(|()| kind_told(layers, lists, &words, known.first()));
        found.extend(kind.map(name).filter(|n| unknown(layers, cities, n)));
    }
    found
}

/// First and last words of names of persons of two words or more: one of them alone is the person.
fn full_names<'a>(layers: &Layers<'a>, names: &[NameSpan]) -> HashSet<&'a str> {
    let full = names.iter().filter(|name| name.kind == MentionKind::Person && name.tokens.len() > 1 && !firm(layers, &name.tokens));
    full.flat_map(|name| [layers.form(name.tokens.start), layers.form(name.tokens.end - 1)]).collect()
}

/// A run of capitalised proper nouns that begins here, with a legal form behind it; no title and no rank in front.
fn chain(layers: &Layers, i: u32) -> Option<Range<u32>> {
    let bounds = layers.bounds(i);
    let lists = layers.lexicon();
    let proper = |j: &u32| layers.is(*j, &[Upos::Propn]) && layers.capital(*j);
    let titled = |j: u32| lists.posts.is_post(layers.lemma(j)) || lists.ranks.contains(layers.lemma(j));
    let starts = proper(&i) && (i == bounds.start || !proper(&(i - 1)) || titled(i - 1));
    let hyphened = i > bounds.start && layers.form(i - 1) == "-" && layers.glued(i - 1, i);
    if !starts || hyphened || titled(i) || !layers.adjective_countries(i).is_empty() {
        return None;
    }
    let end = i + (i..bounds.end).take_while(|j| proper(j) && !titled(*j)).count() as u32;
    Some(i..if end < bounds.end && legal(layers, end) { end + 1 } else { end })
}

fn legal(layers: &Layers, i: u32) -> bool {
    let plain: String = layers.form(i).chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect();
    let written = layers.capital(i) || layers.form(i).contains('.');
    written && layers.lexicon().organisations.legal.contains(&plain)
}

fn kind_told(layers: &Layers, lists: &Selection, words: &Range<u32>, known: Option<&NameSpan>) -> Option<MentionKind> {
    let is_person = known.is_some_and(|n| n.kind == MentionKind::Person);
    let before = words.start.checked_sub(1).filter(|i| layers.bounds(words.start).contains(i) && layers.is(*i, &[Upos::Noun]));
    let introduced = |list: &HashSet<String>| before.is_some_and(|i| list.contains(layers.lemma(i)));
    // "the national airline, Air Sanma,": in apposition to such a noun.
    let bounds = layers.bounds(words.start);
    let comma = words.start.checked_sub(2).filter(|i| bounds.contains(i) && layers.form(i + 1) == "," && layers.is(*i, &[Upos::Noun]));
    let closed = words.end >= bounds.end || matches!(layers.form(words.end), "," | "." | ";" | ")");
    // "The president of the bank, Ivo Lukic,": whose title is of the house.
    let titled = |i: u32| {
        let phrase =
            (bounds.start..i).rev().take_while(|&j| layers.is(j, &[Upos::Noun, Upos::Propn, Upos::Adj, Upos::Det, Upos::Adp, Upos::Part]));
        phrase.into_iter().any(|j| layers.lexicon().posts.is_post(layers.lemma(j)))
    };
    let apposed = closed && comma.is_some_and(|i| lists.enterprises.contains(layers.lemma(i)) && !titled(i));
    if words.len() > 1 && legal(layers, words.end - 1) {
        return Some(MentionKind::Organisation);
    }
    if firm(layers, words) {
        return Some(MentionKind::Organisation);
    }
    let says = known.is_some_and(|n| n.kind == MentionKind::Place) && words.len() == 2 && speaker(layers, lists, words);
    if (introduced(&lists.persons) || bearer(layers, words) || successor(layers, lists, words) || says) && words.len() > 1 {
        return Some(MentionKind::Person);
    }
    let bought = governed(layers, lists, words) && !(is_person && words.len() > 1 && titled_person(layers, words));
    // No place buys: a name of a place that no gazetteer has is a firm's.
    let buys = known.is_some_and(|n| n.kind == MentionKind::Place) && buyer(layers, lists, words);
    let has = houses(layers, lists, words) || managed(layers, lists, words) || owned(layers, lists, words);
    let has = has || based(layers, words) || described(layers, lists, words) || holder(layers, lists, words, known);
    (introduced(&lists.enterprises) || apposed || bought || buys || has).then_some(MentionKind::Organisation)
}

/// "state-owned X", "X, headquartered in Y".
fn owned(layers: &Layers, lists: &Selection, words: &Range<u32>) -> bool {
    let head = layers.head_in(words.start, words.end);
    let says = |j: u32| {
        let token = layers.token(j);
        layers.is(j, &[Upos::Verb, Upos::Adj])
            && lists.owned.contains(layers.lemma(j))
            && matches!(token.deprel.base(), Deprel::Amod | Deprel::Acl)
    };
    let bounds = layers.bounds(head);
    let near = bounds.start.max(words.start.saturating_sub(3))..bounds.end.min(words.end + 5);
    near.filter(|&j| layers.token(j).head == Some(head)).any(says)
}

/// "the Casablanca-based X".
fn based(layers: &Layers, words: &Range<u32>) -> bool {
    let bounds = layers.bounds(words.start);
    let word = words.start.checked_sub(2).filter(|&i| bounds.contains(&i) && layers.form(i) == "-" && layers.glued(i, i + 1));
    word.is_some_and(|i| layers.form(i + 1) == "based")
}

/// "X, the Abu Dhabi-based renewable energy company", "X is a maker of bogies": a noun of enterprises in apposition or as the predicate.
fn described(layers: &Layers, lists: &Selection, words: &Range<u32>) -> bool {
    let head = layers.head_in(words.start, words.end);
    let bounds = layers.bounds(head);
    let noun = |i: u32| layers.is(i, &[Upos::Noun]) && lists.enterprises.contains(layers.lemma(i));
    let beside = |i: u32| layers.token(i).head == Some(head) && layers.token(i).deprel == Deprel::Appos && noun(i);
    let token = layers.token(head);
    let predicate = token.head.filter(|_| token.deprel == Deprel::Nsubj);
    let copula = |i: u32| bounds.clone().any(|j| layers.token(j).head == Some(i) && layers.token(j).deprel == Deprel::Cop);
    let comma = words.end < bounds.end && layers.form(words.end) == ",";
    // "X, the Abu Dhabi-based company owned by": the noun that closes the phrase behind the comma, wherever the parser hung it.
    let phrase = |&i: &u32| {
        layers.is(i, &[Upos::Det, Upos::Adj, Upos::Noun, Upos::Propn, Upos::Num, Upos::Part])
            || layers.form(i) == "-"
            || layers.token(i).deprel == Deprel::Amod
    };
    let article = words.end + 1 < bounds.end && layers.is(words.end + 1, &[Upos::Det]);
    let last = || (words.end + 1..bounds.end).take(12).take_while(phrase).last().filter(|_| article && words.len() > 1);
    comma && ((words.end..bounds.end).any(beside) || last().is_some_and(noun)) || predicate.is_some_and(|i| noun(i) && copula(i))
}

/// "X holds 26%": what no gazetteer knows is no place.
fn holder(layers: &Layers, lists: &Selection, words: &Range<u32>, known: Option<&NameSpan>) -> bool {
    let token = layers.token(layers.head_in(words.start, words.end));
    let Some(verb) = token.head.filter(|&v| token.deprel == Deprel::Nsubj && lists.holding.contains(layers.lemma(v))) else { return false };
    let share = |j: u32| {
        let object = layers.token(j).head == Some(verb) && layers.token(j).deprel == Deprel::Obj;
        object && (lists.shares_held.contains(layers.lemma(j)) || layers.form(j) == "%")
    };
    known.is_none_or(|n| n.kind == MentionKind::Place) && layers.bounds(verb).any(share)
}

/// "X bought", "X agreed to buy", "X took over".
fn buyer(layers: &Layers, lists: &Selection, words: &Range<u32>) -> bool {
    let token = layers.token(layers.head_in(words.start, words.end));
    let Some(verb) = token.head.filter(|_| token.deprel == Deprel::Nsubj) else { return false };
    let below = |j: u32| layers.token(j).head == Some(verb) && layers.token(j).deprel == Deprel::Xcomp;
    let buys = |v: u32| lists.buying.contains(layers.lemma(v)) || lists.trading.contains(layers.lemma(v));
    buys(verb) || layers.bounds(verb).any(|j| below(j) && buys(j))
}

/// "X's subsidiary", "X's shareholders": what a firm has, and the name behind it.
fn houses(layers: &Layers, lists: &Selection, words: &Range<u32>) -> bool {
    let head = layers.head_in(words.start, words.end);
    let token = layers.token(head);
    // "X's subsidiary, Y": both are.
    let apposed = matches!(token.deprel.base(), Deprel::Appos) && token.head.is_some_and(|h| h < head);
    // "a member of the Supervisory Board of X"
    let part = |h: u32| lists.parts.contains(layers.lemma(h).to_lowercase().as_str()) && of_share(layers, head);
    let of_part = token.deprel.base() == Deprel::Nmod && words.len() > 1 && token.head.is_some_and(part);
    of_part || (token.deprel == Deprel::NmodPoss || apposed) && token.head.is_some_and(|h| lists.of_firms.contains(layers.lemma(h)))
}

/// "said Jan Kos": two words that speak.
fn speaker(layers: &Layers, lists: &Selection, words: &Range<u32>) -> bool {
    let token = layers.token(layers.head_in(words.start, words.end));
    token.deprel == Deprel::Nsubj && token.head.is_some_and(|v| layers.is(v, &[Upos::Verb]) && lists.saying.contains(layers.lemma(v)))
}

/// "will be succeeded by X": the agent of such a verb is somebody.
fn successor(layers: &Layers, lists: &Selection, words: &Range<u32>) -> bool {
    let token = layers.token(layers.head_in(words.start, words.end));
    token.deprel == Deprel::OblAgent && token.head.is_some_and(|v| lists.succession.contains(layers.lemma(v)))
}

/// "the miner's CEO, X Y": behind the comma that follows a title.
fn bearer(layers: &Layers, words: &Range<u32>) -> bool {
    let bounds = layers.bounds(words.start);
    let title = words.start.checked_sub(2).filter(|t| bounds.contains(t) && layers.form(t + 1) == ",");
    let head = layers.token(layers.head_in(words.start, words.end));
    title.is_some_and(|t| layers.lexicon().posts.is_post(layers.lemma(t)) && head.head == Some(t) && head.deprel.base() == Deprel::Appos)
}

/// "X's managing director": one word, which is nobody who is named in full.
fn managed(layers: &Layers, lists: &Selection, words: &Range<u32>) -> bool {
    let token = layers.token(layers.head_in(words.start, words.end));
    let office = token.head.filter(|_| words.len() == 1 && token.deprel == Deprel::NmodPoss);
    office.is_some_and(|h| lists.managing.contains(layers.lemma(h)))
}

/// "bought X", "a stake in X", "51 percent of X".
fn governed(layers: &Layers, lists: &Selection, words: &Range<u32>) -> bool {
    let head = layers.head_in(words.start, words.end);
    let token = layers.token(head);
    let Some(over) = token.head else { return false };
    let verb = layers.is(over, &[Upos::Verb]) && lists.buying.contains(layers.lemma(over));
    let object = matches!(token.deprel, Deprel::Obj | Deprel::NsubjPass);
    let share = lists.shares.contains(layers.lemma(over)) && token.deprel.base() == Deprel::Nmod && of_share(layers, head);
    (verb && object) || share
}

fn of_share(layers: &Layers, head: u32) -> bool {
    let case = |&j: &u32| layers.token(j).head == Some(head) && layers.token(j).deprel == Deprel::Case;
    (layers.bounds(head).start..head).filter(case).any(|j| matches!(layers.form(j), "in" | "of"))
}

/// A title right before the name.
fn titled_person(layers: &Layers, words: &Range<u32>) -> bool {
    let posts = &layers.lexicon().posts;
    let bounds = layers.bounds(words.start);
    words.start.checked_sub(1).is_some_and(|i| bounds.contains(&i) && posts.is_post(layers.lemma(i)))
}
