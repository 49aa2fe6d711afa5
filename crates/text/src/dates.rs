//! Dates as page heads and datelines write them, month names from `knowledge/dates-head.toml`. Resolves nothing: a date without a year stays so.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use rapporteur_knowledge::time::{HeadDates, head_dates};
use rapporteur_model::PartialDate;
use regex::{Captures, Regex};

/// A date and where it stands in the text that was searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) range: Range<usize>,
    pub(crate) date: PartialDate,
}

struct Patterns {
    months: BTreeMap<String, u8>,
    year_first: Regex,
    numbers: Regex,
    wire: Regex,
    day_month: Regex,
    /// "21. Januar 2015".
    dotted: Regex,
    month_day: Regex,
    /// "26, April, 2022".
    commas: Regex,
    filler: Regex,
    time: Regex,
    weekdays: Vec<String>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(head_dates()).expect("patterns of escaped words"));

fn alternatives<'a>(words: impl Iterator<Item = &'a String>) -> String {
    let mut words: Vec<String> = words.map(|word| regex::escape(word)).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words.join("|")
}

impl Patterns {
    fn new(file: &HeadDates) -> Result<Self, regex::Error> {
        let mut months = BTreeMap::new();
        for list in file.months.values() {
            for (number, names) in (1u8..).zip(list) {
                for name in names {
                    months.entry(name.clone()).or_insert(number);
                }
            }
        }
        let month = alternatives(months.keys());
        let dotted = alternatives(file.dotted.iter().filter_map(|lang| file.months.get(lang)).flatten().flatten());
        let (year, between) = (alternatives(file.marks.year.iter()), alternatives(file.marks.between.iter()));
        let (ordinal, weekday) = (alternatives(file.marks.ordinal.iter()), alternatives(file.weekdays.values().flatten()));
        let year_behind = format!(r"(?:\.?[\s,]+(?:(?:{between})\s+)?(\d{{4}})\b(?:\s*(?:[гр]\b\.?|(?:{year})\b))?)?");
        Ok(Self {
            year_first: Regex::new(r"\b(\d{4})([-./])(\d{1,2})([-./])(\d{1,2})(?:T[\d:.+Z-]*)?\b")?,
            numbers: Regex::new(r"\b(\d{1,2})(-| ?/ ?|\. ?)(\d{1,2})(-| ?/ ?|\. ?)(\d{4}|\d{2})\b")?,
            wire: Regex::new(&format!(r"(?i)\b(\d{{2}})[0-2]\d[0-5]\d[zZ]?\s({month})\s(\d{{4}}|\d{{2}})\b"))?,
            day_month: Regex::new(&format!(r"(?i)\b(\d{{1,2}})(?:{ordinal})?(?:\s+|-)(?:(?:{between})\s+)?({month})\b{year_behind}"))?,
            dotted: Regex::new(&format!(r"(?i)\b(\d{{1,2}})\.\s?({dotted})\b{year_behind}"))?,
            commas: Regex::new(&format!(r"(?i)\b(\d{{1,2}}),\s?({month}),\s?(\d{{4}})\b"))?,
            month_day: Regex::new(&format!(r"(?i)\b({month})\b\.?\s+(\d{{1,2}})(?:{ordinal})?\b{year_behind}"))?,
            filler: Regex::new(&format!(
                r"(?i)\b(?:\d+|{weekday}|{year}|utc|gmt|msk|мск|eat|wat|cat|sast|ist|pkt|npt|bdt|pst|pdt|edt|cst|cdt|mst|mdt|bst|cest|eet|eest|trt|gst|ast|ict|wib|sgt|hkt|jst|kst|aest|nzst|almt|uzt|azt|am|pm|a\.m|p\.m|в|at)\b"
            ))?,
            time: Regex::new(
                r"^(?:,?\s|T)\s*\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*(?i:[ap]\.?m\.?))?(?:\s*\(?\s*(?:UTC|GMT|MSK|МСК|мск|EST|CET)?\s*(?:[+-]\d{1,2}(?::?\d{2})?)?\s*\))?(?:\s(?:UTC|GMT|MSK|МСК|мск|EST|CET|EAT|WAT|CAT|SAST|IST|PKT|NPT|BDT|PST|PDT|EDT|CST|CDT|MST|MDT|BST|CEST|EET|EEST|TRT|GST|AST|ICT|WIB|SGT|HKT|JST|KST|AEST|NZST|ALMT|UZT|AZT)\b(?:[+-]\d{1,2}(?::\d{2})?)?)?",
            )?,
            weekdays: file.weekdays.values().flatten().cloned().collect(),
            months,
        })
    }
}

/// All dates of a text with at least a month and a day, in their order, not overlapping.
pub(crate) fn find(text: &str) -> Vec<Found> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let patterns = &*PATTERNS;
    let near = Near::of(text, &patterns.months);
    let readers: [(&Regex, Reader, bool); 7] = [
        (&patterns.commas, day_month, near.month),
        (&patterns.wire, wire, near.month),
        (&patterns.year_first, year_first, near.number),
        (&patterns.numbers, numbers, near.number),
        (&patterns.day_month, day_month, near.month),
        (&patterns.dotted, day_month, near.month),
        (&patterns.month_day, month_day, near.month),
    ];
    let mut found: Vec<Found> = Vec::new();
    for (regex, read, _) in readers.into_iter().filter(|(.., possible)| *possible) {
        for groups in regex.captures_iter(text) {
            let range = groups.get(0).map_or(0..0, |all| all.range());
            let free = found.iter().all(|f| f.range.end <= range.start || range.end <= f.range.start);
            if let (true, Some(date)) = (free, read(&groups)) {
                found.push(Found { range, date });
            }
        }
    }
    found.sort_by_key(|f| f.range.start);
    found
}

/// What stands beside the numbers of a text: whether it can hold a date is told faster than which.
#[derive(Default)]
struct Near {
    /// A month, as the word before a number or one of the three behind it.
    month: bool,
    /// A number behind a sign that parts the numbers of a date.
    number: bool,
}

impl Near {
    fn of(text: &str, months: &BTreeMap<String, u8>) -> Self {
        let (mut near, mut from) = (Self::default(), 0);
        while let Some(at) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
            let end = text[at..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |len| at + len);
            let behind = &text[end..];
            near.number |= behind
                .trim_start_matches(' ')
                .strip_prefix(['-', '.', '/'])
                .is_some_and(|rest| rest.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit()));
            let parts = |c: char| !c.is_alphabetic();
            let is_month = |word: &str| months.contains_key(&word.to_lowercase());
            near.month |= behind.split(parts).filter(|word| !word.is_empty()).take(3).any(is_month)
                || text[from..at].rsplit(parts).find(|word| !word.is_empty()).is_some_and(is_month);
            if near.month && near.number {
                break;
            }
            from = end;
        }
        near
    }
}

type Reader = fn(&Captures<'_>) -> Option<PartialDate>;

fn number<T: std::str::FromStr>(groups: &Captures<'_>, n: usize) -> Option<T> {
    groups.get(n)?.as_str().parse().ok()
}

fn year_first(groups: &Captures<'_>) -> Option<PartialDate> {
    let same = groups.get(2)?.as_str() == groups.get(4)?.as_str();
    same.then(|| PartialDate::new(Some(number(groups, 1)?), Some(number(groups, 3)?), Some(number(groups, 5)?)))?.filter(|d| plausible(*d))
}

/// Day first, as everywhere but in the United States; 3/25/2024 can only be month first, and 3/5/2024 is not guessed.
fn numbers(groups: &Captures<'_>) -> Option<PartialDate> {
    let (first, second): (u8, u8) = (number(groups, 1)?, number(groups, 3)?);
    let (sign, same) = (groups.get(2)?.as_str().trim(), groups.get(2)?.as_str() == groups.get(4)?.as_str());
    let year = year(groups, 5)?;
    let (day, month) = match sign {
        "/" if second > 12 => (second, first),
        "/" if first <= 12 && first != second => return None,
        _ => (first, second),
    };
    same.then(|| PartialDate::new(Some(year), Some(month), Some(day)))?.filter(|d| plausible(*d))
}

/// Which of the two small numbers of "03/05/2024" is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

/// Dates with slashes of one column, which one hand wrote: one that can be read one way only says how all are to be read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slashes {
    days_first: usize,
    months_first: usize,
    open: usize,
}

impl Slashes {
    /// Looks at one more cell.
    pub(crate) fn see(&mut self, cell: &str) {
        match slashed(cell) {
            Some((first, second, _)) if first > 12 && second <= 12 => self.days_first += 1,
            Some((first, second, _)) if second > 12 && first <= 12 => self.months_first += 1,
            Some((first, second, _)) if first != second => self.open += 1,
            _ => {}
        }
    }

    /// The order that the column keeps to; `None` where nothing tells, or where it keeps to none.
    pub(crate) fn order(&self) -> Option<Order> {
        match (self.days_first, self.months_first) {
            (1.., 0) => Some(Order::DayFirst),
            (0, 1..) => Some(Order::MonthFirst),
            _ => None,
        }
    }

    /// Cells that can be read both ways and that no other cell decides.
    pub(crate) fn undecided(&self) -> usize {
        if self.order().is_some() { 0 } else { self.open }
    }
}

/// Which number is the month on pages of this host, and in this language where the host says nothing (`ru`, `en-GB`). English without a
/// country, and "en-US", which templates say everywhere, tell nothing.
pub(crate) fn order_of(host: Option<&str>, lang: Option<&str>) -> Option<Order> {
    let domains = &head_dates().slashes;
    let top = host.and_then(|host| host.rsplit('.').next()).map(str::to_lowercase);
    match top {
        Some(top) if domains.month_first.contains(&top) => return Some(Order::MonthFirst),
        Some(top) if !domains.open.contains(&top) => return Some(Order::DayFirst),
        _ => {}
    }
    let lang = lang?.trim().to_lowercase().replace('_', "-");
    (!lang.is_empty() && lang != "en" && !lang.starts_with("en-us")).then_some(Order::DayFirst)
}

/// The numbers of a cell that begins with a date of three numbers and slashes.
fn slashed(cell: &str) -> Option<(u8, u8, i16)> {
    let groups = PATTERNS.numbers.captures(cell.trim())?;
    if groups.get(0)?.start() == 0 { with_slashes(&groups) } else { None }
}

fn with_slashes(groups: &Captures<'_>) -> Option<(u8, u8, i16)> {
    let slashes = groups.get(2)?.as_str().trim() == "/" && groups.get(4)?.as_str().trim() == "/";
    slashes.then(|| Some((number(groups, 1)?, number(groups, 3)?, year(groups, 5)?)))?
}

/// A cell whose date is read in this order, as an international date; `None` where there is none.
pub(crate) fn in_order(cell: &str, order: Order) -> Option<PartialDate> {
    ordered(slashed(cell)?, order)
}

/// The first date with slashes of a line, read in this order.
pub(crate) fn first_in_order(line: &str, order: Order) -> Option<PartialDate> {
    ordered(PATTERNS.numbers.captures_iter(line).find_map(|groups| with_slashes(&groups))?, order)
}

fn ordered((first, second, year): (u8, u8, i16), order: Order) -> Option<PartialDate> {
    let (day, month) = if order == Order::DayFirst { (first, second) } else { (second, first) };
    PartialDate::new(Some(year), Some(month), Some(day)).filter(|date| plausible(*date))
}

/// Of two digits, a year of this century.
fn year(groups: &Captures<'_>, n: usize) -> Option<i16> {
    let year: i16 = number(groups, n)?;
    Some(if groups.get(n)?.as_str().len() == 2 { year + 2000 } else { year })
}

/// "221430 Jan 26": day, hour and minute in one, as wires close their reports.
fn wire(groups: &Captures<'_>) -> Option<PartialDate> {
    let month = PATTERNS.months.get(&groups.get(2)?.as_str().to_lowercase())?;
    PartialDate::new(year(groups, 3), Some(*month), Some(number(groups, 1)?)).filter(|d| plausible(*d))
}

fn day_month(groups: &Captures<'_>) -> Option<PartialDate> {
    worded(groups, 1, 2)
}

fn month_day(groups: &Captures<'_>) -> Option<PartialDate> {
    worded(groups, 2, 1)
}

fn worded(groups: &Captures<'_>, day: usize, month: usize) -> Option<PartialDate> {
    let month = PATTERNS.months.get(&groups.get(month)?.as_str().to_lowercase())?;
    PartialDate::new(number(groups, 3), Some(*month), Some(number(groups, day)?)).filter(|d| plausible(*d))
}

/// News pages: no report is dated before 1900 or after 2100.
fn plausible(date: PartialDate) -> bool {
    date.year().is_none_or(|year| (1900..=2100).contains(&year))
}

/// Number of letters that stay when dates, times, weekdays and numbers are taken out: a line of date and time leaves nearly none.
pub(crate) fn letters_beside(text: &str) -> usize {
    if !text.contains(char::is_alphabetic) {
        return 0;
    }
    let mut rest = text.to_owned();
    for found in find(text).iter().rev() {
        rest.replace_range(found.range.clone(), " ");
    }
    PATTERNS.filler.replace_all(&rest, " ").chars().filter(|c| c.is_alphabetic()).count()
}

/// Length of the time of day at the start of what stands behind a date (", 14:05 (GMT+3)").
pub(crate) fn time_behind(text: &str) -> usize {
    PATTERNS.time.find(text).map_or(0, |found| found.end())
}

/// True for the name of a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    let lower = word.to_lowercase();
    PATTERNS.weekdays.contains(&lower)
}

/// The date in a web address: `/2024/05/21/`, `/2024-05-21`, `/20240521/`.
pub(crate) fn in_address(address: &str) -> Option<PartialDate> {
    static PATH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[/_-]((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?:[/._-]|T|$)").expect("a constant pattern"));
    if !address.contains("://") {
        return None;
    }
    let groups = PATH.captures(address)?;
    PartialDate::new(number(&groups, 1), number(&groups, 2), number(&groups, 3))
}

#[cfg(test)]
mod tests {
    use super::{find, in_address, letters_beside};

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = find(text).iter().map(|f| f.date.to_string()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dates_of_heads_and_datelines() {
        check(" date 2025-08-19 Войти", &["2025-08-19"]);
        check("09.10.2021", &["2021-10-09"]);
        check("14. 11. 2023. | Tanjug", &["2023-11-14"]);
        check("Раздел 3. 11 мая. 24", &["XXXX-05-11"]);
        check("QNA 081512 Mar 25", &["2025-03-08"]);
        check("21 мая 2025 г. 10:37", &["2025-05-21"]);
        check("Published 12 March 2024", &["2024-03-12"]);
        check("Oct 9, 2021", &["2021-10-09"]);
        check("МИНСК, 22 дек – РИА Новости.", &["XXXX-12-22"]);
        check("MOSCOW, July 25 (Reuters) -", &["XXXX-07-25"]);
        check("5th of June 2023", &["2023-06-05"]);
        check("2024-03-05T10:00:00+03:00", &["2024-03-05"]);
        check("19.08 03:50", &[]);
        check("03/25/2024", &["2024-03-25"]);
        check("03/05/2024", &[]);
        check("25 / 03 / 2024", &["2024-03-25"]);
        check("26, Abril, 2022", &["2022-04-26"]);
        check("page 26, April 2022", &[]);
        check("31.02.2024", &[]);
        check("7 кастрычніка 2021", &["2021-10-07"]);
        check("21. Jan. 2015", &["2015-01-21"]);
        check("3. März 2020", &["2020-03-03"]);
        check("7 kwietnia 2021", &["2021-04-07"]);
        check("26 Mayıs 2022", &["2022-05-26"]);
        check("Раздел 3. Мая 2024", &[]);
        check("12 жовтня 2022 року", &["2022-10-12"]);
        check("May 2024", &[]);
        check("22.12.2025 и 5 мая", &["2025-12-22", "XXXX-05-05"]);
    }

    #[test]
    fn a_column_tells_the_order_of_its_dates() {
        let check = |cells: &[&str], expected: Option<&str>, undecided: usize| {
            let mut slashes = super::Slashes::default();
            cells.iter().for_each(|cell| slashes.see(cell));
            let date = slashes.order().and_then(|order| super::in_order("03/05/2024 10:30", order)).map(|date| date.to_string());
            assert_eq!((date.as_deref(), slashes.undecided()), (expected, undecided), "{cells:?}");
        };
        check(&["03/05/2024", "13/05/2024"], Some("2024-05-03"), 0);
        check(&["3/25/2024", "03/05/2024"], Some("2024-03-05"), 0);
        check(&["03/05/2024", "04/05/2024", "05/05/2024"], None, 2);
        check(&["13/05/2024", "3/25/2024", "03/05/2024"], None, 1);
        check(&["13.05.2024", "Volume 13/05/2024"], None, 0);
    }

    #[test]
    fn hosts_and_languages_tell_the_order_of_slashes() {
        let check = |host: &str, lang: &str, expected: Option<&str>| {
            let order = super::order_of(Some(host).filter(|host| !host.is_empty()), Some(lang));
            let date = order.and_then(|order| super::first_in_order("Published: 03/05/2024, 10:30", order)).map(|date| date.to_string());
            assert_eq!(date.as_deref(), expected, "{host} {lang}");
        };
        check("commerce.example.pk", "en-US", Some("2024-05-03"));
        check("trade.example.gov", "", Some("2024-03-05"));
        check("ministry.example.com", "en_GB", Some("2024-05-03"));
        check("", "ru", Some("2024-05-03"));
        check("ministry.example.com", "en-US", None);
        check("ministry.example.com", "en", None);
    }

    #[test]
    fn what_stays_beside_a_date() {
        assert_eq!(letters_beside("Среда, 21 мая 2025 г. 10:37 МСК"), 0);
        assert_eq!(letters_beside("Минск, 21 мая"), 5);
    }

    #[test]
    fn addresses_may_hold_dates() {
        let date = |address: &str| in_address(address).map(|d| d.to_string()).unwrap_or_default();
        assert_eq!(date("https://example.org/2024/05/21/talks"), "2024-05-21");
        assert_eq!(date("https://example.org/20240521/talks.html"), "2024-05-21");
        assert_eq!(date("/data/2024/05/21/a.txt"), "");
        assert_eq!(date("https://example.org/1234567/a"), "");
    }
}
