//! Instruments with their signatories and parties, to and from rows.

use rapporteur_model::Instrument;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::evidence::{self, Owner};
use crate::columns::{Columns, bounds, date, json, sort_date, word};
use crate::filter::Clauses;
use crate::{InstrumentFilter, Result, Store};

/// Writes instruments in the given order.
pub(super) fn write(connection: &Connection, instruments: &[Instrument]) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO instrument VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?;
    for (n, i) in instruments.iter().enumerate() {
        let (first, last) = bounds(i.date);
        let (status, titles) = (word(&i.status), json(&i.titles));
        insert.execute(params![i.id, n, word(&i.kind), i.title, date(i.date), first, last, i.event, status, titles, sort_date(i.date)])?;
        evidence::write_links(connection, &i.id, "signatory", &i.signatories)?;
        evidence::write_links(connection, &i.id, "party", &i.parties)?;
        evidence::write(connection, Owner::entry(&i.id), &i.evidence)?;
        evidence::write_reports(connection, Owner::entry(&i.id), &i.reports)?;
    }
    Ok(())
}

impl Store {
    /// The instruments that pass the filter, in the record's order (by date).
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn instruments(&self, filter: &InstrumentFilter) -> Result<Vec<Instrument>> {
        let clauses = Clauses::of_instruments(filter);
        let mut select = self.connection.prepare_cached(&clauses.select("instrument", filter.limit))?;
        let heads: Vec<Instrument> = select.query_map(clauses.params(), from_row)?.collect::<rusqlite::Result<_>>()?;
        heads.into_iter().map(|instrument| self.fill_instrument(instrument)).collect()
    }

    /// One instrument; `None` when there is none with this id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn instrument(&self, id: &str) -> Result<Option<Instrument>> {
        let head = self.connection.prepare_cached("SELECT * FROM instrument WHERE id = ?1")?.query_row([id], from_row).optional()?;
        head.map(|instrument| self.fill_instrument(instrument)).transpose()
    }

    fn fill_instrument(&self, mut instrument: Instrument) -> Result<Instrument> {
        let (db, id) = (&self.connection, instrument.id.clone());
        instrument.signatories = evidence::read_links(db, &id, "signatory")?;
        instrument.parties = evidence::read_links(db, &id, "party")?;
        instrument.evidence = evidence::read(db, Owner::entry(&id))?;
        instrument.reports = evidence::read_reports(db, Owner::entry(&id))?;
        Ok(instrument)
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Instrument> {
    Ok(Instrument {
        id: row.get("id")?,
        kind: row.word("kind")?,
        status: row.word("status")?,
        title: row.get("title")?,
        titles: row.json("titles_json")?,
        signatories: Vec::new(),
        parties: Vec::new(),
        date: row.date("date")?,
        event: row.get("event")?,
        reports: Vec::new(),
        evidence: Vec::new(),
    })
}
