//! Reports taken out: their text, source and claims. Judgements on their words stay.

use rusqlite::TransactionBehavior;

use crate::{Result, Store, record};

impl Store {
    /// Takes reports out in one transaction; gives how many were there. The record is to be made anew afterwards.
    ///
    /// # Errors
    /// When the record cannot be written; it is then unchanged.
    pub fn remove_reports(&mut self, ids: &[String]) -> Result<usize> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut removed = 0;
        for id in ids {
            if transaction.prepare_cached("SELECT 1 FROM report WHERE id = ?1")?.exists([id])? && removed == 0 {
                // What the record says stands on words that go.
                record::clear(&transaction)?;
            }
            transaction.prepare_cached("DELETE FROM report_words WHERE rowid = (SELECT key FROM report WHERE id = ?1)")?.execute([id])?;
            for table in ["claim", "mention"] {
                transaction.prepare_cached(&format!("DELETE FROM {table} WHERE report = ?1"))?.execute([id])?;
            }
            transaction.prepare_cached("DELETE FROM superseded WHERE by_which = ?1")?.execute([id])?;
            removed += transaction.prepare_cached("DELETE FROM report WHERE id = ?1")?.execute([id])?;
        }
        if removed > 0 {
            transaction.execute("DELETE FROM source WHERE id NOT IN (SELECT source FROM report)", [])?;
            record::bump(&transaction)?;
        }
        transaction.commit()?;
        Ok(removed)
    }
}
