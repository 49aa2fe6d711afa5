//! Series of sessions, to and from rows.

use rapporteur_model::{Gap, Link, Series, SeriesSession};
use rusqlite::{Connection, params};

use crate::columns::{Columns, date};
use crate::filter::Clauses;
use crate::{Result, Store};

/// Writes series in the given order.
pub(super) fn write(connection: &Connection, series: &[Series]) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO series VALUES (?1, ?2, ?3)")?;
    let mut session = connection.prepare_cached("INSERT INTO session VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    let mut gap = connection.prepare_cached("INSERT INTO gap VALUES (?1, ?2, ?3, ?4)")?;
    for (key, s) in series.iter().enumerate() {
        insert.execute(params![key, s.body.id, s.body.name])?;
        for (n, one) in s.sessions.iter().enumerate() {
            session.execute(params![key, n, one.ordinal, one.status, date(one.date), one.place, one.event])?;
        }
        for (n, one) in s.gaps.iter().enumerate() {
            gap.execute(params![key, n, one.first, one.last])?;
        }
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
        let rows = select
            .query_map(clauses.params(), |row| Ok((row.get::<_, i64>("n")?, Link { id: row.get("body")?, name: row.get("body_name")? })))?;
        let heads: Vec<(i64, Link)> = rows.collect::<rusqlite::Result<_>>()?;
        heads.into_iter().map(|(key, body)| Ok(Series { body, sessions: self.sessions(key)?, gaps: self.gaps(key)? })).collect()
    }

    fn sessions(&self, series: i64) -> Result<Vec<SeriesSession>> {
        let mut select = self.connection.prepare_cached("SELECT * FROM session WHERE series = ?1 ORDER BY n")?;
        let rows = select.query_map([series], |row| {
            Ok(SeriesSession {
                ordinal: row.get("ordinal")?,
                status: row.get("status")?,
                date: row.date("date")?,
                place: row.get("place")?,
                event: row.get("event")?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn gaps(&self, series: i64) -> Result<Vec<Gap>> {
        let mut select = self.connection.prepare_cached("SELECT first, last FROM gap WHERE series = ?1 ORDER BY n")?;
        Ok(select.query_map([series], |row| Ok(Gap { first: row.get(0)?, last: row.get(1)? }))?.collect::<rusqlite::Result<_>>()?)
    }
}
