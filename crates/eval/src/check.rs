//! Compares the present figures with the committed tables: none may fall by more than a tolerance.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::table::{Figure, Page, figures};

/// Columns of which a fall counts.
const COLUMNS: [&str; 5] = ["F1", "UPOS", "UAS", "LAS", "right value"];
/// A figure may fall by this much: a table is rounded, and a step forward in one place costs a little in another.
const TOLERANCE: f64 = 0.005;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Command {
    /// Folder of the benchmarks; those that are not there are passed over.
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// How far a figure may fall.
    #[arg(long, default_value_t = TOLERANCE)]
    tolerance: f64,
    /// Folder of the sample reports.
    #[arg(long, default_value = "examples")]
    examples: PathBuf,
}

/// Runs every quick benchmark whose data is there and compares it with its committed page.
///
/// # Errors
/// A benchmark fails, or a figure has fallen.
pub fn run(command: &Command, results: &Path) -> Result<()> {
    let mut fallen = Vec::new();
    let mut compared = 0;
    for (name, data, run) in crate::quick(&command.data, &command.examples) {
        let committed = results.join(format!("{name}.md"));
        if !data.exists() || !committed.exists() {
            println!("{name}: skipped, {} is not there", if data.exists() { committed.display() } else { data.display() });
            continue;
        }
        let before = std::fs::read_to_string(&committed).with_context(|| format!("cannot read {}", committed.display()))?;
        let page = run()?;
        let (count, worse) = compare(&before, &page, command.tolerance);
        println!("{name}: {count} figures compared, {} fallen", worse.len());
        compared += count;
        fallen.extend(worse.into_iter().map(|w| format!("{name}: {w}")));
    }
    if !fallen.is_empty() {
        bail!(
            "figures fell by more than {}:\n{}\nIf that is meant, run the benchmark and commit its table",
            command.tolerance,
            fallen.join("\n")
        );
    }
    println!("{compared} figures hold");
    Ok(())
}

/// The number of figures in both, and those that fell or are gone.
fn compare(before: &str, page: &Page, tolerance: f64) -> (usize, Vec<String>) {
    let now = figures(&page.markdown(), &COLUMNS);
    let before = figures(before, &COLUMNS);
    let worse = before.iter().filter_map(|Figure { at, value }| match now.iter().find(|n| n.at == *at) {
        None => Some(format!("{at}: {value:.3} is not measured any more")),
        Some(n) if n.value < value - tolerance - 1e-9 => Some(format!("{at}: {value:.3}, now {:.3}", n.value)),
        Some(_) => None,
    });
    (before.len(), worse.collect())
}

#[cfg(test)]
mod tests {
    use super::compare;
    use crate::table::{Page, Table};

    fn page(f1: &str) -> Page {
        let mut table = Table::new("T", &["type"], &["P", "F1"]);
        table.row(&["per"], vec!["0.900".to_owned(), f1.to_owned()]);
        Page { name: "n".into(), command: "c".into(), about: "a".into(), tables: vec![table] }
    }

    #[test]
    fn a_fall_is_seen_and_a_small_one_forgiven() {
        let before = page("0.800").markdown();
        assert_eq!(compare(&before, &page("0.796"), 0.005), (1, vec![]));
        assert_eq!(compare(&before, &page("0.900"), 0.005).1.len(), 0);
        assert_eq!(compare(&before, &page("0.790"), 0.005).1, ["T / per / F1: 0.800, now 0.790"]);
        let none = Page { tables: vec![], ..page("0.8") };
        assert_eq!(compare(&before, &none, 0.005).1.len(), 1);
    }
}
