//! An analyst at work: signing in, opening words, searching, deciding, parting, undoing, adding – by keys and by clicks, with the
//! script of the pages and without it.

use std::path::Path;

use super::common::{Site, TOKEN, has_models};
use super::driver::{self, Browser, DESK, Look, PHONE};
use super::{demo, run};

const NEWS: &str = "МИНСК, 3 июня 2026. Министр промышленности Беларуси Пётр Громыкин встретился в Минске с послом Сербии Миланом Йовичем.";

/// Works through the record of the demo as somebody with this browser would.
async fn work(site: &Site, browser: &Browser, script: bool) {
    let token = TOKEN.replace(' ', "%20");
    browser.go(&format!("http://{}/language/en?back=/", site.at)).await;
    assert_eq!(browser.count("form[action='/judge']").await, 0);
    browser.go(&format!("http://{}/sign-in?token={token}", site.at)).await;
    assert!(!browser.address().await.contains("token"), "the token leaves the address");
    reading(browser, site, script).await;
    searching(browser, site, script).await;
    deciding(browser, site, script).await;
    parting(browser, site).await;
    adding(browser, site, script).await;
    assert_eq!(browser.console().await, Vec::<String>::new());
}

async fn reading(browser: &Browser, site: &Site, script: bool) {
    browser.go(&format!("http://{}/", site.at)).await;
    browser.click("article.event a.open").await;
    browser.at("article.event .words blockquote .m").await;
    assert_eq!(browser.address().await.contains("open="), !script, "with script the words open in their place");
    browser.click("article.event a.open[aria-expanded=true]").await;
    if script {
        browser.until("the words close again", async |b| b.count("article.event .words:not([hidden])").await == 0).await;
    }
    // A choice narrows, and can be taken back.
    let whole = browser.text(".head .count").await;
    browser.go(&format!("http://{}/?kind=session", site.at)).await;
    assert_ne!(browser.text(".head .count").await, whole);
    browser.click(".chips a").await;
    browser.until("all events again", async |b| b.text(".head .count").await == whole).await;
    // The other language, on the same page.
    browser.go(&format!("http://{}/people?limit=5", site.at)).await;
    browser.click(".own a[hreflang=ru]").await;
    browser.at("html[lang=ru]").await;
    assert!(browser.address().await.contains("/people?limit=5"));
    browser.click(".own a[hreflang=en]").await;
    browser.at("html[lang=en]").await;
}

async fn searching(browser: &Browser, site: &Site, script: bool) {
    browser.go(&format!("http://{}/about", site.at)).await;
    if script {
        browser.kind("body", "/").await;
        browser.until("the field of the search is at hand", async |b| b.script("return document.activeElement.name").await == "q").await;
    }
    browser.kind(".find input", "комиссии\u{e007}").await;
    browser.at("#found mark, #found .m").await;
    if script {
        // Finds follow what is typed, without a key that sends it.
        browser.kind_anew(".find input", "Лозовик").await;
        browser
            .until("finds of what was typed", async |b| {
                b.text("#found").await.to_lowercase().contains("лозовик") || b.text("#found").await.contains("Lozovik")
            })
            .await;
    }
}

/// The latest judgement: its id and state.
fn latest(site: &Site) -> (String, String) {
    let all = site.get("/api/v1/judgements?limit=1000").json();
    let last = all["items"].as_array().unwrap().last().cloned().unwrap_or_default();
    (last["id"].as_str().unwrap_or_default().to_owned(), last["state"].as_str().unwrap_or_default().to_owned())
}

async fn deciding(browser: &Browser, site: &Site, script: bool) {
    // To the first matter that can be decided.
    browser.go(&format!("http://{}/review", site.at)).await;
    while browser.count(".buttons button").await == 0 {
        browser.turn(async |b| if script { b.kind("body", "n").await } else { b.click(".pages .next").await }).await;
    }
    let before = latest(site).0;
    if script {
        browser.kind("#decide input[name=why]", "seen in the browser").await;
        browser.kind("#decide input[name=who]", "Ann").await;
        let key = browser.attribute(".buttons button[data-key]", "data-key").await.unwrap();
        // Away from the field, then by key.
        browser.kind("#decide input[name=who]", "\u{e00c}").await;
        browser.until("the field is left", async |b| b.script("return document.activeElement == document.body").await == true).await;
        browser.kind("body", &key).await;
    } else {
        browser.click(".buttons button").await;
    }
    browser.at(".notice[role=status] a[href^='/judgements#']").await;
    let (taken, state) = latest(site);
    assert!(taken != before && state == "in_force", "{taken} {state}");
    let log = site.signed("/judgements").text();
    assert_eq!(log.contains("seen in the browser") && log.contains("Ann"), script);
    if script {
        browser.kind("body", "u").await;
    } else {
        browser.click(".notice button").await;
    }
    browser.until("it is undone", async |_| latest(site).0 != taken).await;
    let all = site.get("/api/v1/judgements?limit=1000").json();
    let state = all["items"].as_array().unwrap().iter().find(|j| j["id"] == taken.as_str()).unwrap()["state"].clone();
    assert_eq!(state, "undone");
    // By the form of an entry, undone from the log.
    let event = site.get("/api/v1/events?limit=1").json()["items"][0]["id"].as_str().unwrap().to_owned();
    browser.go(&format!("http://{}/entry/{event}", site.at)).await;
    browser.kind(".forms input[name=why]", "no such event").await;
    let count = || site.get("/api/v1/events?limit=1000").json()["items"].as_array().unwrap().len();
    let events = count();
    browser.click(".forms button[value=reject]").await;
    browser.until("the event is gone", async |_| count() < events).await;
    let rejected = latest(site).0;
    browser.go(&format!("http://{}/judgements", site.at)).await;
    browser.click(&format!("#{rejected} button")).await;
    browser.until("the event is back", async |_| count() == events).await;
}

async fn parting(browser: &Browser, site: &Site) {
    let people = site.get("/api/v1/people?limit=1000").json();
    let many = people["items"].as_array().unwrap().iter().find(|p| p["reports_count"].as_u64() > Some(1)).unwrap();
    let id = many["id"].as_str().unwrap().to_owned();
    let count = || site.get("/api/v1/people?limit=1000").json()["items"].as_array().unwrap().len();
    let whole = count();
    browser.go(&format!("http://{}/entry/{id}", site.at)).await;
    browser.click(".judge summary").await;
    browser.kind(".judge li input[name=why]", "somebody else of that name").await;
    browser.click(".judge li button").await;
    browser.until("there is one more", async |_| count() == whole + 1).await;
    let split = latest(site).0;
    browser.go(&format!("http://{}/judgements", site.at)).await;
    browser.click(&format!("#{split} button")).await;
    browser.until("they are one again", async |_| count() == whole).await;
}

async fn adding(browser: &Browser, site: &Site, script: bool) {
    browser.go(&format!("http://{}/add", site.at)).await;
    let file = browser.file("news.txt", &NEWS.replace("3 июня", if script { "3 июня" } else { "4 июня" }));
    browser.kind("input[type=file]", &file.display().to_string()).await;
    browser.click("form.add button").await;
    // The page loads itself again until the run is over.
    browser.at("main a[href^='/reports/']").await;
    browser.at("main a[href^='/entry/e-']").await;
    let told = browser.text("main").await;
    assert!(told.contains("Громыкин") || told.contains("Gromykin"), "{told}");
}

#[test]
fn an_analyst_works_with_script() {
    at_work("an_analyst_works_with_script", DESK);
}

#[test]
fn an_analyst_works_without_script() {
    at_work("an_analyst_works_without_script", Look { script: false, ..DESK });
}

#[test]
fn an_analyst_works_on_a_telephone() {
    at_work("an_analyst_works_on_a_telephone", PHONE);
}

fn at_work(test: &str, look: Look) {
    if driver::is_here(test) && has_models(test) {
        let dir = tempfile::tempdir().unwrap();
        let record = demo(&dir);
        // One committee by two names: something to decide.
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/ru/18-dubna-committee.txt");
        super::common::record::add(&record, &sample);
        let site = Site::of(&record);
        run(look, async |browser| work(&site, browser, look.script).await);
    }
}
