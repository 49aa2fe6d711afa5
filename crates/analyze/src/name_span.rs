//! What a network of names finds, in either language.

use std::ops::Range;

use rapporteur_model::{MentionKind, Span};

/// A name as a network marked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameSpan {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Person, place or organisation.
    pub kind: MentionKind,
}
