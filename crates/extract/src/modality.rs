//! Whether a thing happened, is planned, proposed, denied, called off or conditional, by the words over and beside its trigger.

use foldhash::HashSet;
use rapporteur_model::{Aspect, ClaimKind, Deprel, MentionKind, Modality, Mood, Tense, Upos, VerbForm};

use crate::frame::Hit;
use crate::graph::Graph;

/// Modality of a trigger.
pub fn of(graph: &Graph, hit: &Hit) -> Modality {
    let words = &graph.lexicon.modality;
    let way = Way::new(graph, hit);
    let planned = || way.near().any(|t| future(graph, t)) || way.over(graph, &words.planned) || way.marked(graph, &words.planned);
    if let Some(off) = called_off(graph, &way) {
        return off;
    }
    if way.negated(graph) {
        return if planned() && hit.nominal { Modality::Cancelled } else { Modality::Denied };
    }
    if way.over(graph, &words.denied) || denied_report(graph, &way) {
        return Modality::Denied;
    }
    if conditional(graph, &way) {
        return Modality::Conditional;
    }
    if way.over(graph, &words.proposed) || way.marked(graph, &words.proposed_beside) {
        return Modality::Proposed;
    }
    if way.near().any(|t| unfulfilled(graph, t)) {
        return Modality::Cancelled;
    }
    let due = graph.token(hit.trigger).upos == Upos::Adj && means(graph, hit.trigger, &words.planned);
    if due || planned() { Modality::Planned } else { Modality::Happened }
}

/// The words that a trigger stands under, nearest first.
struct Way {
    /// The trigger, the verbs that carry it and the nouns between.
    own: Vec<u32>,
    /// All of them but the trigger, and the verbs and nouns that govern them. What a verb itself means says nothing of whether it was
    /// done: "назначил" has appointed.
    over: Vec<u32>,
    /// Those of `over` that take the event as what they are done to ("called off his visit"), not as a circumstance.
    takes: Vec<u32>,
}

impl Way {
    fn new(graph: &Graph, hit: &Hit) -> Self {
        let mut own: Vec<u32> = hit.anchors().collect();
        own.extend(between(graph, hit).into_iter().filter(|t| !own.contains(t)).collect::<Vec<u32>>());
        let top = hit.verb.unwrap_or(hit.trigger);
        let governors = governors(graph, top);
        let mut over: Vec<u32> = own.iter().copied().filter(|&t| t != hit.trigger).collect();
        over.extend(governors.into_iter().filter(|t| !own.contains(t)));
        let takes = over.iter().copied().filter(|&v| v != top || direct(graph, hit.trigger, v)).collect();
        Self { own, over, takes }
    }

    /// The trigger and the verb that carries it.
    fn near(&self) -> impl Iterator<Item = u32> + '_ {
        self.own.iter().copied().take(2)
    }

    fn over(&self, graph: &Graph, list: &HashSet<String>) -> bool {
        self.over.iter().any(|&t| means(graph, t, list))
    }

    /// A word of the list hangs on the trigger or its verb, and is no noun and no clause.
    fn marked(&self, graph: &Graph, list: &HashSet<String>) -> bool {
        // "X, возможно, посетит": an aside of one word is no clause.
        let aside = |c: u32| graph.base(c) == Deprel::Parataxis && !graph.is_verb(c);
        let clause = |c: u32| matches!(graph.base(c), Deprel::Conj | Deprel::Parataxis | Deprel::Advcl | Deprel::Ccomp) && !aside(c);
        let beside = |c: u32| !graph.is_nominal(c) && !clause(c);
        self.near().any(|t| graph.children(t).iter().any(|&c| means(graph, c, list) && beside(c) && !told_before(graph, t, c)))
    }

    /// "не состоялась", "did not meet", "не смог встретиться".
    fn negated(&self, graph: &Graph) -> bool {
        let words = &graph.lexicon.modality.negation;
        let negates = |c: u32| words.contains(graph.lemma(c)) && graph.base(c) != Deprel::Obj;
        let governs = self.over.iter().copied().filter(|&t| graph.is_verb(t) || graph.token(t).feats.short);
        // "No agreement was signed", "никаких документов не подписано"
        let none = |c: u32| {
            let argument = matches!(graph.base(c), Deprel::Nsubj | Deprel::Obj) && graph.is_nominal(c);
            argument && graph.children(c).iter().any(|&d| graph.base(d) == Deprel::Det && words.contains(graph.lemma(d)))
        };
        self.near().any(|t| graph.children(t).iter().any(|&c| none(c)))
            || self.near().chain(governs).any(|t| graph.children(t).iter().any(|&c| negates(c)))
    }
}

/// The word, or the verb with its particle ("call off"), stands in a list.
pub fn means(graph: &Graph, t: u32, list: &HashSet<String>) -> bool {
    match particle(graph, t) {
        Some(particle) => list.contains(&format!("{} {}", graph.lemma(t), graph.lower(particle))),
        None => list.contains(graph.lemma(t)) || list.contains(graph.lower(t)),
    }
}

/// The particle of an English verb ("off" of "called off").
pub fn particle(graph: &Graph, t: u32) -> Option<u32> {
    let prt = |&c: &u32| graph.token(c).deprel == Deprel::CompoundPrt && c > t;
    graph.children(t).iter().copied().find(prt)
}

/// "would" in the words of one who spoke in the past is a plain future there, no condition.
fn told_before(graph: &Graph, verb: u32, word: u32) -> bool {
    graph.lemma(word) == "would" && reported(graph, verb)
}

/// The clause of a verb is what somebody said, announced or expects.
pub fn reported(graph: &Graph, verb: u32) -> bool {
    let first = std::iter::successors(Some(verb), |&t| graph.head(t).filter(|_| graph.base(t) == Deprel::Conj)).take(4).last();
    let Some(at) = first else { return false };
    let says = |t: u32| {
        let speech = graph.lexicon.frames(ClaimKind::Statement).any(|f| f.verbs.contains(graph.lemma(t)));
        graph.is_verb(t) && speech || graph.lexicon.is("saying", graph.lemma(t))
    };
    let over = graph.head(at).is_some_and(|h| matches!(graph.base(at), Deprel::Ccomp | Deprel::Acl | Deprel::Parataxis) && says(h));
    over && graph.token(at).deprel != Deprel::AclRelcl || graph.children(at).iter().any(|&c| graph.base(c) == Deprel::Parataxis && says(c))
}

/// "отменён", "called off"; "отложен", "put off": to another day it is still planned.
fn called_off(graph: &Graph, way: &Way) -> Option<Modality> {
    let words = &graph.lexicon.modality;
    let denied = |t: u32| graph.children(t).iter().any(|&c| words.negation.contains(graph.lemma(c)));
    let taking = || way.takes.iter().copied().filter(|&t| !denied(t));
    if taking().any(|t| means(graph, t, &words.cancelled)) {
        return Some(Modality::Cancelled);
    }
    let put_off = taking().find(|&t| means(graph, t, &words.postponed))?;
    Some(if to_a_day(graph, put_off) { Modality::Planned } else { Modality::Cancelled })
}

/// "перенесено на осень", "postponed to October", "from May to June", "перенесено в Ташкент".
fn to_a_day(graph: &Graph, verb: u32) -> bool {
    let behind = graph.mentions_in(verb..graph.sentence(verb).end, &[MentionKind::Date, MentionKind::Place]);
    behind.into_iter().any(|m| {
        let head = graph.mention(m).head;
        let to = |t: u32| matches!(graph.lower(t), "to" | "until" | "till" | "for" | "на" | "до" | "в" | "во");
        let first = graph.range(m).start;
        let within = graph.range(m).any(to) || first.checked_sub(1).is_some_and(to);
        within && graph.distance(head, verb).is_some_and(|d| d <= 2)
    })
}

/// "опроверг сообщения о встрече", "dismissed reports that X had met Y", "denied that they met".
fn denied_report(graph: &Graph, way: &Way) -> bool {
    let mut at = way.over.last().or(way.own.last()).copied();
    for _ in 0..4 {
        let Some(t) = at else { return false };
        let clause = matches!(graph.base(t), Deprel::Ccomp | Deprel::Acl | Deprel::Conj | Deprel::Nmod | Deprel::Obj | Deprel::Obl);
        at = graph.head(t).filter(|_| clause);
        if at.is_some_and(|h| graph.is_verb(h) && means(graph, h, &graph.lexicon.modality.denied)) {
            return true;
        }
    }
    false
}

fn conditional(graph: &Graph, way: &Way) -> bool {
    let words = &graph.lexicon.modality.conditional;
    let mood = || way.near().any(|t| graph.token(t).feats.mood == Some(Mood::Cnd));
    way.near().any(|t| if_clause(graph, t)) || way.over(graph, words) || way.marked(graph, words) || mood()
}

/// A clause of condition hangs on the verb ("если стороны согласуют").
pub fn if_clause(graph: &Graph, t: u32) -> bool {
    let words = &graph.lexicon.modality.conditional;
    let condition = |&c: &u32| graph.base(c) == Deprel::Advcl && graph.children(c).iter().any(|&m| means(graph, m, words));
    graph.children(t).iter().any(condition)
}

/// Nouns between the trigger and its verb ("надежду на визит").
fn between(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let Some(verb) = hit.verb.filter(|&v| v != hit.trigger) else { return Vec::new() };
    std::iter::successors(graph.head(hit.trigger), |&t| graph.head(t)).take_while(|&t| t != verb).take(4).collect()
}

/// The event is what the verb is done to, what it is done from ("отказался от визита") or its subject.
fn direct(graph: &Graph, trigger: u32, verb: u32) -> bool {
    let top = std::iter::successors(Some(trigger), |&t| graph.head(t)).take(5).find(|&t| graph.head(t) == Some(verb));
    let preposition = top.and_then(|t| graph.preposition(t));
    preposition.is_none_or(|p| matches!(p.as_str(), "от" | "from" | "of" | "против" | "against"))
}

/// Verbs over an infinitive, over the clause "что …", over a noun of which the trigger is the object.
fn governors(graph: &Graph, t: u32) -> Vec<u32> {
    let mut found = Vec::new();
    let mut at = t;
    while let Some(head) = graph.head(at).filter(|_| found.len() < 4) {
        let infinitive = graph.token(at).feats.verb_form == Some(VerbForm::Inf);
        let governed = matches!(graph.base(at), Deprel::Xcomp | Deprel::Csubj) || (graph.base(at) == Deprel::Ccomp && infinitive);
        let of_noun = graph.is_nominal(at) && graph.is_nominal(head);
        let under_noun = infinitive && matches!(graph.base(at), Deprel::Acl | Deprel::Nmod);
        // "is due to visit": the predicate of a copula governs what the parser may take for a purpose.
        let due = infinitive && graph.base(at) == Deprel::Advcl && graph.token(head).upos == Upos::Adj && graph.has_copula(head);
        // "to take part and to hold talks": joined infinitives share what governs the first.
        let joined = infinitive && graph.base(at) == Deprel::Conj && graph.token(head).feats.verb_form == Some(VerbForm::Inf);
        // "выразил готовность встретиться", "proposed holding": the noun's verb says how it is meant.
        let object = graph.is_nominal(at) && graph.base(at) == Deprel::Obj && graph.is_verb(head) && !found.is_empty();
        if !(governed || of_noun || under_noun || due || joined || object) {
            break;
        }
        found.push(head);
        at = head;
    }
    found
}

/// A perfective present form is future in Russian; "will" and "be to" are in English, and so is "будет". What is joined to a verb
/// without a form of its own shares that verb's.
pub fn future(graph: &Graph, t: u32) -> bool {
    let feats = graph.token(t).feats;
    let perfective = feats.aspect == Some(Aspect::Perf) && feats.verb_form == Some(VerbForm::Fin) && feats.tense != Some(Tense::Past);
    let auxiliary = |&c: &u32| {
        matches!(graph.base(c), Deprel::Aux | Deprel::Cop)
            && (graph.token(c).feats.tense == Some(Tense::Fut)
                || matches!(graph.lemma(c), "will" | "shall")
                || (graph.lemma(c) == "would" && reported(graph, t))
                || (graph.english() && graph.lemma(c) == "be" && to_do(graph, t))
                || graph.lower(c).starts_with("буд"))
    };
    let own = feats.tense == Some(Tense::Fut)
        || (perfective && feats.mood != Some(Mood::Imp) && graph.is_verb(t) && !graph.english())
        || graph.children(t).iter().any(auxiliary)
        || was_to(graph, t).is_some();
    own || first_of(graph, t).is_some_and(|first| future(graph, first))
}

/// The verb that a bare form is joined to ("will visit X and sign Y").
fn first_of(graph: &Graph, t: u32) -> Option<u32> {
    let bare = matches!(graph.token(t).feats.verb_form, Some(VerbForm::Inf | VerbForm::Part)) || graph.token(t).feats.short;
    let own = graph.children(t).iter().any(|&c| matches!(graph.base(c), Deprel::Aux | Deprel::Cop | Deprel::Mark));
    graph.head(t).filter(|&h| bare && !own && graph.base(t) == Deprel::Conj && graph.is_verb(h) && h < t)
}

/// "is to deliver": the copula with an infinitive.
fn to_do(graph: &Graph, t: u32) -> bool {
    graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Mark && graph.lemma(c) == "to")
}

/// "was to visit" where the parser made "was" the head.
fn was_to(graph: &Graph, t: u32) -> Option<u32> {
    let be = |&h: &u32| graph.english() && graph.base(t) == Deprel::Xcomp && graph.lemma(h) == "be";
    graph.head(t).filter(be).filter(|_| to_do(graph, t))
}

/// "was to have met": it was not done.
fn unfulfilled(graph: &Graph, t: u32) -> bool {
    let past = |&c: &u32| graph.lemma(c) == "be" && graph.token(c).feats.tense == Some(Tense::Past);
    let have = graph.children(t).iter().any(|&c| graph.lemma(c) == "have" && graph.base(c) == Deprel::Aux);
    graph.english() && have && to_do(graph, t) && (graph.children(t).iter().any(past) || was_to(graph, t).as_ref().is_some_and(past))
}
