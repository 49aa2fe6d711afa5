//! The nouns of Rapporteur, and nothing that acts: no I/O, no SQL, no language rules.
//!
//! A [`Report`] is the clean text of one article with its alignment to the source. An [`Analysis`] lies over it as
//! sentences, tokens and [`Mention`]s; a [`Claim`] is one thing the report states, each [`Field`] with its [`Span`];
//! a [`Reading`] is what one report contributes, and a [`Record`] is what all readings and [`Judgement`]s say together.
//! Dates are [`Edtf`]; positions are [`Span`]s of UTF-8 bytes in the clean text, never pairs of numbers.
//!
//! ```
//! use rapporteur_model::{Edtf, Span};
//! let text = "Минск, 7 октября 2021";
//! assert_eq!(Span::new(0, 10).slice(text), "Минск");
//! assert_eq!("2021-10-05/2021-10-08".parse::<Edtf>().unwrap().to_string(), "2021-10-05/2021-10-08");
//! ```

mod analysis;
mod claim;
mod country;
mod edtf;
mod judgement;
mod local;
mod names;
mod record;
mod report;
mod sentence;
mod span;
mod ud;

pub use analysis::{Analysis, Detail, Mention, MentionKind, Position, Sentence, Token};
pub use claim::{Claim, ClaimKind, Field, Modality, Phase, Role, Value};
pub use country::Country;
pub use edtf::{Edtf, EdtfError, PartialDate};
pub use judgement::{Anchor, ENTITY_FIELDS, EVENT_FIELDS, JudgedWords, Judgement, Verdict, impossible};
pub use local::{LocalContext, LocalEntity, NameForm, PostSum, PostTold, Standing, StoredRow, Tally, Telling, TellingKind};
pub use names::{GatheringKind, InstrumentKind, PersonName};
pub use record::{
    Commitment, CommitmentOutcome, Disagreement, Entity, EntityId, EntityKind, Event, EventKind, Evidence, Gap, HistoryLine, Instrument,
    InstrumentStatus, JoinReason, Joined, Link, NameCount, Participant, PlaceRef, PostHeld, Record, RelatedTo, Relation, RelationEnd,
    RelationKind, Series, SeriesSession, Status, TitleIn, Turn, ValueTold, day_key,
};
pub use report::{Alignment, Block, BlockKind, Dateline, Issue, IssueKind, Lang, Reading, Report, ReportId, Segment, Stated};
pub use span::Span;
pub use ud::{Aspect, Case, Deprel, Feats, Gender, Mood, Number, Person, Tense, Upos, VerbForm, Voice};
