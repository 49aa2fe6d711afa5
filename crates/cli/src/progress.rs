//! A bar on standard error while reports are read, only where that is a terminal.

use std::fmt::Write;
use std::io::{IsTerminal, stderr};

use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use rapporteur_pipeline::Progress;

/// The bar; silent in a pipe.
pub struct Bar(ProgressBar);

impl Bar {
    pub fn new() -> Self {
        let bar = if stderr().is_terminal() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{bar:24} {pos}/{len} reports  {rate}  {eta} left  {wide_msg}")
            .expect("the template is fixed and valid")
            .with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
                // Nothing can be done about a bar that cannot be written.
                let _ = write!(out, "{:.0}/s", state.per_sec());
            });
        bar.set_style(style);
        Self(bar)
    }

    /// Takes the bar off the screen.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn reports(&self, done: usize, total: usize) {
        self.0.set_length(total as u64);
        self.0.set_position(done as u64);
    }

    fn resolving(&self, done: usize, total: usize) {
        self.0.set_length(total as u64);
        self.0.set_position(done as u64);
        self.0.set_message("making the record");
    }
}
