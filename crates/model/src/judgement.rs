//! An analyst's decision, anchored to quoted text so that it outlives every re-reading. Applies nothing itself.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Country, Edtf, EntityId, Report, ReportId, Span};

/// What an analyst decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The two anchors speak of one thing.
    Same,
    /// The two anchors speak of different things.
    Different,
    /// What the anchor says is none of the things that it was put together with.
    Split,
    /// What the anchor says is right.
    Confirm,
    /// What the anchor says is not so.
    Reject,
    /// The anchor's field has another value.
    Correct,
    /// Another judgement is in force no more.
    Undo,
}

/// How many characters before and after the quote are kept to find it again.
const CONTEXT: usize = 32;

/// A place in a report by position and quote (W3C Web Annotation selectors).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// Which report.
    pub report: ReportId,
    /// Where in its clean text.
    pub span: Span,
    /// The words there.
    pub quote: String,
    /// The words before it.
    #[serde(default)]
    pub prefix: String,
    /// The words behind it.
    #[serde(default)]
    pub suffix: String,
}

impl Anchor {
    /// The words at `span` of a report, with what stands around them.
    #[must_use]
    pub fn at(report: &Report, span: Span) -> Self {
        let text = &report.text;
        let before: Vec<char> = text[..span.start()].chars().rev().take(CONTEXT).collect();
        Self {
            report: report.id.clone(),
            span,
            quote: span.slice(text).to_owned(),
            prefix: before.into_iter().rev().collect(),
            suffix: text[span.end()..].chars().take(CONTEXT).collect(),
        }
    }

    /// Where the anchor's words stand in a text: at their position, else where most of what stood around them still does, of equally
    /// good places the nearest; `None` where they are gone.
    #[must_use]
    pub fn locate(&self, text: &str) -> Option<Span> {
        if self.quote.is_empty() {
            return None;
        }
        let there = text.get(self.span.start()..self.span.end()) == Some(self.quote.as_str());
        let context = |at: usize| {
            let before = text[..at].chars().rev().zip(self.prefix.chars().rev()).take_while(|(a, b)| a == b).count();
            let after = text[at + self.quote.len()..].chars().zip(self.suffix.chars()).take_while(|(a, b)| a == b).count();
            before + after
        };
        if there && (self.prefix.is_empty() && self.suffix.is_empty() || context(self.span.start()) > 0) {
            return Some(self.span);
        }
        let starts = text.match_indices(self.quote.as_str()).map(|(at, _)| at);
        let best = starts.min_by_key(|&at| (std::cmp::Reverse(context(at)), at.abs_diff(self.span.start())))?;
        Some(Span::new(best, best + self.quote.len()))
    }
}

/// One decision. A later one on the same anchors takes the place of an earlier one, and one that is undone is in force no more; none
/// is ever deleted.
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
    /// For undo: the id of the judgement that is undone.
    #[serde(default)]
    pub undoes: Option<String>,
    /// Ids that the entries judged had at the time. Nothing is decided by them: they lead those on who kept them.
    #[serde(default)]
    pub entries: Vec<EntityId>,
    /// Who decided.
    pub who: String,
    /// When, RFC 3339.
    pub when: String,
    /// Why, in the analyst's words.
    pub why: String,
}

impl Judgement {
    /// The id of this decision: an address of its content, the same in every record that holds it.
    #[must_use]
    pub fn id(&self) -> String {
        let place = |a: &Anchor| format!("{}\0{}\0{}\0{}", a.report, a.span.start(), a.span.end(), a.quote);
        let correction = self.correction.as_ref().map(|(field, value)| format!("{field}={value}")).unwrap_or_default();
        let parts = [
            format!("{:?}", self.verdict),
            place(&self.anchor),
            self.other.as_ref().map(place).unwrap_or_default(),
            correction,
            self.undoes.clone().unwrap_or_default(),
            self.who.clone(),
            self.when.clone(),
            self.why.clone(),
        ];
        format!("j-{:016x}", fnv(parts.join("\u{1}").as_bytes()))
    }
}

/// Words of a report and where they stood when they were judged.
pub type JudgedWords = (ReportId, Span, String);

impl Judgement {
    /// What this decision is about: a later one with an equal subject takes its place.
    #[must_use]
    pub fn subject(&self) -> (Vec<JudgedWords>, Option<String>) {
        let words = |a: &Anchor| (a.report.clone(), a.span, a.quote.clone());
        let mut anchors: Vec<JudgedWords> = std::iter::once(&self.anchor).chain(&self.other).map(words).collect();
        anchors.sort();
        (anchors, self.correction.as_ref().map(|(field, _)| field.clone()))
    }

    /// The decisions that no other in force undoes, the latest first; undoing ones are left out.
    #[must_use]
    pub fn in_force(all: &[Self]) -> Vec<&Self> {
        let mut latest: Vec<&Self> = all.iter().collect();
        latest.sort_by_cached_key(|j| std::cmp::Reverse((j.when.parse::<jiff::Timestamp>().ok(), (*j).clone())));
        let mut undone: BTreeSet<&str> = BTreeSet::new();
        let mut kept = Vec::new();
        for judgement in latest {
            if undone.contains(judgement.id().as_str()) {
                continue;
            }
            undone.extend(judgement.undoes.as_deref());
            if judgement.verdict != Verdict::Undo {
                kept.push(judgement);
            }
        }
        kept
    }
}

/// Fields of an entity that can be corrected.
pub const ENTITY_FIELDS: &[&str] = &["name", "country", "kind", "listed"];

/// Fields of an event that can be corrected.
pub const EVENT_FIELDS: &[&str] = &["date", "place", "ordinal", "title", "status", "kind"];

/// Why a field cannot take this value, as a clause for a person; `None` where it can.
#[must_use]
pub fn impossible(field: &str, value: &str) -> Option<String> {
    let one_of = |words: &[&str]| (!words.contains(&value)).then(|| format!("{value:?} is none of {}", words.join(", ")));
    match field {
        "date" => match value.parse::<Edtf>() {
            Ok(date) if date.reach() == (None, None) => Some("a date needs a year".to_owned()),
            Ok(_) => None,
            Err(_) => Some(format!("{value:?} is no date: write 2024-10-08, 2024-10, 2024-10-05/2024-10-08 or [..2024-10-08]")),
        },
        "ordinal" => value.parse::<u32>().is_err().then(|| format!("{value:?} is no number")),
        "country" => Country::new(value).is_none().then(|| format!("{value:?} is no country: two letters, as BY, CN, RU")),
        "status" => one_of(&["held", "planned", "cancelled", "denied", "disputed"]),
        "listed" => one_of(&["true", "false"]),
        "phase" => one_of(&["current", "former", "acting", "incoming"]),
        "kind" => one_of(&[
            "person",
            "organisation",
            "body",
            "place",
            "product",
            "session",
            "meeting",
            "visit",
            "signing",
            "statement",
            "gathering",
            "appointment",
            "departure",
        ]),
        "name" | "title" | "place" => value.trim().is_empty().then(|| "the value is empty".to_owned()),
        _ => Some(format!("nothing has a field {field:?} that can be corrected")),
    }
}

/// FNV-1a of 64 bits, <http://www.isthe.com/chongo/tech/comp/fnv/>: for names of what is kept apart otherwise, not against forgery.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::Anchor;
    use crate::{Report, Span};

    fn anchor(text: &str, words: &str, nth: usize) -> Anchor {
        let start = text.match_indices(words).nth(nth).expect(words).0;
        Anchor::at(&Report::as_is("a", text), Span::new(start, start + words.len()))
    }

    #[test]
    fn words_are_found_again_by_what_stood_around_them() {
        let text = "Прибыл Иванов. Потом встретил Иванов посла.";
        let second = anchor(text, "Иванов", 1);
        assert_eq!(second.locate(text), Some(second.span));
        let moved = "Новое начало. Иванов прибыл. Потом встретил Иванов посла.";
        let found = second.locate(moved).expect("the words are there");
        assert_eq!(Some(found.start()), moved.match_indices("Иванов").nth(1).map(|(at, _)| at));
        assert_eq!(second.locate("Ничего"), None);
        assert_eq!(anchor("a", "a", 0).locate("я"), None);
    }
}
