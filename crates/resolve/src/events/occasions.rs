//! The day of an event that has none of its own: that of the occasion on which it took place, else what its reports bound.

use rapporteur_model::{Edtf, EntityKind, EventKind, Evidence, Role};

use super::draft::{Draft, Who};
use super::{Stage, Told, days, fits};

/// Gives every event without a date the days of its occasion, else the set that the days of its reports bound.
pub fn add(stage: &Stage, told: &mut [Told]) {
    let mut by_report: Vec<Vec<usize>> = vec![Vec::new(); stage.input.len()];
    for (i, t) in told.iter().enumerate().filter(|(_, t)| is_occasion(t)) {
        t.whole.confidence.keys().for_each(|&r| by_report[r].push(i));
    }
    for i in 0..told.len() {
        if told[i].event.date.is_some() {
            continue;
        }
        let found = occasion(stage, told, &by_report, i);
        let event = &mut told[i];
        match found {
            Some((date, evidence)) => {
                event.event.date = Some(date);
                event.event.evidence.extend(evidence);
                event.event.evidence.sort();
                event.event.evidence.dedup();
            }
            None => event.event.date = days::bounded(stage.input, event.event.status, &event.drafts),
        }
    }
}

/// Something that lasts and on which other things happen, with days of its own.
fn is_occasion(t: &Told) -> bool {
    matches!(t.event.kind, EventKind::Visit | EventKind::Session | EventKind::Gathering) && t.event.date.and_then(Edtf::bounds).is_some()
}

/// The days of the one occasion that a report of the event tells and to which it belongs; none where two could be meant.
fn occasion(stage: &Stage, told: &[Told], by_report: &[Vec<usize>], i: usize) -> Option<(Edtf, Vec<Evidence>)> {
    let event = &told[i];
    if matches!(event.event.kind, EventKind::Statement | EventKind::Appointment | EventKind::Departure) || event.whole.ahead() {
        return None;
    }
    let mut found: Option<(Edtf, Vec<Evidence>)> = None;
    for draft in event.drafts.iter().filter(|d| !d.ahead()) {
        for &o in by_report[draft.report].iter().filter(|&&o| o != i && belongs(stage, draft, &told[o])) {
            let Some(date) = some_day(stage, draft.report, &told[o]) else { continue };
            if found.as_ref().is_some_and(|(other, _)| *other != date) {
                return None;
            }
            // The words of the same report, else those of another that dates the occasion.
            let words: Vec<&Evidence> = told[o].event.evidence.iter().filter(|e| e.field == "date").collect();
            let own = |e: &&&Evidence| e.report == stage.input.id(draft.report);
            let here: Vec<&Evidence> = words.iter().filter(own).copied().collect();
            let words = if here.is_empty() { words } else { here };
            found = Some((date, words.into_iter().cloned().collect()));
        }
    }
    found
}

/// Who travelled and met, who chaired and signed: those who take part in the one take part in the other, and no place speaks against it.
fn belongs(stage: &Stage, draft: &Draft, occasion: &Told) -> bool {
    let travellers = occasion.whole.of_roles(&[Role::Visitor]);
    let there: Vec<&Who> = match occasion.event.kind {
        EventKind::Visit => travellers,
        _ => occasion.whole.sides(),
    };
    let sides = draft.sides();
    let takes_part = match (draft.kind, occasion.event.kind) {
        // A house or a town seen on a journey of several days; of a single day the report may tell the arrival alone.
        (Some(EventKind::Visit), EventKind::Visit) => lasts(occasion) && sides.iter().any(|s| there.contains(s)),
        (Some(EventKind::Visit), _) => false,
        (_, EventKind::Visit) => sides.iter().any(|s| there.contains(s)),
        (Some(EventKind::Signing | EventKind::Meeting), EventKind::Gathering) => sides.iter().any(|s| there.contains(s)),
        (Some(EventKind::Signing | EventKind::Meeting), EventKind::Session) => {
            sides.iter().any(|s| there.contains(s)) || (!draft.places.is_empty() && same_town(stage, draft, &occasion.whole))
        }
        _ => false,
    };
    let mut whole = occasion.whole.clone();
    if whole.places.is_empty() {
        whole.places = whole.of_roles(&[Role::Destination]).into_iter().cloned().collect();
    }
    let mut own = draft.clone();
    if draft.kind == Some(EventKind::Visit) && own.places.is_empty() {
        let place = |who: &&&Who| matches!(who, Who::Entity(e) if stage.kind(*e) == EntityKind::Place);
        own.places = draft.of_roles(&[Role::Destination]).iter().filter(place).map(|&who| who.clone()).collect();
    }
    takes_part && fits::places(stage, &own, &whole)
}

/// The occasion is told to have lasted for more than a day.
fn lasts(occasion: &Told) -> bool {
    occasion.event.date.and_then(Edtf::bounds).is_some_and(|(first, last)| first < last) && !occasion.event.date.is_some_and(Edtf::is_open)
}

/// Both say one place that is no country.
fn same_town(stage: &Stage, draft: &Draft, occasion: &Draft) -> bool {
    let town = |who: &&Who| matches!(who, Who::Entity(e) if rapporteur_names::countries::of_name(&stage.entities[*e].name).is_none());
    draft.places.iter().filter(town).any(|p| occasion.places.contains(p))
}

/// Some day of the occasion, not after the day of the report that tells it as done.
fn some_day(stage: &Stage, report: usize, occasion: &Told) -> Option<Edtf> {
    let (first, last) = occasion.event.date?.bounds()?;
    let told = stage.input.days(report).map_or(last, |(_, told)| told);
    (first <= told).then(|| Edtf::one_of(first, last.min(told)))
}
