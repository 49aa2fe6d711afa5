//! Pairs of names compared by themselves: `kind TAB name TAB name` in, score and verdict out, in order. With a fourth cell, 1 where the names are
//! one thing's, `--table` counts how often that was told.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use rapporteur_names::{Form, NameKind, Verdict};
use serde::Serialize;

use crate::table::{Page, Table};

/// Arguments of `pairs`.
#[derive(Debug, Args)]
pub struct Command {
    /// Lines `kind TAB name TAB name`, kinds person, organisation, body and place; `-` is standard input. A fourth cell, 1 or 0, says whether the
    /// names are one thing's.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// One object a line.
    #[arg(long)]
    json: bool,
    /// Counts against the fourth cells, a row a file and kind, in place of the answers.
    #[arg(long, conflicts_with = "json")]
    table: bool,
    /// Only the pairs that the fourth cell tells otherwise.
    #[arg(long, conflicts_with = "table")]
    wrong: bool,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq)]
struct Pair {
    word: String,
    kind: NameKind,
    names: [String; 2],
    gold: Option<bool>,
}

/// A line of the answer.
#[derive(Debug, Serialize)]
struct Answer<'p> {
    kind: &'p str,
    names: &'p [String; 2],
    score: f32,
    verdict: &'static str,
}

/// Compares the pairs of the lists.
///
/// # Errors
/// A list cannot be read, a line of it has too few cells or an unknown kind, or the answers cannot be written.
pub fn run(command: &Command) -> Result<Option<Page>> {
    if command.table {
        return page(command).map(Some);
    }
    for file in &command.files {
        answer(&read(file)?, command)?;
    }
    Ok(None)
}

fn answer(pairs: &[Pair], command: &Command) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (pair, score) in pairs.iter().zip(scores(pairs).0) {
        let verdict = Verdict::of(score);
        if command.wrong && pair.gold.is_none_or(|gold| gold == (verdict == Verdict::Same)) {
            continue;
        }
        if command.json {
            serde_json::to_writer(&mut out, &Answer { kind: &pair.word, names: &pair.names, score, verdict: verdict.word() })?;
            writeln!(out)?;
        } else {
            writeln!(out, "{score:.3}\t{}\t{}\t{}\t{}", verdict.word(), pair.word, pair.names[0], pair.names[1])?;
        }
    }
    out.flush().context("cannot write the answers")
}

/// The score of every pair, and how many pairs a second were compared once their forms were made.
fn scores(pairs: &[Pair]) -> (Vec<f32>, f64) {
    let mut forms: HashMap<(&str, &str), Form> = HashMap::new();
    for pair in pairs {
        for name in &pair.names {
            forms.entry((&pair.word, name)).or_insert_with(|| Form::new(pair.kind, name));
        }
    }
    let both: Vec<(&Form, &Form)> = pairs.iter().map(|p| (&forms[&(&*p.word, &*p.names[0])], &forms[&(&*p.word, &*p.names[1])])).collect();
    let start = Instant::now();
    let scores: Vec<f32> = both.iter().map(|(a, b)| a.score(b)).collect();
    let speed = pairs.len() as f64 / start.elapsed().as_secs_f64().max(1e-9);
    (scores, speed)
}

fn read(path: &Path) -> Result<Vec<Pair>> {
    let reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::io::BufReader::new(std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?))
    };
    let mut pairs = Vec::new();
    for (number, line) in reader.lines().enumerate() {
        let line = line.with_context(|| format!("cannot read {}", path.display()))?;
        if !line.trim().is_empty() {
            pairs.push(pair(&line).with_context(|| format!("line {} of {}", number + 1, path.display()))?);
        }
    }
    Ok(pairs)
}

fn pair(line: &str) -> Result<Pair> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [word, first, second, rest @ ..] = cells.as_slice() else {
        bail!("a kind and two names are asked, with tabs between them");
    };
    let kind = NameKind::of_word(word).with_context(|| format!("the kind {word:?} is none of person, organisation, body, place"))?;
    let gold = match rest.first() {
        None => None,
        Some(&"1") => Some(true),
        Some(&"0") => Some(false),
        Some(other) => bail!("the fourth cell is 1 or 0, not {other:?}"),
    };
    Ok(Pair { word: (*word).to_owned(), kind, names: [(*first).to_owned(), (*second).to_owned()], gold })
}

/// How often the verdict "same" was right.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    pairs: usize,
    right: usize,
    told: usize,
    truth: usize,
    unsure: usize,
}

impl Count {
    fn add(&mut self, gold: bool, verdict: Verdict) {
        let told = verdict == Verdict::Same;
        self.pairs += 1;
        self.right += usize::from(gold && told);
        self.told += usize::from(told);
        self.truth += usize::from(gold);
        self.unsure += usize::from(verdict == Verdict::Unsure);
    }

    fn figures(&self) -> Vec<String> {
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let (p, r) = (share(self.right, self.told), share(self.right, self.truth));
        let f = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        vec![self.pairs.to_string(), format!("{p:.3}"), format!("{r:.3}"), format!("{f:.3}"), self.unsure.to_string()]
    }
}

fn page(command: &Command) -> Result<Page> {
    let mut table = Table::new("", &["list", "kind"], &["pairs", "P", "R", "F1", "unsure"]);
    for file in &command.files {
        let pairs = read(file)?;
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
        let (scores, _) = scores(&pairs);
        for (pair, score) in pairs.iter().zip(scores) {
            let Some(gold) = pair.gold else { bail!("{}: a pair has no fourth cell", file.display()) };
            for kind in [pair.word.as_str(), "all"] {
                counts.entry(kind).or_default().add(gold, Verdict::of(score));
            }
        }
        if counts.len() == 2 {
            counts.remove("all");
        }
        for (kind, count) in counts {
            table.row(&[&name, kind], count.figures());
        }
    }
    Ok(Page {
        name: "pairs".into(),
        command: "rapporteur-eval surnames ../shared/data/names/wd_russian_16.tsv --out surnames.tsv; rapporteur-eval pairs --table \
                  eval/pairs/worked.tsv eval/pairs/unread.tsv surnames.tsv"
            .into(),
        about: "Names compared by themselves; \"same\" against all else. Of `unread` only the figures are read; `surnames` are 1,500 \
                names in two scripts and 1,500 with the name of a neighbour in the alphabet, of the part that nothing was learned from."
            .into(),
        tables: vec![table],
    })
}

#[cfg(test)]
mod tests {
    use rapporteur_names::NameKind;

    use super::{pair, scores};

    #[test]
    fn lines() {
        let read = pair("person\tAnna Smith\tАнна Смит\t1").unwrap();
        assert_eq!((read.kind, read.gold), (NameKind::Person, Some(true)));
        assert_eq!(pair("place\tMinsk\tМинск").unwrap().gold, None);
        for wrong in ["person\tAnna", "ship\tA\tB", "person\tA\tB\tyes"] {
            assert!(pair(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn scores_come_in_order_and_do_not_depend_on_the_side() {
        let pairs: Vec<_> =
            ["person\tАнна Ким\tAnna Kim", "person\tAnna Kim\tАнна Ким", "person\tAnna Kim\tIvan Petrov"].map(|l| pair(l).unwrap()).into();
        let (scores, _) = scores(&pairs);
        assert!(scores[0] == scores[1] && scores[2] < scores[1], "{scores:?}");
    }
}
