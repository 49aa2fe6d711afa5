//! Evidence, reports and links of any entry or of an item of its lists, to and from rows.

use rapporteur_model::{Evidence, Link, ReportId};
use rusqlite::{Connection, Row, params};

use crate::{Result, Store};

/// Writes the reports that tell of an owner.
pub(crate) fn write_reports(connection: &Connection, owner: &str, reports: &[ReportId]) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO told_in VALUES (?1, ?2, ?3)")?;
    for (n, report) in reports.iter().enumerate() {
        insert.execute(params![owner, n, report])?;
    }
    Ok(())
}

/// Reads the reports that tell of an owner.
pub(crate) fn read_reports(connection: &Connection, owner: &str) -> Result<Vec<ReportId>> {
    let mut select = connection.prepare_cached("SELECT report FROM told_in WHERE owner = ?1 ORDER BY n")?;
    Ok(select.query_map([owner], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Takes out what belongs to an owner in these tables.
pub(crate) fn drop(connection: &Connection, owner: &str) -> Result<()> {
    connection.prepare_cached("DELETE FROM told_in WHERE owner = ?1")?.execute([owner])?;
    connection.prepare_cached("DELETE FROM link WHERE owner = ?1")?.execute([owner])?;
    Ok(())
}

/// Writes the signatories, parties or actors of an entry.
pub(crate) fn write_links(connection: &Connection, owner: &str, role: &str, links: &[Link]) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO link VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (n, link) in links.iter().enumerate() {
        insert.execute(params![owner, role, n, link.id, link.name])?;
    }
    Ok(())
}

/// Reads the signatories, parties or actors of an entry.
pub(crate) fn read_links(connection: &Connection, owner: &str, role: &str) -> Result<Vec<Link>> {
    let mut select = connection.prepare_cached("SELECT entity, name FROM link WHERE owner = ?1 AND role = ?2 ORDER BY n")?;
    let rows = select.query_map([owner, role], |row| Ok(Link { id: row.get(0)?, name: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A link from an id column and a name column; `None` where there is no name.
pub(crate) fn link(row: &Row<'_>, id: &str, name: &str) -> rusqlite::Result<Option<Link>> {
    let named: Option<String> = row.get(name)?;
    let id: Option<String> = row.get(id)?;
    Ok(named.map(|name| Link { id, name }))
}

impl Store {
    /// The words that each piece of evidence points to; empty where the report is not here.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn quotes(&self, evidence: &[Evidence]) -> Result<Vec<String>> {
        let sql = "SELECT CAST(substr(CAST(text AS BLOB), ?2 + 1, ?3) AS TEXT) FROM report WHERE id = ?1";
        let mut select = self.connection.prepare_cached(sql)?;
        evidence
            .iter()
            .map(|e| {
                let mut rows = select.query(params![e.report, e.span.start(), e.span.len()])?;
                let Some(row) = rows.next()? else { return Ok(String::new()) };
                let bytes = row.get_ref(0)?.as_bytes().unwrap_or_default();
                Ok(String::from_utf8_lossy(bytes).into_owned())
            })
            .collect()
    }
}
