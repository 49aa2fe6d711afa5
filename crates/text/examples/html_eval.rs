//! Measures the reading of HTML on a folder of saved pages with `evaldata.json` (what the article must and must not contain,
//! its title and date) and prints the table of `eval/results/html.md`.
//! `cargo run --release -p rapporteur-text --example html_eval [FOLDER] > eval/results/html.md`

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use rapporteur_model::Report;
use rapporteur_text::{Format, Options, read};
use serde::Deserialize;

#[derive(Deserialize)]
struct Expected {
    file: String,
    with: Vec<String>,
    without: Vec<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    date: String,
}

#[derive(Default)]
struct Counts {
    pages: usize,
    found: usize,
    missed: usize,
    wrong: usize,
    left_out: usize,
    dates: [usize; 3],
    titles: [usize; 2],
    aligned: usize,
    characters: usize,
    bytes: usize,
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Counts {
    fn add(&mut self, expected: &Expected, report: Option<&Report>) {
        let text = report.map(|r| spaced(&r.text)).unwrap_or_default();
        let has = |words: &String| text.contains(&spaced(words));
        let (with, without) = (expected.with.iter().filter(|w| has(w)).count(), expected.without.iter().filter(|w| has(w)).count());
        self.pages += 1;
        self.found += with;
        self.missed += expected.with.len() - with;
        self.wrong += without;
        self.left_out += expected.without.len() - without;
        let Some(report) = report else { return };
        self.characters += report.text.len();
        self.aligned += report.alignment.segments.iter().map(|s| s.len as usize).sum::<usize>();
        if !expected.date.is_empty() {
            let given = report.published.as_ref().map(|date| date.value.to_string());
            self.dates[if given.is_none() { 2 } else { usize::from(given.as_deref() != Some(expected.date.as_str())) }] += 1;
        }
        if !expected.title.is_empty() {
            let same = report.title.as_ref().is_some_and(|t| spaced(&t.value).to_lowercase() == spaced(&expected.title).to_lowercase());
            self.titles[usize::from(!same)] += 1;
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "../shared/data/html".to_owned());
    let list: BTreeMap<String, Expected> = serde_json::from_slice(&std::fs::read(Path::new(&folder).join("evaldata.json"))?)?;
    let (mut counts, start) = (Counts::default(), Instant::now());
    for (address, expected) in &list {
        let bytes = std::fs::read(Path::new(&folder).join(&expected.file))?;
        counts.bytes += bytes.len();
        let intake = read(address, &bytes, &Options { format: Some(Format::Html), ..Options::default() });
        if std::env::var_os("SHOW").is_some() {
            show(address, expected, intake.reports.first());
        }
        counts.add(expected, intake.reports.first());
    }
    let seconds = start.elapsed().as_secs_f64();
    print(&counts, seconds);
    Ok(())
}

/// For looking at what went wrong: `SHOW=1`.
fn show(address: &str, expected: &Expected, report: Option<&Report>) {
    let text = report.map(|r| spaced(&r.text)).unwrap_or_default();
    for words in expected.with.iter().filter(|w| !text.contains(&spaced(w))) {
        eprintln!("{} misses: {}", expected.file, spaced(words));
    }
    for words in expected.without.iter().filter(|w| text.contains(&spaced(w))) {
        eprintln!("{} should not hold: {}", expected.file, spaced(words));
    }
    if let Some(report) = report {
        let date = report.published.as_ref().map(|d| d.value.to_string()).unwrap_or_default();
        if !expected.date.is_empty() && date != expected.date {
            eprintln!("{} dated {date:?}, expected {} ({address})", expected.file, expected.date);
        }
        let title = report.title.as_ref().map(|t| t.value.clone()).unwrap_or_default();
        if !expected.title.is_empty() && spaced(&title).to_lowercase() != spaced(&expected.title).to_lowercase() {
            eprintln!("{} titled {title:?}, expected {:?}", expected.file, expected.title);
        }
    }
}

fn print(c: &Counts, seconds: f64) {
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (precision, recall) = (share(c.found, c.found + c.wrong), share(c.found, c.found + c.missed));
    let f = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    let accuracy = share(c.found + c.left_out, c.found + c.left_out + c.missed + c.wrong);
    println!("# Main text of HTML pages\n");
    println!(
        "`cargo run --release -p rapporteur-text --example html_eval FOLDER`: {} saved pages, each with about three strings that the",
        c.pages
    );
    println!("article must hold and three that it must not (the list of trafilatura's evaluation; the pages are not in the repository).\n");
    println!("| | precision | recall | F | accuracy |\n|---|---|---|---|---|");
    println!("| Rapporteur, these pages | {precision:.3} | {recall:.3} | {f:.3} | {accuracy:.3} |");
    println!("| trafilatura (Python), whole set, as published | | | 0.924 | |\n| readability, whole set, as published | | | 0.826 | |\n");
    println!("| | figure |\n|---|---|");
    println!("| strings found / missed | {} / {} |", c.found, c.missed);
    println!("| furniture kept / left out | {} / {} |", c.wrong, c.left_out);
    println!("| date of publication right / other / none | {} / {} / {} |", c.dates[0], c.dates[1], c.dates[2]);
    println!("| headline the same (case aside) / other | {} / {} |", c.titles[0], c.titles[1]);
    println!("| clean bytes that lead back to the source | {:.1} % |", 100.0 * share(c.aligned, c.characters));
    println!("| speed, one thread | {:.1} MB/s, {:.0} pages/s |", c.bytes as f64 / 1e6 / seconds, c.pages as f64 / seconds);
}
