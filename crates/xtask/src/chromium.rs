//! A headless Chromium that draws pages, driven by WebDriver in the little of it that pictures take.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::served::Caller;

/// What a page is drawn on.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// Stands in the name of the picture.
    pub name: &'static str,
    /// Width in pixels.
    pub wide: u32,
    /// Height of the window; pictures hold the whole page.
    pub high: u32,
    /// Dark colours.
    pub dark: bool,
    /// A telephone: narrower than any window can be.
    pub phone: bool,
}

/// How often a page is asked whether it has painted, and the pause between.
const PAINT_TRIES: usize = 40;
const PAINT_PAUSE: std::time::Duration = std::time::Duration::from_millis(50);

/// A browser with one window.
#[derive(Debug)]
pub struct Chromium {
    driver: Child,
    at: SocketAddr,
    session: String,
}

impl Chromium {
    /// Opens a window.
    ///
    /// # Errors
    /// When the browser or its driver are not installed.
    pub fn open(screen: Screen) -> Result<Self> {
        let missing = "chromedriver does not run: install chromium and chromium-driver (.ci/browser does)";
        let mut driver =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().context(missing)?;
        let lines = BufReader::new(driver.stdout.take().context(missing)?).lines().map_while(Result::ok);
        let mut ports = lines.filter_map(|line| line.split("on port ").nth(1)?.trim_end_matches('.').parse::<u16>().ok());
        let port = ports.find(|port| *port != 0).context(missing)?;
        let mut opened = Self { driver, at: SocketAddr::from(([127, 0, 0, 1], port)), session: String::new() };
        let capabilities = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options(screen) } } });
        let told = opened.command("", &capabilities)?;
        opened.session = format!("/{}", told["sessionId"].as_str().context("no session")?);
        Ok(opened)
    }

    /// Goes to an address.
    ///
    /// # Errors
    /// When the browser says so.
    pub fn go(&self, address: &str) -> Result<()> {
        self.command("/url", &json!({ "url": address })).map(drop)
    }

    /// Milliseconds from the asking for the page to the first paint of its words; `None` where it has painted none.
    ///
    /// # Errors
    /// When the browser says so.
    pub fn first_paint(&self) -> Result<Option<f64>> {
        let script = "const paint = performance.getEntriesByName('first-contentful-paint')[0]; return paint ? paint.startTime : null;";
        // The load of a page may end before its first frame.
        for _ in 0..PAINT_TRIES {
            if let Some(time) = self.command("/execute/sync", &json!({ "script": script, "args": [] }))?.as_f64() {
                return Ok(Some(time));
            }
            std::thread::sleep(PAINT_PAUSE);
        }
        Ok(None)
    }

    /// Draws the page from its top, at most so high: as WebP where the file is called so, else as PNG.
    ///
    /// # Errors
    /// When the picture cannot be written.
    pub fn draw(&self, to: &Path, most: f64) -> Result<()> {
        let size =
            self.command("/execute/sync", &json!({ "script": "return [innerWidth, document.documentElement.scrollHeight]", "args": [] }))?;
        let (wide, high) = (size[0].as_f64().unwrap_or(1280.0), size[1].as_f64().unwrap_or(1000.0).min(most));
        let clip = json!({ "x": 0, "y": 0, "width": wide, "height": high, "scale": 1 });
        let mut params = json!({ "captureBeyondViewport": true, "clip": clip });
        if to.extension().is_some_and(|end| end == "webp") {
            params["format"] = json!("webp");
            params["quality"] = json!(80);
        }
        let ask = json!({ "cmd": "Page.captureScreenshot", "params": params });
        let picture = self.command("/goog/cdp/execute", &ask)?;
        let bytes = base64(picture["data"].as_str().context("no picture")?);
        std::fs::write(to, bytes).with_context(|| to.display().to_string())
    }

    // The driver ends a connection behind each answer.
    fn command(&self, path: &str, body: &Value) -> Result<Value> {
        let (status, answer) = Caller::to(self.at)?.send("POST", &format!("/session{}{path}", self.session), &body.to_string())?;
        let answer: Value = serde_json::from_slice(&answer)?;
        ensure!(status == 200, "{path}: {}", answer["value"]["message"]);
        Ok(answer["value"].clone())
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = Caller::to(self.at).and_then(|mut caller| caller.send("DELETE", &format!("/session{}", self.session), ""));
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn options(screen: Screen) -> Value {
    let size = format!("--window-size={},{}", screen.wide, screen.high);
    let mut flags = vec!["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-prefers-reduced-motion", &size];
    if screen.dark {
        flags.push("--blink-settings=preferredColorScheme=0");
    }
    let mut options = json!({ "args": flags });
    if screen.phone {
        options["mobileEmulation"] =
            json!({ "deviceMetrics": { "width": screen.wide, "height": screen.high, "pixelRatio": 1.0, "mobile": true, "touch": true } });
    }
    options
}

/// RFC 4648, as browsers write it.
fn base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => Some(c - b'A'),
        b'a'..=b'z' => Some(c - b'a' + 26),
        b'0'..=b'9' => Some(c - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let sixes: Vec<u32> = text.bytes().filter_map(value).map(u32::from).collect();
    let mut out = Vec::with_capacity(sixes.len() * 3 / 4);
    for four in sixes.chunks(4) {
        let bits = four.iter().enumerate().fold(0, |bits, (n, six)| bits | six << (18 - 6 * n));
        out.extend(bits.to_be_bytes().into_iter().skip(1).take(four.len() - 1));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn letters_are_read_back() {
        assert_eq!(base64("YQ=="), b"a");
        assert_eq!(base64("YWI="), b"ab");
        assert_eq!(base64("YWJjZA=="), b"abcd");
        assert_eq!(base64("/+8="), [0xff, 0xef]);
    }
}
