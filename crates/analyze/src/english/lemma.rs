//! Lemmas of English words from form, part of speech and features: a table for closed classes, the exceptions of
//! `models/english/lemmas.tsv` (from WordNet 3.0), rules for the rest. `training/lemmas.py` holds the same rules, by which
//! it tells what is an exception.

use std::sync::OnceLock;

use foldhash::HashMap;
use rapporteur_model::{Feats, Number, Person, Tense, Upos, VerbForm};

use crate::letters::lower;

static TABLE: &str = include_str!("../../../../models/english/lemmas.tsv");

/// Lemma of a form; `compared` tells comparatives and superlatives.
pub(super) fn lemma(form: &str, upos: Upos, feats: Feats, compared: bool) -> Box<str> {
    let plain = form.replace('’', "'");
    let low = lower(&plain);
    match upos {
        Upos::Propn if feats.number == Some(Number::Plur) => capitals_of(&plain, singular(&low)),
        Upos::Propn => plain.into(),
        Upos::Punct | Upos::Sym => mark(&low).into(),
        Upos::Num => number(&low).into(),
        Upos::Noun if feats.number == Some(Number::Plur) => singular(&low).into(),
        Upos::Verb | Upos::Aux => verb(&low, upos, feats).into(),
        Upos::Adj | Upos::Adv if compared => degree(&low, upos).into(),
        Upos::Pron | Upos::Det | Upos::Part | Upos::Adp => closed(&low, upos).unwrap_or(&low).into(),
        _ => low.into(),
    }
}

fn exceptions() -> &'static HashMap<(u8, &'static str), &'static str> {
    static EXCEPTIONS: OnceLock<HashMap<(u8, &str), &str>> = OnceLock::new();
    EXCEPTIONS.get_or_init(|| {
        let read = |line: &'static str| {
            let mut cells = line.split('\t');
            Some(((*cells.next()?.as_bytes().first()?, cells.next()?), cells.next()?))
        };
        TABLE.lines().filter_map(read).collect()
    })
}

fn singular(low: &str) -> String {
    exceptions().get(&(b'n', low)).map_or_else(|| rule(low, b'n'), ToString::to_string)
}

/// The form is the regular plural of a noun that is wanted.
pub(super) fn plural_of(form: &str, wanted: impl Fn(&str) -> bool) -> bool {
    if form.len() <= 5 || !form.ends_with('s') {
        return false;
    }
    let low = lower(form);
    let one = without_s(&low, false);
    one.len() < low.len() && wanted(&one) && !wanted(&low)
}

fn verb(low: &str, upos: Upos, feats: Feats) -> String {
    if let Some(known) = auxiliary(low, upos, feats) {
        return known.to_owned();
    }
    let third = feats.person == Some(Person::Third) && feats.number == Some(Number::Sing);
    let inflected = match feats.verb_form {
        Some(VerbForm::Fin) => feats.tense == Some(Tense::Past) || third,
        Some(VerbForm::Inf) => false,
        Some(_) => true,
        None => false,
    };
    if !inflected {
        return low.to_owned();
    }
    exceptions().get(&(b'v', low)).map_or_else(|| rule(low, b'v'), ToString::to_string)
}

fn auxiliary(low: &str, upos: Upos, feats: Feats) -> Option<&'static str> {
    let past = feats.tense == Some(Tense::Past);
    Some(match low {
        "is" | "are" | "was" | "were" | "am" | "been" | "being" | "'re" | "'m" | "be" => "be",
        "has" | "had" | "having" | "'ve" => "have",
        "does" | "did" | "done" | "doing" => "do",
        "'s" if past || feats.verb_form == Some(VerbForm::Part) => "have",
        "'s" => "be",
        "'ll" | "wo" if upos == Upos::Aux => "will",
        "ca" if upos == Upos::Aux => "can",
        "'d" => {
            if past && feats.verb_form == Some(VerbForm::Fin) && feats.number.is_some() {
                "have"
            } else {
                "would"
            }
        }
        "would" | "could" | "should" | "might" | "will" | "can" | "may" | "must" | "shall" if upos == Upos::Aux => return modal(low),
        _ => return None,
    })
}

fn modal(low: &str) -> Option<&'static str> {
    ["would", "could", "should", "might", "will", "can", "may", "must", "shall"].into_iter().find(|m| *m == low)
}

fn degree(low: &str, upos: Upos) -> String {
    match (low, upos) {
        ("better" | "best", Upos::Adv) => "well".into(),
        ("better" | "best", _) => "good".into(),
        ("worse" | "worst", Upos::Adv) => "badly".into(),
        ("worse" | "worst", _) => "bad".into(),
        ("further" | "farther" | "furthest" | "farthest", _) => "far".into(),
        ("more" | "most", Upos::Adv) => low.into(),
        ("more" | "most", _) => "more".into(),
        ("less" | "least", Upos::Adv) => low.into(),
        ("less" | "least", _) => "less".into(),
        _ => exceptions().get(&(b'a', low)).map_or_else(|| rule(low, b'a'), ToString::to_string),
    }
}

fn closed(low: &str, upos: Upos) -> Option<&'static str> {
    Some(match (low, upos) {
        ("an", Upos::Det) => "a",
        ("these", _) => "this",
        ("those", _) => "that",
        ("i" | "me", Upos::Pron) => "I",
        ("us", Upos::Pron) => "we",
        ("them", Upos::Pron) => "they",
        ("him", Upos::Pron) => "he",
        ("whom", _) => "who",
        ("n't", _) => "not",
        ("'", Upos::Part) => "'s",
        ("na", Upos::Part) => "to",
        ("vs." | "vs", Upos::Adp) => "versus",
        _ => return None,
    })
}

fn mark(low: &str) -> String {
    match low {
        "“" | "”" | "„" | "«" | "»" | "``" | "''" => "\"".into(),
        "‘" => "'".into(),
        "–" | "—" | "--" => "-".into(),
        "..." => "…".into(),
        _ => low.into(),
    }
}

/// Without the commas between thousands.
fn number(low: &str) -> String {
    if low.starts_with(|c: char| c.is_ascii_digit()) { low.replace(',', "") } else { low.into() }
}

/// `lemma` with the capitals of `form`.
fn capitals_of(form: &str, lemma: String) -> Box<str> {
    let shouted = form.chars().filter(|c| c.is_alphabetic()).count() > 1 && !form.chars().any(char::is_lowercase);
    match form.chars().next() {
        _ if shouted => lemma.to_uppercase().into(),
        Some(first) if first.is_uppercase() => {
            let mut chars = lemma.chars();
            chars.next().map(|c| c.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default().into()
        }
        _ => lemma.into(),
    }
}

/// All dictionary forms that a form can come from as a noun, verb or adjective, in lower case.
pub(super) fn lemmas(form: &str) -> Vec<String> {
    let low = form.replace('’', "'").to_lowercase();
    let past = Feats { verb_form: Some(VerbForm::Part), ..Feats::default() };
    vec![singular(&low), verb(&low, Upos::Verb, past), low]
}

/// The lemma by rule alone, for `n`ouns in the plural, inflected `v`erbs and compared `a`djectives.
fn rule(form: &str, pos: u8) -> String {
    match pos {
        b'v' => ["ing", "ed"].iter().find_map(|end| stemmed(form, end)).unwrap_or_else(|| without_s(form, true)),
        b'a' => compared(form),
        _ => without_s(form, false),
    }
}

fn without_s(form: &str, verb: bool) -> String {
    let es = ["sses", "shes", "ches", "xes", "zzes"].iter().any(|end| form.ends_with(end)) || (verb && form.ends_with("oes"));
    match form {
        _ if form.ends_with("ies") && form.len() > 4 => form[..form.len() - 3].to_owned() + "y",
        _ if es => form[..form.len() - 2].to_owned(),
        _ if form.ends_with('s') && !["ss", "us", "is"].iter().any(|end| form.ends_with(end)) => form[..form.len() - 1].to_owned(),
        _ => form.to_owned(),
    }
}

/// A verb in -ing or -ed without its ending, its last consonant single again or its silent e put back.
fn stemmed(form: &str, end: &str) -> Option<String> {
    if end == "ed" && form.ends_with("ied") && form.len() > 4 {
        return Some(form[..form.len() - 3].to_owned() + "y");
    }
    let stem = form.strip_suffix(end).filter(|stem| stem.len() > 1 && !(end == "ed" && form.ends_with("eed")))?;
    let bare = undoubled(stem);
    Some(if bare != stem {
        bare.to_owned()
    } else if wants_e(stem) {
        stem.to_owned() + "e"
    } else {
        stem.to_owned()
    })
}

fn compared(form: &str) -> String {
    for end in ["iest", "ier"] {
        if let Some(stem) = form.strip_suffix(end).filter(|stem| stem.len() > 1) {
            return stem.to_owned() + "y";
        }
    }
    for end in ["est", "er"] {
        if let Some(stem) = form.strip_suffix(end).filter(|stem| stem.len() > 2) {
            let bare = undoubled(stem);
            let e = stem.ends_with(['c', 'v', 'u', 'g', 's']) || ["at", "id", "ir", "pl", "bl"].iter().any(|tail| stem.ends_with(tail));
            return if bare != stem {
                bare.to_owned()
            } else if e {
                stem.to_owned() + "e"
            } else {
                stem.to_owned()
            };
        }
    }
    form.to_owned()
}

fn undoubled(stem: &str) -> &str {
    match stem.as_bytes() {
        [.., a, b] if a == b && stem.len() > 3 && b"bdgmnprtk".contains(b) => &stem[..stem.len() - 1],
        _ => stem,
    }
}

/// Whether a stem left by -ing or -ed most likely ends in a silent e.
fn wants_e(stem: &str) -> bool {
    let &[.., a, b] = stem.as_bytes() else { return false };
    let hard = match b {
        b'c' | b'v' | b'u' | b'z' => true,
        b's' => a != b's',
        b'g' => b"rdae".contains(&a),
        b'l' => b"bcdfgkptz".contains(&a),
        _ => false,
    };
    const SILENT: [&str; 18] = ["at", "ir", "ur", "in", "id", "ak", "ik", "ok", "im", "am", "um", "ut", "ot", "od", "ad", "ap", "op", "ip"];
    let before = stem.len().checked_sub(3).map(|at| stem.as_bytes()[at]);
    hard || (SILENT.iter().any(|tail| stem.ends_with(tail)) && before.is_none_or(|c| !b"aeiou".contains(&c)))
}

#[cfg(test)]
mod tests {
    use rapporteur_model::{Feats, Upos};

    use super::lemma;

    fn check(form: &str, upos: Upos, feats: &str, expected: &str) {
        let compared = feats.contains("Degree");
        assert_eq!(&*lemma(form, upos, Feats::read(feats), compared), expected, "{form} {upos} {feats}");
    }

    #[test]
    fn nouns() {
        for (form, expected) in
            [("ministries", "ministry"), ("children", "child"), ("processes", "process"), ("leaders", "leader"), ("analyses", "analysis")]
        {
            check(form, Upos::Noun, "Number=Plur", expected);
        }
        check("news", Upos::Noun, "Number=Sing", "news");
        check("Nations", Upos::Propn, "Number=Plur", "Nation");
        check("Khrenin", Upos::Propn, "Number=Sing", "Khrenin");
    }

    #[test]
    fn verbs() {
        let past = "Mood=Ind|Tense=Past|VerbForm=Fin";
        for (form, expected) in
            [("met", "meet"), ("signed", "sign"), ("agreed", "agree"), ("hoped", "hope"), ("planned", "plan"), ("visited", "visit")]
        {
            check(form, Upos::Verb, past, expected);
        }
        check("developing", Upos::Verb, "Tense=Pres|VerbForm=Part", "develop");
        check("discusses", Upos::Verb, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "discuss");
        check("found", Upos::Verb, "VerbForm=Inf", "found");
        check("’s", Upos::Aux, "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "be");
    }

    #[test]
    fn others() {
        check("best", Upos::Adj, "Degree=Sup", "good");
        check("larger", Upos::Adj, "Degree=Cmp", "large");
        check("N’T", Upos::Part, "Polarity=Neg", "not");
        check("1,200", Upos::Num, "", "1200");
        check("—", Upos::Punct, "", "-");
    }
}
