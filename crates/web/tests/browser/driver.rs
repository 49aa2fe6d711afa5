//! A real Chromium, driven by WebDriver: started for a test and ended with it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub wide: u32,
    pub high: u32,
    pub dark: bool,
    pub script: bool,
}

/// A window on a desk.
pub const DESK: Look = Look { wide: 1280, high: 1000, dark: false, script: true };
/// A telephone in the dark.
pub const PHONE: Look = Look { wide: 390, high: 844, dark: true, script: true };

/// Says loudly, past the capture of tests, that a test did not run; where the browser is asked for, that is a failure.
fn left_out(test: &str, lacking: &str) {
    let line = format!("{test}: NOT RUN, {lacking} is not here (`.ci/browser` installs what is needed)");
    assert!(std::env::var_os("RAPPORTEUR_BROWSER").is_none(), "{line}");
    say(&line);
}

/// Says something past the capture of tests.
pub fn say(line: &str) {
    let _ = std::io::stderr().write_all(format!("\n{line}\n").as_bytes());
}

/// True where a browser can be driven; else says that the test is left out.
pub fn is_here(test: &str) -> bool {
    let missing = ["chromium", "chromedriver"].into_iter().find(|program| !runs(program));
    if let Some(program) = missing {
        left_out(test, program);
    }
    missing.is_none()
}

/// The script of axe-core, where it was fetched; else says that its checks are left out.
pub fn axe(test: &str) -> Option<String> {
    let text = std::fs::read_to_string(tools().join("axe-core/axe.min.js")).ok();
    if text.is_none() {
        left_out(&format!("{test}, its checks of accessibility"), "axe-core");
    }
    text
}

/// The checker of HTML, where it was fetched and Java runs; else says that the test is left out.
pub fn checker(test: &str) -> Option<PathBuf> {
    let jar = tools().join("vnu-jar/build/dist/vnu.jar");
    let missing = if runs("java") { (!jar.is_file()).then_some("vnu-jar") } else { Some("java") };
    if let Some(lacking) = missing {
        left_out(test, lacking);
    }
    missing.is_none().then_some(jar)
}

fn tools() -> PathBuf {
    let given = std::env::var_os("RAPPORTEUR_TOOLS").map(PathBuf::from);
    given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/node_modules"))
}

fn runs(program: &str) -> bool {
    let ran = Command::new(program).arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    ran.is_ok_and(|status| status.success())
}

/// A browser with one window.
pub struct Browser {
    pub client: Client,
    driver: Child,
    folder: tempfile::TempDir,
}

impl Browser {
    pub async fn open(look: Look) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut ports = lines.filter_map(|line| line.split("on port ").nth(1)?.trim_end_matches('.').parse::<u16>().ok());
        let port = ports.find(|port| *port != 0).expect("the driver says its port");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities(look, folder.path()));
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await.unwrap();
        if look.wide >= 500 {
            client.set_window_size(look.wide, look.high).await.unwrap();
        }
        Self { client, driver, folder }
    }

    /// A file for forms that take one.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub async fn close(mut self) {
        let _ = self.client.clone().close().await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }

    pub async fn go(&self, address: &str) {
        self.client.goto(address).await.unwrap_or_else(|e| panic!("{address}: {e}"));
    }

    /// The first thing that fits, once it is there.
    pub async fn at(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(Duration::from_secs(30)).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(e) => panic!("no {css} at {}: {e}", self.address().await),
        }
    }

    /// What is done with the first thing that fits. Where it was drawn anew between finding and doing, or the page was left meanwhile, it is
    /// found again: nothing was done then.
    async fn with<T>(&self, css: &str, act: impl AsyncFn(Element) -> Result<T, CmdError>) -> T {
        for _ in 0..PATIENCE {
            match act(self.at(css).await).await {
                Ok(done) => return done,
                Err(e) if is_passing(&e) => tokio::time::sleep(MOMENT).await,
                Err(e) => panic!("{css} at {}: {e}", self.address().await),
            }
        }
        panic!("{css} at {}: never stays", self.address().await);
    }

    pub async fn count(&self, css: &str) -> usize {
        self.again(async || self.client.find_all(Locator::Css(css)).await).await.len()
    }

    pub async fn click(&self, css: &str) {
        self.with(css, async |element| element.click().await).await;
    }

    pub async fn kind(&self, css: &str, text: &str) {
        self.with(css, async |element| element.send_keys(text).await).await;
    }

    /// Types in the place of what stands in a field.
    pub async fn kind_anew(&self, css: &str, text: &str) {
        self.with(css, async |element| element.clear().await).await;
        self.kind(css, text).await;
    }

    pub async fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.with(css, async |element| element.attr(name).await).await
    }

    /// Does what leads to another page, and waits until that is there.
    pub async fn turn(&self, act: impl AsyncFnOnce(&Self)) {
        // Every document begins at a time of its own.
        let born = "return document.readyState == 'complete' ? performance.timeOrigin : null";
        let before = self.script(born).await;
        act(self).await;
        self.until("another page", async |b| {
            let now = b.script(born).await;
            !now.is_null() && now != before
        })
        .await;
    }

    /// Asks what changes nothing until the page stays long enough to answer.
    async fn again<T>(&self, ask: impl AsyncFn() -> Result<T, CmdError>) -> T {
        for _ in 0..PATIENCE {
            match ask().await {
                Ok(answer) => return answer,
                Err(e) if is_passing(&e) => tokio::time::sleep(MOMENT).await,
                Err(e) => panic!("at {}: {e}", self.address().await),
            }
        }
        panic!("at {}: the page never stays", self.address().await);
    }

    /// Waits until it holds.
    pub async fn until(&self, what: &str, mut holds: impl AsyncFnMut(&Self) -> bool) {
        for _ in 0..PATIENCE {
            if holds(self).await {
                return;
            }
            tokio::time::sleep(MOMENT).await;
        }
        panic!("{what}: never at {}", self.address().await);
    }

    pub async fn address(&self) -> String {
        self.client.current_url().await.unwrap().to_string()
    }

    pub async fn text(&self, css: &str) -> String {
        self.with(css, async |element| element.text().await).await
    }

    /// What the page says by script, which changes nothing; works also where the page itself may run none.
    pub async fn script(&self, script: &str) -> Value {
        self.again(async || self.client.execute(script, Vec::new()).await).await
    }

    /// What the console said since it was asked last: errors and warnings.
    pub async fn console(&self) -> Vec<String> {
        let told = self.client.issue_cmd(ConsoleLog).await.unwrap();
        let lines = told.as_array().cloned().unwrap_or_default();
        let grave = lines.iter().filter(|line| ["SEVERE", "WARNING"].contains(&line["level"].as_str().unwrap_or_default()));
        grave.map(|line| line["message"].to_string()).collect()
    }

    /// Findings of axe-core that are serious or critical.
    pub async fn barriers(&self, axe: &str) -> Vec<String> {
        self.script(axe).await;
        let ask = "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then(r => done(r.violations), e => done(String(e)))";
        let told = self.client.execute_async(ask, Vec::new()).await.unwrap();
        let all = told.as_array().unwrap_or_else(|| panic!("{told}"));
        let grave = all.iter().filter(|v| ["serious", "critical"].contains(&v["impact"].as_str().unwrap_or_default()));
        grave.map(|v| format!("{} ({}): {}, {}", v["id"], v["impact"], v["nodes"][0]["html"], v["nodes"][0]["failureSummary"])).collect()
    }
}

/// What is waited for is asked of so often.
const PATIENCE: usize = 600;
const MOMENT: Duration = Duration::from_millis(50);

/// True where a page was drawn anew or left between two questions.
fn is_passing(error: &CmdError) -> bool {
    let text = error.to_string();
    let gone =
        ["stale element", "no such execution context", "context was destroyed", "detached", "navigat", "target frame", "intercepted"];
    gone.iter().any(|what| text.contains(what))
}

fn capabilities(look: Look, folder: &Path) -> Capabilities {
    let mut flags = vec!["--headless=new".to_owned(), "--no-sandbox".to_owned(), "--disable-gpu".to_owned()];
    // Nothing moves while it is clicked.
    flags.push("--force-prefers-reduced-motion".to_owned());
    flags.extend(["--disable-dev-shm-usage".to_owned(), format!("--user-data-dir={}", folder.join("profile").display())]);
    if look.dark {
        flags.push("--blink-settings=preferredColorScheme=0".to_owned());
    }
    let mut options = json!({ "args": flags });
    if !look.script {
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    if look.wide < 500 {
        options["mobileEmulation"] =
            json!({ "deviceMetrics": { "width": look.wide, "height": look.high, "pixelRatio": 2.0, "mobile": true, "touch": true } });
    }
    let all = json!({ "browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
    all.as_object().cloned().unwrap()
}

/// The log of the console, which WebDriver leaves to each driver.
#[derive(Debug)]
struct ConsoleLog;

impl WebDriverCompatibleCommand for ConsoleLog {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}
