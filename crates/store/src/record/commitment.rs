//! Commitments with their actors, to and from rows.

use rapporteur_model::{Commitment, day_key};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{evidence, words};
use crate::clauses::Clauses;
use crate::columns::{Columns, bounds, date, evidence as words_of, sort_date, word};
use crate::{CommitmentFilter, Result, Store};

/// What a commitment is made from.
#[derive(Clone, Copy)]
pub(crate) enum Origin<'a> {
    /// This event was announced.
    Event(&'a str),
    /// Promises with this key.
    Promises(&'a str),
}

impl Origin<'_> {
    fn columns(&self) -> (Option<&str>, Option<&str>) {
        match self {
            Self::Event(id) => (Some(id), None),
            Self::Promises(key) => (None, Some(key)),
        }
    }

    fn condition(&self) -> (&'static str, &str) {
        match self {
            Self::Event(id) => ("announces", id),
            Self::Promises(key) => ("told_key", key),
        }
    }
}

/// Puts a commitment in place of what was made from the same before, if that is another.
pub(crate) fn put(connection: &Connection, origin: Origin<'_>, commitment: Option<&Commitment>) -> Result<()> {
    if made_from(connection, origin)?.as_ref() == commitment {
        return Ok(());
    }
    let (column, value) = origin.condition();
    let mut select = connection.prepare_cached(&format!("SELECT id FROM commitment WHERE {column} = ?1"))?;
    let ids: Vec<String> = select.query_map([value], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for id in &ids {
        connection.prepare_cached("DELETE FROM commitment WHERE id = ?1")?.execute([id])?;
        evidence::drop(connection, id)?;
        words::drop(connection, id)?;
    }
    let Some(c) = commitment else { return Ok(()) };
    let mut insert =
        connection.prepare_cached("INSERT INTO commitment VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")?;
    let (first, last) = bounds(c.due);
    let (announces, told_key) = origin.columns();
    let list_key = format!("{}{}", day_key(c.due), c.id);
    let (due, since, sort_date) = (date(c.due), date(c.since), sort_date(c.due));
    insert.execute(params![
        c.id,
        list_key,
        announces,
        told_key,
        c.kind,
        c.act,
        due,
        first,
        last,
        word(&c.outcome),
        c.event,
        since,
        sort_date,
        words_of(&c.evidence)
    ])?;
    evidence::write_links(connection, &c.id, "actor", &c.actors)?;
    evidence::write_reports(connection, &c.id, &c.reports)?;
    words::put(connection, "commitment", &c.id, &c.act)
}

/// The commitment that was made from this.
pub(crate) fn made_from(connection: &Connection, origin: Origin<'_>) -> Result<Option<Commitment>> {
    let (column, value) = origin.condition();
    let mut select = connection.prepare_cached(&format!("SELECT * FROM commitment WHERE {column} = ?1"))?;
    let head = select.query_row([value], from_row).optional()?;
    head.map(|commitment| fill(connection, commitment)).transpose()
}

fn fill(connection: &Connection, mut commitment: Commitment) -> Result<Commitment> {
    commitment.actors = evidence::read_links(connection, &commitment.id, "actor")?;
    commitment.reports = evidence::read_reports(connection, &commitment.id)?;
    Ok(commitment)
}

impl Store {
    /// The commitments that pass the filter, in the record's order (by due date).
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn commitments(&self, filter: &CommitmentFilter) -> Result<Vec<Commitment>> {
        let clauses = Clauses::of_commitments(filter);
        let mut select = self.connection.prepare_cached(&clauses.select("commitment", filter.limit))?;
        let heads: Vec<Commitment> = select.query_map(clauses.params(), from_row)?.collect::<rusqlite::Result<_>>()?;
        heads.into_iter().map(|commitment| fill(&self.connection, commitment)).collect()
    }

    /// One commitment; `None` when there is none with this id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn commitment(&self, id: &str) -> Result<Option<Commitment>> {
        let head = self.connection.prepare_cached("SELECT * FROM commitment WHERE id = ?1")?.query_row([id], from_row).optional()?;
        head.map(|commitment| fill(&self.connection, commitment)).transpose()
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Commitment> {
    Ok(Commitment {
        id: row.get("id")?,
        kind: row.get("kind")?,
        act: row.get("act")?,
        actors: Vec::new(),
        due: row.date("due")?,
        since: row.date("since")?,
        outcome: row.word("outcome")?,
        event: row.get("event")?,
        reports: Vec::new(),
        evidence: row.evidence("evidence_json")?,
    })
}
