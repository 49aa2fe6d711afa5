//! Rows of what was read: reports, mentions, claims. Each file writes and reads one of them and nothing else.

pub(crate) mod claim;
pub(crate) mod mention;
pub(crate) mod packed;
pub(crate) mod report;
