//! "His Turkish counterpart, X", "с турецким коллегой X": the same office in the country that an adjective names.

use rapporteur_model::{Claim, ClaimKind, Country, MentionKind, Role, Span, Upos, Value};

use super::Post;
use crate::graph::Graph;
use crate::nations;

/// Claims at nouns for those of the same office, for persons who have no title of their own.
pub(super) fn claims(graph: &Graph, posts: &[Post], known: &[Claim]) -> Vec<Claim> {
    let held = |m: u32| known.iter().any(|c| c.mentions(Role::Person).any(|p| p == m));
    (0..graph.len()).filter_map(|t| claim(graph, posts, t)).filter(|c| c.mention(Role::Person).is_some_and(|m| !held(m))).collect()
}

fn claim(graph: &Graph, posts: &[Post], noun: u32) -> Option<Claim> {
    if !graph.is_counterpart(noun) {
        return None;
    }
    let mut claim = Claim::new(ClaimKind::Post, graph.token(noun).span, "post.counterpart");
    if let Some((country, words)) = nation(graph, noun) {
        let person = behind(graph, noun + 1)?;
        let office = office(graph, posts, noun, Some(country))?;
        claim.push(Role::Person, Value::Mention(person), graph.mention(person).span);
        claim.push(Role::Title, Value::Mention(office.title), graph.mention(office.title).span);
        claim.push(Role::Country, Value::Text(country.to_string()), words);
        return Some(claim);
    }
    let home = from_where(graph, noun)?;
    let person = behind(graph, graph.range(home).end)?;
    let found = office(graph, posts, noun, graph.mention(home).country.filter(|_| is_state(graph, home)))?;
    let own = Post { place: Some(home), serves: None, adjective: None, country: None, firm: None, ..found.clone() };
    claim.push(Role::Person, Value::Mention(person), graph.mention(person).span);
    super::office(graph, &own, &mut claim);
    if let Some(country) = super::nation::known(graph, &own) {
        claim.push(Role::Country, Value::Text(country.to_string()), graph.mention(home).span);
    }
    Some(claim)
}

/// "его коллега из Самары", "her opposite number from Kuwait": the place right behind the noun and a preposition of origin.
fn from_where(graph: &Graph, noun: u32) -> Option<u32> {
    let at = Some(noun + 2).filter(|&t| t < graph.sentence(noun).end && graph.lexicon.is("hailing", graph.lower(noun + 1)))?;
    graph.at(at, &[MentionKind::Place]).filter(|&m| graph.range(m).start == at)
}

/// The place is a country, and no town or part of one.
fn is_state(graph: &Graph, place: u32) -> bool {
    graph.mention(place).detail == rapporteur_model::Detail::None
}

/// The adjective of a country before the noun.
fn nation(graph: &Graph, noun: u32) -> Option<(Country, Span)> {
    let first = graph.sentence(noun).start.max(noun.saturating_sub(3));
    let light = |t: &u32| matches!(graph.token(*t).upos, Upos::Adj | Upos::Propn | Upos::Noun);
    let own = (first..noun).rev().take_while(light);
    own.filter_map(|t| nations::at(graph, t).map(|c| (c, graph.token(t).span))).next()
}

/// The name that follows here, over a comma and forms of address.
fn behind(graph: &Graph, from: u32) -> Option<u32> {
    let end = graph.sentence(from - 1).end.min(from + 5);
    let light = |t: u32| {
        matches!(graph.form(t), "," | ".") || graph.lexicon.is("ranks", graph.lower(t)) || graph.lexicon.is("ranks", graph.lemma(t))
    };
    let at = (from..end).find(|&t| !light(t))?;
    graph.at(at, &[MentionKind::Person]).filter(|&m| graph.range(m).start == at)
}

/// The office of the one whose counterpart it is: the last officer of another state named before, in this sentence or the one before.
fn office<'p>(graph: &Graph, posts: &'p [Post], noun: u32, country: Option<Country>) -> Option<&'p Post> {
    let from = graph.analysis.sentences.get(graph.analysis.sentence_of(noun).saturating_sub(1))?.tokens.start;
    // Cities have officers, too.
    let classes: &[&str] = if country.is_some() { &["state_posts"] } else { &["state_posts", "region_posts", "city_posts"] };
    let state = |p: &Post| graph.range(p.title).any(|t| classes.iter().any(|class| graph.lexicon.is(class, graph.lemma(t))));
    let other = |p: &Post| country.is_none() || super::nation::known(graph, p).or(p.country.map(|c| c.0)) != country;
    let told = |p: &Post| !p.persons.is_empty() || super::nation::known(graph, p).is_some();
    let fits = |p: &&Post| told(p) && state(p) && other(p) && (from..noun).contains(&graph.mention(p.title).head);
    posts.iter().rfind(fits)
}
