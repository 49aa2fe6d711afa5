//! The page of a report: its text with what was read in it, or the source with what was cut.

use std::collections::BTreeMap;

use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use rapporteur_model::{BlockKind, Claim, Mention, Report, Role, Span, Value};
use rapporteur_views::{MentionFilter, MentionView, Reader};

use super::Layout;
use super::entry::Fact;
use super::line::{self, EventLine, Named};
use crate::app::App;
use crate::asked::Asked;
use crate::html::{MarkSpan, marked, whole};
use crate::lists::word;
use crate::problem::Problem;
use crate::request::Ask;
use crate::words::Words;

/// A claim beside its words.
struct Stated {
    number: usize,
    kind: String,
    modality: Option<String>,
    fields: Vec<(String, String)>,
    rule: String,
    sure: line::Sure,
    /// The paragraph that holds it.
    anchor: String,
}

/// A paragraph of the text.
struct Paragraph {
    tag: &'static str,
    anchor: String,
    html: String,
    /// Numbers of claims that stand in it.
    claims: Vec<usize>,
}

#[derive(Template)]
#[template(path = "report.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    id: String,
    heading: String,
    lang: String,
    facts: Vec<Fact>,
    issues: Vec<String>,
    paragraphs: Vec<Paragraph>,
    claims: Vec<Stated>,
    legend: Vec<(String, String)>,
    source: Option<String>,
    show_source: bool,
    versions: Vec<Named>,
    events: Vec<EventLine>,
}

/// Longer sources are shown up to here.
const SOURCE: usize = 400_000;
/// Longer texts are shown up to here, claims and all.
const TEXT: usize = 300_000;

/// Shows a report.
pub(super) async fn page(State(app): State<App>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(&["view"])?;
    let show_source = match asked.one("view").as_deref() {
        None | Some("text") => false,
        Some("source") => true,
        Some(other) => return Err(Problem::filter(format!("view cannot be {other:?}: expected text or source"))),
    };
    app.read(&ask, move |reader, view| {
        let w = view.ask.words;
        let Some(reading) = reader.reading(&id)? else { return Err(Problem::not_found("report with this id")) };
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let report = &reading.report;
        let found = rapporteur_views::mentions(reader, &MentionFilter { report: Some(id.clone()), ..MentionFilter::default() })?;
        let claims = stated(report, &reading.claims, &reading.mentions, w);
        let template = Page {
            heading: report.title.as_ref().map_or_else(|| report.path.clone(), |t| t.value.clone()),
            lang: crate::html::tag(report.lang.code()).to_owned(),
            facts: facts(report, w),
            issues: report.issues.iter().map(|i| i.message.clone()).collect(),
            paragraphs: if show_source { Vec::new() } else { paragraphs(reader, report, &found, &reading.claims, w)? },
            legend: legend(&found, w),
            source: if show_source { source_text(reader, report)? } else { None },
            show_source,
            versions: versions(reader, report, w)?,
            events: events(reader, &id, w)?,
            claims,
            l: Layout::of(view, "reports", report.title.as_ref().map_or("", |t| t.value.as_str())),
            w,
            id: id.clone(),
        };
        super::page(view, &template)
    })
    .await
}

fn facts(report: &Report, w: &Words) -> Vec<Fact> {
    let web = report.path.starts_with("http://") || report.path.starts_with("https://");
    let path = Named { name: report.path.clone(), href: web.then(|| report.path.clone()), note: String::new() };
    let mut facts = vec![
        Fact::text(w.publisher, report.publisher.as_ref().map(|p| p.value.clone()).unwrap_or_default()),
        Fact::text(w.published, w.date(report.published.as_ref().map(|p| p.value))),
        Fact::text(w.language, w.term("lang", report.lang.code())),
        Fact { name: w.path, values: vec![path] },
    ];
    facts.retain(|f| f.values.iter().any(|v| !v.name.is_empty()));
    facts
}

fn legend(found: &[MentionView], w: &Words) -> Vec<(String, String)> {
    let kinds: BTreeMap<String, String> = found.iter().map(|m| (m.kind.name().to_owned(), w.term("mention", m.kind.name()))).collect();
    kinds.into_iter().collect()
}

/// The blocks of the text with mentions marked; those that stand for an entry lead to it.
fn paragraphs(reader: &Reader<'_>, report: &Report, found: &[MentionView], claims: &[Claim], w: &Words) -> Result<Vec<Paragraph>, Problem> {
    let mut out = Vec::new();
    for (n, block) in report.blocks.iter().enumerate() {
        if block.span.start() > TEXT {
            break;
        }
        let inside = |start: usize, end: usize| start >= block.span.start() && end <= block.span.end();
        let mut marks = Vec::new();
        for m in found.iter().filter(|m| inside(m.start, m.end)) {
            let href = match &m.entity {
                Some(id) if reader.is_listed(id)? => Some(line::entry(id)),
                _ => None,
            };
            let kind = m.kind.name();
            marks.push(MarkSpan {
                start: m.start,
                end: m.end,
                class: kind.to_owned(),
                title: format!("{}: {}", w.term("mention", kind), m.name),
                href,
            });
        }
        let claims = claims.iter().enumerate().filter(|(_, c)| inside(c.trigger.start(), c.trigger.end()));
        let tag = match block.kind {
            BlockKind::Title => "h2",
            // No level is left out where the text begins without a title.
            BlockKind::Heading => {
                if out.iter().any(|p: &Paragraph| p.tag == "h2") {
                    "h3"
                } else {
                    "h2"
                }
            }
            BlockKind::Caption => "figcaption",
            BlockKind::ListItem => "li",
            BlockKind::Paragraph => "p",
        };
        out.push(Paragraph {
            tag,
            anchor: format!("b{n}"),
            html: marked(block.span.slice(&report.text), block.span.start(), marks),
            claims: claims.map(|(n, _)| n + 1).collect(),
        });
    }
    Ok(out)
}

fn stated(report: &Report, claims: &[Claim], mentions: &[Mention], w: &Words) -> Vec<Stated> {
    let block = |span: Span| report.blocks.iter().position(|b| b.span.start() <= span.start() && span.end() <= b.span.end());
    let one = |(n, c): (usize, &Claim)| {
        let mut fields: Vec<(String, Vec<String>)> = Vec::new();
        for f in &c.fields {
            let value = match &f.value {
                Value::Mention(m) => mentions.get(*m as usize).map(|m| m.name.clone()).unwrap_or_default(),
                Value::Text(code) if f.role == Role::Country => super::country_words(rapporteur_model::Country::new(code), w),
                Value::Text(text) => text.clone(),
                Value::Date(date) => w.date(Some(*date)),
                Value::Number(number) => number.to_string(),
            };
            let name = w.term("role", &word(&f.role));
            match fields.iter_mut().find(|(known, _)| *known == name) {
                Some((_, values)) if !values.contains(&value) => values.push(value),
                Some(_) => {}
                None => fields.push((name, vec![value])),
            }
        }
        let modality = word(&c.modality);
        Stated {
            number: n + 1,
            kind: w.term("kind", &word(&c.kind)),
            modality: (modality != "happened").then(|| w.term("modality", &modality)),
            fields: fields.into_iter().map(|(name, values)| (name, values.join("; "))).collect(),
            rule: c.rule.split('/').next().unwrap_or_default().to_owned(),
            sure: line::sure(c.confidence, w),
            anchor: block(c.trigger).map(|b| format!("#b{b}")).unwrap_or_default(),
        }
    };
    claims.iter().enumerate().take(400).map(one).collect()
}

/// The decoded source; what no byte of the clean text came from is struck through. None where the two cannot be laid together.
fn source_text(reader: &Reader<'_>, report: &Report) -> Result<Option<String>, Problem> {
    let Some(source) = reader.source(&report.id)? else { return Ok(None) };
    let Some(text) = rapporteur_pipeline::decoded(&source.bytes) else { return Ok(None) };
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for s in &report.alignment.segments {
        let (start, end) = (s.source as usize, (s.source + s.len) as usize);
        let clean = report.text.get(s.clean as usize..(s.clean + s.len) as usize);
        if clean.is_none() || text.get(start..end) != clean {
            return Ok(None);
        }
        kept.push((start, end));
    }
    kept.sort_unstable();
    let most = (0..=SOURCE.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    let (mut out, mut at) = (String::with_capacity(most * 2), 0);
    let cut = |from: usize, to: usize, out: &mut String| {
        let words = &text[from..to];
        let escaped = whole(words);
        if words.trim().is_empty() { out.push_str(&escaped) } else { out.push_str(&format!("<del>{escaped}</del>")) }
    };
    for (start, end) in kept.into_iter().filter(|(_, end)| *end <= most) {
        if start > at {
            cut(at, start, &mut out);
        }
        if end > at {
            out.push_str(&whole(&text[start.max(at)..end]));
            at = end;
        }
    }
    cut(at, most, &mut out);
    Ok(Some(out))
}

fn versions(reader: &Reader<'_>, report: &Report, w: &Words) -> Result<Vec<Named>, Problem> {
    let mut all = Vec::new();
    for id in reader.reports_at(&report.path, 20)?.into_iter().filter(|id| *id != report.id) {
        if let Some(r) = rapporteur_views::report(reader, &id)? {
            all.push(Named { name: r.title.unwrap_or(r.path), href: Some(line::report(&id)), note: w.date(r.published) });
        }
    }
    Ok(all)
}

fn events(reader: &Reader<'_>, id: &str, w: &Words) -> Result<Vec<EventLine>, Problem> {
    let filter = rapporteur_views::EventFilter { report: Some(id.to_owned()), limit: Some(60), ..Default::default() };
    rapporteur_views::events(reader, &filter)?.iter().map(|e| line::line(reader, e, w)).collect()
}

/// The source as it came, to be saved: never shown as a page of this server.
pub(super) async fn source(State(app): State<App>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    app.read(&ask, move |reader, _| {
        let source = reader.source(&id)?.ok_or_else(|| Problem::not_found("source of a report with this id"))?;
        let mut response = Response::new(Body::from(source.bytes));
        let saved = HeaderValue::from_static("attachment; filename=\"source.bin\"");
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
        response.headers_mut().insert(header::CONTENT_DISPOSITION, saved);
        Ok(response)
    })
    .await
}
