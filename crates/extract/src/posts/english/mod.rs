//! English posts beyond a title beside a name: predicates and phrases with "as" whose subject is a pronoun, verbs of working, members.
//!
//! # What it does
//! "He was professor of physics at Y", "X, who joined Y in 1999 as analyst", "she worked for Y", "a member of Y", "its president X".
//!
//! # Why
//! A biography names its person once and goes on with pronouns; the organisation may stand far behind the title.
//!
//! # Example
//! "Ann Bell is a chemist. She taught at Oslo University": a post without a title.

mod meant;
mod place;
mod verb;

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Phase, Role, Span, Tense, Upos, Value};

pub(super) use place::{place, taught};

use super::{Post, place_role};
use crate::build::Context;
use crate::graph::Graph;
use meant::meant;

/// Claims of kind post that the other rules do not make.
pub fn claims(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    if !graph.english() {
        return Vec::new();
    }
    let mut found: Vec<Claim> = Vec::new();
    for post in context.referents.posts() {
        found.extend(titled(graph, post));
    }
    found.extend((0..graph.len()).flat_map(|t| member(graph, t)));
    found.extend(verb::claims(context, &found));
    found
}

/// A title that no name stands beside, with the person that its subject means; and further organisations of one that has a name.
fn titled(graph: &Graph, post: &Post) -> Vec<Claim> {
    let head = graph.mention(post.title).head;
    let title = (Value::Mention(post.title), graph.mention(post.title).span);
    let Some(first) = post.place else { return Vec::new() };
    let places = place::together(graph, first);
    let organised = places.iter().any(|&m| place_role(graph, m) == Role::Organisation);
    if post.persons.is_empty() {
        let state = graph.lexicon.is("offices", graph.lemma(head));
        let Some(person) = holder_of(graph, head).filter(|_| organised || state) else { return Vec::new() };
        let phase = if past_perfect(graph, head) { Phase::Former } else { post.phase };
        return places.into_iter().map(|m| claim(graph, &title, person, m, phase)).collect();
    }
    // Persons in turn have places in turn; one person has them all.
    let [person] = post.persons[..] else { return Vec::new() };
    let more = places.into_iter().skip(1).filter(|_| organised);
    more.map(|m| claim(graph, &title, (person, graph.mention(person).span), m, post.phase)).collect()
}

/// "had served as ambassador": over by the time that is told of.
fn past_perfect(graph: &Graph, noun: u32) -> bool {
    let verb = graph.token(noun).head.filter(|&h| graph.is_verb(h));
    let had = |&c: &u32| graph.base(c) == Deprel::Aux && graph.lemma(c) == "have" && graph.token(c).feats.tense == Some(Tense::Past);
    verb.is_some_and(|v| graph.children(v).iter().any(had))
}

/// "a member of Y", "Y employee X": nouns of belonging that are no titles.
fn member(graph: &Graph, t: u32) -> Vec<Claim> {
    let noun = graph.token(t).upos == Upos::Noun && graph.lexicon.is("members", graph.lemma(t));
    if !noun || graph.at(t, &[MentionKind::Post, MentionKind::Organisation, MentionKind::Body]).is_some() {
        return Vec::new();
    }
    let Some(first) = place::behind(graph, t + 1, t) else { return Vec::new() };
    let Some(person) = holder_of(graph, t) else { return Vec::new() };
    let title = (Value::Text(graph.form(t).to_owned()), graph.token(t).span);
    let phase = if former(graph, t) { Phase::Former } else { Phase::Current };
    place::together(graph, first).into_iter().map(|m| claim(graph, &title, person, m, phase)).collect()
}

fn former(graph: &Graph, t: u32) -> bool {
    graph.children(t).iter().any(|&c| c < t && graph.lexicon.is("former", graph.lemma(c)))
}

/// Who holds what this noun says: up through rows and appositions to a name, the subject of a copula, or of a verb that it hangs on
/// with "as".
fn holder_of(graph: &Graph, noun: u32) -> Option<(u32, Span)> {
    let mut at = noun;
    for _ in 0..6 {
        if graph.children(at).iter().any(|&c| graph.base(c) == Deprel::Cop) {
            return subject(graph, at);
        }
        let head = graph.token(at).head?;
        if let Some(m) = named_behind_comma(graph, at, head) {
            return Some((m, graph.mention(m).span));
        }
        let serves = graph.preposition(at).as_deref() == Some("as")
            || ["copulas", "appointing"].iter().any(|class| graph.lexicon.is(class, graph.lemma(head)));
        if graph.is_verb(head) && matches!(graph.base(at), Deprel::Obl | Deprel::Xcomp | Deprel::Obj) {
            // "named Ann Bell director": an active verb gives the title to its object.
            let gives = graph.lexicon.is("appointing", graph.lemma(head)) && !graph.is_passive(head);
            return if gives { None } else { subject(graph, head).filter(|_| serves) };
        }
        if !matches!(graph.base(at), Deprel::Conj | Deprel::Appos | Deprel::List | Deprel::Parataxis | Deprel::Nmod)
            || (at == noun && graph.base(at) == Deprel::Nmod)
        {
            return None;
        }
        at = head;
        if let Some(m) = graph.at(at, &[MentionKind::Person]) {
            return Some((m, graph.mention(m).span));
        }
    }
    None
}

/// "A professor at Y, X has shown": the name that follows a phrase set before it.
fn named_behind_comma(graph: &Graph, noun: u32, verb: u32) -> Option<u32> {
    let first = graph.is_verb(verb) && matches!(graph.base(noun), Deprel::Nsubj | Deprel::Obl | Deprel::Advcl | Deprel::Dislocated);
    let name = graph.children(verb).iter().copied().filter(|&c| first && c > noun && graph.base(c) == Deprel::Nsubj);
    let m = name.into_iter().find_map(|c| graph.at(c, &[MentionKind::Person]))?;
    let start = graph.range(m).start;
    (start > 0 && graph.form(start - 1) == "," && graph.token(noun).head == Some(verb)).then_some(m)
}

/// The person that the subject of a predicate means.
fn subject(graph: &Graph, predicate: u32) -> Option<(u32, Span)> {
    crate::frame::subjects(graph, predicate)
        .into_iter()
        .chain(graph.children(predicate).iter().copied().filter(|&c| graph.base(c) == Deprel::Nsubj))
        .find_map(|s| meant(graph, s))
}

fn claim(graph: &Graph, title: &(Value, Span), (person, words): (u32, Span), place: u32, phase: Phase) -> Claim {
    let mut claim = Claim::new(ClaimKind::Post, title.1, "post.english");
    claim.push(Role::Person, Value::Mention(person), words);
    claim.push(Role::Title, title.0.clone(), title.1);
    claim.push(place_role(graph, place), Value::Mention(place), graph.mention(place).span);
    if phase != Phase::Current {
        claim.push(Role::Phase, Value::Text(format!("{phase:?}").to_lowercase()), title.1);
    }
    claim
}
