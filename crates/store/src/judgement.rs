//! Judgements: appended, read, never changed or deleted here. Applies none.

use rapporteur_model::{Anchor, Judgement};
use rusqlite::{Row, TransactionBehavior, params};

use crate::columns::{Columns, word};
use crate::{Result, Store, record};

impl Store {
    /// Records a judgement; gives its number.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn judge(&mut self, judgement: &Judgement) -> Result<i64> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (a, o) = (&judgement.anchor, judgement.other.as_ref());
        let (field, value) = judgement.correction.clone().unzip();
        transaction.execute(
            "INSERT INTO judgement (verdict, report, start_byte, end_byte, quote, other_report, other_start, other_end, other_quote,
                 correction_field, correction_value, who, at, why)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            params![
                word(&judgement.verdict),
                a.report,
                a.span.start(),
                a.span.end(),
                a.quote,
                o.map(|o| &o.report),
                o.map(|o| o.span.start()),
                o.map(|o| o.span.end()),
                o.map(|o| &o.quote),
                field,
                value,
                judgement.who,
                judgement.when,
                judgement.why,
            ],
        )?;
        let id = transaction.last_insert_rowid();
        record::bump(&transaction)?;
        transaction.commit()?;
        Ok(id)
    }

    /// All judgements, oldest first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn judgements(&self) -> Result<Vec<Judgement>> {
        let mut select = self.connection.prepare_cached("SELECT * FROM judgement ORDER BY id")?;
        Ok(select.query_map([], from_row)?.collect::<rusqlite::Result<_>>()?)
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Judgement> {
    let anchor = Anchor { report: row.get("report")?, span: row.span("start_byte", "end_byte")?, quote: row.get("quote")? };
    let other = match row.span_if("other_start", "other_end")? {
        Some(span) => Some(Anchor { report: row.get("other_report")?, span, quote: row.get("other_quote")? }),
        None => None,
    };
    let field: Option<String> = row.get("correction_field")?;
    let value: Option<String> = row.get("correction_value")?;
    Ok(Judgement {
        verdict: row.word("verdict")?,
        anchor,
        other,
        correction: field.zip(value),
        who: row.get("who")?,
        when: row.get("at")?,
        why: row.get("why")?,
    })
}
