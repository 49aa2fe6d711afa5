//! One state of the record for several questions, whatever another process writes meanwhile. Reads nothing itself.

use crate::{Result, Store};

impl Store {
    /// Answers all questions of `ask` from one state of the record.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn at_once<T>(&self, ask: impl FnOnce(&Self) -> T) -> Result<T> {
        let snapshot = self.connection.unchecked_transaction()?;
        let answer = ask(self);
        snapshot.finish()?;
        Ok(answer)
    }
}
