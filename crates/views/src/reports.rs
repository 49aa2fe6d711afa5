//! Reports and mentions as lists show them.

use crate::Reader;
use rapporteur_model::{Country, Edtf, Issue, IssueKind, MentionKind};
use rapporteur_store::{FoundMention, MentionFilter, ReportFilter, ReportHead, Result};
use serde::Serialize;

/// What went wrong with a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Issue`")]
pub struct IssueView {
    pub kind: IssueKind,
    pub message: String,
}

impl From<Issue> for IssueView {
    fn from(issue: Issue) -> Self {
        Self { kind: issue.kind, message: issue.message }
    }
}

/// A report without its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Report`")]
pub struct ReportView {
    pub id: String,
    pub path: String,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub published: Option<Edtf>,
    pub lang: String,
    pub chars_raw: u32,
    pub chars_clean: u32,
    pub issues: Vec<IssueView>,
}

/// A mention where it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MentionView {
    /// Id of the report.
    pub report: String,
    /// The report's path.
    pub path: String,
    /// What it names.
    pub kind: MentionKind,
    /// First byte in the clean text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The name in the nominative.
    pub name: String,
    /// Id of the entity that it stands for.
    pub entity: Option<String>,
    /// Country that it states or is.
    pub country: Option<Country>,
    /// First byte in the decoded source, where the words stand there.
    pub source_start: Option<usize>,
    /// One past the last byte there.
    pub source_end: Option<usize>,
}

/// The reports that pass the filter, by date of publication.
///
/// # Errors
/// When the record cannot be read.
pub fn reports(store: &Reader<'_>, filter: &ReportFilter) -> Result<Vec<ReportView>> {
    Ok(store.reports(filter)?.into_iter().map(ReportView::from).collect())
}

/// One report without its text; `None` when it is not here.
///
/// # Errors
/// When the record cannot be read.
pub fn report(store: &Reader<'_>, id: &str) -> Result<Option<ReportView>> {
    Ok(store.report_head(id)?.map(ReportView::from))
}

/// The mentions that pass the filter, by path, then in the order of the text.
///
/// # Errors
/// When the record cannot be read.
pub fn mentions(store: &Reader<'_>, filter: &MentionFilter) -> Result<Vec<MentionView>> {
    Ok(store.mentions(filter)?.into_iter().map(MentionView::from).collect())
}

impl From<ReportHead> for ReportView {
    fn from(head: ReportHead) -> Self {
        Self {
            id: head.id,
            path: head.path,
            title: head.title,
            publisher: head.publisher,
            published: head.published,
            lang: head.lang.code().to_owned(),
            chars_raw: head.chars_raw,
            chars_clean: head.chars_clean,
            issues: head.issues.into_iter().map(IssueView::from).collect(),
        }
    }
}

impl From<FoundMention> for MentionView {
    fn from(found: FoundMention) -> Self {
        Self {
            report: found.report,
            path: found.path,
            kind: found.mention.kind,
            start: found.mention.span.start(),
            end: found.mention.span.end(),
            text: found.text,
            name: found.mention.name,
            entity: found.entity,
            country: found.mention.country,
            source_start: found.source.map(|s| s.start()),
            source_end: found.source.map(|s| s.end()),
        }
    }
}
