//! The claims of a report to and from one row, packed: they are always read together, and nothing is looked for among them.

use rapporteur_model::{Claim, ClaimKind, Field, Modality, Role, Span, Value};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::packed;
use crate::{Error, Result};

/// A claim as it is kept: kind, first and last byte of the trigger, modality, confidence, rule, fields.
#[derive(Serialize, Deserialize)]
struct Kept(ClaimKind, usize, usize, Modality, f32, String, Vec<KeptField>);

/// Role, value, first and one past the last byte.
#[derive(Serialize, Deserialize)]
struct KeptField(Role, Value, usize, usize);

/// Writes the claims of the report in this row in place of those that were there.
pub(crate) fn write(connection: &Connection, report: i64, claims: &[Claim]) -> Result<()> {
    if claims.is_empty() {
        connection.prepare_cached("DELETE FROM claims WHERE report = ?1")?.execute([report])?;
        return Ok(());
    }
    let kept: Vec<Kept> = claims.iter().map(kept).collect();
    connection.prepare_cached("INSERT OR REPLACE INTO claims VALUES (?1, ?2)")?.execute(params![report, packed::pack(&kept)?])?;
    Ok(())
}

fn kept(claim: &Claim) -> Kept {
    let field = |f: &Field| KeptField(f.role, f.value.clone(), f.span.start(), f.span.end());
    let (start, end) = (claim.trigger.start(), claim.trigger.end());
    let fields = claim.fields.iter().map(field).collect();
    Kept(claim.kind, start, end, claim.modality, claim.confidence, claim.rule.clone(), fields)
}

/// Reads the claims of a report.
pub(crate) fn read(connection: &Connection, report: &str) -> Result<Vec<Claim>> {
    let sql = "SELECT packed FROM claims WHERE report = (SELECT key FROM report WHERE id = ?1)";
    let found = connection.prepare_cached(sql)?.query_row([report], |row| Ok(packed::text(row.get_ref(0)?))).optional()?;
    let Some(text) = found.transpose()? else { return Ok(Vec::new()) };
    let what = || format!("the claims of report {report}");
    let kept: Vec<Kept> = packed::unpack(&text, what)?;
    kept.into_iter()
        .map(|kept| claim(kept).ok_or_else(|| Error::Damaged(format!("{}: a span that ends before it begins", what()))))
        .collect()
}

fn claim(Kept(kind, start, end, modality, confidence, rule, fields): Kept) -> Option<Claim> {
    let span = |start: usize, end: usize| (start <= end).then(|| Span::new(start, end));
    let field = |KeptField(role, value, start, end): KeptField| Some(Field { role, value, span: span(start, end)? });
    let fields = fields.into_iter().map(field).collect::<Option<Vec<_>>>()?;
    Some(Claim { kind, trigger: span(start, end)?, fields, modality, confidence, rule })
}
