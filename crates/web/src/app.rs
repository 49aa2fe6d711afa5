//! What all requests share: the readers of the record, the keys, the limits, the one writer, what was worked out before.

use std::any::Any;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rapporteur_pipeline::{Pipeline, setup};
use rapporteur_store::Store;
use rapporteur_views::Reader;
use tokio::sync::Semaphore;

use crate::answers::Answers;
use crate::jobs::Jobs;
use crate::keys::Keys;
use crate::pool::{FileKey, Pool};
use crate::problem::Problem;
use crate::rate::Rates;
use crate::request::Ask;
use crate::server::Options;

/// The server's own state; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct App(Arc<Shared>);

/// See [`App`].
pub(crate) struct Shared {
    pub(crate) options: Options,
    pub(crate) address: SocketAddr,
    pub(crate) keys: Keys,
    pub(crate) pool: Pool,
    pub(crate) rates: Rates,
    pub(crate) jobs: Jobs,
    pub(crate) answers: Answers,
    /// Long lists that are written at once.
    pub(crate) streams: Arc<Semaphore>,
    /// One change of the record at a time.
    pub(crate) writer: Mutex<()>,
    pipeline: OnceLock<Arc<Pipeline>>,
    kept: Mutex<HashMap<String, Slot>>,
    /// Differs from start to start: what an answer is worth to a browser ends with the program that gave it.
    start: String,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("options", &self.options).finish_non_exhaustive()
    }
}

/// Something that was worked out.
type Kept = Arc<dyn Any + Send + Sync>;

/// A place for it, with the state that it was worked out from. Who works it out holds the place, so that others wait for the one answer.
type Slot = Arc<Mutex<Option<(Version, Kept)>>>;

/// A state of the record.
pub(crate) type Version = (FileKey, i64, i64);

/// Long lists that may be written at once.
const STREAMS: usize = 4;
/// So many things that were worked out are kept.
const KEPT: usize = 256;

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    pub(crate) fn new(options: Options, address: SocketAddr, keys: Keys) -> Result<Self, rapporteur_store::Error> {
        Ok(Self(Arc::new(Shared {
            pool: Pool::open(&options.record)?,
            rates: Rates::default(),
            jobs: Jobs::default(),
            answers: Answers::default(),
            streams: Arc::new(Semaphore::new(STREAMS)),
            writer: Mutex::new(()),
            pipeline: OnceLock::new(),
            kept: Mutex::default(),
            start: crate::keys::random().unwrap_or_default(),
            options,
            address,
            keys,
        })))
    }

    /// Asks the record in the reader's language, from one state of it.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        ask: &Ask,
        answer: impl FnOnce(&Reader<'_>, &View) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (app, ask) = (self.clone(), ask.clone());
        let read = move |store: &Store, key: FileKey| {
            let ((readings, resolved), behind) = (store.versions()?, store.is_behind()?);
            let reader = match &ask.reading {
                Some(lang) => Reader::in_language(store, lang),
                None => Reader::plain(store),
            };
            answer(&reader, &View { app, ask, version: (key, readings, resolved), behind })
        };
        self.pool.read(read).await
    }

    /// The models, opened the first time that they are needed.
    pub(crate) fn pipeline(&self) -> Result<Arc<Pipeline>, Problem> {
        if let Some(open) = self.pipeline.get() {
            return Ok(Arc::clone(open));
        }
        if !setup::missing(&self.options.models).is_empty() {
            return Err(Problem::no_models());
        }
        let pipeline = Pipeline::open(&self.options.models, self.options.threads).map_err(|e| Problem::record(&e.to_string()))?;
        Ok(Arc::clone(self.pipeline.get_or_init(|| Arc::new(pipeline))))
    }
}

/// What a page or list is made with: who asks, and of which state of the record.
pub(crate) struct View {
    pub(crate) app: App,
    pub(crate) ask: Ask,
    version: Version,
    behind: bool,
}

impl View {
    /// Names the answer: it changes with the record, the language and what the reader may do.
    pub(crate) fn etag(&self) -> String {
        let (key, readings, resolved) = self.version;
        let parts = format!("{}{key:?}{readings},{resolved},{:?},{}", self.app.start, self.ask.reading, self.ask.shape());
        format!("\"{:016x}\"", fnv(parts.as_bytes()))
    }

    /// True where the reader holds this very answer.
    pub(crate) fn is_held(&self) -> bool {
        let etag = self.etag();
        let held = self.ask.if_none_match.as_deref().unwrap_or_default();
        held.split(',').map(|tag| tag.trim().trim_start_matches("W/")).any(|tag| tag == etag || tag == "*")
    }

    /// True where something was read that is not in the record yet.
    pub(crate) fn is_behind(&self) -> bool {
        self.behind
    }

    /// What was worked out before from this state of the record, or is now: once, however many ask at a time. `key` says what, in which
    /// language.
    pub(crate) fn kept<T: Send + Sync + 'static>(
        &self,
        key: &str,
        make: impl FnOnce() -> Result<T, rapporteur_store::Error>,
    ) -> Result<Arc<T>, Problem> {
        let key = format!("{:?} {key}", self.ask.reading);
        let slot = {
            let mut kept = self.app.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= KEPT && !kept.contains_key(&key) {
                kept.clear();
            }
            Arc::clone(kept.entry(key).or_default())
        };
        let mut held = slot.lock().unwrap_or_else(PoisonError::into_inner);
        let known = held.as_ref().filter(|(version, _)| *version == self.version).map(|(_, value)| Arc::clone(value));
        if let Some(value) = known.and_then(|value| value.downcast::<T>().ok()) {
            return Ok(value);
        }
        let value = Arc::new(make()?);
        *held = Some((self.version, Arc::<T>::clone(&value)));
        Ok(value)
    }
}

/// FNV-1a of 64 bits: names a state, guards nothing.
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
