//! How a record grows: some reports came, changed or went, or an analyst decided on them; what they touch is made anew, and nothing else.
//!
//! The order is the layers': who is who ([`who`]), what happened ([`what`]), the posts that departures end, relations and promises ([`told`]).
//! No layer looks at a later one. Whatever the batches and their order, the record is the one that all reports at one go give; the tests
//! hold it to that.

mod company;
mod desk;
mod join;
mod memory;
mod part;
mod shelf;
mod told;
mod what;
mod who;

use std::collections::BTreeSet;

use rapporteur_model::{Judgement, ReportId};

pub use memory::Memory;
pub use shelf::Shelf;

use desk::Desk;
use part::Part;

/// Brings a record up to date after these reports came, changed or went, or were judged; `judgements` are all that there are.
///
/// Readings are asked of the shelf: a report of which it gives none is taken out of the record.
///
/// # Errors
/// Those of the shelf; what was put there until then is not a whole record.
pub fn grow<S: Shelf>(shelf: &mut S, reports: impl IntoIterator<Item = ReportId>, judgements: &[Judgement]) -> Result<(), S::Error> {
    let mut reports: BTreeSet<ReportId> = reports.into_iter().collect();
    if reports.is_empty() {
        return Ok(());
    }
    // A decision on words of two reports says nothing any more where one of them is gone.
    let anchors = |j: &Judgement| std::iter::once(&j.anchor).chain(&j.other).map(|a| a.report.clone()).collect::<Vec<_>>();
    let judged: Vec<Vec<ReportId>> = Judgement::in_force(judgements).into_iter().map(anchors).collect();
    reports.extend(judged.into_iter().filter(|a| a.iter().any(|r| reports.contains(r))).flatten().collect::<Vec<_>>());
    let mut desk = Desk::new(shelf, judgements);
    let told_anew = who::grow(&mut desk, &reports)?;
    let part = Part::new(&mut desk, &told_anew)?;
    let changed = what::grow(&mut desk, &told_anew, &part)?;
    who::depart(&mut desk, &changed.departed)?;
    told::relate(&mut desk, &told_anew, &part)?;
    told::promise(&mut desk, &told_anew, &part, &changed.sessions)
}
