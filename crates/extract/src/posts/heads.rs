//! Who heads an organisation, its title unsaid: verbs of leading and "во главе".
//!
//! # What it does
//! "X возглавляет Y", "X, возглавляющий с 2010 года Y", "Y, который возглавляет X", "Y во главе с X", "во главе Y стоит X", "led by X".
//!
//! # Why
//! The verb says as much as a title does; what it lacks is a word for it.

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, MentionKind, Phase, Role, Upos, Value};

use super::{Post, predicate};
use crate::frame;
use crate::graph::Graph;

const HOUSES: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];

/// Claims at verbs of leading and at phrases that mean the same.
pub fn claims(graph: &Graph, posts: &[Post]) -> Vec<Claim> {
    let verbs = (0..graph.len()).filter(|&t| leads(graph, t));
    let by_verb = verbs.filter_map(|t| Some(claim(graph, t, leader(graph, posts, t)?, led(graph, posts, t)?)));
    let by_phrase = (0..graph.len()).filter_map(|t| at_head(graph, posts, t));
    // A delegation is led for a day, and what it was sent by is not led at all.
    let delegation = |t: u32| graph.lexicon.is("delegation", graph.lemma(t));
    let lasting = |c: &Claim| {
        let head = c.mention(Role::Organisation).map(|m| graph.mention(m).head);
        head.is_none_or(|h| !delegation(h) && !graph.head(h).is_some_and(delegation))
    };
    // "co-chaired the 8th Committee": a session of it.
    let session = |c: &Claim| {
        let head = c.mention(Role::Organisation).map(|m| graph.mention(m).head);
        head.is_some_and(|h| graph.children(h).iter().any(|&d| d < h && crate::number::at(graph, d).is_some()))
    };
    by_verb.chain(by_phrase).filter(|c| lasting(c) && !session(c)).collect()
}

fn claim(graph: &Graph, t: u32, person: u32, house: u32) -> Claim {
    let mut claim = Claim::new(ClaimKind::Post, graph.token(t).span, "post.heads");
    claim.push(Role::Person, Value::Mention(person), graph.mention(person).span);
    if graph.english() && graph.lexicon.is("chair_verbs", graph.lemma(t)) {
        claim.push(Role::Title, Value::Text(graph.lemma(t).to_owned()), graph.token(t).span);
    }
    claim.push(Role::Organisation, Value::Mention(house), graph.mention(house).span);
    if let Some((date, span)) = super::since::of_verb(graph, t) {
        claim.push(Role::From, Value::Date(date), span);
    }
    // "возглавлял": over, where no end is open.
    let over = if graph.english() { predicate::earlier(graph, t) } else { predicate::phase(graph, t, Phase::Current) == Phase::Former };
    if over {
        claim.push(Role::Phase, Value::Text("former".to_owned()), graph.token(t).span);
    }
    claim
}

/// A verb of leading; "руководимый" may be tagged as an adjective.
fn leads(graph: &Graph, t: u32) -> bool {
    (graph.is_verb(t) || graph.token(t).upos == Upos::Adj) && graph.lexicon.is("head_verbs", graph.lemma(t))
}

fn leader(graph: &Graph, posts: &[Post], verb: u32) -> Option<u32> {
    frame::subjects(graph, verb).into_iter().find_map(|s| predicate::person_at(graph, posts, s))
}

/// What is led: the object, a bare instrumental, the head of a relative clause, or the first organisation behind the verb.
fn led(graph: &Graph, posts: &[Post], verb: u32) -> Option<u32> {
    let governed = |&c: &u32| graph.base(c) == Deprel::Obl && graph.case(c) == Some(Case::Ins) && graph.preposition(c).is_none();
    let object = frame::objects(graph, verb).into_iter().chain(graph.children(verb).iter().copied().filter(governed));
    let here = |t: u32| graph.at(t, HOUSES).or_else(|| antecedent(graph, t));
    object
        .filter(|&o| predicate::person_at(graph, posts, o).is_none())
        .find_map(here)
        .or_else(|| right_behind(graph, verb))
        .or_else(|| before_comma(graph, verb))
}

/// "the Board of the Authority (KPA), chaired by X": the house right before the comma of an English participle, over its short name.
fn before_comma(graph: &Graph, verb: u32) -> Option<u32> {
    let by = verb + 1 < graph.len() && graph.lower(verb + 1) == "by";
    let comma = verb.checked_sub(1).filter(|&t| graph.english() && by && graph.form(t) == ",")?;
    let first = graph.sentence(verb).start;
    let end = match comma.checked_sub(1).filter(|&t| graph.form(t) == ")") {
        Some(close) => (first.max(close.saturating_sub(6))..close).rev().find(|&t| graph.form(t) == "(")?,
        None => comma,
    };
    graph.at(end.checked_sub(1)?, HOUSES).filter(|&m| graph.range(m).end == end)
}

/// "который возглавляет": the organisation that the clause is about.
fn antecedent(graph: &Graph, t: u32) -> Option<u32> {
    let clause = graph.lexicon.is("relative", graph.lemma(t)).then_some(t)?;
    let over = std::iter::successors(Some(clause), |&u| graph.head(u)).take(6).find(|&u| graph.base(u) == Deprel::Acl)?;
    graph.head(over).and_then(|head| graph.at(head, HOUSES))
}

/// "возглавляющий с 2010 года Союз писателей": where the tree hung the object elsewhere, the first name in its case.
fn right_behind(graph: &Graph, verb: u32) -> Option<u32> {
    let fits = |m: u32| {
        let head = graph.mention(m).head;
        let free = graph.preposition(head).is_none() && graph.head(head).is_none_or(|h| h <= verb || h >= graph.range(m).end);
        free && graph.case(head).is_none_or(|c| matches!(c, Case::Nom | Case::Acc | Case::Ins))
    };
    let end = graph.phrase_end(verb);
    graph.mentions_in(verb + 1..end, HOUSES).into_iter().next().filter(|&m| !graph.english() && !graph.is_passive(verb) && fits(m))
}

/// "Центр во главе с X", "во главе Центра стоит X".
fn at_head(graph: &Graph, posts: &[Post], t: u32) -> Option<Claim> {
    let phrase = t > 0 && graph.lower(t) == "главе" && graph.lower(t - 1) == "во" && t + 1 < graph.len();
    let next = phrase.then_some(t + 1)?;
    if graph.lower(next) == "с" || graph.lower(next) == "со" {
        let house = (t - 1).checked_sub(1).and_then(|before| graph.at(before, HOUSES)).filter(|&m| graph.range(m).end == t - 1)?;
        let person = first_named(graph, posts, next + 1)?;
        return Some(claim(graph, t, person, house));
    }
    let house = super::holder::starting(graph, next).filter(|&m| HOUSES.contains(&graph.mention(m).kind))?;
    let end = graph.range(house).end;
    let verb = (end..graph.sentence(t).end.min(end + 4)).chain(graph.sentence(t).start..t).find(|&u| graph.is_verb(u))?;
    let stands = graph.lexicon.is("stands", graph.lemma(verb));
    stands.then(|| Some(claim(graph, t, leader(graph, posts, verb)?, house))).flatten()
}

/// The person named here, ranks and titles of that person passed over.
fn first_named(graph: &Graph, posts: &[Post], at: u32) -> Option<u32> {
    graph.at(at, &[MentionKind::Person]).or_else(|| {
        let first = (at..graph.sentence(at).end.min(at + 4)).find_map(|t| graph.at(t, &[MentionKind::Person, MentionKind::Post]))?;
        match graph.mention(first).kind {
            MentionKind::Person => Some(first),
            _ => posts.iter().find(|p| p.title == first)?.persons.first().copied(),
        }
    })
}
