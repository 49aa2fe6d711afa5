//! An event as a line of a list, and links as every page shows them.

use rapporteur_model::{Edtf, EventKind, Status};
use rapporteur_views::{EventView, LinkView, ParticipantView, Reader};

use super::place_words;
use crate::lists::word;
use crate::problem::Problem;
use crate::words::Words;

/// A name that leads somewhere, where a dossier is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) href: Option<String>,
    /// What stands behind the name: role, post, organisation.
    pub(crate) note: String,
}

/// A name with its address.
pub(crate) fn named(reader: &Reader<'_>, link: &LinkView) -> Result<Named, Problem> {
    let listed = match &link.id {
        Some(id) => reader.is_listed(id)?,
        None => false,
    };
    let href = link.id.as_ref().filter(|_| listed).map(|id| entry(id));
    Ok(Named { name: link.name.clone(), href, note: String::new() })
}

/// The address of an entry.
pub(crate) fn entry(id: &str) -> String {
    format!("/entry/{}", crate::asked::encode(id))
}

/// The address of a report.
pub(crate) fn report(id: &str) -> String {
    format!("/reports/{}", crate::asked::encode(id))
}

/// An event as a line.
pub(crate) struct EventLine {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) kind_word: String,
    pub(crate) title: String,
    pub(crate) date: String,
    /// `YYYY-MM`, for the heading above it.
    pub(crate) month: String,
    /// Where it did not simply take place.
    pub(crate) status: Option<(String, String)>,
    pub(crate) place: String,
    pub(crate) who: Vec<Named>,
    /// Those that are not shown in the line.
    pub(crate) more: usize,
    pub(crate) papers: Vec<Named>,
    pub(crate) said: Option<String>,
    pub(crate) reports: String,
    pub(crate) witnesses: String,
    pub(crate) differ: Vec<String>,
    pub(crate) sure: Sure,
    /// The address of this list with the words of this event shown; empty where a list shows none.
    pub(crate) opener: String,
    /// The words of its reports, where it is open.
    pub(crate) open: Option<super::words_of::Words>,
}

/// The month that an event is told under; its year, where no month is told.
fn month_of(e: &EventView) -> String {
    let day = e.sort_date.as_deref().unwrap_or_default();
    let only_year = e.date.is_some_and(|d| [d.first(), d.last()].into_iter().flatten().all(|part| part.month().is_none_or(|m| m > 12)));
    day.get(..if only_year { 4 } else { 7 }).unwrap_or_default().to_owned()
}

/// How sure a reading is, for the eye: sign and word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sure {
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) word: &'static str,
}

pub(crate) fn sure(confidence: f32, w: &Words) -> Sure {
    match confidence {
        c if c >= 0.85 => Sure { class: "sure", sign: "●", word: w.sure },
        c if c >= 0.6 => Sure { class: "likely", sign: "◐", word: w.likely },
        _ => Sure { class: "unsure", sign: "○", word: w.unsure },
    }
}

/// Names of a line.
const SHOWN: usize = 6;

/// An event as a line of a list.
pub(crate) fn line(reader: &Reader<'_>, e: &EventView, w: &Words) -> Result<EventLine, Problem> {
    let mut who = Vec::new();
    for p in e.participants.iter().take(SHOWN) {
        let note = note(p, e.kind, w);
        who.push(Named { note, ..named(reader, &p.entity)? });
    }
    let mut papers = Vec::new();
    for i in &e.instruments {
        let by = i.signatories.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ");
        let note = if by.is_empty() { String::new() } else { format!("{} {by}", w.signed_by) };
        papers.push(Named { name: i.title.clone(), href: Some(entry(&i.id)), note });
    }
    let status = (e.status != Status::Held).then(|| (word(&e.status), w.term("status", &word(&e.status))));
    let kind = word(&e.kind);
    let words = e.details.iter().find(|d| d.role == "words" && !e.title.contains(&d.text)).map(|d| crate::svg::short(&d.text, 300));
    Ok(EventLine {
        kind_word: w.term("kind", &kind),
        title: e.title.clone(),
        date: w.date(e.date),
        month: month_of(e),
        status,
        place: e.place.as_ref().map(|p| place_words(&p.name, p.country, w)).unwrap_or_default(),
        who,
        more: e.participants.len().saturating_sub(SHOWN),
        papers,
        said: words.filter(|_| e.kind == EventKind::Statement),
        reports: w.count(&w.report_word, e.reports_count as u64),
        witnesses: w.count(&w.witness_word, u64::from(e.witnesses)),
        differ: e.disagreements.iter().map(|d| w.term("role", &d.role)).collect(),
        sure: sure(e.confidence, w),
        opener: String::new(),
        open: None,
        id: e.id.clone(),
        kind,
    })
}

/// "co-chair, Minister, Ministry of Industry".
pub(crate) fn note(p: &ParticipantView, kind: EventKind, w: &Words) -> String {
    let plain = p.role == "participant" || (kind == EventKind::Statement && p.role == "speaker");
    let role = if plain { None } else { Some(w.term("role", &p.role)) };
    let house = p.organisation.as_ref().map(|o| o.name.clone());
    [role, p.post.clone(), house].into_iter().flatten().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A month in words.
pub(crate) fn month(month: &str, w: &Words) -> String {
    let words = month.parse::<Edtf>().ok().map(|d| w.date(Some(d))).filter(|d| !d.is_empty());
    let words = words.unwrap_or_else(|| w.undated.to_owned());
    let mut letters = words.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Lines under headings of months, in their order.
pub(crate) fn by_month(lines: Vec<EventLine>, w: &Words) -> Vec<(String, Vec<EventLine>)> {
    let mut groups: Vec<(String, Vec<EventLine>)> = Vec::new();
    for one in lines {
        let heading = month(&one.month, w);
        match groups.last_mut() {
            Some((last, group)) if *last == heading => group.push(one),
            _ => groups.push((heading, vec![one])),
        }
    }
    groups
}
