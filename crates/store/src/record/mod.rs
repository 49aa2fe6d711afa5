//! The record as a whole: written in one transaction, read part by part. Decides nothing about what stands in it.

mod commitment;
mod entity;
mod event;
mod evidence;
mod instrument;
mod relation;
mod series;
mod words;

use rapporteur_model::Record;
use rusqlite::{Connection, TransactionBehavior, params};

use crate::{Result, Store};

/// Tables of the record, those that point to others first.
const TABLES: [&str; 21] = [
    "mention_entity",
    "told_in",
    "evidence",
    "gap",
    "session",
    "series",
    "link",
    "commitment",
    "event_instrument",
    "instrument",
    "detail",
    "topic",
    "participant",
    "event",
    "relation",
    "tie_end",
    "tie",
    "post",
    "name",
    "entity",
    "record_words",
];

/// Counts the changes of readings and judgements, so that a record made from fewer of them is known to be behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(i64);

impl Store {
    /// How many changes of readings and judgements there were. Read it before [`Store::readings`].
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn generation(&self) -> Result<Generation> {
        Ok(Generation(value(&self.connection, "readings")?))
    }

    /// True when readings or judgements came in since the record was made: a run was interrupted, or one is going on.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn is_behind(&self) -> Result<bool> {
        Ok(value(&self.connection, "resolved")? < value(&self.connection, "readings")?)
    }

    /// Writes the record that was made of the readings and judgements of `generation`, in place of the one before. Does nothing
    /// where another process has written a later one meanwhile.
    ///
    /// # Errors
    /// When the record cannot be written, or is not whole ([`crate::Error::NotWhole`]); the one before then stays.
    pub fn write_record(&mut self, record: &Record, generation: Generation) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if value(&transaction, "resolved")? > generation.0 {
            return Ok(());
        }
        clear(&transaction)?;
        entity::write(&transaction, &record.entities)?;
        event::write(&transaction, &record.events)?;
        instrument::write(&transaction, &record.instruments)?;
        commitment::write(&transaction, &record.commitments)?;
        relation::write(&transaction, &record.relations)?;
        series::write(&transaction, &record.series)?;
        let mut link = transaction.prepare_cached("INSERT INTO mention_entity VALUES (?1, ?2, ?3)")?;
        for (report, mention, entity) in &record.links {
            link.execute(params![report, mention, entity])?;
        }
        drop(link);
        words::write(&transaction, record)?;
        transaction.execute("UPDATE generation SET value = ?1 WHERE name = 'resolved'", [generation.0])?;
        Ok(transaction.commit()?)
    }

    /// The whole record, as it was written.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn record(&self) -> Result<Record> {
        use crate::{CommitmentFilter, EntityFilter, EventFilter, InstrumentFilter, RelationFilter};
        let mut links = self.connection.prepare_cached("SELECT report, mention, entity FROM mention_entity ORDER BY report, mention")?;
        Ok(Record {
            entities: self.entities(&EntityFilter { unlisted: true, ..EntityFilter::default() })?,
            events: self.events(&EventFilter::default())?,
            instruments: self.instruments(&InstrumentFilter::default())?,
            commitments: self.commitments(&CommitmentFilter::default())?,
            relations: self.relations(&RelationFilter::default())?,
            series: self.series(None)?,
            links: links.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<rusqlite::Result<_>>()?,
        })
    }
}

/// Empties the record; readings and judgements stay.
pub(crate) fn clear(connection: &Connection) -> Result<()> {
    for table in TABLES {
        connection.prepare_cached(&format!("DELETE FROM {table}"))?.execute([])?;
    }
    Ok(())
}

/// Counts a change of readings or judgements.
pub(crate) fn bump(connection: &Connection) -> Result<()> {
    connection.prepare_cached("UPDATE generation SET value = value + 1 WHERE name = 'readings'")?.execute([])?;
    Ok(())
}

fn value(connection: &Connection, name: &str) -> Result<i64> {
    Ok(connection.prepare_cached("SELECT value FROM generation WHERE name = ?1")?.query_row([name], |row| row.get(0))?)
}
