//! What every command needs: the record, the models, the screen.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use rapporteur_pipeline::{Pipeline, setup};
use rapporteur_views::{Reader, Store};

use crate::args::Global;
use crate::screen::Screen;

/// The global options, resolved.
pub struct Context {
    pub record: PathBuf,
    pub screen: Screen,
    pub json: bool,
    lang: Option<String>,
    threads: Option<usize>,
}

impl Context {
    pub fn new(global: &Global) -> Self {
        Self {
            record: global.record.clone(),
            screen: Screen::new(global.no_color, global.no_pager),
            json: global.json,
            lang: global.lang.as_ref().map(|lang| lang.to_lowercase()),
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

    /// The record in the reader's language: the one asked for; else, for the eye, that of the locale or of most reports, and as it is
    /// recorded for programs.
    pub fn reader<'s>(&self, store: &'s Store) -> Result<Reader<'s>> {
        let wanted = match &self.lang {
            Some(lang) => Some(lang.clone()),
            None if self.json => None,
            None => locale().map_or_else(|| store.main_language(), |lang| Ok(Some(lang)))?,
        };
        if let Some(lang) = &wanted {
            self.screen.speaks(lang);
        }
        Ok(wanted.map_or_else(|| Reader::plain(store), |lang| Reader::in_language(store, &lang)))
    }

    /// The record for writing; made where there is none.
    pub fn open_for_writing(&self) -> Result<Store> {
        Ok(Store::open(&self.record)?)
    }

    /// The language of pages for readers who have asked for none.
    pub fn page_language(&self) -> Option<String> {
        self.lang.clone().or_else(locale)
    }

    /// Reports to read at once, where a number is given.
    pub fn threads(&self) -> Option<usize> {
        self.threads
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

/// The language of the locale, if it is one of ours.
fn locale() -> Option<String> {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))?;
    let lang = value.split(['_', '.', '@']).next().unwrap_or_default().to_lowercase();
    matches!(lang.as_str(), "ru" | "en").then_some(lang)
}
