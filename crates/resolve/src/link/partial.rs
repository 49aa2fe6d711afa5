//! People by a family name alone or with an initial: never by the name alone. Post, country, or the day and the company kept must say
//! the same; a name that fits two people joins neither.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_model::EntityKind;
use rapporteur_names::{Fit, Likeness, PersonKey, transliteration};

use super::persons::{apart, keys};
use super::{Blocks, Sets, strength};
use crate::divide::Pair;
use crate::input::Input;
use crate::rows::Rows;

/// How far apart two reports can be that tell of the same company, in days.
const NEAR: i32 = 3;

/// Joins rows of people without a full name.
pub fn link(input: &Input, rows: &Rows, sets: &mut Sets) {
    let people = rows.of_kind(EntityKind::Person);
    let full = |row: usize| keys(rows, row).any(PersonKey::full);
    let mut blocks = Blocks::default();
    for &row in &people {
        keys(rows, row).flat_map(main_blocks).collect::<BTreeSet<_>>().into_iter().for_each(|block| blocks.add(block, row));
    }
    let company = Company::new(rows, sets, &people);
    let mut pairs: Vec<Pair> = Vec::new();
    for &row in people.iter().filter(|&&row| !full(row)) {
        let near: BTreeSet<usize> =
            keys(rows, row).flat_map(main_blocks).flat_map(|block| blocks.get(&block).to_vec()).filter(|&other| other != row).collect();
        for other in near {
            if fits(rows, row, other) && (one_office(rows, row, other) || company.shared(input, rows, sets, row, other)) {
                let strength = if full(other) { strength::NAMED } else { strength::NEAR };
                pairs.push((row, other, strength));
            }
        }
    }
    // Full names were settled before; what fits two of them joins neither.
    sets.join(rows, EntityKind::Person, &pairs, &|a, b| (full(a) && full(b)) || apart(rows, a, b));
}

/// Every name of one fits some name of the other, and no name is against it.
fn fits(rows: &Rows, a: usize, b: usize) -> bool {
    let like = |x: &PersonKey, y: &PersonKey| x.fit(y) >= Fit::Possible && x.likeness(y) >= Likeness::Sound;
    keys(rows, a).all(|x| keys(rows, b).any(|y| like(x, y))) && !apart(rows, a, b)
}

/// The posts that the reports give are of one house, or of one country and one field.
fn one_office(rows: &Rows, a: usize, b: usize) -> bool {
    let (x, y) = (&rows.all[a].context, &rows.all[b].context);
    let one_field = !x.fields.is_empty() && x.fields == y.fields;
    !x.units.is_disjoint(&y.units) || (one_field && !x.countries.is_disjoint(&y.countries))
}

/// Who stands in which report.
struct Company {
    by_report: BTreeMap<usize, BTreeSet<usize>>,
}

impl Company {
    fn new(rows: &Rows, sets: &Sets, people: &[usize]) -> Self {
        let mut by_report: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for &row in people {
            for &n in &rows.all[row].nodes {
                by_report.entry(rows.nodes.all[n].report).or_default().insert(sets.root(row));
            }
        }
        Self { by_report }
    }

    /// Somebody else stands with both, in reports of days that are near.
    fn shared(&self, input: &Input, rows: &Rows, sets: &Sets, a: usize, b: usize) -> bool {
        let none = BTreeSet::new();
        let reports = |row: usize| rows.all[row].nodes.iter().map(|&n| rows.nodes.all[n].report);
        let with = |report: usize| self.by_report.get(&report).unwrap_or(&none);
        reports(a).any(|r| {
            reports(b)
                .any(|s| near(input, r, s) && with(r).intersection(with(s)).any(|&other| other != sets.root(a) && other != sets.root(b)))
        })
    }
}

fn near(input: &Input, a: usize, b: usize) -> bool {
    match (input.days(a), input.days(b)) {
        (Some((x, _)), Some((y, _))) => (x - y).get_days().abs() <= NEAR && (x - y).get_months() == 0,
        _ => false,
    }
}

fn main_blocks(key: &PersonKey) -> Vec<String> {
    let Some(main) = key.main() else { return Vec::new() };
    let mut blocks = transliteration::keys(&main.text);
    blocks.push(format!("={}", main.key));
    blocks
}
