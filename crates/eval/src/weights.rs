//! Fewer bits a weight: what changes in the analyses of Russian reports when the networks' numbers are rounded. Measures only.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use rapporteur_analyze::Engines;
use rapporteur_model::{Analysis, Lang, Report};
use rapporteur_nn::{WeightFile, WeightWriter};

use crate::engine::models;
use crate::table::{Page, Table};

/// Arguments of `weights`.
#[derive(Debug, Args)]
pub struct Command {
    /// Folder of Russian texts, `*.txt`.
    dir: PathBuf,
}

/// How numbers are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bits {
    /// Half precision.
    F16,
    /// 255 steps between the extremes of each output's weights.
    I8,
}

/// Which numbers are rounded: those of the networks, those of the word vectors, both.
const WAYS: [(&str, Bits, bool, bool); 6] = [
    ("networks f16", Bits::F16, true, false),
    ("vectors f16", Bits::F16, false, true),
    ("both f16", Bits::F16, true, true),
    ("networks int8", Bits::I8, true, false),
    ("vectors int8", Bits::I8, false, true),
    ("both int8", Bits::I8, true, true),
];

/// Runs the measure.
///
/// # Errors
/// Texts or models cannot be read, or copies of the models not written.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    let (folder, reports) = (models()?, reports(&command.dir)?);
    let read = |folder: &Path| -> Result<Vec<Analysis>> {
        let engines = Engines::open(folder)?;
        Ok(reports.iter().map(|report| engines.analyze(report)).collect())
    };
    let full = read(&folder)?;
    let mut table = Table::new("", &["weights"], &["size, MB", "tags", "heads", "relations", "lemmas", "mentions", "documents"]);
    table.row(&["f32, as compared with"], figures(bytes(Bits::F16, false, false, &folder)?, &full, &full));
    for (name, bits, networks, vectors) in WAYS {
        let copies = tempfile::tempdir()?;
        rounded(&folder, copies.path(), bits, networks, vectors)?;
        let size = bytes(bits, networks, vectors, &folder)?;
        table.row(&[name], figures(size, &full, &read(copies.path())?));
    }
    let tokens: usize = full.iter().map(|a| a.tokens.len()).sum();
    let mentions: usize = full.iter().map(|a| a.mentions.len()).sum();
    let page = Page {
        name: "weights".to_owned(),
        command: format!("cargo run --release -p rapporteur-eval -- weights {}", command.dir.display()),
        about: format!(
            "How many of {tokens} tokens and {mentions} mentions of {} documents come out otherwise when the numbers of the Russian networks \
             (weights of two dimensions or more; biases and norms stay) or the centroids of the word vectors are rounded. Tags are word class and \
             features; a mention is otherwise when its span, kind, name or value is. Size: these numbers alone. All computing is in f32.",
            reports.len()
        ),
        tables: vec![table],
    };
    Ok((page, true))
}

fn reports(folder: &Path) -> Result<Vec<Report>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    paths.sort();
    let read = |path: &PathBuf| -> Result<Report> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Report { lang: Lang::Ru, ..Report::as_is("", text) })
    };
    paths.iter().map(read).collect()
}

/// The models of a folder: whether each is of networks, and its path.
fn files(folder: &Path) -> Result<Vec<(bool, PathBuf)>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    Ok(paths.into_iter().map(|path| (!path.to_string_lossy().contains("navec"), path)).collect())
}

/// Copies the models, some of them rounded.
fn rounded(from: &Path, to: &Path, bits: Bits, networks: bool, vectors: bool) -> Result<()> {
    for (network, path) in files(from)? {
        let copy = to.join(path.file_name().context("a file has a name")?);
        let weights = path.extension().is_some_and(|e| e == "weights");
        if !(weights && if network { networks } else { vectors }) {
            std::fs::copy(&path, &copy)?;
            continue;
        }
        let file = WeightFile::open(&path)?;
        WeightWriter::copy(&file, |_, shape, values| round(bits, shape, values)).write(&copy)?;
    }
    Ok(())
}

fn round(bits: Bits, shape: &[usize], values: &mut [f32]) {
    if shape.len() < 2 {
        return;
    }
    match bits {
        Bits::F16 => values.iter_mut().for_each(|v| *v = half::f16::from_f32(*v).to_f32()),
        Bits::I8 => values.chunks_mut(shape[1..].iter().product::<usize>().max(1)).for_each(steps),
    }
}

fn steps(row: &mut [f32]) {
    let scale = row.iter().fold(0.0f32, |most, v| most.max(v.abs())) / 127.0;
    if scale > 0.0 {
        row.iter_mut().for_each(|v| *v = (*v / scale).round() * scale);
    }
}

/// Bytes of the numbers that would be rounded.
fn bytes(bits: Bits, networks: bool, vectors: bool, folder: &Path) -> Result<usize> {
    let mut sum = 0;
    for (network, path) in files(folder)?.into_iter().filter(|(_, path)| path.extension().is_some_and(|e| e == "weights")) {
        let small = if network { networks } else { vectors };
        let file = WeightFile::open(&path)?;
        drop(WeightWriter::copy(&file, |_, shape, values| {
            let each = match bits {
                _ if !small || shape.len() < 2 => 4,
                Bits::F16 => 2,
                Bits::I8 => 1,
            };
            sum += each * values.len();
        }));
    }
    Ok(sum)
}

fn figures(bytes: usize, full: &[Analysis], other: &[Analysis]) -> Vec<String> {
    let tokens = |differs: &dyn Fn(&rapporteur_model::Token, &rapporteur_model::Token) -> bool| {
        let pairs = full.iter().zip(other).flat_map(|(a, b)| a.tokens.iter().zip(&b.tokens));
        pairs.filter(|(a, b)| differs(a, b)).count().to_string()
    };
    let mentions = full.iter().zip(other).map(|(a, b)| {
        let lost = a.mentions.iter().filter(|m| !b.mentions.contains(m)).count();
        lost.max(b.mentions.iter().filter(|m| !a.mentions.contains(m)).count())
    });
    vec![
        format!("{:.1}", bytes as f64 / 1e6),
        tokens(&|a, b| (a.upos, a.feats) != (b.upos, b.feats)),
        tokens(&|a, b| a.head != b.head),
        tokens(&|a, b| a.deprel != b.deprel),
        tokens(&|a, b| a.lemma != b.lemma),
        mentions.sum::<usize>().to_string(),
        full.iter().zip(other).filter(|(a, b)| a != b).count().to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Bits, round};

    #[test]
    fn rows_are_rounded_each_by_its_own_steps() {
        let mut values = [1.0, 0.5, 127.0, 0.6];
        round(Bits::I8, &[2, 2], &mut values);
        assert_eq!(values, [1.0, 64.0 / 127.0, 127.0, 1.0]);
        let mut bias = [0.1];
        round(Bits::I8, &[1], &mut bias);
        round(Bits::F16, &[1], &mut bias);
        assert_eq!(bias, [0.1]);
    }
}
