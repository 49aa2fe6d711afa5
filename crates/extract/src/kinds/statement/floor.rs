//! Who spoke without a word told: "X delivered a speech", "с докладом выступил X", "also speaking were X and Y".
//!
//! # What it does
//! A noun of speech with a verb that carries it, "выступить" before those who hear it, and lists of speakers give statements
//! without words; an English "spoke at the opening" is none.
//!
//! # Why
//! Reports list the speakers of a forum and quote one of them.

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Role, Upos, Value, VerbForm};

use crate::build::Context;
use crate::factuality::Tells;
use crate::frame;
use crate::graph::Graph;

/// Claims of kind statement for speakers whose words are not told; none where one stands at the same verb.
pub fn claims(context: &Context, others: &[Claim]) -> Vec<Claim> {
    let graph = context.graph;
    let free = |t: &u32| !others.iter().any(|c| c.trigger == graph.token(*t).span);
    (0..graph.len()).filter(free).filter_map(|t| claim(context, t)).collect()
}

fn claim(context: &Context, t: u32) -> Option<Claim> {
    let graph = context.graph;
    let tokens = listed(graph, t).or_else(|| speaking(graph, t).then(|| subjects(graph, t)))?;
    let mut claim = Claim::new(ClaimKind::Statement, graph.token(t).span, "statement.floor");
    for at in tokens {
        let persons = super::speaker::at(context, at).into_iter().filter(|(m, _)| graph.mention(*m).kind == MentionKind::Person);
        for (m, span) in persons {
            claim.push(Role::Speaker, Value::Mention(m), span);
        }
    }
    super::date(graph, t, &[], &mut claim);
    claim.get(Role::Speaker).is_some().then_some(claim)
}

fn subjects(graph: &Graph, verb: u32) -> Vec<u32> {
    frame::subjects(graph, verb).into_iter().flat_map(|s| graph.conjuncts(s)).collect()
}

/// A finite verb that carries a noun of speech, or of speaking before somebody.
fn speaking(graph: &Graph, t: u32) -> bool {
    let class = |class: &str, t: u32| graph.lexicon.is(class, graph.lemma(t));
    let participle = graph.is_passive(t) && graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Aux);
    let finite = graph.token(t).feats.verb_form == Some(VerbForm::Fin) || graph.token(t).feats.short || participle;
    let conditional = graph
        .children(t)
        .iter()
        .any(|&c| graph.lexicon.facts.beside(graph.lemma(c)).contains(&Tells::Planned) || graph.lexicon.facts.negates(graph.lemma(c)));
    if !graph.is_verb(t)
        || !finite
        || conditional
        || crate::factuality::future(graph, t)
        || graph.base(t) == Deprel::AclRelcl && !graph.english()
    {
        return false;
    }
    let near = || graph.children(t).iter().copied();
    let carried = || near().any(|c| class("speeches", c) && graph.is_nominal(c) && (c > t || !graph.english() || graph.is_passive(t)));
    class("giving_speech", t) && carried() || class("taking_floor", t) && !graph.english() && near().any(|c| heard(graph, c))
}

/// "at the forum", "перед студентами", "на открытии": a phrase of those who hear, or of the event at which it is said.
fn heard(graph: &Graph, t: u32) -> bool {
    let before = graph.preposition(t).is_some_and(|p| graph.lexicon.is("before_hearers", &p));
    let room = graph.at(t, &[MentionKind::Gathering]).is_some();
    let nouns = ["hearers", "gatherings", "stage", "bodies", "ceremony"].iter().any(|c| graph.lexicon.is(c, graph.lemma(t)));
    before && (room || nouns)
}

/// "Also speaking were X and Y", "Among the speakers were X and Y", "Speakers included X": those named behind.
pub fn listed(graph: &Graph, t: u32) -> Option<Vec<u32>> {
    let sentence = graph.sentence(t);
    let opens = t <= sentence.start + 3;
    let noun = graph.lexicon.is("speakers", graph.lemma(t)) && graph.is_nominal(t);
    let verb = graph.lexicon.is("taking_floor", graph.lemma(t)) && graph.lower(t).ends_with("ing");
    let next = t + 1;
    let joins = next < sentence.end && (graph.token(next).upos == Upos::Aux || graph.lexicon.is("including_verbs", graph.lemma(next)));
    if !graph.english() || !opens || !(noun || verb) || !joins {
        return None;
    }
    let named = graph.mentions_in(next + 1..sentence.end, &[MentionKind::Person, MentionKind::Post]);
    let clause =
        (next + 1..sentence.end).find(|&u| graph.token(u).upos == Upos::Verb && graph.base(u) != Deprel::Acl).unwrap_or(sentence.end);
    Some(named.into_iter().map(|m| graph.mention(m).head).filter(|&h| h < clause).collect())
}
