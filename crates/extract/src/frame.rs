//! The one mechanism of events: a trigger and what fills its slots, on Universal Dependencies. Knows no kind of claim.

use std::collections::BTreeMap;

use rapporteur_model::{Case, ClaimKind, Deprel, MentionKind, Role, Upos};

use crate::factuality;
use crate::graph::Graph;
use crate::lexicon::{Frame, Slot};
use crate::subject::agent;
pub use crate::subject::{objects, other_side, subjects};

/// A trigger found, with the tokens that head its fields.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The word that triggers.
    pub trigger: u32,
    /// True when it is a noun.
    pub nominal: bool,
    /// The verb that carries it: the trigger itself, or the verb that a noun hangs on.
    pub verb: Option<u32>,
    /// True when the verb, or a participle at the noun, only carries the noun.
    pub supported: bool,
    /// A participle at the noun that carries it ("прошедшее в Минске заседание", "talks held in Minsk").
    pub participle: Option<u32>,
    /// Role and token; coordinated tokens are given each.
    pub args: Vec<(Role, u32)>,
}

impl Hit {
    pub fn all(&self, role: Role) -> impl Iterator<Item = u32> + '_ {
        self.args.iter().filter(move |(r, _)| *r == role).map(|(_, t)| *t)
    }

    /// A trigger alone, without fields.
    pub fn at(trigger: u32, verb: Option<u32>) -> Self {
        Self {
            trigger,
            nominal: verb != Some(trigger),
            verb,
            supported: verb.is_some_and(|v| v != trigger),
            participle: None,
            args: Vec::new(),
        }
    }

    /// The trigger with the verbs that carry it: where phrases of the event hang.
    pub fn anchors(&self) -> impl Iterator<Item = u32> + '_ {
        std::iter::once(self.trigger).chain(self.verb.filter(|&v| v != self.trigger)).chain(self.participle)
    }
}

/// Kinds whose triggers compete for dates and places.
const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing, ClaimKind::Appointment];

/// Kinds of which a word that is only asked for, doubted or remembered is no trigger.
const TOLD: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing];

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
            for frame in graph.lexicon.triggered(word(graph, t)) {
                let of_kind = hits.by_kind.entry(frame.kind).or_default();
                if of_kind.last().is_none_or(|h: &Hit| h.trigger != t) {
                    of_kind.extend(hit(graph, frame, t));
                }
            }
        }
        hits.events = EVENTS.iter().flat_map(|&kind| hits.of(kind)).map(|hit| hit.trigger).collect();
        hits.events.sort_unstable();
        hits.events.dedup();
        for kind in TOLD {
            if let Some(of_kind) = hits.by_kind.get_mut(kind) {
                of_kind.retain(|hit| factuality::told(graph, hit));
            }
        }
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

/// The dictionary form; of a compound noun that is none of a frame by itself the last part ("онлайн-встреча", "видеовстреча").
fn word<'g>(graph: &'g Graph, t: u32) -> &'g str {
    let lemma = graph.lemma(t);
    if !graph.is_nominal(t) || graph.lexicon.triggered(lemma).next().is_some() {
        return lemma;
    }
    let joined = graph.lexicon.list("compounding").iter().find_map(|start| lemma.strip_prefix(start.as_str()));
    joined.filter(|rest| !rest.is_empty()).or_else(|| lemma.rsplit('-').next()).unwrap_or(lemma)
}

fn hit(graph: &Graph, frame: &Frame, t: u32) -> Option<Hit> {
    let lemma = word(graph, t);
    let predicate = || graph.token(t).upos == Upos::Adj && (graph.token(t).feats.short || graph.has_copula(t));
    let verb = graph.is_verb(t) || predicate() || in_headline(graph, t);
    if verb && (frame.verbs.contains(lemma) || frame.phrases.iter().any(|p| phrased(graph, t, p))) {
        return Some(with_args(graph, frame, Hit::at(t, Some(t))));
    }
    // "the 11th Foreign Office Consultations": talks that are a body have sessions.
    let sits = || frame.kind == ClaimKind::Meeting && graph.at(t, &[MentionKind::Body]).is_some_and(|m| graph.mention(m).head == t);
    if graph.is_nominal(t) && frame.nouns.contains(lemma) && !in_name(graph, t) && !sits() {
        if graph.has_copula(t) {
            // "is on an official visit": the noun is the predicate.
            let supported = frame.support.contains("be") || frame.support.contains("быть");
            return Some(with_args(graph, frame, Hit { nominal: true, supported, ..Hit::at(t, Some(t)) }));
        }
        let carrier = carrier(graph, t);
        let carries = |&v: &u32| frame.support.contains(graph.lemma(v)) || (graph.has_copula(v) && frame.support.contains("be"));
        // "планируется провести": the infinitive carries the noun.
        let below = |v: u32| graph.children(v).iter().copied().find(|c| is_infinitive(graph, *c) && carries(c));
        let carrier = carrier.map(|v| below(v).filter(|_| !carries(&v)).unwrap_or(v));
        let participle = participles(graph, t).into_iter().find(carries);
        let supported = carrier.as_ref().is_some_and(|v| carries(v) && !aside(graph, t, *v)) || participle.is_some();
        if frame.light && !supported {
            return None;
        }
        return Some(with_args(graph, frame, Hit { supported, participle, ..Hit::at(t, carrier) }));
    }
    None
}

/// "Danube Steel names Petra Vogel CEO": between the name of a house and that of a person stands a verb, though it looks like a noun.
fn in_headline(graph: &Graph, t: u32) -> bool {
    use MentionKind::{Organisation, Person, Place};
    let before = t.checked_sub(1).and_then(|u| graph.at(u, &[Organisation, Place])).is_some_and(|m| graph.range(m).end == t);
    let behind = t + 1 < graph.sentence(t).end && graph.at(t + 1, &[Person]).is_some_and(|m| graph.range(m).start == t + 1);
    graph.english() && graph.token(t).upos == Upos::Noun && graph.form(t).ends_with('s') && before && behind
}

/// "call on", "sit down", "поставить подпись": the verb with the words that belong to it, as its dependents or as their prepositions.
fn phrased(graph: &Graph, t: u32, phrase: &[String]) -> bool {
    let Some((verb, rest)) = phrase.split_first() else { return false };
    let below = |word: &String| {
        let own = |&c: &u32| graph.lower(c) == word || graph.lemma(c) == word || graph.preposition(c).is_some_and(|p| p == *word);
        graph.children(t).iter().any(own)
    };
    graph.lemma(t) == verb && rest.iter().all(below)
}

/// A trigger inside a name ("Фонд «Встреча»") is none.
fn in_name(graph: &Graph, t: u32) -> bool {
    use MentionKind::{Organisation, Person, Product};
    graph.at(t, &[Organisation, Person, Product]).is_some_and(|m| graph.mention(m).head != t)
}

/// "В рамках заседания состоялось подписание": the noun only says where the verb's own event took place.
fn aside(graph: &Graph, t: u32, verb: u32) -> bool {
    let top = std::iter::successors(Some(t), |&u| graph.head(u)).take(5).find(|&u| graph.head(u) == Some(verb));
    let preposition = top.and_then(|u| graph.preposition(u));
    // "сдал в аренду", "взяла в лизинг": the noun says what the verb does.
    let into = top == Some(t) && graph.case(t) == Some(Case::Acc) && preposition.as_deref() == Some("в");
    // "состоялось подписание меморандума об обмене студентами": what another noun is about.
    let below = std::iter::successors(Some(t), |&u| graph.head(u)).take(5).take_while(|&u| Some(u) != top && u != verb);
    let about = below.filter_map(|u| graph.preposition(u)).any(|p| p != "of");
    if about {
        return true;
    }
    !into && preposition.is_some_and(|p| !matches!(p.as_str(), "с" | "со" | "on" | "for"))
}

/// "планируется провести", "is due to be held".
fn is_infinitive(graph: &Graph, t: u32) -> bool {
    matches!(graph.base(t), Deprel::Xcomp | Deprel::Csubj) && factuality::infinitive(graph, t)
}

/// Participles of a noun, also those that the parser hung on its complement ("meeting of the Group, held in Yerevan").
fn participles(graph: &Graph, t: u32) -> Vec<u32> {
    let mut found = Vec::new();
    let mut nouns = vec![t];
    for _ in 0..3 {
        // "session of the Malta–Latvia Commission, which": any word of a name may bear the clause.
        let named = |n: u32| graph.at(n, &[MentionKind::Body]).filter(|_| n > t).map_or(n..n + 1, |m| graph.range(m));
        let below: Vec<u32> = nouns.iter().flat_map(|&n| named(n)).flat_map(|n| graph.children(n).iter().copied()).collect();
        found.extend(below.iter().copied().filter(|&c| is_participle(graph, c)));
        // "the session, which was due to open in Valletta": the infinitive of such a clause.
        let clauses = below.iter().copied().filter(|&c| graph.base(c) == Deprel::Acl);
        found.extend(clauses.flat_map(|c| graph.children(c)).copied().filter(|&v| is_infinitive(graph, v)));
        nouns = below.into_iter().filter(|&c| graph.is_nominal(c) && c > t && graph.base(c) == Deprel::Nmod).collect();
    }
    found
}

/// "прошедшее", "held", "которое состоялось": a participle at a noun, or the verb of a relative clause of which the noun is the subject.
pub fn is_participle(graph: &Graph, t: u32) -> bool {
    // "the meeting which Budapest is to host": what the verb of a clause is done to is the noun as well.
    let relative = |&c: &u32| matches!(graph.base(c), Deprel::Nsubj | Deprel::Obj) && graph.lexicon.is("relative", graph.lemma(c));
    let of_noun = graph.token(t).deprel != Deprel::AclRelcl || graph.children(t).iter().any(relative);
    graph.is_verb(t) && matches!(graph.base(t), Deprel::Acl | Deprel::Amod) && of_noun
}

/// The verb that a noun depends on, over prepositions and quantities; a predicate with a copula is one ("is in Minsk on a visit").
fn carrier(graph: &Graph, t: u32) -> Option<u32> {
    let mut at = t;
    for _ in 0..4 {
        let below = at;
        at = graph.head(at)?;
        if graph.is_verb(at) || graph.has_copula(at) {
            return Some(told_behind(graph, below, at).unwrap_or(at));
        }
    }
    None
}

/// "The visit has been postponed, the embassy told TASS": the verb between a noun and the verb of saying that the parser gave it to;
/// "A trip, announced in July, had been put off": the finite verb behind a participle taken for one.
fn told_behind(graph: &Graph, noun: u32, verb: u32) -> Option<u32> {
    let clause =
        |&c: &u32| graph.base(c) == Deprel::Ccomp && graph.is_verb(c) && graph.children(c).iter().any(|&a| graph.base(a) == Deprel::Aux);
    let own = |c: u32| graph.children(c).iter().any(|&s| graph.base(s) == Deprel::Nsubj);
    let auxiliary = graph.children(verb).iter().any(|&a| graph.base(a) == Deprel::Aux);
    let fits = |&c: &u32| {
        (noun < c && c < verb)
            || (c > verb && !own(c) && !auxiliary && graph.token(verb).feats.verb_form != Some(rapporteur_model::VerbForm::Inf))
    };
    let mark = |c: u32| graph.children(c).iter().any(|&m| graph.base(m) == Deprel::Mark && !graph.lemma(m).is_empty());
    // "According to the deal reached, the session is due": the predicate behind a noun that was given to a participle before it.
    let own_predicate = |&c: &u32| graph.base(c) == Deprel::Conj && noun < c && !own(c) && (graph.is_verb(c) || graph.has_copula(c));
    if verb < noun && graph.base(noun) == Deprel::Nsubj && graph.english() {
        return graph.children(verb).iter().copied().find(own_predicate);
    }
    let subject = noun < verb && graph.base(noun) == Deprel::Nsubj && graph.english();
    graph.children(verb).iter().copied().filter(|_| subject).filter(clause).find(|c| fits(c) && !mark(*c))
}

/// "It was held on Monday under the chairmanship of X": a pronoun that stands for the noun of an event, with what its verb says.
pub fn standing_for(graph: &Graph, kind: ClaimKind, t: u32) -> Option<Hit> {
    (graph.base(t) == Deprel::Nsubj).then(|| carried(graph, kind, t)).flatten()
}

/// A word that does not trigger by itself as the noun of an event of this kind that the verb over it carries ("The 4th Commission was held").
pub fn carried(graph: &Graph, kind: ClaimKind, t: u32) -> Option<Hit> {
    let verb = graph.head(t)?;
    let frame = graph.lexicon.frames(kind).find(|f| !f.nouns.is_empty() && f.support.contains(graph.lemma(verb)))?;
    Some(with_args(graph, frame, Hit { nominal: true, supported: true, ..Hit::at(t, Some(verb)) }))
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
        Slot::Carried => hit.verb.filter(|_| hit.nominal && hit.supported).map_or_else(Vec::new, |v| objects(graph, v)),
        Slot::Instrumental => bare(graph, hit, Case::Ins),
        Slot::Dative => bare(graph, hit, Case::Dat),
        Slot::Prep(words, case) => phrases(graph, hit, words, *case),
    }
}

fn subject_of(graph: &Graph, hit: &Hit) -> Vec<u32> {
    // "held in Yerevan and chaired by X": agents of the participle and of those joined to it.
    let joined = hit.participle.map_or_else(Vec::new, |p| graph.conjuncts(p));
    let agents = |&p: &u32| graph.children(p).iter().copied().filter(|&c| agent(graph, c)).collect::<Vec<u32>>();
    let by_participle: Vec<u32> = joined.iter().flat_map(agents).collect();
    if !by_participle.is_empty() {
        return by_participle;
    }
    // "a visit that X made to Kuwait", "визит, который совершил X": the subject of the clause, where the noun is what is made.
    let clause = hit.participle.filter(|&p| graph.token(p).deprel == Deprel::AclRelcl && !graph.is_passive(p));
    let own = |&c: &u32| graph.base(c) == Deprel::Nsubj && !graph.lexicon.is("relative", graph.lemma(c));
    let made: Vec<u32> = clause.map_or_else(Vec::new, |p| graph.children(p).iter().copied().filter(own).collect());
    if !made.is_empty() {
        return made;
    }
    let Some(verb) = hit.verb else { return Vec::new() };
    if !hit.nominal || verb == hit.trigger {
        return subjects(graph, verb);
    }
    // "обсудили поставки": the subject of a verb that does more than carry its object does something else with it.
    let governed = graph.token(hit.trigger).head == Some(verb) && matches!(graph.base(hit.trigger), Deprel::Obj) && !hit.supported;
    let all = if hit.supported { subjects(graph, verb) } else { in_clause(graph, verb) };
    // "Talks would go on, said X": what the parser makes the verb's own subject.
    let itself =
        !hit.supported && !graph.is_passive(verb) && graph.head(hit.trigger) == Some(verb) && graph.base(hit.trigger) == Deprel::Nsubj;
    if governed || itself || all.contains(&hit.trigger) { Vec::new() } else { all }
}

/// Whose clause a phrase stands in: "During the visit, X was received by Y" tells of X's.
fn in_clause(graph: &Graph, verb: u32) -> Vec<u32> {
    use rapporteur_model::MentionKind::{Person, Post};
    let acts = |t: &u32| graph.at(*t, &[Person, Post]).is_some() || graph.token(*t).upos == Upos::Pron;
    let undergoes: Vec<u32> = if graph.is_passive(verb) { objects(graph, verb).into_iter().filter(acts).collect() } else { Vec::new() };
    if undergoes.is_empty() { subjects(graph, verb) } else { undergoes }
}

fn genitives(graph: &Graph, noun: u32) -> Vec<u32> {
    let wanted = |c: u32| {
        if graph.english() {
            graph.token(c).deprel == Deprel::NmodPoss
                || (graph.base(c) == Deprel::Nmod && graph.preposition(c).as_deref() == Some("of"))
                || graph.base(c) == Deprel::Compound
        } else {
            // The genitive of persons is their accusative too.
            let person = || graph.at(c, &[MentionKind::Person, MentionKind::Post]).is_some();
            let case = graph.case(c).is_none_or(|case| case == Case::Gen || case == Case::Acc && person());
            graph.base(c) == Deprel::Nmod && graph.preposition(c).is_none() && case
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
    // "позволит поставить Минобороны": what does not decline stands in the dative by its relation alone.
    let indeclinable = |c: u32| case == Case::Dat && graph.base(c) == Deprel::Iobj && graph.case(c).is_none_or(|is| is == Case::Nom);
    let carried = hit.verb.filter(|_| hit.nominal && case == Case::Dat);
    let near = std::iter::once(hit.trigger).chain(action_nouns(graph, hit)).chain(carried).flat_map(|t| graph.children(t)).copied();
    near.filter(|&c| c != hit.trigger && (wanted(c) || indeclinable(c))).collect()
}

/// Nouns of action between a noun and its verb, which carry it as their verbs would ("о выделении Сербии кредита").
fn action_nouns(graph: &Graph, hit: &Hit) -> Vec<u32> {
    let verb = hit.verb.filter(|_| hit.nominal);
    let up = std::iter::successors(graph.head(hit.trigger), |&t| graph.head(t)).take(3);
    up.take_while(|&t| Some(t) != verb && graph.is_nominal(t)).filter(|&t| graph.lexicon.is("carrying", graph.lemma(t))).collect()
}

/// Phrases with a preposition at the trigger or, for a noun, at the verb that carries it. A complex preposition whose noun the
/// parser took for a phrase of its own ("под председательством директора") is seen through.
fn phrases(graph: &Graph, hit: &Hit, words: &str, case: Option<Case>) -> Vec<u32> {
    let mut found: Vec<u32> = behind(graph, hit, words, case).into_iter().collect();
    let persons = if hit.nominal { persons_of(graph, hit.trigger, matches!(words, "с" | "with")) } else { Vec::new() };
    // "During her stay X was received by Y": who does what the verb says does not stay.
    let other = |at: u32| hit.nominal && !hit.supported && words == "by" && Some(at) == hit.verb && at != hit.trigger;
    for at in hit.anchors().chain(persons) {
        for &child in graph.children(at) {
            if child == hit.trigger
                || other(at)
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
    if found.is_empty() && hit.nominal && graph.english() {
        found.extend(sums(graph, hit.trigger).flat_map(|c| graph.children(c)).flat_map(|&c| phrase(graph, c, words, case)));
    }
    if found.is_empty() && hit.nominal && words == "by" {
        // "the signing of a convention by X": the parser hung who does it on what it is done to.
        let under = |t: u32| graph.head(t).is_some_and(|h| graph.is_nominal(h));
        let by = |&t: &u32| graph.is_nominal(t) && under(t) && graph.preposition(t).as_deref() == Some(words);
        found.extend((hit.trigger + 1..graph.subtree(hit.trigger).end).find(by));
    }
    if found.is_empty() && hit.nominal && hit.supported && matches!(words, "между" | "between") {
        // "Talks were held at the academy between X and Y"
        let own = graph.clause(hit.trigger);
        let inside = |&t: &u32| graph.is_nominal(t) && graph.preposition(t).as_deref() == Some(words) && graph.clause(t) == own;
        found.extend((hit.trigger + 1..graph.sentence(hit.trigger).end).find(inside));
    }
    if found.is_empty() && hit.nominal && hit.supported && matches!(words, "между" | "between") {
        // "переговоры о зоне торговли между Монголией и Сербией": the parser hung the sides on the topic.
        let inside =
            |&t: &u32| graph.is_nominal(t) && graph.preposition(t).as_deref() == Some(words) && graph.sentence(hit.trigger).contains(&t);
        found.extend((hit.trigger + 1..graph.subtree(hit.trigger).end).find(inside));
    }
    if found.is_empty() && words.contains(' ') {
        found = complex(graph, hit.trigger, words);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// "the visit of Minister X to Y", "переговоры делегации с X": persons right under a noun, and for the other side also houses and
/// delegations, on whose names the parser hung what belongs to the noun.
fn persons_of(graph: &Graph, noun: u32, side: bool) -> Vec<u32> {
    use rapporteur_model::MentionKind::{Body, Organisation, Person, Place, Post};
    let house = |c: u32| graph.at(c, &[Post, Organisation, Body, Place]).is_some() || graph.lexicon.is("stand_in", graph.lemma(c));
    let acts = |c: u32| graph.at(c, &[Person]).is_some() || side && house(c);
    let person = |&c: &u32| c > noun && graph.base(c) == Deprel::Nmod && acts(c);
    let persons = graph.children(noun).iter().copied().filter(person);
    persons.flat_map(|p| std::iter::once(p).chain(graph.children(p).iter().copied().filter(|&c| graph.base(c) == Deprel::Flat))).collect()
}

/// "a loan of 40 million dollars to Kyrgyzstan": sums below a noun, on which its own phrases may hang.
fn sums<'g>(graph: &'g Graph, noun: u32) -> impl Iterator<Item = u32> + 'g {
    let counted = |&c: &u32| graph.base(c) == Deprel::Nmod && graph.children(c).iter().any(|&n| graph.token(n).upos == Upos::Num);
    graph.children(noun).iter().copied().filter(counted)
}

/// A phrase right behind a noun is the noun's, wherever the parser hung it ("в поездке по Дагестану заместитель …").
fn behind(graph: &Graph, hit: &Hit, words: &str, case: Option<Case>) -> Option<u32> {
    let at = hit.trigger + 1;
    let adjacent = hit.nominal && at < graph.sentence(hit.trigger).end && graph.lower(at) == words;
    let head = graph.token(at.min(graph.len() - 1)).head.filter(|&h| adjacent && h > at && graph.base(at) == Deprel::Case)?;
    (case.is_none_or(|want| graph.case(head).is_none_or(|is| is == want)) && graph.is_nominal(head)).then_some(head)
}

/// A complex preposition anywhere in the clause: its words are rare enough to belong to the clause's event, and the parser
/// hangs them on the wrong noun more often than not.
fn complex(graph: &Graph, trigger: u32, words: &str) -> Vec<u32> {
    let parts: Vec<&str> = words.split(' ').collect();
    let sentence = graph.sentence(trigger);
    let starts = |t: &u32| parts.iter().enumerate().all(|(i, part)| t + (i as u32) < sentence.end && graph.lower(t + i as u32) == *part);
    let own = graph.clause(trigger);
    // "заседание комиссии, которое состоялось под председательством": a clause about the noun or what stands in its phrase.
    let about = |verb: u32| {
        let up = std::iter::successors(graph.head(verb), |&t| graph.head(t)).take(3);
        graph.base(verb) == Deprel::Acl && up.into_iter().any(|t| t == trigger)
    };
    let near = |t: &u32| graph.clause(*t) == own || about(graph.clause(*t));
    let Some(at) = sentence.clone().filter(starts).find(near) else { return Vec::new() };
    let first = at + parts.len() as u32;
    let inside = |t: u32| (at..first).contains(&t);
    // The first word behind that hangs on the preposition's words or is headed from outside the phrase.
    (first..sentence.end.min(first + 6))
        .find(|&t| graph.is_nominal(t) && graph.head(t).is_none_or(|h| inside(h) || h < at || !graph.is_nominal(h) || h > t + 8))
        .into_iter()
        .collect()
}

/// "во", "со", "ко" are "в", "с", "к" before some words.
fn plain(preposition: &str) -> &str {
    match preposition {
        "во" => "в",
        "со" => "с",
        "ко" => "к",
        other => other,
    }
}

fn phrase(graph: &Graph, child: u32, words: &str, case: Option<Case>) -> Vec<u32> {
    let Some(preposition) = graph.preposition(child) else { return Vec::new() };
    let in_case = |t: u32| case.is_none_or(|want| graph.case(t).is_none_or(|is| is == want || (want == Case::Loc && is == Case::Dat)));
    if (preposition == words || plain(&preposition) == words) && in_case(child) {
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
