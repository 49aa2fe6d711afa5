//! Measures the reading of HTML on a folder of saved pages with `evaldata.json` (what the article must and must not contain,
//! its title and date) and prints the table of `eval/results/html.md`.
//! `cargo run --release -p rapporteur-text --example html_eval [FOLDER [GOLD]] > eval/results/html.md`
//!
//! GOLD is a JSON list of what the pages state of themselves, each value in the spellings that count: `[{"file", "title": [], "published":
//! [], "publisher": []}]`. It quotes the pages, so it is not in the repository.

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

/// What a page states of itself.
#[derive(Deserialize)]
struct Stated {
    file: String,
    title: Vec<String>,
    published: Vec<String>,
    publisher: Vec<String>,
}

/// Values right, other and none where one is stated; values given where none is.
#[derive(Default)]
struct Heads([[usize; 4]; 3]);

const FIELDS: [&str; 3] = ["title", "published", "publisher"];

impl Heads {
    fn add(&mut self, stated: &Stated, report: Option<&Report>, show: bool) {
        let words = |value: Option<&String>| value.map(|value| spaced(value)).unwrap_or_default();
        let given = [
            words(report.and_then(|r| r.title.as_ref()).map(|t| &t.value)),
            report.and_then(|r| r.published.as_ref()).map(|p| p.value.to_string()).unwrap_or_default(),
            words(report.and_then(|r| r.publisher.as_ref()).map(|p| &p.value)),
        ];
        for (n, expected) in [&stated.title, &stated.published, &stated.publisher].into_iter().enumerate() {
            let right = expected.iter().any(|value| spaced(value).to_lowercase() == given[n].to_lowercase());
            let outcome = match (expected.is_empty(), given[n].is_empty()) {
                (true, true) => continue,
                (true, false) => 3,
                (false, true) => 2,
                (false, false) => usize::from(!right),
            };
            self.0[n][outcome] += 1;
            if show && outcome > 0 {
                eprintln!("{} {}: {:?}, stated {expected:?}", stated.file, FIELDS[n], given[n]);
            }
        }
    }

    fn print(&self, what: &str) {
        println!("\n| {what} | right | other | none | share right | given where none is stated |\n|---|---|---|---|---|---|");
        for (name, [right, other, none, invented]) in FIELDS.iter().zip(self.0) {
            println!("| {name} | {right} | {other} | {none} | {:.3} | {invented} |", share(right, right + other + none));
        }
    }
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
    let gold: Vec<Stated> = match std::env::args().nth(2) {
        Some(path) => serde_json::from_slice(&std::fs::read(path)?)?,
        None => Vec::new(),
    };
    let (mut counts, mut plain, start) = (Counts::default(), Counts::default(), Instant::now());
    let (mut heads, mut plain_heads) = (Heads::default(), Heads::default());
    for (address, expected) in &list {
        let bytes = std::fs::read(Path::new(&folder).join(&expected.file))?;
        counts.bytes += bytes.len();
        let intake = read(address, &bytes, &Options { format: Some(Format::Html), ..Options::default() });
        if std::env::var_os("SHOW").is_some() {
            show(address, expected, intake.reports.first());
        }
        counts.add(expected, intake.reports.first());
        if let Some(stated) = gold.iter().find(|stated| stated.file == expected.file) {
            heads.add(stated, intake.reports.first(), std::env::var_os("HEADS").is_some());
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    for (address, expected) in &list {
        let bytes = std::fs::read(Path::new(&folder).join(&expected.file))?;
        let lines = read(address, &bytes, &Options { format: Some(Format::Html), as_is: true, ..Options::default() });
        let text = lines.reports.first().map(|report| report.text.clone()).unwrap_or_default();
        let intake = read(address, text.as_bytes(), &Options { format: Some(Format::Plain), ..Options::default() });
        if std::env::var_os("SHOW_PLAIN").is_some() {
            show(address, expected, intake.reports.first());
        }
        plain.add(expected, intake.reports.first());
        if let Some(stated) = gold.iter().find(|stated| stated.file == expected.file) {
            plain_heads.add(stated, intake.reports.first(), std::env::var_os("HEADS_PLAIN").is_some());
        }
    }
    print(&counts, &plain, seconds);
    if !gold.is_empty() {
        heads.print("what the pages state");
        plain_heads.print("the same as plain lines");
    }
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

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl Counts {
    /// Precision, recall, F and accuracy over the strings.
    fn row(&self) -> String {
        let (precision, recall) = (share(self.found, self.found + self.wrong), share(self.found, self.found + self.missed));
        let f = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        let accuracy = share(self.found + self.left_out, self.found + self.left_out + self.missed + self.wrong);
        format!("{precision:.3} | {recall:.3} | {f:.3} | {accuracy:.3} |")
    }
}

fn print(c: &Counts, plain: &Counts, seconds: f64) {
    println!("# Main text of HTML pages\n");
    println!(
        "`cargo run --release -p rapporteur-text --example html_eval FOLDER`: {} saved pages, each with about three strings that the",
        c.pages
    );
    println!("article must hold and three that it must not (the list of trafilatura's evaluation; the pages are not in the repository).");
    println!(
        "The second row reads the same pages as bare lines of text, as scrapers leave them: it measures the cleaning of plain text.\n"
    );
    println!("| | precision | recall | F | accuracy |\n|---|---|---|---|---|");
    println!("| HTML, these pages | {}", c.row());
    println!("| the same as plain lines, no markup | {}", plain.row());
    println!("| trafilatura (Python), whole set, as published | | | 0.924 | |\n| readability, whole set, as published | | | 0.826 | |\n");
    println!("| | HTML | plain lines |\n|---|---|---|");
    let line = |what: &str, of: fn(&Counts) -> String| println!("| {what} | {} | {} |", of(c), of(plain));
    line("strings found / missed", |c| format!("{} / {}", c.found, c.missed));
    line("furniture kept / left out", |c| format!("{} / {}", c.wrong, c.left_out));
    line("date of publication right / other / none", |c| format!("{} / {} / {}", c.dates[0], c.dates[1], c.dates[2]));
    line("headline the same (case aside) / other", |c| format!("{} / {}", c.titles[0], c.titles[1]));
    line("clean bytes that lead back to the source", |c| format!("{:.1} %", 100.0 * share(c.aligned, c.characters)));
    println!("\nSpeed of HTML, one thread: {:.1} MB/s, {:.0} pages/s.", c.bytes as f64 / 1e6 / seconds, c.pages as f64 / seconds);
}
