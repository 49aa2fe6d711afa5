//! What each rule of `knowledge/rules` is worth on reports that may be read: how often it fired, and how often what stands on it was
//! expected. Knows no rule's inside.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use rapporteur_knowledge::rules::{ids, registry};
use rapporteur_model::Claim;
use rayon::prelude::*;

use crate::engine::Engine;
use crate::table::{Page, Table};

/// Arguments of `rules`.
#[derive(Debug, Args)]
pub struct Command {
    /// Folders with `NAME.txt` and `NAME.toml`; never `unread`.
    #[arg(default_values = ["examples", "eval/fresh/read"])]
    dirs: Vec<PathBuf>,
}

/// What became of a rule's claims.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Worth {
    /// Claims, by language.
    fired: BTreeMap<String, u32>,
    /// Reports with such a claim.
    reports: u32,
    /// Entries of the record that stand on one, expected and not.
    judged: [u32; 2],
}

/// Rules by id.
#[derive(Debug, Default, Clone)]
pub struct Tally(BTreeMap<String, Worth>);

impl Tally {
    /// Adds the claims of a report.
    pub fn add_fired(&mut self, lang: &str, claims: &[Claim]) {
        let made: Vec<String> = claims.iter().flat_map(|claim| ids(&claim.rule)).collect();
        for id in &made {
            *self.0.entry(id.clone()).or_default().fired.entry(lang.to_owned()).or_default() += 1;
        }
        for id in made.into_iter().collect::<BTreeSet<_>>() {
            self.0.entry(id).or_default().reports += 1;
        }
    }

    /// Adds an entry that stands on these rules: expected or not.
    pub fn add_judged(&mut self, rules: &[String], expected: bool) {
        for id in rules {
            self.0.entry(id.clone()).or_default().judged[usize::from(!expected)] += 1;
        }
    }

    /// Adds all of another.
    fn extend(&mut self, other: &Self) {
        for (id, worth) in &other.0 {
            let own = self.0.entry(id.clone()).or_default();
            own.reports += worth.reports;
            (0..2).for_each(|which| own.judged[which] += worth.judged[which]);
            worth.fired.iter().for_each(|(lang, count)| *own.fired.entry(lang.clone()).or_default() += count);
        }
    }

    fn table(&self) -> Table {
        let heads = ["ru", "en", "texts", "right", "wrong", "share right"];
        let mut table = Table::new("By rule", &["rule", "in", "what it says"], &heads);
        let listed = registry().iter().map(|rule| rule.id.clone());
        for id in listed.chain(self.0.keys().cloned()).collect::<BTreeSet<String>>() {
            let worth = self.0.get(&id).cloned().unwrap_or_default();
            let (says, langs) = registry().get(&id).map_or_else(
                || ("is not in the registry".to_owned(), String::new()),
                |rule| (rule.says.clone(), rule.languages.keys().cloned().collect::<Vec<_>>().join(", ")),
            );
            let fired = |lang: &str| worth.fired.get(lang).copied().unwrap_or_default().to_string();
            let [right, wrong] = worth.judged;
            let share = if right + wrong > 0 { format!("{:.2}", f64::from(right) / f64::from(right + wrong)) } else { String::new() };
            let cells = vec![fired("ru"), fired("en"), worth.reports.to_string(), right.to_string(), wrong.to_string(), share];
            table.row(&[&id, &langs, &says], cells);
        }
        table
    }
}

/// Counts over the reports of the folders.
///
/// # Errors
/// Files or models cannot be read.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    let mut names = Vec::new();
    for dir in &command.dirs {
        super::walk(dir, &mut names)?;
    }
    names.retain(|path| !path.components().any(|part| part.as_os_str() == "unread"));
    names.sort();
    let engine = Engine::open()?;
    let outcomes = names.par_iter().map(|path| super::one(&engine, path)).collect::<Result<Vec<_>>>()?;
    let mut all = Tally::default();
    outcomes.iter().for_each(|(_, outcome)| all.extend(&outcome.rules));
    let about = format!(
        "Each rule of `knowledge/rules`: the languages that it has examples in, how many claims it made on {} reports that may be read (`examples/`, \
         `eval/fresh/read`), by language, and on how many reports; and of the entries of the record that stand on such a claim, how many were \
         expected. An entry that stands on several rules counts for each.",
        names.len()
    );
    let command = "cargo run --release -p rapporteur-eval -- rules".to_owned();
    Ok((Page { name: "rules".to_owned(), command, about, tables: vec![all.table()] }, true))
}

#[cfg(test)]
mod tests {
    use rapporteur_model::{Claim, ClaimKind, Span};

    use super::Tally;

    #[test]
    fn a_rule_is_counted_by_claim_report_and_entry() {
        let claim = |rule: &str| Claim::new(ClaimKind::Meeting, Span::new(0, 1), rule);
        let mut all = Tally::default();
        for _ in 0..2 {
            let mut one = Tally::default();
            one.add_fired("ru", &[claim("meeting.verb+scene/rules"), claim("meeting.verb/rules")]);
            one.add_judged(&["meeting.verb".to_owned()], true);
            all.extend(&one);
        }
        all.add_judged(&["meeting.verb".to_owned()], false);
        let table = all.table();
        let row = |id: &str| table.rows.iter().find(|row| row[0] == id).map(|row| row[3..].join(" "));
        assert_eq!(row("meeting.verb").as_deref(), Some("4 0 2 2 1 0.67"));
        assert_eq!(row("setting.scene").as_deref(), Some("2 0 2 0 0 "));
    }
}
