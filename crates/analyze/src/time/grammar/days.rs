//! Days and months: "22 декабря 2025 года", "October 5", "12/03/2024", "октябрь 2024 года".

use super::{Grammar, Parsed};
use crate::time::expr::{Expr, Point, Year};
use crate::time::lexicon::{Mark, Sense, Unit, Which};

impl Grammar<'_> {
    /// A day of the month in figures or words. 1–99 in figures: whether it is a day is checked with its month.
    pub(in crate::time) fn day(&self, i: usize) -> Option<(u8, usize)> {
        let item = self.item(i)?;
        if let Some(day) = item.pick(|sense| if let Sense::Ordinal(day) = sense { Some(day) } else { None }) {
            return Some((day, i + 1));
        }
        if !matches!(item.digits(), 1 | 2) || !self.free_left(i) {
            return None;
        }
        let dash = usize::from(self.word(i + 1) == "-" && self.glued(i + 1));
        let ending = i + 1 + dash;
        let next = if self.is(ending, Mark::DayEnding) && self.glued(ending) { ending + 1 } else { i + 1 };
        Some((u8::try_from(item.number?).ok()?, next))
    }

    /// A month in full letters.
    pub(in crate::time) fn month_at(&self, i: usize) -> Option<u8> {
        let item = self.item(i).filter(|item| item.capital || !self.lexicon.capitals)?;
        item.pick(|sense| if let Sense::Month(month) = sense { Some(month) } else { None })
    }

    /// A month in full or short letters, with its full stop where more follows.
    pub(in crate::time) fn any_month(&self, i: usize) -> Option<(u8, usize)> {
        if let Some(month) = self.month_at(i) {
            return Some((month, i + 1));
        }
        let item = self.item(i).filter(|item| item.capital || !self.lexicon.capitals)?;
        let month = item.pick(|sense| if let Sense::MonthShort(month) = sense { Some(month) } else { None })?;
        let stop = self.word(i + 1) == "." && self.glued(i + 1) && self.number(i + 2).is_some();
        Some((month, i + 1 + usize::from(stop)))
    }

    /// "2025-12-22", "22.12.2025", "12/03/2024".
    pub(in crate::time) fn numeric(&self, i: usize) -> Parsed {
        let mark = self.word(i + 1);
        let glued = (1..5).all(|n| self.glued(i + n));
        if !matches!(mark, "-" | "." | "/") || self.word(i + 3) != mark || !glued || !self.free_left(i) {
            return None;
        }
        let (a, b, c) = (self.number(i)?, self.number(i + 2)?, self.number(i + 4)?);
        let digits = [self.digits(i), self.digits(i + 2), self.digits(i + 4)];
        if self.glued(i + 5) && (self.word(i + 5) == mark || self.digits(i + 5) > 0) && self.digits(i + 6) > 0 {
            return None;
        }
        let date = |year: u32, month: u32, day: u32| {
            let small = |n: u32| u8::try_from(n).unwrap_or(u8::MAX);
            Point::day(small(day), small(month), Year::Stated(i16::try_from(year).unwrap_or(i16::MAX))).checked()
        };
        let expr = match (digits, mark) {
            ([4, 2, 2], "-" | "." | "/") => date(a, b, c),
            ([1 | 2, 1 | 2, 4], "/") if a <= 12 && b <= 12 && a != b => self.either(date(c, a, b), date(c, b, a)),
            ([1 | 2, 1 | 2, 4], "/") if b > 12 => date(c, a, b),
            ([1 | 2, 1 | 2, 4], _) => date(c, b, a),
            ([2, 2, 2], ".") => date(2000 + c - if c >= 70 { 100 } else { 0 }, b, a),
            _ => return None,
        };
        let end = if self.is(i + 5, Mark::Year) { self.over_year_mark(i + 5) } else { i + 5 };
        Some((expr, end))
    }

    /// "19-Nov-12", "5/Mar/2024", "07.окт.2021": a month in letters between marks.
    pub(in crate::time) fn lettered(&self, i: usize) -> Parsed {
        let mark = self.word(i + 1);
        let glued = (1..5).all(|n| self.glued(i + n));
        if !matches!(mark, "-" | "." | "/") || self.word(i + 3) != mark || !glued || !self.free_left(i) || !self.free_right(i + 5) {
            return None;
        }
        let (month, _) = self.any_month(i + 2).filter(|_| matches!(self.digits(i), 1 | 2))?;
        let year = match (self.digits(i + 4), i16::try_from(self.number(i + 4)?).ok()?) {
            (4, year) => year,
            (2, year) => year + if year >= 70 { 1900 } else { 2000 },
            _ => return None,
        };
        let day = u8::try_from(self.number(i)?).ok()?;
        Some((Point::day(day, month, Year::Stated(year)).checked(), i + 5))
    }

    /// "05.06", where "–08.06.2024" shows that it is a day and its month; and the day alone of "05–08.06.2024".
    pub(in crate::time) fn day_in_figures(&self, i: usize) -> Option<(u8, Option<u8>, usize)> {
        let small = |i: usize| self.number(i).filter(|_| matches!(self.digits(i), 1 | 2)).and_then(|n| u8::try_from(n).ok());
        let day = small(i).filter(|_| self.free_left(i))?;
        let month = || small(i + 2).filter(|_| self.word(i + 1) == "." && self.glued(i + 1) && self.glued(i + 2));
        Some(month().map_or((day, None, i + 1), |month| (day, Some(month), i + 3)))
    }

    /// Both readings of "12/03/2024", the usual one of the language first.
    pub(in crate::time) fn either(&self, month_first: Expr, day_first: Expr) -> Expr {
        let full = |expr: &Expr| match expr {
            Expr::Point(Point { year: Year::Stated(year), month, day, .. }) => {
                rapporteur_model::PartialDate::new(Some(*year), *month, *day)
            }
            _ => None,
        };
        match (full(&month_first), full(&day_first)) {
            (Some(m), Some(d)) if self.lexicon.month_first => Expr::Either(m, d),
            (Some(_), Some(_)) => day_first,
            _ => Expr::Invalid,
        }
    }

    /// "22 декабря 2025 года", "5th of October, 2021".
    pub(in crate::time) fn day_month(&self, i: usize) -> Parsed {
        let (day, next) = self.day(i)?;
        if self.is(next, Mark::OfMonth) {
            return (1..=31).contains(&day).then_some((Expr::DayOfMonth(day), next + 1));
        }
        let (month, end) = self.month_of_day(next)?;
        let (year, end) = self.year_behind(end);
        Some(
            (self.with_weekday_behind(Point::day(day, month, year), end))
                .map_or_else(|| (Point::day(day, month, year).checked(), end), |(point, end)| (point.checked(), end)),
        )
    }

    /// The month behind a day: "октября", "of October", "day of Feb.".
    pub(in crate::time) fn month_of_day(&self, i: usize) -> Option<(u8, usize)> {
        let day = if self.lexicon.capitals && self.unit_at(i) == Some(Unit::Day) { i + 1 } else { i };
        self.any_month(if self.word(day) == "of" { day + 1 } else { day })
    }

    /// "October 5, 2021".
    pub(in crate::time) fn month_day(&self, i: usize) -> Parsed {
        let (month, next) = self.month_before_day(i)?;
        let (day, next) = self.day(next)?;
        if !self.free_right(next) && self.word(next) != "-" {
            return None;
        }
        let (year, end) = self.year_after_day(next);
        Some((Point::day(day, month, year).checked(), end))
    }

    pub(in crate::time) fn month_before_day(&self, i: usize) -> Option<(u8, usize)> {
        if !self.lexicon.capitals {
            return None;
        }
        let (month, next) = self.any_month(i)?;
        Some((month, self.over_mark(next, Mark::Article)))
    }

    pub(in crate::time) fn year_after_day(&self, i: usize) -> (Year, usize) {
        self.year_behind(i)
    }

    /// "октябрь 2024 года", "March of last year", or a month alone where a preposition or a capital shows that it is one.
    pub(in crate::time) fn month_year(&self, i: usize) -> Parsed {
        let (which, start) = self.which(i).map_or((None, i), |(which, next)| (Some(which), next));
        let (month, next) = self.any_month(start)?;
        let full = self.month_at(start).is_some();
        if let Some(which) = which {
            let year = if which == Which::This { Year::Anchor(0) } else { Year::Nearest(which) };
            return full.then(|| (Point::month(month, year).checked(), next));
        }
        let (year, end) = self.year_behind(next);
        let alone = year == Year::Open;
        let said = full && (self.free_word(i) || i == 0 && self.lexicon.capitals && !matches!(month, 3 | 5));
        // "May 32": no month either.
        let number_follows = self.lexicon.capitals && self.digits(next) == 2 && self.number(next).is_some_and(|n| n > 31);
        match (alone, number_follows) {
            (_, true) => Some((Expr::Invalid, next + 1)),
            (true, _) => said.then(|| (Point::month(month, year).checked(), next)),
            _ => Some((Point::month(month, year).checked(), end)),
        }
    }

    /// A preposition of time, "early", "конца" … stands before.
    pub(in crate::time) fn free_word(&self, i: usize) -> bool {
        let before = i.checked_sub(1);
        before.is_some_and(|b| {
            self.is(b, Mark::Preposition)
                || self.item(b).is_some_and(|item| item.senses.iter().any(|s| matches!(s, Sense::Part(_) | Sense::Which(_))))
                || (self.word(b) == "-" && b > 0 && self.item(b - 1).is_some_and(|item| !item.senses.is_empty()))
        })
    }
}
