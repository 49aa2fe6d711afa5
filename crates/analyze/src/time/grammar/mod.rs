//! Rows of items that are date expressions: single dates, one purpose a file. Longest reading wins; resolves nothing.

mod counted;
mod days;
mod parts;
mod stretches;
mod weekdays;
mod years;

use super::expr::Expr;
use super::items::Item;
use super::lexicon::{Lexicon, Mark, Sense, Unit, Which};

/// An expression and the index of the item after it.
pub(super) type Parsed = Option<(Expr, usize)>;

/// The items of a sentence with the rules of its language.
pub(super) struct Grammar<'a> {
    pub(super) items: &'a [Item<'a>],
    pub(super) lexicon: &'a Lexicon,
}

impl Grammar<'_> {
    /// The longest single date that begins at `i`.
    pub(in crate::time) fn point(&self, i: usize) -> Parsed {
        let rules = [
            Self::numeric,
            Self::lettered,
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
            Self::beside,
            Self::business_year,
            Self::year,
        ];
        // The first of the longest: `max_by_key` would give the last.
        rules.iter().filter_map(|rule| rule(self, i)).fold(None, |best: Parsed, new| match best {
            Some(best) if best.1 >= new.1 => Some(best),
            _ => Some(new),
        })
    }

    pub(in crate::time) fn item(&self, i: usize) -> Option<&Item<'_>> {
        self.items.get(i)
    }

    pub(in crate::time) fn is(&self, i: usize, mark: Mark) -> bool {
        self.item(i).is_some_and(|item| item.is(mark))
    }

    pub(in crate::time) fn word(&self, i: usize) -> &str {
        self.item(i).map_or("", |item| &*item.word)
    }

    /// `i` moved over an item that is `word`.
    pub(in crate::time) fn over(&self, i: usize, word: &str) -> usize {
        if self.word(i) == word { i + 1 } else { i }
    }

    pub(in crate::time) fn over_mark(&self, i: usize, mark: Mark) -> usize {
        if self.is(i, mark) { i + 1 } else { i }
    }

    pub(in crate::time) fn glued(&self, i: usize) -> bool {
        self.item(i).is_some_and(|item| item.glued)
    }

    pub(in crate::time) fn digits(&self, i: usize) -> usize {
        self.item(i).map_or(0, Item::digits)
    }

    pub(in crate::time) fn number(&self, i: usize) -> Option<u32> {
        self.item(i)?.number
    }

    /// True where a number at `i` is not the tail of a name, a time, a telephone number or a number of something.
    pub(in crate::time) fn free_left(&self, i: usize) -> bool {
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
    pub(in crate::time) fn free_right(&self, i: usize) -> bool {
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

    pub(in crate::time) fn which(&self, i: usize) -> Option<(Which, usize)> {
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

    pub(in crate::time) fn unit_at(&self, i: usize) -> Option<Unit> {
        self.item(i)?.pick(|sense| if let Sense::Unit(unit) = sense { Some(unit) } else { None })
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
