//! Readings: what each report contributes. Keeps one reading a report; knows nothing of the record made of them.

use rapporteur_model::{Claim, Mention, Reading, Report, Value};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::rows::{claim, mention, report};
use crate::{Error, Result, Source, Store, growing, source, terms};

/// A report that was read, with its source.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The bytes that it was read from.
    pub source: Source,
    /// What it contributes.
    pub reading: Reading,
}

impl Store {
    /// The version of models and rules that read this report; `None` when it is not here.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn version_of(&self, report: &str) -> Result<Option<String>> {
        let mut find = self.connection.prepare_cached("SELECT version FROM report WHERE id = ?1")?;
        Ok(find.query_row([report], |row| row.get(0)).optional()?)
    }

    /// All reports by id, each with the version of models and rules that read it.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn readers(&self) -> Result<Vec<(String, String)>> {
        let mut select = self.connection.prepare_cached("SELECT id, version FROM report ORDER BY id")?;
        Ok(select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// True when this report was read by this version of models and rules.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn has(&self, report: &str, version: &str) -> Result<bool> {
        Ok(self.version_of(report)?.is_some_and(|found| found == version))
    }

    /// Notes that known reports were seen at these paths too. A report's own path is a web address before others, then the
    /// smallest, so that it does not hang on the order of reading. Reports that are not here are passed over.
    ///
    /// # Errors
    /// When the record cannot be written; it is then unchanged.
    pub fn add_paths<'a>(&mut self, paths: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (id, path) in paths {
            note_path(&transaction, id, path)?;
        }
        Ok(transaction.commit()?)
    }

    /// Writes reports in one transaction: all of them or none. A report that is here already is read anew; its judgements stay.
    ///
    /// # Errors
    /// When the record cannot be written; it is then unchanged.
    pub fn put(&mut self, entries: &[Entry], version: &str) -> Result<()> {
        if entries.is_empty() {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for entry in entries {
            put_one(&transaction, entry, version)?;
        }
        Ok(transaction.commit()?)
    }

    /// All readings that count, by id of their report: none of a report in whose place a later version has come.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn readings(&self) -> Result<Vec<Reading>> {
        let mut ids = self.connection.prepare_cached("SELECT id FROM report ORDER BY id")?;
        let ids = ids.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
        ids.into_iter().filter_map(|id| counting(&self.connection, &id).transpose()).collect()
    }

    /// The reading of one report; `None` when it is not here.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn reading(&self, id: &str) -> Result<Option<Reading>> {
        read(&self.connection, id)
    }

    /// One report; `None` when it is not here.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn report(&self, id: &str) -> Result<Option<Report>> {
        report::read(&self.connection, id)
    }

    /// The mentions of a report, in the order of the text.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn mentions_of(&self, report: &str) -> Result<Vec<Mention>> {
        mention::read(&self.connection, report)
    }

    /// The claims of a report, in the order of the text.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn claims_of(&self, report: &str) -> Result<Vec<Claim>> {
        claim::read(&self.connection, report)
    }
}

fn read(connection: &Connection, id: &str) -> Result<Option<Reading>> {
    let Some(report) = report::read(connection, id)? else { return Ok(None) };
    Ok(Some(Reading { report, mentions: mention::read(connection, id)?, claims: claim::read(connection, id)? }))
}

/// The reading of a report that counts: none of one in whose place a later version has come.
pub(crate) fn counting(connection: &Connection, id: &str) -> Result<Option<Reading>> {
    let sql = "SELECT EXISTS (SELECT 1 FROM superseded WHERE report = ?1)";
    let withdrawn: bool = connection.prepare_cached(sql)?.query_row([id], |row| row.get(0))?;
    if withdrawn { Ok(None) } else { read(connection, id) }
}

fn put_one(connection: &Connection, entry: &Entry, version: &str) -> Result<()> {
    let Reading { report, mentions, claims } = &entry.reading;
    let named = claims.iter().flat_map(|claim| &claim.fields).filter_map(|f| if let Value::Mention(m) = f.value { Some(m) } else { None });
    if let Some(m) = named.into_iter().find(|m| *m as usize >= mentions.len()) {
        return Err(Error::Damaged(format!("a claim of report {} names mention {m}, which is not there", report.id)));
    }
    let source = source::put(connection, &entry.source)?;
    let key = report::write(connection, report, source, version)?;
    note_path(connection, &report.id, &report.path)?;
    mention::write(connection, key, mentions)?;
    claim::write(connection, key, claims)?;
    growing::wait(connection, &report.id)?;
    connection.prepare_cached("DELETE FROM report_words WHERE rowid = ?1")?.execute([key])?;
    connection
        .prepare_cached("INSERT INTO report_words (rowid, words) VALUES (?1, ?2)")?
        .execute(params![key, terms::index_text(&report.text)])?;
    Ok(())
}

fn note_path(connection: &Connection, id: &str, path: &str) -> Result<()> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO address (report, path) SELECT id, ?2 FROM report WHERE id = ?1")?
        .execute([id, path])?;
    // A web address says more than the place in a file; of equals the smallest, so that the order of reading does not matter.
    let best = "(SELECT path FROM address WHERE report = ?1 ORDER BY path NOT LIKE 'http%://%', path LIMIT 1)";
    connection.prepare_cached(&format!("UPDATE report SET path = {best} WHERE id = ?1 AND path IS NOT {best}"))?.execute([id])?;
    Ok(())
}
