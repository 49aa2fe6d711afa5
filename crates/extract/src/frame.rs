//! The one mechanism of events: a trigger and what fills its slots, on Universal Dependencies. Knows no kind of claim.

use std::collections::BTreeMap;

use rapporteur_model::{Case, ClaimKind, Deprel, Role, Upos};

use crate::graph::Graph;
use crate::lexicon::{Frame, Slot};

/// A trigger found, with the tokens that head its fields.
#[derive(Debug)]
pub struct Hit {
    /// The word that triggers.
    pub trigger: u32,
    /// True when it is a noun.
    pub nominal: bool,
    /// The verb that carries it: the trigger itself, or the verb that a noun hangs on.
    pub verb: Option<u32>,
    /// True when the verb only carries the noun.
    pub supported: bool,
    /// Role and token; coordinated tokens are given each.
    pub args: Vec<(Role, u32)>,
}

impl Hit {
    pub fn all(&self, role: Role) -> impl Iterator<Item = u32> + '_ {
        self.args.iter().filter(move |(r, _)| *r == role).map(|(_, t)| *t)
    }
}

/// Kinds whose triggers compete for dates and places.
const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing, ClaimKind::Appointment];

/// All triggers of a report, found once.
#[derive(Debug, Default)]
pub struct Hits {
    by_kind: BTreeMap<ClaimKind, Vec<Hit>>,
    events: Vec<u32>,
}

impl Hits {
    /// Finds the triggers of all kinds; a token triggers a kind once.
    pub fn new(graph: &Graph) -> Self {
        let mut hits = Self::default();
        for t in 0..graph.len() {
            for frame in graph.lexicon.triggered(graph.lemma(t)) {
                let of_kind = hits.by_kind.entry(frame.kind).or_default();
                if of_kind.last().is_none_or(|h: &Hit| h.trigger != t) {
                    of_kind.extend(hit(graph, frame, t));
                }
            }
        }
        hits.events = EVENTS.iter().flat_map(|&kind| hits.of(kind)).map(|hit| hit.trigger).collect();
        hits.events.sort_unstable();
        hits.events.dedup();
        hits
    }

    /// Those of a kind, in the order of the text.
    pub fn of(&self, kind: ClaimKind) -> &[Hit] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The triggers of events, so that a phrase goes to the nearest.
    pub fn events(&self) -> &[u32] {
        &self.events
    }
}

fn hit(graph: &Graph, frame: &Frame, t: u32) -> Option<Hit> {
    let lemma = graph.lemma(t);
    let verb = graph.is_verb(t) || (graph.token(t).upos == Upos::Adj && graph.token(t).feats.short);
    if verb && frame.verbs.contains(lemma) {
        return Some(with_args(graph, frame, Hit { trigger: t, nominal: false, verb: Some(t), supported: false, args: Vec::new() }));
    }
    if graph.is_nominal(t) && frame.nouns.contains(lemma) && !in_name(graph, t) {
        let carrier = carrier(graph, t);
        let supported = carrier.is_some_and(|v| frame.support.contains(graph.lemma(v)));
        return Some(with_args(graph, frame, Hit { trigger: t, nominal: true, verb: carrier, supported, args: Vec::new() }));
    }
    None
}

/// A trigger inside a name ("Фонд «Встреча»") is none.
fn in_name(graph: &Graph, t: u32) -> bool {
    use rapporteur_model::MentionKind::{Organisation, Person, Product};
    graph.at(t, &[Organisation, Person, Product]).is_some_and(|m| graph.mention(m).head != t)
}

/// The verb that a noun depends on, over prepositions and quantities.
fn carrier(graph: &Graph, t: u32) -> Option<u32> {
    let mut at = t;
    for _ in 0..4 {
        at = graph.token(at).head?;
        if graph.is_verb(at) {
            return Some(at);
        }
    }
    None
}

fn with_args(graph: &Graph, frame: &Frame, mut hit: Hit) -> Hit {
    for (role, slots) in &frame.roles {
        for slot in slots {
            for token in fill(graph, &hit, slot) {
                for each in graph.conjuncts(token) {
                    if !hit.args.contains(&(*role, each)) && each != hit.trigger {
                        hit.args.push((*role, each));
                    }
                }
            }
        }
    }
    hit
}

fn fill(graph: &Graph, hit: &Hit, slot: &Slot) -> Vec<u32> {
    match slot {
        Slot::Subject => subject_of(graph, hit),
        Slot::Object if hit.nominal => Vec::new(),
        Slot::Object => objects(graph, hit.trigger),
        Slot::Genitive if hit.nominal => genitives(graph, hit.trigger),
        Slot::Genitive => Vec::new(),
        Slot::Instrumental => bare(graph, hit, Case::Ins),
        Slot::Dative => bare(graph, hit, Case::Dat),
        Slot::Prep(words, case) => phrases(graph, hit, words, *case),
    }
}

fn subject_of(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let Some(verb) = hit.verb else { return Vec::new() };
    if !hit.nominal {
        return subjects(graph, verb);
    }
    // "обсудили поставки": the subject of a verb that does more than carry its object does something else with it.
    let governed = graph.token(hit.trigger).head == Some(verb) && matches!(graph.base(hit.trigger), Deprel::Obj) && !hit.supported;
    let all = subjects(graph, verb);
    if governed || all.contains(&hit.trigger) { Vec::new() } else { all }
}

/// Who does it: active subject, passive agent, subject shared with the verb that this one is coordinated with or depends on.
pub fn subjects(graph: &Graph, verb: u32) -> Vec<u32> {
    let passive = graph.is_passive(verb);
    let own: Vec<u32> = graph
        .children(verb)
        .iter()
        .copied()
        .filter(|&c| if passive { agent(graph, c) } else { graph.token(c).deprel == Deprel::Nsubj })
        .collect();
    if !own.is_empty() || passive {
        return own;
    }
    let nominative = nominative_before(graph, verb);
    if !nominative.is_empty() {
        return nominative;
    }
    if graph.is_participle(verb) {
        return graph.token(verb).head.filter(|_| matches!(graph.base(verb), Deprel::Acl | Deprel::Amod)).into_iter().collect();
    }
    match graph.token(verb).head {
        Some(head)
            if (graph.is_verb(head) || graph.token(head).feats.short)
                && matches!(graph.base(verb), Deprel::Conj | Deprel::Xcomp | Deprel::Advcl)
                && (!graph.is_passive(head) || graph.base(verb) == Deprel::Xcomp) =>
        {
            subjects(graph, head)
        }
        Some(head) if graph.token(verb).deprel == Deprel::AclRelcl && graph.english() => vec![head],
        _ => Vec::new(),
    }
}

/// A person's name in the nominative right before a finite verb that has no subject: the parser hung it elsewhere.
fn nominative_before(graph: &Graph, verb: u32) -> Vec<u32> {
    use rapporteur_model::{MentionKind, VerbForm};
    let finite = graph.token(verb).feats.verb_form == Some(VerbForm::Fin) && !graph.english();
    let before =
        verb.checked_sub(1).filter(|_| finite).and_then(|t| graph.at(t, &[MentionKind::Person]).filter(|&m| graph.range(m).end == verb));
    let Some(m) = before else { return Vec::new() };
    let head = graph.mention(m).head;
    if graph.case(head) != Some(Case::Nom) {
        return Vec::new();
    }
    let first = graph.token(head).head.filter(|&h| graph.base(head) == Deprel::Conj && graph.case(h) == Some(Case::Nom));
    vec![first.unwrap_or(head)]
}

fn agent(graph: &Graph, child: u32) -> bool {
    let token = graph.token(child);
    if graph.english() {
        return token.deprel.base() == Deprel::Obl && graph.preposition(child).as_deref() == Some("by");
    }
    token.deprel == Deprel::OblAgent
        || (token.deprel.base() == Deprel::Obl && token.feats.case == Some(Case::Ins) && graph.preposition(child).is_none())
}

/// What it is done to: active object, passive subject, the head noun of a passive participle.
pub fn objects(graph: &Graph, verb: u32) -> Vec<u32> {
    let passive = graph.is_passive(verb);
    let wanted =
        |c: u32| if passive { matches!(graph.token(c).deprel, Deprel::NsubjPass | Deprel::Nsubj) } else { graph.base(c) == Deprel::Obj };
    let mut found: Vec<u32> = graph.children(verb).iter().copied().filter(|&c| wanted(c)).collect();
    if found.is_empty() && passive && matches!(graph.base(verb), Deprel::Acl | Deprel::Amod) {
        found.extend(graph.token(verb).head);
    }
    if found.is_empty()
        && graph.base(verb) == Deprel::Conj
        && let Some(head) = graph.token(verb).head.filter(|&h| graph.is_verb(h) && passive == graph.is_passive(h) && passive)
    {
        found = objects(graph, head);
    }
    found
}

fn genitives(graph: &Graph, noun: u32) -> Vec<u32> {
    let wanted = |c: u32| {
        if graph.english() {
            graph.token(c).deprel == Deprel::NmodPoss
                || (graph.base(c) == Deprel::Nmod && graph.preposition(c).as_deref() == Some("of"))
                || graph.base(c) == Deprel::Compound
        } else {
            graph.base(c) == Deprel::Nmod && graph.preposition(c).is_none() && graph.case(c).is_none_or(|case| case == Case::Gen)
        }
    };
    graph.children(noun).iter().copied().filter(|&c| wanted(c)).collect()
}

fn bare(graph: &Graph, hit: &Hit, case: Case) -> Vec<u32> {
    let wanted = |c: u32| {
        matches!(graph.base(c), Deprel::Obl | Deprel::Nmod | Deprel::Iobj | Deprel::Obj | Deprel::Xcomp)
            && graph.case(c) == Some(case)
            && graph.preposition(c).is_none()
    };
    let carried = hit.verb.filter(|_| hit.nominal && case == Case::Dat);
    let near = graph.children(hit.trigger).iter().chain(carried.iter().flat_map(|&v| graph.children(v))).copied();
    near.filter(|&c| c != hit.trigger && wanted(c)).collect()
}

/// Phrases with a preposition at the trigger or, for a noun, at the verb that carries it. A complex preposition whose noun the
/// parser took for a phrase of its own ("под председательством директора") is seen through.
fn phrases(graph: &Graph, hit: &Hit, words: &str, case: Option<Case>) -> Vec<u32> {
    let mut found = Vec::new();
    for at in [Some(hit.trigger), hit.verb.filter(|_| hit.nominal)].into_iter().flatten() {
        for &child in graph.children(at) {
            if child == hit.trigger
                || !matches!(
                    graph.base(child),
                    Deprel::Obl
                        | Deprel::Nmod
                        | Deprel::Conj
                        | Deprel::Obj
                        | Deprel::Advcl
                        | Deprel::Parataxis
                        | Deprel::Nsubj
                        | Deprel::Appos
                        | Deprel::Acl
                )
            {
                continue;
            }
            found.extend(phrase(graph, child, words, case));
        }
    }
    if found.is_empty() && words.contains(' ') {
        found = complex(graph, hit.trigger, words);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A complex preposition anywhere in the sentence: its words are rare enough to belong to the sentence's event, and the parser
/// hangs them on the wrong noun more often than not.
fn complex(graph: &Graph, trigger: u32, words: &str) -> Vec<u32> {
    let parts: Vec<&str> = words.split(' ').collect();
    let sentence = graph.sentence(trigger);
    let starts = |t: &u32| {
        parts.iter().enumerate().all(|(i, part)| t + (i as u32) < sentence.end && graph.form(t + i as u32).to_lowercase() == *part)
    };
    let Some(at) = sentence.clone().find(starts) else { return Vec::new() };
    let first = at + parts.len() as u32;
    let inside = |t: u32| (at..first).contains(&t);
    // The first word behind that hangs on the preposition's words or is headed from outside the phrase.
    (first..sentence.end.min(first + 6))
        .find(|&t| graph.is_nominal(t) && graph.token(t).head.is_none_or(|h| inside(h) || h < at || !graph.is_nominal(h) || h > t + 8))
        .into_iter()
        .collect()
}

fn phrase(graph: &Graph, child: u32, words: &str, case: Option<Case>) -> Vec<u32> {
    let Some(preposition) = graph.preposition(child) else { return Vec::new() };
    let in_case = |t: u32| case.is_none_or(|want| graph.case(t).is_none_or(|is| is == want || (want == Case::Loc && is == Case::Dat)));
    if preposition == words && in_case(child) {
        return vec![child];
    }
    // The preposition's noun heads the phrase and what is asked for hangs on it.
    if format!("{preposition} {}", graph.form(child).to_lowercase()) == words {
        let inner = |c: &u32| {
            matches!(graph.base(*c), Deprel::Nmod | Deprel::Appos | Deprel::Obl | Deprel::Flat) && (in_case(*c) || graph.english())
        };
        return graph.children(child).iter().copied().filter(inner).collect();
    }
    Vec::new()
}
