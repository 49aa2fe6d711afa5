//! A stored record as page-shaped values: what a list, a dossier or a page shows, with every quote in place. No HTML, no JSON
//! text, no SQL: the structs are serialisable, and their field names are those of the command line's `--json`.
//!
//! Lists: [`events`], [`entities`], [`series`], [`reports`], [`mentions`], [`instruments`], [`commitments`], [`relations`]. One entry with what
//! belongs to it: [`dossier`]. The words that an entry stands on: [`why`]. Finding an entry by id or words: [`find`], [`search`].

mod anchor;
mod changes;
mod commitment;
mod common;
mod company;
mod country;
mod counts;
mod disagreements;
mod dossier;
mod entity;
mod event;
mod facets;
mod find;
mod holders;
mod instrument;
mod judgements;
mod judging;
mod known;
mod latin;
mod posts;
mod reader;
mod relation;
mod reports;
mod review;
mod series;
mod sides;
mod title;
mod when;
mod why;
mod words;

pub use anchor::{Led, anchor, at_anchor, lead};
pub use changes::{Change, ChangeView, changes, titled, untitled_changes};
pub use commitment::{CommitmentView, commitment, commitments};
pub use common::{EvidenceView, LinkView, MOST_INSIDE};
pub use company::{CompanionView, NeighboursView, TieView, companions, neighbours};
pub use country::country_name;
pub use counts::{CountBy, CountView, count_events, pairs};
pub use disagreements::{DisagreementView, disagreements};
pub use dossier::{Dossier, Entry, dossier};
pub use entity::{EntityView, NameView, PostView, RelatedView, entities, entity, entity_name};
pub use event::{DetailView, EventView, HeadlineView, InstrumentOfEvent, ParticipantView, PlaceView, event, events, headlines, meeting};
pub use facets::{ChoiceView, FacetsView, facets, places_of_events};
pub use find::{Found, HitView, find, search};
pub use holders::{HolderFilter, HolderView, holders, holding};
pub use instrument::{InstrumentView, instrument, instruments};
pub use judgements::{JudgementView, State, correction_problem, from_line, judgements, line, pair_problem};
pub use judging::{Ground, Wish, decide};
pub use rapporteur_store::{
    CommitmentFilter, EntityFilter, Error, EventFilter, EventOrder, InstrumentFilter, MentionFilter, RelationFilter, ReportFilter, Result,
    Side, Store,
};
pub use reader::Reader;
pub use relation::{RelationEndView, RelationView, relation, relations};
pub use reports::{IssueView, MentionView, ReportView, mentions, report, reports};
pub use review::{Matter, Proposal, Queued, ReviewView, queue, review, shown, with_words};
pub use series::{GapView, SeriesView, SessionView, series, series_part, series_with_gaps};
pub use sides::{country, side, similar_countries};
pub use when::date_in_words;
pub use why::{Joining, Mark, Passage, Why, why};
pub use words::{codes_for, word_for, word_in};
