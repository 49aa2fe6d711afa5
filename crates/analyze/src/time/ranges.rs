//! Ranges and lists of dates: what joins single dates. Resolves nothing.

use super::expr::{Expr, Point, Year};
use super::grammar::{Grammar, Parsed};
use super::lexicon::Mark;

/// An expression over the items `start..end`.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) expr: Expr,
}

/// What stands between two dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Dash,
    To,
    And,
    Comma,
}

impl Join {
    fn is_range(self) -> bool {
        matches!(self, Self::Dash | Self::To)
    }
}

/// A day or year in a list with the items it covers and what joins it to the one before.
struct Link<T> {
    value: T,
    start: usize,
    end: usize,
    join: Option<Join>,
}

impl Grammar<'_> {
    /// The dates that begin at `i`, and the index after the last: the longest of list, range and single date.
    pub(super) fn dates(&self, i: usize) -> Option<(Vec<Found>, usize)> {
        let single = self.point(i).map(|(expr, end)| (vec![Found { start: i, end, expr }], end));
        let all =
            [self.day_list(i), self.day_list_behind_month(i), self.year_list(i), self.figures(i), self.range(i), self.pair(i), single];
        all.into_iter().flatten().fold(None, |best: Option<(Vec<Found>, usize)>, new| match best {
            Some(best) if best.1 >= new.1 => Some(best),
            _ => Some(new),
        })
    }

    fn join(&self, i: usize) -> Option<(Join, usize)> {
        let item = self.item(i)?;
        match &*item.word {
            "-" => Some((Join::Dash, i + 1)),
            "," if self.is(i + 1, Mark::And) => Some((Join::And, i + 2)),
            "," => Some((Join::Comma, i + 1)),
            _ if item.is(Mark::And) => Some((Join::And, i + 1)),
            _ if item.is(Mark::To) || self.of_night(i) => Some((Join::To, i + 1)),
            _ => None,
        }
    }

    /// "в ночь с 5 на 6 мая": elsewhere "на" moves a day.
    fn of_night(&self, i: usize) -> bool {
        let from = || (i.saturating_sub(6)..i).rev().find(|&b| self.is(b, Mark::From));
        self.is(i, Mark::Over) && from().is_some_and(|b| b > 0 && self.is(b - 1, Mark::Night))
    }

    /// True where `mark` stands before `i`.
    pub(super) fn behind(&self, i: usize, mark: Mark) -> bool {
        i > 0 && self.is(i - 1, mark)
    }

    /// Links of days: "5-8", "14, 15 и 20", "5 to 8".
    fn day_links(&self, i: usize) -> Option<(Vec<Link<u8>>, usize)> {
        let (value, mut end) = self.day(i)?;
        let mut links = vec![Link { value, start: i, end, join: None }];
        while links.len() < 12 {
            let Some((join, next)) = self.join(end) else { break };
            let Some((value, after)) = self.day(next) else { break };
            links.push(Link { value, start: next, end: after, join: Some(join) });
            end = after;
        }
        Some((links, end))
    }

    /// "5-8 октября 2021 года", "14, 15 и 20 июля".
    fn day_list(&self, i: usize) -> Option<(Vec<Found>, usize)> {
        let (links, end) = self.day_links(i)?;
        if links.len() < 2 || self.plain_to(&links, i) {
            return None;
        }
        let (month, _) = self.month_of_day(end)?;
        let last = links.last()?;
        let (expr, end) = self.point(last.start)?;
        let year = match expr {
            Expr::Point(point) if point.month == Some(month) => point.year,
            _ => return Some((vec![Found { start: i, end, expr: Expr::Invalid }], end)),
        };
        Some((self.group(&links, i, end, |day| day.checked_add(1), |day| Point::day(day, month, year).checked()), end))
    }

    /// "October 5-8, 2021", "October 5 and 6".
    fn day_list_behind_month(&self, i: usize) -> Option<(Vec<Found>, usize)> {
        let (month, next) = self.month_before_day(i)?;
        let (mut links, mut end) = self.day_links(next)?;
        // "October 5, 12 people": a comma joins only where the list goes on to "and".
        while links.last().is_some_and(|link| link.join == Some(Join::Comma)) {
            links.pop();
            end = links.last()?.end;
        }
        // "October 5-November 2", "October 5, 7 November": the last belongs to another month.
        if links.len() < 2 || self.month_of_day(end).is_some() {
            return None;
        }
        let (year, end) = self.year_after_day(end);
        links[0].start = i;
        Some((self.group(&links, i, end, |day| day.checked_add(1), |day| Point::day(day, month, year).checked()), end))
    }

    /// "5 по 8": "по" and "до" join only behind "с".
    fn plain_to<T>(&self, links: &[Link<T>], i: usize) -> bool {
        !self.lexicon.capitals && links.iter().any(|link| link.join == Some(Join::To)) && !self.behind(i, Mark::From)
    }

    /// "с 2015 по 2019 год", "2015–2019 годах", "в 1995, 1996 и 1998 годах", "2024/25".
    fn year_list(&self, i: usize) -> Option<(Vec<Found>, usize)> {
        if !self.free_left(i) || self.item(i)?.digits() != 4 {
            return None;
        }
        let mut end = i;
        let mut marked = false;
        let mut links: Vec<Link<i16>> = Vec::new();
        let mut join = None;
        loop {
            let (value, after, mark) = match (self.year_of(end), links.last(), join) {
                (Some(found), ..) => found,
                (None, Some(last), Some(Join::Dash)) => self.short_year(end, last.value)?,
                _ => break,
            };
            links.push(Link { value, start: end, end: after, join });
            marked |= mark;
            let slash = self.word(after) == "/" && self.item(after).is_some_and(|item| item.glued);
            // "2016/17": a season or business year.
            marked |= join == Some(Join::Dash) && self.word(end - 1) == "/" && links.len() == 2 && links[0].value + 1 == value;
            match self.join(after).or_else(|| slash.then_some((Join::Dash, after + 1))) {
                Some((next_join, next)) if links.len() < 12 => (join, end) = (Some(next_join), next),
                _ => break,
            }
        }
        let (first, last) = (links.first()?, links.last()?);
        let end = last.end;
        let licensed = marked || self.behind(i, Mark::From) || self.bare_year(i) || self.range_alone(i, end);
        let rising = links.windows(2).all(|pair| pair[0].value < pair[1].value) && (1500..=2200).contains(&first.value);
        if links.len() < 2 || self.plain_to(&links, i) || !licensed || !rising {
            return None;
        }
        Some((self.group(&links, i, end, |_| None, |year| Point::year(Year::Stated(year)).checked()), end))
    }

    /// "(2015–2019)", "2015–2019": nothing beside it that makes something else of it.
    fn range_alone(&self, i: usize, end: usize) -> bool {
        (i == 0 || self.item(i - 1).is_some_and(|item| !item.is_word() || !item.capital)) && self.year_may_precede(end, false)
    }

    fn year_of(&self, i: usize) -> Option<(i16, usize, bool)> {
        if self.item(i)?.digits() != 4 {
            return None;
        }
        let slash = self.word(i + 1) == "/" && self.item(i + 2).is_some_and(|item| item.glued && matches!(item.digits(), 2 | 4));
        match self.year_number(i) {
            Some((Expr::Point(Point { year: Year::Stated(year), .. }), end, marked)) => Some((year, end, marked)),
            None if slash => Some((i16::try_from(self.item(i)?.number?).ok()?, i + 1, false)),
            _ => None,
        }
    }

    /// "25" behind "2024/".
    fn short_year(&self, i: usize, before: i16) -> Option<(i16, usize, bool)> {
        let item = self.item(i).filter(|item| item.digits() == 2 && item.glued)?;
        let year = before / 100 * 100 + i16::try_from(item.number?).ok()?;
        let marked = self.is(i + 1, Mark::Year);
        (year > before).then(|| (year, if marked { self.over_year_mark(i + 1) } else { i + 1 }, marked))
    }

    /// Links as dates: dashes and "to" make ranges, and so does "and" between one and its `next`; the rest stand alone.
    fn group<T: Copy + PartialEq>(
        &self,
        links: &[Link<T>],
        start: usize,
        end: usize,
        next: impl Fn(T) -> Option<T>,
        expr: impl Fn(T) -> Expr,
    ) -> Vec<Found> {
        let between = self.behind(start, Mark::Between);
        let mut found: Vec<Found> = Vec::new();
        let mut previous: Option<(T, bool)> = None;
        for link in links {
            let joined = match (link.join, previous) {
                (Some(join), Some((_, false))) if join.is_range() => true,
                (Some(Join::And), Some((before, false))) if links.len() == 2 => between || (Some(link.value) == next(before)),
                _ => false,
            };
            match found.last_mut().filter(|_| joined) {
                Some(last) => {
                    last.expr = Expr::range(last.expr.clone(), expr(link.value));
                    last.end = link.end;
                }
                None => found.push(Found { start: link.start, end: link.end, expr: expr(link.value) }),
            }
            previous = Some((link.value, joined));
        }
        if let Some(last) = found.last_mut() {
            last.end = end;
        }
        found
    }

    /// "28 сентября – 3 октября 2024", "from October 5 through November 2, 2021", "с мая по июль", "с вторника по пятницу".
    fn range(&self, i: usize) -> Option<(Vec<Found>, usize)> {
        let from =
            self.behind(i, Mark::From) || self.behind(i, Mark::Between) || (!self.lexicon.capitals && self.word(i.wrapping_sub(1)) == "от");
        let (first, next) = self.range_end(i, from)?;
        let (join, start) = self.join(next)?;
        let through = self.lexicon.capitals && matches!(self.word(next), "through" | "thru");
        let allowed = match join {
            Join::Dash => true,
            Join::To => from || through,
            Join::And => self.behind(i, Mark::Between),
            Join::Comma => false,
        };
        // "с 5 мая до 8 утра" has no date behind "до"; "по 2019 год" has one.
        let (last, end) = self.range_end(start, from).filter(|_| allowed)?;
        if first == Expr::Invalid || last == Expr::Invalid {
            return Some((vec![Found { start: i, end, expr: Expr::Invalid }], end));
        }
        let same_kind = matches!(
            (&first, &last),
            (Expr::Point(_), Expr::Point(_)) | (Expr::Weekday(..), Expr::Weekday(..)) | (Expr::Part(..), _) | (_, Expr::Part(..))
        );
        if !same_kind
            || (join == Join::Dash && !matches!((&first, &last), (Expr::Point(a), Expr::Point(b)) if (a.day.is_some() == b.day.is_some())))
        {
            return None;
        }
        Some((vec![Found { start: i, end, expr: Expr::range(first, last) }], end))
    }

    /// "04–06.05.2024", "30.04–02.05.2024": the last day says what the first leaves out.
    fn figures(&self, i: usize) -> Option<(Vec<Found>, usize)> {
        let (day, month, next) = self.day_in_figures(i)?;
        let (Join::Dash | Join::To, start) = self.join(next)? else { return None };
        let (Expr::Point(last), end) = self.numeric(start)? else { return None };
        let said = self.word(next) == "-" || self.behind(i, Mark::From);
        let first = Point { day: Some(day), month: month.or(last.month), year: last.year, weekday: None };
        if !said || (first.month, first.day) >= (last.month, last.day) {
            return None;
        }
        Some((vec![Found { start: i, end, expr: Expr::range(first.checked(), Expr::Point(last)) }], end))
    }

    /// "30 июня и 1 июля 2019 года": the second lends its year to the first.
    fn pair(&self, i: usize) -> Option<(Vec<Found>, usize)> {
        let (Expr::Point(first), next) = self.point(i)? else { return None };
        let (Join::And | Join::Comma, start) = self.join(next)? else { return None };
        let (Expr::Point(second), end) = self.point(start)? else { return None };
        let lends = first.year == Year::Open
            && matches!(second.year, Year::Stated(_) | Year::Anchor(_))
            && first.day.is_some() == second.day.is_some();
        if !lends || second.month.is_none() || (first.month, first.day) >= (second.month, second.day) {
            return None;
        }
        let first = Found { start: i, end: next, expr: Point { year: second.year, ..first }.checked() };
        Some((vec![first, Found { start, end, expr: Expr::Point(second) }], end))
    }

    /// An end of a range: any single date, and where "from" shows it, a bare month or year.
    fn range_end(&self, i: usize, from: bool) -> Parsed {
        self.point(i).or_else(|| {
            let month = self.month_at(i).map(|month| (Point::month(month, Year::Open).checked(), i + 1));
            let year = || self.year_number(i).filter(|_| from && self.free_left(i)).map(|(expr, end, _)| (expr, end));
            month.or_else(year)
        })
    }
}
