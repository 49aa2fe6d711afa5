//! `time.toml`, `dates-head.toml` and `dates-shown.toml`: words of time as texts, heads of pages and people write them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::table::tables;

tables! {
    /// The committed words of time in texts.
    time: Time = "time.toml";
    /// The committed words of dates in heads of reports.
    head_dates: HeadDates = "dates-head.toml";
    /// The committed words of dates as they are shown, by language.
    shown_dates: BTreeMap<String, ShownDates> = "dates-shown.toml";
}

/// Words of time, by language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Time {
    /// In Russian.
    pub ru: TimeWords,
    /// In English.
    pub en: TimeWords,
    /// What neighbouring languages add to the Russian words, by code.
    pub also: BTreeMap<String, MoreTimeWords>,
}

/// Words of time of one language. A value is a list of forms parted by blanks; `a{b,c}` stands for `ab ac`, and a form of several
/// words is written with `_`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct TimeWords {
    pub slash_order: SlashOrder,
    pub capitals: bool,
    pub month: BTreeMap<u8, String>,
    pub month_short: BTreeMap<u8, String>,
    pub weekday: BTreeMap<u8, String>,
    pub weekday_short: BTreeMap<u8, String>,
    pub season: BTreeMap<u8, String>,
    pub unit: BTreeMap<Unit, String>,
    pub offset: BTreeMap<i8, String>,
    pub which: BTreeMap<Which, String>,
    pub part: BTreeMap<Part, String>,
    pub cardinal: BTreeMap<u8, String>,
    pub ordinal: BTreeMap<u8, String>,
    pub decade: BTreeMap<u8, String>,
    pub mark: BTreeMap<Mark, String>,
    pub tense: TenseWords,
}

/// Words of a neighbouring language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct MoreTimeWords {
    pub month: BTreeMap<u8, String>,
    pub mark: BTreeMap<Mark, String>,
}

/// Which number of 12/03/2024 is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlashOrder {
    /// The second.
    Dmy,
    /// The first.
    Mdy,
}

/// Beginnings of words that put what they govern into the future, or the past.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct TenseWords {
    pub future: String,
    pub asking: String,
    pub past: String,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "they are what they are called")]
pub enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// Which one of a row of days, weeks, years is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// Before the anchor's.
    Last,
    /// The anchor's.
    This,
    /// After the anchor's.
    Next,
    /// That of the date mentioned before.
    Same,
    /// Before that of the date mentioned before.
    Before,
    /// After that of the date mentioned before.
    After,
}

/// A part of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "they are what they are called")]
pub enum Part {
    Start,
    Middle,
    End,
}

/// A little word of the grammar of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub enum Mark {
    From,
    To,
    Until,
    By,
    Between,
    And,
    Of,
    Ago,
    Later,
    Earlier,
    Than,
    Ahead,
    One,
    Eve,
    Vague,
    About,
    Article,
    #[serde(rename = "year_mark")]
    Year,
    Years,
    NotADate,
    DayEnding,
    DecadeEnding,
    Preposition,
    AfterYear,
    BeforeEra,
    /// Behind a day alone: of the month that is told of («пятого числа»).
    OfMonth,
    /// The night between two days, and the word that leads to the second.
    Night,
    Over,
    /// On which side of another date: "a week after 3 May".
    Behind,
    Before,
    /// What leads up to it: "за день до".
    Within,
    /// A year of business: "financial", "FY".
    Business,
    /// Two thousand in words, before an ordinal.
    Thousands,
    /// A part of the day ("morning").
    Daytime,
}

/// Words of dates in heads of reports, by language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadDates {
    /// Names of the twelve months.
    pub months: BTreeMap<String, Vec<Vec<String>>>,
    /// Languages that put a full stop behind the day.
    pub dotted: Vec<String>,
    /// Which number of a date with slashes is the month.
    pub slashes: HeadSlashes,
    /// Small words of dates.
    pub marks: HeadMarks,
    /// Names of the seven days.
    pub weekdays: BTreeMap<String, Vec<String>>,
}

/// Which number of a date with slashes is the month, by top-level domain; the day is first in those that are in neither list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadSlashes {
    /// Domains of countries that write the month first.
    pub month_first: Vec<String>,
    /// Domains that say nothing.
    pub open: Vec<String>,
}

/// Small words of dates, of all languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct HeadMarks {
    pub year: Vec<String>,
    pub between: Vec<String>,
    pub ordinal: Vec<String>,
}

/// Words of dates as they are shown in one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each line is explained in its file")]
pub struct ShownDates {
    pub months: Vec<String>,
    pub alone: Vec<String>,
    pub seasons: Vec<String>,
    pub quarters: Vec<String>,
    pub halves: Vec<String>,
    pub day: String,
    pub year: String,
    pub about: String,
    pub until: String,
    pub since: String,
    pub one_of: String,
    pub some_day: String,
    pub from: String,
    pub to: String,
}

#[cfg(test)]
mod tests {
    use super::{Time, time};
    use crate::table::read;

    #[test]
    fn names_of_senses_are_known() {
        assert!(time().ru.month.len() == 12 && time().en.month.len() == 12 && time().also.contains_key("be"));
        let text = crate::files::FILES.iter().find(|(name, _)| *name == "time.toml").unwrap().1;
        let wrong = read::<Time>("time.toml", &text.replacen("\nweekend =", "\nfortnight =", 1)).expect_err("refused").to_string();
        assert!(wrong.contains("fortnight") && wrong.contains("line"), "{wrong}");
    }
}
