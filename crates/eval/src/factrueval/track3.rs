//! Track 3 of FactRuEval: facts, each handed-in one given to a gold fact of its type so that F1 is best.
//!
//! An optimal assignment of one to one comes first; then further handed-in facts may share a gold fact where that helps.

use super::gold::{Argument, Document, Fact};
use crate::assign::assign;
use crate::score::Counts;
use crate::text::{alike, normalise};

/// Types of facts, in the order of the tables.
pub const KINDS: [&str; 4] = ["Occupation", "Meeting", "Deal", "Ownership"];

/// A fact that is handed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Handed {
    /// Type, as in [`KINDS`].
    pub kind: String,
    /// Names and values of arguments.
    pub arguments: Vec<(String, String)>,
    /// Character of the text that it was read at, where known.
    pub at: Option<usize>,
    /// What made it, for show.
    pub by: String,
    /// Confidence of the claim.
    pub confidence: f32,
}

/// What came out for one document.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Counts in the order of [`KINDS`].
    pub by_kind: [Counts; 4],
    /// Gold facts (indices) that count and have a quality below 1, with the handed-in ones given to them.
    pub missed: Vec<(usize, Vec<usize>, f64)>,
    /// Handed-in facts (indices) that were given to none.
    pub spurious: Vec<usize>,
}

/// Weight of giving a handed-in fact to one that does not count.
const IGNORED: f64 = 0.3;
/// Rounds of improvement; each must raise F1, and few ever do.
const ROUNDS: usize = 50;

/// Scores one document.
#[must_use]
pub fn score(document: &Document, handed: &[Handed]) -> Outcome {
    let mut outcome = Outcome::default();
    for (slot, kind) in KINDS.iter().enumerate() {
        let gold: Vec<usize> = (0..document.facts.len()).filter(|&f| document.facts[f].kind.eq_ignore_ascii_case(kind)).collect();
        let own: Vec<usize> = (0..handed.len()).filter(|&h| handed[h].kind.eq_ignore_ascii_case(kind)).collect();
        let task = Task::new(gold.iter().map(|&f| &document.facts[f]).collect(), own.iter().map(|&h| &handed[h]).collect());
        let given = task.solve();
        outcome.by_kind[slot] = task.counts(&given);
        for (row, &fact) in gold.iter().enumerate().filter(|&(row, _)| !task.gold[row].difficult) {
            let members = Task::members(&given, row);
            let quality = task.quality(row, &members);
            if quality < 1.0 {
                outcome.missed.push((fact, members.into_iter().map(|m| own[m]).collect(), quality));
            }
        }
        outcome.spurious.extend(given.iter().enumerate().filter(|(_, g)| g.is_none()).map(|(h, _)| own[h]));
    }
    outcome
}

/// The facts of one type in one document.
struct Task<'a> {
    gold: Vec<&'a Fact>,
    /// Arguments of each handed-in fact: name and normalised value.
    handed: Vec<Vec<(String, String)>>,
}

/// For each handed-in fact the gold fact that it is given to.
type Given = Vec<Option<usize>>;

impl<'a> Task<'a> {
    fn new(gold: Vec<&'a Fact>, handed: Vec<&Handed>) -> Self {
        let arguments = |h: &Handed| {
            let named = h.arguments.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("phase"));
            named.map(|(name, value)| (name.to_lowercase().replace("job", "position"), normalise(value))).collect()
        };
        Self { gold, handed: handed.into_iter().map(arguments).collect() }
    }

    fn solve(&self) -> Given {
        let weight = |row: usize, h: usize| match (self.can_match(row, h), self.gold[row].difficult) {
            (false, _) => 0.0,
            (true, true) => IGNORED,
            (true, false) => self.quality(row, &[h]),
        };
        let weights: Vec<Vec<f64>> = (0..self.gold.len()).map(|row| (0..self.handed.len()).map(|h| weight(row, h)).collect()).collect();
        let mut given: Given = vec![None; self.handed.len()];
        for (row, column) in assign(&weights).into_iter().enumerate() {
            if let Some(h) = column {
                given[h] = Some(row);
            }
        }
        self.improve(&mut given);
        given
    }

    /// Moves single handed-in facts to other gold facts, or to none, while F1 rises.
    fn improve(&self, given: &mut Given) {
        let mut best = self.counts(given).f1();
        for _ in 0..ROUNDS {
            let before = best;
            for h in 0..given.len() {
                let options = (0..self.gold.len()).filter(|&row| self.can_match(row, h)).map(Some).chain([None]);
                for option in options.collect::<Vec<_>>() {
                    let old = std::mem::replace(&mut given[h], option);
                    let now = self.counts(given).f1();
                    if now > best + 1e-12 {
                        best = now;
                    } else {
                        given[h] = old;
                    }
                }
            }
            if best <= before {
                return;
            }
        }
    }

    fn members(given: &Given, row: usize) -> Vec<usize> {
        (0..given.len()).filter(|&h| given[h] == Some(row)).collect()
    }

    /// Gold facts that are difficult, and what is given to them, count on no side.
    fn counts(&self, given: &Given) -> Counts {
        let mut counts = Counts { found: given.iter().filter(|g| g.is_none()).count() as f64, ..Counts::default() };
        for row in (0..self.gold.len()).filter(|&row| !self.gold[row].difficult) {
            let members = Self::members(given, row);
            let quality = self.quality(row, &members);
            counts.gold += 1.0;
            counts.found += members.len() as f64;
            counts.right_gold += quality;
            counts.right_found += quality * members.len() as f64;
        }
        counts
    }

    /// One argument other than the title must fit.
    fn can_match(&self, row: usize, h: usize) -> bool {
        self.handed[h].iter().any(|arg| arg.0 != "position" && self.gold[row].arguments.iter().any(|a| fits(a, arg)))
    }

    /// Share of the arguments matched, halved towards 0 by the share of pairs of them that no handed-in fact holds together.
    fn quality(&self, row: usize, members: &[usize]) -> f64 {
        let arguments = &self.gold[row].arguments;
        let mut extra = 0.0;
        // For each argument the members that hold it.
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); arguments.len()];
        for &h in members {
            for arg in &self.handed[h] {
                match arguments.iter().position(|a| fits(a, arg)) {
                    Some(index) => holders[index].push(h),
                    None => extra += weight(&arg.0),
                }
            }
        }
        let matched: Vec<usize> = (0..arguments.len()).filter(|&i| !holders[i].is_empty()).collect();
        let sum = |matched: bool| -> f64 {
            arguments.iter().zip(&holders).filter(|(_, h)| h.is_empty() != matched).map(|(a, _)| weight(&a.name)).sum()
        };
        let (right, missed) = (sum(true), sum(false));
        if right == 0.0 {
            return 0.0;
        }
        let pairs = || matched.iter().enumerate().flat_map(|(n, &a)| matched[n + 1..].iter().map(move |&b| (a, b)));
        let together = pairs().filter(|&(a, b)| holders[a].iter().any(|h| holders[b].contains(h))).count();
        let joined = if members.len() < 2 || pairs().count() == 0 { 1.0 } else { together as f64 / pairs().count() as f64 };
        right / (right + missed + extra) * (1.0 + joined) / 2.0
    }
}

fn weight(name: &str) -> f64 {
    if matches!(name, "position" | "phase") { 0.5 } else { 1.0 }
}

fn fits(gold: &Argument, (name, value): &(String, String)) -> bool {
    gold.name == *name && gold.values.iter().any(|v| alike(v, value))
}
