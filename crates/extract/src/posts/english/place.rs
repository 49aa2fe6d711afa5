//! The organisation of an English title: far behind it ("professor of organic chemistry at Y"), or possessive before it ("its", "the
//! ministry's").

use rapporteur_model::{Deprel, MentionKind, Upos};

use crate::graph::Graph;
use crate::named;
use crate::posts::HOLDERS;
use crate::topic;

const HOUSES: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];

/// The organisation of a title that has none right beside it.
pub fn place(graph: &Graph, title: u32) -> Option<u32> {
    let range = graph.range(title);
    let head = graph.mention(title).head;
    let owner = possessor(graph, head, range.start);
    owner.or_else(|| behind(graph, range.end, head))
}

/// "Gazelle Airways' managing director", "its curator", "the ministry's press secretary", "X College, whose principal".
fn possessor(graph: &Graph, head: u32, start: u32) -> Option<u32> {
    // The possessive may hang on the name that the title describes.
    let described =
        graph.token(head).head.filter(|_| matches!(graph.base(head), Deprel::Nmod | Deprel::NmodDesc | Deprel::Compound | Deprel::Appos));
    let near = graph.children(head).iter().chain(described.iter().flat_map(|&h| graph.children(h))).copied();
    let owner = near.into_iter().find(|&c| c < start && start - c < 6 && graph.token(c).deprel == Deprel::NmodPoss)?;
    if let Some(m) = graph.at(owner, HOLDERS) {
        return Some(m);
    }
    if graph.lexicon.is("whose_relative", graph.lower(owner)) {
        return named::before_comma(graph, owner).filter(|&m| graph.mention(m).kind != MentionKind::Product);
    }
    let sentence = graph.sentence(head);
    if ["its", "its_plural"].iter().any(|class| graph.lexicon.is(class, graph.lemma(owner))) {
        // "a delegation of the National Assembly, led by its Chair": no delegation has officers.
        let group = |&m: &u32| graph.lexicon.is("stand_in", graph.lemma(graph.mention(m).head));
        let mut all = graph.mentions_in(sentence.start..head, HOUSES);
        all.retain(|m| !group(m));
        let subject = |&m: &u32| graph.base(graph.mention(m).head) == Deprel::Nsubj;
        return all.iter().copied().find(subject).or_else(|| all.last().copied()).or_else(|| topic::named_by(graph, owner, HOUSES));
    }
    (graph.token(owner).upos != Upos::Pron).then(|| topic::named_by(graph, owner, HOUSES)).flatten()
}

/// "Professor of Sociology at Y": what a teacher's "of" names is a subject, wherever else an organisation follows it.
pub fn taught(graph: &Graph, title: u32, named: u32) -> Option<Option<u32>> {
    let range = graph.range(title);
    let teaches = graph.lexicon.is("teachers", graph.lemma(graph.mention(title).head));
    let of = range.end < graph.len() && matches!(graph.form(range.end), "of" | "for") && graph.range(named).start <= range.end + 2;
    (teaches && of).then(|| behind(graph, graph.range(named).end, graph.mention(title).head))
}

/// The first organisation behind a title with a preposition of belonging, over nouns and adjectives but over no verb, name or comma; the
/// name may stand beside the noun that says what it is ("head of the exporters' league Frutas del Maule").
pub fn behind(graph: &Graph, from: u32, head: u32) -> Option<u32> {
    let sentence = graph.sentence(head);
    let mut at = from;
    let (mut belongs, mut described) = (false, false);
    while at < sentence.end && at < from + 12 {
        if let Some(m) = graph.at(at, HOUSES).or_else(|| graph.at(at, &[MentionKind::Place]).filter(|&m| named::unknown_place(graph, m))) {
            return Some(m).filter(|&m| belongs || described && graph.range(m).start == at && common(graph, at - 1));
        }
        let form = graph.form(at).to_lowercase();
        let stops = graph.is_verb(at)
            || matches!(form.as_str(), "," | ";" | ":" | "(" | ".")
            || graph.at(at, &[MentionKind::Person, MentionKind::Post]).is_some();
        if stops {
            return None;
        }
        described = match graph.token(at).upos {
            Upos::Adp => graph.lexicon.is("belonging_to", &form),
            Upos::Det | Upos::Adj | Upos::Num | Upos::Part | Upos::Noun => described,
            _ => false,
        };
        belongs = match graph.token(at).upos {
            Upos::Adp if graph.lexicon.is("belonging_to", &form) => true,
            Upos::Adp => return None,
            Upos::Det | Upos::Adj | Upos::Num => belongs,
            _ => false,
        };
        at += 1;
    }
    None
}

/// A noun that is no part of a name.
fn common(graph: &Graph, t: u32) -> bool {
    graph.token(t).upos == Upos::Noun && graph.covering(t).is_empty() && !graph.form(t).chars().any(char::is_uppercase)
}

/// The organisations in a row that begins with this one ("at A and at B", "of A, B and C").
pub fn together(graph: &Graph, first: u32) -> Vec<u32> {
    let mut all = vec![first];
    let end = graph.sentence(graph.mention(first).head).end;
    let mut at = graph.range(first).end;
    loop {
        let mut next = at;
        let mut joined = false;
        while next < end && next < at + 4 {
            let form = graph.form(next);
            let glue = form == "," || graph.token(next).upos == Upos::Cconj || matches!(form, "of" | "at" | "for" | "the");
            if !glue {
                break;
            }
            joined |= form == "," || graph.token(next).upos == Upos::Cconj;
            next += 1;
        }
        let found = graph
            .at(next, HOUSES)
            .filter(|&m| joined && next < end && graph.range(m).start == next && HOUSES.contains(&graph.mention(first).kind));
        let Some(m) = found else { break };
        all.push(m);
        at = graph.range(m).end;
    }
    all
}
