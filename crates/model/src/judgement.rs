//! An analyst's decision, anchored to quoted text so that it outlives every re-reading. Applies nothing itself.

use serde::{Deserialize, Serialize};

use crate::{ReportId, Span};

/// What an analyst decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The two anchors speak of one thing.
    Same,
    /// The two anchors speak of different things.
    Different,
    /// What the anchor says is right.
    Confirm,
    /// What the anchor says is not so.
    Reject,
    /// The anchor's field has another value.
    Correct,
}

/// A place in a report by position and quote (W3C Web Annotation selectors).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// Which report.
    pub report: ReportId,
    /// Where in its clean text.
    pub span: Span,
    /// The words there.
    pub quote: String,
}

/// One decision. A later one on the same anchors takes the place of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Judgement {
    /// What was decided.
    pub verdict: Verdict,
    /// About what.
    pub anchor: Anchor,
    /// The other one, for same and different.
    pub other: Option<Anchor>,
    /// Field and new value, for correct.
    pub correction: Option<(String, String)>,
    /// Who decided.
    pub who: String,
    /// When, RFC 3339.
    pub when: String,
    /// Why, in the analyst's words.
    pub why: String,
}
