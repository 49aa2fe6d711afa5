//! Where models live.

use std::path::PathBuf;

use etcetera::{BaseStrategy, choose_base_strategy};

/// `$RAPPORTEUR_DATA/models`, else `rapporteur/models` in the user's data folder; `None` where there is no home folder.
#[must_use]
pub fn default_folder() -> Option<PathBuf> {
    if let Some(data) = std::env::var_os("RAPPORTEUR_DATA").filter(|data| !data.is_empty()) {
        return Some(PathBuf::from(data).join("models"));
    }
    let strategy = choose_base_strategy().ok()?;
    Some(strategy.data_dir().join("rapporteur").join("models"))
}
