//! The pipeline as the benchmarks run it: one text in, its analysis, claims and one-report record out. Cleans nothing.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use anyhow::{Context, Result};
use rapporteur_analyze::Engines;
use rapporteur_model::{Analysis, Claim, Edtf, EntityId, Lang, Mention, Reading, Record, Report, Span, Stated};

/// The engines, opened once.
pub struct Engine {
    engines: Engines,
}

/// What the pipeline says of one text.
#[derive(Debug, Clone)]
pub struct Read {
    /// Sentences, tokens, mentions.
    pub analysis: Analysis,
    /// Report, mentions and claims.
    pub reading: Reading,
}

impl Engine {
    /// Opens the models of the user's data folder, or of `$RAPPORTEUR_DATA`.
    ///
    /// # Errors
    /// The models are not installed or broken.
    pub fn open() -> Result<Self> {
        let folder = models()?;
        let engines = Engines::open(&folder).with_context(|| format!("no models in {}: run `rapporteur setup`", folder.display()))?;
        Ok(Self { engines })
    }

    /// Reads a text as it is.
    #[must_use]
    pub fn read(&self, id: &str, text: &str, lang: Lang, published: Option<Edtf>) -> Read {
        let mut report = Report::as_is(id, text);
        report.lang = lang;
        report.published = published.map(|value| Stated { value, span: None });
        self.read_report(report)
    }

    /// Reads a report. A panic of extraction costs the claims of that report only, and is told on standard error.
    #[must_use]
    pub fn read_report(&self, report: Report) -> Read {
        let analysis = self.engines.analyze(&report);
        let claims = catch_unwind(AssertUnwindSafe(|| rapporteur_extract::extract(&report, &analysis))).unwrap_or_else(|_| {
            eprintln!("BUG: extraction panicked on {}; its claims are missing", report.id);
            Vec::new()
        });
        Read { reading: Reading { report, mentions: analysis.mentions.clone(), claims }, analysis }
    }
}

impl Read {
    /// The record of this text alone.
    #[must_use]
    pub fn record(&self) -> Record {
        rapporteur_resolve::resolve(std::slice::from_ref(&self.reading), &[])
    }

    /// Mentions.
    #[must_use]
    pub fn mentions(&self) -> &[Mention] {
        &self.reading.mentions
    }

    /// The proper name inside a mention, if it holds one.
    #[must_use]
    pub fn proper_name(&self, mention: &Mention) -> Option<Span> {
        rapporteur_analyze::mentions::proper_name(&self.reading.report, &self.analysis, mention)
    }

    /// Claims.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.reading.claims
    }

    /// The mention that introduces the same thing in this report.
    #[must_use]
    pub fn introduced(&self, mention: u32) -> &Mention {
        let mentions = &self.reading.mentions;
        let own = &mentions[mention as usize];
        own.same_as.and_then(|other| mentions.get(other as usize)).unwrap_or(own)
    }

    /// The words of a mention.
    #[must_use]
    pub fn words(&self, mention: u32) -> &str {
        self.reading.mentions[mention as usize].span.slice(&self.reading.report.text)
    }
}

/// Which entity each mention stands for.
#[must_use]
pub fn links(record: &Record) -> BTreeMap<u32, EntityId> {
    record.links.iter().map(|(_, mention, entity)| (*mention, entity.clone())).collect()
}

/// The folder of the models: `$RAPPORTEUR_DATA/models`, else in the user's data folder.
pub fn models() -> Result<PathBuf> {
    rapporteur_analyze::install::default_folder().context("no home folder: set RAPPORTEUR_DATA to a folder that holds models/")
}
