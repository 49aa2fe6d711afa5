//! Years: in figures, by their place in the row ("прошлого года"), behind a month, and bare figures that stand as a year.

use super::{Grammar, Parsed};
use crate::time::expr::{Expr, Point, Year};
use crate::time::lexicon::{Mark, Sense, Unit, Which};

impl Grammar<'_> {
    /// Four figures as a year, or three that a word makes a year, with that word; "две тысячи двадцать четвёртого года".
    pub(in crate::time) fn year_number(&self, i: usize) -> Option<(Expr, usize, bool)> {
        if let Some(found) = self.year_in_words(i).or_else(|| self.parted_year(i)) {
            return Some(found);
        }
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

    /// "две тысячи двадцать четвёртого года", "two thousand and twenty-four".
    fn year_in_words(&self, i: usize) -> Option<(Expr, usize, bool)> {
        if !self.is(i, Mark::Thousands) {
            return None;
        }
        let ordinal = self.item(i + 1)?.pick(|s| if let Sense::Ordinal(n) = s { Some(i16::from(n)) } else { None });
        let ordinal = ordinal.map(|n| (n, i + 2)).filter(|(_, next)| self.is(*next, Mark::Year));
        let counted = || {
            let (n, next) = self.cardinal(i + 1).filter(|(n, _)| self.lexicon.capitals && (1..100).contains(n))?;
            Some((i16::try_from(n).ok()?, next))
        };
        let (years, next) = ordinal.or_else(counted)?;
        let marked = self.is(next, Mark::Year);
        let end = if marked { self.over_year_mark(next) } else { next };
        Some((Expr::Point(Point::year(Year::Stated(2000 + years))), end, marked))
    }

    /// "20 24 года": four figures that a blank has parted.
    fn parted_year(&self, i: usize) -> Option<(Expr, usize, bool)> {
        let century = self.number(i).filter(|n| self.digits(i) == 2 && matches!(n, 19 | 20))?;
        let years = self.number(i + 1).filter(|_| self.digits(i + 1) == 2 && !self.glued(i + 1) && self.is(i + 2, Mark::Year))?;
        let year = i16::try_from(century * 100 + years).ok()?;
        Some((Expr::Point(Point::year(Year::Stated(year))), self.over_year_mark(i + 2), true))
    }

    /// "FY2024", "fiscal year 2023-24", "2023/24 финансовый год": a year of business, of two calendar years where it says so.
    pub(in crate::time) fn business_year(&self, i: usize) -> Parsed {
        if self.is(i, Mark::Business) && self.free_word_left(i) {
            let start = if self.unit_at(i + 1) == Some(Unit::Year) { i + 2 } else { i + 1 };
            let short = || self.number(start).filter(|_| self.digits(start) == 2 && self.glued(start)).map(|n| 2000 + n);
            let first = self.number(start).filter(|_| self.digits(start) == 4).or_else(short)?;
            return self.business_end(i16::try_from(first).ok()?, start + 1);
        }
        let first = self.number(i).filter(|_| self.digits(i) == 4 && self.free_left(i))?;
        let (expr, end) = self.business_end(i16::try_from(first).ok()?, i + 1)?;
        let said = end > i + 1 && self.is(end, Mark::Business) && self.unit_at(end + 1) == Some(Unit::Year);
        said.then_some((expr, end + 2))
    }

    /// The second year of two, "-24" or "/2024", where there is one.
    fn business_end(&self, first: i16, i: usize) -> Parsed {
        let year = |year: i16| Point::year(Year::Stated(year)).checked();
        let joined = matches!(self.word(i), "-" | "/") && matches!(self.digits(i + 1), 2 | 4);
        let second = self.number(i + 1).filter(|_| joined).and_then(|n| i16::try_from(n).ok());
        let second = second.map(|n| if n < 100 { first / 100 * 100 + n } else { n }).filter(|&n| n == first + 1);
        Some(second.map_or((year(first), i), |second| (Expr::range(year(first), year(second)), i + 2)))
    }

    fn free_word_left(&self, i: usize) -> bool {
        !self.glued(i) || i.checked_sub(1).is_none_or(|b| !self.item(b).is_some_and(|item| item.is_word() || item.number.is_some()))
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
