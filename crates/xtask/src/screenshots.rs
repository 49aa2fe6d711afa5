//! Pictures of the main pages of a server that runs, by a headless Chromium: to be looked at, not compared.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Pages without an id in their address, by the name of their picture.
const PAGES: &[(&str, &str)] = &[
    ("timeline", "/"),
    ("sessions", "/sessions"),
    ("people", "/people"),
    ("promises", "/promises"),
    ("disagreements", "/disagreements"),
    ("changes", "/changes?since=2000-01-01"),
    ("review", "/review"),
    ("map", "/map"),
    ("search", "/search?q=2025"),
    ("reports", "/reports"),
    ("api", "/api"),
];

/// Name, width and height of a screen.
const SCREENS: &[(&str, u32, u32)] = &[("desktop", 1280, 1000), ("phone", 390, 844)];

/// Draws every page at `address` into `folder`: on a desktop and a phone, light and dark, in both languages.
///
/// # Errors
/// When Chromium does not run, or a picture cannot be written.
pub fn draw(address: &str, folder: &Path) -> Result<usize> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let profile = folder.join("profile");
    let mut drawn = 0;
    for (name, path) in PAGES {
        for (screen, wide, high) in SCREENS {
            for (theme, lang) in [("light", "en"), ("dark", "ru")] {
                let picture = folder.join(format!("{name}-{screen}-{theme}-{lang}.png"));
                let mark = if path.contains('?') { '&' } else { '?' };
                let target = format!("{}{path}{mark}lang={lang}", address.trim_end_matches('/'));
                let mut chromium = Command::new("chromium");
                chromium.args(["--headless=new", "--disable-gpu", "--hide-scrollbars", "--no-sandbox"]);
                chromium.arg(format!("--user-data-dir={}", profile.display())).arg(format!("--window-size={wide},{high}"));
                if theme == "dark" {
                    chromium.arg("--blink-settings=preferredColorScheme=0");
                }
                let output = chromium.arg(format!("--screenshot={}", picture.display())).arg(&target).output();
                let output = output.context("chromium does not run: install it (on Debian the package chromium)")?;
                if !picture.exists() {
                    bail!("{target} was not drawn: {}", String::from_utf8_lossy(&output.stderr));
                }
                drawn += 1;
            }
        }
    }
    Ok(drawn)
}
