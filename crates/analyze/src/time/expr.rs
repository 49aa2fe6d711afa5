//! What a date expression says before it meets an anchor. Knows no words.

use rapporteur_model::PartialDate;

use super::lexicon::{Part, Unit, Which};

/// The year of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// Written in figures.
    Stated(i16),
    /// Years from the anchor's.
    Anchor(i16),
    /// Years from that of the date mentioned before ("the same year").
    Reference(i16),
    /// "Last October", "next spring": the nearest on that side.
    Nearest(Which),
    /// Not said.
    Open,
}

/// A date with known and unknown parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) year: Year,
    /// 1–12, season, quarter or half as in [`PartialDate`].
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    /// 1 (Monday) to 7, where it stands beside the date.
    pub(super) weekday: Option<u8>,
}

/// A date expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expr {
    /// A date.
    Point(Point),
    /// "12/03/2024" of which either part may be the day.
    Either(PartialDate, PartialDate),
    /// Days from the anchor.
    Offset(i32),
    /// A day of the month that is told of («пятого числа»).
    DayOfMonth(u8),
    /// Days from the date mentioned before.
    ReferenceDay(i32),
    /// A weekday near the anchor.
    Weekday(u8, Option<Which>),
    /// A week, month, year … counted from the anchor's.
    Unit(Unit, i32),
    /// "Three months ago", or ahead.
    Shift(i32, Unit),
    /// "Two days later", "неделей ранее": counted from the date mentioned just before.
    ReferenceShift(i32, Unit),
    /// "A week after 3 May": counted from a date named in the expression.
    Beside(i32, Unit, Box<Self>),
    /// A stretch with fixed ends: a decade, a century.
    Fixed(PartialDate, PartialDate),
    /// Start, middle or end of another.
    Part(Part, Box<Self>),
    /// From one to another, both inclusive.
    Range(Box<Self>, Box<Self>),
    /// A time that no number or name tells ("several days ago").
    Vague,
    /// Looks like a date and is none (32 May), or one that is not counted from our era.
    Invalid,
}

impl Point {
    pub(super) fn year(year: Year) -> Self {
        Self { year, month: None, day: None, weekday: None }
    }

    pub(super) fn month(month: u8, year: Year) -> Self {
        Self { month: Some(month), ..Self::year(year) }
    }

    pub(super) fn day(day: u8, month: u8, year: Year) -> Self {
        Self { day: Some(day), ..Self::month(month, year) }
    }

    /// The expression, or [`Expr::Invalid`] where no such day can be.
    pub(super) fn checked(self) -> Expr {
        let year = if let Year::Stated(year) = self.year { Some(year) } else { None };
        let possible = (year.is_none() && self.month.is_none()) || PartialDate::new(year, self.month, self.day).is_some();
        if possible { Expr::Point(self) } else { Expr::Invalid }
    }
}

impl Expr {
    /// A range whose ends lend each other what only one of them states.
    pub(super) fn range(first: Self, last: Self) -> Self {
        let (mut first, mut last) = (first, last);
        if let (Self::Point(a), Self::Point(b)) = (&mut first, &mut last) {
            if a.year == Year::Open {
                a.year = match b.year {
                    Year::Stated(year) if (a.month, a.day) > (b.month, b.day) => Year::Stated(year - 1),
                    year => year,
                };
            } else if b.year == Year::Open {
                b.year = match a.year {
                    Year::Stated(year) if (a.month, a.day) > (b.month, b.day) => Year::Stated(year + 1),
                    year => year,
                };
            }
        }
        match (&first, &last) {
            (Self::Invalid, _) | (_, Self::Invalid) => Self::Invalid,
            _ => Self::Range(Box::new(first), Box::new(last)),
        }
    }
}
