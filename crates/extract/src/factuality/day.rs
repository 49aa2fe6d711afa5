//! What is dated after the report was not held yet, whatever the form of its verb.
//!
//! # What it does
//! "Министр встречается с послом 20 мая", "the forum takes place from 5 to 8 June" in a report of before: planned. Where a verb of the past
//! says that it was done, the day is another's ("signed a contract for delivery in June") and is left out.
//!
//! # Why
//! The present tense, headlines and bare nouns tell of both; the day decides.
//!
//! # Example
//! A report of 12 March: "Форум проходит 5–8 июня": planned.

use rapporteur_model::{Claim, ClaimKind, Deprel, Edtf, Field, Modality, PartialDate, Role, Span, Tense, Value};

use crate::graph::Graph;

const EVENTS: &[ClaimKind] = &[
    ClaimKind::Meeting,
    ClaimKind::Session,
    ClaimKind::Visit,
    ClaimKind::Signing,
    ClaimKind::Gathering,
    ClaimKind::Appointment,
    ClaimKind::Departure,
    ClaimKind::Statement,
    ClaimKind::Deal,
];

/// Makes what lies ahead planned, or takes a day away that cannot be its own.
pub fn settle(graph: &Graph, claims: &mut [Claim]) {
    let Some((_, told)) = graph.report.published.as_ref().and_then(|p| p.value.bounds()) else { return };
    let ahead = |value: &Value| matches!(value, Value::Date(date) if date.bounds().is_some_and(|(first, _)| first > told));
    for claim in claims.iter_mut().filter(|c| EVENTS.contains(&c.kind) && c.modality == Modality::Planned) {
        for field in claim.fields.iter_mut().filter(|f| f.role == Role::Date) {
            if let Some(next) = year_after(graph, field) {
                field.value = Value::Date(next);
            }
        }
    }
    for claim in claims.iter_mut().filter(|c| EVENTS.contains(&c.kind) && c.modality == Modality::Happened) {
        if !claim.all(Role::Date).any(|f| ahead(&f.value)) {
            continue;
        }
        let trigger = graph.analysis.tokens_in(claim.trigger).start;
        if claim.kind == ClaimKind::Statement || done(graph, claim) {
            // "has been appointed with effect from 1 February": decided now, in force then.
            let office = matches!(claim.kind, ClaimKind::Appointment | ClaimKind::Departure);
            for field in claim.fields.iter_mut().filter(|f| f.role == Role::Date && ahead(&f.value)) {
                if let Some(before) = year_before(graph, trigger, field) {
                    field.value = Value::Date(before);
                }
            }
            claim.fields.retain(|f| f.role != Role::Date || !ahead(&f.value) || office && from(graph, f.span));
        } else {
            claim.modality = Modality::Planned;
        }
    }
}

/// "возглавил компанию в августе", told in June: a month without a year right under the verb of the past is that of the year before.
fn year_before(graph: &Graph, trigger: u32, field: &Field) -> Option<Edtf> {
    let Value::Date(Edtf::Date(date)) = field.value else { return None };
    let words = field.span.slice(&graph.report.text);
    let own = graph.analysis.tokens_in(field.span).any(|t| graph.head(t) == Some(trigger));
    let month = date.day().is_none() && !words.contains(|c: char| c.is_ascii_digit()) && own && graph.is_verb(trigger);
    PartialDate::new(Some(date.year()? - 1), Some(date.month().filter(|_| month)?), None).map(Edtf::Date)
}

/// "has promised to come in May", told in November: a month without a year of what lies ahead is that of the next year.
fn year_after(graph: &Graph, field: &Field) -> Option<Edtf> {
    let (told, _) = graph.report.published.as_ref().and_then(|p| p.value.bounds())?;
    let Value::Date(Edtf::Date(date)) = field.value else { return None };
    let words = field.span.slice(&graph.report.text);
    let year = words.as_bytes().windows(4).any(|w| w.iter().all(u8::is_ascii_digit));
    let month = date.month().is_some_and(|m| m <= 12) && !year && words.chars().any(char::is_alphabetic);
    let over = date.bounds().is_some_and(|(_, last)| last.until(told).is_ok_and(|gap| gap.get_days() > FORGOTTEN));
    let next = PartialDate::new(Some(date.year()? + 1), date.month(), date.day())?;
    let near = next.bounds().is_some_and(|(first, _)| first > told);
    (month && over && near).then_some(Edtf::Date(next))
}

/// Days behind the report up to which a plan of that day is told as not kept, and not as one of the next year.
const FORGOTTEN: i32 = 60;

/// The day stands behind a preposition of beginning.
fn from(graph: &Graph, day: Span) -> bool {
    let first = graph.analysis.tokens_in(day).start;
    first.checked_sub(1).is_some_and(|t| matches!(graph.lower(t), "from" | "с" | "со" | "effective"))
}

/// A verb of the past is the trigger or carries it.
fn done(graph: &Graph, claim: &Claim) -> bool {
    let trigger = graph.analysis.tokens_in(claim.trigger).start;
    let past = |t: u32| {
        let auxiliary = |&c: &u32| graph.base(c) == Deprel::Aux && graph.token(c).feats.tense == Some(Tense::Past);
        let have = |&c: &u32| graph.base(c) == Deprel::Aux && graph.lemma(c) == "have";
        let own = graph.token(t).feats.tense == Some(Tense::Past) && !graph.children(t).iter().any(|&c| graph.base(c) == Deprel::Aux);
        graph.is_verb(t) && (own || graph.children(t).iter().any(|c| auxiliary(c) || have(c)))
            || graph.token(t).feats.short && !super::future(graph, t)
    };
    let carried = matches!(graph.base(trigger), Deprel::Nsubj | Deprel::Obj);
    past(trigger) || graph.head(trigger).is_some_and(|v| carried && past(v))
}
