//! What every command needs: the record, the models, the screen.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use rapporteur_pipeline::{Pipeline, setup};
use rapporteur_views::Store;

use crate::args::Global;
use crate::screen::Screen;

/// The global options, resolved.
pub struct Context {
    pub record: PathBuf,
    pub screen: Screen,
    pub json: bool,
    threads: Option<usize>,
}

impl Context {
    pub fn new(global: &Global) -> Self {
        Self {
            record: global.record.clone(),
            screen: Screen::new(global.no_color),
            json: global.json,
            threads: global.threads.map(usize::from),
        }
    }

    /// The record for reading; says on standard error when it is behind what was read.
    pub fn open(&self) -> Result<Store> {
        let store = Store::open_read_only(&self.record)?;
        if store.is_behind()? {
            eprintln!("note: reports were read that are not in the record yet; run the last `rapporteur add` again to finish it");
        }
        Ok(store)
    }

    /// The record for writing; made where there is none.
    pub fn open_for_writing(&self) -> Result<Store> {
        Ok(Store::open(&self.record)?)
    }

    /// The models' folder.
    pub fn models() -> Result<PathBuf> {
        setup::default_folder().context("there is no home folder to keep the models in: set RAPPORTEUR_DATA to a folder")
    }

    /// The pipeline with its models; they are installed the first time.
    pub fn pipeline(&self) -> Result<Pipeline> {
        let models = Self::models()?;
        if !setup::missing(&models).is_empty() {
            eprintln!("first use: installing the models into {} (once; needs the package index)", models.display());
            setup::from_index(&models, &|step| eprintln!("  {step}"))?;
        }
        Ok(Pipeline::open(&models, self.threads)?)
    }
}
