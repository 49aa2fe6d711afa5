//! A stored record as page-shaped values: what a list, a dossier or a page shows, with every quote in place. No HTML, no JSON
//! text, no SQL: the structs are serialisable, and their field names are those of the command line's `--json`.
//!
//! Lists: [`events`], [`entities`], [`series`], [`reports`], [`mentions`], [`instruments`], [`commitments`]. One entry with what
//! belongs to it: [`dossier`]. The words that an entry stands on: [`why`]. Finding an entry by id or words: [`find`], [`search`].

mod anchor;
mod commitment;
mod common;
mod dossier;
mod entity;
mod event;
mod find;
mod instrument;
mod reports;
mod review;
mod series;
mod why;

pub use anchor::anchor;
pub use commitment::{CommitmentView, commitments};
pub use common::{EvidenceView, LinkView};
pub use dossier::{Dossier, Entry, dossier};
pub use entity::{EntityView, NameView, PostView, RelationView, entities, entity};
pub use event::{DetailView, EventView, InstrumentOfEvent, ParticipantView, PlaceView, event, events};
pub use find::{Found, HitView, find, search};
pub use instrument::{InstrumentView, instruments};
pub use rapporteur_store::{
    CommitmentFilter, EntityFilter, Error, EventFilter, InstrumentFilter, MentionFilter, ReportFilter, Result, Store,
};
pub use reports::{IssueView, MentionView, ReportView, mentions, reports};
pub use review::{ReviewView, review};
pub use series::{GapView, SeriesView, SessionView, series};
pub use why::{Mark, Passage, Why, why};
