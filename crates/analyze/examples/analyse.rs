//! Prints the mentions and, with `--tokens`, the tokens of Russian or English texts: `… --example analyse [--tokens] FILE…`.
//! With `--names` only the names of the network, with `--time N` all files N times and the rate.

use std::time::Instant;

use rapporteur_analyze::{Engines, install};
use rapporteur_model::{Lang, Report};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = install::default_folder().ok_or("no home folder")?;
    let start = Instant::now();
    let engines = Engines::open(&folder)?;
    let opened = start.elapsed();
    let args: Vec<String> = std::env::args().skip(1).collect();
    let reports = args.iter().filter(|a| a.contains('.')).map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    let first = reports.first().map(|report| engines.analyze(report).tokens.len());
    eprintln!("opened in {opened:?}, first result ({first:?} tokens) after {:?}", start.elapsed());
    if let Some(rounds) = args.iter().skip_while(|a| *a != "--time").nth(1) {
        return time(&engines, &reports, rounds.parse()?, args.iter().any(|a| a == "--names"));
    }
    for report in reports.iter().filter(|_| args.iter().any(|a| a == "--names")) {
        for name in engines.names(report) {
            println!("{}\t{}\t{}\t{}", report.id, name.kind.name(), name.span.start(), name.span.end());
        }
    }
    for report in reports.iter().filter(|_| !args.iter().any(|a| a == "--names")) {
        let analysis = engines.analyze(report);
        if args.iter().any(|a| a == "--tokens") {
            for (i, token) in analysis.tokens.iter().enumerate() {
                let head = token.head.map_or(0, |h| h + 1);
                println!("{}\t{}\t{}\t{}\t{head}\t{}", i + 1, token.span.slice(&report.text), token.lemma, token.upos, token.deprel);
            }
        }
        for mention in &analysis.mentions {
            println!("{}\t{}\t{}", mention.kind.name(), mention.span.slice(&report.text).replace('\n', " "), mention.name);
        }
    }
    Ok(())
}

fn read(path: &str) -> std::io::Result<Report> {
    let mut report = Report::as_is(path, std::fs::read_to_string(path)?);
    let cyrillic = report.text.chars().filter(|c| ('а'..='я').contains(c)).count();
    report.lang = if cyrillic * 4 > report.text.chars().count() { Lang::Ru } else { Lang::En };
    Ok(report)
}

fn time(engines: &Engines, reports: &[Report], rounds: usize, names: bool) -> Result<(), Box<dyn std::error::Error>> {
    let bytes: usize = reports.iter().map(|r| r.text.len()).sum();
    for _ in 0..rounds {
        let start = Instant::now();
        let count = |report| if names { engines.names(report).len() } else { engines.analyze(report).tokens.len() };
        let found: usize = reports.iter().map(count).sum();
        let seconds = start.elapsed().as_secs_f64();
        println!("{found} found, {bytes} bytes, {:.3} MB/s", bytes as f64 / 1e6 / seconds);
    }
    Ok(())
}
