//! Whether a thing happened, is planned, proposed, denied or conditional, by the words over and beside its trigger.

use rapporteur_model::{Aspect, Deprel, Modality, Mood, Tense, VerbForm};

use crate::frame::Hit;
use crate::graph::Graph;

/// Modality of a trigger.
pub fn of(graph: &Graph, hit: &Hit) -> Modality {
    let mut chain: Vec<u32> = hit.anchors().chain(between(graph, hit)).collect();
    let top = hit.verb.unwrap_or(hit.trigger);
    chain.extend(governors(graph, top).into_iter().filter(|t| !chain.contains(t)).collect::<Vec<u32>>());
    let words = &graph.lexicon.modality;
    let beside =
        |c: u32| !graph.is_nominal(c) && !matches!(graph.base(c), Deprel::Conj | Deprel::Parataxis | Deprel::Advcl | Deprel::Ccomp);
    let marked = |list| chain.iter().take(2).any(|&t| graph.children(t).iter().any(|&c| contains(graph, c, list) && beside(c)));
    // What a verb itself means says nothing of whether it was done: "назначил" has appointed.
    let over: Vec<u32> = chain.iter().copied().filter(|&t| t != hit.trigger).collect();
    let negated = chain
        .iter()
        .take(2)
        .any(|&t| graph.children(t).iter().any(|&c| words.negation.contains(graph.lemma(c)) && graph.base(c) != Deprel::Obj));
    if negated || any(graph, &over, &words.denied) {
        return Modality::Denied;
    }
    let condition = chain.iter().take(2).any(|&t| {
        graph
            .children(t)
            .iter()
            .any(|&c| graph.base(c) == Deprel::Advcl && graph.children(c).iter().any(|&m| contains(graph, m, &words.conditional)))
    });
    if condition
        || any(graph, &over, &words.conditional)
        || marked(&words.conditional)
        || chain.iter().take(2).any(|&t| graph.token(t).feats.mood == Some(Mood::Cnd))
    {
        return Modality::Conditional;
    }
    if any(graph, &over, &words.proposed) {
        return Modality::Proposed;
    }
    let future = chain.iter().take(2).any(|&t| future(graph, t));
    if future || any(graph, &over, &words.planned) || marked(&words.planned) {
        return Modality::Planned;
    }
    Modality::Happened
}

fn contains(graph: &Graph, t: u32, list: &std::collections::HashSet<String>) -> bool {
    list.contains(graph.lemma(t)) || list.contains(graph.lower(t))
}

fn any(graph: &Graph, chain: &[u32], list: &std::collections::HashSet<String>) -> bool {
    chain.iter().any(|&t| contains(graph, t, list))
}

/// Nouns between the trigger and its verb ("надежду на визит").
fn between(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let Some(verb) = hit.verb.filter(|&v| v != hit.trigger) else { return Vec::new() };
    std::iter::successors(graph.head(hit.trigger), |&t| graph.head(t)).take_while(|&t| t != verb).take(4).collect()
}

/// Verbs over an infinitive, over the clause "что …", over a noun of which the trigger is the object.
fn governors(graph: &Graph, t: u32) -> Vec<u32> {
    let mut found = Vec::new();
    let mut at = t;
    while let Some(head) = graph.head(at).filter(|_| found.len() < 3) {
        let infinitive = graph.token(at).feats.verb_form == Some(VerbForm::Inf);
        let governed = matches!(graph.base(at), Deprel::Xcomp | Deprel::Csubj) || (graph.base(at) == Deprel::Ccomp && infinitive);
        let of_noun = graph.is_nominal(at) && graph.is_nominal(head);
        let under_noun = infinitive && matches!(graph.base(at), Deprel::Acl | Deprel::Nmod);
        // "выразил готовность встретиться", "proposed holding": the noun's verb says how it is meant.
        let object = graph.is_nominal(at) && graph.base(at) == Deprel::Obj && graph.is_verb(head) && !found.is_empty();
        if !(governed || of_noun || under_noun || object) {
            break;
        }
        found.push(head);
        at = head;
    }
    found
}

/// A perfective present form is future in Russian; "will" and "be to" are in English, and so is "будет".
fn future(graph: &Graph, t: u32) -> bool {
    let feats = graph.token(t).feats;
    let perfective = feats.aspect == Some(Aspect::Perf) && feats.verb_form == Some(VerbForm::Fin) && feats.tense != Some(Tense::Past);
    let auxiliary = graph.children(t).iter().any(|&c| {
        matches!(graph.base(c), Deprel::Aux | Deprel::Cop)
            && (graph.token(c).feats.tense == Some(Tense::Fut)
                || matches!(graph.lemma(c), "will" | "shall")
                || (graph.english() && graph.lemma(c) == "be" && to_do(graph, t))
                || graph.lower(c).starts_with("буд"))
    });
    feats.tense == Some(Tense::Fut) || (perfective && graph.is_verb(t) && !graph.english()) || auxiliary
}

/// "is to deliver": the copula with an infinitive.
fn to_do(graph: &Graph, t: u32) -> bool {
    graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Mark && graph.lemma(c) == "to")
}
