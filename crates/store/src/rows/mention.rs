//! The mentions of a report to and from one row, packed: they are read together.

use rapporteur_model::{Country, Detail, Edtf, Mention, MentionKind, PersonName, Position, Span};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::packed;
use crate::columns::{code, word};
use crate::{Error, Result};

/// A mention as it is kept: kind, first byte, one past the last, head, name, country; the detail with its value (the date, the kind of an
/// instrument or gathering, degrees north and east) or the parts of a person's name; what it stands for.
#[derive(Serialize, Deserialize)]
struct Kept(
    MentionKind,
    usize,
    usize,
    u32,
    String,
    Option<String>,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<u32>,
);

/// Writes the mentions of the report in this row in place of those that were there.
pub(crate) fn write(connection: &Connection, report: i64, mentions: &[Mention]) -> Result<()> {
    if mentions.is_empty() {
        connection.prepare_cached("DELETE FROM mentions WHERE report = ?1")?.execute([report])?;
        return Ok(());
    }
    let kept: Vec<Kept> = mentions.iter().map(kept).collect();
    connection.prepare_cached("INSERT OR REPLACE INTO mentions VALUES (?1, ?2)")?.execute(params![report, packed::pack(&kept)?])?;
    Ok(())
}

fn kept(m: &Mention) -> Kept {
    let (detail, value, person) = match &m.detail {
        Detail::None => ("none", None, PersonName::default()),
        Detail::Date(date) => ("date", Some(date.to_string()), PersonName::default()),
        Detail::Instrument(kind) => ("instrument", Some(word(kind)), PersonName::default()),
        Detail::Gathering(kind) => ("gathering", Some(word(kind)), PersonName::default()),
        Detail::Person(name) => ("person", None, name.clone()),
        Detail::Place(at) => ("place", Some(format!("{} {}", at.lat(), at.lon())), PersonName::default()),
    };
    let PersonName { given, patronymic, surname } = person;
    let (start, end, country) = (m.span.start(), m.span.end(), code(m.country));
    Kept(m.kind, start, end, m.head, m.name.clone(), country, detail.to_owned(), value, given, patronymic, surname, m.same_as)
}

/// Reads the mentions of a report.
pub(crate) fn read(connection: &Connection, report: &str) -> Result<Vec<Mention>> {
    let sql = "SELECT packed FROM mentions WHERE report = (SELECT key FROM report WHERE id = ?1)";
    let found = connection.prepare_cached(sql)?.query_row([report], |row| Ok(packed::text(row.get_ref(0)?))).optional()?;
    found.map_or(Ok(Vec::new()), |text| unpack(&text?, report))
}

/// The mentions of a report from the text of their row.
pub(crate) fn unpack(text: &[u8], report: &str) -> Result<Vec<Mention>> {
    let what = || format!("the mentions of report {report}");
    let kept: Vec<Kept> = packed::unpack(text, what)?;
    kept.into_iter().map(|kept| mention(kept).ok_or_else(|| Error::Damaged(what()))).collect()
}

/// `None` where a span ends before it begins, or a value is none of its kind.
fn mention(kept: Kept) -> Option<Mention> {
    let Kept(kind, start, end, head, name, country, detail, value, given, patronymic, surname, same_as) = kept;
    let detail = match detail.as_str() {
        "date" => Detail::Date(value.as_ref()?.parse::<Edtf>().ok()?),
        "instrument" => Detail::Instrument(named(value.as_deref())?),
        "gathering" => Detail::Gathering(named(value.as_deref())?),
        "person" => Detail::Person(PersonName { given, patronymic, surname }),
        "place" => value.as_deref().and_then(position).map_or(Detail::None, Detail::Place),
        _ => Detail::None,
    };
    let country = country.as_deref().and_then(Country::new);
    (start <= end).then(|| Mention { kind, span: Span::new(start, end), head, name, country, detail, same_as })
}

/// A kind by its word.
fn named<T: serde::de::DeserializeOwned>(word: Option<&str>) -> Option<T> {
    serde_json::from_value(word?.into()).ok()
}

/// Degrees north and east, with a blank between.
fn position(value: &str) -> Option<Position> {
    let (lat, lon) = value.split_once(' ')?;
    Position::from_degrees(lat.parse().ok()?, lon.parse().ok()?)
}
