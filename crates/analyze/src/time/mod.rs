//! Date expressions of a text as EDTF. One grammar for every language; the words are `knowledge/time.toml`.
//!
//! Works on the text itself, so tokens of any tokeniser, or none, will do; trees and features only say whether a verb speaks of
//! the past or the future. Times of day, durations, ages and feasts are no dates here. Never reads a clock: what a relative
//! expression means is said by the [`Anchor`] alone, and without one nothing is made up.

#[cfg(test)]
mod benchmarks;
mod expr;
mod grammar;
mod items;
mod lexicon;
mod ranges;
mod resolve;
#[cfg(test)]
mod specs;
mod tense;

use rapporteur_model::{Edtf, Lang, Sentence, Span, Token};

use expr::{Expr, Year};
use grammar::Grammar;
use items::Item;
use lexicon::{Mark, Sense};
use ranges::Found;
use resolve::Known;
use tense::{Context, When};

/// What a report says of its own date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Date of publication.
    pub published: Option<Edtf>,
    /// Date of the dateline, with or without a year; goes before that of publication.
    pub dateline: Option<Edtf>,
}

/// What the word before an expression makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// In or on it.
    At,
    /// From it on ("с 2019 года", "since").
    Since,
    /// Up to it ("до 12 апреля", "until").
    Until,
    /// Not later than it ("к концу года", "by").
    By,
}

/// A date expression with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeMention {
    /// The words, without the preposition, with "года" or "г.".
    pub span: Span,
    /// What they mean.
    pub value: Edtf,
    /// True where the anchor gave part of the value.
    pub anchored: bool,
    /// What the word before makes of it.
    pub kind: TimeKind,
}

/// A date expression, also one whose value nothing here tells ("в четверг" in a report without a date).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeExpression {
    /// The words, without the preposition, with "года" or "г.".
    pub span: Span,
    /// What they mean, and whether the anchor gave part of it.
    pub value: Option<(Edtf, bool)>,
    /// What the word before makes of it.
    pub kind: TimeKind,
}

/// The date expressions with a value, in the order of the text; they do not overlap.
///
/// `tokens` and `sentences` are those of an analysis of `text`; without sentences every line is one.
#[must_use]
pub fn find(text: &str, tokens: &[Token], sentences: &[Sentence], lang: Lang, anchor: &Anchor) -> Vec<TimeMention> {
    let with_value = |e: TimeExpression| e.value.map(|(value, anchored)| TimeMention { span: e.span, value, anchored, kind: e.kind });
    expressions(text, tokens, sentences, lang, anchor).into_iter().filter_map(with_value).collect()
}

/// True for the name of a day of the week and for a word that counts days from today ("Monday", "yesterday").
pub(crate) fn is_day(word: &str, lang: Lang) -> bool {
    can_mean(word, lang, |sense| matches!(sense, Sense::Offset(_) | Sense::Weekday(_)))
}

/// True for any word of the calendar ("Monday", "May", "week").
pub(crate) fn speaks_of_time(word: &str, lang: Lang) -> bool {
    let calendar = |sense| matches!(sense, Sense::Offset(_) | Sense::Weekday(_) | Sense::Month(_) | Sense::Season(_) | Sense::Unit(_));
    can_mean(word, lang, calendar)
}

/// True for a word that names a month or a day of the week.
pub(crate) fn names_day(word: &str, lang: Lang) -> bool {
    can_mean(word, lang, |sense| matches!(sense, Sense::Month(_) | Sense::Weekday(_)))
}

fn can_mean(word: &str, lang: Lang, wanted: impl Fn(Sense) -> bool) -> bool {
    lexicon::lexicon(lang).senses(&word.to_lowercase()).iter().any(|&sense| wanted(sense))
}

/// All date expressions, in the order of the text; they do not overlap.
#[must_use]
pub fn expressions(text: &str, tokens: &[Token], sentences: &[Sentence], lang: Lang, anchor: &Anchor) -> Vec<TimeExpression> {
    let lines = if sentences.is_empty() { lines(text) } else { Vec::new() };
    let mut reader = Reader { text, tokens, lang, anchor: Known::anchor(anchor), reference: None, age: 0, found: Vec::new() };
    for sentence in if lines.is_empty() { sentences } else { &lines } {
        reader.sentence(sentence);
    }
    reader.found
}

fn lines(text: &str) -> Vec<Sentence> {
    let mut at = 0;
    let line = |line: &str| {
        let span = Span::new(at, at + line.len());
        at += line.len();
        Sentence { span, tokens: 0..0 }
    };
    text.split_inclusive('\n').map(line).collect()
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lang: Lang,
    anchor: Option<rapporteur_model::PartialDate>,
    reference: Option<Edtf>,
    /// Sentences since the reference.
    age: u32,
    found: Vec<TimeExpression>,
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let lexicon = lexicon::lexicon(self.lang);
        let items = items::items(self.text, sentence.span, lexicon);
        let context = Context { text: self.text, tokens: self.tokens, sentence, items: &items, lexicon };
        let grammar = Grammar { items: &items, lexicon };
        self.age = self.age.saturating_add(1);
        let mut i = 0;
        while i < items.len() {
            let Some((dates, end)) = starts_date(&items[i]).then(|| grammar.dates(i)).flatten() else {
                i += 1;
                continue;
            };
            for date in dates {
                self.push(&date, &items, &context);
            }
            i = end.max(i + 1);
        }
    }

    fn push(&mut self, date: &Found, items: &[Item<'_>], context: &Context<'_>) {
        let Some((first, last)) = items.get(date.start).zip(items.get(date.end - 1)) else { return };
        if date.expr == Expr::Invalid || (is_deictic(&date.expr) && !self.stands_alone(first, items.get(date.end))) {
            return;
        }
        let span = first.span.cover(last.span);
        let kind = kind_of(&date.expr, items, date.start);
        let when = if needs_tense(&date.expr) { context.when(span) } else { When::Unknown };
        // "it is to be signed by 30 June": what has a last day is to come, unless a verb of the past says otherwise.
        let when = if kind == TimeKind::By && when != When::Past && needs_tense(&date.expr) { When::Future } else { when };
        let known = Known { anchor: self.anchor, reference: self.reference, reference_near: self.age <= 1, when };
        let about = (1..=2).any(|back| date.start >= back && items[date.start - back].is(Mark::About));
        // "Накануне": the day before the one that this sentence or the one before tells of, where that is over.
        let eve = date.expr == Expr::Offset(-1) && first.is(Mark::Eve) && self.age <= 1 && self.reference_is_over();
        let expr = if eve { &Expr::ReferenceDay(-1) } else { &date.expr };
        let value = known.resolve(expr).map(|(value, anchored)| (if about { about_it(value) } else { value }, anchored));
        if let Some((value, _)) = value.filter(|(value, _)| value.bounds().is_some()) {
            self.reference = Some(value);
            self.age = 0;
        }
        self.found.push(TimeExpression { span, value, kind });
    }

    /// The date told of last is a day, not behind the report's own.
    fn reference_is_over(&self) -> bool {
        let day = self.reference.and_then(Edtf::last).and_then(rapporteur_model::PartialDate::to_day);
        let told = self.anchor.and_then(rapporteur_model::PartialDate::to_day);
        day.zip(told).is_some_and(|(day, told)| day <= told)
    }

    /// "накануне" before a genitive ("накануне визита") is a preposition and no date.
    fn stands_alone(&self, word: &Item<'_>, next: Option<&Item<'_>>) -> bool {
        let Some(next) = next.filter(|next| word.is(Mark::Eve) && next.is_word()) else { return true };
        let at = self.tokens.partition_point(|token| token.span.end() <= next.span.start());
        self.tokens.get(at).is_none_or(|token| token.feats.case != Some(rapporteur_model::Case::Gen))
    }
}

/// A quick look whether an expression can begin here.
fn starts_date(item: &Item<'_>) -> bool {
    let sense = |sense: &Sense| !matches!(sense, Sense::Mark(_) | Sense::Tense { .. });
    item.number.is_some()
        || item.senses.iter().any(sense)
        || item.is(Mark::Ahead)
        || item.is(Mark::Vague)
        || item.is(Mark::Article)
        || item.is(Mark::Business)
        || item.is(Mark::Thousands)
        || short_start(item)
}

/// "с.г.", "Q3", "XX век".
fn short_start(item: &Item<'_>) -> bool {
    matches!(&*item.word, "с" | "т" | "q" | "h") || (item.capital && item.word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'х' | 'і')))
}

fn is_deictic(expr: &Expr) -> bool {
    matches!(expr, Expr::Offset(_))
}

fn needs_tense(expr: &Expr) -> bool {
    match expr {
        Expr::Point(point) => point.year == Year::Open,
        Expr::Weekday(..) | Expr::DayOfMonth(_) | Expr::Shift(..) | Expr::Unit(lexicon::Unit::Weekend, _) => true,
        Expr::Part(_, base) => needs_tense(base),
        Expr::Range(first, last) => needs_tense(first) || needs_tense(last),
        _ => false,
    }
}

fn about_it(value: Edtf) -> Edtf {
    match value {
        Edtf::Date(date) => Edtf::Date(date.about()),
        Edtf::Interval(first, last) => Edtf::Interval(first.map(|d| d.about()), last.map(|d| d.about())),
        set @ Edtf::OneOf(..) => set,
    }
}

fn kind_of(expr: &Expr, items: &[Item<'_>], start: usize) -> TimeKind {
    // "From 5 to 8": the word belongs to the range.
    if matches!(expr, Expr::Range(..)) {
        return TimeKind::At;
    }
    let marks = [(Mark::Until, TimeKind::Until), (Mark::By, TimeKind::By), (Mark::From, TimeKind::Since)];
    let mut before = items[..start].iter().rev().skip_while(|item| item.is(Mark::Article) || item.is(Mark::About));
    let Some(item) = before.next() else { return TimeKind::At };
    marks.into_iter().find(|(mark, _)| item.is(*mark)).map_or(TimeKind::At, |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::{Anchor, TimeKind, expressions, find};
    use proptest::prelude::*;
    use rapporteur_model::{Deprel, Feats, Lang, Sentence, Span, Token, Upos};

    #[test]
    fn neighbours_of_russian_have_their_months() {
        let first = |text: &str, lang| {
            find(text, &[], &[], lang, &Anchor::default()).first().map(|e| format!("{} {}", e.span.slice(text), e.value))
        };
        assert_eq!(first("Пасяджэнне адбылося 8 кастрычніка 2024 года.", Lang::Be).as_deref(), Some("8 кастрычніка 2024 года 2024-10-08"));
        assert_eq!(first("Зустріч відбулася 8 жовтня 2024 року.", Lang::Uk).as_deref(), Some("8 жовтня 2024 року 2024-10-08"));
        assert_eq!(first("Das Treffen war am 08.10.2024 in Berlin.", Lang::De).as_deref(), Some("08.10.2024 2024-10-08"));
    }

    #[test]
    fn the_word_before_says_which_side() {
        let kind = |text: &str, lang| expressions(text, &[], &[], lang, &Anchor::default()).first().map(|e| e.kind);
        for (text, expected) in [
            ("Он работает здесь с 2019 года.", TimeKind::Since),
            ("Срок продлён до 12 апреля 2026 года.", TimeKind::Until),
            ("Завод построят к концу 2026 года.", TimeKind::By),
            ("Форум прошёл с 5 по 8 октября 2021 года.", TimeKind::At),
        ] {
            assert_eq!(kind(text, Lang::Ru), Some(expected), "{text}");
        }
        for (text, expected) in [
            ("Trade has grown since 2005.", TimeKind::Since),
            ("The ban holds until 5 May 2026.", TimeKind::Until),
            ("Deliveries end by the end of 2026.", TimeKind::By),
            ("From 5 to 8 October 2021, Minsk hosted it.", TimeKind::At),
        ] {
            assert_eq!(kind(text, Lang::En), Some(expected), "{text}");
        }
    }

    /// Tokens of words with word class, features and the index of the head.
    fn tokens(text: &str, words: &[(&str, Upos, &str, Option<u32>)]) -> Vec<Token> {
        let mut at = 0;
        let token = |&(word, upos, feats, head): &(&str, Upos, &str, Option<u32>)| {
            let start = at + text[at..].find(word).expect("the words are those of the text");
            at = start + word.len();
            Token { span: Span::new(start, at), lemma: word.into(), upos, feats: Feats::read(feats), head, deprel: Deprel::Dep }
        };
        words.iter().map(token).collect()
    }

    #[test]
    fn the_governing_verb_gives_the_side() {
        let text = "Министры обсудили визит, который пройдёт 12 декабря.";
        let words = [
            ("Министры", Upos::Noun, "", Some(1)),
            ("обсудили", Upos::Verb, "Tense=Past", None),
            ("визит", Upos::Noun, "", Some(1)),
            (",", Upos::Punct, "", Some(5)),
            ("который", Upos::Pron, "", Some(5)),
            ("пройдёт", Upos::Verb, "Tense=Fut", Some(2)),
            ("12", Upos::Adj, "", Some(5)),
            ("декабря", Upos::Noun, "Case=Gen", Some(6)),
        ];
        let value = |governor: u32| {
            let mut tokens = tokens(text, &words);
            tokens[6].head = Some(governor);
            let sentences = [Sentence { span: Span::new(0, text.len()), tokens: 0..tokens.len() as u32 }];
            let anchor = Anchor { published: "2025-05-20".parse().ok(), dateline: None };
            find(text, &tokens, &sentences, Lang::Ru, &anchor).first().map(|found| found.value.to_string())
        };
        assert_eq!(value(5).as_deref(), Some("2025-12-12"));
        assert_eq!(value(1).as_deref(), Some("2024-12-12"));
    }

    #[test]
    fn the_eve_of_something_is_no_date() {
        let text = "Накануне визита стороны договорились.";
        let words = [
            ("Накануне", Upos::Adp, "", Some(1)),
            ("визита", Upos::Noun, "Case=Gen", Some(3)),
            ("стороны", Upos::Noun, "", Some(3)),
            ("договорились", Upos::Verb, "Tense=Past", None),
        ];
        let tokens = tokens(text, &words);
        let sentences = [Sentence { span: Span::new(0, text.len()), tokens: 0..4 }];
        assert!(expressions(text, &tokens, &sentences, Lang::Ru, &Anchor::default()).is_empty());
    }

    fn pieces() -> impl Strategy<Value = String> {
        let words = [
            "5",
            "22",
            "32",
            "2025",
            "99999999999",
            "IV",
            "-",
            "–",
            ".",
            ",",
            "/",
            ":",
            "(",
            ")",
            "%",
            "\u{301}",
            "\u{200b}",
            "\u{a0}",
            "октября",
            "мая",
            "год",
            "года",
            "г",
            "с",
            "по",
            "до",
            "к",
            "и",
            "в",
            "прошлого",
            "конце",
            "неделе",
            "назад",
            "через",
            "вчера",
            "четверг",
            "весной",
            "квартал",
            "х",
            "May",
            "of",
            "the",
            "last",
            "week",
            "to",
            "from",
            "ago",
            "Monday",
            "th",
            "s",
            "century",
            "half",
            "🦀",
            "ё",
            "é",
            "\n",
        ];
        let word = prop_oneof![proptest::sample::select(words.to_vec()).prop_map(str::to_owned), any::<char>().prop_map(String::from)];
        proptest::collection::vec((word, proptest::sample::select(vec!["", " "])), 0..24)
            .prop_map(|all| all.into_iter().map(|(word, gap)| word + gap).collect())
    }

    proptest! {
        #[test]
        fn spans_are_words_of_the_text_in_order(text in pieces(), english in any::<bool>(), anchored in any::<bool>()) {
            let lang = if english { Lang::En } else { Lang::Ru };
            let published = if anchored { "2024-02-29".parse().ok() } else { None };
            let mut end = 0;
            for found in expressions(&text, &[], &[], lang, &Anchor { published, dateline: None }) {
                prop_assert!(found.span.start() >= end && !found.span.slice(&text).trim().is_empty());
                end = found.span.end();
            }
        }

        #[test]
        fn a_value_without_an_anchor_comes_from_the_text(text in pieces()) {
            for found in find(&text, &[], &[], Lang::Ru, &Anchor::default()) {
                prop_assert!(!found.anchored);
            }
        }
    }
}
