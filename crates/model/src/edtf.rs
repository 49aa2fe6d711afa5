//! Dates as stated: the part of EDTF (ISO 8601-2:2019) that press reports need. Knows no language and no clock.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What cannot be read as a date of this module.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an EDTF date of the supported part (YYYY, YYYY-MM, YYYY-MM-DD, X for unknown digits, ~, A/B, [A..B], [..B], [A..])")]
pub struct EdtfError(String);

/// A calendar date of which any part may be unknown.
///
/// `month` is 1–12, a season 21–24 (spring to winter), a quarter 33–36 or a half 40–41, as in EDTF level 2.
/// Invariant: a day comes only with a month of 1–12, and is one that this month can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct PartialDate {
    year: Option<i16>,
    month: Option<u8>,
    day: Option<u8>,
    approximate: bool,
}

impl PartialDate {
    /// Builds a date of the known parts; `None` when they are no date (32 May, a day without a month).
    #[must_use]
    pub fn new(year: Option<i16>, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        if year.is_some_and(|y| !(0..=9999).contains(&y)) || (year.is_none() && month.is_none()) {
            return None;
        }
        match (month, day) {
            (None, None) => {}
            (None, Some(_)) => return None,
            (Some(m), None) => {
                if !matches!(m, 1..=12 | 21..=24 | 33..=36 | 40..=41) {
                    return None;
                }
            }
            (Some(m), Some(d)) => {
                // An unknown year may be a leap year.
                Date::new(year.unwrap_or(2000), i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok()?;
            }
        }
        Some(Self { year, month, day, approximate: false })
    }

    /// A full calendar day.
    #[must_use]
    pub fn from_day(day: Date) -> Self {
        Self { year: Some(day.year()), month: Some(day.month().unsigned_abs()), day: Some(day.day().unsigned_abs()), approximate: false }
    }

    /// The same date marked as about (`~`).
    #[must_use]
    pub fn about(mut self) -> Self {
        self.approximate = true;
        self
    }

    /// The same date with the year given, where it had none; `None` where the day does not exist in that year.
    #[must_use]
    pub fn in_year(self, year: i16) -> Option<Self> {
        let date = Self::new(Some(self.year.unwrap_or(year)), self.month, self.day)?;
        Some(Self { approximate: self.approximate, ..date })
    }

    /// Year, if stated.
    #[must_use]
    pub fn year(self) -> Option<i16> {
        self.year
    }

    /// Month 1–12, season 21–24, quarter 33–36 or half 40–41, if stated.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// Day of the month, if stated.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// True when marked as about.
    #[must_use]
    pub fn is_about(self) -> bool {
        self.approximate
    }

    /// The calendar day, when all parts are known.
    #[must_use]
    pub fn to_day(self) -> Option<Date> {
        Date::new(self.year?, i8::try_from(self.month?).ok()?, i8::try_from(self.day?).ok()?).ok()
    }

    /// First and last calendar day that this date can mean; `None` without a year.
    #[must_use]
    pub fn bounds(self) -> Option<(Date, Date)> {
        let year = self.year?;
        let month = |m: u8| Date::new(year, i8::try_from(m).ok()?, 1).ok();
        if let Some(day) = self.to_day() {
            return Some((day, day));
        }
        let (first, last) = match self.month {
            None => (1, 12),
            Some(m @ 1..=12) => (m, m),
            Some(21) => (3, 5),
            Some(22) => (6, 8),
            Some(23) => (9, 11),
            // Winter begins in December of the stated year: EDTF leaves it open, and reports speak so.
            Some(24) => return Some((month(12)?, Date::new(year.checked_add(1)?, 2, 1).ok()?.last_of_month())),
            Some(m @ 33..=36) => ((m - 33) * 3 + 1, (m - 33) * 3 + 3),
            Some(40) => (1, 6),
            Some(_) => (7, 12),
        };
        Some((month(first)?, month(last)?.last_of_month()))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if self.approximate { f.write_str("~") } else { Ok(()) }
    }
}

impl FromStr for PartialDate {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let wrong = || EdtfError(text.to_owned());
        let (body, about) = text.strip_suffix('~').map_or((text, false), |body| (body, true));
        let mut parts = body.split('-');
        let number = |part: &str, width: usize| {
            if part.len() == width && part.bytes().all(|b| b.is_ascii_digit()) {
                part.parse::<i16>().map_err(|_| wrong())
            } else {
                Err(wrong())
            }
        };
        let year = match parts.next() {
            Some("XXXX") => None,
            Some(part) => Some(number(part, 4)?),
            None => return Err(wrong()),
        };
        let mut small = || parts.next().map(|part| number(part, 2).map(|n| n.unsigned_abs().min(99) as u8)).transpose();
        let (month, day) = (small()?, small()?);
        if parts.next().is_some() {
            return Err(wrong());
        }
        let date = Self::new(year, month, day).ok_or_else(wrong)?;
        Ok(if about { date.about() } else { date })
    }
}

/// A date, an interval of dates, or some one day of a stretch, printed and read in EDTF.
///
/// Intervals may be open at one side (`2024-10-05/..`): all of these days. A set (`[2024-10-05..2024-10-08]`, `[..2024-10-08]`,
/// `[2024-10-05..]`) is one of these days, nobody says which; of a set that is open at one side no day can be said to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edtf {
    /// One date, whole or partial.
    Date(PartialDate),
    /// From the first to the last, both inclusive.
    Interval(Option<PartialDate>, Option<PartialDate>),
    /// One day from the first to the last, both inclusive; open where an end is not stated. Invariant: an end is stated.
    OneOf(Option<PartialDate>, Option<PartialDate>),
}

impl Edtf {
    /// A full calendar day.
    #[must_use]
    pub fn from_day(day: Date) -> Self {
        Self::Date(PartialDate::from_day(day))
    }

    /// A closed interval, or the one date when both ends are the same.
    #[must_use]
    pub fn between(first: PartialDate, last: PartialDate) -> Self {
        if first == last { Self::Date(first) } else { Self::Interval(Some(first), Some(last)) }
    }

    /// Some day up to and including this one: `[..D]`.
    #[must_use]
    pub fn until(day: Date) -> Self {
        Self::OneOf(None, Some(PartialDate::from_day(day)))
    }

    /// Some day from this one on: `[D..]`.
    #[must_use]
    pub fn since(day: Date) -> Self {
        Self::OneOf(Some(PartialDate::from_day(day)), None)
    }

    /// Some day of these: `[A..B]`, or the day itself where both are one.
    #[must_use]
    pub fn one_of(first: Date, last: Date) -> Self {
        if first == last {
            return Self::from_day(first);
        }
        Self::OneOf(Some(PartialDate::from_day(first)), Some(PartialDate::from_day(last)))
    }

    /// True for a set that is open at one side: it bounds a day and says none.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::OneOf(None, _) | Self::OneOf(_, None))
    }

    /// The date or the first end that is stated.
    #[must_use]
    pub fn first(self) -> Option<PartialDate> {
        match self {
            Self::Date(date) => Some(date),
            Self::Interval(first, last) | Self::OneOf(first, last) => first.or(last),
        }
    }

    /// The date or the last end that is stated.
    #[must_use]
    pub fn last(self) -> Option<PartialDate> {
        match self {
            Self::Date(date) => Some(date),
            Self::Interval(first, last) | Self::OneOf(first, last) => last.or(first),
        }
    }

    /// First and last calendar day that this can mean; `None` where a year is not known, and of a set open at one side.
    #[must_use]
    pub fn bounds(self) -> Option<(Date, Date)> {
        if self.is_open() {
            return None;
        }
        let (first, last) = (self.first()?.bounds()?.0, self.last()?.bounds()?.1);
        (first <= last).then_some((first, last))
    }

    /// Days between two dates, 0 where they share one; `None` where either has no bounds.
    #[must_use]
    pub fn days_apart(self, other: Self) -> Option<i32> {
        let ((from, to), (first, last)) = (self.bounds()?, other.bounds()?);
        let days = |a: Date, b: Date| a.until(b).map(|s| s.get_days()).ok();
        Some(days(to, first)?.max(days(last, from)?).max(0))
    }

    /// First and last calendar day that this can mean, each where there is one: of `[..D]` only the last.
    #[must_use]
    pub fn reach(self) -> (Option<Date>, Option<Date>) {
        let day = |date: PartialDate| date.bounds();
        match self {
            Self::OneOf(first, last) => (first.and_then(day).map(|d| d.0), last.and_then(day).map(|d| d.1)),
            _ => self.bounds().unzip(),
        }
    }

    /// The day by which this is sorted and filtered: the first that it can mean, of `[..D]` and `[D..]` D; `None` without a year.
    #[must_use]
    pub fn sort_date(self) -> Option<Date> {
        let (first, last) = self.reach();
        first.or(last)
    }

    /// The same with unknown years filled in; unchanged where that gives no date.
    #[must_use]
    pub fn in_year(self, year: i16) -> Self {
        let fill = |date: PartialDate| date.in_year(year).unwrap_or(date);
        match self {
            Self::Date(date) => Self::Date(fill(date)),
            Self::Interval(first, last) => Self::Interval(first.map(fill), last.map(fill)),
            Self::OneOf(first, last) => Self::OneOf(first.map(fill), last.map(fill)),
        }
    }

    /// True when both can speak of the same day: their bounds overlap, or the known parts agree where a year is missing. A set
    /// that is open at one side says no day, and equals none.
    #[must_use]
    pub fn may_equal(self, other: Self) -> bool {
        if self.is_open() || other.is_open() {
            return false;
        }
        match (self.bounds(), other.bounds()) {
            (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
            _ => match (self.first(), other.first()) {
                (Some(a), Some(b)) => agree(a.year(), b.year()) && agree(a.month(), b.month()) && agree(a.day(), b.day()),
                _ => false,
            },
        }
    }

    /// Number of calendar days that this can mean, `None` without a year: the smaller, the more exact.
    #[must_use]
    pub fn days(self) -> Option<i32> {
        let (first, last) = self.bounds()?;
        Some(first.until(last).map_or(0, |span| span.get_days()) + 1)
    }
}

fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |f: &mut fmt::Formatter<'_>, date: &Option<PartialDate>| match date {
            Some(date) => write!(f, "{date}"),
            None => f.write_str(".."),
        };
        match self {
            Self::Date(date) => write!(f, "{date}"),
            Self::Interval(first, last) => {
                end(f, first)?;
                f.write_str("/")?;
                end(f, last)
            }
            Self::OneOf(first, last) => {
                f.write_str("[")?;
                first.iter().try_for_each(|date| write!(f, "{date}"))?;
                f.write_str("..")?;
                last.iter().try_for_each(|date| write!(f, "{date}"))?;
                f.write_str("]")
            }
        }
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        if let Some(set) = text.strip_prefix('[') {
            return one_of(set).ok_or_else(|| EdtfError(text.to_owned()));
        }
        let end = |part: &str| if part == ".." { Ok(None) } else { part.parse().map(Some) };
        match text.split_once('/') {
            None => text.parse().map(Self::Date),
            Some((first, last)) => match (end(first)?, end(last)?) {
                (None, None) => Err(EdtfError(text.to_owned())),
                (first, last) => Ok(Self::Interval(first, last)),
            },
        }
    }
}

/// What stands behind `[`: two ends of which one may be left out.
fn one_of(text: &str) -> Option<Edtf> {
    let (first, last) = text.strip_suffix(']')?.split_once("..")?;
    let end = |part: &str| if part.is_empty() { Some(None) } else { part.parse::<PartialDate>().ok().map(Some) };
    match (end(first)?, end(last)?) {
        (None, None) => None,
        (first, last) => Some(Edtf::OneOf(first, last)),
    }
}

impl Serialize for Edtf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::{Edtf, PartialDate};

    fn edtf(text: &str) -> Edtf {
        text.parse().expect(text)
    }

    #[test]
    fn reads_and_prints() {
        for text in ["2024", "2024-10", "2021-10-05/2021-10-08", "XXXX-07-25", "2021-21", "2012-35", "2030~", "2024-10-05/.."] {
            assert_eq!(edtf(text).to_string(), text);
        }
        for text in ["[..2025-12-22]", "[2025-12-22..]", "[2024-05-26..2024-05-27]", "[2024-10..2025]"] {
            assert_eq!(edtf(text).to_string(), text);
        }
        for text in ["[..]", "[2024-05-26]", "[2024-05-32..]", "[..2024", "[2024-05-26,2024-05-28]"] {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
        for text in ["", "2024-13", "2024-05-32", "XXXX", "../..", "24-10", "2024-10-1", "2023-02-29", "2024-21-03"] {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
    }

    #[test]
    fn bounds_of_partial_dates() {
        let bounds = |text: &str| edtf(text).bounds().map(|(a, b)| format!("{a} {b}")).unwrap_or_default();
        assert_eq!(bounds("2024-02"), "2024-02-01 2024-02-29");
        assert_eq!(bounds("2012-35"), "2012-07-01 2012-09-30");
        assert_eq!(bounds("2021-24"), "2021-12-01 2022-02-28");
        assert_eq!(bounds("XXXX-07-25"), "");
        assert_eq!(edtf("2021-10-05/2021-10-08").days(), Some(4));
    }

    #[test]
    fn may_equal_looks_at_known_parts() {
        assert!(edtf("2024-10").may_equal(edtf("2024-10-08")));
        assert!(edtf("XXXX-10-08").may_equal(edtf("2024-10-08")));
        assert!(!edtf("XXXX-10-07").may_equal(edtf("2024-10-08")));
        assert!(!edtf("2021-10-05/2021-10-08").may_equal(edtf("2021-10-09")));
    }

    #[test]
    fn sets_bound_a_day() {
        let sorted = |text: &str| edtf(text).sort_date().map(|d| d.to_string()).unwrap_or_default();
        assert_eq!(sorted("[..2025-12-22]"), "2025-12-22");
        assert_eq!(sorted("[2025-12-22..]"), "2025-12-22");
        assert_eq!(sorted("[2024-05-26..2024-05-27]"), "2024-05-26");
        assert_eq!(sorted("2024-10"), "2024-10-01");
        assert_eq!(sorted("XXXX-07-25"), "");
        assert_eq!(edtf("[..2025-12-22]").bounds(), None);
        assert_eq!(edtf("[..2025-12-22]").reach().1, edtf("2025-12-22").sort_date());
        assert!(!edtf("[..2025-12-22]").may_equal(edtf("2025-12-20")));
        assert!(edtf("[2024-05-26..2024-05-27]").may_equal(edtf("2024-05-27")));
        assert_eq!(edtf("[2024-05-26..2024-05-27]").days(), Some(2));
    }

    #[test]
    fn years_are_filled_only_where_missing() {
        assert_eq!(edtf("XXXX-07-25").in_year(2012), edtf("2012-07-25"));
        assert_eq!(edtf("XXXX-02-29").in_year(2023), edtf("XXXX-02-29"));
        assert_eq!(PartialDate::new(None, None, Some(3)), None);
    }
}
