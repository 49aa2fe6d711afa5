//! Names by their hashes, and the groups of rows that names connect.

use std::collections::BTreeSet;

use rapporteur_model::{EntityId, StoredRow};
use rusqlite::{OptionalExtension, params};

use super::{Growing, columns, stored, texts};
use crate::Result;

pub(super) const JOINED_WITH: &str =
    "SELECT id, local_json, tally_json, entity, joined FROM local_entity WHERE joined = ?1 AND bound = 0 ORDER BY id";

#[allow(missing_docs, reason = "each does what its name says; what is asked for and why is said by the stage that asks")]
#[allow(clippy::missing_errors_doc, reason = "all fail when the record cannot be read or written")]
impl Growing<'_> {
    pub fn joined_with(&self, group: &str) -> Result<Vec<StoredRow>> {
        let mut select = self.connection.prepare_cached(JOINED_WITH)?;
        let rows: Vec<_> = select.query_map([group], columns)?.collect::<rusqlite::Result<_>>()?;
        rows.into_iter().map(stored).collect()
    }

    pub fn set_group(&self, row: &str, group: &str) -> Result<()> {
        self.connection.prepare_cached("UPDATE local_entity SET joined = ?2 WHERE id = ?1")?.execute(params![row, group])?;
        Ok(())
    }

    pub fn one_under(&self, hash: u64) -> Result<Option<EntityId>> {
        let mut select = self.connection.prepare_cached("SELECT row FROM named WHERE hash = ?1 ORDER BY row LIMIT 1")?;
        Ok(select.query_row([hash.cast_signed()], |row| row.get(0)).optional()?)
    }

    pub fn all_under(&self, hash: u64) -> Result<Vec<EntityId>> {
        texts(self.connection, "SELECT row FROM named WHERE hash = ?1 ORDER BY row", hash.cast_signed())
    }

    pub fn put_under(&self, hash: u64, row: &str) -> Result<()> {
        let mut put = self.connection.prepare_cached("INSERT OR IGNORE INTO named VALUES (?1, ?2)")?;
        put.execute(params![hash.cast_signed(), row])?;
        Ok(())
    }

    pub fn drop_under(&self, hash: u64, row: &str) -> Result<()> {
        let mut drop = self.connection.prepare_cached("DELETE FROM named WHERE hash = ?1 AND row = ?2")?;
        drop.execute(params![hash.cast_signed(), row])?;
        Ok(())
    }

    pub fn names_near(&self, blocks: &[u64]) -> Result<Vec<u64>> {
        let mut select = self.connection.prepare_cached("SELECT name FROM name_block WHERE block = ?1")?;
        let mut names = BTreeSet::new();
        for block in blocks {
            for name in select.query_map([block.cast_signed()], |row| row.get::<_, i64>(0))? {
                names.insert(name?.cast_unsigned());
            }
        }
        Ok(names.into_iter().collect())
    }

    pub fn put_name(&self, name: u64, blocks: &[u64]) -> Result<()> {
        self.blocks("INSERT OR IGNORE INTO name_block VALUES (?1, ?2)", name, blocks)
    }

    pub fn drop_name(&self, name: u64, blocks: &[u64]) -> Result<()> {
        self.blocks("DELETE FROM name_block WHERE block = ?1 AND name = ?2", name, blocks)
    }

    fn blocks(&self, sql: &str, name: u64, blocks: &[u64]) -> Result<()> {
        let mut act = self.connection.prepare_cached(sql)?;
        for block in blocks {
            act.execute([block.cast_signed(), name.cast_signed()])?;
        }
        Ok(())
    }
}
