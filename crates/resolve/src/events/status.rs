//! Where an event stands, and how it came to that: what each report says became of it, in the one order of reports.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Edtf, HistoryLine, Modality, Status, Turn};

use super::draft::Draft;
use crate::input::Input;

/// The status of an event that these drafts tell, in the order of the reports and their texts.
///
/// What is told as done is held, and disputed where another report denies it. Of what is not, the latest report says where it
/// stands: an announcement after a cancellation is a new announcement, a cancellation after an announcement calls it off.
pub fn status(drafts: &[Draft]) -> Status {
    let with = |m: Modality| -> BTreeSet<usize> { drafts.iter().filter(|d| d.modality.contains_key(&m)).map(|d| d.report).collect() };
    let (held, denied) = (with(Modality::Happened), with(Modality::Denied));
    match (held.is_empty(), denied.difference(&held).next().is_none()) {
        (false, true) => Status::Held,
        (false, false) => Status::Disputed,
        (true, _) => ahead(drafts),
    }
}

/// Of what nobody tells as done.
fn ahead(drafts: &[Draft]) -> Status {
    let latest = drafts.iter().map(|d| d.report).max();
    let last: Vec<&Draft> = drafts.iter().filter(|d| Some(d.report) == latest).collect();
    let called_off = |d: &&&Draft| d.modality.contains_key(&Modality::Cancelled) || d.modality.contains_key(&Modality::Denied);
    let Some(off) = last.iter().rfind(called_off) else { return Status::Planned };
    // "The visit has been put off; it will take place in June": announced anew, behind the words that call it off.
    let anew = |d: &&&Draft| !called_off(d) && d.at > off.at && !d.dates.is_empty() && d.dates.iter().all(|x| !off.dates.contains(x));
    if last.iter().any(|d| anew(&d)) {
        return Status::Planned;
    }
    let announced = drafts.iter().any(|d| d.modality.keys().any(|m| turn(*m) == Turn::Announced));
    if off.modality.contains_key(&Modality::Cancelled) || announced { Status::Cancelled } else { Status::Denied }
}

/// True for a draft that says of the event what its status says: it counts for it.
pub fn supports(status: Status, draft: &Draft) -> bool {
    let has = |m: Modality| draft.modality.contains_key(&m);
    match status {
        Status::Held | Status::Disputed => has(Modality::Happened),
        Status::Planned => draft.modality.keys().any(|m| turn(*m) == Turn::Announced),
        Status::Cancelled | Status::Denied => has(Modality::Cancelled) || has(Modality::Denied),
    }
}

/// What a modality says became of an event.
fn turn(modality: Modality) -> Turn {
    match modality {
        Modality::Happened => Turn::Held,
        Modality::Planned | Modality::Proposed | Modality::Conditional => Turn::Announced,
        Modality::Cancelled => Turn::Cancelled,
        Modality::Denied => Turn::Denied,
    }
}

/// Each report's words on the event, once; an announcement for another day than one before it moved the event.
pub fn history(input: &Input, drafts: &[Draft]) -> Vec<HistoryLine> {
    let mut lines: BTreeMap<(usize, Turn, Option<Edtf>), ()> = BTreeMap::new();
    for draft in drafts {
        for modality in draft.modality.keys() {
            let date = draft.dates.iter().copied().min_by_key(|d| (d.days().is_none(), d.days(), *d));
            lines.insert((draft.report, turn(*modality), date), ());
        }
    }
    let all: Vec<_> = lines.into_keys().collect();
    // A report that dates the event in one sentence and not in another says the day.
    let vague =
        |&(r, t, d): &(usize, Turn, Option<Edtf>)| d.is_none() && all.iter().any(|&(r2, t2, d2)| (r, t) == (r2, t2) && d2.is_some());
    let mut announced: Vec<Edtf> = Vec::new();
    let mut history = Vec::new();
    for (report, told, date) in all.iter().copied().filter(|l| !vague(l)) {
        let moved = told == Turn::Announced && date.is_some_and(|d| !announced.is_empty() && announced.iter().all(|a| !a.may_equal(d)));
        if told == Turn::Announced {
            announced.extend(date);
        }
        let status = if moved { Turn::Moved } else { told };
        history.push(HistoryLine { day: input.told(report), report: input.id(report).to_owned(), status, date });
    }
    history
}

#[cfg(test)]
mod tests {
    use super::{Draft, status};
    use rapporteur_model::{Modality, Span, Status};

    #[test]
    fn the_latest_report_says_where_it_stands() {
        let told = |all: &[(usize, Modality)]| {
            let draft = |(n, &(report, m)): (usize, &(usize, Modality))| Draft {
                report,
                at: Span::new(n, n + 1),
                modality: [(m, 1)].into(),
                ..Draft::default()
            };
            status(&all.iter().enumerate().map(draft).collect::<Vec<_>>())
        };
        assert_eq!(told(&[(0, Modality::Planned), (1, Modality::Happened)]), Status::Held);
        assert_eq!(told(&[(0, Modality::Planned), (1, Modality::Denied)]), Status::Cancelled);
        assert_eq!(told(&[(0, Modality::Cancelled)]), Status::Cancelled);
        assert_eq!(told(&[(0, Modality::Denied)]), Status::Denied);
        assert_eq!(told(&[(0, Modality::Proposed)]), Status::Planned);
        assert_eq!(told(&[(0, Modality::Planned), (1, Modality::Cancelled)]), Status::Cancelled);
        assert_eq!(told(&[(0, Modality::Cancelled), (1, Modality::Planned)]), Status::Planned);
        assert_eq!(told(&[(0, Modality::Happened), (1, Modality::Denied)]), Status::Disputed);
        assert_eq!(told(&[(0, Modality::Happened), (0, Modality::Denied)]), Status::Held);
    }
}
