//! The place of the dateline, for what the lead tells of as done there. Says nothing of later sentences.
//!
//! # What it does
//! "AMMAN, May 14 – Prime Minister of Jordan X received Y": in Amman, since X is of that country; "here this morning": there.
//!
//! # Why
//! An agency's dateline names where the news was filed, which is where the event was only when somebody of the lead is at home there, as who
//! receives guests from abroad is, or the text says "here".

use rapporteur_model::{BlockKind, Claim, ClaimKind, Country, MentionKind, Modality, Role, Value};

use super::{people, start};
use crate::build::Context;
use crate::circumstance;
use crate::graph::Graph;

const HELD: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Signing, ClaimKind::Session, ClaimKind::Gathering];

/// Adds the dateline's place to the events of the first sentence that tells of one.
pub fn add(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    let Some(city) = city(graph) else { return };
    let first = first_sentence(graph);
    for claim in claims.iter_mut() {
        let at = start(graph, claim);
        let sentence = graph.analysis.sentence_of(at);
        let held = HELD.contains(&claim.kind) && claim.modality == Modality::Happened && claim.get(Role::Place).is_none();
        if !held || claim.get(Role::Form).is_some() || sentence < first || sentence > first + 1 {
            continue;
        }
        let here = graph.sentence(at).find(|&t| graph.lexicon.is("here", graph.lower(t)));
        let other = graph
            .mentions_in(graph.sentence(at), &[MentionKind::Place])
            .into_iter()
            .any(|m| m != city && circumstance::phrase_of_place(graph, m));
        let dated = claim.get(Role::Date).is_some();
        let home = || {
            sentence == first
                && dated
                && graph.mention(city).country.is_some_and(|c| at_home(context, claim, c) || receives(context, claim, c))
        };
        if here.is_some() || (!other && home()) {
            let span = here.map_or(graph.mention(city).span, |t| graph.token(t).span);
            claim.push(Role::Place, Value::Mention(city), span);
            claim.rule.push_str("+dateline");
        }
    }
}

/// The place of the dateline, as a mention.
fn city(graph: &Graph) -> Option<u32> {
    let places = || (0..graph.analysis.mentions.len() as u32).filter(|&m| graph.mention(m).kind == MentionKind::Place);
    places().find(|&m| graph.is_dateline(graph.mention(m).head))
}

/// The first sentence of the report's body.
fn first_sentence(graph: &Graph) -> usize {
    let body = |s: &rapporteur_model::Sentence| graph.report.block_of(s.span).is_none_or(|b| b.kind == BlockKind::Paragraph);
    let long = |s: &rapporteur_model::Sentence| s.tokens.clone().any(|t| graph.is_verb(t));
    graph.analysis.sentences.iter().position(|s| body(s) && long(s)).unwrap_or_default()
}

/// "AMMAN, May 14 – Prime Minister X received a visiting delegation": who receives guests of another country, and whose own nobody says, is at
/// home where the news was filed.
fn receives(context: &Context, claim: &Claim, country: Country) -> bool {
    let graph = context.graph;
    let verb = start(graph, claim);
    let host = claim.kind == ClaimKind::Meeting && graph.lexicon.is("receiving", graph.lemma(verb)) && !graph.is_passive(verb);
    let of = |m: u32| {
        let posts = context.referents.posts().iter().filter(move |p| p.persons.contains(&m));
        posts.filter_map(|p| p.place.and_then(|m| graph.mention(m).country).or(p.country.map(|(c, _)| c))).next()
    };
    let people = people(claim);
    let bare = people.first().is_some_and(|&m| of(m).is_none() && graph.mention(m).country.is_none());
    host && bare && people.iter().skip(1).any(|&m| of(m).or(graph.mention(m).country).is_some_and(|c| c != country))
}

/// Somebody who takes part is of the country.
fn at_home(context: &Context, claim: &Claim, country: Country) -> bool {
    let graph = context.graph;
    let of = |m: u32| graph.mention(m).country == Some(country);
    people(claim).into_iter().any(|m| {
        let posts = context.referents.posts().iter().filter(|p| p.persons.contains(&m));
        of(m) || posts.into_iter().any(|p| p.place.is_some_and(of) || of(p.title) || p.country.is_some_and(|(c, _)| c == country))
    })
}
