//! Names of persons: parts made comparable over scripts, initials and endings. Compares names; decides no identity.

pub mod given;
pub mod roman;
pub mod transliteration;

use rapporteur_model::PersonName;

use crate::text::fold;

/// One part of a name: folded, with its canonical Latin key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Part {
    /// Folded, in its own script.
    pub text: String,
    /// Canonical Latin key (see [`roman`]).
    pub key: String,
    cyrillic: bool,
}

/// A person's name made comparable.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct PersonKey {
    /// Family name.
    pub surname: Option<Part>,
    /// Given name, or its initial.
    pub given: Option<Part>,
    /// Patronymic or middle name, or its initial.
    pub patronymic: Option<Part>,
}

/// How two names go together, from worst to best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Two persons, as far as names tell.
    Different,
    /// Nothing against it, but one has no given name or only an initial.
    Possible,
    /// The same full name.
    Same,
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
        self.text.trim_end_matches('.').chars().count() == 1
    }

    /// How well two words agree, over scripts.
    pub fn alike(&self, other: &Self) -> Likeness {
        if self.key == other.key {
            return Likeness::Exact;
        }
        match (self.cyrillic, other.cyrillic) {
            (true, false) if transliteration::same(&self.text, &other.text) => Likeness::Sound,
            (false, true) if transliteration::same(&other.text, &self.text) => Likeness::Sound,
            (true, true) if stem(&self.text) == stem(&other.text) && stem(&self.text).chars().count() >= 4 => Likeness::Ending,
            _ => Likeness::None,
        }
    }

    /// Both written out: the same, or a variant. One an initial: it may stand for the other.
    fn agrees(&self, other: &Self) -> bool {
        if self.initial() || other.initial() {
            return same_initial(self, other);
        }
        self.alike(other) >= Likeness::Sound || given::same(&self.key, &other.key)
    }
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

/// A Russian word without the endings that a family name takes in the cases.
fn stem(text: &str) -> &str {
    const ENDINGS: [&str; 18] = ["ого", "ому", "ыми", "ой", "ою", "ую", "ая", "ий", "ый", "им", "ым", "ом", "ем", "а", "у", "е", "ы", "я"];
    ENDINGS.iter().find_map(|e| text.strip_suffix(e)).unwrap_or(text)
}

impl PersonKey {
    /// The key of a name; empty when no part has letters.
    pub fn new(name: &PersonName) -> Self {
        let part = |p: &Option<String>| p.as_deref().and_then(Part::of);
        let (surname, given, patronymic) = (part(&name.surname), part(&name.given), part(&name.patronymic));
        match (surname, patronymic) {
            // A family name can look like a patronymic ("Милан Петкович"); with nothing behind it, it serves as one.
            (None, Some(last)) if !last.initial() => Self { surname: Some(last), given, patronymic: None },
            (surname, patronymic) => Self { surname, given, patronymic },
        }
    }

    /// The key of a name without known parts: one word is a family name, of more the last is.
    pub fn of_words(name: &str) -> Self {
        let words: Vec<&str> = name.split_whitespace().collect();
        let part = |w: Option<&&str>| w.and_then(|w| Part::of(w));
        match words.as_slice() {
            [] => Self::default(),
            [.., surname] => Self {
                surname: Part::of(surname),
                given: part(words.first().filter(|_| words.len() > 1)),
                patronymic: part(words.get(1).filter(|_| words.len() == 3)),
            },
        }
    }

    /// True when given name and family name are both written out.
    pub fn full(&self) -> bool {
        self.surname.is_some() && self.given.as_ref().is_some_and(|g| !g.initial())
    }

    /// The part to look for: the family name, or what there is.
    pub fn main(&self) -> Option<&Part> {
        self.surname.as_ref().or(self.given.as_ref())
    }

    /// How this name and another go together.
    pub fn fit(&self, other: &Self) -> Fit {
        match self.straight(other) {
            Fit::Different if self.full() && other.full() => self.crossed(other),
            fit => fit,
        }
    }

    /// How well the family names agree.
    pub fn likeness(&self, other: &Self) -> Likeness {
        match (self.main(), other.main()) {
            (Some(a), Some(b)) => a.alike(b),
            _ => Likeness::None,
        }
    }

    fn straight(&self, other: &Self) -> Fit {
        let clash = |a: &Option<Part>, b: &Option<Part>| matches!((a, b), (Some(a), Some(b)) if !a.agrees(b));
        if clash(&self.given, &other.given) || clash(&self.patronymic, &other.patronymic) {
            return Fit::Different;
        }
        match self.likeness(other) {
            Likeness::None => Fit::Different,
            Likeness::Sound | Likeness::Exact if self.full() && other.full() => Fit::Same,
            _ => Fit::Possible,
        }
    }

    /// "Чжань Шисянь" and "Shixian Zhan": family name and given name in the other order.
    fn crossed(&self, other: &Self) -> Fit {
        let sound = |a: &Option<Part>, b: &Option<Part>| matches!((a, b), (Some(a), Some(b)) if a.alike(b) >= Likeness::Sound);
        if sound(&self.given, &other.surname) && sound(&self.surname, &other.given) { Fit::Same } else { Fit::Different }
    }

    /// Two given names, or two patronymics, that cannot be one: such names never join, whatever else speaks for it.
    pub fn clashes(&self, other: &Self) -> bool {
        if self.full() && other.full() {
            return self.fit(other) == Fit::Different;
        }
        let clash = |a: &Option<Part>, b: &Option<Part>| matches!((a, b), (Some(a), Some(b)) if !a.agrees(b));
        clash(&self.given, &other.given) || clash(&self.patronymic, &other.patronymic)
    }

    /// What the id of a person is made of: canonical given name and family name, whatever the script and the patronymic.
    pub fn canonical(&self) -> String {
        let key = |p: &Option<Part>| p.as_ref().map(|p| p.key.clone()).unwrap_or_default();
        format!("{} {}", key(&self.given), key(&self.surname)).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use rapporteur_model::PersonName;

    use super::{Fit, PersonKey};

    fn check(a: &str, b: &str, expected: Fit) {
        assert_eq!(PersonKey::of_words(a).fit(&PersonKey::of_words(b)), expected, "{a} / {b}");
        assert_eq!(PersonKey::of_words(b).fit(&PersonKey::of_words(a)), expected, "{b} / {a}");
    }

    #[test]
    fn full_names_over_scripts() {
        check("Дмитрий Пантус", "Dmitry Pantus", Fit::Same);
        check("Дмитрий Шугаев", "Dmitri Shugayev", Fit::Same);
        check("Виктор Хренин", "Viktar Khrenin", Fit::Same);
        check("Чжань Шисянь", "Zhan Shixian", Fit::Same);
        check("Чжань Шисянь", "Shixian Zhan", Fit::Same);
        check("Александр Лукашенко", "Alexander Lukashenko", Fit::Same);
    }

    #[test]
    fn different_given_names_never_fit() {
        check("Дмитрий Пантус", "Денис Пантус", Fit::Different);
        check("Дмитрий Пантус", "Denis Pantus", Fit::Different);
        check("Д. Пантус", "Сергей Пантус", Fit::Different);
        check("Иван Иванович Иванов", "Иван Петрович Иванов", Fit::Different);
    }

    #[test]
    fn a_family_name_that_looks_like_a_patronymic() {
        let name = PersonName { given: Some("Милан".into()), patronymic: Some("Петкович".into()), surname: None };
        assert_eq!(PersonKey::new(&name).fit(&PersonKey::of_words("Milan Petkovic")), Fit::Same);
    }

    #[test]
    fn initials_and_family_names_alone() {
        check("Д. Пантус", "Дмитрий Пантус", Fit::Possible);
        check("D. Pantus", "Дмитрий Пантус", Fit::Possible);
        check("Пантус", "Дмитрий Пантус", Fit::Possible);
        check("Пантуса", "Дмитрий Пантус", Fit::Possible);
        check("Потапов", "Дмитрий Пантус", Fit::Different);
    }
}
