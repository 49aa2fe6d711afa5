//! Filters of lists: what may be asked of the record. `clauses.rs` makes conditions of them.

use rapporteur_model::{CommitmentOutcome, Country, EntityKind, EventKind, InstrumentStatus, MentionKind, RelationKind, Status};

/// Which events. Empty fields ask for nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventFilter {
    /// The day by which it is sorted is this one or later, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// The day by which it is sorted is this one or earlier, `YYYY-MM-DD`.
    pub to: Option<String>,
    /// Asks `from` and `to` of every day that it could have been.
    pub possible: bool,
    /// Any of these kinds.
    pub kinds: Vec<EventKind>,
    /// Any of these.
    pub statuses: Vec<Status>,
    /// The place or a participant is of this country.
    pub country: Option<Country>,
    /// Id of the body, or words of its name.
    pub body: Option<String>,
    /// Id of a participant, or words of their name.
    pub person: Option<String>,
    /// Id of a participant, or of a participant's organisation.
    pub participant: Option<String>,
    /// Id of the place.
    pub place: Option<String>,
    /// Words of the title, body, place, topics, details or participants.
    pub text: Option<String>,
    /// Told by this report.
    pub report: Option<String>,
    /// Told by a report in this language, by its ISO 639-1 code.
    pub lang: Option<String>,
    /// Only those in which reports disagree.
    pub disputed: bool,
    /// All of these take part: two for what was between them.
    pub sides: Vec<Side>,
    /// In this order.
    pub order: EventOrder,
    /// Those behind this one (its id) in that order.
    pub after: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Who takes part in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// Somebody of this country or of an organisation there, or it is the country visited.
    Country(Country),
    /// The same, or it is a session of a body that has one of these words in its name (`word*` for all that begin so).
    CountryOrBody(Country, Vec<String>),
    /// This entry by its id, or one with these words in its name; or somebody of it.
    Name(String),
}

/// The order of a list of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "plain words")]
pub enum EventOrder {
    #[default]
    Date,
    DateDescending,
    Kind,
    Reports,
    Confidence,
}

impl EventOrder {
    pub(crate) fn sql(self) -> &'static str {
        match self {
            Self::Date => "list_key",
            // Those without a day stand last.
            Self::DateDescending => "sort_date DESC, list_key",
            Self::Kind => "kind, list_key",
            Self::Reports => "(SELECT count(*) FROM told_in WHERE owner = id) DESC, list_key",
            Self::Confidence => "confidence DESC, list_key",
        }
    }
}

/// Which entities.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EntityFilter {
    /// Of this kind.
    pub kind: Option<EntityKind>,
    /// Of this country, or with a post there.
    pub country: Option<Country>,
    /// Words of a name or post.
    pub text: Option<String>,
    /// Named in this report.
    pub report: Option<String>,
    /// With a post at this organisation or body: its id, or words of its name.
    pub organisation: Option<String>,
    /// With some post.
    pub with_post: bool,
    /// Also people without a dossier.
    pub unlisted: bool,
    /// Those behind this one (its id) in the list.
    pub after: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Which instruments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstrumentFilter {
    /// As of events.
    pub from: Option<String>,
    /// As of events.
    pub to: Option<String>,
    /// As of events.
    pub possible: bool,
    /// Any of these.
    pub statuses: Vec<InstrumentStatus>,
    /// As of events: of its signing.
    pub sides: Vec<Side>,
    /// Words of the title.
    pub text: Option<String>,
    /// Id of a signatory or party, or words of their name.
    pub person: Option<String>,
    /// Id of a signatory or party.
    pub party: Option<String>,
    /// Those behind this one (its id) in the list.
    pub after: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Which commitments.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CommitmentFilter {
    /// As of events, of the day by which it is due.
    pub from: Option<String>,
    /// As of events.
    pub to: Option<String>,
    /// As of events.
    pub possible: bool,
    /// Any of these kinds ("session", "visit", "signing", "delivery", "plan").
    pub kinds: Vec<String>,
    /// Any of these, as they are kept: what is past due on some day is kept as due.
    pub kept_as: Vec<CommitmentOutcome>,
    /// Its last day is this one or later, `YYYY-MM-DD`.
    pub ends_from: Option<String>,
    /// Its last day lies before this one, `YYYY-MM-DD`.
    pub ends_before: Option<String>,
    /// Of somebody of this country.
    pub country: Option<Country>,
    /// Words of the act.
    pub text: Option<String>,
    /// Id of an actor, or words of their name.
    pub person: Option<String>,
    /// Those behind this one (its id) in the list.
    pub after: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Which relations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RelationFilter {
    /// Last possible day is this one or later, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// First possible day is this one or earlier, `YYYY-MM-DD`.
    pub to: Option<String>,
    /// Any of these kinds.
    pub kinds: Vec<RelationKind>,
    /// Any of these.
    pub statuses: Vec<Status>,
    /// An end is of this country.
    pub country: Option<Country>,
    /// Id of an end.
    pub entity: Option<String>,
    /// Id of an end, or words of its name.
    pub with: Option<String>,
    /// Those behind this one (its id) in the list.
    pub after: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Which reports.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReportFilter {
    /// Published on this day or later, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Published on this day or earlier, `YYYY-MM-DD`.
    pub to: Option<String>,
    /// Words of the clean text.
    pub text: Option<String>,
    /// The newest first.
    pub newest_first: bool,
    /// Those behind this one (its id) in the list.
    pub after: Option<String>,
    /// That tell of this entry (its id).
    pub entry: Option<String>,
    /// At most so many.
    pub limit: Option<u32>,
}

/// Which mentions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MentionFilter {
    /// In this report (its id).
    pub report: Option<String>,
    /// Of this kind.
    pub kind: Option<MentionKind>,
    /// That stand for this entity (its id).
    pub entity: Option<String>,
    /// Those behind this one in the list: report, first byte, one past the last byte.
    pub after: Option<(String, usize, usize)>,
    /// At most so many.
    pub limit: Option<u32>,
}
