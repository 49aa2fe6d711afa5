//! Mentions to and from rows.

use rapporteur_model::{Detail, Mention, PersonName, Position};
use rusqlite::{Connection, Row, params};

use crate::Result;
use crate::columns::{Columns, code, word};

/// Writes the mentions of a report in place of those that were there.
pub(crate) fn write(connection: &Connection, report: &str, mentions: &[Mention]) -> Result<()> {
    connection.prepare_cached("DELETE FROM mention WHERE report = ?1")?.execute([report])?;
    let mut insert =
        connection.prepare_cached("INSERT INTO mention VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)")?;
    for (n, m) in mentions.iter().enumerate() {
        let (detail, value, person) = detail_columns(&m.detail);
        let (start, end) = (m.span.start(), m.span.end());
        let (given, patronymic, surname) = (&person.given, &person.patronymic, &person.surname);
        insert.execute(params![
            report,
            n,
            m.kind.name(),
            start,
            end,
            m.head,
            m.name,
            code(m.country),
            detail,
            value,
            given,
            patronymic,
            surname,
            m.same_as
        ])?;
    }
    Ok(())
}

fn detail_columns(detail: &Detail) -> (&'static str, Option<String>, PersonName) {
    match detail {
        Detail::None => ("none", None, PersonName::default()),
        Detail::Date(date) => ("date", Some(date.to_string()), PersonName::default()),
        Detail::Instrument(kind) => ("instrument", Some(word(kind)), PersonName::default()),
        Detail::Gathering(kind) => ("gathering", Some(word(kind)), PersonName::default()),
        Detail::Person(name) => ("person", None, name.clone()),
        Detail::Place(at) => ("place", Some(format!("{} {}", at.lat(), at.lon())), PersonName::default()),
    }
}

/// Reads the mentions of a report.
pub(crate) fn read(connection: &Connection, report: &str) -> Result<Vec<Mention>> {
    let mut select = connection.prepare_cached("SELECT * FROM mention WHERE report = ?1 ORDER BY n")?;
    Ok(select.query_map([report], from_row)?.collect::<rusqlite::Result<_>>()?)
}

/// A mention from its columns.
pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Mention> {
    Ok(Mention {
        kind: row.word("kind")?,
        span: row.span("start_byte", "end_byte")?,
        head: row.get("head")?,
        name: row.get("name")?,
        country: row.country("country")?,
        detail: detail(row)?,
        same_as: row.get("same_as")?,
    })
}

fn detail(row: &Row<'_>) -> rusqlite::Result<Detail> {
    Ok(match row.get::<_, String>("detail")?.as_str() {
        "date" => row.date("value")?.map_or(Detail::None, Detail::Date),
        "instrument" => Detail::Instrument(row.word("value")?),
        "gathering" => Detail::Gathering(row.word("value")?),
        "person" => {
            Detail::Person(PersonName { given: row.get("given")?, patronymic: row.get("patronymic")?, surname: row.get("surname")? })
        }
        "place" => row.get::<_, Option<String>>("value")?.as_deref().and_then(position).map_or(Detail::None, Detail::Place),
        _ => Detail::None,
    })
}

/// Degrees north and east, with a blank between.
fn position(value: &str) -> Option<Position> {
    let (lat, lon) = value.split_once(' ')?;
    Position::from_degrees(lat.parse().ok()?, lon.parse().ok()?)
}
