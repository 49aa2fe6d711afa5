//! What all readings and judgements say together: entities, events, instruments, commitments, series. Computed by `resolve`.

use serde::{Deserialize, Serialize};

use crate::{Country, Edtf, InstrumentKind, Phase, ReportId, Span};

/// Id of an entity, event, instrument or commitment: a letter for its kind, a hyphen, hex digits of its content (`p-3f2a91c0`).
pub type EntityId = String;

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the design's vocabulary")]
pub enum EntityKind {
    Person,
    Organisation,
    Body,
    Place,
    Product,
}

/// Words of a report that a field of the record stands on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Which report.
    pub report: ReportId,
    /// Which field ("date", "participants", "post").
    pub field: String,
    /// Where in its clean text.
    pub span: Span,
}

/// An entity named in a field: its id and its name for show. Without an id where the words could not be resolved to an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// The entry.
    pub id: Option<EntityId>,
    /// Its name in the record.
    pub name: String,
}

/// What an entity is related to, with the evidence: what stands beside an entity of its [`Relation`]s.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RelatedTo {
    /// To whom or what.
    pub to: Link,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// What kind of relation stands between entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the design's vocabulary")]
pub enum RelationKind {
    PartOf,
    SubordinateTo,
    FormedBy,
    Produces,
    Owns,
    AlsoCalled,
    Deal,
}

/// One end of a relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RelationEnd {
    /// Which entity, or the words where they could not be resolved to one.
    pub entity: Link,
    /// What it is in the relation: "part", "whole", "subordinate", "superior", "formed", "founder", "maker", "product", "owner", "property",
    /// "name", "party".
    pub role: String,
}

/// A relation between two or more entities: what one is part of, owns, makes, is also called, and deals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Id.
    pub id: EntityId,
    /// What kind.
    pub kind: RelationKind,
    /// Where it stands: told is not held.
    pub status: Status,
    /// When, where it is stated.
    pub date: Option<Edtf>,
    /// The entities, by role, then name.
    pub ends: Vec<RelationEnd>,
    /// Of a deal its sort ("sale", "loan"), of a share its size, as stated.
    pub detail: Option<String>,
    /// What it is about, in the words of the report.
    pub subject: Option<String>,
    /// Reports that tell of it.
    pub reports: Vec<ReportId>,
    /// Confidence, 0 to 1.
    pub confidence: f32,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// A surface form with its language and how often it was seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NameCount {
    /// The name in the nominative.
    pub text: String,
    /// ISO 639-1 code of the report's language.
    pub lang: String,
    /// Number of mentions.
    pub count: u32,
    /// Why it stands beside another name of its entry; none of the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<Joined>,
}

/// Why a name stands in an entry beside another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Joined {
    /// The other name.
    pub to: String,
    /// What speaks for one thing.
    pub by: JoinReason,
}

/// What speaks for two names being those of one thing, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinReason {
    /// A report calls one thing by both.
    OneReport,
    /// One full name, and the posts that reports give agree in their country or house.
    NameAndPost,
    /// One name, however it is written, and nothing against it.
    OneName,
    /// The letters of the one are the initials of the other's words.
    Letters,
    /// One says less than the other, and nothing is against it.
    Shorter,
    /// A lesser name in one office: at one house, or of one country and one field of work.
    Office,
    /// A family name met in the company of the same people in reports of near days.
    Company,
    /// One person heads both.
    Head,
    /// An analyst said so.
    Judgement,
}

/// A post that a person holds according to some reports.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PostHeld {
    /// Title as stated, in the nominative.
    pub title: String,
    /// Where.
    pub organisation: Option<Link>,
    /// Country of the post.
    pub country: Option<Country>,
    /// Phase as last stated.
    pub phase: Phase,
    /// Earliest date at which a report says so.
    pub from: Option<Edtf>,
    /// Latest date at which a report says so.
    pub to: Option<Edtf>,
    /// How often reports say so.
    pub told: u32,
    /// Reports that say so, the first [`PostHeld::KEPT`].
    pub reports: Vec<ReportId>,
    /// The words, of as many.
    pub evidence: Vec<Evidence>,
}

impl PostHeld {
    /// Of how many statements of a post the words are kept.
    pub const KEPT: usize = 50;
}

/// A person, organisation, body, place or product.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Id.
    pub id: EntityId,
    /// What it is.
    pub kind: EntityKind,
    /// The name to show.
    pub name: String,
    /// All names, most frequent first, then by text.
    pub names: Vec<NameCount>,
    /// Country, where reports state it.
    pub country: Option<Country>,
    /// Of a place: latitude and longitude in degrees, where the gazetteer knows it.
    pub position: Option<(f64, f64)>,
    /// Of a person: posts.
    pub posts: Vec<PostHeld>,
    /// Of an organisation: what it is part of.
    pub part_of: Vec<RelatedTo>,
    /// Of an organisation: what it produces.
    pub produces: Vec<RelatedTo>,
    /// Reports that name it.
    pub reports: Vec<ReportId>,
    /// One mention a report, at least one in all.
    pub evidence: Vec<Evidence>,
    /// False for a person whom no report names in an official or organisational post: not listed as a dossier.
    pub listed: bool,
}

/// What an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the words of the design's vocabulary")]
pub enum EventKind {
    Session,
    Meeting,
    Visit,
    Signing,
    Statement,
    Gathering,
    Appointment,
    Departure,
}

impl Event {
    /// Where it stands in lists: words that sort by day, kind and id.
    #[must_use]
    pub fn list_key(&self) -> String {
        format!("{}{:02}{}", day_key(self.date), self.kind as u8, self.id)
    }
}

impl Entity {
    /// Where it stands in lists: words that sort by kind, name and id.
    #[must_use]
    pub fn list_key(&self) -> String {
        format!("{:02}{}\0{}", self.kind as u8, self.name, self.id)
    }
}

impl Relation {
    /// Where it stands in lists: words that sort by day, kind and id.
    #[must_use]
    pub fn list_key(&self) -> String {
        format!("{}{:02}{}", day_key(self.date), self.kind as u8, self.id)
    }
}

/// Words that sort days as lists do: by the first day that a date can mean, the shorter stretch first; what has no day is last.
#[must_use]
pub fn day_key(date: Option<Edtf>) -> String {
    match date.and_then(|d| Some((d, d.sort_date()?))) {
        Some((date, first)) => format!("0{first}{:010}{date} ", date.days().unwrap_or(i32::MAX)),
        None => format!("1{} ", date.map(|d| d.to_string()).unwrap_or_default()),
    }
}

/// Where an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It took place.
    Held,
    /// It is announced or intended.
    Planned,
    /// It was called off.
    Cancelled,
    /// It is denied.
    Denied,
    /// Some tell it as held, others deny it: both stand in its history.
    Disputed,
}

/// What one report says has become of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// It is to take place.
    Announced,
    /// It is to take place on another day than was announced before.
    Moved,
    /// It was called off.
    Cancelled,
    /// It took place.
    Held,
    /// It is not so.
    Denied,
    /// An analyst said otherwise.
    Corrected,
}

/// A line of the history of an event: what a report says became of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HistoryLine {
    /// When the report was published.
    pub day: Option<Edtf>,
    /// The report.
    pub report: ReportId,
    /// What it says.
    pub status: Turn,
    /// The date that it gives for the event.
    pub date: Option<Edtf>,
}

/// One of several values that cannot all be right, with the reports that give it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ValueTold {
    /// The value, as shown.
    pub value: String,
    /// The reports.
    pub reports: Vec<ReportId>,
}

/// A field in which reports disagree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Disagreement {
    /// The field ("date", "place", "ordinal", "status").
    pub role: String,
    /// Its values, the best supported first.
    pub values: Vec<ValueTold>,
}

/// Where an event took place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceRef {
    /// The place's entry.
    pub id: Option<EntityId>,
    /// Names as in the record, nested or several joined by a comma ("Минск, Гродно").
    pub name: String,
    /// Country.
    pub country: Option<Country>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
}

/// Who took part in an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Person or organisation.
    pub entity: Link,
    /// "participant", "co_chair", "delegation_head", "visitor", "host", "signatory", "party", "speaker", "presence", "organiser" …
    pub role: String,
    /// Post as stated in the reports of this event.
    pub post: Option<String>,
    /// Organisation of that post.
    pub organisation: Option<Link>,
    /// Country of that post, organisation or person.
    pub country: Option<Country>,
}

/// Something that took place or is to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Id.
    pub id: EntityId,
    /// What it is.
    pub kind: EventKind,
    /// Where it stands.
    pub status: Status,
    /// When: as stated, else the days of its occasion, else a set that its reports bound (`[..D]` what is past, `[D..]` what is to come).
    pub date: Option<Edtf>,
    /// What reports said became of it, in the order of the reports.
    pub history: Vec<HistoryLine>,
    /// Fields in which reports disagree.
    pub disagreements: Vec<Disagreement>,
    /// Number of distinct wordings that tell it: reprints are one.
    pub witnesses: u32,
    /// Where.
    pub place: Option<PlaceRef>,
    /// Of a session: the body.
    pub body: Option<Link>,
    /// Of a session or gathering: its number.
    pub ordinal: Option<u32>,
    /// One line for show: who, what ("24-е заседание комиссии …", "встреча Пантуса и Михеева").
    pub title: String,
    /// The same in every language that has lines for it.
    pub titles: Vec<TitleIn>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// Ids of instruments.
    pub instruments: Vec<EntityId>,
    /// What was talked about.
    pub topics: Vec<String>,
    /// Form, outcome, kind of visit, channel, words … by role name, in order.
    pub details: Vec<(String, String)>,
    /// Reports that tell of it.
    pub reports: Vec<ReportId>,
    /// Confidence, 0 to 1.
    pub confidence: f32,
    /// The words; every field above has at least one.
    pub evidence: Vec<Evidence>,
}

/// Where an instrument stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InstrumentStatus {
    /// It was signed.
    Signed,
    /// It was adopted, at a session or gathering.
    Adopted,
    /// Its signing is announced.
    ToBeSigned,
    /// Its signing was called off.
    Cancelled,
    /// Its signing is denied.
    Denied,
    /// Its signing is told and denied.
    Disputed,
}

/// A title in one language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TitleIn {
    /// ISO 639-1 code.
    pub lang: String,
    /// The title, in the nominative.
    pub text: String,
}

/// What was signed or adopted, or is to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Instrument {
    /// Id.
    pub id: EntityId,
    /// Its kind.
    pub kind: InstrumentKind,
    /// Where it stands.
    pub status: InstrumentStatus,
    /// Its title as stated, in the nominative.
    pub title: String,
    /// One title a language.
    pub titles: Vec<TitleIn>,
    /// Who signed.
    pub signatories: Vec<Link>,
    /// Between whom.
    pub parties: Vec<Link>,
    /// When.
    pub date: Option<Edtf>,
    /// The signing, where one is told.
    pub event: Option<EntityId>,
    /// Reports that name it.
    pub reports: Vec<ReportId>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// What became of a commitment so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentOutcome {
    /// A report tells that it was done.
    Kept,
    /// A report tells that it was called off.
    Cancelled,
    /// No report tells what became of it, and its time is not over or it has none.
    Due,
    /// Its time is over and no report tells that it was done. Computed when read, from the newest report or a given day; never stored.
    PastDue,
}

/// What a report says will happen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commitment {
    /// Id.
    pub id: EntityId,
    /// What kind of thing is promised ("session", "visit", "signing", "delivery", "plan").
    pub kind: String,
    /// What is to be done, in the words of the report.
    pub act: String,
    /// By whom.
    pub actors: Vec<Link>,
    /// By when.
    pub due: Option<Edtf>,
    /// When it was first told.
    pub since: Option<Edtf>,
    /// What became of it.
    pub outcome: CommitmentOutcome,
    /// The event promised, and, when kept, the one that kept it.
    pub event: Option<EntityId>,
    /// Reports that state it.
    pub reports: Vec<ReportId>,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// One session of a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesSession {
    /// Its number.
    pub ordinal: Option<u32>,
    /// "held", "planned" … ; a number between two known ones that no report tells of is "missing".
    pub status: String,
    /// When.
    pub date: Option<Edtf>,
    /// Where, as in the record.
    pub place: Option<String>,
    /// The event; none where it is missing.
    pub event: Option<EntityId>,
}

/// The numbered sessions of a body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Whose.
    pub body: Link,
    /// Sessions by number, then those without a number by date.
    pub sessions: Vec<SeriesSession>,
    /// Missing numbers, as ranges.
    pub gaps: Vec<Gap>,
}

/// Numbers `first..=last` of a series that no report tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// First missing number.
    pub first: u32,
    /// Last missing number, inclusive.
    pub last: u32,
}

/// The whole record: a pure function of readings and judgements. Every list is ordered by what stands in it, never by input order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Record {
    /// Entities by kind, then name, then id.
    pub entities: Vec<Entity>,
    /// Events by date, kind, id.
    pub events: Vec<Event>,
    /// Instruments by date, id.
    pub instruments: Vec<Instrument>,
    /// Commitments by due date, id.
    pub commitments: Vec<Commitment>,
    /// Relations by kind, date, id.
    pub relations: Vec<Relation>,
    /// Series by the body's name.
    pub series: Vec<Series>,
    /// Which entity each mention stands for: report, index of the mention, entity.
    pub links: Vec<(ReportId, u32, EntityId)>,
}
