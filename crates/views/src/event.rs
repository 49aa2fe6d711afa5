//! Events as lists and pages show them.

use rapporteur_model::{Country, Edtf, Event, EventKind, InstrumentKind, Participant, PlaceRef, Status};
use rapporteur_store::{EventFilter, Result, Store};
use serde::Serialize;

use crate::common::{EvidenceView, LinkView, links, quoted};

/// Where an event took place.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::PlaceRef`")]
pub struct PlaceView {
    pub name: String,
    pub country: Option<Country>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
}

/// Who took part, and as what.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Participant`")]
pub struct ParticipantView {
    pub entity: LinkView,
    pub role: String,
    pub post: Option<String>,
    pub organisation: Option<LinkView>,
    pub country: Option<Country>,
}

/// What was signed or adopted at an event.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Instrument`")]
pub struct InstrumentOfEvent {
    pub id: String,
    pub kind: InstrumentKind,
    pub title: String,
    pub signatories: Vec<LinkView>,
}

/// A further thing said of an event: its form, outcome, kind of visit, the words spoken.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DetailView {
    /// Name of the field.
    pub role: String,
    /// What is said.
    pub text: String,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Event`")]
pub struct EventView {
    pub id: String,
    pub kind: EventKind,
    pub status: Status,
    pub date: Option<Edtf>,
    pub place: Option<PlaceView>,
    pub body: Option<LinkView>,
    pub ordinal: Option<u32>,
    pub title: String,
    pub participants: Vec<ParticipantView>,
    pub instruments: Vec<InstrumentOfEvent>,
    pub topics: Vec<String>,
    pub reports: Vec<String>,
    pub confidence: f32,
    pub evidence: Vec<EvidenceView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_dates: Vec<Edtf>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<DetailView>,
}

/// The events that pass the filter, by date.
///
/// # Errors
/// When the record cannot be read.
pub fn events(store: &Store, filter: &EventFilter) -> Result<Vec<EventView>> {
    store.events(filter)?.into_iter().map(|event| view(store, event)).collect()
}

/// One event; `None` when there is none with this id.
///
/// # Errors
/// When the record cannot be read.
pub fn event(store: &Store, id: &str) -> Result<Option<EventView>> {
    store.event(id)?.map(|event| view(store, event)).transpose()
}

fn view(store: &Store, event: Event) -> Result<EventView> {
    let mut instruments = Vec::with_capacity(event.instruments.len());
    for id in &event.instruments {
        instruments.extend(store.instrument(id)?.map(|i| InstrumentOfEvent {
            id: i.id,
            kind: i.kind,
            title: i.title,
            signatories: links(i.signatories),
        }));
    }
    Ok(EventView {
        id: event.id,
        kind: event.kind,
        status: event.status,
        date: event.date,
        place: event.place.map(place),
        body: event.body.map(LinkView::from),
        ordinal: event.ordinal,
        title: event.title,
        participants: event.participants.into_iter().map(participant).collect(),
        instruments,
        topics: event.topics,
        reports: event.reports,
        confidence: event.confidence,
        evidence: quoted(store, event.evidence)?,
        other_dates: event.other_dates,
        details: event.details.into_iter().map(|(role, text)| DetailView { role, text }).collect(),
    })
}

fn place(place: PlaceRef) -> PlaceView {
    PlaceView { name: place.name, country: place.country, lat: place.lat, lon: place.lon }
}

fn participant(p: Participant) -> ParticipantView {
    ParticipantView {
        entity: p.entity.into(),
        role: p.role,
        post: p.post,
        organisation: p.organisation.map(LinkView::from),
        country: p.country,
    }
}
