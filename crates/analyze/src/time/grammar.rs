//! Rows of items that are date expressions: single dates. Longest reading wins; resolves nothing.

use super::expr::{Expr, Point, Year};
use super::items::Item;
use super::lexicon::{Lexicon, Mark, Part, Sense, Unit, Which};

/// An expression and the index of the item after it.
pub(super) type Parsed = Option<(Expr, usize)>;

/// The items of a sentence with the rules of its language.
pub(super) struct Grammar<'a> {
    pub(super) items: &'a [Item<'a>],
    pub(super) lexicon: &'a Lexicon,
}

impl Grammar<'_> {
    /// The longest single date that begins at `i`.
    pub(super) fn point(&self, i: usize) -> Parsed {
        let rules = [
            Self::numeric,
            Self::day_month,
            Self::month_day,
            Self::month_year,
            Self::weekday,
            Self::season,
            Self::quarter,
            Self::decade,
            Self::century,
            Self::part,
            Self::unit,
            Self::deictic,
            Self::ago,
            Self::year,
        ];
        // The first of the longest: `max_by_key` would give the last.
        rules.iter().filter_map(|rule| rule(self, i)).fold(None, |best: Parsed, new| match best {
            Some(best) if best.1 >= new.1 => Some(best),
            _ => Some(new),
        })
    }

    pub(super) fn item(&self, i: usize) -> Option<&Item<'_>> {
        self.items.get(i)
    }

    pub(super) fn is(&self, i: usize, mark: Mark) -> bool {
        self.item(i).is_some_and(|item| item.is(mark))
    }

    pub(super) fn word(&self, i: usize) -> &str {
        self.item(i).map_or("", |item| &*item.word)
    }

    /// `i` moved over an item that is `word`.
    pub(super) fn over(&self, i: usize, word: &str) -> usize {
        if self.word(i) == word { i + 1 } else { i }
    }

    fn over_mark(&self, i: usize, mark: Mark) -> usize {
        if self.is(i, mark) { i + 1 } else { i }
    }

    fn glued(&self, i: usize) -> bool {
        self.item(i).is_some_and(|item| item.glued)
    }

    fn digits(&self, i: usize) -> usize {
        self.item(i).map_or(0, Item::digits)
    }

    fn number(&self, i: usize) -> Option<u32> {
        self.item(i)?.number
    }

    /// True where a number at `i` is not the tail of a name, a time, a telephone number or a number of something.
    pub(super) fn free_left(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return true };
        if self.is(before, Mark::NotADate) || (before > 0 && self.word(before) == "." && self.is(before - 1, Mark::NotADate)) {
            return false;
        }
        if !self.glued(i) {
            return !matches!(self.word(before), "+" | "№" | "#" | "$" | "€" | "£");
        }
        match self.word(before) {
            "-" => !self.glued(before) || before.checked_sub(1).is_none_or(|b| self.number(b).is_some() || self.month_at(b).is_some()),
            word => matches!(word, "(" | "[" | "«" | "\"" | "“" | "„" | "," | ";" | "'" | "‘" | "~"),
        }
    }

    /// True where nothing glued behind `i - 1` makes something else of the number there.
    fn free_right(&self, i: usize) -> bool {
        if !self.glued(i) {
            return true;
        }
        let next_glued = self.glued(i + 1);
        match self.word(i) {
            "." | ":" | "/" => !(next_glued && self.digits(i + 1) > 0),
            "-" => !(next_glued && self.item(i + 1).is_some_and(Item::is_word)),
            "%" | "°" | "_" | "@" | "\\" => false,
            _ => self.item(i).is_some_and(|item| !item.is_word()),
        }
    }

    /// A day of the month in figures or words. 1–99 in figures: whether it is a day is checked with its month.
    pub(super) fn day(&self, i: usize) -> Option<(u8, usize)> {
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
    pub(super) fn month_at(&self, i: usize) -> Option<u8> {
        let item = self.item(i).filter(|item| item.capital || !self.lexicon.capitals)?;
        item.pick(|sense| if let Sense::Month(month) = sense { Some(month) } else { None })
    }

    /// A month in full or short letters, with its full stop where more follows.
    fn any_month(&self, i: usize) -> Option<(u8, usize)> {
        if let Some(month) = self.month_at(i) {
            return Some((month, i + 1));
        }
        let item = self.item(i).filter(|item| item.capital || !self.lexicon.capitals)?;
        let month = item.pick(|sense| if let Sense::MonthShort(month) = sense { Some(month) } else { None })?;
        let stop = self.word(i + 1) == "." && self.glued(i + 1) && self.number(i + 2).is_some();
        Some((month, i + 1 + usize::from(stop)))
    }

    /// Four figures as a year, or three that a word makes a year, with that word.
    pub(super) fn year_number(&self, i: usize) -> Option<(Expr, usize, bool)> {
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
    pub(super) fn over_year_mark(&self, i: usize) -> usize {
        let short = self.item(i).is_some_and(|item| item.word.chars().count() <= 2);
        if short && self.word(i + 1) == "." && self.glued(i + 1) { i + 2 } else { i + 1 }
    }

    /// "прошлого года", "this year", "с. г.": a year by its place in the row.
    fn which_year(&self, i: usize) -> Option<(Year, usize)> {
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
    fn year_behind(&self, i: usize) -> (Year, usize) {
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

    pub(super) fn which(&self, i: usize) -> Option<(Which, usize)> {
        let which = self.item(i)?.pick(|sense| if let Sense::Which(which) = sense { Some(which) } else { None })?;
        // "this past week", "this coming Monday"
        match self
            .item(i + 1)
            .and_then(|item| item.pick(|s| if let Sense::Which(w @ (Which::Last | Which::Next)) = s { Some(w) } else { None }))
        {
            Some(inner) if which == Which::This => Some((inner, i + 2)),
            _ => Some((which, i + 1)),
        }
    }

    fn unit_at(&self, i: usize) -> Option<Unit> {
        self.item(i)?.pick(|sense| if let Sense::Unit(unit) = sense { Some(unit) } else { None })
    }

    /// "2025-12-22", "22.12.2025", "12/03/2024".
    fn numeric(&self, i: usize) -> Parsed {
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

    /// Both readings of "12/03/2024", the usual one of the language first.
    fn either(&self, month_first: Expr, day_first: Expr) -> Expr {
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
    fn day_month(&self, i: usize) -> Parsed {
        let (day, next) = self.day(i)?;
        let (month, end) = self.month_of_day(next)?;
        let (year, end) = self.year_behind(end);
        Some(
            (self.with_weekday_behind(Point::day(day, month, year), end))
                .map_or_else(|| (Point::day(day, month, year).checked(), end), |(point, end)| (point.checked(), end)),
        )
    }

    /// The month behind a day: "октября", "of October", "day of Feb.".
    pub(super) fn month_of_day(&self, i: usize) -> Option<(u8, usize)> {
        let day = if self.lexicon.capitals && self.unit_at(i) == Some(Unit::Day) { i + 1 } else { i };
        self.any_month(if self.word(day) == "of" { day + 1 } else { day })
    }

    /// "October 5, 2021".
    fn month_day(&self, i: usize) -> Parsed {
        let (month, next) = self.month_before_day(i)?;
        let (day, next) = self.day(next)?;
        if !self.free_right(next) && self.word(next) != "-" {
            return None;
        }
        let (year, end) = self.year_after_day(next);
        Some((Point::day(day, month, year).checked(), end))
    }

    pub(super) fn month_before_day(&self, i: usize) -> Option<(u8, usize)> {
        if !self.lexicon.capitals {
            return None;
        }
        let (month, next) = self.any_month(i)?;
        Some((month, self.over_mark(next, Mark::Article)))
    }

    pub(super) fn year_after_day(&self, i: usize) -> (Year, usize) {
        self.year_behind(i)
    }

    /// "октябрь 2024 года", "March of last year", or a month alone where a preposition or a capital shows that it is one.
    fn month_year(&self, i: usize) -> Parsed {
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
    fn free_word(&self, i: usize) -> bool {
        let before = i.checked_sub(1);
        before.is_some_and(|b| {
            self.is(b, Mark::Preposition)
                || self.item(b).is_some_and(|item| item.senses.iter().any(|s| matches!(s, Sense::Part(_) | Sense::Which(_))))
                || (self.word(b) == "-" && b > 0 && self.item(b - 1).is_some_and(|item| !item.senses.is_empty()))
        })
    }

    /// "в понедельник", "last Thursday", "среду, 29 апреля 2020 года".
    fn weekday(&self, i: usize) -> Parsed {
        let (which, start) = self.which(i).map_or((None, i), |(which, next)| (Some(which), next));
        let item = self.item(start).filter(|item| item.capital || !self.lexicon.capitals)?;
        let full = item.pick(|s| if let Sense::Weekday(day) = s { Some(day) } else { None });
        let short = item.pick(|s| if let Sense::WeekdayShort(day) = s { Some(day) } else { None });
        if let Some(found) = self.dated_weekday(start + 1, full.or(short)?) {
            return Some(found);
        }
        if self.glued(start + 1) && self.item(start + 1).is_some_and(Item::is_word) {
            return None;
        }
        // "среду" is also "medium": a preposition or "which" shows the day, and "в" goes with the accusative alone.
        let said = item.word.chars().count() >= 4
            && (which.is_some() || self.free_word(start) && (item.word.ends_with('у') || self.word(start - 1) != "в"));
        Some((Expr::Weekday(full.or(short.filter(|_| said))?, which), start + 1))
    }

    /// The date behind a weekday.
    fn dated_weekday(&self, i: usize, weekday: u8) -> Parsed {
        let i = if self.word(i) == "." && self.glued(i) { i + 1 } else { i };
        let comma = self.over(i, ",");
        let start = if self.word(comma) == "(" { comma + 1 } else { comma };
        let start = self.over(start, "the");
        let (expr, end) = self.numeric(start).or_else(|| self.day_month(start)).or_else(|| self.month_day(start))?;
        match expr {
            Expr::Point(point) => {
                let end = if start > comma && self.word(start - 1) == "(" { self.over(end, ")") } else { end };
                Some((Point { weekday: Some(weekday), ..point }.checked(), end))
            }
            expr => Some((expr, end)),
        }
    }

    /// "25 июля, в четверг": the weekday behind a date.
    fn with_weekday_behind(&self, point: Point, i: usize) -> Option<(Point, usize)> {
        let comma = self.over(i, ",");
        let open = self.over(comma, "(");
        let start = if self.is(open, Mark::Preposition) && matches!(self.word(open), "в" | "во" | "on") { open + 1 } else { open };
        if start == i {
            return None;
        }
        let item = self.item(start).filter(|item| item.capital || !self.lexicon.capitals)?;
        let weekday = item.pick(|s| if let Sense::Weekday(day) = s { Some(day) } else { None })?;
        // The next date may begin here: "25 июля, в четверг, 1 августа".
        if self.dated_weekday(start + 1, weekday).is_some() {
            return None;
        }
        let end = if open > comma { self.over(start + 1, ")") } else { start + 1 };
        Some((Point { weekday: Some(weekday), ..point }, end))
    }

    /// "весной 2026 года", "last summer", "зимой".
    fn season(&self, i: usize) -> Parsed {
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
            bound || item.word.ends_with("ой") || item.word.ends_with("ом") || item.word.ends_with("ью")
        };
        (year != Year::Open || said).then(|| (Point::month(season, year).checked(), end))
    }

    /// "третий квартал 2012 года", "the first half of 2024", "Q3 2012", "первая половина мая".
    fn quarter(&self, i: usize) -> Parsed {
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

    fn bare_quarter(&self, i: usize, month: u32, next: usize, letter: bool) -> Parsed {
        let said = letter || !self.lexicon.capitals && self.free_word(i);
        said.then_some(())?;
        Some((Point::month(u8::try_from(month).ok()?, Year::Open).checked(), next))
    }

    /// "(of the) year" without a word for which: the anchor's.
    fn bare_year_behind(&self, i: usize) -> Option<(Year, usize)> {
        let start = self.over_mark(self.over_mark(i, Mark::Of), Mark::Article);
        let said = !self.lexicon.capitals || start > i + 1;
        (said && self.unit_at(start)? == Unit::Year).then_some((Year::Anchor(0), start + 1))
    }

    /// A half of a month, decade or century.
    fn half_of(&self, number: u32, i: usize) -> Parsed {
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
    fn ordinal(&self, i: usize) -> Option<(u32, usize)> {
        if let Some((number, next)) = self.day(i) {
            return Some((number.into(), next));
        }
        roman(self.word(i)).filter(|_| self.item(i).is_some_and(|item| item.capital)).map(|number| (number, i + 1))
    }

    /// "1990-е годы", "the 1930s", "девяностые годы", "the sixties".
    fn decade(&self, i: usize) -> Parsed {
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

    fn behind_part(&self, i: usize) -> bool {
        i > 0 && self.item(i - 1).is_some_and(|item| item.senses.iter().any(|s| matches!(s, Sense::Part(_))))
    }

    fn after_decade(&self, i: usize) -> usize {
        if self.is(i, Mark::Year) { self.over_year_mark(i) } else { i }
    }

    /// "XX век", "the 20th century": the years that share their first figures, as in ISO 8601.
    fn century(&self, i: usize) -> Parsed {
        let (number, next) = self.ordinal(i)?;
        let next = self.over(next, "-");
        if self.unit_at(next)? != Unit::Century || !(2..=22).contains(&number) {
            return None;
        }
        let end = if self.is(next + 1, Mark::BeforeEra) { return Some((Expr::Invalid, next + 2)) } else { next + 1 };
        Some((stretch((i16::try_from(number).ok()? - 1) * 100, 100), end))
    }

    /// "в конце декабря", "mid-October", "late last year", "в начале года".
    fn part(&self, i: usize) -> Parsed {
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
    fn bare_unit(&self, i: usize, part: usize) -> Parsed {
        let said = if self.lexicon.capitals { self.is(i - 1, Mark::Article) && i > part + 1 } else { true };
        let unit = self.unit_at(i).filter(|unit| said && matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Quarter))?;
        let plural = self.lexicon.capitals && self.word(i).ends_with('s');
        (!plural).then_some((Expr::Unit(unit, 0), i + 1))
    }

    /// "на прошлой неделе", "next month", "that year", "на следующий день", "в выходные".
    fn unit(&self, i: usize) -> Parsed {
        if let Some((year, end)) = self.which_year(i) {
            return Some((Point::year(year).checked(), end));
        }
        if let Some(Unit::Weekend) = self.unit_at(i) {
            return Some((Expr::Unit(Unit::Weekend, 0), i + 1));
        }
        let (which, next) = self.which(i)?;
        let unit = self.unit_at(next)?;
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

    /// "вчера", "today".
    fn deictic(&self, i: usize) -> Parsed {
        let item = self.item(i)?;
        let days = item.pick(|s| if let Sense::Offset(days) = s { Some(days) } else { None })?;
        // "вчера, 9 мая 2019 года"
        let comma = self.over(i + 1, ",");
        let dated = self.numeric(comma).or_else(|| self.day_month(comma)).or_else(|| self.month_day(comma));
        Some(dated.filter(|_| comma > i + 1).unwrap_or((Expr::Offset(days.into()), i + 1)))
    }

    /// "два года назад", "неделю назад", "three months ago", "через два дня".
    fn ago(&self, i: usize) -> Parsed {
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
        match (ahead, self.is(next + 1, Mark::Ago)) {
            (false, true) if vague => Some((Expr::Vague, next + 2)),
            (true, false) => Some((Expr::Shift(number, unit), next + 1)),
            (false, true) => Some((Expr::Shift(-number, unit), next + 2)),
            _ => None,
        }
    }

    fn cardinal(&self, i: usize) -> Option<(i32, usize)> {
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

    /// "2025 год", "in 2010", "(1996)": a year where words or marks show that it is one.
    fn year(&self, i: usize) -> Parsed {
        if !self.free_left(i) {
            return None;
        }
        let (expr, end, marked) = self.year_number(i)?;
        (marked || expr == Expr::Invalid || self.bare_year(i)).then_some((expr, end))
    }

    /// Four figures alone are a year between words and marks that go with one.
    pub(super) fn bare_year(&self, i: usize) -> bool {
        let Some(number) = self.number(i) else { return false };
        let said = i > 0 && (self.is(i - 1, Mark::Preposition) || matches!(self.word(i - 1), "(" | "["));
        let range = if said { 1000..=2200 } else { 1800..=2100 };
        range.contains(&number) && self.year_may_follow(i) && self.year_may_precede(i + 1, i > 0 && self.is(i - 1, Mark::Article))
    }

    /// What stands right of a bare year goes with one: "2000 people", "1500 metres" are numbers, "2012 Olympics" holds a year.
    pub(super) fn year_may_precede(&self, i: usize, article: bool) -> bool {
        let Some(next) = self.item(i) else { return true };
        if next.number.is_some() || matches!(&*next.word, "%" | "$" | "€" | "°") {
            return false;
        }
        let counted = next.word.len() >= 4 && next.word.ends_with('s') || next.word == "people";
        let verb = || VERB_ENDINGS.iter().any(|ending| next.word.ends_with(ending)) && next.word.chars().count() >= 6;
        !next.is_word() || next.is(Mark::AfterYear) || if self.lexicon.capitals { next.capital || article || !counted } else { verb() }
    }

    /// What stands left of a bare year goes with one.
    fn year_may_follow(&self, i: usize) -> bool {
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

fn year_of(which: Which) -> Year {
    match which {
        Which::Last => Year::Anchor(-1),
        Which::This => Year::Anchor(0),
        Which::Next => Year::Anchor(1),
        Which::Same => Year::Reference(0),
        Which::Before => Year::Reference(-1),
        Which::After => Year::Reference(1),
    }
}

fn stretch(first: i16, years: i16) -> Expr {
    let year = |year| rapporteur_model::PartialDate::new(Some(year), None, None);
    match (year(first), year(first + years - 1)) {
        (Some(first), Some(last)) => Expr::Fixed(first, last),
        _ => Expr::Invalid,
    }
}

/// The last day that this month has in every year.
pub(super) fn last_day(month: u8) -> u8 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
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
