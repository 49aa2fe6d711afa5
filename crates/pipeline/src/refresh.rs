//! The record brought up to date with what was read and judged since it was made.

use rapporteur_store::Store;

use crate::grow::Stored;
use crate::guard::catching;
use crate::{Error, Progress, Result};

/// Reports by which the record grows at a time: memory is for so many and for what they touch.
const STEP: usize = 2_000;

/// Resolves what came, changed, went or was judged, and what that touches. Each step stands by itself: one that is interrupted is done again.
///
/// # Errors
/// When the record cannot be read or written, or resolution fails; the record then is that of the last whole step.
pub fn refresh(store: &mut Store, progress: &dyn Progress) -> Result<()> {
    store.made_by(rapporteur_resolve::VERSION)?;
    let (mut done, total) = (0, store.waiting()?);
    while done < total {
        progress.resolving(done, total);
        let grown = store.grow::<Error>(STEP, |growing, reports, judgements| {
            let mut shelf = Stored(growing);
            catching(|| rapporteur_resolve::grow(&mut shelf, reports, judgements)).map_err(Error::Resolve)?.map_err(Error::from)
        })?;
        done += grown;
        if grown == 0 {
            break;
        }
    }
    if total > 0 {
        progress.resolving(done, total);
    }
    Ok(())
}
