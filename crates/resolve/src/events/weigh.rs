//! Whether two reports tell one event: what they agree in is weighed against what they differ in. A differing place, number or day
//! within reach is a disagreement of one event, not a second one. Looks at the two alone.

use jiff::civil::Date;
use rapporteur_model::{EventKind, Role};

use super::Stage;
use super::draft::Draft;
use super::fits::{self, Near};
use super::reach;
use crate::instruments::{self, Alike};

/// From this on two tellings are one event.
pub const ENOUGH: i32 = 1;

/// How much speaks for one event; `None` where they must be two.
pub fn weigh(stage: &Stage, a: &Draft, b: &Draft) -> Option<i32> {
    if a.kind != b.kind {
        return None;
    }
    match a.kind? {
        EventKind::Session => session(stage, a, b),
        EventKind::Meeting => meeting(stage, a, b),
        EventKind::Visit => visit(stage, a, b),
        EventKind::Signing => signing(stage, a, b),
        EventKind::Gathering => fits::gatherings(a, b).then(|| same_edition(stage, a, b)).flatten(),
        EventKind::Appointment | EventKind::Departure => office(stage, a, b),
        EventKind::Statement => None,
    }
}

/// Days: the same 3, near enough by the reports' days 1, within reach 0; out of reach they are two.
fn day(stage: &Stage, a: &Draft, b: &Draft) -> Option<i32> {
    match fits::near(stage, a, b) {
        Near::Same => Some(3),
        Near::Told => Some(1),
        Near::Within => Some(0),
        Near::Apart => None,
    }
}

/// Places: one in the other 1, elsewhere -2.
fn place(stage: &Stage, a: &Draft, b: &Draft) -> i32 {
    match (a.places.is_empty() || b.places.is_empty(), fits::places(stage, a, b)) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => -2,
    }
}

/// Two that met, at least; somebody on either side whom the other does not name speaks against it. Of one who met another on one day in one
/// place the other can be told by a name that says less.
fn meeting(stage: &Stage, a: &Draft, b: &Draft) -> Option<i32> {
    let shared = fits::shared(stage, a, b).min(fits::shared(stage, b, a));
    if shared == 1 && fits::one_day(a, b) && place(stage, a, b) > 0 && fits::can_be_the_same(stage, a, b) {
        return Some(ENOUGH);
    }
    let all = fits::sides(stage, a, b);
    let people = if all { 1 } else { -2 };
    (shared > 1).then_some(())?;
    Some(day(stage, a, b)? + place(stage, a, b) + people)
}

fn visit(stage: &Stage, a: &Draft, b: &Draft) -> Option<i32> {
    let shared = fits::shared(stage, a, b).min(fits::shared(stage, b, a));
    let told = |d: &Draft| !d.of_roles(&[Role::Destination]).is_empty();
    let to = i32::from(told(a) && told(b));
    (shared > 0 && fits::sides(stage, a, b) && fits::destinations(stage, a, b)).then_some(())?;
    Some(day(stage, a, b)? + to)
}

/// Who signed what: another instrument by its words weighs most against it.
fn signing(stage: &Stage, a: &Draft, b: &Draft) -> Option<i32> {
    let shared = i32::try_from(fits::shared(stage, a, b).min(fits::shared(stage, b, a))).unwrap_or(i32::MAX);
    let what = match instruments::compare(stage.input, &a.instruments, &b.instruments) {
        Alike::Words => 3,
        Alike::Kind => 1,
        Alike::Unsaid => 0,
        Alike::Other => return None,
    };
    let who = match shared {
        0 if what >= 3 && (a.sides().is_empty() || b.sides().is_empty()) => 1,
        0 => return None,
        1 => 0,
        _ => 2,
    };
    Some(day(stage, a, b)? + place(stage, a, b) + what + who - 2)
}

/// Of one body: by its number, else by the day. Two numbers on one day are a slip of one report.
fn session(stage: &Stage, a: &Draft, b: &Draft) -> Option<i32> {
    if a.body.is_none() || a.body != b.body {
        return unnamed(stage, a, b).then_some(ENOUGH);
    }
    let exact = |d: &Draft| d.dates.iter().any(|d| d.days().is_some_and(|n| n <= 7));
    match (a.ordinal, b.ordinal) {
        (Some(x), Some(y)) if x == y => Some(4),
        (Some(_), Some(_)) => {
            let one_day = fits::near(stage, a, b) == Near::Same && exact(a) && exact(b) && !a.ahead() && !b.ahead();
            one_day.then(|| 1 + place(stage, a, b))
        }
        // What is to come is told without a day as often as not: the number or the day must say that it is this one.
        _ if a.ahead() || b.ahead() => (dated(a) && dated(b)).then(|| day(stage, a, b)).flatten(),
        _ => Some(day(stage, a, b)? + place(stage, a, b)),
    }
}

/// A report leaves out whose commission sat: it is the one on the same subject that sat for the same time on the same day in the same place,
/// or was to sit there on the day from which the other says that it was moved.
fn unnamed(stage: &Stage, a: &Draft, b: &Draft) -> bool {
    let shorter =
        |a: &Draft, b: &Draft| a.body_names.iter().any(|x| b.body_names.iter().any(|y| x.shortens_body(y) && x.countries_agree(y)));
    let one_subject = || (!a.names_body() && shorter(a, b)) || (!b.names_body() && shorter(b, a));
    let number = a.ordinal.is_some() && a.ordinal == b.ordinal;
    let day = fits::one_day(a, b) || fits::is_moved(a, b) || fits::is_moved(b, a);
    !(a.names_body() && b.names_body()) && number && day && place(stage, a, b) > 0 && one_subject()
}

fn dated(draft: &Draft) -> bool {
    !draft.dates.is_empty()
}

/// A gathering without a year in its name: the year of its date, or of its report.
fn same_edition(stage: &Stage, a: &Draft, b: &Draft) -> Option<i32> {
    let year = |d: &Draft| d.edition.or_else(|| fits::anchor(stage, d).map(|(first, _)| u32::from(first.year().unsigned_abs())));
    let numbered = a.ordinal.is_some() && a.ordinal == b.ordinal;
    let edition = a.edition.is_some() && a.edition == b.edition;
    (numbered || edition || (year(a).is_some() && year(a) == year(b))).then_some(2)
}

fn office(stage: &Stage, a: &Draft, b: &Draft) -> Option<i32> {
    fits::appointments(a, b).then_some(())?;
    // Who took office is told for years: a report without a day is not kept from one with a day.
    if dated(a) && dated(b) { day(stage, a, b).map(|d| d + 1) } else { Some(1) }
}

/// First and last day within which other tellings of the same event may be dated.
pub fn months(stage: &Stage, draft: &Draft) -> Option<(Date, Date)> {
    let (first, last) = fits::anchor(stage, draft)?;
    let pad = jiff::Span::new().days(reach::WIDEST);
    Some((first.saturating_sub(pad), last.saturating_add(pad)))
}
