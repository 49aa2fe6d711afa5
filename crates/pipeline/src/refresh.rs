//! The record made anew from everything that was read and judged.

use rapporteur_store::Store;

use crate::guard::catching;
use crate::{Error, Result};

/// Resolves all readings under all judgements and writes the record in place of the one before.
///
/// # Errors
/// When the record cannot be read or written, or resolution fails; the record before then stays.
pub fn refresh(store: &mut Store) -> Result<()> {
    let generation = store.generation()?;
    let (readings, judgements) = (store.readings()?, store.judgements()?);
    let record = catching(|| rapporteur_resolve::resolve(&readings, &judgements)).map_err(Error::Resolve)?;
    drop(readings);
    Ok(store.write_record(&record, generation)?)
}
