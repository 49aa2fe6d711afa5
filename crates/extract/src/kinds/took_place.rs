//! When and where an event was that a pronoun stands for: "The ministers held talks. They took place in Lomé on 4 May".
//!
//! # What it does
//! "Она прошла 15 октября в Исламабаде", "It was held in Minsk": the day and place of the meeting, visit, signing or gathering told of in
//! the sentence before, where that has none. "Поездка намечена на сентябрь", "The trip is set for May": the day of the one that was asked
//! for or planned, which is planned then.
//!
//! # Why
//! Reports name an event and say when and where in a sentence of its own. (Sessions have a rule that also reads who led them.)
//!
//! # Example
//! "Министр провёл встречу с послом. Она прошла в Минске 4 мая": the meeting was in Minsk on 4 May.

use rapporteur_model::{Claim, ClaimKind, Deprel, Modality, Number, Role, Upos};

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

/// Gives its day to a visit, meeting or signing told of before that a bare noun under a word of plan means.
pub fn set(context: &Context, claims: &mut [Claim]) {
    const NAMED: &[ClaimKind] = &[ClaimKind::Visit, ClaimKind::Meeting, ClaimKind::Signing];
    let graph = context.graph;
    for &kind in NAMED {
        for hit in context.hits(kind).iter().filter(|h| bare(graph, h)) {
            let sentence = graph.analysis.sentence_of(hit.trigger);
            let own = context.claim(kind, "", hit);
            let start = |c: &Claim| graph.analysis.tokens_in(c.trigger).start;
            let near = |c: &Claim| (1..=2).contains(&sentence.saturating_sub(graph.analysis.sentence_of(start(c))));
            let last = claims.iter_mut().filter(|c| c.kind == kind && near(c)).max_by_key(|c| c.trigger);
            let open = |c: &Claim| matches!(c.modality, Modality::Proposed | Modality::Planned) && c.get(Role::Date).is_none();
            let Some(before) = last.filter(|c| open(c) && own.modality == Modality::Planned) else { continue };
            let Some(day) = own.get(Role::Date) else { continue };
            before.modality = Modality::Planned;
            before.push(Role::Date, day.value.clone(), day.span);
        }
    }
}

/// A noun that says nothing of whose or where, the subject of a word of plan ("намечена", "is scheduled").
fn bare(graph: &Graph, hit: &Hit) -> bool {
    let light = |&c: &u32| matches!(graph.base(c), Deprel::Det | Deprel::Case | Deprel::Punct | Deprel::Amod);
    let plans = |v: u32| graph.lexicon.facts.over(graph.lemma(v)).contains(&factuality::Tells::Planned);
    let subject = graph.base(hit.trigger) == Deprel::Nsubj && graph.head(hit.trigger).is_some_and(plans);
    hit.nominal && subject && graph.children(hit.trigger).iter().all(light)
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
