//! The record on disk: one SQLite file, and the only SQL of Rapporteur. Decides nothing about language, people or events.
//!
//! A [`Store`] keeps three things. *Readings* come in by [`Store::put`], each with its [`Source`]; a report that is read again takes
//! the place of its former reading. *Judgements* come in by [`Store::judge`] and are never changed. The *record* is made of both elsewhere
//! and put entry by entry, in [`Store::grow`]; its parts are read by filters ([`EventFilter`] and its sisters).
//! All lists have one order that does not hang on the order of writing.
//!
//! ```
//! use rapporteur_model::{Reading, Report};
//! use rapporteur_store::{Entry, EventFilter, Source, Store};
//! # fn main() -> Result<(), rapporteur_store::Error> {
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("rapporteur.db");
//! let mut store = Store::open(&path)?;
//! let text = "Министры встретились в Минске.";
//! let source = Source { media_type: "text/plain".into(), bytes: text.into() };
//! let reading = Reading { report: Report::as_is("a1", text), mentions: vec![], claims: vec![] };
//! store.put(&[Entry { source, reading }], "rules 1")?;
//! assert!(store.has("a1", "rules 1")? && store.is_behind()?);
//! assert!(store.events(&EventFilter::default())?.is_empty());
//! # Ok(())
//! # }
//! ```

mod clauses;
mod columns;
mod counted;
mod counts;
mod error;
mod filter;
mod growing;
mod judgement;
mod lean;
mod open;
mod reading;
mod record;
mod remove;
mod reports;
mod rows;
mod search;
mod snapshot;
mod source;
mod tally;
mod terms;
mod versions;
mod watch;

pub use counts::Companion;
pub use error::{Error, Result};
pub use filter::{
    CommitmentFilter, EntityFilter, EventFilter, EventOrder, InstrumentFilter, MentionFilter, RelationFilter, ReportFilter, Side,
};
pub use growing::Growing;
pub use lean::{ListedName, PostHolder};
pub use open::{Store, VERSION};
pub use reading::Entry;
pub use record::Doubt;
pub use reports::{FoundMention, ReportHead};
pub use search::{Hit, occurrences};
pub use source::Source;
pub use tally::{Counted, Facet};
pub use terms::{Term, romanise, terms};
pub use watch::Watched;
