//! Sources: bytes as they came, packed, named by their SHA-256. Never altered once they are in.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::{Error, Result, Store};

/// Zstandard's default: about a third of the size of press text, at some 200 MB a second.
const LEVEL: i32 = 3;

/// Bytes as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What they are (`text/plain`, `application/json`), as far as it is known.
    pub media_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Source {
    /// SHA-256 of the bytes, lower-case hex.
    #[must_use]
    pub fn sha256(&self) -> String {
        Sha256::digest(&self.bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Writes a source, or finds the one with the same bytes; gives its row.
pub(crate) fn put(connection: &Connection, source: &Source) -> Result<i64> {
    let sha256 = source.sha256();
    let mut find = connection.prepare_cached("SELECT id FROM source WHERE sha256 = ?1")?;
    if let Some(id) = find.query_row([&sha256], |row| row.get(0)).optional()? {
        return Ok(id);
    }
    let packed = zstd::bulk::compress(&source.bytes, LEVEL).map_err(Error::Packing)?;
    connection.prepare_cached("INSERT INTO source (sha256, media_type, length, bytes) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        sha256,
        source.media_type,
        source.bytes.len(),
        packed
    ])?;
    Ok(connection.last_insert_rowid())
}

impl Store {
    /// The source of a report; `None` for a report that is not here.
    ///
    /// # Errors
    /// When the record cannot be read, or the bytes do not unpack to what they were.
    pub fn source(&self, report: &str) -> Result<Option<Source>> {
        let sql = "SELECT s.media_type, s.length, s.bytes, s.sha256 FROM source s JOIN report r ON r.source = s.id WHERE r.id = ?1";
        let row = self
            .connection
            .prepare_cached(sql)?
            .query_row([report], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, usize>(1)?, row.get::<_, Vec<u8>>(2)?, row.get::<_, String>(3)?))
            })
            .optional()?;
        let Some((media_type, length, packed, sha256)) = row else { return Ok(None) };
        let source = Source { media_type, bytes: zstd::bulk::decompress(&packed, length).map_err(Error::Packing)? };
        if source.sha256() != sha256 {
            return Err(Error::Damaged(format!("the source of report {report} is not what was stored")));
        }
        Ok(Some(source))
    }
}
