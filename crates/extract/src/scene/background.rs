//! What a report tells of another time or place than its scene. Only asks.

use rapporteur_model::{Claim, Deprel, Edtf, Field, MentionKind, Role, Tense, Value, VerbForm};

use super::start;
use crate::circumstance;
use crate::graph::Graph;

/// An event dated more than this many days before the report is history.
const NEWS: i32 = 45;

/// The claim is no part of the running scene: a clause about another noun, words of an earlier time, a perfect, a date long past.
pub fn is(graph: &Graph, claim: &Claim) -> bool {
    let trigger = start(graph, claim);
    let verb = graph.clause(trigger);
    aside(graph, trigger) || perfect(graph, verb) || long_ago(graph, claim) || before(graph, trigger)
}

/// Told from a later point or of something named in passing, in a sentence that tells of more.
pub fn apart(graph: &Graph, trigger: u32) -> bool {
    aside(graph, trigger) || perfect(graph, graph.clause(trigger)) || before(graph, trigger)
}

/// A relative clause or participle about something named; an event named in passing without a verb that carries it.
fn aside(graph: &Graph, trigger: u32) -> bool {
    // "where he was received": a participle with its auxiliary is a verb of its own.
    let finite = |t: u32| graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Aux);
    let clause = if graph.is_verb(trigger) && finite(trigger) { trigger } else { graph.clause(trigger) };
    let where_clause = graph.children(clause).iter().any(|&c| graph.lexicon.is("where", graph.lemma(c)));
    let relative = graph.base(clause) == Deprel::Acl && !where_clause;
    let bare = graph.is_verb(trigger) && graph.is_participle(trigger) && !finite(trigger);
    let participle = bare && matches!(graph.base(trigger), Deprel::Acl | Deprel::Amod);
    let carried =
        graph.head(trigger).is_none() || matches!(graph.base(trigger), Deprel::Nsubj | Deprel::Obj | Deprel::Conj | Deprel::Appos);
    let passing = graph.is_nominal(trigger) && !carried;
    relative || participle || passing
}

/// "had met", "has visited": told from a later point.
fn perfect(graph: &Graph, verb: u32) -> bool {
    graph.english() && graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Aux && graph.lemma(c) == "have")
}

/// The event's own date is a whole year or month, or lies long before the report.
fn long_ago(graph: &Graph, claim: &Claim) -> bool {
    let published = graph.report.published.as_ref().and_then(|p| p.value.bounds());
    claim.all(Role::Date).any(|f| {
        let Value::Date(date) = f.value else { return true };
        let wide = matches!(date, Edtf::Date(d) if d.day().is_none());
        let old = || published.zip(date.bounds()).is_some_and(|(p, d)| d.1.until(p.0).is_ok_and(|s| s.get_days() > NEWS));
        wide || old()
    })
}

/// "earlier", "last year", "ранее", "напомним" in the clause, unless within the day ("earlier in the day").
fn before(graph: &Graph, trigger: u32) -> bool {
    let clause = graph.clause(trigger);
    let own = |t: &u32| graph.clause(*t) == clause || graph.head(*t) == Some(clause);
    let in_day = |t: u32| (t + 1..(t + 5).min(graph.sentence(t).end)).any(|u| graph.lexicon.is("day", graph.lemma(u)));
    graph.sentence(trigger).filter(own).any(|t| graph.lexicon.is("background", graph.lemma(t)) && !in_day(t))
        || graph.sentence(trigger).any(|t| graph.lexicon.is("recalling", graph.lemma(t)) && graph.head(t).is_none())
}

/// A word of time in the claim's own clause: it happened then, whether or not the date could be read.
pub fn dated(graph: &Graph, claim: &Claim) -> bool {
    let trigger = start(graph, claim);
    let clause = graph.clause(trigger);
    let said = |t: u32| claim.all(Role::Words).any(|f| f.span.contains(graph.token(t).span));
    let below = |t: u32| {
        let own = graph.clause(t);
        own != clause && own > clause && matches!(graph.base(own), Deprel::Ccomp | Deprel::Acl | Deprel::Xcomp | Deprel::Advcl)
    };
    let dates = graph.mentions_in(graph.sentence(trigger), &[MentionKind::Date]);
    dates.into_iter().filter(|&m| circumstance::free(graph, m)).any(|m| !said(graph.mention(m).head) && !below(graph.mention(m).head))
}

/// A phrase of place in the claim's own clause names somewhere else than the scene.
pub fn elsewhere(graph: &Graph, claim: &Claim, scene: Option<&Field>) -> bool {
    let here = |m: u32| matches!(scene, Some(Field { value: Value::Mention(o), .. }) if graph.mention(*o).name == graph.mention(m).name);
    let own = |role: Role| claim.mentions(role).any(|m| graph.mention(m).kind == MentionKind::Place && !here(m));
    let trigger = start(graph, claim);
    let clause = graph.clause(trigger);
    let said = |t: u32| claim.all(Role::Words).any(|f| f.span.contains(graph.token(t).span));
    let phrase = |m: &u32| {
        let head = graph.mention(*m).head;
        circumstance::phrase_of_place(graph, *m) && !here(*m) && !said(head) && (graph.clause(head) == clause || head < trigger)
    };
    own(Role::Place) || graph.mentions_in(graph.sentence(trigger), &[MentionKind::Place]).iter().any(phrase)
}

/// "also", "later", "затем", "in the course of": the telling goes on.
pub fn goes_on(graph: &Graph, claim: &Claim, several: bool) -> bool {
    let trigger = start(graph, claim);
    let clause = graph.clause(trigger);
    let told_on = |t: u32| graph.lexicon.is("sequence", graph.lemma(t)) || !several && graph.lexicon.is("along", graph.lemma(t));
    let past = graph.token(clause).feats.tense != Some(Tense::Pres) || graph.token(clause).feats.verb_form == Some(VerbForm::Part);
    past && graph.sentence(trigger).any(|t| graph.clause(t) == clause && told_on(t))
}

/// "in turn", "for his part", "opening the meeting", "speaking at it", "told the forum": said there and then.
pub fn takes_turn(graph: &Graph, claim: &Claim) -> bool {
    let trigger = start(graph, claim);
    let said = |t: u32| claim.all(Role::Words).any(|f| f.span.contains(graph.token(t).span));
    let near = |t: &u32| graph.distance(*t, trigger).is_some_and(|d| d <= 3) && !said(*t);
    let word = |t: u32| graph.lexicon.is("turns", graph.lemma(t)) || graph.lexicon.is("turns", graph.lower(t));
    graph.sentence(trigger).filter(near).any(|t| word(t) || graph.at(t, &[MentionKind::Gathering]).is_some())
}
