//! Which post a person was told of with before: for verbs and nouns that speak of an office and name no title.

use rapporteur_model::{Phase, Upos};

use super::Post;
use crate::graph::Graph;

/// The last title that this person, by the last word of the name, was named with before a token; professions are none.
pub fn title_of<'p>(graph: &Graph, posts: &'p [Post], person: u32, before: u32) -> Option<&'p Post> {
    let office = |p: &&Post| !graph.lexicon.is("creative", graph.lemma(graph.mention(p.title).head));
    told(graph, posts, person, before).filter(office).last()
}

/// The last title that a verb gave to this person, or one told of in an earlier sentence.
pub fn given_to<'p>(graph: &Graph, posts: &'p [Post], person: u32, before: u32) -> Option<&'p Post> {
    let here = graph.sentence(before);
    let office = |p: &&Post| !graph.lexicon.is("creative", graph.lemma(graph.mention(p.title).head));
    let given = |p: &&Post| p.given.is_some() || !here.contains(&graph.mention(p.title).head);
    // "has named X chief executive; she joins from Y, where she is finance director, and takes over from Z": what X was appointed to.
    let appointed = |p: &&Post| p.given.is_some_and(|word| graph.lexicon.is("appointing", graph.lemma(word)));
    let elsewhere = |p: &&Post| {
        let clause = |word: u32| graph.children(word).iter().any(|&c| graph.lexicon.is("where", graph.lower(c)));
        p.given.is_some_and(clause)
    };
    let all: Vec<&Post> = told(graph, posts, person, before).filter(office).filter(given).filter(|p| !elsewhere(p)).collect();
    all.iter().rev().copied().find(appointed).or_else(|| all.last().copied())
}

fn told<'p>(graph: &Graph, posts: &'p [Post], person: u32, before: u32) -> impl Iterator<Item = &'p Post> {
    let of = move |graph: &Graph, p: &Post| {
        p.phase != Phase::Former && p.persons.len() == 1 && same_name(graph, p.persons[0], person) && graph.mention(p.title).head < before
    };
    let all: Vec<&Post> = posts.iter().filter(|p| of(graph, p)).collect();
    all.into_iter()
}

/// The last words of two names are one.
pub fn same_name(graph: &Graph, a: u32, b: u32) -> bool {
    a == b || last_word(graph, a) == last_word(graph, b)
}

fn last_word(graph: &Graph, m: u32) -> String {
    let word = graph.range(m).rev().find(|&t| graph.token(t).upos != Upos::Punct).unwrap_or(graph.mention(m).head);
    let name = graph.mention(m).name.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    if name.is_empty() { graph.lower(word).to_owned() } else { name }
}
