//! What a word that refers asks of its person: gender, country, title, to be somebody else's counterpart. Knows nobody.

use rapporteur_model::{Country, Deprel, Gender, MentionKind, Number, Upos};

use super::titles;
use crate::graph::Graph;
use crate::nations;
use crate::posts::Post;

/// What kind of word refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// "he", "она".
    Pronoun,
    /// "his", "её".
    Possessive,
    /// "the minister": the number of the title.
    Title(usize),
    /// "the diplomat": a noun that other titles fit.
    Noun,
    /// "the Uzbek guest".
    Visitor,
    /// "the Lao official": the one of that country who was spoken of.
    National,
    /// "the head of the delegation".
    Leader,
    /// "his counterpart".
    Counterpart,
    /// "the latter".
    Latter,
}

/// A word that refers and what it asks.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub at: u32,
    pub way: Way,
    pub gender: Option<Gender>,
    pub nation: Option<Country>,
}

/// What a token asks, if it refers to one person who is not named beside it.
pub fn wanted(graph: &Graph, posts: &[Post], t: u32) -> Option<Wanted> {
    let token = graph.token(t);
    let make = |way, gender| Some(Wanted { at: t, way, gender, nation: nation(graph, t) });
    if token.feats.number == Some(Number::Plur) && !graph.lexicon.is("one_in_plural", graph.lemma(t)) {
        return None;
    }
    let own = graph.token(t).feats.gender;
    if matches!(token.upos, Upos::Pron | Upos::Det) {
        let gender = gender(graph, t);
        return match () {
            () if graph.lexicon.is("single", graph.lower(t)) && whose(graph, t) => make(Way::Possessive, gender),
            () if graph.lexicon.is("single", graph.lower(t)) || graph.lexicon.is("singular", graph.lower(t)) => make(Way::Pronoun, gender),
            () => None,
        };
    }
    let free = graph.at(t, &[MentionKind::Person, MentionKind::Organisation, MentionKind::Body, MentionKind::Gathering]).is_none();
    if graph.lexicon.is("latter", graph.lemma(t)) && graph.base(t) != Deprel::Amod && argument(graph, t) {
        return make(Way::Latter, own.filter(|_| !graph.english()));
    }
    let national = graph.lexicon.is("nationals", graph.lemma(t)) && nation(graph, t).is_some() && definite(graph, t);
    if national && free && token.upos == Upos::Noun && argument(graph, t) && !named_beside(graph, t) {
        return make(Way::National, None);
    }
    if let Some(title) = graph.at(t, &[MentionKind::Post]).filter(|&m| graph.mention(m).head == t) {
        let i = posts.iter().position(|p| p.title == title && p.persons.is_empty())?;
        let led = || titles::headed(graph, &posts[i]).and_then(|noun| nation(graph, noun));
        let nation = posts[i].nation(graph).or_else(|| nation(graph, graph.range(title).start)).or_else(led);
        let next = (graph.range(title).end..graph.sentence(t).end).find(|&u| !matches!(graph.lower(u), "of" | "the"));
        let leader = next.is_some_and(|u| graph.lexicon.is("delegation", graph.lemma(u))) && graph.lexicon.is("chiefs", graph.lemma(t));
        let wanted = Wanted { at: t, way: if leader { Way::Leader } else { Way::Title(i) }, gender: None, nation };
        return (free && definite(graph, t) && !earlier(graph, t) && argument(graph, t) && !named_beside(graph, t)).then_some(wanted);
    }
    if token.upos != Upos::Noun || !free || !argument(graph, t) || named_beside(graph, t) {
        return None;
    }
    let lemma = graph.lemma(t);
    // "the former diplomat": somebody who is not called so any more.
    if graph.children(t).iter().any(|&c| c < t && graph.lexicon.is("late", graph.lemma(c))) {
        return None;
    }
    match () {
        () if graph.lexicon.is("counterparts", lemma) => make(Way::Counterpart, own.filter(|&g| g == Gender::Fem)),
        () if graph.lexicon.is("visitors", lemma) && definite(graph, t) => make(Way::Visitor, own.filter(|&g| g == Gender::Fem)),
        () if graph.lexicon.described_by(lemma).is_some() && definite(graph, t) => make(Way::Noun, None),
        () => None,
    }
}

/// "министры", "the two presidents": a title in the plural that nothing is said of by name.
pub fn several(graph: &Graph, t: u32) -> bool {
    let head = graph.at(t, &[MentionKind::Post]).filter(|&m| graph.mention(m).head == t);
    let plural = graph.token(t).feats.number == Some(Number::Plur);
    plural && head.is_some_and(|m| graph.range(m).len() == 1) && argument(graph, t) && definite(graph, t) && !named_beside(graph, t) && {
        let more = |&c: &u32| matches!(graph.base(c), Deprel::Nmod | Deprel::Appos | Deprel::Acl);
        !graph.children(t).iter().any(more)
    }
}

/// "предыдущий визит министра": of another time, so maybe of another person.
fn earlier(graph: &Graph, t: u32) -> bool {
    let over = std::iter::successors(graph.head(t), |&u| graph.head(u)).take(2);
    let old = |&c: &u32| graph.lexicon.is("order", graph.lemma(c)) && !graph.lexicon.is("next", graph.lemma(c));
    over.into_iter().any(|h| graph.is_nominal(h) && graph.children(h).iter().any(old))
}

/// The gender that a pronoun shows by its form.
pub fn gender(graph: &Graph, t: u32) -> Option<Gender> {
    let both = [("she", Gender::Fem), ("he", Gender::Masc)];
    both.into_iter().find(|(class, _)| graph.lexicon.is(class, graph.lower(t))).map(|(_, g)| g)
}

/// A pronoun that says whose something is.
fn whose(graph: &Graph, t: u32) -> bool {
    let before = graph.head(t).is_some_and(|h| h > t && graph.is_nominal(h));
    (graph.token(t).deprel == Deprel::NmodPoss || matches!(graph.base(t), Deprel::Det | Deprel::Nmod)) && before
}

/// The word fills a place of a verb or noun; it is no predicate, no apposition and nobody's name.
fn argument(graph: &Graph, t: u32) -> bool {
    let base = graph.base(t);
    let place = matches!(base, Deprel::Nsubj | Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::Nmod | Deprel::Conj);
    place && !graph.has_copula(t)
}

/// "the minister", "the Turkish minister", "his counterpart", "Secretary (West)"; a Russian noun that no word makes any one of its kind.
fn definite(graph: &Graph, t: u32) -> bool {
    let vague = |&c: &u32| c < t && graph.lexicon.is("indefinite", graph.lemma(c));
    if graph.children(t).iter().any(vague) {
        return false;
    }
    if !graph.english() {
        return true;
    }
    let first = graph.at(t, &[MentionKind::Post]).map_or(t, |m| graph.range(m).start);
    let pointed = graph.children(t).iter().any(|&c| matches!(graph.lower(c), "the" | "this" | "that") && c < t);
    let article = first.checked_sub(1).is_some_and(|u| graph.lower(u) == "the");
    let capital = graph.form(t).chars().next().is_some_and(char::is_uppercase);
    pointed || article || capital || nation(graph, first).is_some() && graph.children(t).iter().any(|&c| graph.lower(c) == "the")
}

/// A name stands beside it, so that it says what somebody is.
fn named_beside(graph: &Graph, t: u32) -> bool {
    let person = |u: u32| graph.at(u, &[MentionKind::Person]).is_some();
    let beside = |&c: &u32| matches!(graph.base(c), Deprel::Appos | Deprel::Flat) && person(c);
    let next = graph.at(t, &[MentionKind::Post]).map_or(t + 1, |m| graph.range(m).end);
    let follows = next < graph.sentence(t).end && (person(next) || graph.form(next) == "," && next + 1 < graph.len() && person(next + 1));
    let over = graph.head(t).is_some_and(|h| person(h) && matches!(graph.base(t), Deprel::Appos | Deprel::Flat));
    graph.children(t).iter().any(beside) || follows || over
}

/// The country of an adjective before a noun.
fn nation(graph: &Graph, t: u32) -> Option<Country> {
    let first = graph.sentence(t).start.max(t.saturating_sub(3));
    let modifies = |u: &u32| matches!(graph.token(*u).upos, Upos::Adj | Upos::Propn | Upos::Noun) && graph.form(*u) != ",";
    (first..t).rev().take_while(modifies).find_map(|u| nations::at(graph, u))
}
