//! Declension of surnames and foreign names that no dictionary lists, undone by their endings.
//!
//! The paradigms are those of the school grammar (Zaliznyak's types for surnames): -ов/-ин, -ский, -ый, consonant, soft
//! consonant, -а/-я; names in -о, -е, -и, -у, -ых do not change.

use rapporteur_model::{Case, Gender};

const VOWELS: &str = "аеёиоуыэюя";
const HUSHING: &str = "жшчщцгкх";

/// The nominative of a lower-case form in this case and gender, or `None` where the form cannot be in it.
pub(super) fn nominative(form: &str, case: Case, gender: Gender) -> Option<String> {
    match (case, gender) {
        (Case::Nom | Case::Voc, _) => Some(form.to_owned()),
        (_, Gender::Fem) => feminine(form, case),
        _ => masculine(form, case),
    }
}

/// Ends in a way that only names which do not change have.
pub(super) fn unchanging(form: &str) -> bool {
    ["о", "э", "ых", "их", "дзе", "швили"].iter().any(|end| form.ends_with(end))
}

/// "асадчего", "карповского": the genitive of an adjective, though names in -о do not change.
pub(super) fn adjectival(form: &str, case: Case, gender: Gender) -> bool {
    let oblique = matches!(case, Case::Gen | Case::Acc) && gender == Gender::Masc;
    oblique && ["ого", "его"].iter().any(|end| form.ends_with(end)) && form.chars().count() > 5
}

/// Ends in a consonant.
pub(super) fn bare(form: &str) -> bool {
    form.chars().next_back().is_some_and(|last| last.is_alphabetic() && !VOWELS.contains(last) && !"ьйъ".contains(last))
}

/// Ends in a way that names which do not change may have.
pub(super) fn may_stay(form: &str) -> bool {
    ["е", "и", "у", "ю"].iter().any(|end| form.ends_with(end)) && !form.ends_with("ии")
}

/// What speaks against a form in this case being one of this nominative, from 0 to 1: no name ends in -ии in the nominative,
/// and an unknown name in -ия, -ию is seldom one in -ий.
pub(super) fn doubt(form: &str, nominative: &str, case: Case) -> f32 {
    match case {
        Case::Nom if form.ends_with("ии") => 0.5,
        Case::Nom => 0.0,
        _ if nominative.ends_with("ий") && (form.ends_with("ия") || form.ends_with("ию")) => 0.4,
        // Soft endings of the first declension are rarer than the hard ones that they could be mistaken for.
        _ if nominative.ends_with('я') && form.ends_with('и') && !form.ends_with("ии") => 0.2,
        _ => 0.0,
    }
}

/// The first ending that fits, replaced.
fn replace(form: &str, endings: &[(&str, &str)]) -> Option<String> {
    let (end, by) = endings.iter().find(|(end, _)| form.ends_with(end) && form.chars().count() > end.chars().count() + 1)?;
    Some(format!("{}{by}", &form[..form.len() - end.len()]))
}

fn masculine(form: &str, case: Case) -> Option<String> {
    let adjective: &[(&str, &str)] = match case {
        Case::Gen | Case::Acc => &[("ского", "ский"), ("цкого", "цкий"), ("его", "ий"), ("ого", "ый")],
        Case::Dat => &[("скому", "ский"), ("цкому", "цкий"), ("ему", "ий"), ("ому", "ый")],
        Case::Ins => &[
            ("ским", "ский"),
            ("цким", "цкий"),
            ("овым", "ов"),
            ("евым", "ев"),
            ("ёвым", "ёв"),
            ("иным", "ин"),
            ("ыным", "ын"),
            ("ым", "ый"),
            ("им", "ий"),
        ],
        _ => &[("ском", "ский"), ("цком", "цкий"), ("ом", "ый")],
    };
    replace(form, adjective).or_else(|| {
        let (end, soft) = match case {
            Case::Gen | Case::Acc => ("а", "я"),
            Case::Dat => ("у", "ю"),
            Case::Ins => ("ом", "ем"),
            _ => ("е", "и"),
        };
        hard(form, end).or_else(|| softened(form, soft)).or_else(|| first_declension(form, case))
    })
}

/// "пантус" + "а"
fn hard(form: &str, end: &str) -> Option<String> {
    let stem = form.strip_suffix(end)?;
    let last = stem.chars().next_back()?;
    (!VOWELS.contains(last) && !"ьй".contains(last) && stem.chars().count() > 1).then(|| stem.to_owned())
}

/// "шугай" → "шугая", "гоголь" → "гоголя", "стасевич" → "стасевичем"
fn softened(form: &str, end: &str) -> Option<String> {
    let stem = form.strip_suffix(end).filter(|stem| stem.chars().count() > 1)?;
    let last = stem.chars().next_back()?;
    Some(match last {
        _ if VOWELS.contains(last) => format!("{stem}й"),
        _ if end == "ем" && HUSHING.contains(last) => stem.to_owned(),
        _ => format!("{stem}ь"),
    })
}

fn first_declension(form: &str, case: Case) -> Option<String> {
    let endings: &[(&str, &str)] = match case {
        Case::Gen => {
            &[("ии", "ия"), ("ги", "га"), ("ки", "ка"), ("хи", "ха"), ("жи", "жа"), ("ши", "ша"), ("чи", "ча"), ("ы", "а"), ("и", "я")]
        }
        Case::Dat | Case::Loc => &[("ии", "ия"), ("е", "а")],
        Case::Acc => &[("у", "а"), ("ю", "я")],
        Case::Ins => &[("ой", "а"), ("ою", "а"), ("жей", "жа"), ("шей", "ша"), ("чей", "ча"), ("щей", "ща"), ("цей", "ца"), ("ей", "я")],
        _ => &[],
    };
    replace(form, endings)
}

fn feminine(form: &str, case: Case) -> Option<String> {
    let possessive: &[(&str, &str)] = match case {
        Case::Acc => &[
            ("скую", "ская"),
            ("цкую", "цкая"),
            ("ову", "ова"),
            ("еву", "ева"),
            ("ёву", "ёва"),
            ("ину", "ина"),
            ("ыну", "ына"),
            ("ую", "ая"),
        ],
        _ => &[("ской", "ская"), ("цкой", "цкая"), ("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ыной", "ына")],
    };
    replace(form, possessive).or_else(|| first_declension(form, case)).or_else(|| {
        let last = form.chars().next_back()?;
        // A woman's name that does not change does not end as men's do in the instrumental.
        let men = case == Case::Ins && ["ом", "ем"].iter().any(|end| form.ends_with(end)) && form.chars().count() > 4;
        (!VOWELS.contains(last) && !men).then(|| form.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::{Case, Gender, nominative};

    #[test]
    fn surnames_go_back() {
        let masculine = [
            ("пантуса", Case::Gen, "пантус"),
            ("пантусом", Case::Ins, "пантус"),
            ("хренина", Case::Gen, "хренин"),
            ("шугаевым", Case::Ins, "шугаев"),
            ("белоусову", Case::Dat, "белоусов"),
            ("зеленского", Case::Gen, "зеленский"),
            ("стасевичем", Case::Ins, "стасевич"),
            ("шисяня", Case::Gen, "шисянь"),
            ("шугая", Case::Acc, "шугай"),
            ("дубе", Case::Loc, "дуб"),
        ];
        for (form, case, expected) in masculine {
            assert_eq!(nominative(form, case, Gender::Masc).as_deref(), Some(expected), "{form}");
        }
        let feminine = [
            ("захаровой", Case::Gen, "захарова"),
            ("захарову", Case::Acc, "захарова"),
            ("вайно", Case::Gen, ""),
            ("меркель", Case::Ins, "меркель"),
            ("островской", Case::Dat, "островская"),
            ("абэ", Case::Gen, ""),
        ];
        for (form, case, expected) in feminine {
            let expected = Some(expected).filter(|e| !e.is_empty());
            assert_eq!(nominative(form, case, Gender::Fem).as_deref(), expected, "{form}");
        }
    }
}
