//! Two names of one kind compared by themselves: a score and what it means. Made comparable once a name, then compared; decides no identity.

use crate::wording::Wording;
use crate::{Kinship, PersonKey, PlaceKey, UnitKey};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// An organisation that meets in sessions.
    Body,
    /// A place.
    Place,
}

impl NameKind {
    /// The kind that a word of the record's vocabulary names ("person").
    pub fn of_word(word: &str) -> Option<Self> {
        match word {
            "person" => Some(Self::Person),
            "organisation" => Some(Self::Organisation),
            "body" => Some(Self::Body),
            "place" => Some(Self::Place),
            _ => None,
        }
    }
}

/// What two names say by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// One name, spelled in one way or two.
    Same,
    /// Nothing against it, and too little for it.
    Unsure,
    /// Two names.
    Different,
}

impl Verdict {
    /// From this score up names are the same.
    pub const SAME: f32 = 0.7;
    /// From this score up nothing is told.
    pub const UNSURE: f32 = 0.45;

    /// What a score from 0 to 1 means.
    pub fn of(score: f32) -> Self {
        if score >= Self::SAME {
            Self::Same
        } else if score >= Self::UNSURE {
            Self::Unsure
        } else {
            Self::Different
        }
    }

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Unsure => "unsure",
            Self::Different => "different",
        }
    }
}

/// A name made comparable.
#[derive(Debug, Clone)]
pub enum Form {
    /// Of a person.
    Person(Box<PersonKey>),
    /// Of an organisation or body: the whole name, and what stands in its brackets.
    Unit(Vec<UnitForm>),
    /// Of a place; nothing where it has no letters.
    Place(Option<PlaceKey>),
}

impl Form {
    /// Makes a name comparable.
    pub fn new(kind: NameKind, name: &str) -> Self {
        match kind {
            NameKind::Person => Self::Person(Box::new(PersonKey::of_words(name))),
            NameKind::Organisation | NameKind::Body => Self::Unit(UnitForm::all(name)),
            NameKind::Place => Self::Place(PlaceKey::new(name, None)),
        }
    }

    /// How likely the two names are one, from 0 to 1; of two kinds 0.
    pub fn score(&self, other: &Self) -> f32 {
        match (self, other) {
            (Self::Person(a), Self::Person(b)) => a.score(b),
            (Self::Unit(a), Self::Unit(b)) => a.iter().flat_map(|x| b.iter().map(move |y| x.score(y))).fold(0.0, f32::max),
            (Self::Place(Some(a)), Self::Place(Some(b))) => f32::from(u8::from(a.same(b))),
            _ => 0.0,
        }
    }
}

/// The name of an organisation or body made comparable: what it says, and its words.
#[derive(Debug, Clone)]
pub struct UnitForm {
    key: UnitKey,
    wording: Wording,
}

impl UnitForm {
    /// The forms of a name: one, or two where it carries another in brackets.
    fn all(name: &str) -> Vec<Self> {
        let own = |key: UnitKey, text: &str| Self { key, wording: Wording::of(text) };
        let (outer, inner) = match (name.find('('), name.rfind(')')) {
            (Some(open), Some(close)) if open < close => {
                (format!("{} {}", &name[..open], &name[close + 1..]), Some(&name[open + 1..close]))
            }
            _ => (name.to_owned(), None),
        };
        let keys = UnitKey::all(name, None);
        let texts = [Some(outer.as_str()), inner];
        let whole = || vec![own(UnitKey::default(), &outer)];
        let forms: Vec<Self> = keys.into_iter().zip(texts.into_iter().flatten()).map(|(key, text)| own(key, text)).collect();
        if forms.is_empty() { whole() } else { forms }
    }

    /// How likely two names are one by themselves, from 0 to 1.
    fn score(&self, other: &Self) -> f32 {
        let words = self.wording.score(&other.wording);
        let acronym = self.wording.is_acronym() || other.wording.is_acronym();
        if words < 0.2 && !acronym {
            return words;
        }
        if words >= 0.9 {
            let against = !self.key.countries_agree(&other.key) || self.key.ordered_apart(&other.key);
            return if against { 0.2 } else { words };
        }
        match self.key.kinship(&other.key) {
            Kinship::Same => words.max(0.9),
            Kinship::Near if words >= Verdict::UNSURE => words.max(0.75),
            _ if !self.key.countries_agree(&other.key) || self.key.ordered_apart(&other.key) => words.min(0.2),
            _ if self.wording.abbreviates(&other.wording) => words.max(0.75),
            Kinship::Open => words.max(0.5),
            _ => words,
        }
    }
}
