//! Dates counted in units: "два года назад", "через два дня", "two weeks later".

use super::{Grammar, Parsed};
use crate::time::expr::Expr;
use crate::time::lexicon::{Mark, Sense, Unit};

impl Grammar<'_> {
    /// "два года назад", "неделю назад", "three months ago", "через два дня".
    pub(in crate::time) fn ago(&self, i: usize) -> Parsed {
        let ahead = self.is(i, Mark::Ahead);
        let start = if ahead { i + 1 } else { i };
        let vague = !ahead && self.is(start, Mark::Vague);
        let (number, next) = match self.cardinal(start) {
            Some(found) => found,
            None if vague => (0, start + 1),
            None if self.is(start, Mark::One) => (1, start),
            None => return None,
        };
        let unit = self.unit_at(next)?;
        if !ahead
            && !vague
            && let Some(side) = self.side_of_reference(next + 1)
        {
            return Some((Expr::ReferenceShift(side * number, unit), next + 2));
        }
        match (ahead, self.is(next + 1, Mark::Ago)) {
            (false, true) if vague => Some((Expr::Vague, next + 2)),
            (true, false) => Some((Expr::Shift(number, unit), next + 1)),
            (false, true) => Some((Expr::Shift(-number, unit), next + 2)),
            _ => None,
        }
    }

    /// "неделей ранее", "two days later": the side of the date told of before.
    fn side_of_reference(&self, i: usize) -> Option<i32> {
        match () {
            // "A month earlier than planned" tells of no date.
            () if self.is(i + 1, Mark::Than) => None,
            () if self.is(i, Mark::Later) => Some(1),
            () if self.is(i, Mark::Earlier) => Some(-1),
            () => None,
        }
    }

    /// "a week after 3 May", "за день до 3 мая", "через два дня после встречи 5 июня": counted from a date that is named.
    pub(in crate::time) fn beside(&self, i: usize) -> Parsed {
        let start = if self.is(i, Mark::Ahead) { i + 1 } else { i };
        let (number, next) = self.cardinal(start).or_else(|| self.is(start, Mark::One).then_some((1, start)))?;
        let unit = self.unit_at(next).filter(|unit| matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year))?;
        // «Два дня спустя после встречи 3 июня»
        let word = if self.is(next + 1, Mark::Later) && self.is(next + 2, Mark::Behind) { next + 2 } else { next + 1 };
        let side = match word {
            at if self.is(at, Mark::Behind) => 1,
            at if self.is(at, Mark::Before) && (self.lexicon.capitals || i > 0 && self.is(i - 1, Mark::Within)) => -1,
            _ => return None,
        };
        let start = self.over_mark(word + 1, Mark::Article);
        // A noun between: what took place that day ("after the meeting of 3 June").
        let plain = |at: usize| self.item(at).is_some_and(|item| item.is_word() && item.senses.is_empty()) || self.is(at, Mark::Of);
        let base = (start..start + 3).take_while(|&at| at == start || plain(at - 1)).find(|&at| self.dated(at).is_some())?;
        let (base, end) = self.dated(base)?;
        Some((Expr::Beside(side * number, unit, Box::new(base)), end))
    }

    /// A day with its month, in figures or words.
    fn dated(&self, i: usize) -> Parsed {
        let found = self.numeric(i).or_else(|| self.day_month(i)).or_else(|| self.month_day(i))?;
        matches!(found.0, Expr::Point(_)).then_some(found)
    }

    pub(in crate::time) fn cardinal(&self, i: usize) -> Option<(i32, usize)> {
        let at = |i: usize| self.item(i)?.pick(|s| if let Sense::Cardinal(n) = s { Some(i32::from(n)) } else { None });
        if let Some(number) = self.number(i).filter(|_| self.free_left(i)) {
            return Some((i32::try_from(number).ok().filter(|n| *n < 1000)?, i + 1));
        }
        let first = at(i)?;
        let second = self.over(i + 1, "-");
        match at(second) {
            Some(ones) if first >= 20 && ones < 10 => Some((first + ones, second + 1)),
            _ => Some((first, i + 1)),
        }
    }
}
