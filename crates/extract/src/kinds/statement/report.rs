//! Bare reports: what only passes on that an event took place is attribution of that event and no statement.
//!
//! # What it does
//! "X встретился с Y, сообщает пресс-служба", "the agency reported that the ministers had met": the statement is taken out; the event keeps
//! its speakers as attribution.
//!
//! # Why
//! A statement is a direct quote, or an opinion, a promise, an assessment.
//!
//! # Example
//! "Как сообщает агентство, делегация Туниса посетила Минск": a visit, and no statement.

use rapporteur_model::{Claim, ClaimKind, Deprel, Field, MentionKind, Modality, Role, Span, Upos};

use crate::graph::Graph;
use crate::quotes;

/// Kinds of claims that words may report.
const EVENTS: &[ClaimKind] = &[
    ClaimKind::Meeting,
    ClaimKind::Session,
    ClaimKind::Visit,
    ClaimKind::Signing,
    ClaimKind::Gathering,
    ClaimKind::Appointment,
    ClaimKind::Departure,
    ClaimKind::Deal,
];

/// Events that take place, told by a noun.
const ACTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing];

/// Takes out statements that are bare reports of an event.
pub fn drop(graph: &Graph, claims: &mut Vec<Claim>) {
    let of = |kinds: &[ClaimKind]| claims.iter().filter(|c| kinds.contains(&c.kind)).map(|c| (c.trigger, c.modality)).collect::<Vec<_>>();
    let (events, acts) = (of(EVENTS), of(ACTS));
    let quotes = quotes::speech(graph);
    claims.retain(|c| c.kind != ClaimKind::Statement || quoted(graph, &quotes, c) || !(bare(graph, &events, c) || only_named(&acts, c)));
}

/// Some of the words stand in quotes.
fn quoted(graph: &Graph, quotes: &[std::ops::Range<u32>], claim: &Claim) -> bool {
    let direct = |span: Span| {
        let tokens = graph.analysis.tokens_in(span);
        let dash = tokens.start.checked_sub(1).is_some_and(|t| matches!(graph.form(t), "–" | "—" | "-" | ":"));
        dash || quotes.iter().any(|q| q.start < tokens.end && tokens.start < q.end)
    };
    claim.all(Role::Words).any(|f| direct(f.span)) || claim.rule.contains("transcript") || claim.rule.contains("interview")
}

/// "О встрече X с Y рассказали в аппарате": nothing is said of the event but that it took place.
fn only_named(acts: &[(Span, Modality)], claim: &Claim) -> bool {
    let named = |f: &Field| acts.iter().any(|&(at, m)| m == Modality::Happened && at.start() == f.span.start() && f.span.contains(at));
    claim.get(Role::Words).is_none() && claim.get(Role::Topic).is_some() && claim.all(Role::Topic).all(named)
}

/// The words' main clause tells of an event that took place, or of one to come where no person promises it.
fn bare(graph: &Graph, events: &[(Span, Modality)], claim: &Claim) -> bool {
    let verb = graph.analysis.tokens_in(claim.trigger).start;
    let judges = |class: &str| verb < graph.len() && graph.lexicon.is(class, graph.lemma(verb));
    if judges("denying") || judges("stressing") || judges("naming") || claim.get(Role::Words).is_none() {
        return false;
    }
    let person = claim.mentions(Role::Speaker).any(|m| graph.mention(m).kind == MentionKind::Person);
    let reported = |m: Modality| m == Modality::Happened || !person && matches!(m, Modality::Planned | Modality::Cancelled);
    claim.all(Role::Words).all(|f| {
        let Some(main) = main(graph, f.span) else { return false };
        let tells = |at: Span| {
            let t = graph.analysis.tokens_in(at).start;
            // "за время после заседания вырос товарооборот": only the main verb's own event counts.
            let top = std::iter::successors(Some(t), |&u| graph.head(u)).take_while(|&u| u != main && graph.is_nominal(u)).last();
            let carried = top.is_some_and(|u| graph.head(u) == Some(main) && matches!(graph.base(u), Deprel::Nsubj | Deprel::Obj));
            f.span.contains(at) && (t == main || carried)
        };
        events.iter().any(|&(at, modality)| reported(modality) && tells(at))
    })
}

/// The word of a span that hangs on none of its others: its main verb.
fn main(graph: &Graph, span: Span) -> Option<u32> {
    let tokens = graph.analysis.tokens_in(span);
    tokens.clone().find(|&t| graph.head(t).is_none_or(|h| !tokens.contains(&h)) && !matches!(graph.token(t).upos, Upos::Punct))
}
