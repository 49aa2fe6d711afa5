//! The words that an entry stands on, in their sentences. Judges none of them.

use std::collections::BTreeSet;

use crate::{JudgementView, Reader};
use rapporteur_model::{Claim, Edtf, EntityKind, Evidence, JoinReason, Report, Span};
use rapporteur_store::Result;
use serde::Serialize;

/// A sentence is quoted up to this many bytes before the first and after the last marked words.
const CONTEXT: usize = 400;

/// Words of a passage that are evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mark {
    /// First byte in the report's clean text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What the words are evidence of ("date", "post: председатель").
    pub field: String,
    /// The words.
    pub quote: String,
    /// Rules that read these words, with their versions.
    pub rules: Vec<String>,
}

/// A sentence with words that are evidence, or several when the words reach over them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Passage {
    /// Id of the report.
    pub report: String,
    /// Its path.
    pub path: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Its language.
    pub lang: String,
    /// When it was published.
    pub published: Option<Edtf>,
    /// First byte of the passage in the clean text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// True where the sentence begins before the passage.
    pub cut_start: bool,
    /// True where the sentence goes on after the passage.
    pub cut_end: bool,
    /// The passage.
    pub text: String,
    /// The words, by place; they may lie in one another.
    pub marks: Vec<Mark>,
}

/// Two names of one entry, the words of both, and what speaks for one thing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Joining {
    /// A name.
    pub name: String,
    /// The name beside which it stands.
    pub to: String,
    /// What speaks for it, as a code.
    pub reason: JoinReason,
    /// The same in the reader's language.
    pub because: String,
    /// Where a report has the one, then where one has the other.
    pub passages: Vec<Passage>,
}

/// An entry and all that it stands on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// Id.
    pub id: String,
    /// "event", "instrument", "commitment", or the kind of an entity.
    pub kind: String,
    /// Title or name.
    pub title: String,
    /// Of an entity with several names: why each stands beside another.
    pub joinings: Vec<Joining>,
    /// By report (earliest published first), then by place in the text.
    pub passages: Vec<Passage>,
    /// Judgements on it, oldest first.
    pub judgements: Vec<JudgementView>,
}

impl Why {
    /// The passage with most to say: that with the most fields, of equal ones the first.
    #[must_use]
    pub fn best(&self) -> Option<&Passage> {
        let fields = |p: &Passage| p.marks.iter().map(|m| m.field.as_str()).collect::<BTreeSet<_>>().len();
        self.passages.iter().rev().max_by_key(|p| fields(p))
    }
}

/// What the entry with this id stands on; `None` when there is none in the record.
///
/// # Errors
/// When the record cannot be read.
pub fn why(store: &Reader<'_>, id: &str) -> Result<Option<Why>> {
    let Some((kind, title, evidence)) = evidence_of(store, id)? else { return Ok(None) };
    let mut told: Vec<Told> = Vec::new();
    for (field, e) in evidence {
        if !told.iter().any(|t| t.report.id == e.report) {
            let Some(report) = store.report(&e.report)? else { continue };
            told.push(Told { claims: store.claims_of(&report.id)?, report, spans: Vec::new() });
        }
        let Some(one) = told.iter_mut().find(|t| t.report.id == e.report) else { continue };
        if !one.spans.contains(&(e.span, field.clone())) {
            one.spans.push((e.span, field));
        }
    }
    told.sort_by(|a, b| order(&a.report).cmp(&order(&b.report)));
    let passages = told.iter_mut().flat_map(Told::passages).collect();
    let judgements = crate::judgements::of_entry(store, id)?;
    let joinings = joinings(store, id)?;
    Ok(Some(Why { id: id.to_owned(), kind, title, joinings, passages, judgements }))
}

/// Why the names of an entity stand in one entry.
fn joinings(store: &Reader<'_>, id: &str) -> Result<Vec<Joining>> {
    let mut found: Vec<Joining> = Vec::new();
    for name in store.names(id)? {
        let Some(joined) = name.joined.as_ref().filter(|_| found.len() < crate::MOST_INSIDE) else { continue };
        if found.iter().any(|j| j.name == name.text) {
            continue;
        }
        let both = [&name.text, &joined.to];
        let passages = both.into_iter().map(|words| named(store, id, words)).collect::<Result<Vec<_>>>()?;
        found.push(Joining {
            name: name.text.clone(),
            to: joined.to.clone(),
            reason: joined.by,
            because: crate::words::because(joined.by, store.lang().unwrap_or("en")),
            passages: passages.into_iter().flatten().collect(),
        });
    }
    Ok(found)
}

/// The first place where a report calls the entity so.
fn named(store: &Reader<'_>, id: &str, name: &str) -> Result<Option<Passage>> {
    let Some((report, span)) = store.called(id, name)? else { return Ok(None) };
    let Some(report) = store.report(&report)? else { return Ok(None) };
    let mut told = Told { claims: Vec::new(), report, spans: vec![(span, "name".to_owned())] };
    Ok(told.passages().into_iter().next())
}

/// What one report says of the entry.
struct Told {
    report: Report,
    claims: Vec<Claim>,
    spans: Vec<(Span, String)>,
}

impl Told {
    /// Sentences with their marks, in the order of the text.
    fn passages(&mut self) -> Vec<Passage> {
        self.spans.sort();
        let mut passages: Vec<Passage> = Vec::new();
        for (span, field) in &self.spans {
            let mark = Mark {
                start: span.start(),
                end: span.end(),
                field: field.clone(),
                quote: span.slice(&self.report.text).to_owned(),
                rules: rules(&self.claims, *span),
            };
            let around = self.report.sentence(*span);
            match passages.last_mut() {
                Some(last) if around.start() < last.end => {
                    last.end = last.end.max(around.end());
                    last.marks.push(mark);
                }
                _ => passages.push(passage(&self.report, around, mark)),
            }
        }
        passages.iter_mut().for_each(|p| clip(p, &self.report.text));
        passages
    }
}

type Grounds = (String, String, Vec<(String, Evidence)>);

fn evidence_of(store: &Reader<'_>, id: &str) -> Result<Option<Grounds>> {
    let plain = |evidence: Vec<Evidence>| evidence.into_iter().map(|e| (e.field.clone(), e)).collect::<Vec<_>>();
    if let Some(entity) = store.entity(id)? {
        let mut all = plain(entity.evidence);
        for post in entity.posts {
            all.extend(post.evidence.into_iter().map(|e| (format!("post: {}", post.title), e)));
        }
        for (word, relations) in [("part of", entity.part_of), ("produces", entity.produces)] {
            for relation in relations {
                all.extend(relation.evidence.into_iter().map(|e| (format!("{word}: {}", relation.to.name), e)));
            }
        }
        let name = store.name(&entity.name, &entity.names);
        return Ok(Some((kind_word(entity.kind).to_owned(), name, all)));
    }
    if let Some(event) = store.event(id)? {
        let title = store.event_title(&event)?;
        return Ok(Some(("event".to_owned(), title, plain(event.evidence))));
    }
    if let Some(instrument) = store.instrument(id)? {
        let title = store.instrument_title(&instrument);
        return Ok(Some(("instrument".to_owned(), title, plain(instrument.evidence))));
    }
    if let Some(relation) = store.relation(id)? {
        let title = crate::relation::title(store, &relation)?;
        return Ok(Some(("relation".to_owned(), title, plain(relation.evidence))));
    }
    Ok(store.commitment(id)?.map(|c| ("commitment".to_owned(), c.act, plain(c.evidence))))
}

fn kind_word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Body => "body",
        EntityKind::Place => "place",
        EntityKind::Product => "product",
    }
}

fn order(report: &Report) -> (Option<String>, &str, &str) {
    let published = report.published.as_ref().and_then(|p| p.value.bounds()).map(|(first, _)| first.to_string());
    (published, &report.path, &report.id)
}

fn passage(report: &Report, around: Span, mark: Mark) -> Passage {
    Passage {
        report: report.id.clone(),
        path: report.path.clone(),
        title: report.title.as_ref().map(|t| t.value.clone()),
        publisher: report.publisher.as_ref().map(|p| p.value.clone()),
        lang: report.lang.code().to_owned(),
        published: report.published.as_ref().map(|p| p.value),
        start: around.start(),
        end: around.end(),
        cut_start: false,
        cut_end: false,
        text: String::new(),
        marks: vec![mark],
    }
}

/// Brings the passage near its marks, at spaces, and takes its text.
fn clip(passage: &mut Passage, text: &str) {
    let first = passage.marks.iter().map(|m| m.start).min().unwrap_or(passage.start);
    let last = passage.marks.iter().map(|m| m.end).max().unwrap_or(passage.end);
    if first - passage.start > CONTEXT {
        let from = (first - CONTEXT..first).find(|&at| text.is_char_boundary(at)).unwrap_or(first);
        passage.cut_start = true;
        passage.start = text[from..first].find(' ').map_or(from, |at| from + at + 1);
    }
    if passage.end - last > CONTEXT {
        let to = (last..=last + CONTEXT).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(last);
        passage.cut_end = true;
        passage.end = text[last..to].rfind(' ').map_or(to, |at| last + at);
    }
    passage.text = text[passage.start..passage.end].to_owned();
}

fn rules(claims: &[Claim], span: Span) -> Vec<String> {
    let reads = |c: &&Claim| c.trigger == span || c.fields.iter().any(|f| f.span == span);
    claims.iter().filter(reads).map(|c| c.rule.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}
