//! All languages behind one door: which engine reads a report, and the buffers that threads share.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use rapporteur_model::{Analysis, Lang, MentionKind, Report, Span};

use crate::NameSpan;
use crate::english::{self, English, EnglishState};
use crate::mentions::{self, Layers};
use crate::places::{Countries, Gazetteer};
use crate::russian::{self, Russian, RussianState};

/// Names the models and rules in claims; changes whenever an analysis may change.
const RUSSIAN: &str = "slovnet-news-v1+rules-1";
const ENGLISH: &str = "rapporteur-en-1+rules-1";

/// The models could not be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No models of this language are installed.
    #[error("no {language} models in {folder}; run `rapporteur setup`", folder = folder.display())]
    NotInstalled {
        /// "Russian" or "English".
        language: &'static str,
        /// Where they were looked for.
        folder: PathBuf,
    },
    /// A model file is there but cannot be used.
    #[error("{0}; remove the file and run `rapporteur setup`")]
    Model(#[from] rapporteur_nn::Error),
}

/// The engines of all languages. Opening maps files and packs small weights; analysing needs no lock but for taking buffers.
#[derive(Debug)]
pub struct Engines {
    russian: Russian,
    /// Opened by the first English report; its weights lie in the program.
    english: OnceLock<English>,
    /// Empty where set-up made none.
    gazetteer: Gazetteer,
    idle: Mutex<Vec<State>>,
}

#[derive(Debug, Default)]
struct State {
    russian: RussianState,
    english: EnglishState,
}

impl Engines {
    /// Opens the models in a folder, as [`install`](crate::install) writes them.
    ///
    /// # Errors
    /// If models are missing or damaged.
    pub fn open(models_dir: &Path) -> Result<Self, Error> {
        let installed = crate::install::missing(models_dir).iter().all(|package| package.name != "natasha");
        if !installed {
            return Err(Error::NotInstalled { language: "Russian", folder: models_dir.to_owned() });
        }
        Ok(Self {
            russian: Russian::open(models_dir)?,
            english: OnceLock::new(),
            gazetteer: Gazetteer::open(&models_dir.join(Gazetteer::FILE))?,
            idle: Mutex::default(),
        })
    }

    /// Analyses a report in its language. A report in a language without an engine comes back with no tokens; Belarusian and
    /// Ukrainian go through the Russian engine.
    #[must_use]
    pub fn analyze(&self, report: &Report) -> Analysis {
        match report.lang {
            Lang::Ru | Lang::Be | Lang::Uk => self.with_state(|state| self.russian(&mut state.russian, report)),
            Lang::En => self.with_state(|state| self.english(&mut state.english, report)),
            _ => Analysis { lang: report.lang, ..Analysis::default() },
        }
    }

    /// Only the names that the network of the report's language marks, without syntax, mentions or lemmas: several times faster.
    #[must_use]
    pub fn names(&self, report: &Report) -> Vec<NameSpan> {
        match report.lang {
            Lang::Ru | Lang::Be | Lang::Uk => {
                self.with_state(|state| self.russian.names(&mut state.russian, &report.text, &russian::Split::new(&report.text)))
            }
            Lang::En => self.with_state(|state| self.english_names(&mut state.english, report, &english_split(report))),
            _ => Vec::new(),
        }
    }

    fn with_state<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = idle().pop();
        let mut state = taken.unwrap_or_default();
        let result = work(&mut state);
        idle().push(state);
        result
    }

    fn russian(&self, state: &mut RussianState, report: &Report) -> Analysis {
        let split = russian::Split::new(&report.text);
        let (sentences, tokens, names) = self.russian.analyse(state, &report.text, &split);
        let layers =
            Layers { report, lang: report.lang, sentences: &sentences, tokens: &tokens, names: &names, gazetteer: &self.gazetteer };
        let mentions = mentions::find(&layers);
        Analysis { lang: report.lang, model: RUSSIAN.to_owned(), sentences, tokens, mentions }
    }

    fn english(&self, state: &mut EnglishState, report: &Report) -> Analysis {
        let split = english_split(report);
        let (sentences, tokens) = self.english_models().tokens(state, &report.text, &split);
        let names = self.english_names(state, report, &split);
        let layers =
            Layers { report, lang: report.lang, sentences: &sentences, tokens: &tokens, names: &names, gazetteer: &self.gazetteer };
        let mentions = mentions::find(&layers);
        Analysis { lang: report.lang, model: ENGLISH.to_owned(), sentences, tokens, mentions }
    }

    fn english_names(&self, state: &mut EnglishState, report: &Report, split: &english::Split) -> Vec<NameSpan> {
        let marked = self.english_models().names(state, &report.text, split);
        let country = |name: &str| Countries::load().by_name(name, Lang::En).is_some();
        let span = |words: &Range<usize>| Span::new(split.words[words.start].start, split.words[words.end - 1].end);
        let name = |(kind, words): (MentionKind, Range<usize>)| {
            let tokens = words.start as u32..words.end as u32;
            NameSpan { span: span(&words), tokens, kind }
        };
        english::settle(&report.text, split, marked, &country).into_iter().map(name).collect()
    }

    fn english_models(&self) -> &English {
        self.english.get_or_init(|| English::bundled().expect("the weights are part of the program and tested"))
    }
}

fn english_split(report: &Report) -> english::Split {
    let mut split = english::Split::default();
    for block in &report.blocks {
        split.add(&report.text, block.span.start()..block.span.end());
    }
    split
}
