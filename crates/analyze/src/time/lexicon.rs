//! The words of `knowledge/time.toml` as senses. Knows no grammar.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use foldhash::HashMap;
use rapporteur_model::Lang;
use serde::Deserialize;

static SOURCE: &str = include_str!("../../../../knowledge/time.toml");

static LEXICONS: LazyLock<BTreeMap<String, Lexicon>> = LazyLock::new(|| {
    let file: File = toml::from_str(SOURCE).expect("knowledge/time.toml is part of the program and tested");
    let neighbours = file.also.into_iter().map(|(lang, more)| (lang, Lexicon::new(file.ru.clone()).with(more)));
    let all: Vec<(String, Lexicon)> = neighbours.collect();
    let main = [("ru".to_owned(), Lexicon::new(file.ru)), ("en".to_owned(), Lexicon::new(file.en))];
    all.into_iter().chain(main).collect()
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    ru: Raw,
    en: Raw,
    /// What neighbouring languages add to the Russian words.
    also: BTreeMap<String, More>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct More {
    month: BTreeMap<u8, String>,
    mark: BTreeMap<String, String>,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Start,
    Middle,
    End,
}

/// A little word of the grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
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
    Year,
    Years,
    NotADate,
    DayEnding,
    DecadeEnding,
    Preposition,
    AfterYear,
    BeforeEra,
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
}

/// What a word can mean; most words mean nothing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// 1–12.
    Month(u8),
    /// 1–12, only beside a day.
    MonthShort(u8),
    /// 1 (Monday) to 7.
    Weekday(u8),
    /// 1 (Monday) to 7, only beside a date.
    WeekdayShort(u8),
    /// 21–24.
    Season(u8),
    /// A unit.
    Unit(Unit),
    /// Days from the anchor.
    Offset(i8),
    /// Which one.
    Which(Which),
    /// Which part.
    Part(Part),
    /// A number in words.
    Cardinal(u8),
    /// A number in a row in words.
    Ordinal(u8),
    /// The eighties: 80.
    Decade(u8),
    /// A word of the grammar.
    Mark(Mark),
    /// A verb of the future or past.
    Tense { future: bool },
}

/// The words of a form of several, and what it means.
pub(super) type Phrase = (Vec<String>, Vec<Sense>);

/// The words of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: HashMap<String, Vec<Sense>>,
    /// Forms of several words by their first word, longest first.
    phrases: HashMap<String, Vec<Phrase>>,
    /// Beginnings of words that put what they govern into the future.
    future: Vec<String>,
    /// `12/03/2024` is the third of December.
    pub(super) month_first: bool,
    /// Months and weekdays have a capital letter.
    pub(super) capitals: bool,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    slash_order: String,
    capitals: bool,
    month: BTreeMap<u8, String>,
    month_short: BTreeMap<u8, String>,
    weekday: BTreeMap<u8, String>,
    weekday_short: BTreeMap<u8, String>,
    season: BTreeMap<u8, String>,
    unit: BTreeMap<String, String>,
    offset: BTreeMap<i8, String>,
    which: BTreeMap<String, String>,
    part: BTreeMap<String, String>,
    cardinal: BTreeMap<u8, String>,
    ordinal: BTreeMap<u8, String>,
    decade: BTreeMap<u8, String>,
    mark: BTreeMap<String, String>,
    tense: BTreeMap<String, String>,
}

/// The words of a language; English ones where there are none of its own.
pub(super) fn lexicon(lang: Lang) -> &'static Lexicon {
    LEXICONS.get(lang.code()).or_else(|| LEXICONS.get("en")).expect("knowledge/time.toml has [en]")
}

impl Lexicon {
    fn new(mut raw: Raw) -> Self {
        let future = raw.tense.remove("future").unwrap_or_default().split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
        let mut lexicon = Self {
            words: HashMap::default(),
            phrases: HashMap::default(),
            future,
            month_first: raw.slash_order == "mdy",
            capitals: raw.capitals,
        };
        lexicon.add_numbered(raw.month, Sense::Month);
        lexicon.add_numbered(raw.month_short, Sense::MonthShort);
        lexicon.add_numbered(raw.weekday, Sense::Weekday);
        lexicon.add_numbered(raw.weekday_short, Sense::WeekdayShort);
        lexicon.add_numbered(raw.season, Sense::Season);
        lexicon.add_numbered(raw.offset, Sense::Offset);
        lexicon.add_numbered(raw.cardinal, Sense::Cardinal);
        lexicon.add_numbered(raw.ordinal, Sense::Ordinal);
        lexicon.add_numbered(raw.decade, Sense::Decade);
        lexicon.add_named(raw.unit, |name| Sense::Unit(unit(name)));
        lexicon.add_named(raw.which, |name| Sense::Which(which(name)));
        lexicon.add_named(raw.part, |name| Sense::Part(part(name)));
        lexicon.add_named(raw.mark, |name| Sense::Mark(mark(name)));
        lexicon.add_named(raw.tense, |name| Sense::Tense { future: name == "future" });
        for list in lexicon.phrases.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        lexicon
    }

    /// These words, and a neighbouring language's.
    fn with(mut self, more: More) -> Self {
        self.add_numbered(more.month, Sense::Month);
        self.add_named(more.mark, |name| Sense::Mark(mark(name)));
        self
    }

    /// What a normalised word (lower case, no "ё") can mean.
    pub(super) fn senses(&self, word: &str) -> &[Sense] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// Forms of several words that begin with this word: all their words, and what they mean.
    pub(super) fn phrases(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// True for a word, in lower case, that puts what it governs into the future.
    pub(super) fn is_future(&self, word: &str) -> bool {
        self.future.iter().any(|start| word.starts_with(start.as_str()))
    }

    fn add_numbered<N>(&mut self, table: BTreeMap<N, String>, sense: fn(N) -> Sense)
    where
        N: Copy,
    {
        for (number, forms) in table {
            self.add(&forms, sense(number));
        }
    }

    fn add_named(&mut self, table: BTreeMap<String, String>, sense: fn(&str) -> Sense) {
        for (name, forms) in table {
            self.add(&forms, sense(&name));
        }
    }

    fn add(&mut self, forms: &str, sense: Sense) {
        for form in forms.split(' ').filter(|form| !form.is_empty()).flat_map(expand) {
            let words: Vec<String> = form.split('_').map(str::to_owned).collect();
            if let [word] = words.as_slice() {
                let senses = self.words.entry(word.clone()).or_default();
                if !senses.contains(&sense) {
                    senses.push(sense);
                }
                continue;
            }
            let list = self.phrases.entry(words[0].clone()).or_default();
            match list.iter_mut().find(|(known, _)| *known == words) {
                Some((_, senses)) => senses.push(sense),
                None => list.push((words, vec![sense])),
            }
        }
    }
}

/// `a{b,c}` as `ab`, `ac`.
fn expand(form: &str) -> Vec<String> {
    match form.split_once('{').and_then(|(stem, rest)| Some((stem, rest.strip_suffix('}')?))) {
        Some((stem, endings)) => endings.split(',').map(|ending| format!("{stem}{ending}")).collect(),
        None => vec![form.to_owned()],
    }
}

fn unit(name: &str) -> Unit {
    match name {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "half" => Unit::Half,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        other => unreachable!("unit {other} in knowledge/time.toml, which a test reads"),
    }
}

fn which(name: &str) -> Which {
    match name {
        "last" => Which::Last,
        "this" => Which::This,
        "next" => Which::Next,
        "same" => Which::Same,
        "before" => Which::Before,
        "after" => Which::After,
        other => unreachable!("which {other} in knowledge/time.toml, which a test reads"),
    }
}

fn part(name: &str) -> Part {
    match name {
        "start" => Part::Start,
        "middle" => Part::Middle,
        "end" => Part::End,
        other => unreachable!("part {other} in knowledge/time.toml, which a test reads"),
    }
}

fn mark(name: &str) -> Mark {
    match name {
        "from" => Mark::From,
        "to" => Mark::To,
        "until" => Mark::Until,
        "by" => Mark::By,
        "between" => Mark::Between,
        "and" => Mark::And,
        "of" => Mark::Of,
        "ago" => Mark::Ago,
        "later" => Mark::Later,
        "earlier" => Mark::Earlier,
        "than" => Mark::Than,
        "ahead" => Mark::Ahead,
        "one" => Mark::One,
        "eve" => Mark::Eve,
        "vague" => Mark::Vague,
        "about" => Mark::About,
        "article" => Mark::Article,
        "year_mark" => Mark::Year,
        "years" => Mark::Years,
        "not_a_date" => Mark::NotADate,
        "day_ending" => Mark::DayEnding,
        "decade_ending" => Mark::DecadeEnding,
        "preposition" => Mark::Preposition,
        "after_year" => Mark::AfterYear,
        "before_era" => Mark::BeforeEra,
        "night" => Mark::Night,
        "over" => Mark::Over,
        "behind" => Mark::Behind,
        "before" => Mark::Before,
        "within" => Mark::Within,
        "business" => Mark::Business,
        "thousands" => Mark::Thousands,
        other => unreachable!("mark {other} in knowledge/time.toml, which a test reads"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Sense, lexicon};
    use rapporteur_model::Lang;

    #[test]
    fn every_name_in_the_file_is_known() {
        assert!(lexicon(Lang::Ru).senses("октября").contains(&Sense::Month(10)));
        assert!(
            lexicon(Lang::Be).senses("кастрычніка").contains(&Sense::Month(10))
                && lexicon(Lang::Be).senses("октября").contains(&Sense::Month(10))
        );
        assert!(lexicon(Lang::En).senses("october").contains(&Sense::Month(10)));
        assert_eq!(lexicon(Lang::En).phrases("the").first().map(|(words, _)| words.len()), Some(4));
    }
}
