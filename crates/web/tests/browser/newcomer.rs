//! A newcomer's questions, each answered in at most three clicks: the paths that `docs/browser.md` lists.

use super::common::{Site, has_models};
use super::driver::{self, Browser, DESK};
use super::{demo, run};

/// From the timeline by clicks to what answers; `typed` is put into fields before the first.
async fn walk(browser: &Browser, site: &Site, typed: &[(&str, &str)], clicks: &[&str], answers: &str) {
    assert!(clicks.len() <= 3, "{answers}");
    browser.go(&format!("http://{}/", site.at)).await;
    for (field, text) in typed {
        browser.kind(field, text).await;
    }
    for click in clicks {
        browser.at(click).await;
        // Boxes and words open in their place.
        if click.ends_with("summary") || click.ends_with("a.open") {
            browser.click(click).await;
        } else {
            // The driver takes what stands in a closed box for hidden, though wide pages show the filters without opening one.
            let by_script = format!("document.querySelector(`{click}`).click()");
            browser
                .turn(async |b| {
                    b.client.execute(&by_script, Vec::new()).await.unwrap();
                })
                .await;
        }
    }
    browser.at(answers).await;
}

#[test]
fn questions_of_a_newcomer_take_three_clicks() {
    let test = "questions_of_a_newcomer_take_three_clicks";
    if !driver::is_here(test) || !has_models(test) {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let site = Site::of(&demo(&dir));
    run(DESK, async |browser| {
        browser.go(&format!("http://{}/language/en?back=/", site.at)).await;
        // Who held which post when?
        walk(browser, &site, &[], &["nav a[href='/people']", "main td a[href^='/entry/p-']"], ".posts li .note").await;
        // Which sessions are missing?
        walk(browser, &site, &[], &["nav a[href='/sessions']", ".choices a"], ".rung.s-past_due, .rung.s-missing").await;
        assert_eq!(browser.count(".rung.s-held").await, 0);
        // What was promised, and no report says that it happened?
        walk(browser, &site, &[], &["nav a[href='/promises']", ".choices a"], "td .mark.s-past").await;
        assert_eq!(browser.count("td .mark.s-kept").await, 0);
        // Who met whom most?
        walk(browser, &site, &[], &[".more summary", ".more a[href='/pairs']", "main tr td:last-child a"], "article.event .who").await;
        // What was signed between two in a year?
        let fields = [("input[name=between]", "BY,RS"), ("input[name=from]", "2025"), ("input[name=to]", "2025")];
        walk(browser, &site, &fields, &[".filters button", ".group a[href*='kind=signing']"], "article.k-signing").await;
        assert_eq!(browser.count("article.event:not(.k-signing)").await, 0);
        // Where do reports disagree?
        walk(browser, &site, &[], &[".more summary", ".more a[href='/disagreements']"], ".differing, .empty").await;
        // Why?
        walk(browser, &site, &[], &["article.event a.open"], "article.event .words .m").await;
    });
}
