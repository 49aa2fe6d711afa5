//! Instruments with their signatories and parties, to and from rows.

use rapporteur_model::{Instrument, day_key};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{evidence, words};
use crate::clauses::Clauses;
use crate::columns::{Columns, bounds, date, evidence as words_of, json, sort_date, word};
use crate::{InstrumentFilter, Result, Store};

/// Puts the instruments of an event in place of those of before, where they are others.
pub(crate) fn put_of(connection: &Connection, event: &str, instruments: &[Instrument]) -> Result<()> {
    let mut select = connection.prepare_cached("SELECT * FROM instrument WHERE event = ?1")?;
    let heads: Vec<Instrument> = select.query_map([event], from_row)?.collect::<rusqlite::Result<_>>()?;
    let before: Vec<Instrument> = heads.into_iter().map(|i| fill(connection, i)).collect::<Result<_>>()?;
    for i in before.iter().filter(|i| !instruments.contains(i)) {
        drop(connection, &i.id)?;
    }
    instruments.iter().filter(|i| !before.contains(i)).try_for_each(|i| put(connection, i))
}

fn put(connection: &Connection, i: &Instrument) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO instrument VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?;
    let (first, last) = bounds(i.date);
    let (status, titles, words) = (word(&i.status), json(&i.titles), words_of(&i.evidence));
    let list_key = format!("{}{}", day_key(i.date), i.id);
    let (date, sort_date) = (date(i.date), sort_date(i.date));
    insert.execute(params![i.id, list_key, word(&i.kind), i.title, date, first, last, sort_date, i.event, status, titles, words])?;
    evidence::write_links(connection, &i.id, "signatory", &i.signatories)?;
    evidence::write_links(connection, &i.id, "party", &i.parties)?;
    evidence::write_reports(connection, &i.id, &i.reports)?;
    words::put(connection, "instrument", &i.id, &i.title)
}

fn drop(connection: &Connection, id: &str) -> Result<()> {
    connection.prepare_cached("DELETE FROM instrument WHERE id = ?1")?.execute([id])?;
    evidence::drop(connection, id)?;
    words::drop(connection, id)
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
        heads.into_iter().map(|instrument| fill(&self.connection, instrument)).collect()
    }

    /// One instrument; `None` when there is none with this id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn instrument(&self, id: &str) -> Result<Option<Instrument>> {
        let head = self.connection.prepare_cached("SELECT * FROM instrument WHERE id = ?1")?.query_row([id], from_row).optional()?;
        head.map(|instrument| fill(&self.connection, instrument)).transpose()
    }
}

fn fill(db: &Connection, mut instrument: Instrument) -> Result<Instrument> {
    instrument.signatories = evidence::read_links(db, &instrument.id, "signatory")?;
    instrument.parties = evidence::read_links(db, &instrument.id, "party")?;
    instrument.reports = evidence::read_reports(db, &instrument.id)?;
    Ok(instrument)
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
        evidence: row.evidence("evidence_json")?,
    })
}
