//! Lists over what was read: reports and mentions, with the entity that a mention stands for.

use std::collections::BTreeMap;

use rapporteur_model::{Alignment, EntityId, Issue, Lang, Mention, ReportId, Segment, Span};
use rusqlite::{OptionalExtension, Row};

use crate::clauses::{Clauses, limit_clause};
use crate::columns::Columns;
use crate::rows::{mention, packed, report};
use crate::{Error, MentionFilter, ReportFilter, Result, Store};

/// A report without its text.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportHead {
    /// Id.
    pub id: ReportId,
    /// Smallest of the paths and addresses at which it was seen.
    pub path: String,
    /// Headline.
    pub title: Option<String>,
    /// Publisher or agency.
    pub publisher: Option<String>,
    /// Date of publication.
    pub published: Option<rapporteur_model::Edtf>,
    /// Language.
    pub lang: Lang,
    /// Length of the decoded source in characters.
    pub chars_raw: u32,
    /// Length of the clean text in characters.
    pub chars_clean: u32,
    /// What went wrong.
    pub issues: Vec<Issue>,
}

/// A mention where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundMention {
    /// Which report.
    pub report: ReportId,
    /// The report's path.
    pub path: String,
    /// Its number in the report.
    pub n: u32,
    /// The mention.
    pub mention: Mention,
    /// The words.
    pub text: String,
    /// Where they are in the decoded source, if they are there.
    pub source: Option<Span>,
    /// The entity that it stands for.
    pub entity: Option<EntityId>,
}

impl Store {
    /// The language of most reports, by its ISO 639-1 code; `None` in an empty record.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn main_language(&self) -> Result<Option<String>> {
        let sql = "SELECT lang FROM report WHERE lang IN ('ru', 'en') GROUP BY lang ORDER BY count(*) DESC, lang LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?)
    }

    /// The day of the newest report, `YYYY-MM-DD`.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn newest_day(&self) -> Result<Option<String>> {
        Ok(self.connection.prepare_cached("SELECT max(published_last) FROM report")?.query_row([], |row| row.get(0))?)
    }

    /// The reports that pass the filter, by date of publication (unknown last), path and id.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn reports(&self, filter: &ReportFilter) -> Result<Vec<ReportHead>> {
        let clauses = Clauses::of_reports(filter);
        let sql = format!(
            "SELECT id, path, title, publisher, published, lang, chars_raw, chars_clean FROM report{}
             ORDER BY published_first{} NULLS LAST, path, id{}",
            clauses.filter(),
            if filter.newest_first { " DESC" } else { "" },
            limit_clause(filter.limit)
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        let mut heads: Vec<ReportHead> = select.query_map(clauses.params(), head_from_row)?.collect::<rusqlite::Result<_>>()?;
        for head in &mut heads {
            head.issues = report::issues(&self.connection, &head.id)?;
        }
        Ok(heads)
    }

    /// One report without its text; `None` when it is not here.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn report_head(&self, id: &str) -> Result<Option<ReportHead>> {
        let head = self.connection.prepare_cached("SELECT * FROM report WHERE id = ?1")?.query_row([id], head_from_row).optional()?;
        let Some(mut head) = head else { return Ok(None) };
        head.issues = report::issues(&self.connection, id)?;
        Ok(Some(head))
    }

    /// Number of reports.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn report_count(&self) -> Result<u64> {
        Ok(self.connection.query_row("SELECT count(*) FROM report", [], |row| row.get(0))?)
    }

    /// The mentions that pass the filter, by path and id of their report, then in the order of the text.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn mentions(&self, filter: &MentionFilter) -> Result<Vec<FoundMention>> {
        let clauses = Clauses::of_mentions(filter);
        let sql = format!(
            "SELECT r.id, r.path, r.text, p.packed FROM report r CROSS JOIN mentions p ON p.report = r.key{} ORDER BY r.path, r.id",
            clauses.filter(),
        );
        let mut select = self.connection.prepare_cached(&sql)?;
        let most = filter.limit.map_or(usize::MAX, |n| n as usize);
        let mut found: Vec<FoundMention> = Vec::new();
        let mut rows = select.query(clauses.params())?;
        while found.len() < most
            && let Some(row) = rows.next()?
        {
            let (report, path, text): (ReportId, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let mentions = mention::unpack(&packed::text(row.get_ref(3)?)?, &report)?;
            let first =
                filter.after.as_ref().filter(|(last, ..)| *last == report).map_or(0, |(_, start, end)| behind(&mentions, *start, *end));
            let (alignment, entries) = (self.alignment(&report)?, self.entries_in(&report)?);
            for (n, mention) in mentions.into_iter().enumerate().skip(first) {
                let n = u32::try_from(n).unwrap_or(u32::MAX);
                let entity = entries.get(&n).cloned();
                let asked = filter.kind.is_none_or(|kind| kind == mention.kind) && (filter.entity.is_none() || filter.entity == entity);
                if asked {
                    let source = alignment.to_source(mention.span);
                    let quote = text.get(mention.span.start()..mention.span.end()).unwrap_or_default().to_owned();
                    found.push(FoundMention { report: report.clone(), path: path.clone(), text: quote, source, n, entity, mention });
                }
            }
        }
        found.truncate(most);
        Ok(found)
    }

    /// The first mention that calls an entity so, in the order of reports, then of the text; `None` where none does.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn called(&self, id: &str, name: &str) -> Result<Option<(ReportId, Span)>> {
        // A row counts how often each name stands for it.
        let bears = "SELECT id FROM local_entity WHERE entity = ?1 AND instr(tally_json, json_quote(?2)) > 0";
        let mut rows = self.connection.prepare_cached(bears)?;
        let rows: Vec<EntityId> = rows.query_map([id, name], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut first: Option<(bool, String, ReportId, Span)> = None;
        for (undated, days) in [(false, "s.day > ''"), (true, "s.day IS NULL")] {
            // In the order of the index: all but the first few are left unread. A standing counts its names, too.
            let mut find = self.connection.prepare_cached(&format!(
                "SELECT s.day, s.report, s.standing_json FROM standing s
                 WHERE s.row = ?1 AND {days} AND instr(s.standing_json, json_quote(?2)) > 0 ORDER BY s.day, s.report"
            ))?;
            for row in &rows {
                let mut standings = find.query([row, name])?;
                while let Some(standing) = standings.next()? {
                    let (day, report): (Option<String>, ReportId) = (standing.get(0)?, standing.get(1)?);
                    let named = self.named_so(&report, standing.get_ref(2)?.as_bytes().unwrap_or_default(), name)?;
                    if let Some(span) = named {
                        first = first.into_iter().chain([(undated, day.unwrap_or_default(), report, span)]).min();
                        break;
                    }
                }
            }
            if first.is_some() {
                break;
            }
        }
        Ok(first.map(|(.., report, span)| (report, span)))
    }

    /// Where in a report the first of a standing's mentions bears this name.
    fn named_so(&self, report: &str, standing: &[u8], name: &str) -> Result<Option<Span>> {
        let of: Numbers = serde_json::from_slice(standing).map_err(|e| Error::Damaged(e.to_string()))?;
        let mentions = mention::read(&self.connection, report)?;
        Ok(of.m.into_iter().filter_map(|n| mentions.get(n as usize)).find(|m| m.name == name).map(|m| m.span))
    }

    /// The entries of a report's mentions, by number of the mention.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn entries_in(&self, report: &str) -> Result<BTreeMap<u32, EntityId>> {
        let mut select = self.connection.prepare_cached("SELECT mention, entity FROM mention_entity WHERE report = ?1")?;
        Ok(select.query_map([report], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }

    fn alignment(&self, report: &str) -> Result<Alignment> {
        let mut select = self.connection.prepare_cached("SELECT clean, source, len FROM segment WHERE report = ?1 ORDER BY n")?;
        let rows = select.query_map([report], |row| Ok(Segment { clean: row.get(0)?, source: row.get(1)?, len: row.get(2)? }))?;
        Ok(Alignment { segments: rows.collect::<rusqlite::Result<_>>()? })
    }
}

fn head_from_row(row: &Row<'_>) -> rusqlite::Result<ReportHead> {
    Ok(ReportHead {
        id: row.get("id")?,
        path: row.get("path")?,
        title: row.get("title")?,
        publisher: row.get("publisher")?,
        published: row.date("published")?,
        lang: Lang::from_code(&row.get::<_, String>("lang")?),
        chars_raw: row.get("chars_raw")?,
        chars_clean: row.get("chars_clean")?,
        issues: Vec::new(),
    })
}

/// The numbers of a standing's mentions.
#[derive(serde::Deserialize)]
struct Numbers {
    m: Vec<u32>,
}

/// The number of the first mention behind the last one of this place.
fn behind(mentions: &[Mention], start: usize, end: usize) -> usize {
    mentions.iter().rposition(|m| (m.span.start(), m.span.end()) == (start, end)).map_or(0, |last| last + 1)
}
