//! A list of pairs of names in two scripts, half of them neighbours in the alphabet, from a public list of name tokens. For `pairs` and for other matchers.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

/// Names shorter than this are left out: they say too little.
const SHORTEST: usize = 4;

/// Arguments of `surnames`.
#[derive(Debug, Args)]
pub struct Command {
    /// The list: `latin TAB cyrillic letters apart TAB count`.
    file: PathBuf,
    /// How many pairs of one name, and how many of neighbours.
    #[arg(long, default_value_t = 1500)]
    pairs: usize,
    /// Rows that were counted less often are left out: many of them are no transliterations.
    #[arg(long, default_value_t = 2)]
    least: u32,
    /// Where to write `kind TAB name TAB name TAB gold`; standard output if not given.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Writes the list.
///
/// # Errors
/// The list cannot be read or is too short, or the file cannot be written.
pub fn run(command: &Command) -> Result<()> {
    let content = std::fs::read_to_string(&command.file).with_context(|| format!("cannot read {}", command.file.display()))?;
    let names = names(&content, command.least);
    let lines = lines(&names, command.pairs)?;
    match &command.out {
        Some(path) => write(path, &lines),
        None => {
            print!("{lines}");
            Ok(())
        }
    }
}

fn write(path: &Path, lines: &str) -> Result<()> {
    std::fs::write(path, lines).with_context(|| format!("cannot write {}", path.display()))
}

/// Names by their Latin letters, each with all its Cyrillic forms.
fn names(content: &str, least: u32) -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in content.lines() {
        let mut cells = line.split('\t');
        let (Some(latin), Some(cyrillic)) = (cells.next(), cells.next()) else { continue };
        let cyrillic: String = cyrillic.split_whitespace().collect();
        let plain = |word: &str| word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic);
        if plain(latin) && plain(&cyrillic) && cells.next().and_then(|c| c.trim().parse::<u32>().ok()).is_some_and(|c| c >= least) {
            names.entry(latin.to_owned()).or_default().push(cyrillic);
        }
    }
    names
}

fn lines(names: &BTreeMap<String, Vec<String>>, pairs: usize) -> Result<String> {
    let all: Vec<(&String, &Vec<String>)> = names.iter().collect();
    if all.len() < 2 * pairs + 1 {
        bail!("{} names are too few for {pairs} pairs of each sort", all.len());
    }
    let step = (all.len() - 1) as f64 / (2 * pairs) as f64;
    let mut out = String::new();
    for n in 0..2 * pairs {
        let at = (n as f64 * step) as usize;
        let (latin, own) = all[at];
        let same = n % 2 == 0;
        // The next name that is written in another way.
        let other = all[at + 1..].iter().chain(all[..at].iter().rev()).map(|(_, c)| &c[0]).find(|c| !own.contains(c));
        let cyrillic = if same { &own[0] } else { other.unwrap_or(&own[0]) };
        let _ = writeln!(out, "person\t{}\t{}\t{}", capital(latin), capital(cyrillic), u8::from(same));
    }
    Ok(out)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::{lines, names};

    #[test]
    fn neighbours_are_other_names() {
        let list = "abel\tа б е л ь\t3\nabele\tа б е л ь\t2\nabels\tа б е л ь с\t2\nadam\tа д а м\t9\nadams\tа д а м с\t5\nli\tл и\t9\nrare\tр е д к о\t1\n";
        let names = names(list, 2);
        assert_eq!(names.len(), 5);
        let lines = lines(&names, 2).unwrap();
        assert_eq!(lines, "person\tAbel\tАбель\t1\nperson\tAbele\tАбельс\t0\nperson\tAbels\tАбельс\t1\nperson\tAdam\tАдамс\t0\n");
        assert!(super::lines(&names, 3).is_err());
    }
}
