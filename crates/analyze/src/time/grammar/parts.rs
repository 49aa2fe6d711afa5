//! Parts of stretches ("в конце декабря") and units by their place in the row ("на прошлой неделе").

use super::{Grammar, Parsed};
use crate::time::expr::{Expr, Point};
use crate::time::lexicon::{Mark, Sense, Unit, Which};

impl Grammar<'_> {
    /// "в конце декабря", "mid-October", "late last year", "в начале года".
    pub(in crate::time) fn part(&self, i: usize) -> Parsed {
        let part = self.item(i)?.pick(|s| if let Sense::Part(part) = s { Some(part) } else { None })?;
        let start = self.over_mark(self.over_mark(self.over(i + 1, "-"), Mark::Of), Mark::Article);
        let (base, end) = self
            .decade(start)
            .or_else(|| self.century(start))
            .or_else(|| self.month_year(start))
            .or_else(|| self.quarter(start))
            .or_else(|| self.season(start))
            .or_else(|| self.unit(start))
            .or_else(|| self.year_number(start).map(|(expr, end, _)| (expr, end)))
            .or_else(|| self.bare_unit(start, i))?;
        match base {
            Expr::Invalid => Some((base, end)),
            Expr::Weekday(..) | Expr::Offset(_) | Expr::ReferenceDay(_) => None,
            base => Some((Expr::Part(part, Box::new(base)), end)),
        }
    }

    /// "недели", "the year" behind a part: the anchor's.
    pub(in crate::time) fn bare_unit(&self, i: usize, part: usize) -> Parsed {
        let said = if self.lexicon.capitals { self.is(i - 1, Mark::Article) && i > part + 1 } else { true };
        let unit = self.unit_at(i).filter(|unit| said && matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Quarter))?;
        let plural = self.lexicon.capitals && self.word(i).ends_with('s');
        (!plural).then_some((Expr::Unit(unit, 0), i + 1))
    }

    /// "the day before", "the day after" with nothing behind: beside the day told of before.
    fn day_beside(&self, i: usize) -> Parsed {
        let day = self.unit_at(i) == Some(Unit::Day) && self.lexicon.capitals && i > 0 && self.is(i - 1, Mark::Article);
        let ends = !self.item(i + 2).is_some_and(crate::time::items::Item::is_word);
        let shift = match () {
            () if self.is(i + 1, Mark::Before) => -1,
            () if self.is(i + 1, Mark::Behind) => 1,
            () => return None,
        };
        (day && ends).then_some((Expr::ReferenceDay(shift), i + 2))
    }

    /// "на прошлой неделе", "next month", "that year", "на следующий день", "в выходные".
    pub(in crate::time) fn unit(&self, i: usize) -> Parsed {
        if let Some((year, end)) = self.which_year(i) {
            return Some((Point::year(year).checked(), end));
        }
        if let Some(Unit::Weekend) = self.unit_at(i) {
            return Some((Expr::Unit(Unit::Weekend, 0), i + 1));
        }
        if let Some(found) = self.day_beside(i) {
            return Some(found);
        }
        let (which, next) = self.which(i)?;
        // "the next morning", "тем же вечером"
        let unit = self.unit_at(next).or_else(|| self.is(next, Mark::Daytime).then_some(Unit::Day))?;
        let shift = match which {
            Which::Last | Which::Before => -1,
            Which::This | Which::Same => 0,
            Which::Next | Which::After => 1,
        };
        let expr = match (unit, which) {
            (Unit::Day, Which::Last) => return None,
            (Unit::Day, _) if !self.lexicon.capitals && !self.free_word(i) => return None,
            (Unit::Day, _) => Expr::ReferenceDay(shift),
            (Unit::Decade | Unit::Century | Unit::Year | Unit::Half, _) => return None,
            (_, Which::Same | Which::Before | Which::After) => return None,
            (unit, _) => Expr::Unit(unit, shift),
        };
        Some((expr, next + 1))
    }
}
