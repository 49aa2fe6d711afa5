//! When an event was: of the days that its reports state the best supported, else one that its reports bound.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{Edtf, EventKind, PartialDate, Status};

use super::draft::Draft;
use super::status::supports;
use crate::input::Input;

/// An event told as done more than this many days before its own date has none that can be right.
const AHEAD: i32 = 366;

/// A date with the report that states it.
pub type Dated = (usize, Edtf);

/// The dates that count for the event as it stands: of one that took place those told so, of one to come those told last.
pub fn stated(input: &Input, status: Status, drafts: &[Draft]) -> Vec<Dated> {
    let of = |d: &Draft| d.dates.iter().map(|&date| (d.report, date)).collect::<Vec<_>>();
    let fits = |&(report, date): &Dated| {
        let told = input.days(report).map(|(_, last)| last);
        let apart = date.sort_date().zip(told).and_then(|(day, told)| told.until(day).ok()).map(|span| span.get_days());
        !matches!(status, Status::Held | Status::Disputed) || apart.is_none_or(|days| days <= AHEAD)
    };
    let own: Vec<Dated> = drafts.iter().filter(|d| supports(status, d)).flat_map(of).filter(fits).collect();
    match status {
        Status::Planned => {
            let latest = own.iter().map(|(report, _)| *report).max();
            own.into_iter().filter(|(report, _)| Some(*report) == latest).collect()
        }
        _ if !own.is_empty() => own,
        // Announced for a day and told as done behind it: that day, as far as anybody says.
        Status::Held | Status::Disputed => {
            let done = drafts.iter().filter(|d| supports(status, d)).filter_map(|d| input.days(d.report)).map(|(_, last)| last).min();
            let over = |&(_, date): &Dated| date.sort_date().zip(done).is_none_or(|(day, done)| day <= done);
            drafts.iter().flat_map(of).filter(over).collect()
        }
        _ => drafts.iter().flat_map(of).collect(),
    }
}

/// The best supported of these dates, the sharpest of equally supported ones; and those that cannot be equal to it, with their reports.
///
/// `witness` says which reports are one witness.
pub fn best(kind: EventKind, told: &[Dated], witness: &BTreeMap<usize, usize>) -> (Option<Edtf>, Vec<(Edtf, Vec<usize>)>) {
    let distinct: BTreeSet<Edtf> = told.iter().map(|(_, date)| *date).collect();
    let all: Vec<Edtf> = distinct.iter().copied().collect();
    let sharpest: Vec<Edtf> =
        all.iter().copied().filter(|d| !all.iter().any(|o| o != d && o.may_equal(*d) && sharper(kind, *o, *d))).collect();
    let witnesses = |date: Edtf| -> usize {
        let agree = told.iter().filter(|(_, other)| other.may_equal(date)).map(|(report, _)| witness.get(report).unwrap_or(report));
        agree.collect::<BTreeSet<_>>().len()
    };
    let count = |date: Edtf| told.iter().filter(|(_, other)| *other == date).count();
    let rank = |d: &&Edtf| (d.days().is_none(), std::cmp::Reverse(witnesses(**d)), std::cmp::Reverse(count(**d)), d.days(), **d);
    let Some(found) = sharpest.iter().min_by_key(rank).map(|b| within(*b, &all)) else { return (None, Vec::new()) };
    let reports = |date: Edtf| -> Vec<usize> {
        told.iter().filter(|(_, other)| *other == date).map(|(report, _)| *report).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let others = all.iter().filter(|d| !d.may_equal(found)).map(|&d| (d, reports(d))).collect();
    (Some(found), others)
}

/// True where `a` says more than `b`: of what lasts for days the days from first to last, of other events the single day.
fn sharper(kind: EventKind, a: Edtf, b: Edtf) -> bool {
    let lasts = matches!(kind, EventKind::Session | EventKind::Visit | EventKind::Gathering);
    let whole = |d: Edtf| {
        let day = |end: Option<PartialDate>| end.is_some_and(|e| e.day().is_some());
        matches!(d, Edtf::Interval(first, last) if day(first) && day(last))
    };
    match (lasts && whole(a), lasts && whole(b)) {
        (true, false) => b.days().is_none_or(|days| days <= 1 || a.days() < Some(days)),
        (false, true) => a.days().is_some_and(|days| days > 1) && a.days() < b.days(),
        _ => match (a.days(), b.days()) {
            (Some(x), Some(y)) => x < y,
            (Some(_), None) => true,
            _ => false,
        },
    }
}

/// A day with its year missing takes the year of another statement that agrees with it.
fn within(best: Edtf, stated: &[Edtf]) -> Edtf {
    let exact = stated.iter().filter(|d| d.days().is_none() && d.may_equal(best)).filter_map(|d| {
        let year = best.first()?.year()?;
        let filled = d.in_year(year);
        (filled.days() < best.days() && filled.may_equal(best)).then_some(filled)
    });
    exact.min().unwrap_or(best)
}

/// What the days of the reports say of an event without a date: it was before the first report that tells it as done, and will be
/// after the last that tells it as to come.
pub fn bounded(input: &Input, status: Status, drafts: &[Draft]) -> Option<Edtf> {
    let days = drafts.iter().filter(|d| supports(status, d)).filter_map(|d| input.days(d.report));
    match status {
        Status::Held | Status::Disputed | Status::Denied => days.map(|(_, last)| last).min().map(Edtf::until),
        Status::Planned | Status::Cancelled => days.map(|(first, _)| first).max().map(Edtf::since),
    }
}

#[cfg(test)]
mod tests {
    use super::{EventKind, best};

    fn check(kind: EventKind, stated: &[&str], expected: &str, others: &[&str]) {
        let told: Vec<_> = stated.iter().enumerate().map(|(n, d)| (n, d.parse().expect("a date"))).collect();
        let (found, rest) = best(kind, &told, &std::collections::BTreeMap::new());
        assert_eq!(found.map(|d| d.to_string()).as_deref(), Some(expected));
        assert_eq!(rest.iter().map(|(d, _)| d.to_string()).collect::<Vec<_>>(), others);
    }

    #[test]
    fn the_best_supported_date_wins() {
        let meeting = EventKind::Meeting;
        check(meeting, &["2024-10", "2024-10-08"], "2024-10-08", &[]);
        check(meeting, &["2024-10-08", "2024-10-08", "2024-10-09"], "2024-10-08", &["2024-10-09"]);
        check(meeting, &["2024-10-08", "2024-10-09", "2024-10-09"], "2024-10-09", &["2024-10-08"]);
        check(meeting, &["XXXX-10-08", "2024"], "2024-10-08", &[]);
        check(meeting, &["XXXX-10-08"], "XXXX-10-08", &[]);
        check(meeting, &["2021-10-05/2021-10-08", "2021-10-07"], "2021-10-07", &[]);
        check(EventKind::Session, &["2021-10-05/2021-10-08", "2021-10"], "2021-10-05/2021-10-08", &[]);
        check(EventKind::Visit, &["2021-10-05/2021-10-08", "2021-10-07"], "2021-10-05/2021-10-08", &[]);
    }
}
