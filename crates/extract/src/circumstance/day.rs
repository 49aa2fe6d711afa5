//! When: the date that belongs to a trigger rather than to another one of its sentence, and the day that an event was set for before it was moved.

use rapporteur_model::{Deprel, Edtf, MentionKind, Span};

use super::{attached, nearer_to_other, opens_for, reach};
use crate::frame::Hit;
use crate::graph::Graph;
use crate::lone;

/// The day for which the event was set, where it is put off: "scheduled for 5 May, has been postponed until June", «с мая на сентябрь».
pub fn set_for(graph: &Graph, hit: &Hit, own: Option<Span>) -> Option<(Edtf, Span)> {
    if !moved(graph, hit) {
        return None;
    }
    let dates = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Date]);
    let told = |m: u32| Some((graph.mention(m).date()?, graph.mention(m).span));
    let before = |m: u32| match told(m)? {
        (Edtf::Interval(Some(first), Some(_)), span) if Some(span) == own && from_day(graph, m) => Some((Edtf::Date(first), span)),
        (date, span) => (Some(span) != own && (set_before(graph, hit, m) || from_day(graph, m))).then_some((date, span)),
    };
    dates.into_iter().filter(|&m| free(graph, m)).find_map(before)
}

/// The date of the sentence that is nearer in the tree to this trigger than to any other.
pub fn date(graph: &Graph, hit: &Hit, triggers: &[u32]) -> Option<u32> {
    let dates = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Date]);
    let mut best: Option<(bool, u32, u32, u32)> = None;
    for m in dates.into_iter().filter(|&m| free(graph, m) && !left_behind(graph, hit, m)) {
        let head = graph.mention(m).head;
        // "announced in May": the day on which it was told of.
        if graph.head(head).is_some_and(|v| graph.is_verb(v) && graph.lexicon.is("announces", graph.lemma(v))) {
            continue;
        }
        let shared = opens_for(graph, hit, head);
        if !(shared || attached(graph, hit, head)) {
            continue;
        }
        let Some(steps) = reach(graph, hit, head) else { continue };
        let key = (shared, steps, head.abs_diff(hit.trigger), m);
        let taken = !shared && nearer_to_other(graph, head, steps, hit, triggers);
        if !taken && best.is_none_or(|b| key < b) {
            best = Some(key);
        }
    }
    best.map(|(.., m)| m)
        .or_else(|| lone::date(graph, hit, triggers).filter(|&m| free(graph, m) && !left_behind(graph, hit, m)))
        .or_else(|| when(graph, hit))
        .or_else(|| joined(graph, hit, triggers))
        // "The visit to Sofia by X, set for 22 April, will not take place"
        .or_else(|| {
            let all = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Date]);
            all.into_iter().find(|&m| !moved(graph, hit) && free(graph, m) && set_before(graph, hit, m))
        })
}

/// "arrived in Muscat on 3 March and held talks", «прибыл в Каир в понедельник и встретился»: the day of an event whose verb stands before this one,
/// joined by "and", of one subject and one time.
fn joined(graph: &Graph, hit: &Hit, triggers: &[u32]) -> Option<u32> {
    let verb = hit.verb.filter(|&v| graph.base(v) == Deprel::Conj)?;
    let first = graph.head(verb).filter(|&f| f < verb && graph.is_verb(f) && !graph.is_participle(f))?;
    let own = graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Nsubj);
    let and = graph.children(verb).iter().any(|&c| graph.base(c) == Deprel::Cc && graph.lexicon.is("row", graph.lower(c)));
    let feats = |t: u32| (graph.token(t).feats.tense, graph.token(t).feats.verb_form, graph.is_passive(t));
    let auxiliary = |t: u32| graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Aux);
    let event = triggers.contains(&first) || triggers.iter().any(|&t| graph.head(t) == Some(first) && t < verb);
    let one_time = feats(first) == feats(verb) && !auxiliary(verb);
    let day = |&m: &u32| matches!(graph.mention(m).date(), Some(Edtf::Date(d)) if d.day().is_some());
    let of_first = |&m: &u32| {
        let head = graph.mention(m).head;
        let on = graph.preposition(head).is_none_or(|p| graph.lexicon.is("dated_by", &p));
        graph.head(head) == Some(first) && head > first && on && free(graph, m)
    };
    let dates = graph.mentions_in(graph.sentence(verb), &[MentionKind::Date]);
    let other = dates.iter().any(|&m| graph.mention(m).head > verb);
    (and && !own && !other && event && one_time).then(|| dates.into_iter().find(|m| day(m) && of_first(m)))?
}

/// "took place in May 2019, when X signed a protocol", «в мае, когда министр подписал протокол»: the date right before the clause of "when".
fn when(graph: &Graph, hit: &Hit) -> Option<u32> {
    let verb = hit.verb?;
    let word = graph.children(verb).iter().copied().find(|&c| c < verb && graph.lexicon.is("whenever", graph.lower(c)))?;
    let comma = word.checked_sub(1).filter(|&t| graph.form(t) == ",");
    let end = comma.unwrap_or(word);
    let date = graph.at(end.checked_sub(1)?, &[MentionKind::Date])?;
    (graph.range(date).end == end && graph.sentence(verb).contains(&graph.range(date).start)).then_some(date)
}

/// A date inside another name or title ("программа на 2025 год") is not the event's.
pub fn free(graph: &Graph, m: u32) -> bool {
    let kinds = [MentionKind::Instrument, MentionKind::Organisation, MentionKind::Body, MentionKind::Gathering, MentionKind::Post];
    let head = graph.mention(m).head;
    graph.at(head, &kinds).is_none_or(|outer| graph.mention(outer).span.len() <= graph.mention(m).span.len())
}

/// "перенесено с мая на сентябрь": where an event is moved, the date that it is moved from is not its date.
fn left_behind(graph: &Graph, hit: &Hit, m: u32) -> bool {
    let range = matches!(graph.mention(m).date(), Some(Edtf::Interval(..)));
    // "scheduled for 5 May, has been postponed until June"
    let over = |m: u32| hit.anchors().any(|t| graph.lexicon.is("moving", graph.lemma(t)) && graph.head(graph.mention(m).head) == Some(t));
    let others = graph.mentions_in(graph.sentence(hit.trigger), &[MentionKind::Date]);
    if moved(graph, hit) && !(over(m) && towards(graph, m)) && others.iter().any(|&o| o != m && over(o) && towards(graph, o)) {
        return true;
    }
    // "originally set for 5 May, will now be held on 19 May": what carries the event says when it is.
    let carried = |o: u32| hit.verb.is_some_and(|v| v != hit.trigger && graph.head(graph.mention(o).head) == Some(v)) && hit.supported;
    if set_before(graph, hit, m) && others.iter().any(|&o| o != m && carried(o)) {
        return true;
    }
    moved(graph, hit) && !range && from_day(graph, m)
}

/// "from 5 May", «с 5 мая»
pub(super) fn from_day(graph: &Graph, m: u32) -> bool {
    let first = graph.range(m).start;
    let from = |t: u32| matches!(graph.lower(t), "с" | "со" | "from");
    from(first) || first.checked_sub(1).is_some_and(from)
}

/// "set for 5 May", «намеченное на 5 мая»: the day of a participle of plan at the event's noun.
fn set_before(graph: &Graph, hit: &Hit, m: u32) -> bool {
    let plan = |&p: &u32| {
        // "the meeting of X with Y, planned for 5 May": nobody who is named is planned, whatever the tree says.
        let named = [MentionKind::Person, MentionKind::Post, MentionKind::Place, MentionKind::Organisation, MentionKind::Body];
        let behind = |h: u32| hit.trigger < h && !(hit.trigger..h).any(|t| graph.is_verb(t));
        let of = |h: u32| h == hit.trigger || graph.at(h, &named).is_some() && (behind(h) || graph.subtree(hit.trigger).contains(&h));
        let own = matches!(graph.base(p), Deprel::Acl | Deprel::Amod) && graph.head(p).is_some_and(of);
        own && graph.lexicon.facts.over(graph.lemma(p)).contains(&crate::factuality::Tells::Planned)
    };
    // "announced in January" says when that was told.
    let told = matches!(graph.preposition(graph.mention(m).head).as_deref(), Some("in" | "в" | "во"));
    hit.nominal && !told && graph.head(graph.mention(m).head).filter(plan).is_some()
}

/// "until June", "на сентябрь"
fn towards(graph: &Graph, m: u32) -> bool {
    let first = graph.range(m).start;
    [Some(first), first.checked_sub(1)].into_iter().flatten().any(|t| graph.lexicon.is("towards", graph.lower(t)))
}

pub(super) fn moved(graph: &Graph, hit: &Hit) -> bool {
    hit.anchors().any(|t| graph.lexicon.is("moving", graph.lemma(t)))
}
