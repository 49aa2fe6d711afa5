//! Names of people: made of a style's given names and surnames, and written as reports write them, in both languages.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::data::{Words, bars, words};
use super::grammar::{Case, Gender, given, patronymic, surname};
use super::random::Random;

/// Share of the reports, in hundredths, by habit of transliteration: as most write, BGN, ICAO, German, French.
const HABITS: [u32; 5] = [56, 18, 14, 6, 6];

/// How Cyrillic letters come over.
#[derive(Debug)]
pub struct Letters(BTreeMap<char, Vec<String>>);

impl Letters {
    /// Reads the table of letters.
    pub fn new(table: &toml::Table) -> Self {
        let row = |value: &toml::Value| value.as_str().unwrap_or_default().split(' ').map(|l| l.replace('-', "")).collect();
        Self(table.iter().filter_map(|(letter, value)| Some((letter.chars().next()?, row(value)))).collect())
    }

    /// A Cyrillic name in Latin letters by this habit.
    pub fn latin(&self, name: &str, habit: usize) -> String {
        let mut out = String::new();
        let mut before: Option<char> = None;
        let body = if habit == 0 { name.strip_suffix("ий").map(|stem| format!("{stem}ы")) } else { None };
        for letter in body.as_deref().unwrap_or(name).chars() {
            let lower = letter.to_lowercase().next().unwrap_or(letter);
            let latin = self.0.get(&lower).and_then(|row| row.get(habit)).map_or_else(|| lower.to_string(), Clone::clone);
            let soft = habit == 1 && lower == 'е' && before.is_none_or(|b| "аеёиоуыэюяьъ".contains(b));
            let latin = if soft { format!("y{latin}") } else { latin };
            if letter.is_uppercase() {
                push_capital(&mut out, &latin);
            } else {
                out.push_str(&latin);
            }
            before = Some(lower);
        }
        out
    }
}

fn push_capital(out: &mut String, word: &str) {
    let mut letters = word.chars();
    out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(letters.as_str());
}

/// A name part: its Russian forms, and its English ones where they do not come from the letters.
#[derive(Debug, Clone)]
pub struct Part {
    ru: Words,
    en: Vec<String>,
}

impl Part {
    fn new(text: &str) -> Self {
        let (ru, en) = text.split_once('=').map_or((text, Vec::new()), |(ru, en)| (ru, bars(en)));
        Self { ru: words(ru), en }
    }
}

/// Names of people of one part of the world.
#[derive(Debug)]
pub struct Style {
    family_first: bool,
    slavic: bool,
    men: Vec<Part>,
    women: Vec<Part>,
    surnames: Vec<Part>,
    fathers: Vec<String>,
    middles: Vec<Part>,
    syllables: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StyleFile {
    order: String,
    slavic: bool,
    #[serde(default)]
    male: String,
    #[serde(default)]
    female: String,
    surnames: String,
    #[serde(default)]
    fathers: String,
    #[serde(default)]
    middles: String,
    #[serde(default)]
    syllables: String,
}

impl Style {
    /// Reads a style.
    ///
    /// # Errors
    /// Its keys are others.
    pub fn new(table: toml::Table) -> Result<Self> {
        let file: StyleFile = table.try_into().context("a style of eval/world/names.toml")?;
        let parts = |text: &str| text.split_whitespace().map(Part::new).collect();
        Ok(Self {
            family_first: file.order == "family",
            slavic: file.slavic,
            men: parts(&file.male),
            women: parts(&file.female),
            surnames: parts(&file.surnames),
            fathers: file.fathers.split_whitespace().map(str::to_owned).collect(),
            middles: parts(&file.middles),
            syllables: parts(&file.syllables),
        })
    }

    /// A new name; `double`: with two surnames, where single ones are used up.
    pub fn make(&self, random: &mut Random, double: bool) -> Name {
        let gender = if random.chance(0.22) { Gender::Woman } else { Gender::Man };
        let mut surnames = vec![random.pick(&self.surnames).clone()];
        if self.family_first {
            return Name {
                gender: Gender::Man,
                family_first: true,
                slavic: false,
                given: self.given_family_first(random),
                father: None,
                surnames,
            };
        }
        if double {
            let second = random.pick(&self.surnames);
            surnames.extend(Some(second.clone()).filter(|s| s.ru[0].nom != surnames[0].ru[0].nom));
        }
        let pool = if gender == Gender::Man { &self.men } else { &self.women };
        let father = (!self.fathers.is_empty()).then(|| random.pick(&self.fathers).clone());
        Name { gender, family_first: false, slavic: self.slavic, given: random.pick(pool).clone(), father, surnames }
    }

    /// A given name of syllables: "Цзяньго = Jianguo", "Ван Хынг = Van Hung".
    fn given_family_first(&self, random: &mut Random) -> Part {
        if !self.middles.is_empty() {
            let (middle, last) = (random.pick(&self.middles), random.pick(&self.syllables));
            return Part::new(&format!("{}_{}={}_{}", middle.ru[0].nom, last.ru[0].nom, middle.en[0], last.en[0]));
        }
        let (one, two) = (random.pick(&self.syllables), random.pick(&self.syllables));
        let capital = |word: &str| {
            let mut out = String::new();
            push_capital(&mut out, word);
            out
        };
        let (ru, en) = (capital(&one.ru[0].nom), capital(&one.en[0]));
        if random.chance(0.2) {
            return Part::new(&format!("{ru}={en}"));
        }
        Part::new(&format!("{ru}{}={en}{}|{en}-{}", two.ru[0].nom, two.en[0], two.en[0]))
    }
}

/// The name of a person.
#[derive(Debug, Clone)]
pub struct Name {
    /// Gender.
    pub gender: Gender,
    family_first: bool,
    slavic: bool,
    given: Part,
    father: Option<String>,
    surnames: Vec<Part>,
}

/// How one report writes names: the same way throughout.
#[derive(Debug, Clone, Copy)]
pub struct Habit {
    letters: usize,
    /// Which of the alternatives; mostly the first.
    other: usize,
    turned: bool,
}

impl Habit {
    /// A habit by chance.
    pub fn new(random: &mut Random) -> Self {
        let other = if random.chance(0.3) { 1 + random.below(2) } else { 0 };
        Self { letters: random.weighted(&HABITS), other, turned: random.chance(0.12) }
    }
}

impl Name {
    /// What two people of one name share.
    pub fn key(&self) -> String {
        format!("{} {}", self.given.ru[0].nom, self.surnames.iter().map(|s| s.ru[0].nom.as_str()).collect::<Vec<_>>().join("-"))
    }

    /// The full name in Russian; `father`: with the patronymic, if there is one.
    pub fn full_ru(&self, case: Case, father: bool, habit: Habit) -> String {
        if self.family_first {
            let last = given(&self.given.ru[0], self.gender, case);
            return format!("{} {last}", self.surnames[0].ru[0].nom);
        }
        let first = self.given_ru(case, habit);
        let surname = self.surname_ru(case, habit);
        match self.father.as_deref().filter(|_| father) {
            Some(father) => format!("{first} {} {surname}", patronymic(father, self.gender, case)),
            None => format!("{first} {surname}"),
        }
    }

    fn given_ru(&self, case: Case, habit: Habit) -> String {
        let word = &self.given.ru[habit.other.min(self.given.ru.len() - 1)];
        let parts: Vec<String> = word.nom.split('-').map(super::grammar::Word::new).map(|w| given(&w, self.gender, case)).collect();
        if parts.len() > 1 { parts.join("-") } else { given(word, self.gender, case) }
    }

    /// The surname in Russian; the full name where the family name stands first.
    pub fn surname_ru(&self, case: Case, habit: Habit) -> String {
        if self.family_first {
            return self.full_ru(case, false, habit);
        }
        let decline = |part: &Part| {
            let word = &part.ru[habit.other.min(part.ru.len() - 1)].nom;
            match word.rsplit_once(['-', ' ']) {
                Some((head, last)) => format!("{}{}", &word[..=head.len()], surname(last, self.gender, case, self.slavic)),
                None => surname(word, self.gender, case, self.slavic),
            }
        };
        self.surnames.iter().map(decline).collect::<Vec<_>>().join("-")
    }

    /// Initials and surname in Russian ("И. Рокош", "И.П. Рокош").
    pub fn initials_ru(&self, case: Case, father: bool, habit: Habit) -> String {
        if self.family_first {
            return self.full_ru(case, false, habit);
        }
        let letter = |word: &str| word.chars().next().map(String::from).unwrap_or_default();
        let second = self.father.as_deref().filter(|_| father).map(|f| format!("{}.", letter(f))).unwrap_or_default();
        format!("{}.{second} {}", letter(&self.given.ru[0].nom), self.surname_ru(case, habit))
    }

    /// The full name in English.
    pub fn full_en(&self, letters: &Letters, habit: Habit) -> String {
        let (first, last) = (self.given_en(letters, habit), self.family_en(letters, habit));
        if self.family_first && !habit.turned { format!("{last} {first}") } else { format!("{first} {last}") }
    }

    /// The surname in English; the full name where the family name stands first.
    pub fn surname_en(&self, letters: &Letters, habit: Habit) -> String {
        if self.family_first { self.full_en(letters, habit) } else { self.family_en(letters, habit) }
    }

    /// Initial and surname in English.
    pub fn initials_en(&self, letters: &Letters, habit: Habit) -> String {
        if self.family_first {
            return self.full_en(letters, habit);
        }
        let first = self.given_en(letters, habit).chars().next().map(String::from).unwrap_or_default();
        format!("{first}. {}", self.family_en(letters, habit))
    }

    fn given_en(&self, letters: &Letters, habit: Habit) -> String {
        self.given
            .en
            .get(habit.other.min(self.given.en.len().saturating_sub(1)))
            .cloned()
            .unwrap_or_else(|| letters.latin(&self.given.ru[0].nom, habit.letters))
    }

    fn family_en(&self, letters: &Letters, habit: Habit) -> String {
        let latin = |part: &Part| match part.en.get(habit.other.min(part.en.len().saturating_sub(1))) {
            Some(word) if self.slavic && self.gender == Gender::Woman => feminine(word, &part.ru[0].nom),
            Some(word) => word.clone(),
            None => letters.latin(&surname(&part.ru[0].nom, self.gender, Case::Nom, self.slavic), habit.letters),
        };
        self.surnames.iter().map(latin).collect::<Vec<_>>().join("-")
    }
}

/// The women's form of an English spelling, where the Russian has one.
fn feminine(word: &str, ru: &str) -> String {
    if surname(ru, Gender::Woman, Case::Nom, true) == ru { word.to_owned() } else { format!("{word}a") }
}
