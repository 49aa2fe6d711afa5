//! Lists that are always read together, to and from one packed value: Zstandard over JSON.

use rusqlite::types::ValueRef;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, Result};

/// Zstandard's default.
const LEVEL: i32 = 3;

/// More than this no report's list is when unpacked: what says so is damaged.
const LARGEST: usize = 1 << 30;

/// The list as it is kept.
pub(crate) fn pack<T: Serialize>(list: &[T]) -> Result<Vec<u8>> {
    let text = serde_json::to_vec(list).map_err(|e| Error::Damaged(e.to_string()))?;
    zstd::bulk::compress(&text, LEVEL).map_err(Error::Packing)
}

/// The JSON of a list from its column, which holds it packed, or plain where a migration put it there.
pub(crate) fn text(value: ValueRef<'_>) -> Result<Vec<u8>> {
    match value {
        ValueRef::Blob(packed) => zstd::bulk::decompress(packed, size(packed)).map_err(Error::Packing),
        other => Ok(other.as_bytes().unwrap_or_default().to_vec()),
    }
}

/// The list in this JSON; `what` is told where it is damaged.
pub(crate) fn unpack<T: DeserializeOwned>(text: &[u8], what: impl Fn() -> String) -> Result<Vec<T>> {
    serde_json::from_slice(text).map_err(|e| Error::Damaged(format!("{}: {e}", what())))
}

/// How long packed bytes say that they are when unpacked.
fn size(packed: &[u8]) -> usize {
    let told = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
    told.and_then(|size| usize::try_from(size).ok()).map_or(LARGEST, |size| size.min(LARGEST))
}
