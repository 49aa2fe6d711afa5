//! Reads the record that is expected of a sample report: `NAME.toml` beside `NAME.txt`. Names are in the nominative.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::item::Item;

/// An expectation file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    published: Option<String>,
    publisher: Option<String>,
    lang: Option<String>,
    title: Option<String>,
    #[serde(default)]
    post: Vec<Post>,
    #[serde(default)]
    event: Vec<Event>,
    #[serde(default)]
    commitment: Vec<Commitment>,
    #[serde(default)]
    structure: Vec<Structure>,
    #[serde(default)]
    deal: Vec<Deal>,
    #[serde(default)]
    ownership: Vec<Ownership>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Post {
    person: String,
    title: Option<String>,
    organisation: Option<String>,
    country: Option<String>,
    phase: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    kind: String,
    status: Option<String>,
    date: Option<String>,
    place: Option<String>,
    body: Option<String>,
    name: Option<String>,
    ordinal: Option<u32>,
    #[serde(default)]
    participants: Vec<String>,
    #[serde(default)]
    instruments: Vec<String>,
    /// Free words, not all listed: not scored.
    #[serde(default)]
    #[serde(rename = "topics")]
    _topics: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Commitment {
    kind: Option<String>,
    act: Option<String>,
    due: Option<String>,
    #[serde(default)]
    actors: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Structure {
    organisation: String,
    relation: String,
    other: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Deal {
    kind: Option<String>,
    #[serde(default)]
    parties: Vec<String>,
    subject: Option<String>,
    #[serde(rename = "date")]
    _date: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ownership {
    owner: String,
    property: String,
}

/// Reads an expectation file.
///
/// # Errors
/// The file cannot be read, or has a field that is not known.
pub fn read(path: &Path) -> Result<Expected> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| path.display().to_string())
}

impl Expected {
    /// The expected items.
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        let mut out = Vec::new();
        let mut report = Item::new("report");
        report.some("published", &self.published).some("publisher", &self.publisher).some("lang", &self.lang).some("title", &self.title);
        out.push(report);
        for post in &self.post {
            let mut item = Item::new("post");
            item.one("person", &post.person)
                .some("title", &post.title)
                .some("organisation", &post.organisation)
                .some("country", &post.country);
            item.some("phase", &post.phase);
            out.push(item);
        }
        for event in &self.event {
            let mut item = Item::new(&event.kind);
            item.some("status", &event.status)
                .some("date", &event.date)
                .some("place", &event.place)
                .some("body", &event.body)
                .some("name", &event.name);
            item.some("ordinal", &event.ordinal.map(|n| n.to_string()))
                .all("participants", &event.participants)
                .all("instruments", &event.instruments);
            out.push(item);
        }
        for commitment in &self.commitment {
            let mut item = Item::new("commitment");
            item.some("kind", &commitment.kind).some("act", &commitment.act).some("due", &commitment.due).all("actors", &commitment.actors);
            out.push(item);
        }
        for s in &self.structure {
            let mut item = Item::new("structure");
            item.one("relation", &s.relation).one("organisation", &s.organisation).one("other", &s.other);
            out.push(item);
        }
        for deal in &self.deal {
            let mut item = Item::new("deal");
            item.some("kind", &deal.kind).all("parties", &deal.parties).some("subject", &deal.subject);
            out.push(item);
        }
        for own in &self.ownership {
            let mut item = Item::new("ownership");
            item.one("owner", &own.owner).one("property", &own.property);
            out.push(item);
        }
        out
    }
}
