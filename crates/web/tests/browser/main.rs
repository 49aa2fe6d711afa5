//! The pages in a real Chromium: drawn without complaint, within their width, open to all; and an analyst at work in them, with
//! script and without. Left out, and said so, where no browser is installed.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../common/mod.rs"]
mod common;

mod analyst;
mod driver;
mod looks;
mod newcomer;
mod valid;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::OnceLock;

use driver::{Browser, Look};

/// Runs a test in a browser of its own, which is closed whatever becomes of the test.
fn run(look: Look, test: impl AsyncFnOnce(&Browser)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let browser = runtime.block_on(Browser::open(look));
    let done = catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(&browser))));
    runtime.block_on(browser.close());
    done.unwrap_or_else(|panic| resume_unwind(panic));
}

/// A record of the demo of one's own, read once for all tests.
fn demo(folder: &tempfile::TempDir) -> PathBuf {
    static READ: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = READ.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let path = common::record::demo(dir.path());
        // All in one file, to be copied.
        drop(rapporteur_store::Store::open(&path).unwrap());
        std::fs::read(path).unwrap()
    });
    let path = folder.path().join("copy.db");
    std::fs::write(&path, bytes).unwrap();
    path
}
