//! Series of sessions, to and from rows.

use rapporteur_model::{Link, Series};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::clauses::Clauses;
use crate::columns::{Columns, json};
use crate::{Result, Store};

/// Puts the series of a body in place of the one before, if that is another.
pub(crate) fn put(connection: &Connection, body: &str, series: Option<&Series>) -> Result<()> {
    let before = connection.prepare_cached("SELECT * FROM series WHERE body = ?1")?.query_row([body], from_row).optional()?;
    if before.as_ref() == series {
        return Ok(());
    }
    connection.prepare_cached("DELETE FROM series WHERE body = ?1")?.execute([body])?;
    if let Some(s) = series {
        let list_key = format!("{}\0{body}", s.body.name);
        let mut insert = connection.prepare_cached("INSERT INTO series VALUES (?1, ?2, ?3, ?4, ?5)")?;
        insert.execute(params![body, s.body.name, list_key, json(&s.sessions), json(&s.gaps)])?;
    }
    Ok(())
}

impl Store {
    /// All series, or those of bodies with this id or name, in the record's order.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn series(&self, body: Option<&str>) -> Result<Vec<Series>> {
        let clauses = Clauses::of_series(body);
        let mut select = self.connection.prepare_cached(&clauses.select("series", None))?;
        Ok(select.query_map(clauses.params(), from_row)?.collect::<rusqlite::Result<_>>()?)
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Series> {
    Ok(Series {
        body: Link { id: row.get("body")?, name: row.get("body_name")? },
        sessions: row.json("sessions_json")?,
        gaps: row.json("gaps_json")?,
    })
}
