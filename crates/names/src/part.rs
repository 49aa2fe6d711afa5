//! One word of a name, comparable over scripts, endings and spellings. Compares words; knows no whole names.

use crate::text::fold;
use crate::{given, roman, syllables, transliteration};

/// One part of a name: folded, with its canonical Latin key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part {
    /// Folded, in its own script.
    pub text: String,
    /// Canonical Latin key (see [`roman`]).
    pub key: String,
    cyrillic: bool,
}

/// How well two family names agree, from worst to best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Not.
    None,
    /// But for an ending of the declension.
    Ending,
    /// As transliteration.
    Sound,
    /// As written.
    Exact,
}

impl Part {
    /// The part for a word; `None` without letters or digits.
    pub fn of(text: &str) -> Option<Self> {
        let text = fold(text.trim());
        let key = roman::canonical(text.trim_end_matches('.'));
        (!key.is_empty()).then(|| Self::with_key(text, key))
    }

    /// The part for a folded word whose key is known.
    pub fn with_key(text: String, key: String) -> Self {
        Self { cyrillic: transliteration::is_cyrillic(&text), text, key }
    }

    /// True for an initial ("Д.", "J").
    pub fn initial(&self) -> bool {
        // "Ван И": a vowel without a full stop is a name.
        let mut letters = self.text.trim_end_matches('.').chars();
        let vowel = letters.next().is_some_and(|c| matches!(c, 'и' | 'о' | 'у' | 'а' | 'э'));
        letters.next().is_none() && (self.text.ends_with('.') || !vowel)
    }

    /// Two spellings over scripts that are nearly one name; enough where everything else in two names agrees.
    pub fn nearly(&self, other: &Self) -> bool {
        match (self.cyrillic, other.cyrillic) {
            (true, false) => transliteration::nearly(&self.text, &other.text),
            (false, true) => transliteration::nearly(&other.text, &self.text),
            (false, false) => {
                skeleton(&self.key).is_some_and(|bones| Some(bones) == skeleton(&other.key)) && ends_alike(&self.key, &other.key)
            }
            (true, true) => oblique(&self.text, &other.text),
        }
    }

    /// How well two words agree, over scripts.
    pub fn alike(&self, other: &Self) -> Likeness {
        if self.key == other.key {
            return Likeness::Exact;
        }
        match (self.cyrillic, other.cyrillic) {
            (true, false) if spelled(&self.text, &other.text) => Likeness::Sound,
            (false, true) if spelled(&other.text, &self.text) => Likeness::Sound,
            (true, true) if stem(&self.text) == stem(&other.text) && stem(&self.text).chars().count() >= 4 => Likeness::Ending,
            _ => Likeness::None,
        }
    }

    /// True for a patronymic by its ending.
    pub fn patronymic(&self) -> bool {
        const ENDINGS: [&str; 9] = ["ович", "евич", "ьич", "мич", "овна", "евна", "ична", "инична", "ивна"];
        self.text.chars().count() > 5 && ENDINGS.iter().any(|ending| self.text.ends_with(ending))
    }

    /// Both written out: the same, or a variant. One an initial: it may stand for the other.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        if self.initial() || other.initial() {
            return same_initial(self, other);
        }
        self.alike(other) >= Likeness::Sound || given::same(&self.key, &other.key)
    }
}

/// One name in two scripts: by the sounds of its letters, or by its syllables.
fn spelled(cyrillic: &str, latin: &str) -> bool {
    transliteration::same(cyrillic, latin) || syllables::same(cyrillic, latin)
}

/// First letters by sound; letters that several sounds share ("E" for Е and Э, "J" for Д of Джон) count as the same.
fn same_initial(a: &Part, b: &Part) -> bool {
    let first = |p: &Part| p.key.chars().next();
    let like = |c: char| match c {
        'i' | 'e' | 'j' | 'a' if a.cyrillic != b.cyrillic => 'e',
        _ => c,
    };
    first(a) == first(b) || first(a).map(like) == first(b).map(like)
}

/// Consonants of a canonical Latin spelling, "zh" as "j"; `None` where there are too few to tell by ("jumabaev", "zhumabaev").
fn skeleton(key: &str) -> Option<String> {
    let mut bones = String::new();
    for c in key.replace("zh", "j").chars().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')) {
        if !bones.ends_with(c) {
            bones.push(c);
        }
    }
    (bones.chars().count() > 1 && key.chars().count() > 3).then_some(bones)
}

/// A last vowel tells gender ("Mario", "Maria"): it is the same, or both end in consonants.
fn ends_alike(a: &str, b: &str) -> bool {
    let last = |word: &str| word.chars().next_back().filter(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'));
    last(a) == last(b)
}

/// One Russian word with the endings of two cases, both of them vowels ("Айша", "Айши"): a consonant against a vowel may be another gender.
fn oblique(a: &str, b: &str) -> bool {
    const CASES: [&str; 8] = ["ой", "ей", "а", "я", "ы", "и", "е", "у"];
    let cut = |word: &'_ str| CASES.iter().find_map(|e| word.strip_suffix(e).map(str::to_owned));
    matches!((cut(a), cut(b)), (Some(x), Some(y)) if x == y && x.chars().count() > 2)
}

/// A Russian word without the endings that a family name takes in the cases.
fn stem(text: &str) -> &str {
    const ENDINGS: [&str; 18] = ["ого", "ому", "ыми", "ой", "ою", "ую", "ая", "ий", "ый", "им", "ым", "ом", "ем", "а", "у", "е", "ы", "я"];
    ENDINGS.iter().find_map(|e| text.strip_suffix(e)).unwrap_or(text)
}
