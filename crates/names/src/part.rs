//! One word of a name, comparable over scripts, endings and spellings. Compares words; knows no whole names.

use crate::scripts::{Abjad, romanised};
use crate::spelling::nearness;
use crate::syllables::{Syllables, of_both_genders};
use crate::text::fold;
use crate::transliteration::{self, Sounds};
use crate::{given, roman};

/// One part of a name: folded, with its canonical Latin key and what else is compared of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part {
    /// Folded, in its own script; of signs that stand for words or syllables, in Latin letters.
    pub text: String,
    /// Canonical Latin key (see [`roman`]).
    pub key: String,
    cyrillic: bool,
    initial: bool,
    abjad: Option<Abjad>,
    /// The first letter behind a hyphen.
    second: Option<char>,
    sounds: Sounds,
    syllables: Syllables,
    /// Letters of the key, a bit each: most pairs of words are told apart by these.
    letters: u32,
    /// Groups of given names that it is in.
    given: &'static [usize],
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

/// Endings of Slavic family names in canonical keys, as women and as men bear them.
const WOMEN: [(&str, &str); 5] = [("ova", "ov"), ("eva", "ev"), ("ina", "in"), ("skaia", "ski"), ("aia", "i")];

/// How words are compared.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// Both names are of one language of few syllables, where one other letter makes another name.
    pub rigid: bool,
    /// Two Cyrillic spellings that differ are two names, but for an ending of the declension: papers of one language spell one name in one way.
    pub strict: bool,
}

/// How near two words are, from 0 to 1, from which they are one by sound.
pub const SOUND: f32 = 0.8;
/// The same, from which they may be one where all else agrees.
pub const NEAR: f32 = 0.7;
/// The same, from which a letter may be wrong.
pub const WRONG_LETTER: f32 = 0.6;

impl Part {
    /// The part for a word; `None` without letters or digits.
    pub fn of(text: &str) -> Option<Self> {
        let text = fold(text.trim());
        let text = romanised(&text).map_or(text, |latin| fold(&latin));
        let key = roman::key_of(&text);
        (!key.is_empty()).then(|| Self::with_key(text, key))
    }

    /// The part for a folded word whose key is known.
    pub fn with_key(text: String, key: String) -> Self {
        let second = text.split_once('-').and_then(|(_, rest)| roman::canonical(rest).chars().next());
        Self {
            cyrillic: transliteration::is_cyrillic(&text),
            initial: initial(&text),
            abjad: Abjad::of(&text),
            second,
            sounds: Sounds::of(&text),
            syllables: Syllables::of(&text),
            letters: letters(&key),
            given: given::groups(&key),
            text,
            key,
        }
    }

    /// True for an initial ("Д.", "J").
    pub fn initial(&self) -> bool {
        self.initial
    }

    /// A bit for each language whose syllables make the whole word.
    pub(crate) fn languages(&self) -> u8 {
        self.syllables.languages()
    }

    /// True when the initial can stand for the second half of this double name ("Жан-Пьер", "P.").
    pub(crate) fn second_begins(&self, initial: &Self) -> bool {
        self.second.is_some_and(|c| initial.key.starts_with(c))
    }

    /// How near two words are, from 0 to 1: 1 as written, from [`SOUND`] up one by sound, from [`NEAR`] up where all else agrees.
    pub(crate) fn nearness(&self, other: &Self, manner: Manner) -> f32 {
        if self.key == other.key {
            return 1.0;
        }
        if (self.letters | other.letters) & DIGIT != 0 && !self.digits().eq(other.digits()) {
            return 0.0;
        }
        // "Murat", "Marat": two given names that are known to be two.
        if !self.given.is_empty() && !other.given.is_empty() && !self.same_given(other) {
            return 0.0;
        }
        if let Some(script) = self.abjad.or(other.abjad) {
            if self.same_given(other) {
                return 0.95;
            }
            return self.by_consonants(other, script);
        }
        if self.cyrillic != other.cyrillic {
            return self.over_scripts(other, manner.rigid);
        }
        if manner.rigid {
            return if self.syllables.same(&other.syllables) { 0.9 } else { 0.0 };
        }
        if self.same_given(other) {
            return 0.95;
        }
        if manner.strict && self.cyrillic {
            return if oblique(&self.text, &other.text) { NEAR } else { 0.0 };
        }
        // Every letter that only one of them has costs something.
        let too_far = (self.letters ^ other.letters).count_ones() > 4;
        if too_far || of_both_genders(&self.text, &other.text) { 0.0 } else { nearness(&self.key, &other.key) }
    }

    fn digits(&self) -> impl Iterator<Item = char> + '_ {
        self.key.chars().filter(char::is_ascii_digit)
    }

    fn same_given(&self, other: &Self) -> bool {
        self.given.iter().any(|group| other.given.contains(group))
    }

    fn over_scripts(&self, other: &Self, rigid: bool) -> f32 {
        if self.same_given(other) || self.syllables.same(&other.syllables) {
            return 0.95;
        }
        let Some(weight) = self.sounds.likeness(&other.sounds) else { return 0.0 };
        if weight < transliteration::NEARLY || rigid && weight < transliteration::SURE {
            return 0.0;
        }
        if weight < transliteration::SAME { 0.7 } else { (0.8 + (weight - transliteration::SAME) / 100.0).min(0.95) }
    }

    fn by_consonants(&self, other: &Self, script: Abjad) -> f32 {
        let bones = |part: &Self| match part.abjad {
            Some(own) if own == script => script.bones(script.bare(&part.text)),
            Some(_) => String::new(),
            None => script.latin_bones(&part.key),
        };
        let (a, b) = (bones(self), bones(other));
        match a.chars().count() {
            _ if a != b => 0.0,
            0 => 0.0,
            1 => NEAR,
            _ => 0.85,
        }
    }

    /// One is a family name as women bear it, the other as men do ("Морозова", "Morozov").
    pub(crate) fn of_woman(&self, other: &Self) -> bool {
        let man = |key: &str| WOMEN.iter().find_map(|(woman, man)| key.strip_suffix(woman).map(|stem| format!("{stem}{man}")));
        let is = |a: &Self, b: &Self| man(&a.key).is_some_and(|key| nearness(&key, &b.key) >= SOUND);
        !self.initial && !other.initial && (is(self, other) || is(other, self))
    }

    /// Two spellings over scripts that are nearly one name; enough where everything else in two names agrees.
    pub fn nearly(&self, other: &Self) -> bool {
        match (self.cyrillic, other.cyrillic) {
            (true, false) | (false, true) => self.sounds.nearly(&other.sounds),
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
            (true, false) | (false, true) if self.sounds.same(&other.sounds) || self.syllables.same(&other.syllables) => Likeness::Sound,
            (true, true) if stem(&self.text) == stem(&other.text) && stem(&self.text).chars().count() >= 4 => Likeness::Ending,
            _ => Likeness::None,
        }
    }

    /// True for a patronymic by its ending.
    pub fn patronymic(&self) -> bool {
        const ENDINGS: [&str; 9] = ["ович", "евич", "ьич", "мич", "овна", "евна", "ична", "инична", "ивна"];
        self.text.chars().count() > 5 && ENDINGS.iter().any(|ending| self.text.ends_with(ending))
    }

    /// One of the two is Russian and can be the other in an oblique case. It may as well be another name ("Паулу", "Паула").
    pub fn can_decline(&self, other: &Self) -> bool {
        let of = |word: &Self, other: &Self| {
            let one = |nominative: String| match other.cyrillic {
                true => nominative == other.text,
                false => {
                    transliteration::same(&nominative, &other.text)
                        || Self::of(&nominative).is_some_and(|n| n.alike(other) >= Likeness::Sound)
                }
            };
            word.cyrillic && nominatives(&word.text).any(one)
        };
        !self.initial && !other.initial && same_initial(self, other) && (of(self, other) || of(other, self))
    }

    /// Two words in Latin letters whose first letters may stand for one sound, by two habits ("Jumabaev", "Zhumabayev").
    pub(crate) fn begins_as(&self, other: &Self) -> bool {
        let (Some(x), Some(y)) = (self.text.chars().next(), other.text.chars().next()) else { return false };
        let both = |cyrillic: char| written_as(cyrillic, x) && written_as(cyrillic, y);
        !self.cyrillic && !other.cyrillic && (x == y || ('а'..='я').any(both))
    }

    /// Two words in Latin letters that begin alike and differ by little.
    pub(crate) fn spelled_as(&self, other: &Self) -> bool {
        self.begins_as(other) && nearness(&self.key, &other.key) >= WRONG_LETTER
    }

    /// Both written out: the same, or a variant. One an initial: it may stand for the other.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        if self.initial() || other.initial() {
            return same_initial(self, other);
        }
        self.alike(other) >= Likeness::Sound || self.same_given(other)
    }
}

/// The bit of any digit.
const DIGIT: u32 = 1 << 26;

fn letters(key: &str) -> u32 {
    let digit = if key.bytes().any(|c| c.is_ascii_digit()) { DIGIT } else { 0 };
    digit | key.bytes().filter(u8::is_ascii_lowercase).fold(0, |bits, c| bits | 1 << (c - b'a'))
}

fn initial(text: &str) -> bool {
    // "Ван И": a vowel without a full stop is a name.
    let mut letters = text.trim_end_matches('.').chars();
    let vowel = letters.next().is_some_and(|c| matches!(c, 'и' | 'о' | 'у' | 'а' | 'э'));
    letters.next().is_none() && (text.ends_with('.') || !vowel)
}

/// First letters by sound; letters that several sounds share ("E" for Е and Э, "J" for Д of Джон) count as the same.
pub(crate) fn same_initial(a: &Part, b: &Part) -> bool {
    let first = |p: &Part| p.key.chars().next();
    let like = |c: char| match c {
        'i' | 'e' | 'j' | 'a' if a.cyrillic != b.cyrillic => 'e',
        _ => c,
    };
    let written = |p: &Part| p.text.chars().next();
    // "Х." of "Jorge": the name begins with that letter in the other language.
    let of_group = |initial: &Part, name: &Part| initial.initial && written(initial).is_some_and(|c| given::begins(name.given, c));
    let (x, y) = (written(a), written(b));
    (a.cyrillic == b.cyrillic && x == y)
        || first(a) == first(b)
        || first(a).map(like) == first(b).map(like)
        || of_group(a, b)
        || of_group(b, a)
        || match (x, y) {
            (Some(x), Some(y)) if a.cyrillic && !b.cyrillic => written_as(x, y),
            (Some(x), Some(y)) if b.cyrillic && !a.cyrillic => written_as(y, x),
            _ => false,
        }
}

/// True where a name that begins with this Cyrillic letter may begin with this Latin one in the language that it comes from: "Х." of "Jorge",
/// "Г." of "Hrant", "У." of "Hugo".
fn written_as(cyrillic: char, latin: char) -> bool {
    rapporteur_knowledge::naming::given().begin.get(&cyrillic).is_some_and(|latins| latins.contains(latin))
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

/// What a Russian word in an oblique case can be in the nominative ("назию": "назиа", "назия"); itself is not among them.
fn nominatives(word: &str) -> impl Iterator<Item = String> {
    const CASES: [(&str, &[&str]); 10] = [
        ("ой", &["а"]),
        ("ей", &["а", "я"]),
        ("ом", &[""]),
        ("ем", &["", "й"]),
        ("ым", &[""]),
        ("у", &["", "а"]),
        ("ю", &["й", "я"]),
        ("ы", &["а"]),
        ("и", &["а", "я"]),
        ("е", &["а", "я"]),
    ];
    let cut = CASES.iter().find_map(|(end, own)| Some((word.strip_suffix(end)?, own))).filter(|(stem, _)| stem.chars().count() > 2);
    cut.into_iter().flat_map(|(stem, own)| own.iter().map(move |end| format!("{stem}{end}")))
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
