//! Pictures of the main pages by a headless Chromium: to be looked at, not compared.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::chromium::{Chromium, Screen};
use crate::served::{Served, TOKEN};

/// Pages without an id in their address, by the name of their picture.
const PAGES: &[(&str, &str)] = &[
    ("timeline", "/"),
    ("timeline-narrowed", "/?kind=session"),
    ("timeline-empty", "/?from=2031"),
    ("people", "/people"),
    ("organisations", "/organisations"),
    ("sessions", "/sessions"),
    ("pairs", "/pairs"),
    ("instruments", "/instruments"),
    ("promises", "/promises"),
    ("disagreements", "/disagreements"),
    ("changes", "/changes?since=2000-01-01"),
    ("review", "/review"),
    ("map", "/map"),
    ("search", "/search?q=2025"),
    ("reports", "/reports"),
    ("relations", "/relations"),
    ("about", "/about"),
    ("sign-in", "/sign-in"),
    ("add", "/add"),
    ("api", "/api"),
    ("nothing", "/nothing"),
];

/// Pages of the entry that most reports tell of: the list that names it, and the address.
const OF_ENTRIES: &[(&str, &str, &str)] = &[
    ("event", "events", "/entry/{}"),
    ("timeline-open", "events", "/?open={}"),
    ("person", "people", "/entry/{}"),
    ("evidence", "people", "/entry/{}/why"),
    ("neighbours", "people", "/entry/{}/neighbours"),
    ("organisation", "organisations", "/entry/{}"),
    ("body", "bodies", "/entry/{}"),
    ("place", "places", "/entry/{}"),
    ("instrument", "instruments", "/entry/{}"),
    ("promise", "commitments", "/entry/{}"),
    ("report", "reports", "/reports/{}"),
    ("source", "reports", "/reports/{}?view=source"),
];

/// A desk in the light and in English, a telephone in the dark and in Russian.
const SCREENS: &[(Screen, &str)] = &[
    (Screen { name: "desk", wide: 1280, high: 900, dark: false, phone: false }, "en"),
    (Screen { name: "phone", wide: 390, high: 844, dark: true, phone: true }, "ru"),
];

/// No picture is higher.
const HIGHEST: f64 = 2400.0;
/// Those that the README shows, drawn small beside the others.
const README: &[&str] = &["timeline-open", "report", "review"];

/// Reads the sample reports of the demo into a record in `folder`.
///
/// # Errors
/// When the program does not run, or cannot read them.
pub fn demo(program: &Path, folder: &Path) -> Result<PathBuf> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let folder = folder.canonicalize()?;
    let record = folder.join("demo.db");
    // Pictures show addresses as they are in the repository.
    let add = Command::new(program).args(["add", "examples/demo/*.txt", "--record"]).arg(&record).current_dir(crate::root()).status();
    let status = add.with_context(|| program.display().to_string())?;
    ensure!(status.success(), "the samples of the demo were not read");
    Ok(record)
}

/// Draws every page of a record that `program` serves into `folder`: light and wide in English, dark and narrow in Russian.
///
/// # Errors
/// When Chromium does not run, or a picture cannot be written.
pub fn draw(program: &Path, record: &Path, folder: &Path) -> Result<usize> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let served = Served::of(program, record)?;
    let pages = pages(&served)?;
    for (screen, lang) in SCREENS {
        let chromium = Chromium::open(*screen)?;
        chromium.go(&format!("http://{}/sign-in?token={TOKEN}", served.at))?;
        for (name, path) in &pages {
            chromium.go(&format!("http://{}{path}{}lang={lang}", served.at, if path.contains('?') { '&' } else { '?' }))?;
            chromium.draw(&folder.join(format!("{name}-{}.png", screen.name)), HIGHEST)?;
            if !screen.phone && README.contains(&name.as_str()) {
                chromium.draw(&folder.join(format!("{name}.webp")), 900.0)?;
            }
        }
    }
    Ok(pages.len() * SCREENS.len())
}

/// Loads of a page of which the median is told.
const LOADS: usize = 3;

/// How long every page takes to its first paint, as a table in Markdown: the median and the longest of some loads, on both screens.
///
/// # Errors
/// When Chromium does not run.
pub fn paints(program: &Path, record: &Path) -> Result<String> {
    let served = Served::of(program, record)?;
    let pages = pages(&served)?;
    let mut cells: Vec<Vec<String>> = pages.iter().map(|(_, path)| vec![format!("`{path}`")]).collect();
    for (screen, lang) in SCREENS {
        let chromium = Chromium::open(*screen)?;
        chromium.go(&format!("http://{}/sign-in?token={TOKEN}", served.at))?;
        for ((_, path), cells) in pages.iter().zip(&mut cells) {
            let mut times = Vec::new();
            for _ in 0..LOADS {
                chromium.go(&format!("http://{}{path}{}lang={lang}", served.at, if path.contains('?') { '&' } else { '?' }))?;
                times.extend(chromium.first_paint()?);
            }
            times.sort_by(f64::total_cmp);
            let told = |time: Option<&f64>| time.map_or_else(|| "–".to_owned(), |time| format!("{time:.0}"));
            cells.push(told(times.get(times.len() / 2)));
            cells.push(told(times.last()));
        }
    }
    let head = "| page | desk, median | most | phone, median | most |\n|---|---|---|---|---|\n";
    Ok(head.to_owned() + &cells.iter().map(|cells| format!("| {} |\n", cells.join(" | "))).collect::<String>())
}

fn pages(served: &Served) -> Result<Vec<(String, String)>> {
    let mut all: Vec<(String, String)> = PAGES.iter().map(|(name, path)| ((*name).to_owned(), (*path).to_owned())).collect();
    for (name, list, path) in OF_ENTRIES {
        let found = served.json(&format!("/api/v1/{list}?limit=1000"))?;
        let rows = found["items"].as_array().cloned().unwrap_or_default();
        let fullest = rows.iter().max_by_key(|row| (row["reports_count"].as_u64(), row["participants"].as_array().map(Vec::len)));
        if let Some(id) = fullest.and_then(|row| row["id"].as_str()) {
            all.push(((*name).to_owned(), path.replace("{}", id)));
        }
    }
    Ok(all)
}
