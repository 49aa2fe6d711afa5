//! A text with what its container says of it, as a line of JSON: so it is kept as a source and read again.

use serde::Serialize;

/// One report as fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub(crate) struct Fields {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    /// Words, perhaps with markup.
    pub(crate) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    /// As it is written there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lang: Option<String>,
}

impl Fields {
    /// The fields as one line of JSON.
    pub(crate) fn to_line(&self) -> String {
        serde_json::to_string(self).expect("fields of text are always JSON")
    }
}

/// The text, where it holds more than white space.
pub(crate) fn filled(text: impl Into<String>) -> Option<String> {
    Some(text.into()).filter(|text: &String| !text.trim().is_empty())
}
