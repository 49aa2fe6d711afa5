//! The dictionary of Russian forms: readings of a word with their tags, and inflection.

use std::sync::LazyLock;

use rapporteur_model::{Case, Feats, Gender, Number, Upos};
use rumorph::{Analysis, Source};

use crate::letters::lower;

/// The dictionary with its tags read once.
pub(super) struct Dictionary {
    forms: rumorph::Dictionary,
    tags: Vec<(Upos, Feats, Option<NamePart>)>,
}

/// Which part of a person's name a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamePart {
    Given,
    Patronymic,
    Surname,
    /// A name of a person of another kind.
    Other,
}

impl NamePart {
    /// As the dictionary has it; names of places are none.
    fn read(name: &str) -> Option<Self> {
        match name {
            "Geo" => None,
            "Giv" => Some(Self::Given),
            "Pat" => Some(Self::Patronymic),
            "Sur" => Some(Self::Surname),
            _ => Some(Self::Other),
        }
    }
}

/// The dictionary of the program.
pub(super) fn dictionary() -> &'static Dictionary {
    static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::new);
    &DICTIONARY
}

/// One way to read a word.
pub(super) struct Reading {
    analysis: Analysis,
    pub upos: Upos,
    pub feats: Feats,
    /// The dictionary marks it as a given name, patronymic or surname.
    pub of_person: bool,
    /// Which.
    pub part: Option<NamePart>,
    /// It stands in the dictionary; otherwise it was guessed.
    pub listed: bool,
}

impl Dictionary {
    fn new() -> Self {
        let forms = rumorph::Dictionary::bundled().expect("the dictionary is part of the program and checked when it is built");
        let tag = |tag: rumorph::UdTag| {
            (Upos::parse(tag.pos()).unwrap_or(Upos::X), Feats::read(&tag.feats_string()), tag.feat("NameType").and_then(NamePart::read))
        };
        let tags = forms.ud_tags().map(tag).collect();
        Self { forms, tags }
    }

    /// All readings, the likeliest first.
    pub(super) fn readings(&self, form: &str) -> Vec<Reading> {
        self.forms.analyze(form).into_iter().map(|analysis| self.reading(analysis)).collect()
    }

    fn reading(&self, analysis: Analysis) -> Reading {
        let (upos, feats, part) = self.tags.get(analysis.ud as usize).copied().unwrap_or((Upos::X, Feats::default(), None));
        Reading { listed: analysis.source == Source::Dictionary, analysis, upos, feats, of_person: part.is_some(), part }
    }

    /// The lemmas of all readings, in lower case.
    pub(super) fn lemmas(&self, form: &str) -> Vec<String> {
        self.forms.analyze(form).into_iter().map(|analysis| analysis.lemma.to_lowercase()).collect()
    }

    /// The lemma of the reading that agrees best with a tag, the likeliest of equals, in lower case.
    pub(super) fn lemma(&self, form: &str, upos: Upos, feats: &Feats) -> String {
        let mut best: Option<(u32, Reading)> = None;
        for reading in self.readings(form) {
            let score = agreement(upos, feats, &reading);
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, reading));
            }
        }
        best.map_or_else(|| lower(form), |(_, reading)| lower(&reading.analysis.lemma))
    }

    /// The nominative of a reading in this number and, where given, gender.
    pub(super) fn nominative(&self, reading: &Reading, number: Number, gender: Option<Gender>) -> Option<String> {
        let mut feats = vec![("Case", "Nom"), ("Number", number.name())];
        if let Some(gender) = gender.filter(|_| number == Number::Sing) {
            feats.push(("Gender", gender.name()));
        }
        self.forms.inflect(&reading.analysis, &feats).map(|form| form.word)
    }
}

/// How well a reading fits what the network said: the word class counts as much as three features.
fn agreement(upos: Upos, feats: &Feats, reading: &Reading) -> u32 {
    let same = |equal: bool| u32::from(equal);
    let other = &reading.feats;
    3 * same(class(upos) == class(reading.upos))
        + same(feats.case == other.case)
        + same(feats.number == other.number)
        + same(feats.gender.is_none() || other.gender.is_none() || feats.gender == other.gender)
        + same(feats.tense == other.tense)
        + same(feats.aspect == other.aspect)
        + same(feats.person == other.person)
        + same(feats.verb_form == other.verb_form)
        + same(feats.short == other.short)
}

/// Word classes that the dictionary and the treebanks tell apart differently are one.
fn class(upos: Upos) -> Upos {
    match upos {
        Upos::Propn => Upos::Noun,
        Upos::Aux => Upos::Verb,
        Upos::Sconj => Upos::Cconj,
        Upos::Det => Upos::Adj,
        other => other,
    }
}

/// The second genitive and locative count as the first.
pub(super) fn plain(case: Case) -> Case {
    if case == Case::Par { Case::Gen } else { case }
}
