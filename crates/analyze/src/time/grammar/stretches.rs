//! Seasons, quarters, halves, decades and centuries.

use super::{Grammar, Parsed, last_day};
use crate::time::expr::{Expr, Point, Year};
use crate::time::lexicon::{Mark, Part, Sense, Unit, Which};

impl Grammar<'_> {
    /// "весной 2026 года", "last summer", "зимой".
    pub(in crate::time) fn season(&self, i: usize) -> Parsed {
        let (which, start) = self.which(i).map_or((None, i), |(which, next)| (Some(which), next));
        let item = self.item(start)?;
        let season = item.pick(|s| if let Sense::Season(season) = s { Some(season) } else { None })?;
        if let Some(which) = which {
            let year = if which == Which::This { Year::Anchor(0) } else { Year::Nearest(which) };
            return Some((Point::month(season, year).checked(), start + 1));
        }
        let (year, end) = self.year_behind(start + 1);
        let said = if self.lexicon.capitals {
            matches!(&*item.word, "summer" | "winter" | "autumn") && self.free_word(i)
        } else {
            let bound = i > 0 && [Mark::From, Mark::Until, Mark::By].into_iter().any(|mark| self.is(i - 1, mark));
            // "перенесён на осень"
            let put = i > 0 && self.word(i - 1) == "на";
            bound || put || item.word.ends_with("ой") || item.word.ends_with("ом") || item.word.ends_with("ью")
        };
        (year != Year::Open || said).then(|| (Point::month(season, year).checked(), end))
    }

    /// "третий квартал 2012 года", "the first half of 2024", "Q3 2012", "первая половина мая".
    pub(in crate::time) fn quarter(&self, i: usize) -> Parsed {
        let letter = match self.word(i) {
            "q" => Some(Unit::Quarter),
            "h" => Some(Unit::Half),
            _ => None,
        };
        let (number, unit, next) = match letter {
            Some(unit) if self.glued(i + 1) => (self.number(i + 1)?, unit, i + 2),
            _ => {
                let (number, next) = self.ordinal(i)?;
                let next = self.over(next, "-");
                (number, self.unit_at(next)?, next + 1)
            }
        };
        let next = if self.word(next) == "." && self.word(next - 1) == "кв" { next + 1 } else { next };
        let month = match (unit, number) {
            (Unit::Quarter, 1..=4) => 32 + number,
            (Unit::Half, 1..=2) => 39 + number,
            _ => return None,
        };
        let (year, end) = self.year_behind(next);
        let (year, end) = if year == Year::Open { self.bare_year_behind(next).unwrap_or((year, end)) } else { (year, end) };
        if year == Year::Open {
            return if unit == Unit::Half { self.half_of(number, next) } else { self.bare_quarter(i, month, next, letter.is_some()) };
        }
        Some((Point::month(u8::try_from(month).ok()?, year).checked(), end))
    }

    pub(in crate::time) fn bare_quarter(&self, i: usize, month: u32, next: usize, letter: bool) -> Parsed {
        // "in the third quarter", not "the third quarter of an hour".
        let led = i > 1 && self.word(i - 1) == "the" && matches!(self.word(i - 2), "in" | "during" | "by" | "until" | "from");
        let said = letter || if self.lexicon.capitals { led && self.word(next) != "of" } else { self.free_word(i) };
        said.then_some(())?;
        Some((Point::month(u8::try_from(month).ok()?, Year::Open).checked(), next))
    }

    /// A half of a month, decade or century.
    pub(in crate::time) fn half_of(&self, number: u32, i: usize) -> Parsed {
        let start = self.over_mark(self.over_mark(i, Mark::Of), Mark::Article);
        if let Some((stretch, end)) = self.decade(start).or_else(|| self.century(start)) {
            let part = if number == 1 { Part::Start } else { Part::End };
            return Some((Expr::Part(part, Box::new(stretch)), end));
        }
        let month = self.month_at(start)?;
        let (year, end) = self.year_behind(start + 1);
        let day = |day| Box::new(Point::day(day, month, year).checked());
        let last = if number == 1 { 15 } else { last_day(month) };
        Some((Expr::Range(day(if number == 1 { 1 } else { 16 }), day(last)), end))
    }

    /// A number in a row: "третий", "3-й", "3rd", "III".
    pub(in crate::time) fn ordinal(&self, i: usize) -> Option<(u32, usize)> {
        if let Some((number, next)) = self.day(i) {
            return Some((number.into(), next));
        }
        roman(self.word(i)).filter(|_| self.item(i).is_some_and(|item| item.capital)).map(|number| (number, i + 1))
    }

    /// "1990-е годы", "the 1930s", "девяностые годы", "the sixties".
    pub(in crate::time) fn decade(&self, i: usize) -> Parsed {
        let item = self.item(i)?;
        if let Some(decade) = item.pick(|s| if let Sense::Decade(decade) = s { Some(decade) } else { None }) {
            let said = self.is(i + 1, Mark::Year) || i > 0 && self.is(i - 1, Mark::Article);
            return said.then(|| stretch(1900 + i16::from(decade), 10)).map(|expr| (expr, self.after_decade(i + 1)));
        }
        let number = i16::try_from(item.number?).ok()?;
        let dash = usize::from(matches!(self.word(i + 1), "-" | "'") && self.glued(i + 1));
        let ending = i + 1 + dash;
        if number % 10 != 0 || !self.is(ending, Mark::DecadeEnding) || !self.glued(ending) {
            return None;
        }
        let next = self.after_decade(ending + 1);
        match item.digits() {
            4 if (1000..=2200).contains(&number) && self.free_left(i) => Some((stretch(number, 10), next)),
            // "20-е" may be of either century.
            2 if number >= 30 && (self.lexicon.capitals || next > ending + 1 || self.behind_part(i)) => {
                Some((stretch(1900 + number, 10), next))
            }
            _ => None,
        }
    }

    pub(in crate::time) fn behind_part(&self, i: usize) -> bool {
        i > 0 && self.item(i - 1).is_some_and(|item| item.senses.iter().any(|s| matches!(s, Sense::Part(_))))
    }

    pub(in crate::time) fn after_decade(&self, i: usize) -> usize {
        if self.is(i, Mark::Year) { self.over_year_mark(i) } else { i }
    }

    /// "XX век", "the 20th century": the years that share their first figures, as in ISO 8601.
    pub(in crate::time) fn century(&self, i: usize) -> Parsed {
        let (number, next) = self.ordinal(i)?;
        let next = self.over(next, "-");
        if self.unit_at(next)? != Unit::Century || !(2..=22).contains(&number) {
            return None;
        }
        let end = if self.is(next + 1, Mark::BeforeEra) { return Some((Expr::Invalid, next + 2)) } else { next + 1 };
        Some((stretch((i16::try_from(number).ok()? - 1) * 100, 100), end))
    }
}

fn stretch(first: i16, years: i16) -> Expr {
    let year = |year| rapporteur_model::PartialDate::new(Some(year), None, None);
    match (year(first), year(first + years - 1)) {
        (Some(first), Some(last)) => Expr::Fixed(first, last),
        _ => Expr::Invalid,
    }
}

/// A number below forty in Roman figures, Latin or Cyrillic letters of that look.
fn roman(word: &str) -> Option<u32> {
    let value = |c: char| match c {
        'i' | 'і' => Some(1),
        'v' => Some(5),
        'x' | 'х' => Some(10),
        _ => None,
    };
    let values: Vec<i32> = word.chars().map(value).collect::<Option<_>>()?;
    let less = |i: usize| values.get(i + 1).is_some_and(|&next| next > values[i]);
    let total: i32 = (0..values.len()).map(|i| if less(i) { -values[i] } else { values[i] }).sum();
    u32::try_from(total).ok().filter(|n| (1..40).contains(n))
}
