//! Series of sessions, to and from rows.

use rapporteur_model::{Link, Series};
use rusqlite::{Connection, params};

use crate::columns::{Columns, json};
use crate::filter::Clauses;
use crate::{Result, Store};

/// Puts the series of a body in place of the one before.
pub(crate) fn put(connection: &Connection, body: &str, series: Option<&Series>) -> Result<()> {
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
        let rows = select.query_map(clauses.params(), |row| {
            Ok(Series {
                body: Link { id: row.get("body")?, name: row.get("body_name")? },
                sessions: row.json("sessions_json")?,
                gaps: row.json("gaps_json")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
