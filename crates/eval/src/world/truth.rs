//! The lines of `truth.jsonl`, written by the generator and read by the scorer.

use serde::{Deserialize, Serialize};

/// A line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Line {
    /// A mention.
    Mention(MentionLine),
    /// An event.
    Event(EventLine),
    /// The sessions of a body.
    Series(SeriesLine),
}

/// A mention in a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MentionLine {
    /// Id of the report.
    pub report: String,
    /// person, organisation, body, place.
    pub kind: String,
    /// Its words.
    pub text: String,
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it stands for.
    pub truth: String,
    /// Nothing in the report's name of it says which of several it is (a commission without its sides).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bare: bool,
}

/// An event and the reports that tell of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventLine {
    /// Id.
    pub event: String,
    /// session, meeting, signing, visit, appointment.
    pub kind: String,
    /// Day.
    pub day: String,
    /// held or cancelled.
    pub status: String,
    /// Id of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Number of the session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u32>,
    /// Ids of the reports.
    pub reports: Vec<String>,
}

/// The numbered sessions of a body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SeriesLine {
    /// Id of the body.
    pub series: String,
    /// Numbers that reports tell of.
    pub told: Vec<u32>,
    /// Numbers between them of which no report tells.
    pub missing: Vec<u32>,
}
