//! The way from an event up to the root of its sentence: which words it stands under, and how.

use rapporteur_model::{Case, Deprel, Upos, VerbForm};

use super::form;
use crate::graph::Graph;

/// Most steps that are looked at.
const REACH: usize = 10;

/// How a word stands under the one over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// What the word over it is done to, says something of, or is about.
    Governed,
    /// The subject of a verb that is done by it or happens.
    Subject,
    /// A clause of its own ("said that", "unclear whether").
    Clause,
    /// When, where or how something else is done.
    Circumstance,
    /// What something else is done for.
    Purpose,
}

/// One step up.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub below: u32,
    pub word: u32,
    pub link: Link,
}

/// The steps from a word to the root; beyond a circumstance, a relative clause or a participle nothing is said of it.
pub fn climb(graph: &Graph, from: u32) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut at = from;
    for _ in 0..REACH {
        let Some(word) = graph.head(at) else { break };
        if joined(graph, at, word) {
            at = word;
            continue;
        }
        let Some(link) = link(graph, at, word) else { break };
        steps.push(Step { below: at, word, link });
        if matches!(link, Link::Circumstance | Link::Purpose) {
            break;
        }
        at = word;
    }
    steps
}

/// What is joined to a word stands under the same words; a finite verb under none that governs an infinitive.
fn joined(graph: &Graph, t: u32, head: u32) -> bool {
    let finite = graph.token(t).feats.verb_form == Some(VerbForm::Fin) && form::infinitive(graph, head);
    matches!(graph.base(t), Deprel::Conj | Deprel::Appos) && !finite
}

fn link(graph: &Graph, t: u32, head: u32) -> Option<Link> {
    let bare = form::infinitive(graph, t);
    match graph.base(t) {
        Deprel::Xcomp | Deprel::Csubj | Deprel::Obj | Deprel::Iobj | Deprel::Compound => Some(Link::Governed),
        Deprel::Nsubj => Some(if undergoes(graph, t, head) { Link::Governed } else { Link::Subject }),
        Deprel::Ccomp => Some(if bare { Link::Governed } else { Link::Clause }),
        Deprel::Acl if conjoined(graph, t) => Some(Link::Clause),
        Deprel::Acl if graph.token(t).deprel == Deprel::AclRelcl => None,
        Deprel::Acl if bare || form::gerund(graph, t) && marked(graph, t) => Some(Link::Governed),
        Deprel::Advcl if bare => Some(if governs(graph, head) { Link::Governed } else { Link::Purpose }),
        // "exchanged views on holding", "spoke of signing"
        Deprel::Advcl if form::gerund(graph, t) && topical(graph, t) => Some(Link::Governed),
        Deprel::Advcl => Some(Link::Circumstance),
        Deprel::Nmod | Deprel::Obl => Some(if about(graph, t, head) { Link::Governed } else { Link::Circumstance }),
        _ => None,
    }
}

/// The subject of a passive or reflexive verb, or of a predicate that is no verb.
fn undergoes(graph: &Graph, t: u32, head: u32) -> bool {
    let reflexive = !graph.english() && graph.lemma(head).ends_with("ся");
    graph.token(t).deprel == Deprel::NsubjPass || graph.is_passive(head) || reflexive || !graph.is_verb(head)
}

/// A conjunction or preposition opens the clause.
fn marked(graph: &Graph, t: u32) -> bool {
    graph.children(t).iter().any(|&c| matches!(graph.base(c), Deprel::Mark | Deprel::Case) && c < t)
}

/// A preposition of what is spoken of or wanted in front of an English gerund.
fn topical(graph: &Graph, t: u32) -> bool {
    let mark = |&c: &u32| c < t && matches!(graph.base(c), Deprel::Mark | Deprel::Case);
    graph
        .children(t)
        .iter()
        .copied()
        .filter(mark)
        .any(|c| matches!(graph.lower(c), "on" | "about" | "of" | "for" | "over" | "towards" | "to" | "from"))
}

/// "reports that X had met Y", "вопрос, подписал ли": a clause with a conjunction or a particle of question.
fn conjoined(graph: &Graph, t: u32) -> bool {
    let auxiliary = graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Aux);
    let mark = graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Mark && c < t && !matches!(graph.lower(c), "to" | "of"));
    mark && (!graph.is_participle(t) || auxiliary)
}

/// "is due to visit": the predicate of a copula, or a word of plan or wish, governs what the parser may take for a purpose.
fn governs(graph: &Graph, head: u32) -> bool {
    graph.token(head).upos == Upos::Adj && graph.has_copula(head) || says(graph, head)
}

/// What a preposition makes the matter of the word over it ("готовиться к визиту", "call for talks"), not its time or place.
fn about(graph: &Graph, t: u32, head: u32) -> bool {
    let Some(preposition) = graph.preposition(t) else {
        let cases = matches!(graph.case(t), Some(Case::Gen | Case::Dat | Case::Ins | Case::Acc));
        let bare = graph.english() && says(graph, head);
        return graph.base(t) == Deprel::Nmod || cases || bare || form::gerund(graph, t);
    };
    let case = graph.case(t);
    let attends = || graph.lexicon.is("attending", graph.lemma(head));
    match preposition.as_str() {
        "о" | "об" | "обо" | "к" | "ко" | "от" | "против" | "про" => true,
        // "ждём премьера с визитом"
        "с" | "со" | "with" => says(graph, head),
        // "заинтересованность в подписании"
        "в" | "во" if graph.token(head).upos == Upos::Noun => case == Some(Case::Acc) || says(graph, head),
        "на" | "в" | "во" | "за" => attends() || case == Some(Case::Acc),
        "of" | "for" | "about" | "against" | "towards" | "toward" => true,
        // "In a call on Monday, they reviewed progress"
        "in" if graph.base(t) == Deprel::Obl && t < head => false,
        "to" | "on" | "from" | "in" | "over" | "as" => attends() || says(graph, head),
        _ => false,
    }
}

/// The word is of a class that says something of events.
fn says(graph: &Graph, head: u32) -> bool {
    let phrase = form::particle(graph, head).map(|p| format!("{} {}", graph.lemma(head), graph.lower(p)));
    !graph.lexicon.facts.over(phrase.as_deref().unwrap_or(graph.lemma(head))).is_empty()
}
