//! Who met, where it is not told in the slots of the word: whose meeting it is, whom it gathered, who stands for a side, with whom, and the one whom
//! the report is about.

use rapporteur_model::{Case, Claim, Deprel, MentionKind, Modality, Role, Value};

use super::same_person;
use crate::build::Context;
use crate::frame::{self, Hit};

/// "его встреча", "their meeting": the person meant takes part.
pub(super) fn owner(context: &Context, hit: &Hit, claim: &mut Claim) {
    for &c in context.graph.children(hit.trigger) {
        let possessive = hit.nominal && context.graph.lexicon.is("possessive", context.graph.lower(c));
        if possessive && let Some(m) = context.referents.person_before(context.graph, c) {
            claim.push(Role::Participant, Value::Mention(m), context.graph.token(c).span);
        }
    }
}

/// "The meeting brought together X and Y", "Встреча собрала X и Y": whom the meeting is the subject of gathering.
pub(super) fn gathered(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let gathers = |v: &u32| graph.lexicon.is("gathers", graph.lemma(*v)) && graph.base(hit.trigger) == Deprel::Nsubj;
    let Some(verb) = hit.verb.filter(|_| hit.nominal).filter(gathers) else { return };
    for t in frame::objects(graph, verb).into_iter().flat_map(|t| graph.conjuncts(t)) {
        for m in context.referents.actors(graph, t) {
            claim.push(Role::Participant, Value::Mention(m), graph.mention(m).span);
        }
    }
}

/// "На переговорах Грузию представлял X, Кению – Y": those who stand for the sides, not the sides that they stand for.
pub(super) fn representatives(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let stands = |v: u32| graph.lexicon.is("representing", graph.lemma(v));
    if !hit.verb.is_some_and(|v| hit.nominal && stands(v)) {
        return;
    }
    let person = |m: u32| graph.mention(m).kind == MentionKind::Person;
    claim.fields.retain(|f| f.role != Role::Participant || matches!(f.value, Value::Mention(m) if person(m)));
    let named = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Person]);
    let nominative = |m: u32| graph.english() || graph.case(graph.mention(m).head).is_none_or(|c| c == Case::Nom);
    for m in named.into_iter().filter(|&m| nominative(m)) {
        claim.push(Role::Participant, Value::Mention(m), graph.mention(m).span);
    }
}

/// "discussed exploration with Minister X": the person with whom stands behind the topic and was hung on it.
pub(super) fn partner(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    if hit.nominal || claim.all(Role::Participant).count() != 1 {
        return;
    }
    for topic in hit.all(Role::Topic) {
        let with = |&t: &u32| matches!(graph.form(t), "with" | "с" | "со") && graph.base(t) == Deprel::Case;
        for t in graph.subtree(topic).filter(with).filter_map(|t| graph.head(t)) {
            let persons = context.referents.actors(graph, t).into_iter().filter(|&m| graph.mention(m).kind == MentionKind::Person);
            for m in persons.collect::<Vec<_>>() {
                claim.push(Role::Participant, Value::Mention(m), graph.mention(m).span);
            }
        }
    }
}

/// How many sentences back he may be told of whom a report follows.
const FOLLOWED: usize = 2;

/// "X arrived in Osh. In the course of the talks with Y, the parties exchanged views": talks at which a clause without a person of its own says
/// that something was done are also those of the one whom the sentences before were about.
pub(super) fn protagonist(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let with =
        |&t: &u32| graph.preposition(t).is_some_and(|p| matches!(p.as_str(), "with" | "с" | "со")) && graph.head(t) == Some(hit.trigger);
    let persons: Vec<u32> = claim.mentions(Role::Participant).collect();
    let one = persons.len() == 1 && graph.mention(persons[0]).kind == MentionKind::Person && graph.children(hit.trigger).iter().any(with);
    let during = graph.base(hit.trigger) == Deprel::Obl || graph.head(hit.trigger).is_some_and(|h| graph.base(h) == Deprel::Obl);
    if !hit.nominal || hit.supported || !one || !during || claim.modality != Modality::Happened {
        return;
    }
    let verb = graph.clause(hit.trigger);
    let somebody = |&t: &u32| !context.referents.actors(graph, t).is_empty() && !graph.lexicon.is("parties", graph.lemma(t));
    if frame::subjects(graph, verb).iter().any(somebody) {
        return;
    }
    let own = graph.analysis.sentence_of(hit.trigger);
    let before = own.saturating_sub(FOLLOWED)..own;
    let told = |s: usize| graph.analysis.sentences.get(s).map_or(0..0, |s| s.tokens.clone());
    let acts = |m: &u32| {
        let top = crate::refer::top(graph, graph.mention(*m).head);
        graph.token(top).deprel == Deprel::Nsubj && !same_person(context, *m, persons[0])
    };
    let found = before.rev().find_map(|s| graph.mentions_in(told(s), &[MentionKind::Person]).into_iter().find(acts));
    if let Some(m) = found {
        claim.push(Role::Participant, Value::Mention(m), graph.mention(m).span);
    }
}

/// "В переговорах участвовали: с болгарской стороны – X, с узбекской – Y": who took part for each side of talks without a participant.
pub(super) fn by_sides(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let verb = hit.verb.filter(|&v| hit.nominal && (hit.supported || graph.lexicon.is("attending", graph.lemma(v))));
    if verb.is_none() || claim.mentions(Role::Participant).any(|m| graph.mention(m).kind == MentionKind::Person) {
        return;
    }
    for m in crate::side_rows::persons(graph, graph.sentence(hit.trigger)) {
        claim.push(Role::Participant, Value::Mention(m), graph.mention(m).span);
    }
}
