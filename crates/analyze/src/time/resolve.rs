//! Expressions into dates: what an anchor, the date before and the tense add. Adds nothing that they do not say.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rapporteur_model::{Edtf, PartialDate};

use super::Anchor;
use super::expr::{Expr, Point, Year};
use super::grammar::last_day;
use super::lexicon::{Part, Unit, Which};
use super::tense::When;

/// How far back, in days, a verb of the past outweighs the nearness of a date without a year: farther back reports name the year, and
/// the verb more likely governs a noun of something to come ("договорились о встрече 20 мая").
const PAST_REACH: i32 = 240;
/// The same ahead for a verb of the future, which is surer.
const FUTURE_REACH: i32 = 330;
/// A day so near before the report is of its year, unless the month was told just before.
const NEWS: i32 = 31;
/// How far before and behind the date mentioned before, in days, a date without a year still goes on from it.
const NARRATIVE_REACH: std::ops::RangeInclusive<i32> = -15..=60;

/// What is known where an expression stands.
pub(super) struct Known {
    /// The report's own date, as exact as it is known.
    pub(super) anchor: Option<PartialDate>,
    /// The date mentioned before in the text.
    pub(super) reference: Option<Edtf>,
    /// That date stands in this sentence or the one before.
    pub(super) reference_near: bool,
    /// Tense of the governing verb.
    pub(super) when: When,
}

impl Known {
    /// The anchor's date: the dateline's, with the year of publication where it has none, else that of publication.
    pub(super) fn anchor(anchor: &Anchor) -> Option<PartialDate> {
        let published = anchor.published.and_then(Edtf::last);
        let dateline = anchor.dateline.and_then(Edtf::last);
        let dated = match (dateline, published.and_then(PartialDate::to_day)) {
            (Some(date), Some(day)) if date.year().is_none() => nearest(date, day, When::Past),
            _ => None,
        };
        let filled = dated.map(PartialDate::from_day).or_else(|| dateline?.in_year(published?.year()?)).or(dateline);
        match (filled, published) {
            (Some(dateline), Some(published)) if dateline.to_day().is_none() && published.to_day().is_some() => Some(published),
            (filled, published) => filled.or(published),
        }
    }

    fn day(&self) -> Option<Date> {
        self.anchor?.to_day()
    }

    /// The value, and whether the anchor gave part of it. `None` where something it needs is unknown.
    pub(super) fn resolve(&self, expr: &Expr) -> Option<(Edtf, bool)> {
        match expr {
            Expr::Point(point) => self.point(*point),
            Expr::Either(first, second) => Some(self.either(*first, *second)),
            Expr::Offset(days) => self.offset(*days),
            Expr::DayOfMonth(day) => Some((Edtf::from_day(self.day_of_month(*day)?), true)),
            Expr::ReferenceDay(0) if self.reference.is_none() => self.offset(0),
            Expr::ReferenceDay(days) => Some((Edtf::from_day(add(self.reference?.last()?.to_day()?, *days)?), false)),
            Expr::Weekday(weekday, which) => Some((Edtf::from_day(self.weekday(*weekday, *which)?), true)),
            Expr::Unit(Unit::Weekend, 0) if self.when == When::Past => Some((self.weekend_before()?, true)),
            Expr::Unit(unit, shift) => Some((unit_near(self.anchor?, *unit, *shift)?, true)),
            Expr::Shift(number, unit) => self.shift(*number, *unit),
            Expr::ReferenceShift(number, unit) => {
                // "A week earlier" where no day was told of: earlier than the report. A year earlier than what nobody knows.
                let told = self.reference.filter(|_| self.reference_near).and_then(Edtf::last);
                let near = *number < 0 && matches!(unit, Unit::Day | Unit::Week) && self.reference.is_none();
                let base = told.or_else(|| self.anchor.filter(|_| near))?;
                Some((moved(base, *number, *unit)?, told.is_none()))
            }
            Expr::Beside(number, unit, base) => {
                let (base, anchored) = self.resolve(base)?;
                let base = base.last()?;
                let days = |days: i32| Some(Edtf::from_day(add(base.to_day()?, days)?));
                let value = match unit {
                    Unit::Day => days(*number),
                    Unit::Week => days(number.checked_mul(7)?),
                    unit => moved(base, *number, *unit),
                };
                Some((value?, anchored))
            }
            Expr::Fixed(first, last) => Some((Edtf::between(*first, *last), false)),
            Expr::Part(part, base) => {
                let (base, anchored) = self.resolve(base)?;
                Some((part_of(*part, base)?, anchored))
            }
            Expr::Range(first, last) => self.range(first, last),
            Expr::Vague | Expr::Invalid => None,
        }
    }

    fn point(&self, point: Point) -> Option<(Edtf, bool)> {
        let date = |year| PartialDate::new(year, point.month, point.day).map(Edtf::Date);
        match point.year {
            Year::Stated(year) => Some((date(Some(year))?, false)),
            Year::Anchor(shift) => match self.anchor.and_then(PartialDate::year) {
                Some(year) => Some((date(Some(year + shift))?, true)),
                None => Some((date(None)?, false)),
            },
            Year::Reference(shift) => match self.reference.and_then(|date| date.last()?.year()) {
                Some(year) => Some((date(Some(year + shift))?, false)),
                None => Some((date(None)?, false)),
            },
            Year::Nearest(which) => match self.anchor {
                Some(anchor) => Some((date(Some(year_on_side(point, anchor, which)?))?, true)),
                None => Some((date(None)?, false)),
            },
            Year::Open => self.open(point),
        }
    }

    /// A date without a year: that of a range or date before that it lies in, the anchor's nearest one, else unknown.
    fn open(&self, point: Point) -> Option<(Edtf, bool)> {
        let date = PartialDate::new(None, point.month, point.day)?;
        if let Some(value) = self.inside_reference(date) {
            return Some((value, false));
        }
        let Some(anchor) = self.anchor else { return Some((self.after_reference(date).unwrap_or(Edtf::Date(date)), false)) };
        let Some(day) = self.day().or_else(|| anchor.month().filter(|m| *m <= 12).and_then(|_| middle(anchor))) else {
            return Some(anchor.year().map_or((Edtf::Date(date), false), |year| (Edtf::Date(date).in_year(year), true)));
        };
        let year = self.year_of_weekday(point, day).or_else(|| Some(nearest_year(date, day, self.when)));
        Some((Edtf::Date(date).in_year(year?), true))
    }

    /// Without an anchor the date before gives the year, where the text goes on from it by days or weeks.
    fn after_reference(&self, date: PartialDate) -> Option<Edtf> {
        let reference = self.reference.filter(|reference| reference.days().is_some_and(|days| days <= 31))?;
        let day = reference.bounds()?.1;
        let year = nearest_year(date, day, When::Unknown);
        NARRATIVE_REACH.contains(&gap(date, year, day)?).then(|| Edtf::Date(date).in_year(year))
    }

    fn inside_reference(&self, date: PartialDate) -> Option<Edtf> {
        let reference = self.reference?;
        let (first, last) = reference.bounds()?;
        let value = date.in_year(first.year()).filter(|_| first.year() == last.year())?;
        let (start, end) = value.bounds()?;
        // "10 лет назад, в апреле 2015 года …", and sentences on «14 апреля» in a report of 16 April: a day of this year.
        let news = || {
            let day = self.day()?;
            Some((0..=NEWS).contains(&days(date.in_year(day.year())?.to_day()?, day)))
        };
        if !self.reference_near && news() == Some(true) {
            return None;
        }
        (reference.days()? <= 62 && first <= start && end <= last).then_some(Edtf::Date(value))
    }

    /// The one year near the anchor in which the weekday beside the date is right.
    fn year_of_weekday(&self, point: Point, anchor: Date) -> Option<i16> {
        let weekday = point.weekday?;
        let fits = |year: i16| {
            let day = PartialDate::new(Some(year), point.month, point.day).and_then(PartialDate::to_day);
            day.is_some_and(|day| day.weekday() == weekday_of(weekday))
        };
        let years: Vec<i16> = (anchor.year() - 1..=anchor.year() + 1).filter(|&year| fits(year)).collect();
        if let [year] = years.as_slice() { Some(*year) } else { None }
    }

    /// The reading of "12/03/2024" that lies nearer to the anchor; the language's usual one without an anchor.
    fn either(&self, first: PartialDate, second: PartialDate) -> (Edtf, bool) {
        let far = |date: PartialDate| Some(days(self.day()?, date.to_day()?).abs());
        match (far(first), far(second)) {
            (Some(a), Some(b)) if b < a => (Edtf::Date(second), true),
            _ => (Edtf::Date(first), false),
        }
    }

    /// Days from the anchor; from an anchor without a year too, where every year has that day.
    fn offset(&self, days: i32) -> Option<(Edtf, bool)> {
        let anchor = self.anchor?;
        if let Some(day) = anchor.to_day() {
            return Some((Edtf::from_day(add(day, days)?), true));
        }
        let (month, day) = (anchor.month()?, anchor.day()?);
        let moved = |year| Some(PartialDate::from_day(add(PartialDate::new(Some(year), Some(month), Some(day))?.to_day()?, days)?));
        let (common, leap) = (moved(2023)?, moved(2024)?);
        let same = (common.month(), common.day()) == (leap.month(), leap.day());
        Some((Edtf::Date(PartialDate::new(None, common.month(), common.day()).filter(|_| same)?), true))
    }

    fn weekday(&self, weekday: u8, which: Option<Which>) -> Option<Date> {
        let anchor = self.day()?;
        let from_monday = |day: Date| i32::from(day.weekday().to_monday_one_offset());
        let back = (from_monday(anchor) - i32::from(weekday)).rem_euclid(7);
        let ahead = (7 - back) % 7;
        let shift = match (which, self.when) {
            (Some(Which::Last | Which::Before), _) => -(if back == 0 { 7 } else { back }),
            (Some(Which::Next | Which::After), _) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            (Some(_), When::Past) | (None, When::Past | When::Unknown) => -back,
            (Some(_), When::Present | When::Unknown) => i32::from(weekday) - from_monday(anchor),
            (_, When::Future) | (None, When::Present) => ahead,
        };
        add(anchor, shift)
    }

    /// «Пятого числа»: the nearest such day that is over, or to come where the verb says so.
    fn day_of_month(&self, number: u8) -> Option<Date> {
        let now = self.day()?;
        let months = if self.when == When::Future { [0, 1, 2] } else { [0, -1, -2] };
        let in_month = |months: i32| {
            let first = now.first_of_month().checked_add(months.months()).ok()?;
            Date::new(first.year(), first.month(), number.try_into().ok()?).ok()
        };
        let fits = |day: &Date| if self.when == When::Future { *day >= now } else { *day <= now };
        months.into_iter().filter_map(in_month).find(fits)
    }

    /// "This weekend" of what is over: the one that has begun.
    fn weekend_before(&self) -> Option<Edtf> {
        let anchor = self.anchor?;
        let begun = anchor.to_day()?.weekday().to_monday_one_offset() >= 6;
        unit_near(anchor, Unit::Weekend, if begun { 0 } else { -1 })
    }

    /// "Two years ago": as exact as the unit; weeks are counted loosely.
    fn shift(&self, number: i32, unit: Unit) -> Option<(Edtf, bool)> {
        if number > 0 && self.when != When::Future {
            return None;
        }
        Some((moved(self.anchor?, number, unit)?, true))
    }

    fn range(&self, first: &Expr, last: &Expr) -> Option<(Edtf, bool)> {
        let (mut start, anchored) = self.resolve(first)?;
        let (mut end, _) = self.resolve(last)?;
        if let (Some((a, _)), Some((_, b))) = (start.bounds(), end.bounds())
            && b < a
        {
            // "с декабря по февраль", "from Thursday to Tuesday": the end lies behind the start.
            end = match last {
                Expr::Point(point) if !matches!(point.year, Year::Stated(_)) => {
                    Edtf::Date(PartialDate::new(Some(a.year() + 1), point.month, point.day)?)
                }
                Expr::Weekday(..) => Edtf::from_day(add(b, 7)?),
                _ => return None,
            };
        }
        // "runs from Monday to Thursday", told on a Tuesday: the days that it lies in.
        if let (Expr::Weekday(from, None), Expr::Weekday(to, None), Some(now), When::Present | When::Unknown) =
            (first, last, self.day(), self.when)
        {
            let today = now.weekday().to_monday_one_offset().unsigned_abs();
            if from < to && (*from..=*to).contains(&today) {
                let day = |of: u8| Some(PartialDate::from_day(add(now, i32::from(of) - i32::from(today))?));
                return Some((Edtf::between(day(*from)?, day(*to)?), true));
            }
        }
        if let (Expr::Weekday(..), Expr::Weekday(..), Some((a, _)), Some((_, b)), Some(now)) =
            (first, last, start.bounds(), end.bounds(), self.day())
            && self.when == When::Past
            && b > now
        {
            // "пробыла со вторника по четверг", told on a Wednesday: the last such days that are over.
            (start, end) = (Edtf::from_day(add(a, -7)?), Edtf::from_day(add(b, -7)?));
        }
        Some((Edtf::between(start.first()?, end.last()?), anchored))
    }
}

/// So many units from a date, as exact as the unit; weeks are counted loosely.
fn moved(base: PartialDate, number: i32, unit: Unit) -> Option<Edtf> {
    match unit {
        Unit::Day => Some(Edtf::from_day(add(base.to_day()?, number)?)),
        Unit::Week => Some(Edtf::Date(PartialDate::from_day(add(base.to_day()?, number.checked_mul(7)?)?).about())),
        Unit::Month => unit_near(base, Unit::Month, number),
        Unit::Year => unit_near(base, Unit::Year, number),
        Unit::Decade => unit_near(base, Unit::Year, number.checked_mul(10)?),
        _ => None,
    }
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX / 4, |span| span.get_days())
}

fn add(day: Date, days: i32) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

fn weekday_of(number: u8) -> Weekday {
    i8::try_from(number).ok().and_then(|n| Weekday::from_monday_one_offset(n).ok()).unwrap_or(Weekday::Monday)
}

fn middle(date: PartialDate) -> Option<Date> {
    let (first, last) = date.bounds()?;
    add(first, days(first, last) / 2)
}

/// How many days lie between a date in some year and a day: none where the day lies inside.
fn gap(date: PartialDate, year: i16, day: Date) -> Option<i32> {
    let (first, last) = date.in_year(year)?.bounds()?;
    Some(if day < first { days(day, first) } else { days(day, last).min(0) })
}

/// The year that brings a date nearest to the anchor, on the side of the tense where that is not far; ties go to the past.
fn nearest_year(date: PartialDate, anchor: Date, when: When) -> i16 {
    let years = anchor.year() - 4..=anchor.year() + 4;
    let near = |side: &dyn Fn(i32) -> bool| {
        years
            .clone()
            .filter_map(|year| Some((gap(date, year, anchor)?, year)))
            .filter(|(gap, _)| side(*gap))
            .min_by_key(|(gap, _)| (gap.abs(), *gap))
    };
    let tensed = match when {
        When::Past => near(&|gap| (-PAST_REACH..=0).contains(&gap)),
        When::Future => near(&|gap| (0..=FUTURE_REACH).contains(&gap)),
        When::Present | When::Unknown => None,
    };
    tensed.or_else(|| near(&|_| true)).map_or(anchor.year(), |(_, year)| year)
}

fn nearest(date: PartialDate, anchor: Date, when: When) -> Option<Date> {
    date.in_year(nearest_year(date, anchor, when))?.to_day()
}

/// "Last October", "next spring": the nearest that is over or has not begun.
fn year_on_side(point: Point, anchor: PartialDate, which: Which) -> Option<i16> {
    let date = PartialDate::new(None, point.month, point.day)?;
    let (first, last) = anchor.bounds()?;
    let year = anchor.year()?;
    match which {
        Which::Last | Which::Before => {
            (year - 2..=year).rev().find(|&y| date.in_year(y).and_then(PartialDate::bounds).is_some_and(|b| b.1 < first))
        }
        Which::Next | Which::After => {
            (year..=year + 2).find(|&y| date.in_year(y).and_then(PartialDate::bounds).is_some_and(|b| b.0 > last))
        }
        Which::This | Which::Same => Some(year),
    }
}

/// The week, month, quarter, year … so many units from the anchor's.
fn unit_near(anchor: PartialDate, unit: Unit, shift: i32) -> Option<Edtf> {
    let year = i32::from(anchor.year()?);
    let part = |size: i32, base: i32| -> Option<Edtf> {
        let month = i32::from(anchor.month().filter(|m| (1..=12).contains(m))?);
        let count = year * (12 / size) + (month - 1) / size + shift;
        let number = u8::try_from(count.rem_euclid(12 / size) + base).ok()?;
        Some(Edtf::Date(PartialDate::new(Some(i16::try_from(count.div_euclid(12 / size)).ok()?), Some(number), None)?))
    };
    let years = |first: i32, count: i32| {
        let year = |y: i32| PartialDate::new(Some(i16::try_from(y).ok()?), None, None);
        Some(Edtf::between(year(first)?, year(first + count - 1)?))
    };
    let monday = || {
        let day = anchor.to_day()?;
        add(day, shift * 7 - i32::from(day.weekday().to_monday_zero_offset()))
    };
    let span = |first: Date, from: i32, to: i32| {
        Some(Edtf::between(PartialDate::from_day(add(first, from)?), PartialDate::from_day(add(first, to)?)))
    };
    match unit {
        Unit::Week => span(monday()?, 0, 6),
        Unit::Weekend => span(monday()?, 5, 6),
        Unit::Month => part(1, 1),
        Unit::Quarter => part(3, 33),
        Unit::Half => part(6, 40),
        Unit::Year => years(year + shift, 1),
        Unit::Decade => years((year / 10 + shift) * 10, 10),
        Unit::Century => years((year / 100 + shift) * 100, 100),
        Unit::Day => None,
    }
}

/// The first, second or last third of a month, a season or a year; half of a decade or century. Its soft end is marked `~`.
fn part_of(part: Part, base: Edtf) -> Option<Edtf> {
    let (first, last) = (base.first()?, base.last()?);
    let soft = |first: PartialDate, last: PartialDate| match part {
        Part::Start => Edtf::Interval(Some(first), Some(last.about())),
        Part::Middle => Edtf::Interval(Some(first.about()), Some(last.about())),
        Part::End => Edtf::Interval(Some(first.about()), Some(last)),
    };
    if first != last {
        return part_of_stretch(part, first, last).map(|(a, b)| soft(a, b));
    }
    let year = first.year();
    match first.month() {
        None => {
            let (from, to) = match part {
                Part::Start => (1, 3),
                Part::Middle => (5, 8),
                Part::End => (10, 12),
            };
            Some(soft(PartialDate::new(year, Some(from), None)?, PartialDate::new(year, Some(to), None)?))
        }
        Some(month @ 1..=12) => {
            let end = year
                .and_then(|y| Some(PartialDate::new(Some(y), Some(month), None)?.bounds()?.1.day().unsigned_abs()))
                .unwrap_or(last_day(month));
            let (from, to) = match part {
                Part::Start => (1, 10),
                Part::Middle => (11, 20),
                Part::End => (21, end),
            };
            Some(soft(PartialDate::new(year, Some(month), Some(from))?, PartialDate::new(year, Some(month), Some(to))?))
        }
        Some(_) => {
            let (start, end) = first.bounds()?;
            let month = |shift: i32| {
                let day = start.checked_add(shift.months()).ok()?;
                PartialDate::new(Some(day.year()), Some(day.month().unsigned_abs()), None)
            };
            let months = days(start, end) / 30;
            match part {
                Part::Start => Some(soft(month(0)?, month((months / 3).max(1) - 1)?)),
                Part::Middle => Some(soft(month(months / 3)?, month(months - months / 3 - 1)?)),
                Part::End => Some(soft(month(months - (months / 3).max(1))?, month(months - 1)?)),
            }
        }
    }
}

fn part_of_stretch(part: Part, first: PartialDate, last: PartialDate) -> Option<(PartialDate, PartialDate)> {
    if let (Some(a), Some(b)) = (first.to_day(), last.to_day()) {
        let third = (days(a, b) + 1) / 3;
        let day = |shift: i32| add(a, shift).map(PartialDate::from_day);
        return match part {
            Part::Start => Some((first, day(third.max(1) - 1)?)),
            Part::Middle => Some((day(third)?, day(days(a, b) - third)?)),
            Part::End => Some((day(days(a, b) + 1 - third.max(1))?, last)),
        };
    }
    let (a, b) = (first.year()?, last.year()?);
    let half = (b - a + 1) / 2;
    let year = |y: i16| PartialDate::new(Some(y), None, None);
    match part {
        Part::Start => Some((first, year(a + half - 1)?)),
        Part::Middle => Some((year(a + (b - a + 1) * 2 / 5)?, year(b - (b - a + 1) * 3 / 10)?)),
        Part::End => Some((year(a + half)?, last)),
    }
}
