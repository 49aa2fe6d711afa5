//! Whose officer somebody is where neither the title nor its organisation says so.
//!
//! # What it does
//! Takes the country from the side that the clause puts the person on ("led the Indian delegation", "с узбекской стороны"), from the
//! place where the person receives a guest ("visited Laos, where he was received by President X"), from what the report says of the
//! person's house elsewhere, and for officers of a state from the report's own side.
//!
//! # Why
//! Reports mark the country of guests and leave out that of their own officials; a wrong country is worse than none, so every step
//! asks for words that say it, and two answers give none.
//!
//! # Example
//! "While in Oman the minister called on Deputy Prime Minister Y": Y holds his post in Oman.

use rapporteur_model::{Case, ClaimKind, Country, Deprel, MentionKind, Span, Upos};

use super::{Post, sides};
use crate::graph::Graph;
use crate::nations;

pub use super::home::home;

/// A country and the words that say it.
pub type Stated = (Country, Span);

/// Gives posts without a country the one that their surroundings say.
pub(super) fn by_context(graph: &Graph, posts: &mut [Post]) {
    let home = home(graph, posts);
    let sure = super::home::stated(graph, posts).is_some();
    for post in posts.iter_mut().filter(|post| !post.persons.is_empty() && known(graph, post).is_none()) {
        let diplomat = is(graph, "diplomats", post);
        let found = in_title(graph, post).or_else(|| sides::side(graph, post)).or_else(|| house(graph, post));
        let found = found.or_else(|| received(graph, post).filter(|_| !diplomat));
        let item = super::home::filed_here(graph, graph.mention(post.title).head);
        let own = |post: &Post| at_home(graph, post) || ((sure || item.is_some()) && of_home(graph, post));
        let found = found.or_else(|| item.or(home).filter(|home| own(post) && !abroad(graph, post, home.0)));
        post.country = found.or_else(|| embassy(graph).filter(|_| diplomat));
    }
    same_person(graph, posts);
}

/// "adviser to the Omani president": the adjective before another noun of a state's post in the title.
fn in_title(graph: &Graph, post: &Post) -> Option<Stated> {
    let range = graph.range(post.title);
    let office = |t: u32| range.contains(&t) && ["state_posts", "of_state"].iter().any(|class| graph.lexicon.is(class, graph.lemma(t)));
    let adjective = range.clone().find(|&t| office(t + 1) && nations::of_adjective(graph.lemma(t), graph.analysis.lang).is_some())?;
    nations::of_adjective(graph.lemma(adjective), graph.analysis.lang).map(|country| (country, graph.token(adjective).span))
}

fn serves_there(graph: &Graph, m: u32) -> bool {
    let before = graph.range(m).start.checked_sub(1).filter(|_| graph.mention(m).kind == MentionKind::Place);
    before.is_some_and(|t| graph.lower(t) == "to" || graph.lexicon.is("in_place", graph.lower(t)))
}

/// A word of the title is of this class ("заместитель министра").
fn is(graph: &Graph, class: &str, post: &Post) -> bool {
    graph.range(post.title).any(|t| graph.lexicon.is(class, graph.lemma(t)))
}

/// The country that the title's own words say.
pub fn known(graph: &Graph, post: &Post) -> Option<Country> {
    land(graph, post).and_then(|m| graph.mention(m).country).or(graph.mention(post.title).country)
}

/// The place or house whose officer the holder is; not where an ambassador serves.
pub(super) fn land(graph: &Graph, post: &Post) -> Option<u32> {
    post.place.filter(|&m| !(is(graph, "diplomats", post) && serves_there(graph, m)))
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

/// Officers whom a report of their own country names without it; presidents may be those of companies.
fn at_home(graph: &Graph, post: &Post) -> bool {
    match post.place {
        None => is(graph, "home_posts", post),
        Some(m) => of_state_house(graph, m),
    }
}

/// The same where the report says whose it is: heads of state, members of parliament, officers with a rank.
fn of_home(graph: &Graph, post: &Post) -> bool {
    match post.place {
        None => of_people(graph, post) || ranked(graph, post) || in_office_of_state(graph, post),
        Some(m) => home_office(graph, m),
    }
}

/// "Economic Affairs Committee": an office of some state, called as one is at home.
fn home_office(graph: &Graph, m: u32) -> bool {
    let mention = graph.mention(m);
    let capital = graph.range(m).any(|t| graph.form(t).chars().next().is_some_and(char::is_uppercase));
    mention.kind == MentionKind::Organisation
        && mention.country.is_none()
        && capital
        && graph.lexicon.is("home_offices", &graph.lemma(mention.head).to_lowercase())
}

/// "President X", "сенатор X": a head of state or a member of a parliament right before the name, no house said.
fn of_people(graph: &Graph, post: &Post) -> bool {
    let single = graph.range(post.title).len() == 1;
    let beside = post.persons.first().is_some_and(|&m| graph.range(m).start == graph.range(post.title).end);
    beside && single && is(graph, "people_posts", post)
}

/// "Commandant Brig. Gen. X": an officer with a rank.
fn ranked(graph: &Graph, post: &Post) -> bool {
    let Some(&person) = post.persons.first() else { return false };
    let between = graph.range(post.title).end..graph.range(person).start;
    let deputy = graph.lexicon.is("bare_deputies", graph.lemma(graph.mention(post.title).head));
    between.len() < 8 && !deputy && between.into_iter().any(|t| graph.lexicon.is("military_ranks", &graph.lower(t).replace('.', "")))
}

/// "chief of protocol at the foreign ministry": a house of the state by a common noun.
fn in_office_of_state(graph: &Graph, post: &Post) -> bool {
    post.house.is_some_and(|t| graph.lexicon.is("state_houses", graph.lemma(t)))
}

// Places

/// Where the person receives: the country of the relative clause's place, of a phrase of place in the sentence, or of the one visit told.
fn received(graph: &Graph, post: &Post) -> Option<Stated> {
    let person = *post.persons.first()?;
    let head = graph.mention(person).head;
    if let Some(found) = where_clause(graph, head) {
        return Some(found);
    }
    let sentence = graph.sentence(head);
    let up = std::iter::successors(graph.head(head), |&u| graph.head(u)).take(8);
    let clause = up.into_iter().find(|&u| graph.token(u).upos == Upos::Verb).unwrap_or(head);
    let receives = graph.lexicon.is("hosting", graph.lemma(clause)) && !guest(graph, clause, head);
    let called_on = graph.lexicon.is("calling_on", graph.lemma(clause)) && graph.preposition(head).as_deref() == Some("on");
    if !(receives || called_on) {
        return met_abroad(graph, head).filter(|_| of_state(graph, post));
    }
    let mut places: Vec<Stated> = located(graph, sentence);
    if places.is_empty() {
        places = visited(graph);
    }
    one(places)
}

/// "X visited Laos and held talks with Minister Y": with whom a guest speaks in the sentence that tells of the visit.
fn met_abroad(graph: &Graph, head: u32) -> Option<Stated> {
    let with = std::iter::successors(Some(head), |&u| graph.head(u))
        .take(3)
        .any(|u| matches!(graph.preposition(u).as_deref(), Some("with" | "с" | "со")));
    one(targets(graph, graph.sentence(head))).filter(|(_, place)| with && place.end() <= graph.token(head).span.start())
}

/// The sentence tells of a visit to another country, and the person does not go there.
fn abroad(graph: &Graph, post: &Post, home: Country) -> bool {
    let goes = |&m: &u32| {
        let head = graph.mention(m).head;
        let genitive = graph.case(head) == Some(Case::Gen) && graph.base(head) == Deprel::Nmod;
        graph.base(head) == Deprel::Nsubj || graph.preposition(head).as_deref() == Some("by") || (genitive && !graph.english())
    };
    !post.persons.iter().any(goes)
        && targets(graph, graph.sentence(graph.mention(post.title).head)).iter().any(|(country, _)| *country != home)
}

/// In a clause of receiving, the person received: object of an active verb, subject of a passive one.
fn guest(graph: &Graph, verb: u32, person: u32) -> bool {
    let relation =
        std::iter::successors(Some(person), |&u| graph.head(u)).take(8).take_while(|&u| u != verb).last().map(|u| graph.token(u).deprel);
    relation.is_some_and(|r| r == Deprel::NsubjPass || r.base() == Deprel::Obj || (graph.is_passive(verb) && r.base() == Deprel::Nsubj))
}

/// "… visited Laos, where he was received by X": the place that a relative clause of place hangs on.
fn where_clause(graph: &Graph, t: u32) -> Option<Stated> {
    let verb = std::iter::successors(graph.head(t), |&u| graph.head(u))
        .take(8)
        .find(|&u| graph.children(u).iter().any(|&c| graph.lexicon.is("where", graph.lower(c))));
    let own = verb.and_then(|v| graph.children(v).iter().copied().find(|&c| graph.lexicon.is("where", graph.lower(c))));
    let at = own.filter(|&w| w < t)?;
    // The antecedent stands right before the clause, whatever the tree says.
    let first = graph.sentence(at).start.max(at.saturating_sub(4));
    let m = (first..at).rev().find_map(|u| graph.at(u, &[MentionKind::Place]))?;
    graph.mention(m).country.map(|country| (country, graph.mention(m).span))
}

/// Places in which the sentence's events are: "in X", "в X".
fn located(graph: &Graph, sentence: std::ops::Range<u32>) -> Vec<Stated> {
    let inside = |&m: &u32| {
        let start = graph.range(m).start;
        let article = start > sentence.start && graph.token(start - 1).upos == Upos::Det;
        let before = start.checked_sub(if article { 2 } else { 1 }).filter(|&t| t >= sentence.start);
        before.is_some_and(|t| graph.lexicon.is("in_place", graph.lower(t))) && !graph.is_dateline(start)
    };
    let places = graph.mentions_in(sentence.clone(), &[MentionKind::Place]);
    places.into_iter().filter(inside).filter_map(|m| Some((graph.mention(m).country?, graph.mention(m).span))).collect()
}

/// Places that the report's visits go to.
fn visited(graph: &Graph) -> Vec<Stated> {
    targets(graph, 0..graph.len())
}

/// Places that visits told in a range of tokens go to.
fn targets(graph: &Graph, range: std::ops::Range<u32>) -> Vec<Stated> {
    let goes = |t: u32| graph.lexicon.triggered(graph.lemma(t)).any(|f| f.kind == ClaimKind::Visit);
    let target = |&m: &u32| {
        let head = graph.mention(m).head;
        let preposition = graph.preposition(head);
        let to = preposition.as_deref().is_none_or(|p| matches!(p, "to" | "in" | "at" | "в" | "во"));
        to && graph.head(head).is_some_and(goes)
    };
    let places = graph.mentions_in(range, &[MentionKind::Place]);
    places.into_iter().filter(target).filter_map(|m| Some((graph.mention(m).country?, graph.mention(m).span))).collect()
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
    let adjective = (end + 1..sentence.end.min(end + 5))
        .take_while(plain)
        .find(|&t| nations::of_adjective(graph.lemma(t), graph.analysis.lang).is_some())?;
    let describes = adjective + 1 < sentence.end && matches!(graph.token(adjective + 1).upos, Upos::Noun | Upos::Adj);
    nations::of_adjective(graph.lemma(adjective), graph.analysis.lang).filter(|_| describes).map(|c| (c, graph.token(adjective).span))
}

/// The country that the report says of the post's organisation elsewhere: "Armenian carrier Masis Air" for "CEO of Masis Air".
fn house(graph: &Graph, post: &Post) -> Option<Stated> {
    let own = post.place.filter(|&m| graph.mention(m).kind == MentionKind::Organisation)?;
    let same =
        |&m: &u32| graph.mention(m).kind == MentionKind::Organisation && same_house(&graph.mention(m).name, &graph.mention(own).name);
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
        if let Some(country) = nations::of_adjective(graph.lemma(t), graph.analysis.lang) {
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

/// The sender of a report's only embassy.
fn embassy(graph: &Graph) -> Option<Stated> {
    let houses = graph
        .analysis
        .mentions
        .iter()
        .filter(|m| m.kind == MentionKind::Organisation && graph.lexicon.is("embassies", graph.lemma(m.head)));
    one(houses.filter_map(|m| Some((m.country?, m.span))).collect())
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
            known(graph, other).map(|country| (country, graph.mention(land(graph, other).unwrap_or(other.title)).span)).or(other.country)
        });
        posts[i].country = one(found.collect());
    }
}
