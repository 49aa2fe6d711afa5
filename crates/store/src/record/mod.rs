//! Entries of the record, to and from rows: put and taken out one by one, read part by part. Decides nothing about what stands in them.

pub(crate) mod commitment;
pub(crate) mod entity;
pub(crate) mod event;
mod evidence;
pub(crate) mod instrument;
pub(crate) mod relation;
pub(crate) mod series;
mod words;

pub use event::Doubt;
use rapporteur_model::Record;

use crate::{CommitmentFilter, EventFilter, InstrumentFilter, RelationFilter, Result, Store};

impl Store {
    /// The whole record.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn record(&self) -> Result<Record> {
        let sql = "SELECT report, mention, entity FROM mention_entity ORDER BY report, mention";
        let mut links = self.connection.prepare_cached(sql)?;
        Ok(Record {
            entities: self.whole_entities()?,
            events: self.events(&EventFilter::default())?,
            instruments: self.instruments(&InstrumentFilter::default())?,
            commitments: self.commitments(&CommitmentFilter::default())?,
            relations: self.relations(&RelationFilter::default())?,
            series: self.series(None)?,
            links: links.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<rusqlite::Result<_>>()?,
        })
    }
}
