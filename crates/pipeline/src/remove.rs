//! Reports out of a record.

use std::collections::BTreeSet;

use rapporteur_store::Store;

use crate::{Progress, Result, refresh, versions};

/// Takes these reports and their claims out, and makes the record anew; gives how many were there.
///
/// # Errors
/// When the record cannot be read or written.
pub fn remove(store: &mut Store, ids: &[String], progress: &dyn Progress) -> Result<usize> {
    let mut addresses = BTreeSet::new();
    for id in ids {
        addresses.extend(store.report_head(id)?.map(|head| head.path));
    }
    let removed = store.remove_reports(ids)?;
    // An earlier version of the same page may count again.
    addresses.iter().try_for_each(|address| versions::find(store, address))?;
    if store.is_behind()? {
        refresh(store, progress)?;
    }
    Ok(removed)
}
