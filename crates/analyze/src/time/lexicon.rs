//! The words of `knowledge/time.toml` as senses. Knows no grammar.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use foldhash::HashMap;
pub(super) use rapporteur_knowledge::time::{Mark, Part, Unit, Which};
use rapporteur_knowledge::time::{MoreTimeWords, SlashOrder, TimeWords, time};
use rapporteur_model::Lang;

static LEXICONS: LazyLock<BTreeMap<String, Lexicon>> = LazyLock::new(|| {
    let all = time();
    let neighbours = all.also.iter().map(|(lang, more)| (lang.clone(), Lexicon::new(&all.ru).with(more)));
    neighbours.chain([("ru".to_owned(), Lexicon::new(&all.ru)), ("en".to_owned(), Lexicon::new(&all.en))]).collect()
});

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
    /// Beginnings of words that put an infinitive under them into the future.
    asking: Vec<String>,
    /// `12/03/2024` is the third of December.
    pub(super) month_first: bool,
    /// Months and weekdays have a capital letter.
    pub(super) capitals: bool,
}

/// The words of a language; English ones where there are none of its own.
pub(super) fn lexicon(lang: Lang) -> &'static Lexicon {
    LEXICONS.get(lang.code()).or_else(|| LEXICONS.get("en")).expect("knowledge/time.toml has [en]")
}

impl Lexicon {
    fn new(words: &TimeWords) -> Self {
        let starts = |words: &str| words.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
        let mut lexicon = Self {
            words: HashMap::default(),
            phrases: HashMap::default(),
            future: starts(&words.tense.future),
            asking: starts(&words.tense.asking),
            month_first: words.slash_order == SlashOrder::Mdy,
            capitals: words.capitals,
        };
        lexicon.add_all(&words.month, Sense::Month);
        lexicon.add_all(&words.month_short, Sense::MonthShort);
        lexicon.add_all(&words.weekday, Sense::Weekday);
        lexicon.add_all(&words.weekday_short, Sense::WeekdayShort);
        lexicon.add_all(&words.season, Sense::Season);
        lexicon.add_all(&words.offset, Sense::Offset);
        lexicon.add_all(&words.cardinal, Sense::Cardinal);
        lexicon.add_all(&words.ordinal, Sense::Ordinal);
        lexicon.add_all(&words.decade, Sense::Decade);
        lexicon.add_all(&words.unit, Sense::Unit);
        lexicon.add_all(&words.which, Sense::Which);
        lexicon.add_all(&words.part, Sense::Part);
        lexicon.add_all(&words.mark, Sense::Mark);
        lexicon.add(&words.tense.future, Sense::Tense { future: true });
        lexicon.add(&words.tense.past, Sense::Tense { future: false });
        for list in lexicon.phrases.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        lexicon
    }

    /// These words, and a neighbouring language's.
    fn with(mut self, more: &MoreTimeWords) -> Self {
        self.add_all(&more.month, Sense::Month);
        self.add_all(&more.mark, Sense::Mark);
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

    /// True for a word, in lower case, that puts an infinitive under it into the future ("invited X to visit").
    pub(super) fn asks(&self, word: &str) -> bool {
        self.is_future(word) || self.asking.iter().any(|start| word.starts_with(start.as_str()))
    }

    /// True for a word, in lower case, that puts what it governs into the future.
    pub(super) fn is_future(&self, word: &str) -> bool {
        self.future.iter().any(|start| word.starts_with(start.as_str()))
    }

    fn add_all<N: Copy>(&mut self, table: &BTreeMap<N, String>, sense: fn(N) -> Sense) {
        for (&value, forms) in table {
            self.add(forms, sense(value));
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
