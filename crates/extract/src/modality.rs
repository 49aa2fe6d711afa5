//! Whether a thing happened, is planned, proposed, denied or conditional, by the words over and beside its trigger.

use rapporteur_model::{Aspect, Deprel, MentionKind, Modality, Mood, Tense, Upos, VerbForm};

use crate::frame::Hit;
use crate::graph::Graph;

/// Modality of a trigger.
pub fn of(graph: &Graph, hit: &Hit) -> Modality {
    let mut chain: Vec<u32> = hit.anchors().chain(between(graph, hit)).collect();
    let top = hit.verb.unwrap_or(hit.trigger);
    chain.extend(governors(graph, top).into_iter().filter(|t| !chain.contains(t)).collect::<Vec<u32>>());
    let words = &graph.lexicon.modality;
    // "X, возможно, посетит": an aside of one word is no clause.
    let aside = |c: u32| graph.base(c) == Deprel::Parataxis && !graph.is_verb(c);
    let beside = |c: u32| {
        let clause = matches!(graph.base(c), Deprel::Conj | Deprel::Parataxis | Deprel::Advcl | Deprel::Ccomp) && !aside(c);
        !graph.is_nominal(c) && !clause
    };
    let marked = |list| chain.iter().take(2).any(|&t| graph.children(t).iter().any(|&c| contains(graph, c, list) && beside(c)));
    // What a verb itself means says nothing of whether it was done: "назначил" has appointed.
    let over: Vec<u32> = chain.iter().copied().filter(|&t| t != hit.trigger).collect();
    let negated = chain
        .iter()
        .take(2)
        .any(|&t| graph.children(t).iter().any(|&c| words.negation.contains(graph.lemma(c)) && graph.base(c) != Deprel::Obj));
    // "No agreement was signed", "никаких документов не подписано"
    let nothing = |t: u32| {
        let none = |&c: &u32| matches!(graph.base(c), Deprel::Nsubj | Deprel::Obj) && graph.is_nominal(c);
        let det = |&d: &u32| graph.base(d) == Deprel::Det && words.negation.contains(graph.lemma(d));
        graph.children(t).iter().filter(|c| none(c)).any(|&c| graph.children(c).iter().any(|d| det(d)))
    };
    let negated = negated || chain.iter().take(2).any(|&t| nothing(t));
    if negated || any(graph, &over, &words.denied) || rumoured(graph, top) {
        return Modality::Denied;
    }
    if any(graph, &over, &words.cancelled) || (any(graph, &over, &words.postponed) && !moved_to(graph, hit)) {
        return Modality::Cancelled;
    }
    let condition = chain.iter().take(2).any(|&t| {
        graph
            .children(t)
            .iter()
            .any(|&c| graph.base(c) == Deprel::Advcl && graph.children(c).iter().any(|&m| contains(graph, m, &words.conditional)))
    });
    let told = chain.iter().take(2).any(|&t| future_of_past(graph, t));
    if condition
        || any(graph, &over, &words.conditional)
        || (marked(&words.conditional) && !told)
        || chain.iter().take(2).any(|&t| graph.token(t).feats.mood == Some(Mood::Cnd))
    {
        return Modality::Conditional;
    }
    if any(graph, &over, &words.proposed) {
        return Modality::Proposed;
    }
    let due = graph.token(hit.trigger).upos == Upos::Adj && contains(graph, hit.trigger, &words.planned);
    let future = told || due || chain.iter().take(2).any(|&t| future(graph, t));
    if future || any(graph, &over, &words.planned) || any(graph, &over, &words.postponed) || marked(&words.planned) {
        return Modality::Planned;
    }
    Modality::Happened
}

fn contains(graph: &Graph, t: u32, list: &std::collections::HashSet<String>) -> bool {
    let phrasal =
        |&c: &u32| graph.token(c).deprel == Deprel::CompoundPrt && list.contains(&format!("{} {}", graph.lemma(t), graph.lower(c)));
    list.contains(graph.lemma(t)) || list.contains(graph.lower(t)) || graph.children(t).iter().any(phrasal)
}

/// "announced that India would offer": what was to come when somebody spoke of it.
fn future_of_past(graph: &Graph, t: u32) -> bool {
    let would = graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Aux && graph.lower(c) == "would");
    let clause = std::iter::successors(Some(t), |&u| graph.head(u).filter(|_| graph.base(u) == Deprel::Conj)).take(3).last().unwrap_or(t);
    let said = graph.head(clause).filter(|_| matches!(graph.base(clause), Deprel::Ccomp | Deprel::Parataxis));
    let speaks = |v: u32| graph.lexicon.frames(rapporteur_model::ClaimKind::Statement).any(|f| f.verbs.contains(graph.lemma(v)));
    would && said.is_some_and(|v| graph.token(v).feats.tense == Some(Tense::Past) && speaks(v))
}

/// "dismissed reports that X had met Y": a clause about a noun that somebody denies.
fn rumoured(graph: &Graph, t: u32) -> bool {
    let noun = graph.head(t).filter(|&n| matches!(graph.base(t), Deprel::Acl | Deprel::Ccomp) && graph.is_nominal(n));
    let verb = noun.and_then(|n| graph.head(n).filter(|_| matches!(graph.base(n), Deprel::Obj | Deprel::Nsubj)));
    let relative = graph.children(t).iter().any(|&c| graph.lexicon.is("relative", graph.lemma(c)) && graph.base(c) != Deprel::Mark);
    verb.is_some_and(|v| contains(graph, v, &graph.lexicon.modality.denied)) && !relative
}

/// "отложен на осень", "postponed until May": the time that an event is moved to is told.
fn moved_to(graph: &Graph, hit: &Hit) -> bool {
    let dates = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Date]);
    let to = |m: u32| {
        let first = graph.range(m).start;
        [Some(first), first.checked_sub(1)].into_iter().flatten().any(|t| graph.lexicon.is("towards", graph.lower(t)))
    };
    dates.into_iter().any(to)
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
    // "expected to take part and to hold talks"
    let bare = |u: u32| graph.token(u).feats.verb_form == Some(VerbForm::Inf);
    let mut at = graph.head(t).filter(|&h| graph.base(t) == Deprel::Conj && bare(t) && bare(h)).unwrap_or(t);
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
