//! Events as lists and pages show them.

use rapporteur_model::{Country, Disagreement, Edtf, Event, EventKind, HistoryLine, InstrumentKind, Link, Participant, PlaceRef, Status};
use rapporteur_store::{EventFilter, Result};
use serde::Serialize;

use crate::common::{EvidenceView, LinkView, counted, counted_evidence, quoted};
use crate::{Reader, sides};

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
    pub sort_date: Option<String>,
    pub place: Option<PlaceView>,
    pub body: Option<LinkView>,
    pub ordinal: Option<u32>,
    pub title: String,
    pub participants: Vec<ParticipantView>,
    pub instruments: Vec<InstrumentOfEvent>,
    pub topics: Vec<String>,
    pub reports: Vec<String>,
    /// How many reports there are.
    pub reports_count: usize,
    pub witnesses: u32,
    pub confidence: f32,
    pub disagreements: Vec<Disagreement>,
    pub history: Vec<HistoryLine>,
    pub evidence: Vec<EvidenceView>,
    /// How much evidence there is.
    pub evidence_count: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<DetailView>,
}

/// The events that pass the filter, by date.
///
/// # Errors
/// When the record cannot be read.
pub fn events(store: &Reader<'_>, filter: &EventFilter) -> Result<Vec<EventView>> {
    store.events(&wide(filter))?.into_iter().map(|event| view(store, event)).collect()
}

/// An event by one line: what, when and where.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "as in `EventView`")]
pub struct HeadlineView {
    pub id: String,
    pub date: Option<Edtf>,
    pub title: String,
    pub place: Option<PlaceView>,
}

/// The events that pass the filter, by date, each by one line: nothing is read that the line does not show.
///
/// # Errors
/// When the record cannot be read.
pub fn headlines(store: &Reader<'_>, filter: &EventFilter) -> Result<Vec<HeadlineView>> {
    let headline = |event: Event| {
        let title = store.event_title(&event)?;
        Ok(HeadlineView { title, id: event.id, date: event.date, place: event.place.map(|p| place(store, p)).transpose()? })
    };
    store.events(&wide(filter))?.into_iter().map(headline).collect()
}

/// The filter with countries that also find the sessions of their bodies.
pub(crate) fn wide(filter: &EventFilter) -> EventFilter {
    EventFilter { sides: filter.sides.iter().map(sides::widened).collect(), ..filter.clone() }
}

/// One event; `None` when there is none with this id.
///
/// # Errors
/// When the record cannot be read.
pub fn event(store: &Reader<'_>, id: &str) -> Result<Option<EventView>> {
    store.event(id)?.map(|event| view(store, event)).transpose()
}

/// Where the event with this id took place and who took part, and nothing else of it; `None` when there is none.
///
/// # Errors
/// When the record cannot be read.
pub fn meeting(store: &Reader<'_>, id: &str) -> Result<Option<(Option<PlaceView>, Vec<ParticipantView>)>> {
    let Some(event) = store.event(id)? else { return Ok(None) };
    let place = event.place.map(|p| place(store, p)).transpose()?;
    Ok(Some((place, event.participants.into_iter().map(|p| participant(store, p)).collect::<Result<_>>()?)))
}

fn view(store: &Reader<'_>, mut event: Event) -> Result<EventView> {
    let title = store.event_title(&event)?;
    let (reports_count, evidence_count) = (counted(&mut event.reports), counted_evidence(&mut event.evidence));
    let mut instruments = Vec::with_capacity(event.instruments.len());
    for id in &event.instruments {
        if let Some(i) = store.instrument(id)? {
            let title = store.instrument_title(&i);
            instruments.push(InstrumentOfEvent { id: i.id, kind: i.kind, title, signatories: store.links(i.signatories)? });
        }
    }
    let place = event.place.map(|p| place(store, p)).transpose()?;
    let body = event.body.map(|b| store.link(b)).transpose()?;
    let participants = event.participants.into_iter().map(|p| participant(store, p)).collect::<Result<_>>()?;
    Ok(EventView {
        id: event.id,
        kind: event.kind,
        status: event.status,
        date: event.date,
        sort_date: event.date.and_then(Edtf::sort_date).map(|d| d.to_string()),
        place,
        body,
        ordinal: event.ordinal,
        title,
        participants,
        instruments,
        topics: event.topics,
        reports: event.reports,
        reports_count,
        witnesses: event.witnesses,
        confidence: event.confidence,
        disagreements: event.disagreements,
        history: event.history,
        evidence: quoted(store, event.evidence)?,
        evidence_count,
        details: event.details.into_iter().map(|(role, text)| DetailView { role, text }).collect(),
    })
}

fn place(store: &Reader<'_>, place: PlaceRef) -> Result<PlaceView> {
    let name = store.link(Link { id: place.id, name: place.name })?.name;
    Ok(PlaceView { name, country: place.country, lat: place.lat, lon: place.lon })
}

fn participant(store: &Reader<'_>, p: Participant) -> Result<ParticipantView> {
    Ok(ParticipantView {
        entity: store.link(p.entity)?,
        role: p.role,
        post: p.post.map(|post| store.post(&post)),
        organisation: p.organisation.map(|o| store.link(o)).transpose()?,
        country: p.country,
    })
}
