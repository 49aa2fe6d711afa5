//! A report into an analysis: tokens, sentences, lemmas, features, trees, and mentions with their values. Extracts no claim.
//!
//! [`Engines`] holds the models of all languages; [`Engines::analyze`] gives the stand-off layers of one report: what the networks
//! say ([`Annotation`], which can be written and read as CoNLL-U) with mentions laid over it. Per language
//! there is one folder with one contract: a text in, sentences, tokens and [`NameSpan`]s out ([`russian`], [`english`]). On
//! top, for every language: [`time`] (dates), `places` (countries, gazetteer), `mentions` (everything that names something)
//! and [`lemma`] (names in the nominative). [`install`] turns pinned packages into model files.
//!
//! ```no_run
//! use rapporteur_analyze::{Engines, install};
//! use rapporteur_model::{Lang, Report};
//!
//! let models = install::default_folder().ok_or("no home folder")?;
//! let engines = Engines::open(&models)?;
//! let mut report = Report::as_is("1", "Дмитрий Пантус прибыл в Москву.");
//! report.lang = Lang::Ru;
//! for mention in engines.analyze(&report).mentions {
//!     println!("{} {}", mention.kind.name(), mention.name);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annotation;
mod engines;
pub mod english;
pub mod install;
pub mod lemma;
mod letters;
pub mod mentions;
mod name_span;
pub mod places;
pub mod russian;
mod shouted;
mod sieve;
pub mod time;
mod tokens;

pub use annotation::{Annotation, ConlluError};
pub use engines::{Engines, Error};
pub use name_span::NameSpan;
pub use sieve::Sieve;
