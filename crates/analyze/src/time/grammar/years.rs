//! Years: in figures, by their place in the row ("прошлого года"), behind a month, and bare figures that stand as a year.

use super::{Grammar, Parsed};
use crate::time::expr::{Expr, Point, Year};
use crate::time::lexicon::{Mark, Unit, Which};

impl Grammar<'_> {
    /// Four figures as a year, or three that a word makes a year, with that word.
    pub(in crate::time) fn year_number(&self, i: usize) -> Option<(Expr, usize, bool)> {
        let item = self.item(i)?;
        let number = i16::try_from(item.number?).ok()?;
        let grouped = item.digits() == 3 && i > 0 && self.digits(i - 1) > 0;
        if !matches!(item.digits(), 3 | 4) || !(100..=2200).contains(&number) || grouped {
            return None;
        }
        let dash = usize::from(self.word(i + 1) == "-" && self.glued(i + 1));
        let ended = self.glued(i + 1 + dash) && self.is(i + 1 + dash, Mark::DayEnding) && !self.lexicon.capitals;
        let next = if ended { i + 2 + dash } else { i + 1 };
        let marked = self.is(next, Mark::Year);
        // "400 г" is a weight, "на 102-м году" an age.
        let said = marked && !ended && self.item(next).is_some_and(|mark| mark.word.chars().count() > 2);
        if (item.digits() == 3 && !said) || !(ended || marked || self.free_right(next)) {
            return None;
        }
        let next = if marked { self.over_year_mark(next) } else { next };
        if self.is(next, Mark::BeforeEra) {
            return Some((Expr::Invalid, next + 1, marked));
        }
        Some((Expr::Point(Point::year(Year::Stated(number))), next, marked || ended))
    }

    /// Over "года", "г.".
    pub(in crate::time) fn over_year_mark(&self, i: usize) -> usize {
        let short = self.item(i).is_some_and(|item| item.word.chars().count() <= 2);
        if short && self.word(i + 1) == "." && self.glued(i + 1) { i + 2 } else { i + 1 }
    }

    /// "прошлого года", "this year", "с. г.": a year by its place in the row.
    pub(in crate::time) fn which_year(&self, i: usize) -> Option<(Year, usize)> {
        let j = self.over_mark(i, Mark::Article);
        if let Some((which, next)) = self.which(j) {
            if let (Some((Expr::Point(point), end, true)), true) = (self.year_number(next), self.number(next).is_some()) {
                return Some((point.year, end));
            }
            let end = if self.is(next, Mark::Year) { self.over_year_mark(next) } else { next + 1 };
            return (self.unit_at(next)? == Unit::Year && !self.is(next, Mark::Years)).then_some((year_of(which), end));
        }
        // "с.г.", "т.г.": of the present year.
        let short = matches!(self.word(i), "с" | "т") && self.word(i + 1) == "." && self.word(i + 2) == "г";
        short.then(|| (Year::Anchor(0), self.over_year_mark(i + 2)))
    }

    /// The year behind a month, season or quarter: in figures or by its place.
    pub(in crate::time) fn year_behind(&self, i: usize) -> (Year, usize) {
        let of = self.over_mark(i, Mark::Of);
        let comma = if self.lexicon.capitals { self.over(i, ",") } else { i };
        for start in [of, comma] {
            if let Some((Expr::Point(point), end, _)) = self.year_number(start) {
                return (point.year, end);
            }
            if let Some((year, end)) = self.which_year(start) {
                return (year, end);
            }
        }
        (Year::Open, i)
    }

    /// "(of the) year" without a word for which: the anchor's.
    pub(in crate::time) fn bare_year_behind(&self, i: usize) -> Option<(Year, usize)> {
        let start = self.over_mark(self.over_mark(i, Mark::Of), Mark::Article);
        let said = !self.lexicon.capitals || start > i + 1;
        (said && self.unit_at(start)? == Unit::Year).then_some((Year::Anchor(0), start + 1))
    }

    /// "2025 год", "in 2010", "(1996)": a year where words or marks show that it is one.
    pub(in crate::time) fn year(&self, i: usize) -> Parsed {
        if !self.free_left(i) {
            return None;
        }
        let (expr, end, marked) = self.year_number(i)?;
        (marked || expr == Expr::Invalid || self.bare_year(i)).then_some((expr, end))
    }

    /// Four figures alone are a year between words and marks that go with one.
    pub(in crate::time) fn bare_year(&self, i: usize) -> bool {
        let Some(number) = self.number(i) else { return false };
        let said = i > 0 && (self.is(i - 1, Mark::Preposition) || matches!(self.word(i - 1), "(" | "["));
        let range = if said { 1000..=2200 } else { 1800..=2100 };
        range.contains(&number) && self.year_may_follow(i) && self.year_may_precede(i + 1, i > 0 && self.is(i - 1, Mark::Article))
    }

    /// What stands right of a bare year goes with one: "2000 people", "1500 metres" are numbers, "2012 Olympics" holds a year.
    pub(in crate::time) fn year_may_precede(&self, i: usize, article: bool) -> bool {
        let Some(next) = self.item(i) else { return true };
        if next.number.is_some() || matches!(&*next.word, "%" | "$" | "€" | "°") {
            return false;
        }
        let counted = next.word.len() >= 4 && next.word.ends_with('s') || next.word == "people";
        let verb = || VERB_ENDINGS.iter().any(|ending| next.word.ends_with(ending)) && next.word.chars().count() >= 6;
        !next.is_word() || next.is(Mark::AfterYear) || if self.lexicon.capitals { next.capital || article || !counted } else { verb() }
    }

    /// What stands left of a bare year goes with one.
    pub(in crate::time) fn year_may_follow(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).and_then(|b| self.item(b)) else {
            return self.items[1..].iter().all(|item| !item.is_word() && item.number.is_none());
        };
        if before.is(Mark::Preposition) || matches!(&*before.word, "(" | "[" | "," | ";" | "/") {
            return true;
        }
        // "(c. 1818", "m. 1949"
        if before.word == "." && before.glued && self.lexicon.capitals {
            return i > 1 && self.item(i - 2).is_some_and(|item| item.is_word() && item.word.len() <= 3 && !item.capital);
        }
        let number_before = i > 1 && self.digits(i - 2) == 4;
        if matches!(&*before.word, "-") || before.is(Mark::And) {
            return number_before || !before.glued;
        }
        self.lexicon.capitals && before.is_word() && !before.capital
    }
}

/// Endings of Russian verbs that no genitive plural has: "в 2001 окончил" holds a year, "до 2000 ракет" none.
const VERB_ENDINGS: &[&str] = &["ил", "ал", "ел", "ла", "ло", "ли", "лся", "лась", "лись", "ит", "ован", "ована", "нят", "нята"];

pub(super) fn year_of(which: Which) -> Year {
    match which {
        Which::Last => Year::Anchor(-1),
        Which::This => Year::Anchor(0),
        Which::Next => Year::Anchor(1),
        Which::Same => Year::Reference(0),
        Which::Before => Year::Reference(-1),
        Which::After => Year::Reference(1),
    }
}
