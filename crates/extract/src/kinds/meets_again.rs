//! "The two sides will meet again in Funafuti in May", «следующая, пятнадцатая встреча пройдёт в мае», told behind a session: its body will
//! meet, and that is its next session.
//!
//! # Why
//! Who meets again in a report on a session are not two persons; as a meeting it would be missing from the row of sessions.
//!
//! # Example
//! "The Commission held its second session in Suva. The sides will meet again in 2027": the third session, planned.

use rapporteur_model::{Claim, ClaimKind, Modality, Role, Upos, Value};

use crate::build::Context;
use crate::frame;
use crate::number;

/// How many sentences behind a session its next one may be told.
const REACH: usize = 6;

/// Makes sessions of meetings that are to come and mean the body told of before.
pub fn turn(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    let start = |c: &Claim| graph.analysis.tokens_in(c.trigger).start;
    let sentence = |c: &Claim| graph.analysis.sentence_of(start(c));
    for i in 0..claims.len() {
        let claim = &claims[i];
        if claim.kind != ClaimKind::Meeting || claim.modality != Modality::Planned {
            continue;
        }
        let verb = start(claim);
        let word = |t: &u32| graph.lexicon.is("once_more", graph.lower(*t)) || graph.lexicon.is("next", graph.lemma(*t));
        let sides = || {
            let meant = |&t: &u32| graph.lexicon.is("parties", graph.lemma(t)) || graph.lexicon.is("they", graph.lower(t));
            frame::subjects(graph, verb).iter().all(meant)
        };
        // "следующая, пятнадцатая встреча": adjectives before the noun, wherever they hang.
        let small = |&t: &u32| matches!(graph.token(t).upos, Upos::Adj | Upos::Num) || graph.form(t) == ",";
        let before = (graph.sentence(verb).start..verb).rev().take_while(small);
        let near: Vec<u32> = graph.children(verb).iter().copied().chain(before).collect();
        let again = near.iter().copied().find(word);
        let counted = near.iter().find_map(|&c| number::at(graph, c)).filter(|_| !graph.is_verb(verb));
        let nobody = || claim.mentions(Role::Participant).next().is_none();
        let meant = if graph.is_verb(verb) { again.is_some() && sides() } else { nobody() && (again.is_some() || counted.is_some()) };
        if !meant {
            continue;
        }
        let held = |c: &&Claim| {
            let near = sentence(c) <= sentence(claim) && sentence(c) + REACH >= sentence(claim) && c.trigger < claim.trigger;
            c.kind == ClaimKind::Session && c.modality == Modality::Happened && c.get(Role::Body).is_some() && near
        };
        let Some(before) = claims.iter().filter(held).max_by_key(|c| c.trigger) else { continue };
        let body = before.get(Role::Body).cloned();
        let number = before.all(Role::Ordinal).find_map(|f| if let Value::Number(n) = f.value { n.checked_add(1) } else { None });
        let claim = &mut claims[i];
        claim.kind = ClaimKind::Session;
        "session.again".clone_into(&mut claim.rule);
        claim.fields.retain(|f| matches!(f.role, Role::Date | Role::Place | Role::Act));
        claim.fields.extend(body);
        match (counted, number.zip(again)) {
            (Some((number, words)), _) => claim.push(Role::Ordinal, Value::Number(number), words),
            (None, Some((number, t))) => claim.push(Role::Ordinal, Value::Number(number), graph.token(t).span),
            (None, None) => {}
        }
    }
}
