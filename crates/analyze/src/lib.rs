//! Placeholder front page; the crate's owner writes it.

pub mod time;

pub mod english;
