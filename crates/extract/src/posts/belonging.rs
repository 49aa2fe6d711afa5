//! The organisation that a name itself is given with: "Senator X of the Y Party", "X of Y", "Y's X", "X (Y)", "X из компании Y".
//!
//! # What it does
//! Adds the organisation to a title before the name, and states a post without a title where no title stands there.
//!
//! # Why
//! Lists of those present give name and house, and no title.
//!
//! # Example
//! "Jim Reed of Acme Corp and Ann Holt (Norden Bank)".

use rapporteur_model::{Claim, ClaimKind, MentionKind, Role, Value};

use super::Post;
use crate::graph::Graph;

const HOUSES: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];

/// The organisation right behind the name of one whose title stands before it ("депутат X из фракции Y").
pub(super) fn behind_name(graph: &Graph, person: u32, title: u32) -> Option<u32> {
    let before = graph.range(title).end <= graph.range(person).start;
    before.then(|| from(graph, person)).flatten()
}

/// "President X of Kenya", "Ambassador X of Chile": the country behind the name of an officer of a state.
pub(super) fn land_behind_name(graph: &Graph, post: &Post) -> Option<u32> {
    let (mut title, name) = (graph.range(post.title), graph.range(*post.persons.first()?));
    let of = Some(name.end).filter(|&t| graph.english() && title.end <= name.start && graph.sentence(title.start).contains(&t))?;
    let officer = title.any(|t| ["state_posts", "of_state", "diplomats"].iter().any(|class| graph.lexicon.is(class, graph.lemma(t))));
    let first = (of + 1..graph.sentence(of).end).find(|&t| graph.token(t).upos != rapporteur_model::Upos::Det)?;
    let land = graph.at(first, &[MentionKind::Place]).filter(|&m| graph.range(m).start == first && graph.mention(m).country.is_some());
    land.filter(|_| officer && graph.lower(of) == "of")
}

/// Claims for names without any other post.
pub(super) fn claims(graph: &Graph, known: &[Claim]) -> Vec<Claim> {
    let held = |m: u32| known.iter().any(|c| c.mentions(Role::Person).any(|p| p == m));
    let persons = (0..graph.analysis.mentions.len() as u32).filter(|&m| graph.mention(m).kind == MentionKind::Person && !held(m));
    persons.filter_map(|m| Some(claim(graph, m, from(graph, m).or_else(|| bracketed(graph, m)).or_else(|| owner(graph, m))?))).collect()
}

fn claim(graph: &Graph, person: u32, house: u32) -> Claim {
    let mut claim = Claim::new(ClaimKind::Post, graph.mention(house).span, "post.belonging");
    claim.push(Role::Person, Value::Mention(person), graph.mention(person).span);
    claim.push(Role::Organisation, Value::Mention(house), graph.mention(house).span);
    claim
}

/// "X of Y", "X из Y": the organisation behind the preposition, with no more than an article or country between.
fn from(graph: &Graph, person: u32) -> Option<u32> {
    let at = graph.range(person).end;
    let sentence = graph.sentence(graph.mention(person).head);
    let word = if graph.english() { "of" } else { "из" };
    if !sentence.contains(&(at + 1)) || graph.lower(at) != word {
        return None;
    }
    let light = |t: &u32| {
        use rapporteur_model::Upos::{Adj, Det, Part};
        matches!(graph.token(*t).upos, Det | Adj | Part)
            || graph.at(*t, &[MentionKind::Place]).is_some()
            || graph.token(*t).deprel.base() == rapporteur_model::Deprel::Amod
    };
    let first = (at + 1..sentence.end.min(at + 6)).find(|t| graph.at(*t, HOUSES).is_some() || !light(t))?;
    graph.at(first, HOUSES).filter(|&m| graph.range(m).start == first)
}

/// "X (Y)": a bracket that holds an organisation alone.
fn bracketed(graph: &Graph, person: u32) -> Option<u32> {
    let at = graph.range(person).end;
    let sentence = graph.sentence(graph.mention(person).head);
    if !sentence.contains(&(at + 2)) || graph.form(at) != "(" {
        return None;
    }
    let house = graph.at(at + 1, HOUSES).filter(|&m| graph.range(m).start == at + 1)?;
    let end = graph.range(house).end;
    (sentence.contains(&end) && graph.form(end) == ")").then_some(house)
}

/// "Acme Corp's Jim Reed".
fn owner(graph: &Graph, person: u32) -> Option<u32> {
    let start = graph.range(person).start;
    let mark = start.checked_sub(1).filter(|&t| graph.english() && matches!(graph.form(t), "'s" | "’s" | "'" | "’"))?;
    let house = graph.at(mark.checked_sub(1)?, HOUSES)?;
    (graph.range(house).end == mark || graph.range(house).end == start).then_some(house)
}
