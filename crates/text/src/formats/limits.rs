//! How much is read of one file: against bombs, loops and mistakes.

/// Limits of one file with all that it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Longest part in bytes; of a longer one nothing is read.
    pub bytes: usize,
    /// Files within files.
    pub depth: usize,
    /// Parts of one file.
    pub parts: usize,
    /// Bytes that a small file may unpack to.
    pub least: u64,
    /// How many times its own size a larger file may unpack to.
    pub times: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 << 20, depth: 6, parts: 5_000_000, least: 1 << 30, times: 100 }
    }
}

impl Limits {
    /// Bytes that a file of `size` bytes may unpack to.
    #[must_use]
    pub fn unpacked(&self, size: u64) -> u64 {
        self.least.max(size.saturating_mul(self.times))
    }
}
