//! Verbs of working and joining ("joined Y as analyst", "worked for Y", "employed by Y") with a person and an organisation.

use rapporteur_model::{Claim, ClaimKind, MentionKind, Phase, Role, Upos, Value};

use super::meant::meant;
use super::place;
use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;
use crate::named;
use crate::posts::place_role;

const HOUSES: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];

/// Claims at the hits of kind post that the titles' claims do not hold already.
pub fn claims(context: &Context, titled: &[Claim]) -> Vec<Claim> {
    let mut held: Vec<(Vec<u32>, Vec<u32>)> = titled.iter().map(sides).collect();
    held.extend(crate::posts::heads::claims(context.graph, context.referents.posts()).iter().map(sides));
    held.extend(context.referents.posts().iter().map(|p| (p.persons.clone(), p.place.into_iter().collect())));
    let mut found: Vec<Claim> = Vec::new();
    for claim in context.hits(ClaimKind::Post).iter().flat_map(|hit| claim(context, hit)) {
        let (persons, places) = sides(&claim);
        let known = held.iter().any(|(p, o)| persons.iter().any(|x| p.contains(x)) && places.iter().any(|x| o.contains(x)));
        if !known {
            found.push(claim);
        }
    }
    found
}

fn sides(claim: &Claim) -> (Vec<u32>, Vec<u32>) {
    (claim.mentions(Role::Person).collect(), claim.mentions(Role::Organisation).collect())
}

fn claim(context: &Context, hit: &Hit) -> Vec<Claim> {
    let graph = context.graph;
    let verb = hit.trigger;
    if crate::factuality::of(graph, hit) != rapporteur_model::Modality::Happened {
        return Vec::new();
    }
    let passive = graph.is_passive(verb);
    let mut subjects = if passive { frame::objects(graph, verb) } else { frame::subjects(graph, verb) };
    if subjects.is_empty() && graph.base(verb) == rapporteur_model::Deprel::Acl {
        subjects.extend(graph.token(verb).head);
    }
    let direct = |s: &u32| graph.lexicon.is("head_verbs", graph.lemma(verb)) && graph.at(*s, &[MentionKind::Person]).is_some();
    let persons: Vec<_> =
        subjects.into_iter().filter(|s| !direct(s)).flat_map(|s| graph.conjuncts(s)).filter_map(|s| meant(graph, s)).collect();
    let mut places: Vec<u32> = Vec::new();
    for t in hit.all(Role::Organisation) {
        let m = graph
            .at(t, HOUSES)
            .or_else(|| graph.at(t, &[MentionKind::Place]).filter(|&m| named::unknown_place(graph, m)))
            .or_else(|| of_staff(graph, t));
        places.extend(m.into_iter().flat_map(|m| place::together(graph, m)));
    }
    places.dedup();
    let title = hit.all(Role::Title).find_map(|t| graph.at(t, &[MentionKind::Post]));
    let mut found = Vec::new();
    for &(person, words) in &persons {
        for &m in &places {
            let mut claim = Claim::new(ClaimKind::Post, graph.token(verb).span, "post.works");
            claim.push(Role::Person, Value::Mention(person), words);
            if let Some(title) = title {
                claim.push(Role::Title, Value::Mention(title), graph.mention(title).span);
            }
            claim.push(place_role(graph, m), Value::Mention(m), graph.mention(m).span);
            if graph.lexicon.is("quitting", graph.lemma(verb)) {
                claim.push(Role::Phase, Value::Text(format!("{:?}", Phase::Former).to_lowercase()), graph.token(verb).span);
            }
            found.push(claim);
        }
    }
    found
}

/// "the faculty of Y", "Y's staff", "the board of Y": whose people they are.
fn of_staff(graph: &Graph, t: u32) -> Option<u32> {
    let staff = graph.token(t).upos == Upos::Noun && graph.lexicon.is("staff", graph.lemma(t));
    graph.children(t).iter().copied().filter(|_| staff).find_map(|c| graph.at(c, HOUSES))
}
