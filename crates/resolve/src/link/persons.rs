//! People by full names. One name is one person, unless a patronymic or the countries of the posts are against it.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::{EntityKind, LocalContext};
use rapporteur_names::{Fit, Part, PersonKey, given, transliteration};

use super::{Blocks, Row, Rows, Sets, bearers, persons_of, strength};
use crate::divide::Pair;
use crate::nodes::{Key, Keys};

/// Joins the rows of people that have a full name.
pub fn link(rows: &Rows, sets: &mut Sets) {
    let names = Names::new(rows);
    let mut pairs: Vec<Pair> = Vec::new();
    for &number in names.bearers.keys() {
        names.pair(number, number, &mut pairs);
    }
    for (a, b) in names.blocks().pairs() {
        if names.key(a).fit(names.key(b)) == Fit::Same {
            names.pair(a, b, &mut pairs);
        }
    }
    sets.join(rows, EntityKind::Person, &pairs, &|a, b| apart(rows, a, b));
}

/// Two people: names that clash, or posts of different countries that are not one office.
pub fn apart(rows: &Rows, a: usize, b: usize) -> bool {
    apart_in(rows.keys, &rows.all[a], &rows.all[b])
}

/// As [`apart`], of two rows by themselves.
pub fn apart_in(keys: &Keys, a: &Row, b: &Row) -> bool {
    let one_office = !a.context.fields.is_empty() && a.context.fields == b.context.fields && supported(&a.context, &b.context);
    let clash = |x: &PersonKey, y: &PersonKey| x.clashes(y) && !(one_office && x.may_be_spelled_as(y));
    at_odds(&a.context, &b.context) || telling(keys, a).any(|x| telling(keys, b).any(|y| clash(x, y)))
}

/// The names of a row that say who it is: beside a full name its initials say nothing more ("Хорхе Фуэнтес", "Х. Фуэнтес").
fn telling<'k>(keys: &'k Keys, row: &Row) -> impl Iterator<Item = &'k PersonKey> {
    let full = persons_of(keys, row).any(PersonKey::full);
    persons_of(keys, row).filter(move |key| !full || key.full())
}

/// Countries of the posts differ, and the posts are not of one field: then the report errs in the country more likely than two namesakes
/// hold the same office.
fn at_odds(a: &LocalContext, b: &LocalContext) -> bool {
    let disjoint = !a.countries.is_empty() && !b.countries.is_empty() && a.countries.is_disjoint(&b.countries);
    disjoint && a.houses.is_disjoint(&b.houses) && (a.fields.is_empty() || a.fields != b.fields)
}

/// What the reports say of both agrees.
pub fn supported(a: &LocalContext, b: &LocalContext) -> bool {
    !a.countries.is_disjoint(&b.countries) || !a.houses.is_disjoint(&b.houses)
}

/// The distinct full names, with the rows that bear them.
struct Names<'r, 'k> {
    rows: &'r Rows<'k>,
    bearers: BTreeMap<usize, Vec<usize>>,
}

impl<'r, 'k> Names<'r, 'k> {
    fn new(rows: &'r Rows<'k>) -> Self {
        let bearers = bearers(rows, EntityKind::Person, |key| matches!(key, Key::Person(key) if key.full()));
        Self { rows, bearers }
    }

    fn key(&self, number: usize) -> &'k PersonKey {
        match self.rows.keys.get(number) {
            Key::Person(key) => key,
            _ => unreachable!("rows of people have keys of people"),
        }
    }

    fn blocks(&self) -> Blocks {
        Blocks::of(self.bearers.keys().copied(), |number| blocks_of(self.key(number)))
    }

    /// Pairs of the rows of two names that fit, or of one name. Of rows with the same countries the first stands for all.
    fn pair(&self, a: usize, b: usize, pairs: &mut Vec<Pair>) {
        let (x, y) = (self.classes(a), self.classes(b));
        for first in &x {
            for second in &y {
                let (p, q) = (first[0], second[0]);
                let strength = self.strength(p, q);
                // Each of one against the first of the other: what fits two shows at every row.
                let ends = first.iter().map(|&r| (r, q)).chain(second.iter().map(|&r| (p, r)));
                pairs.extend(ends.filter(|(r, s)| r != s).map(|(r, s)| (r, s, strength)));
            }
        }
    }

    fn strength(&self, a: usize, b: usize) -> u8 {
        let (x, y) = (&self.rows.all[a].context, &self.rows.all[b].context);
        match supported(x, y) {
            true if !x.fields.is_empty() && x.fields == y.fields => strength::IN_OFFICE,
            true => strength::SUPPORTED,
            false => strength::NAMED,
        }
    }

    /// Rows of a name by countries and fields of posts.
    fn classes(&self, number: usize) -> Vec<Vec<usize>> {
        let mut classes: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for &row in &self.bearers[&number] {
            let context = &self.rows.all[row].context;
            classes.entry((&context.countries, &context.fields, &context.judged)).or_default().push(row);
        }
        classes.into_values().collect()
    }
}

/// Keys for a full name: sounds of any two of its words, in an order that does not tell which is the family name. Of one of the two the
/// first consonants are enough, since ends are often not heard ("Барро", "Barrot").
pub fn blocks_of(key: &PersonKey) -> BTreeSet<String> {
    let sounds = |part: &&Part| {
        let mut sounds = transliteration::keys(&part.text);
        sounds.extend(given::groups(&part.key).iter().map(|g| format!("#{g}")));
        sounds.push(format!("={}", part.key));
        sounds
    };
    let all: Vec<Vec<String>> = key.spellings().map(|w| sounds(&w)).collect();
    let short = |sound: &String| sound.chars().take(2).collect::<String>();
    let mut blocks = BTreeSet::new();
    for (i, a) in all.iter().enumerate() {
        for (_, b) in all.iter().enumerate().filter(|(j, _)| *j != i) {
            blocks.extend(a.iter().flat_map(|x| b.iter().filter(|y| !y.starts_with(['=', '#'])).map(move |y| format!("{x} {}", short(y)))));
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use rapporteur_names::{Fit, PersonKey};

    use super::blocks_of;

    #[test]
    fn names_that_fit_share_a_key() {
        for (a, b) in [
            ("Си Цзиньпин", "Jinping Xi"),
            ("Ван И", "Wang Yi"),
            ("Ким Чен Ын", "Kim Jong-un"),
            ("محمد الحربي", "Mohammed al-Harbi"),
            ("김민준", "Ким Мин Чжун"),
            ("Реджеп Тайип Эрдоган", "Recep Tayyip Erdoğan"),
            ("Мухаммед бен Салман", "Mohammed bin Salman Al Saud"),
            ("Abdul Rahman al-Sayed", "Abdelrahman Elsayed"),
            ("Джозеф Байден", "Joe Biden"),
            ("Oleksandr Hnatiuk", "Александр Гнатюк"),
            ("Субраманьям Джайшанкар", "Subrahmanyam Jaishankar"),
            ("Ursula van der Meulen", "Урсула Вандермёлен"),
            ("Николай Коваленко", "Микола Коваленко"),
        ] {
            let (x, y) = (PersonKey::of_words(a), PersonKey::of_words(b));
            assert!(x.fit(&y) != Fit::Same || !blocks_of(&x).is_disjoint(&blocks_of(&y)), "{a} / {b}");
        }
    }
}
