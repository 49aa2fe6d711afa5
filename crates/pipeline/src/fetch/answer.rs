//! What a server answered.

/// By what a server can tell whether a page has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub modified: Option<String>,
}

/// A page as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it was in the end, behind all redirects.
    pub address: String,
    /// The body, unpacked.
    pub bytes: Vec<u8>,
    /// The charset that the server states.
    pub charset: Option<String>,
    /// For the next request.
    pub validators: Validators,
}

/// An answer that is no failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A page.
    Page(Page),
    /// It is what it was.
    Unchanged,
}
