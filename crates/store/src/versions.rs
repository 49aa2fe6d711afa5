//! Versions of one page: which reports stand at an address, and which of them a later one has taken the place of. Compares no texts.

use rapporteur_model::{Issue, IssueKind, ReportId};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::{Result, Store, growing};

impl Store {
    /// The reports that were seen at an address, by id; at most `most`.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn reports_at(&self, address: &str, most: usize) -> Result<Vec<ReportId>> {
        let mut select = self.connection.prepare_cached("SELECT report FROM address WHERE path = ?1 ORDER BY report LIMIT ?2")?;
        Ok(select.query_map(params![address, most], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Notes for each report which later version has taken its place, if one has. The claims of such a report are withdrawn.
    ///
    /// # Errors
    /// When the record cannot be written; it is then unchanged.
    pub fn set_versions<'a>(&mut self, versions: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (report, by) in versions {
            if superseded_by(&transaction, report)?.as_deref() == by {
                continue;
            }
            match by {
                Some(by) => transaction.execute("INSERT OR REPLACE INTO superseded (report, by_which) VALUES (?1, ?2)", [report, by])?,
                None => transaction.execute("DELETE FROM superseded WHERE report = ?1", [report])?,
            };
            growing::wait(&transaction, report)?;
        }
        Ok(transaction.commit()?)
    }
}

fn superseded_by(connection: &Connection, report: &str) -> Result<Option<String>> {
    let mut find = connection.prepare_cached("SELECT by_which FROM superseded WHERE report = ?1")?;
    Ok(find.query_row([report], |row| row.get(0)).optional()?)
}

/// What a report whose place was taken says of it.
pub(crate) fn issue(connection: &Connection, report: &str) -> Result<Option<Issue>> {
    let by = superseded_by(connection, report)?;
    Ok(by.map(|by| {
        Issue::new(
            IssueKind::Note,
            format!("a later version of this page, {by}, has taken its place; what only this one claims is withdrawn"),
        )
    }))
}
