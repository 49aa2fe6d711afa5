//! `furniture.toml` and `intake.toml`: words of pages around their articles, and names of columns.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::table::tables;

tables! {
    /// The committed words of pages.
    furniture: Furniture = "furniture.toml";
    /// The committed names of columns.
    intake: Intake = "intake.toml";
}

/// Words of pages around their articles.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Furniture {
    /// Lines that are no text, by kind.
    pub cue: Vec<CueWords>,
    /// Ends of lines that go on.
    pub joining: Joining,
    /// News agencies.
    pub agencies: Agencies,
    /// Words of datelines.
    pub dateline: Dateline,
    /// Words of publishers' names.
    pub publishers: Publishers,
    /// Words inside texts of pages.
    pub page: Page,
    /// Who publishes at a domain.
    pub domains: BTreeMap<String, String>,
}

/// Kind of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "they are what they are called")]
pub enum Cue {
    /// The article is over: readers speak.
    Comments,
    /// Links to other articles follow.
    Related,
    /// Lists of the site that follow an article.
    Tail,
    Share,
    Subscribe,
    Login,
    Tags,
    Rights,
    Counter,
    Advert,
    Cookies,
    Menu,
    Byline,
    /// Who made the picture.
    Credit,
    DateLabel,
    UpdatedLabel,
}

/// Words of one kind of furniture, by how much of the line they cover.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueWords {
    /// The kind.
    pub class: Cue,
    /// The whole line.
    #[serde(default)]
    pub whole: Vec<String>,
    /// Its beginning.
    #[serde(default)]
    pub start: Vec<String>,
    /// Any part.
    #[serde(default)]
    pub anywhere: Vec<String>,
}

/// Ends of lines that go on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Joining {
    pub open_end: Vec<String>,
}

/// News agencies.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Agencies {
    pub names: Vec<String>,
    pub marks: Vec<String>,
}

/// Words of datelines.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Dateline {
    pub no_place: Vec<String>,
}

/// Words of publishers' names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Publishers {
    pub houses: Vec<String>,
    pub press: Vec<String>,
    pub nobody: Vec<String>,
    pub writers: Vec<String>,
    pub sources: Vec<String>,
    pub small: Vec<String>,
    pub genres: Vec<String>,
    pub pictures: Vec<String>,
    pub imprint: Vec<String>,
}

/// Words inside texts of pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Page {
    pub units: Vec<String>,
    pub hyphened: Vec<String>,
}

/// Names of columns and of lists.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// Names of columns, by what they hold.
    pub names: BTreeMap<Column, Vec<String>>,
    /// Names of lists of reports inside an object.
    pub lists: Vec<String>,
}

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// The words of the report.
    Text,
    /// Its headline.
    Title,
    /// Its day of publication.
    Date,
    /// Who published it.
    Publisher,
    /// Its web address.
    Url,
    /// Its id.
    Id,
    /// Its language.
    Lang,
}
