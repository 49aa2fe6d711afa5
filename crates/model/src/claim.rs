//! One thing a report states, field by field, each with the words that say so. Decides nothing.

use serde::{Deserialize, Serialize};

use crate::{Edtf, Span};

/// What kind of thing is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the design's vocabulary")]
pub enum ClaimKind {
    Post,
    Meeting,
    Session,
    Visit,
    Signing,
    Statement,
    Gathering,
    Appointment,
    Departure,
    Structure,
    Deal,
    Ownership,
    Commitment,
}

/// Which field of a claim. Which kinds have which fields is said in `docs/architecture.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who holds a post, is appointed, leaves.
    Person,
    /// Title of a post as stated, in the nominative; kind of a post mention or text.
    Title,
    /// Organisation of a post, part of a structure, of an appointment.
    Organisation,
    /// Place.
    Place,
    /// Country (value: code as text).
    Country,
    /// Phase of a post (value: text of [`Phase`]).
    Phase,
    /// Who took part, with no more special role.
    Participant,
    /// When.
    Date,
    /// For when it was set before it was put off.
    SetFor,
    /// In person, phone, video, on the sidelines; of a departure resigned, dismissed, ended (value: text).
    Form,
    /// What was talked about (value: text).
    Topic,
    /// At whose initiative.
    Initiator,
    /// The body whose session it is.
    Body,
    /// Number of a session or edition.
    Ordinal,
    /// Co-chair or chair of a session.
    CoChair,
    /// Head of a delegation or side.
    DelegationHead,
    /// Number of items on the agenda.
    AgendaItems,
    /// Outcome (value: text).
    Outcome,
    /// Number of the session before.
    PreviousSession,
    /// Number of the session after.
    NextSession,
    /// Who visits.
    Visitor,
    /// Country, place or organisation visited.
    Destination,
    /// Who receives.
    Host,
    /// State, official, working (value: text).
    VisitKind,
    /// Programme of a visit (value: text).
    Programme,
    /// What is signed or adopted.
    Instrument,
    /// Party to an instrument or a deal.
    Party,
    /// Who signed.
    Signatory,
    /// In whose presence.
    Presence,
    /// Who speaks: person, organisation or its press service.
    Speaker,
    /// Telegram channel, interview, briefing, site (value: text).
    Channel,
    /// The words quoted or reported (value: text).
    Words,
    /// To whom.
    Audience,
    /// Name of a gathering.
    Name,
    /// Who organises.
    Organiser,
    /// Who appoints or dismisses.
    AppointedBy,
    /// From when.
    From,
    /// The whole that an organisation is part of.
    PartOf,
    /// Whom an organisation is under.
    SubordinateTo,
    /// Who formed it.
    FormedBy,
    /// Product made.
    Produces,
    /// Abbreviation, former or other name.
    AlsoCalled,
    /// Kind of a deal (value: text).
    DealKind,
    /// Subject of a deal or an instrument (value: text).
    Subject,
    /// Who owns.
    Owner,
    /// What is owned.
    Property,
    /// Who promised or is to act.
    Actor,
    /// What is to be done (value: text).
    Act,
    /// What sort of thing is to be done (value: text: session, meeting, visit, signing, delivery, plan).
    ActKind,
    /// By when.
    Due,
    /// Who says so.
    Attribution,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Index of a mention of the same report.
    Mention(u32),
    /// Words, normalised where the field says so.
    Text(String),
    /// A date.
    Date(Edtf),
    /// A number.
    Number(u32),
}

/// One field of a claim with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Which field; a role may occur several times (participants).
    pub role: Role,
    /// Its value.
    pub value: Value,
    /// The words that say so.
    pub span: Span,
}

/// Whether a thing happened, as stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// It happened or is so.
    #[default]
    Happened,
    /// It is to happen.
    Planned,
    /// Somebody proposes or wants it.
    Proposed,
    /// It is said not to be so.
    Denied,
    /// It hangs on a condition.
    Conditional,
    /// It was to happen and has been called off, or put off to no stated day.
    Cancelled,
}

/// Phase of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "plain words")]
pub enum Phase {
    #[default]
    Current,
    Former,
    Acting,
    Incoming,
}

/// One thing that a report states.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What kind.
    pub kind: ClaimKind,
    /// The words that carry it: a verb, a noun of event, a title.
    pub trigger: Span,
    /// Fields in the order of their spans.
    pub fields: Vec<Field>,
    /// Whether it happened.
    pub modality: Modality,
    /// How sure the rule is, 0 to 1.
    pub confidence: f32,
    /// Name of the rule, with the version of rules and models behind a `/`.
    pub rule: String,
}

impl Claim {
    /// A claim of this kind by this rule, still without fields.
    #[must_use]
    pub fn new(kind: ClaimKind, trigger: Span, rule: impl Into<String>) -> Self {
        Self { kind, trigger, fields: Vec::new(), modality: Modality::Happened, confidence: 0.8, rule: rule.into() }
    }

    /// Adds a field; the same role and value is not added twice.
    pub fn push(&mut self, role: Role, value: Value, span: Span) {
        if !self.fields.iter().any(|f| f.role == role && f.value == value) {
            self.fields.push(Field { role, value, span });
        }
    }

    /// The first field with this role.
    #[must_use]
    pub fn get(&self, role: Role) -> Option<&Field> {
        self.fields.iter().find(|f| f.role == role)
    }

    /// All fields with this role.
    pub fn all(&self, role: Role) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |f| f.role == role)
    }

    /// Index of the mention in the first field with this role.
    #[must_use]
    pub fn mention(&self, role: Role) -> Option<u32> {
        self.all(role).find_map(|f| if let Value::Mention(m) = f.value { Some(m) } else { None })
    }

    /// Indices of the mentions in all fields with this role.
    pub fn mentions(&self, role: Role) -> impl Iterator<Item = u32> + '_ {
        self.all(role).filter_map(|f| if let Value::Mention(m) = f.value { Some(m) } else { None })
    }

    /// The first date with this role that the claim states itself.
    #[must_use]
    pub fn date(&self, role: Role) -> Option<Edtf> {
        self.all(role).find_map(|f| if let Value::Date(d) = f.value { Some(d) } else { None })
    }
}
