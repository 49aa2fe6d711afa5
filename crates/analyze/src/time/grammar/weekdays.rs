//! Days of the week and words for near days: "в понедельник", "last Thursday", "25 июля, в четверг", "вчера".

use super::{Grammar, Parsed};
use crate::time::expr::{Expr, Point, Year};
use crate::time::items::Item;
use crate::time::lexicon::{Mark, Sense};

impl Grammar<'_> {
    /// "в понедельник", "last Thursday", "среду, 29 апреля 2020 года".
    pub(in crate::time) fn weekday(&self, i: usize) -> Parsed {
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
        // "MONDAY" on a line of its own, «Вторник.» as a sentence: the heading of a chronicle.
        let closes = self
            .item(start + 1)
            .is_none_or(|next| next.opens || matches!(&*next.word, "." | ":") && self.item(start + 2).is_none_or(|i| i.opens || i.capital));
        if item.opens && closes && which.is_none() && item.word.chars().count() >= 5 && item.capital {
            return Some((Expr::Weekday(full.or(short)?, None), start + 1));
        }
        // "среду" is also "medium": a preposition or "which" shows the day, and "в" goes with the accusative alone.
        let said = item.word.chars().count() >= 4
            && (which.is_some() || self.free_word(start) && (item.word.ends_with('у') || self.word(start - 1) != "в"));
        Some((Expr::Weekday(full.or(short.filter(|_| said))?, which), start + 1))
    }

    /// The date behind a weekday.
    pub(in crate::time) fn dated_weekday(&self, i: usize, weekday: u8) -> Parsed {
        let i = if self.word(i) == "." && self.glued(i) { i + 1 } else { i };
        let comma = self.over(i, ",");
        let start = if self.word(comma) == "(" { comma + 1 } else { comma };
        let start = self.over(start, "the");
        let (expr, end) = self.numeric(start).or_else(|| self.day_month(start)).or_else(|| self.month_day(start))?;
        match expr {
            Expr::Point(point) => {
                let bracket = self.word(comma) == "(";
                let end = if bracket { self.over(end, ")") } else { end };
                // "Thursday (March 28th) 2013"
                let (year, end) = if bracket && point.year == Year::Open { self.year_behind(end) } else { (point.year, end) };
                Some((Point { weekday: Some(weekday), year, ..point }.checked(), end))
            }
            expr => Some((expr, end)),
        }
    }

    /// "25 июля, в четверг": the weekday behind a date.
    pub(in crate::time) fn with_weekday_behind(&self, point: Point, i: usize) -> Option<(Point, usize)> {
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

    /// "вчера", "today".
    pub(in crate::time) fn deictic(&self, i: usize) -> Parsed {
        let item = self.item(i)?;
        let days = item.pick(|s| if let Sense::Offset(days) = s { Some(days) } else { None })?;
        // "вчера, 9 мая 2019 года", "today (9 May)", "сегодня 9 мая"
        let comma = self.over(i + 1, ",");
        let bracket = usize::from(matches!(self.word(comma), "(" | "-") && !self.glued(comma));
        let start = comma + bracket;
        let dated = self.numeric(start).or_else(|| self.day_month(start)).or_else(|| self.month_day(start));
        let closed = |end: usize| if bracket > 0 { self.over(end, ")") } else { end };
        Some(dated.map_or((Expr::Offset(days.into()), i + 1), |(expr, end)| (expr, closed(end))))
    }
}
