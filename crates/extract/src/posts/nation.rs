//! Whose officer somebody is where neither the title nor its organisation says so.
//!
//! # What it does
//! Takes the country from another noun inside the title, from the side that the clause puts the person on ("led the Indian delegation",
//! "с узбекской стороны"), from what the report says of the person's own house elsewhere, and from the same person's other title.
//!
//! # Why
//! Only words of the person's own post, house, side or delegation say whose officer somebody is. A country that stands near – the
//! publisher's, the dateline's, that of the guest or of the place of a visit, the one named most – is no one's; a wrong country is worse
//! than none, and two answers give none.
//!
//! # Example
//! "adviser to the Omani president X": X serves Oman. "Minister X met the ambassador of Oman": nothing is said of X.

use rapporteur_model::{Case, Country, MentionKind, Span, Upos};

use super::{Post, sides};
use crate::graph::Graph;
use crate::nations;

pub use super::home::home;

/// A country and the words that say it.
pub type Stated = (Country, Span);

/// Gives posts without a country the one that words of their own say.
pub(super) fn by_context(graph: &Graph, posts: &mut [Post]) {
    for post in posts.iter_mut().filter(|post| !post.persons.is_empty() && known(graph, post).is_none()) {
        post.country =
            in_title(graph, post).or_else(|| sides::side(graph, post)).or_else(|| house(graph, post)).or_else(|| of_noun(graph, post));
    }
    same_person(graph, posts);
}

/// "adviser to the Omani president": the adjective before another noun of a state's post in the title.
fn in_title(graph: &Graph, post: &Post) -> Option<Stated> {
    let range = graph.range(post.title);
    let office = |t: u32| range.contains(&t) && ["state_posts", "of_state"].iter().any(|class| graph.lexicon.is(class, graph.lemma(t)));
    let adjective = range.clone().find(|&t| office(t + 1) && nations::at(graph, t).is_some())?;
    nations::at(graph, adjective).map(|country| (country, graph.token(adjective).span))
}

/// "the Guinean miner's chief executive", "president of a Turkish bank", «директор чешского завода»: the adjective of a noun that says whose
/// officer it is.
fn of_noun(graph: &Graph, post: &Post) -> Option<Stated> {
    let range = graph.range(post.title);
    let bounds = graph.sentence(range.start);
    let plain = |t: &u32| graph.covering(*t).is_empty() && (graph.is_nominal(*t) || graph.token(*t).upos == Upos::Adj);
    let land = |t: u32| nations::at(graph, t).map(|country| (country, graph.token(t).span));
    let adjective = |words: Vec<u32>| {
        let first = words.iter().position(|&t| land(t).is_some())?;
        words[first..].iter().any(|&t| graph.token(t).upos == Upos::Noun && land(t).is_none()).then(|| land(words[first])).flatten()
    };
    if post.place.is_some() {
        return None;
    }
    if !graph.english() {
        let genitive = |t: &u32| plain(t) && graph.case(*t) == Some(Case::Gen);
        return adjective((range.end..bounds.end.min(range.end + 5)).take_while(genitive).collect());
    }
    let mark = range.start.checked_sub(1).filter(|&t| t > bounds.start && matches!(graph.form(t), "'s" | "’s"));
    if let Some(mark) = mark {
        let before: Vec<u32> = (bounds.start.max(mark.saturating_sub(4))..mark).rev().take_while(plain).collect();
        return adjective(before.into_iter().rev().collect());
    }
    let of = Some(range.end).filter(|&t| t < bounds.end && matches!(graph.lower(t), "of" | "at"))?;
    let first = (of + 1..bounds.end).find(|&t| graph.token(t).upos != Upos::Det)?;
    adjective((first..bounds.end.min(first + 5)).take_while(plain).collect())
}

/// A word of the title is of this class ("заместитель министра").
fn is(graph: &Graph, class: &str, post: &Post) -> bool {
    graph.range(post.title).any(|t| graph.lexicon.is(class, graph.lemma(t)))
}

/// The country that the title's own words say.
pub fn known(graph: &Graph, post: &Post) -> Option<Country> {
    land(post).and_then(|m| graph.mention(m).country).or(graph.mention(post.title).country)
}

/// The place or house whose officer the holder is; not where an ambassador serves.
pub(super) fn land(post: &Post) -> Option<u32> {
    post.place.filter(|&m| post.serves != Some(m))
}

/// An officer of a state: by the noun, where no organisation stands with it, or at a house of the state.
fn of_state(graph: &Graph, post: &Post) -> bool {
    match post.place {
        None => is(graph, "of_state", post) || is(graph, "state_posts", post),
        Some(m) => of_state_house(graph, m),
    }
}

/// "Foreign Ministry", "Генеральный штаб": every state has one.
fn of_state_house(graph: &Graph, m: u32) -> bool {
    let mention = graph.mention(m);
    let house = matches!(mention.kind, MentionKind::Organisation | MentionKind::Body);
    let first = graph.lemma(graph.range(m).start);
    let office = || graph.lexicon.is("state_adjectives", first) && graph.lexicon.is("state_offices", graph.lemma(mention.head));
    house && (graph.lexicon.is("state_houses", graph.lemma(mention.head)) || office())
}

/// The first, where all are of one country.
fn one(all: Vec<Stated>) -> Option<Stated> {
    let first = *all.first()?;
    all.iter().all(|(country, _)| *country == first.0).then_some(first)
}

// Houses

/// "Jupiter Bogie Works, an Indian maker of cars", "«Карго», казахстанский перевозчик", "Acme (Latvia)": what stands behind the name.
fn described_behind(graph: &Graph, m: u32) -> Option<Stated> {
    let end = graph.range(m).end;
    let sentence = graph.sentence(graph.mention(m).head);
    if !sentence.contains(&(end + 2)) {
        return None;
    }
    if graph.form(end) == "(" {
        let place = graph.at(end + 1, &[MentionKind::Place]).filter(|&p| graph.range(p).start == end + 1)?;
        let closed = graph.range(place).end < sentence.end && graph.form(graph.range(place).end) == ")";
        return graph.mention(place).country.filter(|_| closed).map(|c| (c, graph.mention(place).span));
    }
    if graph.form(end) != "," {
        return None;
    }
    let plain = |t: &u32| matches!(graph.token(*t).upos, Upos::Det | Upos::Adj | Upos::Adv | Upos::Propn) || graph.form(*t) == "-";
    let adjective = (end + 1..sentence.end.min(end + 5)).take_while(plain).find(|&t| nations::at(graph, t).is_some())?;
    let describes = adjective + 1 < sentence.end && matches!(graph.token(adjective + 1).upos, Upos::Noun | Upos::Adj);
    nations::at(graph, adjective).filter(|_| describes).map(|c| (c, graph.token(adjective).span))
}

/// The country that the report says of the post's organisation elsewhere: "Armenian carrier Masis Air" for "CEO of Masis Air".
fn house(graph: &Graph, post: &Post) -> Option<Stated> {
    let own = post.place.filter(|&m| graph.mention(m).kind == MentionKind::Organisation)?;
    // Every state has a government: one that is told in full later is another than the one of before.
    let general =
        of_state_house(graph, own) || graph.range(own).len() == 1 && graph.lexicon.is("institutions", graph.lemma(graph.mention(own).head));
    let full = |m: u32| !general || graph.mention(m).span.start() <= graph.mention(own).span.start();
    let same = |&m: &u32| {
        graph.mention(m).kind == MentionKind::Organisation && same_house(&graph.mention(m).name, &graph.mention(own).name) && full(m)
    };
    let all = (0..graph.analysis.mentions.len() as u32).filter(same);
    one(all.filter_map(|m| said_of(graph, m)).collect())
}

/// Equal, or one is the other's beginning ("Lotus" for "Lotus Agritrade").
pub(super) fn same_house(a: &str, b: &str) -> bool {
    let key = |name: &str| name.to_lowercase().replace(['«', '»', '"', '“', '”'], "");
    let (a, b) = (key(a), key(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() > 3 && (short == long || long.strip_prefix(short.as_str()).is_some_and(|rest| rest.starts_with(' ')))
}

/// A country in the name or in the words right before it ("the Kosovo lender X", "Montenegro's X", "армянский авиаперевозчик X").
fn said_of(graph: &Graph, m: u32) -> Option<Stated> {
    let mention = graph.mention(m);
    if let Some(country) = mention.country {
        return Some((country, mention.span));
    }
    if let Some(found) = described_behind(graph, m) {
        return Some(found);
    }
    let start = graph.range(m).start;
    let first = graph.sentence(start).start.max(start.saturating_sub(4));
    let mut nouns = 0;
    for t in (first..start).rev() {
        if let Some(country) = nations::at(graph, t) {
            return Some((country, graph.token(t).span));
        }
        if let Some(place) = graph.at(t, &[MentionKind::Place]).filter(|_| graph.english()) {
            return graph.mention(place).country.map(|country| (country, graph.mention(place).span));
        }
        let noun = graph.is_nominal(t) && graph.at(t, &[MentionKind::Person, MentionKind::Post, MentionKind::Organisation]).is_none();
        nouns += u32::from(noun);
        let light = noun || matches!(graph.token(t).upos, Upos::Adj) || matches!(graph.form(t), "'s" | "’s" | "«" | "\"" | "“");
        if !light || nouns > 2 {
            return None;
        }
    }
    None
}

/// A person whom another title in the same sentence gives a country.
fn same_person(graph: &Graph, posts: &mut [Post]) {
    for i in 0..posts.len() {
        let post = &posts[i];
        if post.country.is_some() || known(graph, post).is_some() || !(of_state(graph, post)) {
            continue;
        }
        let sentence = |p: &Post| graph.analysis.sentence_of(graph.mention(p.title).head);
        let same = |a: u32| post.persons.iter().any(|&b| super::known::same_name(graph, a, b));
        let officer = |p: &Post| is(graph, "state_posts", p) && p.place.is_none_or(|m| graph.mention(m).kind == MentionKind::Place);
        let near = |other: &&Post| {
            let beside = sentence(other) == sentence(post) && other.persons.iter().any(|p| post.persons.contains(p));
            let told = officer(other) && officer(post) && other.persons.iter().any(|&p| same(p));
            other.phase == post.phase && (beside || told)
        };
        let found = posts.iter().filter(near).filter_map(|other| {
            known(graph, other).map(|country| (country, graph.mention(land(other).unwrap_or(other.title)).span)).or(other.country)
        });
        posts[i].country = one(found.collect());
    }
}
