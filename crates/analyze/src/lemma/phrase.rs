//! A name that is a phrase in the nominative: its head and what agrees with it change, what depends on it in another case stays.

use rapporteur_model::{Case, Deprel, Gender, Number, Token, Upos};

use super::dictionary::{Reading, dictionary, plain};
use super::letters::{has_cyrillic, is_acronym, recase, starts_upper};
use super::suffix;

/// The nominative of every word that changes. Heads that lie in the phrase are found by `first`.
pub(super) fn forms(tokens: &[Token], first: u32, text: &str) -> Vec<Option<String>> {
    let phrase = Phrase { tokens, first, text };
    let mut forms = vec![None; tokens.len()];
    let Some(head) = phrase.head() else { return forms };
    for noun in phrase.heads(head) {
        phrase.decline(noun, &mut forms);
    }
    forms
}

struct Phrase<'a> {
    tokens: &'a [Token],
    first: u32,
    text: &'a str,
}

impl<'a> Phrase<'a> {
    fn form(&self, i: usize) -> &'a str {
        self.tokens[i].span.slice(self.text)
    }

    /// The position of a token's head, where it lies in the phrase.
    fn parent(&self, i: usize) -> Option<usize> {
        let head = self.tokens[i].head?.checked_sub(self.first)? as usize;
        (head < self.tokens.len()).then_some(head)
    }

    fn is_noun(&self, i: usize) -> bool {
        matches!(self.tokens[i].upos, Upos::Noun | Upos::Propn)
    }

    fn is_adjective(&self, i: usize) -> bool {
        let token = &self.tokens[i];
        matches!(token.upos, Upos::Adj | Upos::Det) || (matches!(token.upos, Upos::Verb | Upos::Num) && token.feats.case.is_some())
    }

    /// The first noun (else adjective) whose head lies outside.
    fn head(&self) -> Option<usize> {
        let outside = |&i: &usize| self.parent(i).is_none();
        let all = || 0..self.tokens.len();
        // "сербско-венгерского Совета": the tree may hang the noun on its adjective.
        let adjective = || all().find(|i| outside(i) && self.is_adjective(*i));
        let hung = |i: usize| all().find(|&noun| self.is_noun(noun) && self.hangs_on_adjective(i, noun)).unwrap_or(i);
        let found = all()
            .find(|i| outside(i) && self.is_noun(*i))
            .or_else(|| adjective().map(hung))
            .or_else(|| all().find(|&i| self.is_noun(i)))?;
        // "вице-министра промышленности": nor does a noun hang as an adjective on one in the genitive behind it.
        let misplaced = |i: &usize| self.is_noun(*i) && self.parent(*i) == Some(found) && self.tokens[*i].deprel == Deprel::Amod;
        Some((0..found).find(misplaced).unwrap_or(found))
    }

    fn hangs_on_adjective(&self, adjective: usize, noun: usize) -> bool {
        let cases = (self.tokens[adjective].feats.case.map(plain), self.tokens[noun].feats.case.map(plain));
        self.parent(noun) == Some(adjective) && adjective < noun && cases.0 == cases.1
    }

    /// The head and the nouns that are coordinated with it or are further parts of the same name in the same case.
    fn heads(&self, head: usize) -> Vec<usize> {
        let case = self.tokens[head].feats.case;
        let relation = |i: usize| matches!(self.tokens[i].deprel.base(), Deprel::Conj | Deprel::Flat | Deprel::Compound);
        let equal =
            |&i: &usize| i != head && self.is_noun(i) && self.parent(i) == Some(head) && relation(i) && self.tokens[i].feats.case == case;
        std::iter::once(head).chain((0..self.tokens.len()).filter(equal)).collect()
    }

    fn decline(&self, noun: usize, forms: &mut [Option<String>]) {
        let feats = self.tokens[noun].feats;
        let Some(case) = feats.case.map(plain).filter(|&case| case != Case::Nom) else { return };
        let number = feats.number.unwrap_or(Number::Sing);
        let readings = dictionary().readings(self.form(noun));
        // «третьи межмидовские консультации» that the tagger takes for one: the adjectives are several, and so is the noun.
        let several = |i: usize| self.before(i, noun) && self.tokens[i].feats.number == Some(Number::Plur);
        let nominative = |r: &Reading| r.feats.number == Some(Number::Plur) && r.feats.case == Some(Case::Nom) && r.upos == Upos::Noun;
        if number == Number::Sing && (0..noun).any(several) && readings.iter().any(nominative) {
            return;
        }
        let reading = fitting(&readings, case, number, feats.gender, |r| matches!(r.upos, Upos::Noun | Upos::Propn));
        let gender = reading.and_then(|r| r.feats.gender).or(feats.gender);
        if self.is_noun(noun) {
            forms[noun] = self.noun(noun, reading, case, number, gender);
        }
        for i in (0..self.tokens.len()).filter(|&i| self.agrees(i, noun, case)) {
            forms[i] = self.adjective(i, case, number, gender);
        }
    }

    fn noun(&self, i: usize, reading: Option<&Reading>, case: Case, number: Number, gender: Option<Gender>) -> Option<String> {
        let form = self.form(i);
        if is_acronym(form) || !has_cyrillic(form) {
            return None;
        }
        let nominative = |r: &Reading| r.listed && r.feats.case == Some(Case::Nom) && matches!(r.upos, Upos::Noun | Upos::Propn);
        if reading.is_none() && dictionary().readings(form).iter().any(nominative) {
            return None;
        }
        let listed = reading.filter(|r| r.listed || !starts_upper(form)).and_then(|r| dictionary().nominative(r, number, None));
        let by_ending = || match number {
            Number::Sing => suffix::nominative(&form.to_lowercase(), case, gender.unwrap_or(Gender::Masc)),
            Number::Plur => None,
        };
        let guessed = || reading.and_then(|r| dictionary().nominative(r, number, None));
        let compound = || if reading.is_some_and(|r| r.listed) { None } else { by_tail(&form.to_lowercase(), case, number) };
        Some(recase(form, &listed.or_else(compound).or_else(by_ending).or_else(guessed)?.to_lowercase()))
    }

    /// Whether word `i` is an adjective of `noun` in its case, directly or through another one.
    fn agrees(&self, i: usize, noun: usize, case: Case) -> bool {
        if i == noun {
            return self.is_adjective(i);
        }
        // The network gives rare compound adjectives no case; the dictionary says later whether they can be in this one.
        let other = self.tokens[i].feats.case.is_some_and(|own| plain(own) != case);
        if !self.is_adjective(i) || other && !self.could_be(i, noun, case) {
            return false;
        }
        if self.hangs_on_adjective(i, noun) || self.before(i, noun) {
            return true;
        }
        let mut at = i;
        for _ in 0..self.tokens.len() {
            match self.parent(at) {
                Some(parent) if parent == noun => return true,
                Some(parent) if self.is_adjective(parent) => at = parent,
                _ => return false,
            }
        }
        false
    }

    /// Only adjectives stand between an adjective in full and its noun, whatever the tree says.
    fn before(&self, i: usize, noun: usize) -> bool {
        i < noun && self.tokens[i].upos == Upos::Adj && (i..noun).all(|j| self.is_adjective(j) || self.tokens[j].upos == Upos::Cconj)
    }

    /// The network gave an adjective before its noun another case than the noun, whose case its form may have too ("Центральной Азии").
    fn could_be(&self, i: usize, noun: usize, case: Case) -> bool {
        let feats = self.tokens[noun].feats;
        let reads = |r: &Reading| {
            r.feats.case.map(plain) == Some(case)
                && (r.feats.gender.is_none() || r.feats.gender == feats.gender)
                && r.feats.number == feats.number
        };
        i < noun && (self.parent(i) == Some(noun) || self.before(i, noun)) && dictionary().readings(self.form(i)).iter().any(reads)
    }

    fn adjective(&self, i: usize, case: Case, number: Number, gender: Option<Gender>) -> Option<String> {
        let form = self.form(i);
        let readings = dictionary().readings(form);
        let reading = fitting(&readings, case, number, gender, |r| !matches!(r.upos, Upos::Noun | Upos::Propn | Upos::Adv))?;
        let word = dictionary().nominative(reading, number, gender)?.to_lowercase();
        // What is guessed of an unlisted compound must end as adjectives do.
        let ends =
            ["ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ья", "ье", "ьи", "ов", "ин"].iter().any(|end| word.ends_with(end));
        (reading.listed || ends).then(|| recase(form, &word))
    }
}

/// The first reading in this case and number, if possible also in this gender; an accusative also reads as what it is like.
fn fitting(readings: &[Reading], case: Case, number: Number, gender: Option<Gender>, class: impl Fn(&Reading) -> bool) -> Option<&Reading> {
    let fits = |r: &&Reading| class(r) && r.feats.case.map(plain) == Some(case) && r.feats.number.is_none_or(|n| n == number);
    let same_gender = |r: &&Reading| gender.is_none() || r.feats.gender.is_none() || r.feats.gender == gender;
    readings.iter().filter(fits).find(same_gender).or_else(|| readings.iter().find(fits))
}

/// Shortest listed end of an unlisted compound, in letters.
const TAIL: usize = 6;

/// The nominative of a compound by the longest listed noun that it ends with ("Росимущества", "Минвостокразвития").
fn by_tail(form: &str, case: Case, number: Number) -> Option<String> {
    // Short names of ministries end in the genitive of what they are for ("Минвостокразвития").
    if form.starts_with("мин") && (form.ends_with("ия") || form.ends_with("ства")) {
        return Some(form.to_owned());
    }
    let letters = form.chars().count();
    let starts = form.char_indices().map(|(at, _)| at).skip(2).take((letters + 1).saturating_sub(TAIL + 2));
    starts.into_iter().find_map(|at| {
        let readings = dictionary().readings(&form[at..]);
        let noun = |r: &&Reading| r.listed && r.upos == Upos::Noun && !r.of_person;
        let fits = |r: &&Reading| noun(r) && r.feats.case.map(plain) == Some(case);
        let one = readings.iter().filter(fits).find(|r| r.feats.number == Some(number)).or_else(|| readings.iter().find(fits))?;
        Some(format!("{}{}", &form[..at], dictionary().nominative(one, Number::Sing, None)?.to_lowercase()))
    })
}
