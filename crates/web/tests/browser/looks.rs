//! Every page is drawn without a word in the console, within its width, and without barriers that axe-core calls serious.

use std::path::Path;

use super::common::record::{add, hostile, seeds};
use super::common::{PLAIN, Site, TOKEN, has_models};
use super::driver::{self, Browser, DESK, Look, PHONE};
use super::{demo, run};

/// Pages of entries of every kind that the record has.
pub fn of_entries(site: &Site) -> Vec<String> {
    let mut all = Vec::new();
    for list in ["events", "people", "organisations", "bodies", "places", "products", "instruments", "commitments", "relations"] {
        let found = site.get(&format!("/api/v1/{list}?limit=1000&lang=en")).json();
        let mut rows: Vec<_> = found["items"].as_array().unwrap().iter().collect();
        // The fullest and the barest.
        rows.sort_by_key(|row| row["reports_count"].as_u64());
        let ends = rows.last().into_iter().chain(rows.first().filter(|_| rows.len() > 1));
        all.extend(ends.map(|row| format!("/entry/{}", row["id"].as_str().unwrap())));
        if let Some(id) = rows.last().and_then(|row| row["id"].as_str()) {
            if matches!(list, "events" | "people") {
                all.extend([format!("/entry/{id}/why"), format!("/entry/{id}/words")]);
            }
            if list == "events" {
                all.push(format!("/?open={id}"));
            }
            if matches!(list, "people" | "organisations" | "bodies") {
                all.push(format!("/entry/{id}/neighbours"));
            }
        }
    }
    let reports = site.get("/api/v1/reports?limit=2").json();
    for row in reports["items"].as_array().unwrap() {
        let id = row["id"].as_str().unwrap();
        all.extend([format!("/reports/{id}"), format!("/reports/{id}?view=source")]);
    }
    all
}

async fn look_at_all(site: &Site, browser: &Browser, lang: &str, axe: Option<&str>) {
    browser.go(&format!("http://{}/sign-in?token={}", site.at, TOKEN.replace(' ', "%20"))).await;
    browser.go(&format!("http://{}/language/{lang}?back=/", site.at)).await;
    browser.console().await;
    let mut wrong = Vec::new();
    let pages = PLAIN.iter().map(|page| (*page).to_owned()).chain(of_entries(site));
    for page in pages {
        browser.go(&format!("http://{}{page}", site.at)).await;
        let told = browser.console().await;
        wrong.extend(told.iter().map(|line| format!("{page}: the console says {line}")));
        let fragment = page.ends_with("/words");
        if !fragment {
            assert_eq!(browser.script("return document.documentElement.lang").await, lang, "{page}");
            assert_eq!(browser.count("h1").await, 1, "{page}");
        }
        let over = browser.script(OVER).await;
        wrong.extend(over.as_array().unwrap().iter().map(|what| format!("{page}: wider than its window: {what}")));
        if let Some(axe) = axe.filter(|_| !fragment) {
            wrong.extend(browser.barriers(axe).await.iter().map(|found| format!("{page}: {found}")));
        }
    }
    // Pages of what cannot be answered; that the console tells their status is right.
    for page in ["/nothing", "/entry/e-nothing", "/?kind=banquet", "/reports/nothing"] {
        browser.go(&format!("http://{}{page}", site.at)).await;
        let said = browser.console().await;
        wrong.extend(said.iter().filter(|line| !line.contains("the server responded with a status of 4")).cloned());
        if let Some(axe) = axe {
            wrong.extend(browser.barriers(axe).await.iter().map(|found| format!("{page}: {found}")));
        }
    }
    assert!(wrong.is_empty(), "{} findings ({lang}):\n{}", wrong.len(), wrong.join("\n"));
}

/// What reaches beyond the window, unless it can be moved within a box of its own.
const OVER: &str = "
    const wide = document.documentElement.clientWidth, all = [];
    if (document.documentElement.scrollWidth <= wide) return all;
    for (const one of document.querySelectorAll('body *')) {
        if (one.getBoundingClientRect().right > wide + 1 && !one.closest('.wide, .away, .skip, svg *')) all.push(one.outerHTML.slice(0, 160));
    }
    return all.length ? all.slice(0, 3) : ['the page itself'];";

fn look(test: &str, record: &Path, looks: &[(Look, &str)]) {
    let axe = driver::axe(test);
    let site = Site::of(record);
    for (look, lang) in looks {
        run(*look, async |browser| look_at_all(&site, browser, lang, axe.as_deref()).await);
    }
}

#[test]
fn pages_of_the_demo_are_well() {
    let test = "pages_of_the_demo_are_well";
    if driver::is_here(test) && has_models(test) {
        let dir = tempfile::tempdir().unwrap();
        look(test, &demo(&dir), &[(DESK, "en"), (PHONE, "ru")]);
    }
}

#[test]
fn pages_of_all_samples_are_well() {
    let test = "pages_of_all_samples_are_well";
    if driver::is_here(test) && has_models(test) {
        let dir = tempfile::tempdir().unwrap();
        let record = dir.path().join("samples.db");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        for folder in ["examples/demo", "examples/en", "examples/ru", "eval/fresh/read/en", "eval/fresh/read/ru"] {
            add(&record, &root.join(folder));
        }
        look(test, &record, &[(DESK, "ru"), (PHONE, "en")]);
    }
}

#[test]
fn pages_of_real_reports_are_well() {
    let test = "pages_of_real_reports_are_well";
    if driver::is_here(test) && has_models(test) {
        let dir = tempfile::tempdir().unwrap();
        match seeds(dir.path()) {
            Some(record) => look(test, &record, &[(PHONE, "ru")]),
            None => driver::say(&format!("{test}: NOT RUN, the real reports are not beside the workspace")),
        }
    }
}

#[test]
fn hostile_and_long_texts_are_drawn_as_text() {
    let test = "hostile_and_long_texts_are_drawn_as_text";
    if driver::is_here(test) {
        let dir = tempfile::tempdir().unwrap();
        look(test, &hostile(dir.path()), &[(DESK, "ru"), (PHONE, "en")]);
    }
}
