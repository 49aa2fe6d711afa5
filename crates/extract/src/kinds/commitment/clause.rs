//! The words of the report for each event that is to come: those of its clause.

use rapporteur_model::{Claim, ClaimKind, Deprel, Modality, Role, Upos, Value, VerbForm};

use crate::build::Context;

/// Adds to each event that is to come the words that say so: those of its clause.
pub fn words(context: &Context, claims: &mut [Claim]) {
    const EVENTS: &[ClaimKind] = &[ClaimKind::Meeting, ClaimKind::Session, ClaimKind::Visit, ClaimKind::Signing, ClaimKind::Gathering];
    let graph = context.graph;
    for claim in claims.iter_mut().filter(|c| c.modality == Modality::Planned && EVENTS.contains(&c.kind)) {
        let trigger = graph.analysis.tokens_in(claim.trigger).start;
        if let Some(span) = graph.words(clause(context, trigger)) {
            claim.push(Role::Act, Value::Text(span.slice(&graph.report.text).replace('\n', " ")), span);
        }
    }
}

/// The words of the clause that tells of an event: of its verb and the verbs that govern that, without what is joined to them.
fn clause(context: &Context, trigger: u32) -> std::ops::Range<u32> {
    let graph = context.graph;
    let governed = |&t: &u32| {
        let bare = graph.token(t).feats.verb_form == Some(VerbForm::Inf) || graph.base(t) == Deprel::Xcomp;
        graph.head(t).filter(|&h| bare && (graph.is_verb(h) || graph.token(h).feats.short || graph.has_copula(h)))
    };
    let top = std::iter::successors(Some(graph.clause(trigger)), governed).take(4).last().unwrap_or(trigger);
    let apart = |&c: &u32| {
        let joined = matches!(graph.base(c), Deprel::Conj | Deprel::Parataxis | Deprel::Advcl | Deprel::Cc | Deprel::Mark | Deprel::Punct);
        // "и следующая, пятнадцатая встреча пройдёт", where the parser joins the adjective to the verb.
        let joined = joined && !(graph.base(c) == Deprel::Conj && c < trigger && graph.token(c).upos == Upos::Adj);
        let holds = graph.subtree(c).contains(&trigger) || c == trigger;
        joined && !holds || (graph.is_verb(c) && graph.base(c) == Deprel::Ccomp && !holds)
    };
    let parts = graph.children(top).iter().filter(|c| !apart(c)).map(|&c| graph.subtree(c));
    let whole = parts.fold(top..top + 1, |all, part| all.start.min(part.start)..all.end.max(part.end));
    // "Minister X, who is to sign": with the noun that the clause is about.
    let about =
        graph.head(top).filter(|_| graph.token(top).deprel == Deprel::AclRelcl && graph.lexicon.is("relative", graph.lemma(whole.start)));
    let whole = about.map_or(whole.start, |noun| graph.subtree(noun).start.min(whole.start))..whole.end;
    let light = |t: &u32| about.is_some() && graph.token(*t).upos == Upos::Adp || graph.token(*t).upos == Upos::Cconj;
    let whole = (whole.start..trigger).find(|t| !light(t)).unwrap_or(whole.start)..whole.end;
    let sentence = graph.sentence(trigger);
    // A relative clause behind a comma leads further.
    let last = trigger.max(top);
    let comma = (last + 1..whole.end)
        .find(|&t| graph.form(t) == "," && (t + 1..whole.end).take(3).any(|u| graph.lexicon.is("relative", graph.lemma(u))));
    quoted(context, trigger, whole.start.max(sentence.start)..comma.unwrap_or(whole.end).min(sentence.end))
}

/// In quotes, no further than the quotes ("“It will be signed in May,” the ministry said").
fn quoted(context: &Context, word: u32, whole: std::ops::Range<u32>) -> std::ops::Range<u32> {
    let graph = context.graph;
    let plain = |t: &u32| graph.form(*t) == "\"";
    let first = graph.sentence(word).start;
    let opened = |t: &u32| matches!(graph.form(*t), "“" | "«") || plain(t);
    let closed = |t: &u32| matches!(graph.form(*t), "”" | "»") || plain(t);
    let before = (first..word).filter(opened).count();
    let ended = (first..word).filter(|t| closed(t) && !plain(t)).count();
    let inside = if (first..word).any(|t| plain(&t)) { before % 2 == 1 } else { before > ended };
    if !inside {
        return whole;
    }
    let mut depth = 0;
    let end = (word + 1..whole.end).find(|t| {
        depth += i32::from(opened(t) && !plain(t)) - i32::from(closed(t) && !plain(t));
        plain(t) || depth < 0
    });
    let start = (whole.start..word).rev().find(opened).map_or(whole.start, |t| t + 1);
    start..end.unwrap_or(whole.end)
}
