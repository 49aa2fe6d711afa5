//! From one day to the days that an event took, where the report says how many, or tells both ends.
//!
//! # What it does
//! "Трёхдневный визит завершился 5 мая": 3–5 May; "arrived on Tuesday on a four-day visit": from that day on; "It opened on Monday" of a
//! forum that closed on Wednesday: all three days. "The visit, which will last from 26 to 28 May": these.
//!
//! # Why
//! A report dates the end that it tells of and leaves the rest to the count.
//!
//! # Example
//! "The forum opened on 2 June. … It will run until 5 June": 2025-06-02/2025-06-05.

use rapporteur_model::{Claim, ClaimKind, Deprel, Edtf, MentionKind, Modality, PartialDate, Role, Span, Tense, Value};

use crate::build::Context;
use crate::graph::Graph;

/// Longest event that a pair of ends is taken for, in days.
const LONGEST: i32 = 31;

/// Kinds that may take days.
const KINDS: &[ClaimKind] = &[ClaimKind::Visit, ClaimKind::Session, ClaimKind::Gathering, ClaimKind::Meeting];

/// Which end of an event a verb tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    First,
    Last,
}

/// Widens the dates of visits, sessions and gatherings that are told to take so many days.
pub fn add(context: &Context, claims: &mut Vec<Claim>) {
    let graph = context.graph;
    let mut told: Vec<(usize, Edtf)> = Vec::new();
    for claim in claims.iter_mut().filter(|c| KINDS.contains(&c.kind)) {
        let trigger = graph.analysis.tokens_in(claim.trigger).start;
        if claim.get(Role::Date).is_none()
            && let Some((days, words)) = told_to_last(graph, trigger)
        {
            claim.push(Role::Date, Value::Date(days), words);
            continue;
        }
        if let Some((days, words, begun)) = between_ends(graph, trigger) {
            told.push((graph.analysis.sentence_of(trigger), days));
            if claim.get(Role::Date).is_none() {
                claim.push(Role::Date, Value::Date(days), words);
            } else {
                widen(claim, days, Some(words));
            }
            if begun && claim.modality == Modality::Planned {
                claim.modality = Modality::Happened;
            }
            continue;
        }
        let Some((count, words)) = counted(graph, trigger) else { continue };
        let Some(end) = end_of(graph, graph.clause(trigger)) else { continue };
        if let Some(day) = only_day(claim)
            && let Some(days) = days(day, count, end)
        {
            widen(claim, days, Some(words));
        }
    }
    claims.retain(|c| !of_event(graph, &told, c));
}

/// "она продлится до 7 июня": the end of an event that is told with its beginning is no promise.
fn of_event(graph: &Graph, told: &[(usize, Edtf)], claim: &Claim) -> bool {
    let sentence = graph.analysis.sentence_of(graph.analysis.tokens_in(claim.trigger).start);
    let due = claim.date(Role::Due);
    let last = |days: &Edtf| if let Edtf::Interval(_, Some(last)) = days { Some(Edtf::Date(*last)) } else { None };
    claim.kind == ClaimKind::Commitment && due.is_some() && told.iter().any(|(at, days)| *at == sentence && last(days) == due)
}

/// "The visit, which will last from 26 to 28 May", "the session runs from 5 to 8 October": the days of a clause of lasting on the noun.
fn told_to_last(graph: &Graph, trigger: u32) -> Option<(Edtf, Span)> {
    let lasts = |&v: &u32| graph.is_verb(v) && graph.lexicon.is("lasting", graph.lemma(v));
    let of_noun = |&v: &u32| graph.subtree(trigger).contains(&v) || graph.children(v).contains(&trigger);
    let verb = graph.sentence(trigger).filter(lasts).find(of_noun)?;
    let dates = graph.mentions_in(graph.subtree(verb), &[MentionKind::Date]);
    let &[m] = dates.as_slice() else { return None };
    let days = graph.mention(m).date()?;
    matches!(days, Edtf::Interval(Some(first), Some(last)) if first.day().is_some() && last.day().is_some())
        .then(|| (days, graph.mention(m).span))
}

/// "открывшаяся 8 апреля, продлится до 12 апреля", "arrived on October 2 and leaves on October 6": both ends in one sentence, with the words
/// of the last and whether the first is told in the past.
fn between_ends(graph: &Graph, trigger: u32) -> Option<(Edtf, Span, bool)> {
    let main = graph.clause(trigger);
    let stands_for = |c: u32| graph.lexicon.is("it", graph.lemma(c)) || !graph.english() && graph.lexicon.is("third", graph.lemma(c));
    let own = |v: u32| {
        let joined = graph.base(v) == Deprel::Conj
            && graph.head(v) == Some(main)
            && !graph.children(v).iter().any(|&c| graph.base(c) == Deprel::Nsubj && !stands_for(c));
        v == main || joined || matches!(graph.base(v), Deprel::Acl | Deprel::Amod) && graph.head(v) == Some(trigger)
    };
    let day = |v: u32| {
        let dates = graph.mentions_in(graph.sentence(v), &[MentionKind::Date]);
        let under = |&m: &u32| {
            let head = graph.mention(m).head;
            (head > v || v == main) && std::iter::successors(graph.head(head), |&u| graph.head(u)).take(2).any(|u| u == v)
        };
        let m = dates.into_iter().find(under)?;
        match graph.mention(m).date()? {
            Edtf::Date(day) if day.day().is_some() => Some((day, graph.mention(m).span)),
            _ => None,
        }
    };
    let verbs: Vec<u32> = graph.sentence(trigger).filter(|&v| (graph.is_verb(v) || v == main) && own(v)).collect();
    let tells = |v: u32, class: &str| graph.lexicon.is(class, graph.lemma(v));
    let first = verbs.iter().copied().filter(|&v| tells(v, "starting")).find_map(|v| Some((v, day(v)?.0)))?;
    let ends = |v: u32| tells(v, "ending") || tells(v, "lasting") || tells(v, "going_home");
    let (last, words) = verbs.iter().copied().filter(|&v| v != first.0 && ends(v)).find_map(day)?;
    Some((between(first.1, last)?, words, graph.token(first.0).feats.tense == Some(Tense::Past)))
}

/// The end that a verb tells of.
pub fn end_of(graph: &Graph, verb: u32) -> Option<End> {
    let word = |class: &str| {
        let below = |&c: &u32| graph.lexicon.is(class, graph.lemma(c)) && graph.is_verb(c);
        graph.lexicon.is(class, graph.lemma(verb)) || graph.children(verb).iter().any(below)
    };
    if word("ending") { Some(End::Last) } else { word("starting").then_some(End::First) }
}

/// The single day of a claim.
pub fn only_day(claim: &Claim) -> Option<PartialDate> {
    let mut all = claim.all(Role::Date);
    let field = all.next().filter(|_| all.next().is_none())?;
    match field.value {
        Value::Date(Edtf::Date(day)) if day.day().is_some() => Some(day),
        _ => None,
    }
}

/// The days from one to the other, where they are not too far apart.
pub fn between(first: PartialDate, last: PartialDate) -> Option<Edtf> {
    let (a, b) = (first.to_day()?, last.to_day()?);
    let gap = a.until(b).ok()?.get_days();
    (0 < gap && gap <= LONGEST).then(|| Edtf::between(first, last))
}

/// Puts days in the place of a claim's date; further words join its evidence.
pub fn widen(claim: &mut Claim, days: Edtf, words: Option<Span>) {
    let spans: Vec<Span> = claim.all(Role::Date).map(|f| f.span).chain(words).collect();
    claim.fields.retain(|f| f.role != Role::Date);
    if let Some(&first) = spans.first() {
        claim.push(Role::Date, Value::Date(days), first);
    }
}

/// So many days from a day on, or up to it.
fn days(day: PartialDate, count: u32, end: End) -> Option<Edtf> {
    let steps = count.checked_sub(1).filter(|n| (1..31).contains(n))?;
    let other = (0..steps).try_fold(day.to_day()?, |at, _| match end {
        End::First => at.tomorrow().ok(),
        End::Last => at.yesterday().ok(),
    })?;
    let other = PartialDate::from_day(other);
    Some(if end == End::First { Edtf::between(day, other) } else { Edtf::between(other, day) })
}

/// "трёхдневный визит", "a four-day official visit", with the words.
fn counted(graph: &Graph, trigger: u32) -> Option<(u32, Span)> {
    let visit = |t: &u32| graph.lexicon.frames(ClaimKind::Visit).any(|f| f.nouns.contains(graph.lemma(*t)));
    let near = graph.children(trigger).iter().copied().filter(visit);
    let nouns = std::iter::once(trigger).chain(near).collect::<Vec<u32>>();
    nouns.into_iter().flat_map(|n| graph.children(n).iter().copied()).find_map(|c| Some((number(graph, c)?, graph.token(c).span)))
}

/// The count in an adjective ("трёхдневный") or a compound ("three-day").
fn number(graph: &Graph, t: u32) -> Option<u32> {
    let of_days = |n: u32| graph.lexicon.is(&format!("days_{n}"), graph.lemma(t));
    if let Some(n) = (2..=7).find(|&n| of_days(n)) {
        return Some(n);
    }
    let hyphen = t.checked_sub(2).filter(|&u| graph.lexicon.is("day", graph.lemma(t)) && graph.form(u + 1) == "-")?;
    (2..=7).find(|&n| graph.lower(hyphen) == n.to_string() || graph.lexicon.is(&format!("count_{n}"), graph.lower(hyphen)))
}
