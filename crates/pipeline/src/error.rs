//! What stops a run as a whole, each message saying what to do. What is wrong with one input is an issue, not an error.

/// A run that cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The models are missing or broken.
    #[error("the models cannot be used ({0}): run `rapporteur setup`")]
    Models(#[from] rapporteur_analyze::Error),
    /// The record cannot be read or written.
    #[error(transparent)]
    Store(#[from] rapporteur_store::Error),
    /// Threads cannot be started.
    #[error("threads cannot be started ({0}): try --threads 1")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// Resolution failed; what was read is kept.
    #[error("the record could not be made from what was read ({0}): what was read is kept; please report this with the input")]
    Resolve(String),
    /// Lines cannot be read or written.
    #[error("lines cannot be read or written ({0})")]
    Lines(#[from] std::io::Error),
}

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
