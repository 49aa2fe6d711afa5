//! What a run read and what it did not, by kind of file.

use std::collections::BTreeMap;

use rapporteur_model::Issue;

/// Counts of one kind of file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kind {
    /// Reports that came of it.
    pub reports: usize,
    /// Inputs, or parts of them, that gave no report or were lost in part.
    pub lost: usize,
    /// Files that were not looked into.
    pub passed_over: usize,
}

/// Counts by what a kind is called ("page", "feed", "PDF").
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinds(BTreeMap<String, Kind>);

impl Kinds {
    /// The kinds in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Kind)> {
        self.0.iter().map(|(name, kind)| (name.as_str(), kind))
    }

    pub(crate) fn count(&mut self, kind: &str, reports: usize, issues: &[(String, Issue)]) {
        let counts = self.0.entry(kind.to_owned()).or_default();
        counts.reports += reports;
        counts.lost += issues.iter().filter(|(_, issue)| issue.is_error()).count();
    }

    pub(crate) fn pass_over(&mut self, by_ending: &BTreeMap<String, usize>) {
        for (ending, count) in by_ending {
            self.0.entry(format!(".{ending}")).or_default().passed_over += count;
        }
    }
}
