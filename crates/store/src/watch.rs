//! What is known of the sources that are watched. Decides nothing about when they are asked.

use rusqlite::{OptionalExtension, params};

use crate::{Result, Store};

/// A source that is watched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watched {
    /// By what its server tells whether it has changed.
    pub etag: Option<String>,
    /// The same, by time.
    pub modified: Option<String>,
    /// Not asked before this time, in seconds since 1970.
    pub next: i64,
    /// Failures in a row.
    pub failures: u32,
    /// What went wrong the last time.
    pub problem: Option<String>,
}

impl Store {
    /// What is known of a source; `None` of one that was never asked.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn watched(&self, address: &str) -> Result<Option<Watched>> {
        let sql = "SELECT etag, modified, next, failures, problem FROM watched WHERE address = ?1";
        let row = self.connection.prepare_cached(sql)?.query_row([address], |row| {
            Ok(Watched { etag: row.get(0)?, modified: row.get(1)?, next: row.get(2)?, failures: row.get(3)?, problem: row.get(4)? })
        });
        Ok(row.optional()?)
    }

    /// Notes what is known of a source now.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn set_watched(&mut self, address: &str, watched: &Watched) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO watched (address, etag, modified, next, failures, problem) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let Watched { etag, modified, next, failures, problem } = watched;
        self.connection.prepare_cached(sql)?.execute(params![address, etag, modified, next, failures, problem])?;
        Ok(())
    }

    /// True for an item that was seen.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn is_seen(&self, item: &str) -> Result<bool> {
        let mut find = self.connection.prepare_cached("SELECT 1 FROM watched_item WHERE item = ?1")?;
        Ok(find.query_row([item], |_| Ok(())).optional()?.is_some())
    }

    /// Notes that items were seen at a time; those seen before keep theirs.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub fn set_seen<'a>(&mut self, items: impl IntoIterator<Item = &'a str>, at: i64) -> Result<()> {
        let transaction = self.connection.transaction()?;
        for item in items {
            transaction.prepare_cached("INSERT OR IGNORE INTO watched_item (item, seen) VALUES (?1, ?2)")?.execute(params![item, at])?;
        }
        Ok(transaction.commit()?)
    }
}

#[cfg(test)]
mod tests {
    use super::Watched;
    use crate::Store;

    #[test]
    fn sources_and_items_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open(&dir.path().join("r.db")).unwrap();
        assert_eq!(store.watched("a").unwrap(), None);
        let watched = Watched { etag: Some("x".into()), next: 7, failures: 2, ..Watched::default() };
        store.set_watched("a", &watched).unwrap();
        assert_eq!(store.watched("a").unwrap(), Some(watched));
        store.set_seen(["i", "j"], 1).unwrap();
        assert!(store.is_seen("i").unwrap() && !store.is_seen("k").unwrap());
    }
}
