//! The words of what is to be done, and the date by which. Knows no class of verbs.

use rapporteur_model::{Deprel, Edtf, MentionKind, PartialDate, Span, Upos, VerbForm};

use super::who::Who;
use crate::build::Context;
use crate::graph::Graph;

/// The first word: of an actor the act is told from its verb on; without one it is told with its subject ("Первая партия поступит").
pub fn first(context: &Context, act: u32, over: u32, who: &Who) -> u32 {
    let graph = context.graph;
    let own = |t: u32, wanted: Deprel| graph.children(t).iter().copied().filter(|&c| graph.base(c) == wanted && c < t).min();
    let auxiliary = own(act, Deprel::Aux).filter(|_| !graph.english()).unwrap_or(act);
    let acting = !who.actors.is_empty() && !who.patient;
    // "where an embassy is due to open" has a subject of its own, "which is due to open" has not.
    let named = own(over, Deprel::Nsubj).is_some_and(|s| graph.is_nominal(s) && !graph.lexicon.is("relative", graph.lemma(s)));
    if acting || graph.base(over) == Deprel::Acl && !named {
        let first = if act == over { own(act, Deprel::Cop).unwrap_or(auxiliary) } else { inner(graph, act, over) };
        return first.min(fronted(graph, act).unwrap_or(first));
    }
    // "is to be signed": the parser may make "is" the head.
    let be = || graph.head(act).filter(|&h| graph.lemma(h) == "be" && graph.base(act) == Deprel::Xcomp);
    let subject = own(over, Deprel::Nsubj).or_else(|| own(act, Deprel::Nsubj)).or_else(|| own(be()?, Deprel::Nsubj));
    let start = subject.map(|s| graph.subtree(s).start).unwrap_or_else(|| {
        if act == over {
            own(act, Deprel::Obj).map_or(auxiliary, |o| graph.subtree(o).start)
        } else {
            own(over, Deprel::Obj).map_or(inner(graph, act, over), |o| graph.subtree(o).start)
        }
    });
    let start = fronted(graph, act).map_or(start, |o| o.min(start)).max(graph.sentence(act).start);
    after_dateline(graph, if graph.lexicon.is("that", graph.lower(start)) && start < act { start + 1 } else { start }, over)
}

/// "первый транш банк выдаст": a Russian object in front of its verb is part of what is done.
fn fronted(graph: &Graph, act: u32) -> Option<u32> {
    let object = |&c: &u32| graph.base(c) == Deprel::Obj && c < act && !graph.english() && graph.is_nominal(c);
    graph.children(act).iter().copied().find(object).map(|o| graph.subtree(o).start)
}

/// "До конца года регион откроет": the date that stands right before the first word belongs to the words.
pub fn dated(graph: &Graph, first: u32, due: Option<u32>) -> u32 {
    let Some(range) = due.map(|m| graph.range(m)).filter(|r| r.end <= first) else { return first };
    let punct = graph.form(range.end) == "," && range.end + 1 == first;
    if range.end != first && !punct {
        return first;
    }
    let before = |t: u32| t > graph.sentence(first).start && graph.token(t - 1).upos == Upos::Adp;
    range.start - u32::from(before(range.start))
}

/// "PODGORICA (Newswire) – The bank has agreed …": the first word behind the dash.
fn after_dateline(graph: &Graph, start: u32, over: u32) -> u32 {
    let dash = |t: &u32| matches!(graph.form(*t), "-" | "–" | "—");
    if !graph.is_dateline(start) {
        return start;
    }
    (start..over).find(dash).map_or(start, |d| d + 1)
}

/// The first word of what an infinitive governs, where it stands behind the word of intent.
fn inner(graph: &Graph, act: u32, over: u32) -> u32 {
    let before =
        graph.children(act).iter().copied().filter(|&c| c < act && c > over && graph.is_nominal(c) && graph.base(c) == Deprel::Obj);
    before.map(|c| graph.subtree(c).start).min().filter(|&s| s > over).unwrap_or(act)
}

/// The words from the first on, with the date behind them.
pub fn words(context: &Context, act: u32, first: u32, due: Option<u32>) -> Option<Span> {
    let graph = context.graph;
    let mut end = joined(graph, act).map_or(end(graph, act), |c| end(graph, act).min(c));
    if let Some(range) = due.map(|m| graph.range(m)).filter(|r| r.start > act && !(end..r.start).any(|t| graph.is_verb(t))) {
        end = end.max(range.end);
    }
    graph.words(first..end)
}

/// The first comma, bracket or closing quote behind that ends the clause; not a comma in a row of names, nor a name in quotes.
fn end(graph: &Graph, act: u32) -> u32 {
    let last = graph.sentence(act).end;
    let mut open = 0;
    for u in act + 1..last {
        match graph.form(u) {
            "«" => open += 1,
            "»" if open > 0 => open -= 1,
            ";" | ":" | "(" | "»" | "—" | "–" => return u,
            "," if !in_row(graph, act, u) => return u,
            _ => {}
        }
    }
    last
}

/// The conjunction before another finite verb that is joined to the act or to what governs it.
fn joined(graph: &Graph, act: u32) -> Option<u32> {
    let finite = |&c: &u32| graph.base(c) == Deprel::Conj && c > act && graph.token(c).feats.verb_form == Some(VerbForm::Fin);
    let beside = graph.head(act).map_or(&[][..], |h| graph.children(h));
    let verb = graph.children(act).iter().chain(beside).copied().filter(finite).min()?;
    Some(graph.children(verb).iter().copied().filter(|&c| graph.base(c) == Deprel::Cc && c > act).min().unwrap_or(verb))
}

/// "в Ларнаку, Алеппо и Самару": what follows the comma is joined to a noun of the clause, with no verb between.
fn in_row(graph: &Graph, act: u32, comma: u32) -> bool {
    if !graph.covering(comma).is_empty() && graph.covering(comma).iter().any(|&m| graph.range(m).end > comma + 1) {
        return true;
    }
    let end = graph.sentence(act).end.min(comma + 6);
    let joined = (comma + 1..end).take_while(|&t| graph.form(t) != "," && !graph.is_verb(t)).find(|&t| graph.base(t) == Deprel::Conj);
    joined.and_then(|t| graph.head(t).filter(|&h| graph.is_nominal(t) && h > act && h < comma && graph.is_nominal(h))).is_some()
}

/// The date of the act with its mention: one that is said to be the last day before others, one behind before one in front.
pub fn due(context: &Context, act: u32, over: u32) -> Option<(Edtf, u32)> {
    let graph = context.graph;
    let sentence = graph.sentence(act);
    let all = graph.mentions_in(sentence, &[MentionKind::Date]);
    // What is to be done is not due before it is told.
    let told = graph.report.published.as_ref().and_then(|p| p.value.bounds()).map(|(first, _)| first);
    let past = |date: Edtf| date.bounds().zip(told).is_some_and(|((_, last), told)| last < told);
    let ahead = |m: u32| graph.mention(m).date().is_some_and(|d| !past(d));
    let own = all.into_iter().filter(|&m| ahead(m) && free(graph, m) && belongs(graph, m, act, over));
    let best = own.min_by_key(|&m| (!until(graph, m), graph.range(m).start < act, graph.range(m).start))?;
    Some((last(graph, best, graph.mention(best).date()?), best))
}

/// A date inside another name ("программа на 2025 год") and one since when something holds are none.
fn free(graph: &Graph, m: u32) -> bool {
    const NAMES: &[MentionKind] =
        &[MentionKind::Instrument, MentionKind::Organisation, MentionKind::Body, MentionKind::Gathering, MentionKind::Post];
    let range = graph.range(m);
    let own = graph.mention(m).span;
    let inside =
        graph.at(graph.mention(m).head, NAMES).is_some_and(|o| graph.mention(o).span.contains(own) && graph.mention(o).span != own);
    let since = |t: u32| graph.lexicon.is("since", graph.lower(t));
    !inside && !since(range.start) && !range.start.checked_sub(1).is_some_and(since)
}

/// The date hangs on the act or on what governs it, or stands behind it with no other verb between.
fn belongs(graph: &Graph, m: u32, act: u32, over: u32) -> bool {
    let head = graph.mention(m).head;
    let mut at = head;
    for _ in 0..8 {
        let Some(up) = graph.head(at) else { break };
        if up == act || up == over {
            return true;
        }
        if graph.is_verb(up) {
            // "на площадке, выкупленной в марте"
            if up > act && up < head {
                return false;
            }
            break;
        }
        at = up;
    }
    let start = graph.range(m).start;
    if head == act || graph.range(m).contains(&act) {
        return true;
    }
    start > act
        && !(act + 1..start).any(|t| graph.is_verb(t) && !matches!(graph.base(t), Deprel::Amod | Deprel::Acl))
        && !between(graph, act, start)
}

/// A comma and a clause lie between the act and the date.
fn between(graph: &Graph, act: u32, start: u32) -> bool {
    (act + 1..start).any(|t| matches!(graph.form(t), ";" | ":") || (graph.form(t) == "," && graph.token(t + 1).upos == Upos::Pron))
}

fn until(graph: &Graph, m: u32) -> bool {
    let start = graph.range(m).start;
    let until = |t: u32| graph.lexicon.is("until", graph.lower(t));
    until(start) || (1..=2).any(|n| start.checked_sub(n).is_some_and(until))
}

/// "до конца 2027 года", "by the end of May": the last month or the month itself. Of days named, the last.
fn last(graph: &Graph, m: u32, date: Edtf) -> Edtf {
    match date {
        Edtf::Interval(Some(first), Some(last)) if first.is_about() => match (first.day(), last.day()) {
            (Some(21), Some(_)) => PartialDate::new(last.year(), last.month(), None).map_or(date, Edtf::Date),
            (None, None) if until(graph, m) => PartialDate::new(last.year(), last.month(), None).map_or(date, Edtf::Date),
            _ => date,
        },
        Edtf::Interval(Some(_), Some(last)) if last.day().is_some() => Edtf::Date(last),
        _ => date,
    }
}
