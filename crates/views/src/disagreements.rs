//! Where reports disagree: each field of each event of which they tell different things, with who tells what.

use rapporteur_model::{Edtf, EventKind, ValueTold};
use rapporteur_store::{EventFilter, Result};
use serde::Serialize;

use crate::Reader;

/// A field in which the reports of an event disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisagreementView {
    /// Id of the event.
    pub id: String,
    /// What it is.
    pub kind: EventKind,
    /// When, as the record has it.
    pub date: Option<Edtf>,
    /// Its title.
    pub title: String,
    /// The field.
    pub field: String,
    /// Its values with the reports that give them, the best supported first.
    pub values: Vec<ValueTold>,
}

/// The disagreements about the events that pass the filter, in the order of the events.
///
/// # Errors
/// When the record cannot be read.
pub fn disagreements(store: &Reader<'_>, filter: &EventFilter) -> Result<Vec<DisagreementView>> {
    let mut all = Vec::new();
    for event in store.events(&EventFilter { disputed: true, ..crate::event::wide(filter) })? {
        let title = store.event_title(&event)?;
        all.extend(event.disagreements.into_iter().map(|told| DisagreementView {
            id: event.id.clone(),
            kind: event.kind,
            date: event.date,
            title: title.clone(),
            field: told.role,
            values: told.values,
        }));
    }
    Ok(all)
}
