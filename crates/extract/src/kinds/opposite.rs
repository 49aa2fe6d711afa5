//! Who met whom by the order of words: "встреча заместителя министра A с директором агентства (АБВ) B". Knows titles, names and
//! "with", not the tree.
//!
//! # Why
//! The longer the titles, the likelier the parser hangs the other side inside the first one's phrase. Behind "with" stands a title
//! or a name, and no verb between.
//!
//! # Example
//! "held one-on-one talks with visiting Prime Minister X": X.

use rapporteur_model::{Case, Claim, MentionKind, Role, Upos, Value};

use crate::build::Context;
use crate::frame::Hit;
use crate::graph::Graph;
use crate::rows;

/// Furthest that "with" may stand behind a noun and behind a verb.
const NOUN: u32 = 40;
const VERB: u32 = 12;

/// Adds the sides that a meeting with fewer than two persons lacks.
pub fn add(context: &Context, hit: &Hit, claim: &mut Claim) {
    let graph = context.graph;
    let person = |m: u32| graph.mention(m).kind == MentionKind::Person;
    let named = claim.mentions(Role::Participant).filter(|&m| person(m)).count();
    if named > 1 {
        return;
    }
    let reach = if hit.nominal { NOUN } else { VERB };
    let met = || behind_verb(graph, hit.trigger).filter(|_| !hit.nominal);
    let Some(other) = behind_with(graph, hit.trigger, reach).or_else(met) else { return };
    let own = if hit.nominal { behind_noun(graph, hit.trigger) } else { None };
    let sides: Vec<u32> = own.into_iter().chain(std::iter::once(other)).collect();
    let known = |m: u32| claim.mentions(Role::Participant).any(|o| o == m);
    let all = claim.all(Role::Participant).count() + sides.iter().filter(|&&m| !known(m)).count();
    if all < 2 {
        return;
    }
    for m in sides {
        claim.push(Role::Participant, Value::Mention(m), graph.mention(m).span);
    }
}

/// The person whom a title or name right behind the noun tells of: "встреча министра X", "the meeting of Minister X".
fn behind_noun(graph: &Graph, noun: u32) -> Option<u32> {
    let limit = graph.sentence(noun).end;
    let of = noun + 1 < limit && graph.english() && graph.lower(noun + 1) == "of";
    if graph.english() && !of {
        return None;
    }
    let first = opening(graph, noun + 1 + u32::from(of), limit)?;
    let m = rows::first(graph, first)?;
    let genitive = graph.english() || graph.range(m).any(|t| graph.case(t).is_none_or(|c| matches!(c, Case::Gen | Case::Acc)));
    genitive.then_some(m)
}

/// The person behind "with", where no verb stands between it and the trigger.
fn behind_with(graph: &Graph, trigger: u32, reach: u32) -> Option<u32> {
    let limit = graph.sentence(trigger).end;
    let word = |t: u32| matches!(graph.lower(t), "с" | "со" | "with");
    let finite = |t: u32| graph.is_verb(t) && !graph.is_participle(t);
    let with = (trigger + 1..limit.min(trigger + reach)).find(|&t| word(t) || finite(t)).filter(|&t| word(t))?;
    let first = opening(graph, with + 1, limit)?;
    rows::first(graph, first)
}

/// "met Ambassador X", "принял 29 декабря в Пекине директора агентства X": the person behind the verb, over when and where.
fn behind_verb(graph: &Graph, verb: u32) -> Option<u32> {
    let limit = graph.sentence(verb).end;
    let light = |t: u32| {
        let phrase = graph.at(t, &[MentionKind::Date, MentionKind::Place]).is_some();
        phrase || matches!(graph.token(t).upos, Upos::Adp | Upos::Adv | Upos::Num)
    };
    let title = |t: u32| graph.at(t, &[MentionKind::Post, MentionKind::Person]).is_some_and(|m| graph.range(m).start == t);
    let first = (verb + 1..limit.min(verb + 12)).find(|&t| title(t) || !light(t))?;
    let title = opening(graph, first, limit)?;
    let m = rows::first(graph, title)?;
    let object = graph.english() || graph.range(m).any(|t| graph.case(t).is_none_or(|c| matches!(c, Case::Gen | Case::Acc)));
    let from = graph.token(first - 1).upos == Upos::Adp && first > verb + 1;
    (object && !from).then_some(m)
}

/// Where a title or name begins behind words that say of which country it is, or that who bears it is a guest.
fn opening(graph: &Graph, from: u32, limit: u32) -> Option<u32> {
    const NAMES: &[MentionKind] = &[MentionKind::Person, MentionKind::Post];
    let starts = |t: u32| graph.at(t, NAMES).is_some_and(|m| graph.range(m).start == t);
    let light = |t: u32| {
        let class = matches!(graph.token(t).upos, Upos::Det | Upos::Adj) || matches!(graph.form(t), "'s" | "’s");
        let guest = graph.english() && graph.lower(t).ends_with("ing");
        let nation = graph.english() && crate::nations::of_adjective(&graph.lower(t).to_lowercase(), graph.analysis.lang).is_some();
        class || guest || nation || graph.lexicon.is("possessive", graph.lower(t)) || graph.at(t, &[MentionKind::Place]).is_some()
    };
    (from..limit.min(from + 5)).find(|&t| starts(t) || !light(t)).filter(|&t| starts(t))
}
