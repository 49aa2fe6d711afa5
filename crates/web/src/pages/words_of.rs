//! The words that an entry stands on, marked, by report: a part of its page, and by itself for a line that is opened.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rapporteur_views::{Passage, Reader};

use crate::app::App;
use crate::html::{MarkSpan, marked};
use crate::problem::Problem;
use crate::request::Ask;
use crate::words::Words as Phrases;

/// The words of one report.
pub(crate) struct Told {
    pub(crate) report: String,
    pub(crate) title: String,
    pub(crate) source: String,
    /// The language of the report.
    pub(crate) lang: String,
    /// Passages: their words marked, and the rules that read them.
    pub(crate) passages: Vec<(String, String)>,
}

/// The words of all reports.
pub(crate) struct Words {
    pub(crate) told: Vec<Told>,
    /// How many reports' words are not shown here, in words.
    pub(crate) more: String,
}

/// Reports whose words are shown at once.
const SHOWN: usize = 20;

/// The words that an entry stands on.
pub(crate) fn of(reader: &Reader<'_>, id: &str, w: &Phrases) -> Result<Option<Words>, Problem> {
    Ok(rapporteur_views::why(reader, id)?.map(|why| told(&why, w)))
}

fn told(why: &rapporteur_views::Why, w: &Phrases) -> Words {
    let mut told: Vec<Told> = Vec::new();
    for p in &why.passages {
        if told.last().is_none_or(|last| last.report != p.report) {
            let parts = [p.publisher.clone(), Some(w.date(p.published)).filter(|d| !d.is_empty())];
            let source = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
            told.push(Told {
                report: p.report.clone(),
                title: p.title.clone().unwrap_or_else(|| p.path.clone()),
                source,
                lang: crate::html::tag(&p.lang).to_owned(),
                passages: Vec::new(),
            });
        }
        if let Some(last) = told.last_mut() {
            last.passages.push((passage(p, w), rules(p)));
        }
    }
    let left = told.len().saturating_sub(SHOWN);
    told.truncate(SHOWN);
    let more = if left > 0 { w.count(&w.report_word, left as u64) } else { String::new() };
    Words { told, more }
}

/// A passage with its words marked, each with what it is evidence of.
pub(crate) fn passage(p: &Passage, w: &Phrases) -> String {
    let span = |m: &rapporteur_views::Mark| MarkSpan {
        start: m.start,
        end: m.end,
        class: "said".to_owned(),
        title: field(&m.field, w),
        href: None,
    };
    let text = marked(&p.text, p.start, p.marks.iter().map(span).collect());
    format!("{}{text}{}", if p.cut_start { "… " } else { "" }, if p.cut_end { " …" } else { "" })
}

/// The name of a field of the record: "participants", "post: председатель".
pub(crate) fn field(field: &str, w: &Phrases) -> String {
    let (name, rest) = field.split_once(": ").map_or((field, ""), |(name, rest)| (name, rest));
    let known = w.term("role", name);
    let singular = name.strip_suffix('s').map(|one| w.term("role", one));
    let words = match singular {
        Some(one) if known == name.replace('_', " ") => one,
        _ => known,
    };
    if rest.is_empty() { words } else { format!("{words}: {rest}") }
}

fn rules(p: &Passage) -> String {
    let mut all: Vec<&str> = p.marks.iter().flat_map(|m| &m.rules).map(|r| r.split('/').next().unwrap_or(r)).collect();
    all.sort_unstable();
    all.dedup();
    all.join(", ")
}

#[derive(Template)]
#[template(path = "words.html")]
struct Fragment {
    w: &'static Phrases,
    words: Words,
}

#[derive(Template)]
#[template(path = "why.html")]
struct Page {
    l: super::Layout,
    w: &'static Phrases,
    id: String,
    heading: String,
    words: Words,
}

/// The words that an entry stands on, as a page of their own.
pub(super) async fn page(State(app): State<App>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    app.read(&ask, move |reader, view| {
        if super::is_private(reader, &id)? {
            return Err(Problem::not_found("entry with this id"));
        }
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let w = view.ask.words;
        let why = rapporteur_views::why(reader, &id)?.ok_or_else(|| Problem::not_found("entry with this id"))?;
        let (heading, words) = (why.title.clone(), told(&why, w));
        super::page(view, &Page { l: super::Layout::of(view, "", heading.clone()), w, id, heading, words })
    })
    .await
}

/// The words alone, to be put into a page that is open.
pub(super) async fn fragment(State(app): State<App>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    app.read(&ask, move |reader, view| {
        if super::is_private(reader, &id)? {
            return Err(Problem::not_found("entry with this id"));
        }
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let words = of(reader, &id, view.ask.words)?.ok_or_else(|| Problem::not_found("entry with this id"))?;
        super::page(view, &Fragment { w: view.ask.words, words })
    })
    .await
}
