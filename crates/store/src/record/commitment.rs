//! Commitments with their actors, to and from rows.

use rapporteur_model::Commitment;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::evidence::{self, Owner};
use crate::columns::{Columns, bounds, date, sort_date, word};
use crate::filter::Clauses;
use crate::{CommitmentFilter, Result, Store};

/// Writes commitments in the given order.
pub(super) fn write(connection: &Connection, commitments: &[Commitment]) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO commitment VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")?;
    for (n, c) in commitments.iter().enumerate() {
        let (first, last) = bounds(c.due);
        let (outcome, since) = (word(&c.outcome), date(c.since));
        insert.execute(params![c.id, n, c.kind, c.act, date(c.due), first, last, outcome, c.event, since, sort_date(c.due)])?;
        evidence::write_links(connection, &c.id, "actor", &c.actors)?;
        evidence::write(connection, Owner::entry(&c.id), &c.evidence)?;
        evidence::write_reports(connection, Owner::entry(&c.id), &c.reports)?;
    }
    Ok(())
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
        heads.into_iter().map(|commitment| self.fill_commitment(commitment)).collect()
    }

    /// One commitment; `None` when there is none with this id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn commitment(&self, id: &str) -> Result<Option<Commitment>> {
        let head = self.connection.prepare_cached("SELECT * FROM commitment WHERE id = ?1")?.query_row([id], from_row).optional()?;
        head.map(|commitment| self.fill_commitment(commitment)).transpose()
    }

    fn fill_commitment(&self, mut commitment: Commitment) -> Result<Commitment> {
        let (db, id) = (&self.connection, commitment.id.clone());
        commitment.actors = evidence::read_links(db, &id, "actor")?;
        commitment.evidence = evidence::read(db, Owner::entry(&id))?;
        commitment.reports = evidence::read_reports(db, Owner::entry(&id))?;
        Ok(commitment)
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
        evidence: Vec::new(),
    })
}
