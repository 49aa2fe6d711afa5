//! `titles.toml`, `posts-shown.toml`, `latin-shown.toml` and `review.toml`: how titles, posts and names are put for a reader.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::table::tables;

tables! {
    /// The committed lines of titles.
    event_titles: EventTitles = "titles.toml";
    /// The committed titles of posts in both languages.
    shown_posts: ShownPosts = "posts-shown.toml";
    /// The committed Latin letters of Cyrillic names.
    latin: Latin = "latin-shown.toml";
    /// The committed words of the review.
    review: Review = "review.toml";
}

/// Lines of titles.
#[derive(Debug, Clone, Deserialize)]
pub struct EventTitles {
    /// Nouns of events in Russian and English.
    pub phrases: Vec<[String; 2]>,
    /// By language.
    #[serde(flatten)]
    pub lines: BTreeMap<String, TitleLines>,
}

/// Lines of one language, each with places in braces.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each line is explained in its file")]
pub struct TitleLines {
    pub and: String,
    pub more: String,
    pub quote: [String; 2],
    pub ordinal: String,
    pub edition: String,
    pub session: Vec<String>,
    pub meeting: Vec<String>,
    pub visit: Vec<String>,
    pub adoption: Vec<String>,
    pub signing: Vec<String>,
    pub statement: Vec<String>,
    pub gathering: Vec<String>,
    pub appointment: Vec<String>,
    pub departure: Vec<String>,
    pub pointing: String,
    pub nouns: String,
    pub instruments: BTreeMap<String, String>,
}

/// Titles of posts, part by part, in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct ShownPosts {
    pub ranks: Vec<[String; 3]>,
    pub heads: Vec<[String; 3]>,
    pub houses: Vec<[String; 3]>,
    pub fields: Vec<Vec<String>>,
    pub before: Vec<[String; 2]>,
    pub whole: Vec<[String; 2]>,
}

/// Latin letters of Cyrillic names as people read them in English.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each list is explained in its file")]
pub struct Latin {
    pub letters: BTreeMap<char, String>,
    pub opening: BTreeMap<char, String>,
    pub hushed: BTreeMap<char, String>,
    pub endings: BTreeMap<String, String>,
}

/// Words of the review.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Titles that several people hold at a time.
    pub shared_posts: Vec<String>,
}
