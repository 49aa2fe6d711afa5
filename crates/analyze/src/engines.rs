//! All languages behind one door: which engine reads a report, and the buffers that threads share.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rapporteur_model::{Analysis, Issue, IssueKind, Lang, MentionKind, Report, Span};

use crate::NameSpan;
use crate::annotation::{self, Annotation};
use crate::english::{self, English, EnglishState};
use crate::places::{Countries, Gazetteer};
use crate::russian::{self, Russian, RussianState};
use crate::sieve::{Part, Sieve};

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
    russian_files: Arc<russian::Files>,
    /// Made by the first Russian report.
    russian: OnceLock<Result<Russian, String>>,
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
            russian_files: Arc::new(russian::Files::open(models_dir)?),
            russian: OnceLock::new(),
            english: OnceLock::new(),
            gazetteer: Gazetteer::open(&models_dir.join(Gazetteer::FILE))?,
            idle: Mutex::default(),
        })
    }

    /// Names the models and rules that read a language; empty where none does.
    #[must_use]
    pub fn version(lang: Lang) -> &'static str {
        annotation::version(lang)
    }

    /// Analyses a report in its language. A report in a language without an engine of its own comes back with no tokens: a
    /// neighbour's engine would make persons of its words.
    #[must_use]
    pub fn analyze(&self, report: &Report) -> Analysis {
        self.analyze_with(report, None)
    }

    /// As [`analyze`](Self::analyze), with syntax, lemmas and all that hangs on them only in sentences that pass the sieve; the
    /// other sentences have their words alone.
    #[must_use]
    pub fn analyze_some(&self, report: &Report, sieve: &Sieve) -> Analysis {
        self.analyze_with(report, Some(sieve))
    }

    fn analyze_with(&self, report: &Report, sieve: Option<&Sieve>) -> Analysis {
        match self.annotate_with(report, sieve) {
            Ok(annotation) => annotation.analysis(report, &self.gazetteer),
            Err(issue) => {
                let model = Self::version(report.lang).to_owned();
                Analysis { lang: report.lang, model, issues: vec![issue], ..Analysis::default() }
            }
        }
    }

    /// What the networks alone say of a report in its language: what [`analyze`](Self::analyze) names things over. Empty for a
    /// language without an engine.
    ///
    /// # Errors
    /// An issue that says which models cannot be used.
    pub fn annotate(&self, report: &Report) -> Result<Annotation, Issue> {
        self.annotate_with(report, None)
    }

    /// The cities that places are looked up in.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    fn annotate_with(&self, report: &Report, sieve: Option<&Sieve>) -> Result<Annotation, Issue> {
        match report.lang {
            Lang::Ru => self.with_state(|state| self.russian(&mut state.russian, report, sieve)),
            Lang::En => Ok(self.with_state(|state| self.english(&mut state.english, report, sieve))),
            _ => Ok(Annotation::default()),
        }
    }

    /// Only the names that the network of the report's language marks, without syntax, mentions or lemmas: several times faster.
    #[must_use]
    pub fn names(&self, report: &Report) -> Vec<NameSpan> {
        match report.lang {
            Lang::Ru => {
                let Ok(russian) = self.russian_models() else { return Vec::new() };
                self.with_state(|state| russian.names(&mut state.russian, &report.text, &russian::Split::new(&report.text)))
            }
            Lang::En => self.with_state(|state| self.english_names(&mut state.english, report, &english::Split::of(report))),
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

    fn russian(&self, state: &mut RussianState, report: &Report, sieve: Option<&Sieve>) -> Result<Annotation, Issue> {
        let russian = self.russian_models().map_err(|error| {
            let message = format!("the Russian models cannot be used: {error}; remove the file and run `rapporteur setup`");
            Issue::new(IssueKind::Unreadable, message)
        })?;
        let split = russian::Split::new(&report.text);
        let text = &report.text;
        let (sentences, tokens, names) = match sieve {
            None => russian.analyse(state, text, &split),
            Some(sieve) => {
                let choose = |names: &[NameSpan]| sieve.choose((text, report.lang), &split.tokens, &split.sentences, names);
                russian.analyse_some(state, text, &split, &choose)
            }
        };
        Ok(Annotation { sentences, tokens, names })
    }

    fn english(&self, state: &mut EnglishState, report: &Report, sieve: Option<&Sieve>) -> Annotation {
        let split = english::Split::of(report);
        let (text, english) = (&report.text, self.english_models());
        let names = self.english_names(state, report, &split);
        let (sentences, tokens) = match sieve {
            None => english.tokens(state, text, &split),
            Some(sieve) => {
                let chosen = sieve.choose((text, report.lang), &split.words, &split.sentences, &names);
                let part = Part::of(&split.words, &split.sentences, &chosen);
                let alone = english::Split { words: part.words.clone(), sentences: part.sentences.clone(), cut: 0 };
                let (_, tokens) = english.tokens(state, text, &alone);
                (split.spans(), part.spread(text, &split.words, &split.sentences, tokens))
            }
        };
        Annotation { sentences, tokens, names }
    }

    fn russian_models(&self) -> Result<&Russian, &str> {
        let read = || Russian::read(&self.russian_files).map_err(|error| error.to_string());
        self.russian.get_or_init(read).as_ref().map_err(String::as_str)
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
