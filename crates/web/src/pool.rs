//! Connections to the record for reading: opened when they are needed, kept, and let go where another file has taken the record's place.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rapporteur_store::Store;
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// Readers at once.
const READERS: usize = 8;
/// A request waits so long for a reader.
const PATIENCE: Duration = Duration::from_secs(15);

/// Which file a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FileKey(u64, u64);

/// The readers.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    path: Arc<PathBuf>,
    free: Arc<Mutex<Vec<(FileKey, Store)>>>,
    seats: Arc<Semaphore>,
}

impl Pool {
    /// Opens the first reader.
    pub(crate) fn open(path: &Path) -> Result<Self, rapporteur_store::Error> {
        let first = Store::open_read_only(path)?;
        let free = file_key(path).map(|key| (key, first)).into_iter().collect();
        Ok(Self { path: Arc::new(path.to_owned()), free: Arc::new(Mutex::new(free)), seats: Arc::new(Semaphore::new(READERS)) })
    }

    /// Asks the record on a thread that may wait; all of `ask` sees one state of it. `FileKey` changes with the file.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Store, FileKey) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let seat = tokio::time::timeout(PATIENCE, Arc::clone(&self.seats).acquire_owned()).await;
        let Ok(Ok(seat)) = seat else { return Err(Problem::busy("all readers of the record are at work")) };
        let pool = self.clone();
        let answer = tokio::task::spawn_blocking(move || {
            let (key, store) = pool.take()?;
            let answer = store.at_once(|store| ask(store, key))?;
            pool.free.lock().unwrap_or_else(PoisonError::into_inner).push((key, store));
            drop(seat);
            answer
        });
        answer.await.unwrap_or_else(|_| Err(Problem::internal()))
    }

    /// A reader of the file that is there now.
    pub(crate) fn take(&self) -> Result<(FileKey, Store), Problem> {
        let now = file_key(&self.path).ok_or_else(|| rapporteur_store::Error::Missing(self.path.to_path_buf()))?;
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        free.retain(|(key, _)| *key == now);
        let kept = free.pop();
        drop(free);
        match kept {
            Some(kept) => Ok(kept),
            None => Ok((now, Store::open_read_only(&self.path)?)),
        }
    }
}

#[cfg(unix)]
fn file_key(path: &Path) -> Option<FileKey> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|data| FileKey(data.dev(), data.ino()))
}

#[cfg(not(unix))]
fn file_key(path: &Path) -> Option<FileKey> {
    let made = std::fs::metadata(path).ok()?.created().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(FileKey(made.as_secs(), u64::from(made.subsec_nanos())))
}
