//! Reports taken out: their text, source and claims. Judgements on their words stay.

use rusqlite::TransactionBehavior;

use crate::{Result, Store, growing};

impl Store {
    /// Takes reports out in one transaction; gives how many were there. The record is to be made anew afterwards.
    ///
    /// # Errors
    /// When the record cannot be written; it is then unchanged.
    pub fn remove_reports(&mut self, ids: &[String]) -> Result<usize> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut removed = 0;
        for id in ids {
            // What it took the place of may count again.
            let sql = "SELECT report FROM superseded WHERE by_which = ?1 UNION SELECT id FROM report WHERE id = ?1";
            let touched: Vec<String> =
                transaction.prepare_cached(sql)?.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            touched.iter().try_for_each(|report| growing::wait(&transaction, report))?;
            transaction.prepare_cached("DELETE FROM report_words WHERE rowid = (SELECT key FROM report WHERE id = ?1)")?.execute([id])?;
            transaction.prepare_cached("DELETE FROM superseded WHERE by_which = ?1")?.execute([id])?;
            removed += transaction.prepare_cached("DELETE FROM report WHERE id = ?1")?.execute([id])?;
        }
        if removed > 0 {
            transaction.execute("DELETE FROM source WHERE id NOT IN (SELECT source FROM report)", [])?;
        }
        transaction.commit()?;
        Ok(removed)
    }
}
