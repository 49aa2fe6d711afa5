//! The order of the stages, and the only place that names it: text → analyze → extract → store, then resolve over all of it.
//!
//! A [`Pipeline`] holds the models and the threads. [`Pipeline::add`] reads inputs into a record in small transactions, so that
//! it can be interrupted at any point and goes on where it was; [`Pipeline::extract_lines`] is the same without a record, JSON
//! lines in and out. [`Pipeline::reread`] reads stored sources again, [`remove`] takes reports out. [`refresh`] makes the record anew from what was read and judged. [`setup`] fetches the models and is the
//! only part that leaves the machine. A stage that fails on one report costs that report an issue, never the batch.

mod add;
mod error;
pub mod fetch;
mod grow;
mod guard;
mod inputs;
mod lines;
pub mod pdf;
mod refresh;
mod remove;
mod reread;
pub mod setup;
mod summary;
mod versions;
pub mod watch;

use std::path::Path;

use rapporteur_analyze::{Engines, Sieve};
use rapporteur_model::Lang;

pub use add::{AddOptions, Added, InputIssue, Progress, Silent};
pub use error::{Error, Result};
pub use lines::{LineOptions, LinesDone};
use rapporteur_text::PdfReader;
pub use rapporteur_text::{Columns, Limits, Settings, text_of as decoded};
pub use refresh::refresh;
pub use remove::remove;
pub use summary::{Kind, Kinds};

/// The web addresses that a list of them names (lines, a sitemap, an outline of feeds).
#[must_use]
pub fn links_of(name: &str, bytes: &[u8]) -> Vec<String> {
    let input = rapporteur_text::Input::new(name, Ok(bytes.to_vec()));
    let inputs = rapporteur_text::Inputs::given([input], &Settings::default());
    inputs.filter(|input| input.is_link).map(|input| input.address).collect()
}

/// Deep trees and long sentences are walked by recursion; a thread's stack is generous.
const STACK: usize = 16 << 20;

/// The models, opened, and the threads that use them.
#[derive(Debug)]
pub struct Pipeline {
    engines: Engines,
    /// Lets sentences pass that can state something.
    sieve: Sieve,
    threads: rayon::ThreadPool,
    version: String,
    pdf: PdfReader,
}

impl Pipeline {
    /// Opens the models in `models`; `threads` is the number of reports that are read at once, one a core where it is `None`.
    ///
    /// # Errors
    /// When models are missing or broken, or threads cannot be started.
    pub fn open(models: &Path, threads: Option<usize>) -> Result<Self> {
        let engines = Engines::open(models)?;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).stack_size(STACK).build()?;
        let sieve = Sieve::new(rapporteur_extract::is_trigger);
        Ok(Self { engines, sieve, threads: pool, version: version(), pdf: pdf::reader(models) })
    }

    /// How files are read, with the reader of PDF that is installed.
    fn settings(&self, settings: &Settings) -> Settings {
        Settings { pdf: self.pdf.clone(), ..settings.clone() }
    }

    /// Names the models and rules: a report read by another version is read anew.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// Names rules and models.
fn version() -> String {
    format!("{} {} {}", rapporteur_extract::RULES, Engines::version(Lang::Ru), Engines::version(Lang::En))
}
