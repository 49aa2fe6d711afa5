//! Placeholder front page; the crate's owner writes it.
