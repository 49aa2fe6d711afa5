//! Which entry each mention stands for, as numbers. Holds numbers; names and ids are those of the entries.

use std::collections::BTreeMap;

use rapporteur_model::{EntityId, Standing};

/// Entries of the mentions of some reports.
pub struct Cast {
    of: Vec<BTreeMap<u32, usize>>,
}

impl Cast {
    /// By the standings of each report; `entry` gives the number of the entry of a local entity, if it has one.
    pub fn new<'s>(standings: impl Iterator<Item = &'s [Standing]>, entry: impl Fn(&EntityId) -> Option<usize>) -> Self {
        let of_report = |standings: &[Standing]| {
            let entries = standings.iter().filter_map(|s| Some((&s.mentions, entry(&s.row)?)));
            entries.flat_map(|(mentions, e)| mentions.iter().map(move |&m| (m, e))).collect()
        };
        Self { of: standings.map(of_report).collect() }
    }

    /// The entry of a mention.
    pub fn of(&self, report: usize, mention: u32) -> Option<usize> {
        self.of[report].get(&mention).copied()
    }
}
