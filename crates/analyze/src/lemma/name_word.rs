//! What a single word can be in the name of a person: given name, patronymic or family name, in which cases. By the dictionary, and by the
//! ending where that does not list it.

use rapporteur_model::{Case, Gender, Number, Upos, VerbForm};

use super::dictionary::{NamePart, dictionary, plain};
use super::letters::has_cyrillic;

const CASES: [Case; 6] = [Case::Nom, Case::Gen, Case::Dat, Case::Acc, Case::Ins, Case::Loc];

/// A set of cases, of men and of women: six bits for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cases(u16);

impl Cases {
    /// All of them.
    pub(crate) const ALL: Self = Self(0b1111_1111_1111);

    /// One case, of either gender.
    pub(crate) fn of(case: Case) -> Self {
        Self::gendered(case, None)
    }

    /// One case of one gender, where it is known.
    fn gendered(case: Case, gender: Option<Gender>) -> Self {
        let bit = CASES.iter().position(|&c| c == plain(case)).map_or(0, |at| 1 << at);
        match gender {
            Some(Gender::Masc) => Self(bit),
            Some(Gender::Fem) => Self(bit << 6),
            _ => Self(bit | bit << 6),
        }
    }

    /// Those in both.
    pub(crate) fn meet(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// There is one.
    pub(crate) fn any(self) -> bool {
        self.0 != 0
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What a word can be in a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct NameWord {
    /// Cases of a given name that it is.
    pub(crate) given: Cases,
    /// Cases of a patronymic that it is, listed or by its ending.
    pub(crate) patronymic: Cases,
    /// Cases of a listed family name.
    pub(crate) surname: Cases,
    /// Every case that it may stand in.
    pub(crate) any: Cases,
    /// The dictionary has it as a word that is no person's name.
    pub(crate) common: bool,
    /// The dictionary has it as a finite verb.
    pub(crate) verb: bool,
}

/// What a form can be.
pub(crate) fn name_word(form: &str) -> NameWord {
    let mut word = NameWord::default();
    if !has_cyrillic(form) || form.len() > 100 {
        return NameWord { any: Cases::ALL, ..word };
    }
    let lower = form.to_lowercase();
    for reading in dictionary().readings(&lower).into_iter().filter(|r| r.listed) {
        word.verb |= reading.feats.verb_form == Some(VerbForm::Fin);
        let singular = reading.feats.number != Some(Number::Plur);
        // A man may be called by a feminine noun ("Лоза"); a name has its gender.
        let gender = reading.feats.gender.filter(|_| reading.part.is_some());
        let cases = reading.feats.case.map_or(Cases::ALL, |case| Cases::gendered(case, gender));
        match reading.part.filter(|_| singular) {
            Some(NamePart::Given) => word.given.add(cases),
            Some(NamePart::Patronymic) => word.patronymic.add(cases),
            Some(NamePart::Surname | NamePart::Other) => word.surname.add(cases),
            None => word.common |= reading.part.is_none() && reading.upos != Upos::Propn,
        }
        // A man is in the accusative what he is in the genitive, whatever thing he is named after.
        let thing = reading.part.is_none() && reading.feats.animate == Some(false) && reading.feats.gender == Some(Gender::Masc);
        if singular
            && !(thing && reading.feats.case == Some(Case::Acc))
            && matches!(reading.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
        {
            word.any.add(cases);
        }
    }
    if let Some(cases) = patronymic(&lower) {
        word.patronymic.add(cases);
        word.any.add(cases);
    }
    if !(word.given.any() || word.patronymic.any() || word.surname.any()) {
        word.any.add(by_ending(&lower));
    }
    word
}

/// "петровичем", "львовну": the cases of a patronymic by its ending.
fn patronymic(lower: &str) -> Option<Cases> {
    const MEN: [(&str, &[Case]); 5] =
        [("", &[Case::Nom]), ("а", &[Case::Gen, Case::Acc]), ("у", &[Case::Dat]), ("ем", &[Case::Ins]), ("е", &[Case::Loc])];
    const WOMEN: [(&str, &[Case]); 6] = [
        ("а", &[Case::Nom]),
        ("ы", &[Case::Gen]),
        ("е", &[Case::Dat, Case::Loc]),
        ("у", &[Case::Acc]),
        ("ой", &[Case::Ins, Case::Gen]),
        ("ою", &[Case::Ins]),
    ];
    let fits = |stems: &[&str], endings: &[(&str, &[Case])]| {
        let found = endings.iter().find(|(end, _)| {
            lower.strip_suffix(end).is_some_and(|rest| stems.iter().any(|s| rest.ends_with(s) && rest.len() > s.len() + 2))
        })?;
        Some(found.1.iter().fold(Cases::default(), |all, &case| Cases(all.0 | Cases::of(case).0)))
    };
    fits(&["ович", "евич", "ьич"], &MEN).or_else(|| fits(&["овн", "евн", "ичн"], &WOMEN))
}

/// The cases that a family name or foreign name with this ending may stand in.
fn by_ending(lower: &str) -> Cases {
    let ends = |list: &[&str]| list.iter().any(|end| lower.ends_with(end));
    let of = |cases: &[Case]| cases.iter().fold(Cases::default(), |all, &case| Cases(all.0 | Cases::of(case).0));
    let family = |masculine: &[Case], feminine: &[Case]| {
        let men = masculine.iter().fold(0, |all, &case| all | Cases::gendered(case, Some(Gender::Masc)).0);
        Cases(feminine.iter().fold(men, |all, &case| all | Cases::gendered(case, Some(Gender::Fem)).0))
    };
    match () {
        () if ends(&["ова", "ева", "ёва", "ина", "ына"]) => family(&[Case::Gen, Case::Acc], &[Case::Nom]),
        () if ends(&["ову", "еву", "ёву", "ину", "ыну"]) => family(&[Case::Dat], &[Case::Acc]),
        () if ends(&["ская", "цкая"]) => family(&[], &[Case::Nom]),
        () if ends(&["скую", "цкую"]) => family(&[], &[Case::Acc]),
        () if ends(&["их", "ых", "ко", "о", "э"]) && !ends(&["ого", "его"]) => Cases::ALL,
        () if ends(&["ого", "его"]) => of(&[Case::Gen, Case::Acc]),
        () if ends(&["ому", "ему"]) => of(&[Case::Dat]),
        () if ends(&["ым", "им", "ом", "ем", "ём"]) => of(&[Case::Ins, Case::Loc]),
        () if ends(&["ой", "ей"]) => Cases::ALL,
        () if ends(&["а", "я"]) => of(&[Case::Nom, Case::Gen, Case::Acc]),
        () if ends(&["у", "ю"]) => of(&[Case::Dat, Case::Acc, Case::Nom]),
        () if ends(&["е"]) => of(&[Case::Loc, Case::Dat, Case::Nom]),
        () if ends(&["и", "ы"]) => Cases::ALL,
        // A name that ends in a consonant, or does not change.
        () => of(&[Case::Nom]),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cases, name_word};
    use rapporteur_model::Case;

    #[test]
    fn parts_of_names_are_told() {
        assert!(name_word("Наталью").given.meet(Cases::of(Case::Acc)).any());
        assert!(name_word("Петровну").patronymic.meet(Cases::of(Case::Acc)).any());
        assert!(name_word("Львович").patronymic.any() && !name_word("Зидани").common);
        assert!(name_word("Вчера").common && !name_word("Вчера").surname.any());
    }

    #[test]
    fn parts_of_one_name_agree() {
        let agree = |words: &[&str]| words.iter().map(|w| name_word(w).any).fold(Cases::ALL, Cases::meet).any();
        assert!(agree(&["Абдурахманову", "Наталью", "Петровну"]));
        assert!(agree(&["Лозой", "Петром", "Ильичом"]));
        assert!(!agree(&["Иванова", "Марии", "Петровне"]));
        assert!(!agree(&["Громова", "Степан"]) && agree(&["Громова", "Анна"]) && agree(&["Громова", "Степана"]));
        assert!(!agree(&["Рокош", "Ивана", "Львовича"]) && name_word("прибыл").verb);
    }
}
