//! Claims and their fields to and from rows.

use std::collections::BTreeMap;

use rapporteur_model::{Claim, Field, Value};
use rusqlite::{Connection, Row, params};

use crate::Result;
use crate::columns::{Columns, word};

/// Writes the claims of a report in place of those that were there.
pub(crate) fn write(connection: &Connection, report: &str, claims: &[Claim]) -> Result<()> {
    connection.prepare_cached("DELETE FROM claim WHERE report = ?1")?.execute([report])?;
    let mut insert = connection.prepare_cached("INSERT INTO claim VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for (n, c) in claims.iter().enumerate() {
        let (start, end) = (c.trigger.start(), c.trigger.end());
        insert.execute(params![report, n, word(&c.kind), start, end, word(&c.modality), c.confidence, c.rule])?;
        write_fields(connection, report, n, &c.fields)?;
    }
    Ok(())
}

fn write_fields(connection: &Connection, report: &str, claim: usize, fields: &[Field]) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO field VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    for (n, field) in fields.iter().enumerate() {
        let (mut mention, mut text, mut date, mut number) = (None, None, None, None);
        match &field.value {
            Value::Mention(m) => mention = Some(*m),
            Value::Text(t) => text = Some(t),
            Value::Date(d) => date = Some(d.to_string()),
            Value::Number(v) => number = Some(*v),
        }
        let (start, end) = (field.span.start(), field.span.end());
        insert.execute(params![report, claim, n, word(&field.role), mention, text, date, number, start, end])?;
    }
    Ok(())
}

/// Reads the claims of a report.
pub(crate) fn read(connection: &Connection, report: &str) -> Result<Vec<Claim>> {
    let mut select = connection.prepare_cached("SELECT * FROM claim WHERE report = ?1 ORDER BY n")?;
    let mut claims: Vec<Claim> = select.query_map([report], claim_from_row)?.collect::<rusqlite::Result<_>>()?;
    let mut fields: BTreeMap<usize, Vec<Field>> = BTreeMap::new();
    let mut select = connection.prepare_cached("SELECT * FROM field WHERE report = ?1 ORDER BY claim, n")?;
    for row in select.query_map([report], |row| Ok((row.get("claim")?, field_from_row(row)?)))? {
        let (claim, field) = row?;
        fields.entry(claim).or_default().push(field);
    }
    for (n, claim) in claims.iter_mut().enumerate() {
        claim.fields = fields.remove(&n).unwrap_or_default();
    }
    Ok(claims)
}

fn claim_from_row(row: &Row<'_>) -> rusqlite::Result<Claim> {
    Ok(Claim {
        kind: row.word("kind")?,
        trigger: row.span("trigger_start", "trigger_end")?,
        fields: Vec::new(),
        modality: row.word("modality")?,
        confidence: row.get("confidence")?,
        rule: row.get("rule")?,
    })
}

fn field_from_row(row: &Row<'_>) -> rusqlite::Result<Field> {
    let value = if let Some(mention) = row.get("mention")? {
        Value::Mention(mention)
    } else if let Some(text) = row.get("text")? {
        Value::Text(text)
    } else if let Some(date) = row.date("date")? {
        Value::Date(date)
    } else {
        Value::Number(row.get("number")?)
    };
    Ok(Field { role: row.word("role")?, value, span: row.span("start_byte", "end_byte")? })
}
