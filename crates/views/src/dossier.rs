//! One entry with everything that belongs to it.

use rapporteur_model::EntityKind;
use rapporteur_store::{EntityFilter, EventFilter, InstrumentFilter, RelationFilter, Result};
use serde::Serialize;

use crate::Reader;
use crate::common::MOST_INSIDE;
use crate::{
    CommitmentView, EntityView, EventView, HolderFilter, HolderView, InstrumentView, JudgementView, RelationView, ReportView, SeriesView,
    commitment, event, instrument, relation,
};

/// The entry that a dossier is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum Entry {
    /// A person, organisation, body, place or product.
    Entity(EntityView),
    /// An event.
    Event(EventView),
    /// An instrument.
    Instrument(InstrumentView),
    /// A commitment.
    Commitment(CommitmentView),
    /// A relation.
    Relation(RelationView),
    /// A report.
    Report(ReportView),
}

/// An entry with what belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dossier {
    /// The entry.
    pub entry: Entry,
    /// Its events: those it took part in, that tell of it, or that are told in it, by date.
    pub events: Vec<EventView>,
    /// How many events there are; the list holds the first fifty.
    pub events_count: usize,
    /// Its instruments.
    pub instruments: Vec<InstrumentView>,
    /// What it is part of, owns, makes, deals in; of whichever end.
    pub relations: Vec<RelationView>,
    /// Of a body: its series.
    pub series: Vec<SeriesView>,
    /// Of a report: the people, organisations and others whom it names.
    pub entities: Vec<EntityView>,
    /// Of an organisation or body: who holds a post there.
    pub people: Vec<HolderView>,
    /// The reports that tell of it.
    pub reports: Vec<ReportView>,
    /// Judgements on it, oldest first.
    pub judgements: Vec<JudgementView>,
}

/// The dossier of the entry with this id; `None` when there is none.
///
/// # Errors
/// When the record cannot be read.
pub fn dossier(store: &Reader<'_>, id: &str) -> Result<Option<Dossier>> {
    let Some(dossier) = found(store, id)? else { return Ok(None) };
    Ok(Some(Dossier { judgements: crate::judgements::of_entry(store, id)?, ..dossier }))
}

fn found(store: &Reader<'_>, id: &str) -> Result<Option<Dossier>> {
    if let Some(entity) = crate::entity(store, id)? {
        return of_entity(store, entity).map(Some);
    }
    if let Some(event) = event(store, id)? {
        let reports = reports(store, &event.reports)?;
        return Ok(Some(Dossier { reports, ..bare(Entry::Event(event)) }));
    }
    if let Some(found) = store.instrument(id)? {
        let view = instrument::view(store, found)?;
        let events: Vec<_> = view.event.as_deref().map(|e| event(store, e)).transpose()?.flatten().into_iter().collect();
        let reports = reports(store, &view.reports)?;
        return Ok(Some(Dossier { events_count: events.len(), events, reports, ..bare(Entry::Instrument(view)) }));
    }
    if let Some(found) = store.commitment(id)? {
        let view = commitment::view(store, found)?;
        let events: Vec<_> = view.event.as_deref().map(|e| event(store, e)).transpose()?.flatten().into_iter().collect();
        let reports = reports(store, &view.reports)?;
        return Ok(Some(Dossier { events_count: events.len(), events, reports, ..bare(Entry::Commitment(view)) }));
    }
    if let Some(found) = store.relation(id)? {
        let view = relation::view(store, found)?;
        let reports = reports(store, &view.reports)?;
        return Ok(Some(Dossier { reports, ..bare(Entry::Relation(view)) }));
    }
    of_report(store, id)
}

fn bare(entry: Entry) -> Dossier {
    Dossier {
        entry,
        events: Vec::new(),
        events_count: 0,
        instruments: Vec::new(),
        relations: Vec::new(),
        series: Vec::new(),
        entities: Vec::new(),
        people: Vec::new(),
        reports: Vec::new(),
        judgements: Vec::new(),
    }
}

fn of_entity(store: &Reader<'_>, entity: EntityView) -> Result<Dossier> {
    let events = match entity.kind {
        EntityKind::Body => EventFilter { body: Some(entity.id.clone()), ..EventFilter::default() },
        EntityKind::Place => EventFilter { place: Some(entity.id.clone()), ..EventFilter::default() },
        EntityKind::Person | EntityKind::Organisation | EntityKind::Product => {
            EventFilter { participant: Some(entity.id.clone()), ..EventFilter::default() }
        }
    };
    let instruments = InstrumentFilter { party: Some(entity.id.clone()), ..InstrumentFilter::default() };
    let relations = RelationFilter { entity: Some(entity.id.clone()), ..RelationFilter::default() };
    let people = match entity.kind {
        EntityKind::Organisation | EntityKind::Body => {
            crate::holders(store, &HolderFilter { organisation: Some(entity.id.clone()), ..HolderFilter::default() })?
        }
        EntityKind::Person | EntityKind::Place | EntityKind::Product => Vec::new(),
    };
    let series = if entity.kind == EntityKind::Body { crate::series(store, Some(&entity.id))? } else { Vec::new() };
    let events_count = store.event_count(&events)? as usize;
    Ok(Dossier {
        events: crate::events(store, &EventFilter { limit: Some(MOST_INSIDE as u32), ..events })?,
        events_count,
        instruments: crate::instruments(store, &instruments)?,
        relations: crate::relations(store, &relations)?,
        series,
        people,
        reports: reports(store, &entity.reports)?,
        ..bare(Entry::Entity(entity))
    })
}

fn of_report(store: &Reader<'_>, id: &str) -> Result<Option<Dossier>> {
    let Some(head) = store.report_head(id)? else { return Ok(None) };
    let in_report = Some(id.to_owned());
    let events = crate::events(store, &EventFilter { report: in_report.clone(), ..EventFilter::default() })?;
    Ok(Some(Dossier {
        events_count: events.len(),
        events,
        entities: crate::entities(store, &EntityFilter { report: in_report, ..EntityFilter::default() })?,
        ..bare(Entry::Report(ReportView::from(head)))
    }))
}

fn reports(store: &Reader<'_>, ids: &[String]) -> Result<Vec<ReportView>> {
    ids.iter().filter_map(|id| store.report_head(id).transpose()).map(|head| Ok(ReportView::from(head?))).collect()
}
