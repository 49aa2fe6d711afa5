//! A person's name in the nominative: one case and one gender are chosen for the whole name.

use rapporteur_knowledge::naming::syllables;
use rapporteur_model::{Case, Gender, Number, Token, Upos};

use super::Shown;
use super::dictionary::{Reading, dictionary, plain};
use super::eastern;
use super::letters::{has_cyrillic, recase, starts_upper};
use super::suffix;

const CASES: [Case; 6] = [Case::Nom, Case::Gen, Case::Dat, Case::Acc, Case::Ins, Case::Loc];
const GENDERS: [Gender; 2] = [Gender::Masc, Gender::Fem];

// How much a word speaks for a case and gender of the name, by how it is known.
const NAME_LISTED: f32 = 1.3;
const LISTED: f32 = 0.8;
const BY_ENDING: f32 = 0.6;
const UNCHANGING: f32 = 0.45;
const UNDECLINED: f32 = 0.3;
/// Longest word that stays inside a name, in letters.
const SHORT: usize = 4;
/// The same of a word that ends in a consonant.
const SYLLABLES: usize = 6;
/// What the network's tags of case and gender add.
const CASE_TAG: f32 = 0.5;
const GENDER_TAG: f32 = 0.25;

/// What speaks against the case of places where no word is tagged with it: persons stand in it behind a few prepositions only.
const UNLOCATED: f32 = 0.4;

/// What the case of a title beside the name adds: more than the tags of one word, less than those of two with their endings.
const SHOWN: f32 = 1.6;
/// The same of a title in the genitive inside the first one's phrase.
const SHOWN_INSIDE: f32 = 1.1;
/// What a word that cannot stand in a case takes from it.
const UNREAD: f32 = 0.5;

/// The nominative of every word that changes; `shown` is what words beside the name say of it.
pub(super) fn forms(tokens: &[Token], text: &str, shown: Shown) -> Vec<Option<String>> {
    let mut words: Vec<Option<Word>> = tokens.iter().map(|token| Word::of(token, text)).collect();
    let last = words.iter().rposition(Option::is_some);
    words.iter_mut().enumerate().filter(|(i, _)| Some(*i) != last).filter_map(|(_, word)| word.as_mut()).for_each(|word| word.inner = true);
    if let [Some(family), Some(given)] = words.as_mut_slice()
        && family.is_chinese_before(given)
    {
        (family.chinese, given.chinese) = (true, true);
    }
    let mut best = (f32::NEG_INFINITY, Case::Nom, shown.gender.unwrap_or(Gender::Masc));
    for case in CASES {
        for gender in GENDERS.into_iter().filter(|&gender| shown.gender.is_none_or(|shown| shown == gender)) {
            let located = tokens.iter().any(|t| t.feats.case == Some(Case::Loc)) || shown.case == Some(Case::Loc);
            let doubt = if case == Case::Loc && !located { UNLOCATED } else { 0.0 };
            let inner = SHOWN_INSIDE * f32::from(u8::from(shown.inner.map(plain) == Some(case)));
            let beside = inner.max(SHOWN * f32::from(u8::from(shown.case.map(plain) == Some(case))));
            // "с президентом Орханом Каплан": behind such a title a given name that ends so is a man's, whoever else is called Каплан.
            let mans = shown.case == Some(Case::Ins) && case == Case::Ins && gender == Gender::Masc && words.first().is_some_and(is_mans);
            let score: f32 =
                beside - doubt + f32::from(u8::from(mans)) + words.iter().flatten().map(|word| word.score(case, gender)).sum::<f32>();
            if score > best.0 + 1e-4 {
                best = (score, case, gender);
            }
        }
    }
    words.iter().map(|word| word.as_ref().and_then(|word| word.nominative(best.1, best.2))).collect()
}

/// A word before others that ends as a man's name in the instrumental.
fn is_mans(word: &Option<Word>) -> bool {
    let ends = |word: &Word| ["ом", "ем"].iter().any(|end| word.form.ends_with(end)) && word.form.chars().count() > 4;
    word.as_ref().is_some_and(|word| word.inner && ends(word))
}

/// A word of a name that may change; hyphenated ones change in every part.
struct Word<'a> {
    form: &'a str,
    token: &'a Token,
    parts: Vec<Part>,
    /// Another word of the name stands behind.
    inner: bool,
    /// One of the two words of a Chinese name.
    chinese: bool,
}

struct Part {
    lower: String,
    readings: Vec<Reading>,
}

impl<'a> Word<'a> {
    fn of(token: &'a Token, text: &'a str) -> Option<Self> {
        let form = token.span.slice(text);
        let open = !matches!(token.upos, Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Part | Upos::Num);
        // "аль-Хаддадом" begins with an article.
        if !open || !has_cyrillic(form) || !form.split('-').any(starts_upper) || form.chars().count() < 2 {
            return None;
        }
        let part = |part: &str| {
            let useful = |r: &Reading| r.listed && r.feats.number != Some(Number::Plur) && r.feats.case.is_some();
            Part { lower: part.to_lowercase(), readings: dictionary().readings(part).into_iter().filter(useful).collect() }
        };
        Some(Self { form, token, parts: form.split('-').map(part).collect(), inner: false, chinese: false })
    }

    /// "Чжан Хуачжуном": one syllable, and a word that in some case is one or two.
    fn is_chinese_before(&self, given: &Word) -> bool {
        let ([family], [given]) = (self.parts.as_slice(), given.parts.as_slice()) else { return false };
        let stem = |case: Case| suffix::nominative(&given.lower, case, Gender::Masc).is_some_and(|stem| eastern::is_name(&stem));
        eastern::is_syllable(&family.lower) && CASES.into_iter().any(stem)
    }

    /// As [`Part::read`], of the whole word.
    fn read(&self, part: &Part, case: Case, gender: Gender) -> Option<(f32, String)> {
        if !self.chinese {
            return part.read(case, gender, self.inner);
        }
        if self.inner {
            return Some((UNCHANGING, part.lower.clone()));
        }
        // A woman's name does not change.
        let own = if gender == Gender::Fem { Some(part.lower.clone()) } else { suffix::nominative(&part.lower, case, gender) };
        own.filter(|name| eastern::is_name(name)).map(|name| (NAME_LISTED, name))
    }

    fn score(&self, case: Case, gender: Gender) -> f32 {
        let feats = &self.token.feats;
        let tags = CASE_TAG * f32::from(u8::from(feats.case.map(plain) == Some(case)))
            + GENDER_TAG * f32::from(u8::from(feats.gender == Some(gender)));
        let words: f32 = self.parts.iter().map(|part| self.read(part, case, gender).map_or(-UNREAD, |(score, _)| score)).sum();
        tags + words / self.parts.len() as f32
    }

    fn nominative(&self, case: Case, gender: Gender) -> Option<String> {
        if case == Case::Nom {
            return None;
        }
        let part = |part: &Part| self.read(part, case, gender).map_or_else(|| part.lower.clone(), |(_, form)| form);
        Some(recase(self.form, &self.parts.iter().map(part).collect::<Vec<_>>().join("-")))
    }
}

impl Part {
    /// As [`best`](Self::best); a short word that no list has may stay as it is inside a name ("Ким Чен Ыном", "Нгуен Ван Тханем").
    fn read(&self, case: Case, gender: Gender, inner: bool) -> Option<(f32, String)> {
        if syllables().articles.contains(&self.lower) {
            return Some((UNCHANGING, self.lower.clone()));
        }
        let known = self.readings.iter().any(|r| r.of_person);
        let letters = self.lower.chars().count();
        let unlisted = !known && (letters <= SHORT || (letters <= SYLLABLES && suffix::bare(&self.lower)));
        let short = inner && case != Case::Nom && (unlisted || letters < SHORT && suffix::bare(&self.lower));
        // "Ханнесом" before a family name: given names are no adjectives.
        let adjective = |word: &str| inner && !known && case == Case::Loc && (word.ends_with("ый") || word.ends_with("ий"));
        let best = self.best(case, gender).map(|(score, word)| (if adjective(&word) { score - UNREAD } else { score }, word));
        best.or_else(|| short.then(|| (UNCHANGING, self.lower.clone())))
    }

    /// The best way to read this word in a case and gender, with its nominative.
    fn best(&self, case: Case, gender: Gender) -> Option<(f32, String)> {
        let listed = self.readings.iter().filter(|r| r.feats.case.map(plain) == Some(case) && r.feats.gender.is_none_or(|g| g == gender));
        let score = |r: &Reading| if r.of_person { NAME_LISTED } else { LISTED };
        let best = listed.reduce(|a, b| if score(b) > score(a) { b } else { a });
        if let Some(reading) = best {
            let word = dictionary().nominative(reading, Number::Sing, Some(gender)).unwrap_or_else(|| self.lower.clone());
            return Some((score(reading), word.to_lowercase()));
        }
        // A listed name of this gender that has no form for this case does not get one by its ending.
        if self.readings.iter().any(|r| r.of_person && r.feats.gender.is_none_or(|g| g == gender)) {
            // "с Орханом Каплан": a family name that the writer leaves as it is, though it could change.
            let left = case != Case::Nom && gender == Gender::Masc && suffix::bare(&self.lower);
            return left.then(|| (0.0, self.lower.clone()));
        }
        let unlisted = self.readings.is_empty() && case != Case::Nom;
        if unlisted && suffix::unchanging(&self.lower) && !suffix::adjectival(&self.lower, case, gender) {
            return Some((UNCHANGING, self.lower.clone()));
        }
        let declined = suffix::nominative(&self.lower, case, gender).map(|word| (suffix::doubt(&self.lower, &word, case), word));
        let declined = declined.map(|(doubt, word)| (BY_ENDING - doubt, word));
        let stays = (unlisted && suffix::may_stay(&self.lower)).then(|| (UNCHANGING, self.lower.clone()));
        // "с Орханом Йылмаз": a foreign family name that the writer leaves as it is.
        let foreign = case != Case::Nom && gender == Gender::Masc && suffix::bare(&self.lower);
        let stays = stays.or_else(|| foreign.then(|| (UNDECLINED, self.lower.clone())));
        declined.into_iter().chain(stays).reduce(|a, b| if b.0 > a.0 { b } else { a })
    }
}
