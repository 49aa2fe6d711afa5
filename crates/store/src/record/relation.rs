//! Relations with their ends, to and from rows.

use rapporteur_model::{Link, Relation, RelationEnd};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::evidence;
use crate::clauses::Clauses;
use crate::columns::{Columns, bounds, date, evidence as words_of, word};
use crate::{RelationFilter, Result, Store};

/// Puts the relations told under a key in place of those that were told under it before, where they are others.
pub(crate) fn put(connection: &Connection, key: &str, relations: &[Relation]) -> Result<()> {
    let mut select = connection.prepare_cached("SELECT * FROM tie WHERE told_key = ?1")?;
    let heads: Vec<Relation> = select.query_map([key], from_row)?.collect::<rusqlite::Result<_>>()?;
    let before: Vec<Relation> = heads.into_iter().map(|r| fill(connection, r)).collect::<Result<_>>()?;
    for Relation { id, .. } in before.iter().filter(|r| !relations.contains(r)) {
        connection.prepare_cached("DELETE FROM tie_end WHERE tie = ?1")?.execute([id])?;
        connection.prepare_cached("DELETE FROM tie WHERE id = ?1")?.execute([id])?;
        evidence::drop(connection, id)?;
    }
    let mut insert = connection.prepare_cached("INSERT INTO tie VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?;
    let mut end = connection.prepare_cached("INSERT INTO tie_end VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for r in relations.iter().filter(|r| !before.contains(r)) {
        let (first, last) = bounds(r.date);
        let (kind, status, day, words) = (word(&r.kind), word(&r.status), date(r.date), words_of(&r.evidence));
        insert.execute(params![r.id, r.list_key(), key, kind, status, day, first, last, r.detail, r.subject, r.confidence, words])?;
        for (i, e) in r.ends.iter().enumerate() {
            end.execute(params![r.id, i, e.entity.id, e.entity.name, e.role])?;
        }
        evidence::write_reports(connection, &r.id, &r.reports)?;
    }
    Ok(())
}

impl Store {
    /// The relations that pass the filter, in the record's order.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn relations(&self, filter: &RelationFilter) -> Result<Vec<Relation>> {
        let clauses = Clauses::of_relations(filter);
        let mut select = self.connection.prepare_cached(&clauses.select("tie", filter.limit))?;
        let heads: Vec<Relation> = select.query_map(clauses.params(), from_row)?.collect::<rusqlite::Result<_>>()?;
        heads.into_iter().map(|relation| fill(&self.connection, relation)).collect()
    }

    /// One relation; `None` when there is none with this id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn relation(&self, id: &str) -> Result<Option<Relation>> {
        let head = self.connection.prepare_cached("SELECT * FROM tie WHERE id = ?1")?.query_row([id], from_row).optional()?;
        head.map(|relation| fill(&self.connection, relation)).transpose()
    }
}

fn fill(db: &Connection, mut relation: Relation) -> Result<Relation> {
    let mut select = db.prepare_cached("SELECT entity, name, role FROM tie_end WHERE tie = ?1 ORDER BY n")?;
    let ends = select
        .query_map([&relation.id], |row| Ok(RelationEnd { entity: Link { id: row.get(0)?, name: row.get(1)? }, role: row.get(2)? }))?;
    relation.ends = ends.collect::<rusqlite::Result<_>>()?;
    relation.reports = evidence::read_reports(db, &relation.id)?;
    Ok(relation)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Relation> {
    Ok(Relation {
        id: row.get("id")?,
        kind: row.word("kind")?,
        status: row.word("status")?,
        date: row.date("date")?,
        ends: Vec::new(),
        detail: row.get("detail")?,
        subject: row.get("subject")?,
        reports: Vec::new(),
        confidence: row.get("confidence")?,
        evidence: row.evidence("evidence_json")?,
    })
}
