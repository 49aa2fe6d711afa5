//! Events that another sentence takes back: "No such meeting took place", "The ministry called the report untrue", and what was to be done
//! on a visit that is off.
//!
//! # What it does
//! A noun of event that only points at one told of ("such a meeting") and is denied makes that one denied; so does a thing told ("report",
//! «публикация») that is called false. What was expected of a visitor whose visit is off is off as well.
//!
//! # Why
//! The sentence that tells of the event says nothing of it being false.
//!
//! # Example
//! "No such meeting took place, the spokesman said of a report that X met Y in Dubai": denied.

use rapporteur_model::{Claim, ClaimKind, Deprel, Modality, Role, Tense};

use crate::build::Context;
use crate::factuality::{self, Tells};
use crate::frame::Hit;
use crate::graph::Graph;
use crate::posts::known;

/// How many sentences behind an event it may be taken back.
const REACH: usize = 2;

/// Kinds that are named by a noun and that people take part in.
const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing];

/// Changes the modality of what is taken back.
pub fn settle(context: &Context, claims: &mut [Claim]) {
    for kind in EVENTS {
        for hit in context.hits(*kind).iter().filter(|h| pointing(context.graph, h)) {
            none_such(context, claims, *kind, hit);
        }
    }
    for t in (0..context.graph.len()).filter(|&t| called_false(context.graph, t)) {
        refuted(context.graph, claims, t);
    }
    for t in 0..context.graph.len() {
        if let Some(verb) = named_false(context.graph, t) {
            let inside = |c: &Claim| (t..verb).contains(&start(context.graph, c)) && EVENTS.contains(&c.kind);
            claims.iter_mut().filter(|c| inside(c)).for_each(undo);
        }
    }
    for t in (0..context.graph.len()).filter(|&t| came_to_nothing(context.graph, t)) {
        let graph = context.graph;
        let (at, here) = (graph.token(t).span, graph.analysis.sentence_of(t));
        let before = |c: &Claim| EVENTS.contains(&c.kind) && c.trigger < at && here - sentence(graph, c) <= 1;
        let last = claims.iter().filter(|c| before(c)).map(|c| c.trigger).max();
        let meant = |c: &Claim| before(c) && Some(c.trigger) == last && c.modality == Modality::Planned;
        claims.iter_mut().filter(|c| meant(c)).for_each(undo);
    }
    with_its_visit(context, claims);
}

/// "but this did not happen", «однако этого не произошло»: a pronoun and a verb of happening that is denied.
fn came_to_nothing(graph: &Graph, t: u32) -> bool {
    let pronoun =
        |&c: &u32| ["this", "it"].iter().any(|class| graph.lexicon.is(class, graph.lemma(c)) || graph.lexicon.is(class, graph.lower(c)));
    let verb = graph.is_verb(t) && graph.lexicon.is("coming_about", graph.lemma(t));
    verb && factuality::negated(graph, t) && graph.children(t).iter().any(pronoun)
}

fn sentence(graph: &Graph, claim: &Claim) -> usize {
    graph.analysis.sentence_of(start(graph, claim))
}

fn start(graph: &Graph, claim: &Claim) -> u32 {
    graph.analysis.tokens_in(claim.trigger).start
}

/// What did not happen is denied, what was planned is off.
fn undo(claim: &mut Claim) {
    claim.modality = match claim.modality {
        Modality::Happened => Modality::Denied,
        Modality::Planned => Modality::Cancelled,
        other => other,
    };
}

/// "such a meeting", «такой встречи», "the meeting": a noun of event that names nobody itself.
fn pointing(graph: &Graph, hit: &Hit) -> bool {
    let t = hit.trigger;
    let word = |c: u32| ["pointing", "such"].iter().any(|class| graph.lexicon.is(class, graph.lemma(c)));
    let points = graph.children(t).iter().any(|&c| word(c) || graph.lower(c) == "the");
    let named = graph.children(t).iter().any(|&c| graph.is_nominal(c) && graph.base(c) != Deprel::Conj || graph.is_verb(c));
    let denied = || matches!(factuality::of(graph, hit), Modality::Denied | Modality::Cancelled);
    // "The visit is not off. Earlier, channels reported that the trip had been cancelled": what others told before takes nothing back.
    let earlier = || {
        let clause = graph.clause(t);
        factuality::reported(graph, clause) && graph.sentence(t).any(|u| graph.lexicon.is("background", graph.lemma(u)))
    };
    // "took no part in the meeting": the meeting itself took place.
    let attended = hit.verb.is_some_and(|v| {
        let word = |t: u32| graph.lexicon.is("attending", graph.lemma(t));
        word(v) || graph.children(v).iter().any(|&c| word(c))
    });
    // "At first the visit was planned for April but was put off": what became of an earlier plan.
    let at_first = || graph.sentence(t).any(|u| graph.lexicon.is("at_first", graph.lower(u)));
    // "A bid failed in the second round": of a vote.
    let round = graph.lexicon.is("rounds", graph.lemma(t));
    hit.nominal && !named && !round && (points || !graph.english()) && !attended && denied() && !earlier() && !at_first()
}

/// The event of that kind told of in the same sentence, else in those before, else in the next.
fn none_such(context: &Context, claims: &mut [Claim], kind: ClaimKind, hit: &Hit) {
    let graph = context.graph;
    let here = graph.analysis.sentence_of(hit.trigger);
    let own = graph.token(hit.trigger).span;
    let such = graph.children(hit.trigger).iter().any(|&c| graph.lexicon.is("such", graph.lemma(c)));
    let rank = |c: &Claim| {
        let at = sentence(graph, c);
        match () {
            () if at == here => Some(0),
            () if at < here && here - at <= REACH => Some(here - at),
            () if at == here + 1 && such => Some(REACH + 1),
            () => None,
        }
    };
    let open = |c: &Claim| matches!(c.modality, Modality::Happened | Modality::Planned) && c.trigger != own && c.kind == kind;
    let meant = claims.iter_mut().filter(|c| open(c)).filter_map(|c| rank(c).map(|rank| (rank, c))).min_by_key(|(rank, _)| *rank);
    if let Some((_, claim)) = meant {
        undo(claim);
    }
}

/// "denied the report", "called the report untrue", "назвали публикацию выдумкой", "the report is false".
fn called_false(graph: &Graph, t: u32) -> bool {
    let Some(over) = graph.head(t).filter(|_| graph.is_nominal(t) && graph.lexicon.is("told_things", graph.lemma(t))) else { return false };
    let refutes = |u: u32| graph.lexicon.facts.over(graph.lemma(u)).contains(&Tells::Refuted);
    let predicate = |&c: &u32| c != t && matches!(graph.base(c), Deprel::Xcomp | Deprel::Obl | Deprel::Obj | Deprel::Ccomp) && refutes(c);
    let argument = matches!(graph.base(t), Deprel::Obj | Deprel::Nsubj);
    let denies = graph.lexicon.is("denying", graph.lemma(over)) && (graph.base(t) == Deprel::Obj || graph.is_passive(over));
    let below = |&c: &u32| graph.base(c) == Deprel::Amod && refutes(c);
    let false_thing = graph.children(t).iter().any(below) && graph.lexicon.is("naming", graph.lemma(over));
    let said = denies || refutes(over) || graph.children(over).iter().any(predicate) || false_thing;
    argument && said && !factuality::negated(graph, over)
}

/// "Сведения о том, что X подписал Y, в правительстве назвали выдумкой": the verb of naming behind the clause, which the parser took apart.
fn named_false(graph: &Graph, t: u32) -> Option<u32> {
    let end = graph.sentence(t).end;
    if graph.english() {
        // "Reports that X had met Y were dismissed as false"
        let told = graph.sentence(t).start == t && graph.lexicon.is("told_things", &graph.lemma(t).to_lowercase());
        let that = told && t + 1 < end && graph.lexicon.is("that", graph.lower(t + 1));
        let false_ = |u: u32| u > t + 2 && graph.lower(u - 1) == "as" && graph.lexicon.facts.over(graph.lower(u)).contains(&Tells::Refuted);
        let denies = |&v: &u32| graph.is_verb(v) && graph.is_passive(v) && (v + 1..end).any(false_);
        return (t + 2..end).filter(|_| that).find(denies).filter(|&v| !factuality::negated(graph, v));
    }
    let about = t + 3 < end && graph.lexicon.is("told_things", graph.lemma(t)) && graph.lower(t + 2) == "том" && graph.form(t + 3) == ",";
    let refutes = |&c: &u32| graph.lexicon.facts.over(graph.lemma(c)).contains(&Tells::Refuted);
    let names = |&v: &u32| graph.lexicon.is("naming_verbs", graph.lemma(v)) && graph.children(v).iter().any(refutes);
    (t + 4..end).filter(|_| about).find(names).filter(|&v| !factuality::negated(graph, v))
}

/// What the thing told says itself, else what somebody is said to have told in the sentences before.
fn refuted(graph: &Graph, claims: &mut [Claim], t: u32) {
    let below = graph.subtree(t);
    let inside = |c: &Claim| below.contains(&start(graph, c));
    let event = |c: &Claim| EVENTS.contains(&c.kind) || matches!(c.kind, ClaimKind::Appointment | ClaimKind::Departure | ClaimKind::Deal);
    let own = claims.iter().any(|c| event(c) && inside(c));
    let here = graph.analysis.sentence_of(t);
    let told = |c: &Claim| {
        let before = here.checked_sub(sentence(graph, c)).is_some_and(|apart| (1..=REACH).contains(&apart));
        before && factuality::reported(graph, graph.clause(start(graph, c)))
    };
    // "denied reports of the cancellation of talks": the word of calling off over the talks is what is false.
    let called_off = |c: &Claim| {
        let off = |u: u32| graph.lexicon.facts.over(graph.lemma(u)).iter().any(|t| matches!(t, Tells::Cancelled | Tells::Postponed));
        std::iter::successors(graph.head(start(graph, c)), |&u| graph.head(u)).take_while(|&u| u != t).take(4).any(off)
    };
    for claim in claims.iter_mut().filter(|c| event(c) && if own { inside(c) && !called_off(c) } else { told(c) }) {
        undo(claim);
    }
}

/// "Sisoulath was expected to hold talks", "в ходе визита должны были подписать": planned for a visit that is off.
fn with_its_visit(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    let off: Vec<(u32, Vec<u32>)> = claims
        .iter()
        .filter(|c| c.kind == ClaimKind::Visit && c.modality == Modality::Cancelled)
        .map(|c| (start(graph, c), c.mentions(Role::Visitor).collect()))
        .collect();
    let people = |c: &Claim| [Role::Participant, Role::Signatory].iter().flat_map(|&r| c.mentions(r)).collect::<Vec<u32>>();
    for claim in claims.iter_mut().filter(|c| c.modality == Modality::Planned && EVENTS.contains(&c.kind)) {
        let at = start(graph, claim);
        let there = people(claim);
        let goes = |visitors: &[u32]| visitors.iter().any(|&v| there.iter().any(|&p| known::same_name(graph, v, p)));
        let of_visit = off.iter().any(|(before, visitors)| *before < at && (was_planned(graph, at) && goes(visitors) || during(graph, at)));
        if of_visit {
            claim.modality = Modality::Cancelled;
        }
    }
}

/// A word of plan in the past stands over the event.
fn was_planned(graph: &Graph, t: u32) -> bool {
    let past = |u: u32| {
        let auxiliary = |&c: &u32| matches!(graph.base(c), Deprel::Aux | Deprel::Cop) && graph.token(c).feats.tense == Some(Tense::Past);
        graph.token(u).feats.tense == Some(Tense::Past) && graph.token(u).feats.voice.is_none() || graph.children(u).iter().any(auxiliary)
    };
    let plans = |u: &u32| graph.lexicon.facts.over(graph.lemma(*u)).contains(&Tells::Planned);
    std::iter::successors(graph.head(t), |&u| graph.head(u)).take(4).filter(plans).any(past)
}

/// "в ходе визита", "during the visit": a bare noun of visit says when it was to be done.
fn during(graph: &Graph, t: u32) -> bool {
    let clause = graph.clause(t);
    let visit = |u: u32| graph.lexicon.frames(ClaimKind::Visit).any(|f| f.nouns.contains(graph.lemma(u)));
    let within = |u: u32| graph.preposition(u).is_some_and(|p| graph.lexicon.is("within", &p));
    let bare = |u: u32| !graph.children(u).iter().any(|&c| matches!(graph.base(c), Deprel::Nmod | Deprel::Amod));
    graph.sentence(t).any(|u| graph.clause(u) == clause && visit(u) && within(u) && bare(u))
}
