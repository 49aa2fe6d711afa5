//! Whether an event that a text names happened, as the text tells it: the one place that says so.
//!
//! # What it does
//! From the trigger it climbs the tree to the root. What stands over the event (plan, wish, aim, doubt, denial, rumour, anniversary …),
//! beside it (modals, adverbs, adjectives), in front of it (prepositions, conjunctions) and the form of its verb (future, infinitive,
//! question, condition) each say something; the strongest wins. The words are classes of `knowledge/factuality.toml`.
//!
//! # Why
//! Told is not held: what is planned, wished, asked, doubted, denied or remembered did not happen by being named.
//!
//! # Example
//! "выразил стремление заключить меморандум": proposed. "реализация подписанных соглашений": nothing is claimed.

mod classes;
mod climb;
mod corrected;
pub mod day;
mod form;
mod put_off;

use rapporteur_model::{ClaimKind, Deprel, MentionKind, Modality, Mood, Tense, Upos};

pub use classes::{Facts, Tells, load};
use climb::{Link, Step, climb};
pub use form::{first_of, future, if_clause, infinitive, particle, reported};

use crate::frame::Hit;
use crate::graph::Graph;

/// Modality of a trigger; what claims no event at all is at most a condition.
pub fn of(graph: &Graph, hit: &Hit) -> Modality {
    match verdict(graph, hit) {
        Tells::Happened | Tells::Held => Modality::Happened,
        Tells::Planned | Tells::Postponed => Modality::Planned,
        Tells::Proposed => Modality::Proposed,
        Tells::Conditional | Tells::Nothing => Modality::Conditional,
        Tells::Denied | Tells::Refuted => Modality::Denied,
        Tells::Cancelled => Modality::Cancelled,
    }
}

/// The text tells of an event here, be it done, planned or denied; not one that is asked for, doubted, remembered or a habit.
pub fn told(graph: &Graph, hit: &Hit) -> bool {
    verdict(graph, hit) != Tells::Nothing
}

/// The event is put off and not called off: to another day, or to one that is not told.
pub fn postponed(graph: &Graph, hit: &Hit) -> bool {
    verdict(graph, hit) == Tells::Postponed
}

/// The event is put off, to another day or to none.
pub fn put_off(graph: &Graph, hit: &Hit) -> bool {
    put_off::called_off(graph, &Way::new(graph, hit), false).is_some()
}

/// The date or place to which an event is put off ("на 12 июня", "to October").
pub fn new_day(graph: &Graph, hit: &Hit) -> Option<u32> {
    put_off::new_day(graph, &Way::new(graph, hit))
}

/// The word, or the verb with its particle ("call off"), stands in a list.
pub fn means(graph: &Graph, t: u32, list: &foldhash::HashSet<String>) -> bool {
    match particle(graph, t) {
        Some(particle) => list.contains(&format!("{} {}", graph.lemma(t), graph.lower(particle))),
        None => list.contains(graph.lemma(t)) || list.contains(graph.lower(t)),
    }
}

/// The word or one hanging on it negates.
pub fn negated(graph: &Graph, t: u32) -> bool {
    let facts = &graph.lexicon.facts;
    let negates = |&c: &u32| facts.negates(graph.lemma(c)) && graph.base(c) != Deprel::Obj && !graph.is_nominal(c);
    let again = |c: &u32| facts.repeats(graph.lemma(*c));
    graph.children(t).iter().any(negates) && !graph.children(t).iter().any(again)
}

/// What the text says of the event, strongest first.
fn verdict(graph: &Graph, hit: &Hit) -> Tells {
    let way = Way::new(graph, hit);
    let said = way.said(graph);
    let has = |tells: Tells| said.contains(&tells);
    if let Some(off) = put_off::called_off(graph, &way, has(Tells::Cancelled)) {
        // "denied reports that the signing was cancelled": it is still to come.
        return if has(Tells::Denied) || has(Tells::Refuted) { Tells::Planned } else { off };
    }
    if has(Tells::Refuted) || corrected::takes_back(graph, way.steps.iter().filter(|s| s.link == Link::Clause).map(|s| s.word)) {
        return Tells::Denied;
    }
    let ahead = way.future(graph) || has(Tells::Planned);
    if asked(graph, &way) || way.steps.iter().any(|s| unheard_of(graph, s)) || attribute(graph, hit) {
        return Tells::Nothing;
    }
    if has(Tells::Nothing) && !has(Tells::Denied) {
        return Tells::Nothing;
    }
    if way.negated(graph) {
        return if ahead && hit.nominal { Tells::Cancelled } else { Tells::Denied };
    }
    if has(Tells::Denied) {
        return Tells::Denied;
    }
    let wished = has(Tells::Proposed) || has(Tells::Planned) || way.future(graph);
    if way.near().iter().any(|&t| form::unfulfilled(graph, t)) || wished && turned(graph, &way) {
        return Tells::Cancelled;
    }
    if conditional(graph, &way) || has(Tells::Conditional) {
        return Tells::Conditional;
    }
    if has(Tells::Proposed) {
        return Tells::Proposed;
    }
    // "не отменён", "has not been called off": it stays planned.
    let stands = |s: &Step| {
        let off = |tells: &Tells| matches!(tells, Tells::Cancelled | Tells::Postponed);
        let passive = graph.is_participle(s.word) || graph.is_passive(s.word);
        passive && negated(graph, s.word) && of_word(graph, s.word, s.word).iter().any(off)
    };
    if ahead || way.undone(graph, &said) || way.steps.iter().any(stands) { Tells::Planned } else { Tells::Happened }
}

/// The words that an event stands under and the verbs that tell of it.
struct Way<'h> {
    hit: &'h Hit,
    steps: Vec<Step>,
}

impl<'h> Way<'h> {
    fn new(graph: &Graph, hit: &'h Hit) -> Self {
        let mut steps = climb(graph, hit.trigger);
        if let Some(verb) = hit.verb.filter(|&v| v != hit.trigger && !steps.iter().any(|s| s.below == v || s.word == v)) {
            let link = if graph.is_verb(verb) { Link::Subject } else { Link::Governed };
            steps.push(Step { below: hit.trigger, word: verb, link });
            steps.extend(climb(graph, verb));
        }
        Self { hit, steps }
    }

    /// The verbs that tell of the event: the trigger, the verb that carries it, a participle at the noun.
    fn near(&self) -> Vec<u32> {
        let mut near = vec![self.hit.trigger];
        let over = self.steps.first().map(|s| s.link);
        let carried = self.hit.verb.filter(|&v| v != self.hit.trigger);
        let own = self.hit.supported && self.hit.participle.is_none();
        near.extend(carried.filter(|_| own || over != Some(Link::Circumstance)));
        near.extend(self.hit.participle);
        near
    }

    /// A verb in the past, or one that is asserted now, carries the event: what is said beside its noun of plans is over.
    fn carried_out(&self, graph: &Graph) -> bool {
        let own = |v: u32| self.hit.participle.is_none() || graph.lexicon.is_event_verb(graph.lemma(v));
        let verb = self.hit.verb.filter(|&v| self.hit.supported && own(v) && v != self.hit.trigger);
        verb.is_some_and(|v| {
            let happens = graph.token(v).feats.tense == Some(Tense::Past) || graph.token(v).feats.short;
            happens && !future(graph, v) && !negated(graph, v) && graph.lexicon.facts.over(graph.lemma(v)).is_empty()
        })
    }

    /// What the words over, beside and in front of the event say of it.
    fn said(&self, graph: &Graph) -> Vec<Tells> {
        let steps = self.steps.iter().take_while(|s| !presupposed(graph, s)).filter(|s| !self.announced(graph, s));
        let mut said: Vec<Tells> = steps.flat_map(|step| over(graph, *step)).collect();
        if self.hit.participle.is_some_and(|p| !infinitive(graph, p)) {
            // "обсудили итоги встречи, прошедшей в мае": the participle tells that it was held.
            said.retain(|t| !matches!(t, Tells::Planned | Tells::Proposed | Tells::Conditional));
        }
        // "is due in Minsk": the trigger itself is a word of plan; "is expected in Riga", "ждут в Риге": or a verb of waiting for somebody.
        let trigger = graph.lemma(self.hit.trigger);
        let plans = graph.token(self.hit.trigger).upos == Upos::Adj && graph.lexicon.facts.over(trigger).contains(&Tells::Planned);
        let due = plans || !self.hit.nominal && graph.lexicon.is("awaiting", trigger);
        said.extend(due.then_some(Tells::Planned));
        said.extend(self.right_before(graph));
        said.extend(self.participle(graph));
        said.extend(self.predicate(graph));
        said.extend(self.beside(graph));
        said.extend(self.steps.iter().flat_map(|step| in_front(graph, step.below)));
        // "was to have been signed at the session, held in May": what fell through was not the session.
        let held = |verb: u32| self.hit.participle.is_some_and(|p| !infinitive(graph, p)) && form::unfulfilled(graph, verb);
        if let Some(verb) = self.steps.iter().find(|s| s.link == Link::Circumstance).map(|s| s.word).filter(|&v| !held(v)) {
            said.extend(inherited(graph, verb, self.hit.trigger));
        }
        if self.steps.iter().any(|s| s.link == Link::Purpose) {
            said.push(Tells::Planned);
        }
        said
    }

    /// "к 75-летию исторической встречи": a noun of remembrance right before the event's, wherever the tree hung that.
    fn right_before(&self, graph: &Graph) -> Vec<Tells> {
        let trigger = self.hit.trigger;
        let first = graph.sentence(trigger).start;
        let word = |t: &u32| !matches!(graph.token(*t).upos, Upos::Adj | Upos::Det);
        let before = (first..trigger).rev().take(4).find(word).filter(|&t| self.hit.nominal && !graph.english() && graph.is_nominal(t));
        before.and_then(|t| graph.lexicon.facts.ending(graph.lemma(t))).into_iter().collect()
    }

    /// "announced the signing", "объявил о назначении": an act that is announced was done; a visit or talks are to come.
    fn announced(&self, graph: &Graph, step: &Step) -> bool {
        let lemma = graph.lemma(self.hit.trigger);
        let act = graph.lexicon.is("appointing_nouns", lemma)
            || graph.lexicon.deal_kind(lemma).is_some()
            || graph.lexicon.frames(ClaimKind::Signing).any(|f| f.nouns.contains(lemma));
        act && graph.lexicon.is("announces", graph.lemma(step.word))
    }

    /// "a visit planned for May": the participle itself is a word of plan.
    fn participle(&self, graph: &Graph) -> Vec<Tells> {
        let own = self
            .hit
            .participle
            .filter(|&p| !infinitive(graph, p))
            .or_else(|| attributes(graph, self.hit.trigger))
            .filter(|_| !self.carried_out(graph));
        // "the 24th session, to be called in Vitebsk"
        if own.is_some_and(|p| graph.english() && infinitive(graph, p) && graph.is_passive(p)) {
            return vec![Tells::Planned];
        }
        own.map_or_else(Vec::new, |p| over(graph, Step { below: self.hit.trigger, word: p, link: Link::Governed }))
    }

    /// "The aim of the trip is the signing": the subject of which the event is the predicate.
    fn predicate(&self, graph: &Graph) -> Vec<Tells> {
        let t = self.hit.trigger;
        let subjects = graph.children(t).iter().copied().filter(|&c| graph.has_copula(t) && graph.base(c) == Deprel::Nsubj && c < t);
        let ahead = |tells: &Tells| matches!(tells, Tells::Planned | Tells::Proposed | Tells::Conditional);
        subjects.flat_map(|c| of_word(graph, c, t)).filter(ahead).collect()
    }

    /// Adverbs, adjectives, particles and modals at the event's noun and its verbs.
    fn beside(&self, graph: &Graph) -> Vec<Tells> {
        let facts = &graph.lexicon.facts;
        let aside = |c: u32| graph.base(c) == Deprel::Parataxis && !graph.is_verb(c);
        let clause = |c: u32| matches!(graph.base(c), Deprel::Conj | Deprel::Parataxis | Deprel::Advcl | Deprel::Ccomp) && !aside(c);
        let told =
            |t: u32, c: u32| graph.lemma(c) == "would" && reported(graph, t) || graph.lower(c) == "should" && form::expected(graph, t);
        let over = self.carried_out(graph);
        // "25-летие подписания", where the parser counts by it.
        let counted = |&c: &u32| graph.base(c) == Deprel::Nummod;
        let mut found: Vec<Tells> =
            graph.children(self.hit.trigger).iter().filter(|c| counted(c)).filter_map(|&c| facts.ending(graph.lemma(c))).collect();
        found.extend(self.hearsay(graph));
        for t in self.near().into_iter().filter(|&t| t == self.hit.trigger || !turned_twice(graph, t)) {
            for &c in graph.children(t).iter().filter(|&&c| !graph.is_nominal(c) && !clause(c) && !told(t, c)) {
                let own = facts.beside(graph.lemma(c)).iter().chain(facts.beside(graph.lower(c)));
                // "запланированная встреча состоялась": what the noun was called before is over.
                let counts = |tells: &&Tells| t != self.hit.trigger || !self.hit.nominal || !over || matches!(tells, Tells::Denied);
                found.extend(own.filter(counts));
            }
        }
        found
    }

    /// "по слухам", "according to rumours": a phrase of hearsay at the event's verb.
    fn hearsay(&self, graph: &Graph) -> Option<Tells> {
        let by = |c: u32| matches!(graph.preposition(c).as_deref(), Some("по" | "according to"));
        let heard = |&c: &u32| by(c) && graph.lexicon.facts.over(graph.lemma(c)).contains(&Tells::Nothing);
        self.near().into_iter().any(|t| graph.children(t).iter().any(heard)).then_some(Tells::Nothing)
    }

    fn future(&self, graph: &Graph) -> bool {
        self.near().into_iter().any(|t| future(graph, t) || form::until_then(graph, t))
    }

    /// "не состоялась", "did not meet", "никаких документов не подписано", "did not attend the meeting".
    fn negated(&self, graph: &Graph) -> bool {
        let facts = &graph.lexicon.facts;
        let none = |c: u32| {
            let argument = matches!(graph.base(c), Deprel::Nsubj | Deprel::Obj) && graph.is_nominal(c);
            argument && graph.children(c).iter().any(|&d| graph.base(d) == Deprel::Det && facts.negates(graph.lemma(d)))
        };
        let governors = self.steps.iter().filter(|s| matches!(s.link, Link::Governed | Link::Subject)).map(|s| s.word);
        let plain = |v: &u32| (graph.is_verb(*v) || graph.token(*v).feats.short) && of_word(graph, *v, self.hit.trigger).is_empty();
        let own = |t: &&u32| **t == self.hit.trigger || !turned_twice(graph, **t);
        self.near().iter().filter(own).any(|&t| graph.children(t).iter().any(|&c| none(c)) || negated(graph, t))
            || governors.filter(plain).any(|v| negated(graph, v))
    }

    /// An infinitive by itself tells of nothing done, but under a verb of success that is.
    fn undone(&self, graph: &Graph, said: &[Tells]) -> bool {
        let verb = if self.hit.nominal { self.hit.verb.filter(|_| self.hit.supported) } else { Some(self.hit.trigger) };
        let Some(verb) = verb.filter(|&v| infinitive(graph, first(graph, v))) else { return false };
        let done = said.contains(&Tells::Happened);
        let over = climb(graph, verb).into_iter().find(|s| s.link == Link::Governed).map(|s| s.word);
        // "has decided to appoint": who decides on an appointment has made it.
        let decided = |v: u32| graph.lexicon.is("deciding", graph.lemma(v)) && graph.lexicon.is("appointing", graph.lemma(verb));
        let done = done || over.is_some_and(decided);
        !done || over.is_some_and(|v| future(graph, v) || infinitive(graph, v))
    }
}

/// "чуть не сорвались", "не отменён": a negation at a verb of calling off or denying undoes it.
fn turned_twice(graph: &Graph, t: u32) -> bool {
    let undone = |tells: &Tells| matches!(tells, Tells::Cancelled | Tells::Denied | Tells::Postponed | Tells::Refuted);
    of_word(graph, t, t).iter().any(undone)
}

/// The verb that a bare form is joined to, else itself.
fn first(graph: &Graph, t: u32) -> u32 {
    first_of(graph, t).unwrap_or(t)
}

/// A participle or adjective of plan at a noun that is no support verb ("намеченная на май").
fn attributes(graph: &Graph, noun: u32) -> Option<u32> {
    let says = |&c: &u32| matches!(graph.base(c), Deprel::Acl | Deprel::Amod) && !of_word(graph, c, noun).is_empty();
    graph.children(noun).iter().copied().find(says).filter(|_| graph.is_nominal(noun))
}

/// What the classes say of a word over the event, by its dictionary form, its form, its particle or the preposition between the two.
fn of_word(graph: &Graph, word: u32, below: u32) -> Vec<Tells> {
    let facts = &graph.lexicon.facts;
    let mut found: Vec<Tells> = match particle(graph, word) {
        Some(particle) => facts.over(&format!("{} {}", graph.lemma(word), graph.lower(particle))).to_vec(),
        None => facts.over(graph.lemma(word)).iter().chain(facts.over(graph.lower(word))).copied().collect(),
    };
    let mark =
        || graph.children(below).iter().copied().find(|&c| graph.base(c) == Deprel::Mark && c < below).map(|c| graph.lower(c).to_owned());
    if let Some(preposition) = graph.preposition(below).or_else(mark) {
        found.extend(facts.over(&format!("{} {preposition}", graph.lemma(word))));
    }
    found.extend(facts.ending(graph.lemma(word)).filter(|_| graph.is_nominal(word)));
    found
}

/// What a word over the event says of it; a negation turns it.
fn over(graph: &Graph, step: Step) -> Vec<Tells> {
    if matches!(step.link, Link::Circumstance | Link::Purpose) {
        return Vec::new();
    }
    let mut all = of_word(graph, step.word, step.below);
    // "оказалось ложным", "proved false": what is said of the subject by another word.
    let predicate = |&c: &u32| matches!(graph.base(c), Deprel::Xcomp | Deprel::Obl) && c != step.below && !graph.is_verb(c);
    if step.link != Link::Clause {
        let said = graph.children(step.word).iter().copied().filter(predicate).flat_map(|c| of_word(graph, c, step.below));
        all.extend(said.filter(|t| *t == Tells::Refuted));
    } else {
        all.extend(refuted(graph, step));
    }
    let denied = negated(graph, step.word);
    let counts = |tells: &Tells| match step.link {
        // "said that X met": the clause's own form tells of plans.
        Link::Clause => matches!(tells, Tells::Denied | Tells::Nothing | Tells::Refuted | Tells::Happened),
        Link::Subject => !matches!(tells, Tells::Proposed | Tells::Denied),
        _ => true,
    };
    // "did not rule out a meeting": it may be.
    let open = denied && excludes(graph, step.word);
    let read = |tells: Tells| match tells {
        Tells::Denied if open => Some(Tells::Conditional),
        _ if denied => turn(tells),
        _ => Some(tells),
    };
    all.into_iter().filter(counts).filter_map(read).collect()
}

/// "rule out", «исключить»: a word that, denied, leaves the matter open.
fn excludes(graph: &Graph, t: u32) -> bool {
    let phrase = particle(graph, t).map(|p| format!("{} {}", graph.lemma(t), graph.lower(p)));
    graph.lexicon.is("excluding", phrase.as_deref().unwrap_or(graph.lemma(t)))
}

/// "Media reports that X met Y are untrue", where the parser takes "reports" for the verb: the predicate behind the clause.
fn refuted(graph: &Graph, step: Step) -> Option<Tells> {
    let comma = |t: u32| graph.form(t) == ",";
    let behind = |&c: &u32| c > step.below && graph.has_copula(c) && !(step.below..c).any(comma);
    let below = graph.children(step.below).iter().copied().filter(|&c| graph.base(c) == Deprel::Advcl && reported_thing(graph, step.below));
    let predicates = graph.children(step.word).iter().copied().chain(below).filter(behind);
    predicates.flat_map(|c| of_word(graph, c, step.below)).find(|t| *t == Tells::Refuted)
}

/// "The report that X signed": a noun for what is told stands before the clause and its "that".
fn reported_thing(graph: &Graph, verb: u32) -> bool {
    let that = graph.sentence(verb).take_while(|&t| t < verb).find(|&t| graph.lexicon.is("that", graph.lower(t)));
    that.and_then(|t| t.checked_sub(1)).is_some_and(|t| graph.lexicon.is("told_things", graph.lemma(t)))
}

/// "Нет сведений о том, что", "refused to say whether": nobody says that it took place.
fn unheard_of(graph: &Graph, step: &Step) -> bool {
    let told = graph.is_nominal(step.word) && graph.lexicon.is("told_things", graph.lemma(step.word));
    let none = |t: u32| graph.lexicon.facts.negates(graph.lemma(t)) || graph.lexicon.is("there_is_none", graph.lemma(t));
    let nothing = told && (graph.head(step.word).is_some_and(none) || graph.children(step.word).iter().any(|&c| none(c)));
    let mark = |&c: &u32| graph.base(c) == Deprel::Mark && c < step.below && graph.lexicon.is("whether", graph.lower(c));
    nothing || graph.children(step.below).iter().any(mark)
}

/// "не планирует", "не смог": not done; "не отменён", "не отрицает": no more than nothing.
fn turn(tells: Tells) -> Option<Tells> {
    match tells {
        Tells::Planned | Tells::Proposed | Tells::Happened | Tells::Conditional => Some(Tells::Denied),
        Tells::Denied | Tells::Cancelled | Tells::Postponed | Tells::Refuted | Tells::Nothing | Tells::Held => None,
    }
}

/// "обсудили итоги встречи": what the event led to is spoken of, so it was held.
fn presupposed(graph: &Graph, step: &Step) -> bool {
    step.link == Link::Governed && graph.is_nominal(step.word) && of_word(graph, step.word, step.below).contains(&Tells::Held)
}

/// What a preposition or conjunction in front of a word says of it ("в случае подписания", "whether X met", "со дня подписания").
fn in_front(graph: &Graph, t: u32) -> Vec<Tells> {
    let facts = &graph.lexicon.facts;
    let cases: Vec<&str> = graph.children(t).iter().filter(|&&c| graph.base(c) == Deprel::Case && c < t).map(|&c| graph.lower(c)).collect();
    let mut found: Vec<Tells> = graph.preposition(t).map_or_else(Vec::new, |p| facts.behind(&p).to_vec());
    if cases.len() > 1 {
        found.extend(facts.behind(&cases.join(" ")));
    }
    // "с целью подписания", "со дня подписания": the noun of a complex preposition over the event.
    let noun = graph.head(t).filter(|&h| graph.is_nominal(h) && graph.base(t) == Deprel::Nmod);
    let phrase = noun.and_then(|h| Some(format!("{} {}", graph.preposition(h)?, graph.lower(h))));
    found.extend(phrase.iter().flat_map(|p| facts.behind(p)));
    // "Laos to host talks": a headline's infinitive that the parser took for a noun.
    let to = graph.children(t).iter().copied().find(|&c| graph.base(c) == Deprel::Case && graph.lower(c) == "to");
    let hosted = to.is_some_and(|c| c + 2 == t && graph.lexicon.is_event_verb(graph.lemma(c + 1)));
    found.extend(hosted.then_some(Tells::Planned));
    let marks = graph.children(t).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Mark | Deprel::Case) && c < t);
    let dated = || !graph.mentions_in(graph.subtree(t), &[MentionKind::Date]).is_empty();
    for mark in marks {
        found.extend(facts.behind(graph.lower(mark)));
    }
    // "since they met in May": an event with its own day is told.
    found.retain(|tells| *tells != Tells::Nothing || !graph.is_verb(t) || !dated());
    found
}

/// An event that is the circumstance of something planned or wished is to come as well.
fn inherited(graph: &Graph, verb: u32, trigger: u32) -> Option<Tells> {
    if verb == trigger || !(graph.is_verb(verb) || graph.token(verb).feats.short || graph.has_copula(verb)) {
        return None;
    }
    let hit = Hit::at(verb, Some(verb));
    let way = Way { hit: &hit, steps: climb(graph, verb).into_iter().filter(|s| s.link != Link::Circumstance).collect() };
    let said: Vec<Tells> = way.steps.iter().flat_map(|s| over(graph, *s)).chain(way.beside(graph)).collect();
    let ahead = |t: &Tells| matches!(t, Tells::Planned | Tells::Proposed | Tells::Conditional);
    if form::awaits(graph, verb) {
        return Some(Tells::Planned);
    }
    (way.future(graph) || said.iter().any(ahead) && graph.token(verb).feats.tense != Some(Tense::Past)).then_some(Tells::Planned)
}

/// The clause of the event is a question, or asks by a particle.
fn asked(graph: &Graph, way: &Way) -> bool {
    form::asked(graph, way.hit.trigger)
}

/// "реализация подписанных соглашений", "of signed agreements": a participle without words of its own only tells one thing from another.
fn attribute(graph: &Graph, hit: &Hit) -> bool {
    let t = hit.trigger;
    let noun =
        graph.head(t).filter(|_| graph.base(t) == Deprel::Amod || graph.base(t) == Deprel::Acl && graph.head(t).is_some_and(|h| h > t));
    let own = |&c: &u32| graph.is_nominal(c) || graph.token(c).upos == Upos::Pron || graph.at(c, &[MentionKind::Date]).is_some();
    // "X, minister, and Y, director, discussed exports": commas part it from its subject.
    !hit.nominal && noun.is_some() && !graph.children(t).iter().any(own) && crate::apart::subject(graph, t).is_none()
}

/// "was to meet Y, but the flight was late": a plan of the past, and a "but" behind it.
fn turned(graph: &Graph, way: &Way) -> bool {
    let past = |t: u32| {
        graph.token(t).feats.tense == Some(Tense::Past)
            || graph
                .children(t)
                .iter()
                .any(|&c| matches!(graph.base(c), Deprel::Aux | Deprel::Cop) && graph.token(c).feats.tense == Some(Tense::Past))
    };
    let over = way.near().into_iter().chain(way.steps.iter().filter(|s| matches!(s.link, Link::Governed | Link::Subject)).map(|s| s.word));
    // "had planned to go on to Lisbon but cut the trip short": before another verb no comma is needed.
    let joins = |t: u32| graph.base(t) == Deprel::Cc && graph.head(t).is_some_and(|v| graph.is_verb(v) && graph.base(v) == Deprel::Conj);
    let but =
        |t: u32| graph.lexicon.facts.turns(graph.lower(t)) && t > 0 && (matches!(graph.form(t - 1), "," | ";" | "–" | "—") || joins(t));
    over.into_iter().any(past) && (way.hit.trigger + 1..graph.sentence(way.hit.trigger).end).any(but)
}

fn conditional(graph: &Graph, way: &Way) -> bool {
    let near = way.near();
    let mood = |t: u32| matches!(graph.token(t).feats.mood, Some(Mood::Cnd | Mood::Imp));
    near.iter().any(|&t| if_clause(graph, t) || form::inverted(graph, t) || form::subject_gerund(graph, t) || mood(t))
}
