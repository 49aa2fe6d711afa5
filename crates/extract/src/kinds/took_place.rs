//! When and where an event was that a pronoun stands for: "The ministers held talks. They took place in Lomé on 4 May".
//!
//! # What it does
//! "Она прошла 15 октября в Исламабаде", "It was held in Minsk": the day and place of the meeting, visit, signing or gathering told of in
//! the sentence before, where that has none.
//!
//! # Why
//! Reports name an event and say when and where in a sentence of its own. (Sessions have a rule that also reads who led them.)
//!
//! # Example
//! "Министр провёл встречу с послом. Она прошла в Минске 4 мая": the meeting was in Minsk on 4 May.

use rapporteur_model::{Claim, ClaimKind, Deprel, Number, Role, Upos};

use crate::build::Context;
use crate::factuality;
use crate::frame::Hit;
use crate::graph::Graph;

const KINDS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Visit, ClaimKind::Signing, ClaimKind::Gathering];

/// Gives day and place to the events that pronouns stand for.
pub fn add(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    for hit in (0..graph.len()).filter_map(|t| standing_for(graph, t)) {
        let sentence = graph.analysis.sentence_of(hit.trigger);
        let told = factuality::of(graph, &hit);
        let start = |c: &Claim| graph.analysis.tokens_in(c.trigger).start;
        let fits = |c: &&mut Claim| {
            let before = graph.analysis.sentence_of(start(c)) + 1 == sentence;
            KINDS.contains(&c.kind) && before && c.modality == told && agrees(graph, start(c), hit.trigger)
        };
        let Some(before) = claims.iter_mut().filter(fits).max_by_key(|c| c.trigger) else { continue };
        let own = context.claim(before.kind, "", &hit);
        for role in [Role::Date, Role::Place].into_iter().filter(|&role| before.get(role).is_none()).collect::<Vec<Role>>() {
            own.all(role).for_each(|f| before.push(role, f.value.clone(), f.span));
        }
    }
}

/// A pronoun that is the subject of a verb of taking place.
fn standing_for(graph: &Graph, t: u32) -> Option<Hit> {
    let pronoun =
        graph.token(t).upos == Upos::Pron && (graph.lexicon.is("it", graph.lemma(t)) || graph.lexicon.is("third", graph.lemma(t)));
    let verb = graph.head(t).filter(|_| pronoun && graph.base(t) == Deprel::Nsubj)?;
    let held = graph.is_passive(verb) || graph.children(verb).iter().any(|&c| graph.lexicon.is("happening_nouns", graph.lemma(c)));
    let happens = graph.lexicon.is("happening", graph.lemma(verb)) && (held || !graph.english());
    happens.then(|| Hit { nominal: true, supported: true, ..Hit::at(t, Some(verb)) })
}

/// The pronoun can stand for the word by which the event is told: in Russian a noun of its gender and number, in English one of its number.
fn agrees(graph: &Graph, trigger: u32, pronoun: u32) -> bool {
    let (own, its) = (graph.token(pronoun).feats, graph.token(trigger).feats);
    let plural = own.number == Some(Number::Plur);
    if graph.english() {
        return graph.is_nominal(trigger) && (its.number == Some(Number::Plur)) == plural;
    }
    let gender = plural || own.gender.zip(its.gender).is_none_or(|(a, b)| a == b);
    graph.is_nominal(trigger) && gender && own.number == its.number
}
