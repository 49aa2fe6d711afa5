//! A second event of the same sort with its verb left out: "A and B signed a memorandum, and C a roadmap with D", "«А» и Б подписали
//! меморандум, а В – договор с Г".
//!
//! # Why
//! What is left out is told by the order of the words: behind a conjunction stand one who can act and, at once or behind a dash, an
//! instrument; no verb follows.

use rapporteur_model::{Claim, ClaimKind, Field, MentionKind, Role, Value};

use crate::build::Context;
use crate::frame::Hit;
use crate::graph::Graph;

const ACTORS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Person, MentionKind::Body, MentionKind::Place];

/// Such signings behind the one of this hit, in order.
pub fn signings(context: &Context, hit: &Hit, first: &Claim) -> Vec<Claim> {
    let graph = context.graph;
    let end = graph.sentence(hit.trigger).end;
    let comma = |t: &u32| matches!(graph.form(*t), "," | ";");
    (hit.trigger..end).filter(comma).filter_map(|t| signing(context, hit, first, t + 1, end)).collect()
}

fn signing(context: &Context, hit: &Hit, first: &Claim, from: u32, end: u32) -> Option<Claim> {
    let graph = context.graph;
    let opens = |t: u32| graph.lexicon.is("row", graph.lower(t));
    let start = (from..end.min(from + 2)).find(|&t| !opens(t)).filter(|&t| t > from)?;
    let paper = graph.mentions_in(start..end, &[MentionKind::Instrument]).into_iter().next()?;
    let head = graph.range(paper).start;
    let actor = graph.mentions_in(start..head, ACTORS).into_iter().next_back()?;
    let between = graph.range(actor).end..head;
    let bare = between.clone().all(|t| matches!(graph.form(t), "–" | "—" | "-" | "a" | "an" | "the" | "»" | "\""));
    let mut between = between;
    let dashed = graph.english() || between.any(|t| matches!(graph.form(t), "–" | "—" | "-"));
    let verb = (start..end).any(|t| graph.is_verb(t) && !graph.is_participle(t));
    if !bare || !dashed || verb || graph.range(actor).start > start + 4 {
        return None;
    }
    let mut claim = Claim::new(ClaimKind::Signing, graph.token(graph.mention(paper).head).span, "signing.verb");
    claim.modality = first.modality;
    for field in
        first.fields.iter().filter(|f| matches!(f.role, Role::Date | Role::Place) && f.span.end() < graph.token(hit.trigger).span.start())
    {
        claim.push(field.role, field.value.clone(), field.span);
    }
    claim.push(Role::Instrument, Value::Mention(paper), graph.mention(paper).span);
    for m in std::iter::once(actor).chain(partner(graph, graph.range(paper).end, end)) {
        let role = if graph.mention(m).kind == MentionKind::Person { Role::Signatory } else { Role::Party };
        claim.push(role, Value::Mention(m), graph.mention(m).span);
    }
    Some(claim)
}

/// Meetings of the same person with others, told without their verb behind the one of this hit: «встретилась с A, а в среду – с B», "met A on
/// Monday and B on Tuesday".
pub fn meetings(context: &Context, hit: &Hit, first: &Claim) -> Vec<Claim> {
    let graph = context.graph;
    let trigger = graph.token(hit.trigger).span;
    let sentence = graph.sentence(hit.trigger);
    let mut before = first.fields.iter().filter(|f| f.role == Role::Participant && f.span.end() <= trigger.start());
    let subject =
        before.next().filter(|_| before.next().is_none() && !hit.nominal && graph.lexicon.is("meeting_verbs", graph.lemma(hit.trigger)));
    let Some(subject) = subject else { return Vec::new() };
    let opens = |t: &u32| t + 3 < sentence.end && matches!(graph.form(*t), "," | ";") && graph.lexicon.is("row", graph.lower(t + 1));
    (hit.trigger..sentence.end).filter(opens).filter_map(|t| meeting(context, first, subject, t + 2, sentence.end)).collect()
}

/// The one that a day and a preposition of company open, with no verb behind.
fn meeting(context: &Context, first: &Claim, subject: &Field, from: u32, end: u32) -> Option<Claim> {
    let graph = context.graph;
    let day = graph.mentions_in(from..end.min(from + 3), &[MentionKind::Date]).into_iter().next()?;
    let with = (graph.range(day).end..end).find(|&t| !matches!(graph.form(t), "–" | "—" | "-" | ","))?;
    let company = matches!(graph.lower(with), "с" | "со" | "with");
    let close = (with..end).find(|&t| matches!(graph.form(t), "," | ";" | ".")).unwrap_or(end);
    let partner = graph.mentions_in(with..close, &[MentionKind::Person]).into_iter().next()?;
    let verb = (from..close).any(|t| graph.is_verb(t) && !graph.is_participle(t));
    if !company || verb {
        return None;
    }
    let mut claim = Claim::new(ClaimKind::Meeting, graph.token(with).span.cover(graph.mention(partner).span), "meeting.verb");
    claim.modality = first.modality;
    claim.push(subject.role, subject.value.clone(), subject.span);
    claim.push(Role::Participant, Value::Mention(partner), graph.mention(partner).span);
    claim.push(Role::Date, Value::Date(graph.mention(day).date()?), graph.mention(day).span);
    Some(claim)
}

/// "… with D": the first who can act behind the instrument and a preposition of company.
fn partner(graph: &Graph, from: u32, end: u32) -> Option<u32> {
    let with = (from..end).find(|&t| matches!(graph.lower(t), "с" | "со" | "with"))?;
    graph.mentions_in(with + 1..end.min(with + 4), ACTORS).into_iter().next()
}

/// Most words between a day and the next place in a row.
const GLUE: usize = 4;

/// Visits of the same people behind the one of this hit: "will travel to Kinshasa on 1 September and to Bujumbura on 3 September", «посетит Ригу 1 мая
/// и Вильнюс 3 мая»: places in a row, each with its own day right behind it.
pub fn visits(context: &Context, hit: &Hit, first: &Claim) -> Vec<Claim> {
    let graph = context.graph;
    let sentence = graph.sentence(hit.trigger);
    let glue = |t: u32| {
        let word = graph.lower(t);
        graph.lexicon.is("row", word) || graph.lexicon.is("afterwards", word) || matches!(word, "," | "to" | "in" | "в" | "во")
    };
    let mut next = first.mentions(Role::Destination).find(|&m| graph.range(m).start > hit.trigger).and_then(|m| day_behind(graph, m));
    let mut found = Vec::new();
    while let Some(last) = next.take() {
        let from = graph.range(last).end;
        let at = (from..sentence.end).take(GLUE + 1).find(|&t| !glue(t)).filter(|&t| t > from);
        let place = at.and_then(|t| graph.at(t, &[MentionKind::Place]).filter(|&m| graph.range(m).start == t));
        next = place.and_then(|m| day_behind(graph, m));
        if let Some((place, day)) = place.zip(next)
            && let Some(date) = graph.mention(day).date()
        {
            let mut claim = Claim::new(ClaimKind::Visit, graph.mention(place).span, "visit.verb");
            claim.modality = first.modality;
            let who = first.fields.iter().filter(|f| !matches!(f.role, Role::Date | Role::Destination | Role::Place));
            who.for_each(|f| claim.push(f.role, f.value.clone(), f.span));
            claim.push(Role::Destination, Value::Mention(place), graph.mention(place).span);
            claim.push(Role::Date, Value::Date(date), graph.mention(day).span);
            found.push(claim);
        }
    }
    found
}

/// The day right behind a name, or behind one word that says so ("on").
fn day_behind(graph: &Graph, m: u32) -> Option<u32> {
    let end = graph.sentence(graph.mention(m).head).end;
    let from = graph.range(m).end;
    let on = from < end && graph.lexicon.is("dated_by", graph.lower(from));
    let day =
        |t: u32| graph.mentions_in(t..end.min(t + 1), &[MentionKind::Date]).into_iter().find(|&day| graph.mention(day).date().is_some());
    day(from).or_else(|| day(from + 1).filter(|_| on))
}
