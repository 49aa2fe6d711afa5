//! The words of an organisation's name beside those of another: legal forms aside, abbreviations spelled out, numbers counted. A likeness by
//! words alone, for names that concepts and countries do not tell; words are data of `knowledge/names-firms.toml`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rapporteur_model::Country;

use crate::concepts::{self, Concept};
use crate::part::{Manner, NEAR, Part, SOUND, WRONG_LETTER};
use crate::scripts::romanised;
use crate::text::{fold, words};
use crate::{countries, roman};

/// Names of more words are compared by their first ones.
const MOST: usize = 16;

struct Lexicon {
    forms: HashSet<String>,
    /// Words of a phrase, each with whether it is a beginning; the longest first.
    phrases: Vec<Vec<(String, bool)>>,
    short: HashMap<String, String>,
    han: Vec<(String, String)>,
    neutral: HashSet<String>,
    ways: HashMap<String, usize>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let data = rapporteur_knowledge::naming::firms();
    let set = |line: &str| line.split_whitespace().map(str::to_owned).collect();
    let two = |line: &String| line.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned()));
    let word = |w: &str| (w.trim_end_matches('*').to_owned(), w.ends_with('*'));
    let mut phrases: Vec<Vec<(String, bool)>> = data.phrases.iter().map(|line| line.split(' ').map(word).collect()).collect();
    phrases.sort_by_key(|words| std::cmp::Reverse(words.len()));
    let mut han: Vec<(String, String)> = data.han.iter().filter_map(two).collect();
    han.sort_by_key(|(signs, _)| std::cmp::Reverse(signs.chars().count()));
    Lexicon {
        forms: set(&data.forms),
        phrases,
        short: data.short.iter().filter_map(two).collect(),
        han,
        neutral: set(&data.neutral),
        ways: data.ways.iter().enumerate().flat_map(|(n, line)| line.split(' ').map(move |w| (roman::canonical(w), n))).collect(),
    }
});

/// One word that tells something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    /// As it is spelled; nothing of a country's name of several words and of the parts of a compound abbreviation.
    part: Option<Part>,
    concept: Option<Concept>,
    country: Option<Country>,
    number: Option<u32>,
    /// The group of words that exclude each other.
    way: Option<usize>,
    /// What a Russian adjective may be made of ("московский": "москов", "томский": "томск").
    stems: Vec<Part>,
    /// A kind of firm that a name may have or lack.
    neutral: bool,
}

/// How much a word tells.
fn weight(word: &Word) -> f32 {
    match word.concept {
        _ if word.neutral => 0.2,
        Some(concept) if concept.unit => 0.6,
        Some(_) => 0.7,
        None => 1.0,
    }
}

impl Word {
    fn nearness(&self, other: &Self) -> f32 {
        if self.number.is_some() || other.number.is_some() {
            return f32::from(u8::from(self.number == other.number));
        }
        if self.country.is_some() || other.country.is_some() {
            return f32::from(u8::from(self.country == other.country));
        }
        if matches!((self.concept, other.concept), (Some(a), Some(b)) if std::ptr::eq(a.name, b.name)) {
            return 1.0;
        }
        if self.way.is_some() || other.way.is_some() {
            return if self.way == other.way { 1.0 } else { 0.0 };
        }
        let (Some(a), Some(b)) = (&self.part, &other.part) else { return 0.0 };
        let by_stem = |stems: &[Part], whole: &Part| stems.iter().any(|stem| stem.nearness(whole, Manner::default()) >= SOUND);
        if by_stem(&self.stems, b) || by_stem(&other.stems, a) { SOUND } else { a.nearness(b, Manner::default()) }
    }
}

/// The words of a name that tell something, in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Wording {
    words: Vec<Word>,
    /// All words in one piece.
    joined: Option<Part>,
    /// Capitals of an acronym that is all of the name.
    acronym: Option<String>,
    /// Canonical first letters of the words: of all, and without countries.
    initials: [String; 2],
}

/// Signs of Chinese names as words; other names as they are.
fn spelled_out(name: &str) -> String {
    let mut text = name.to_owned();
    if name.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) {
        for (signs, english) in &LEXICON.han {
            text = text.replace(signs.as_str(), &format!(" {english} "));
        }
        text = text
            .split(' ')
            .map(|word| romanised(word).map_or(word.to_owned(), |latin| latin.replace(' ', "")))
            .collect::<Vec<_>>()
            .join(" ");
    }
    romanised(&text).unwrap_or(text)
}

/// Words with single letters in a row put as one ("S.A.", "d.o.o.").
fn tokens(folded: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for word in words(&folded.replace(['/', '№'], " ")) {
        let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        match out.last_mut().filter(|_| single && open) {
            Some(last) => last.push_str(&word),
            None => out.push(word),
        }
        open = single;
    }
    out
}

fn without_forms(mut all: Vec<String>) -> Vec<String> {
    let fits = |phrase: &[(String, bool)], at: &[String]| {
        phrase.len() <= at.len() && phrase.iter().zip(at).all(|((p, open), w)| if *open { w.starts_with(p.as_str()) } else { w == p })
    };
    let mut at = 0;
    while at < all.len() {
        match LEXICON.phrases.iter().find(|phrase| fits(phrase, &all[at..]) && phrase.len() < all.len()) {
            Some(phrase) => drop(all.drain(at..at + phrase.len())),
            None => at += 1,
        }
    }
    let form = |word: &String| LEXICON.forms.contains(word) || word == "&" || word == "and";
    while all.len() > 1 && all.last().is_some_and(form) {
        all.pop();
    }
    while all.len() > 1 && all.first().is_some_and(form) {
        all.remove(0);
    }
    all
}

/// The number of a word of digits, an ordinal or a Roman number.
fn number(word: &str) -> Option<u32> {
    let digits: String = word.chars().take_while(char::is_ascii_digit).collect();
    if !digits.is_empty() {
        let rest = &word[digits.len()..];
        return (rest.chars().count() <= 4).then(|| digits.parse().ok()).flatten();
    }
    let value = |c: char| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let values: Vec<u32> = word.chars().map(value).collect::<Option<_>>()?;
    let sum = values.iter().enumerate().fold(0_i64, |sum, (at, &v)| {
        let less = values.get(at + 1).is_some_and(|next| *next > v);
        sum + if less { -i64::from(v) } else { i64::from(v) }
    });
    (values.len() > 1 || word == "v" || word == "i").then(|| u32::try_from(sum).ok()).flatten()
}

impl Wording {
    pub(crate) fn of(name: &str) -> Self {
        let spelled = spelled_out(name);
        let all = without_forms(tokens(&fold(&spelled)));
        let all: Vec<String> = all.into_iter().map(|word| LEXICON.short.get(&word).cloned().unwrap_or(word)).collect();
        let single = all.len() == 1;
        let mut words: Vec<Word> = Vec::new();
        let all = countries::joined(concepts::joined(all));
        let in_country = all.iter().any(|token| countries::of_word(token).is_some());
        all.iter().for_each(|token| words.extend(read(token, in_country)));
        words.truncate(MOST);
        let letters = |with_countries: bool| -> String {
            let told = all.iter().filter(|t| !concepts::is_dropped(t) && (with_countries || countries::of_word(t).is_none()));
            told.flat_map(|token| token.split('-').filter_map(|half| half.chars().next())).collect()
        };
        let initials = [letters(true), letters(false)];
        let capitals = single && name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let acronym = words.first().and_then(|w| w.part.as_ref()).filter(|_| capitals).map(|part| part.text.clone());
        let joined: String = words.iter().filter_map(|w| w.part.as_ref()).map(|p| p.text.as_str()).collect();
        Self { joined: Part::of(&joined), words, acronym, initials }
    }

    /// How likely the two names are one by their words, from 0 to 1.
    pub(crate) fn score(&self, other: &Self) -> f32 {
        if self.words.is_empty() || other.words.is_empty() {
            return 0.0;
        }
        let (a, b) = (&self.words, &other.words);
        let mut free = [(1_u32 << a.len()) - 1, (1_u32 << b.len()) - 1];
        let (mut met, mut weakest) = (0.0, 1.0_f32);
        for least in [SOUND, WRONG_LETTER] {
            for (i, x) in a.iter().enumerate() {
                for (j, y) in b.iter().enumerate() {
                    if free[0] & 1 << i == 0 || free[1] & 1 << j == 0 {
                        continue;
                    }
                    let near = x.nearness(y);
                    if near >= least {
                        free[0] &= !(1 << i);
                        free[1] &= !(1 << j);
                        met += near * (weight(x) + weight(y));
                        weakest = weakest.min(near);
                    }
                }
            }
        }
        let left = [Left::of(a, free[0]), Left::of(b, free[1])];
        let whole: f32 = a.iter().chain(b).map(weight).sum();
        let score = Left::judged(&left, met / whole).min(if weakest < NEAR && a.len().min(b.len()) == 1 { 0.6 } else { 1.0 });
        let Some((x, y)) = self.joined.as_ref().zip(other.joined.as_ref()) else { return score };
        if score < SOUND && left.iter().all(Left::only_own) && a.len() != b.len() && x.key.len() > 6 {
            let near = x.nearness(y, Manner::default());
            return score.max(if near >= SOUND { near } else { 0.0 });
        }
        score
    }

    /// The whole name is an acronym.
    pub(crate) fn is_acronym(&self) -> bool {
        self.acronym.is_some()
    }

    /// One is the acronym of the other's words, in one script.
    pub(crate) fn abbreviates(&self, other: &Self) -> bool {
        let one = |a: &Self, b: &Self| {
            a.acronym.as_ref().is_some_and(|letters| letters.chars().count() > 2 && b.words.len() > 2 && b.initials.contains(letters))
        };
        one(self, other) || one(other, self)
    }
}

/// Words that stand for nothing in the other name.
#[derive(Debug, Clone, Copy, Default)]
struct Left {
    own: usize,
    concepts: usize,
    units: usize,
    numbers: usize,
    countries: usize,
    /// All stand before the last word of the name, and a noun of kinds is among them ("State Corporation Rosatom").
    described: bool,
}

impl Left {
    fn of(words: &[Word], free: u32) -> Self {
        let mut left = Self::default();
        for word in words.iter().enumerate().filter(|(at, _)| free & 1 << at != 0).map(|(_, word)| word) {
            match word.concept {
                _ if word.number.is_some() => left.numbers += 1,
                _ if word.country.is_some() => left.countries += 1,
                _ if word.neutral => {}
                Some(concept) if concept.unit => left.units += 1,
                Some(_) => left.concepts += 1,
                None => left.own += 1,
            }
        }
        let last_met = words.len() < 32 && free & 1 << (words.len() - 1) == 0;
        left.described =
            last_met && left.own == 0 && words.iter().enumerate().any(|(at, w)| free & 1 << at != 0 && w.concept.is_some_and(|c| c.firm));
        left
    }

    fn telling(&self) -> usize {
        self.own + self.concepts + self.units
    }

    fn only_own(&self) -> bool {
        self.concepts + self.units + self.numbers + self.countries == 0
    }

    fn judged(left: &[Self; 2], share: f32) -> f32 {
        let [a, b] = left;
        if a.numbers > 0 || b.numbers > 0 {
            return share.min(if a.numbers > 0 && b.numbers > 0 { 0.2 } else { 0.5 });
        }
        if a.countries > 0 && b.countries > 0 || a.telling() > 0 && b.telling() > 0 {
            return share.min(0.35);
        }
        let more = if a.telling() + a.countries > 0 { a } else { b };
        if more.telling() + more.countries == 0 {
            return share.max(0.75);
        }
        if more.described && more.countries == 0 {
            return 0.8;
        }
        share.min(0.6)
    }
}

/// What a Russian adjective in -ский may be made of.
fn stems(token: &str) -> Vec<Part> {
    let stem = ["ий", "ая", "ое", "ого", "ой"].iter().find_map(|ending| token.strip_suffix(ending)).filter(|stem| stem.ends_with("ск"));
    let Some(stem) = stem else { return Vec::new() };
    [Some(stem), stem.strip_suffix("ск")].into_iter().flatten().filter(|s| s.chars().count() > 3).filter_map(Part::of).collect()
}

/// What a folded word says; several where it is a compound abbreviation. `in_country`: the name has a country's, so that words like
/// "republic" say nothing.
fn read(token: &str, in_country: bool) -> Vec<Word> {
    let none = Word { part: None, concept: None, country: None, number: None, way: None, stems: Vec::new(), neutral: false };
    if let Some(country) = countries::of_word(token) {
        return vec![Word { part: Part::of(token), country: Some(country), ..none }];
    }
    let by_way = |word: &str| LEXICON.ways.get(&roman::canonical(word)).copied();
    if let Some(found) = concepts::of_word(token) {
        let lone = found.len() == 1;
        let neutral = |c: Concept| c.silent || LEXICON.neutral.contains(c.name);
        let word = |concept| Word {
            neutral: neutral(concept),
            part: Part::of(token).filter(|_| lone),
            concept: Some(concept),
            way: by_way(token),
            ..none.clone()
        };
        return found.into_iter().map(word).collect();
    }
    if let Some(number) = number(token) {
        return vec![Word { number: Some(number), ..none }];
    }
    if token.contains('-') {
        return token.split('-').flat_map(|half| read(half, in_country)).collect();
    }
    if concepts::is_dropped(token) || (in_country && concepts::is_place_word(token)) {
        return Vec::new();
    }
    Part::of(token).map(|part| Word { part: Some(part), way: by_way(token), stems: stems(token), ..none }).into_iter().collect()
}
