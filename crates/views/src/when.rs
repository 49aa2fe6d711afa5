//! Dates as people read them: "by 22 December 2025", "autumn 2024", "16–17 October 2025". The words are data of
//! `knowledge/dates-shown.toml`. JSON keeps EDTF.

use rapporteur_knowledge::time::{ShownDates, shown_dates};
use rapporteur_model::{Edtf, PartialDate};

/// A date in words of this language; a language without words of its own gets the English ones.
#[must_use]
pub fn date_in_words(date: Edtf, lang: &str) -> String {
    let all = shown_dates();
    let words = Words(all.get(lang).unwrap_or_else(|| &all["en"]));
    match date {
        Edtf::Date(date) => words.date(date),
        Edtf::Interval(Some(first), Some(last)) => words.range(first, last),
        Edtf::Interval(Some(first), None) => put(&words.0.from, &[("date", &words.date(first))]),
        Edtf::Interval(None, Some(last)) => put(&words.0.to, &[("date", &words.date(last))]),
        Edtf::OneOf(None, Some(last)) => put(&words.0.until, &[("date", &words.date(last))]),
        Edtf::OneOf(Some(first), None) => put(&words.0.since, &[("date", &words.date(first))]),
        Edtf::OneOf(Some(first), Some(last)) => words.one_of(first, last),
        Edtf::Interval(None, None) | Edtf::OneOf(None, None) => String::new(),
    }
}

/// The words of one language.
#[derive(Clone, Copy)]
struct Words(&'static ShownDates);

impl Words {
    fn date(&self, date: PartialDate) -> String {
        let part = self.part(date);
        let year = date.year().map(|y| y.to_string());
        let text = match (part, year) {
            (Some(part), Some(year)) => put(&self.0.year, &[("part", &part), ("year", &year)]),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => String::new(),
        };
        if date.is_about() { put(&self.0.about, &[("date", &text)]) } else { text }
    }

    /// Day and month, month, season, quarter or half.
    fn part(&self, date: PartialDate) -> Option<String> {
        let name = |list: &[String], n: u8| list.get(usize::from(n)).cloned();
        match (date.month()?, date.day()) {
            (m @ 1..=12, Some(day)) => Some(put(&self.0.day, &[("day", &day.to_string()), ("month", &name(&self.0.months, m - 1)?)])),
            (m @ 1..=12, None) => name(&self.0.alone, m - 1),
            (m @ 21..=24, _) => name(&self.0.seasons, m - 21),
            (m @ 33..=36, _) => name(&self.0.quarters, m - 33),
            (m @ 40..=41, _) => name(&self.0.halves, m - 40),
            _ => None,
        }
    }

    /// "16–17 October 2025", "30 September – 2 October 2025", "5 October 2024 – 3 January 2025".
    fn range(&self, first: PartialDate, last: PartialDate) -> String {
        let whole = |d: PartialDate| d.day().is_some() && !d.is_about();
        if whole(first) && whole(last) && first.year() == last.year() {
            let day = first.day().unwrap_or_default();
            if first.month() == last.month() {
                return format!("{day}–{}", self.date(last));
            }
            return format!("{} – {}", self.part(first).unwrap_or_default(), self.date(last));
        }
        format!("{} – {}", self.date(first), self.date(last))
    }

    fn one_of(&self, first: PartialDate, last: PartialDate) -> String {
        let next = first.to_day().and_then(|d| d.tomorrow().ok()) == last.to_day();
        if !next || first.to_day().is_none() {
            return put(&self.0.some_day, &[("range", &self.range(first, last))]);
        }
        let short = if first.year() == last.year() && first.month() == last.month() {
            first.day().map(|d| d.to_string())
        } else if first.year() == last.year() {
            self.part(first)
        } else {
            Some(self.date(first))
        };
        put(&self.0.one_of, &[("first", &short.unwrap_or_default()), ("last", &self.date(last))])
    }
}

fn put(line: &str, parts: &[(&str, &str)]) -> String {
    parts.iter().fold(line.to_owned(), |line, (name, value)| line.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
mod tests {
    use super::date_in_words;

    #[test]
    fn dates_are_read() {
        let check = |date: &str, en: &str, ru: &str| {
            let date = date.parse().unwrap();
            assert_eq!((date_in_words(date, "en").as_str(), date_in_words(date, "ru").as_str()), (en, ru));
        };
        check("2025-12-22", "22 December 2025", "22 декабря 2025");
        check("[..2025-12-22]", "by 22 December 2025", "не позднее: 22 декабря 2025");
        check("[2025-12-22..]", "from 22 December 2025 on", "не ранее: 22 декабря 2025");
        check("2024-23", "autumn 2024", "осень 2024");
        check("2024-10", "October 2024", "октябрь 2024");
        check("2025-10-16/2025-10-17", "16–17 October 2025", "16–17 октября 2025");
        check("2025-09-30/2025-10-02", "30 September – 2 October 2025", "30 сентября – 2 октября 2025");
        check("[2024-05-26..2024-05-27]", "26 or 27 May 2024", "26 или 27 мая 2024");
        check("[2024-05-26..2024-05-28]", "on one of 26–28 May 2024", "один из дней 26–28 мая 2024");
        check("XXXX-07-25", "25 July", "25 июля");
        check("2030~", "about 2030", "около: 2030");
        check("2025-33", "first quarter of 2025", "I квартал 2025");
    }
}
