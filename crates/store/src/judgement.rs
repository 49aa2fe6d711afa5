//! Judgements: appended, read, never changed or deleted here. Applies none.

use rapporteur_model::{Anchor, Judgement};
use rusqlite::{Connection, Row, TransactionBehavior, params};

use crate::columns::{Columns, json, word};
use crate::{Result, Store, growing};

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
                 correction_field, correction_value, who, at, why, prefix, suffix, other_prefix, other_suffix, undoes, entries_json)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
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
                a.prefix,
                a.suffix,
                o.map_or("", |o| o.prefix.as_str()),
                o.map_or("", |o| o.suffix.as_str()),
                judgement.undoes,
                json(&judgement.entries),
            ],
        )?;
        let id = transaction.last_insert_rowid();
        // What is undone has to be looked at again, wherever it stands.
        for undone in all(&transaction)?.iter().filter(|held| judgement.undoes.as_ref() == Some(&held.id())) {
            for anchor in std::iter::once(&undone.anchor).chain(&undone.other) {
                growing::wait(&transaction, &anchor.report)?;
            }
        }
        for report in std::iter::once(&a.report).chain(o.map(|o| &o.report)) {
            growing::wait(&transaction, report)?;
        }
        transaction.commit()?;
        Ok(id)
    }

    /// True where the record holds this very decision.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn has_judgement(&self, judgement: &Judgement) -> Result<bool> {
        let id = judgement.id();
        Ok(self.judgements()?.iter().any(|held| held.id() == id))
    }

    /// All judgements, oldest first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn judgements(&self) -> Result<Vec<Judgement>> {
        all(&self.connection)
    }
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Judgement>> {
    let mut select = connection.prepare_cached("SELECT * FROM judgement ORDER BY id")?;
    Ok(select.query_map([], from_row)?.collect::<rusqlite::Result<_>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Judgement> {
    let anchor = Anchor {
        report: row.get("report")?,
        span: row.span("start_byte", "end_byte")?,
        quote: row.get("quote")?,
        prefix: row.get("prefix")?,
        suffix: row.get("suffix")?,
    };
    let other = match row.span_if("other_start", "other_end")? {
        Some(span) => Some(Anchor {
            report: row.get("other_report")?,
            span,
            quote: row.get("other_quote")?,
            prefix: row.get("other_prefix")?,
            suffix: row.get("other_suffix")?,
        }),
        None => None,
    };
    let field: Option<String> = row.get("correction_field")?;
    let value: Option<String> = row.get("correction_value")?;
    Ok(Judgement {
        verdict: row.word("verdict")?,
        anchor,
        other,
        correction: field.zip(value),
        undoes: row.get("undoes")?,
        entries: row.json("entries_json")?,
        who: row.get("who")?,
        when: row.get("at")?,
        why: row.get("why")?,
    })
}
