//! Model values to and from columns: words of closed lists, dates, spans. Holds no SQL.

use rapporteur_model::{Country, Edtf, Evidence, Span};
use rusqlite::Row;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The name of a value of a closed list, as serde writes it.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        other => unreachable!("a closed list is written as one word, not {other:?}"),
    }
}

/// A date as EDTF text.
pub(crate) fn date(date: Option<Edtf>) -> Option<String> {
    date.map(|d| d.to_string())
}

/// First and last calendar day that a date can mean, as `YYYY-MM-DD`; of a set open at one side only the other.
pub(crate) fn bounds(date: Option<Edtf>) -> (Option<String>, Option<String>) {
    let (first, last) = date.map_or((None, None), Edtf::reach);
    (first.map(|d| d.to_string()), last.map(|d| d.to_string()))
}

/// The day by which a date is sorted and filtered.
pub(crate) fn sort_date(date: Option<Edtf>) -> Option<String> {
    date.and_then(Edtf::sort_date).map(|d| d.to_string())
}

/// A list as JSON.
pub(crate) fn json<T: Serialize>(list: &[T]) -> String {
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())
}

/// Words of a report as they are kept: field, first and one past the last byte.
type Words<F> = (F, u32, u32);

/// Evidence as JSON: lists of a report with its words, each of these a field with first and last byte.
pub(crate) fn evidence(all: &[Evidence]) -> String {
    let mut reports: Vec<(&str, Vec<Words<&str>>)> = Vec::new();
    // Spans are shorter than 4 GiB.
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for e in all {
        let words = (e.field.as_str(), byte(e.span.start()), byte(e.span.end()));
        match reports.last_mut().filter(|(report, _)| *report == e.report) {
            Some((_, held)) => held.push(words),
            None => reports.push((&e.report, vec![words])),
        }
    }
    json(&reports)
}

/// A country as its code.
pub(crate) fn code(country: Option<Country>) -> Option<String> {
    country.map(|c| c.code().to_owned())
}

/// Both ends of a span, or nothing.
pub(crate) fn ends(span: Option<Span>) -> (Option<usize>, Option<usize>) {
    (span.map(Span::start), span.map(Span::end))
}

/// Reads model values from a row; what does not fit is a damaged record.
pub(crate) trait Columns {
    /// A value of a closed list.
    fn word<T: DeserializeOwned>(&self, column: &str) -> rusqlite::Result<T>;
    /// A list from a column of JSON.
    fn json<T: DeserializeOwned>(&self, column: &str) -> rusqlite::Result<Vec<T>>;
    /// Evidence, as [`evidence`] writes it.
    fn evidence(&self, column: &str) -> rusqlite::Result<Vec<Evidence>>;
    /// A date.
    fn date(&self, column: &str) -> rusqlite::Result<Option<Edtf>>;
    /// A country.
    fn country(&self, column: &str) -> rusqlite::Result<Option<Country>>;
    /// A span from two columns.
    fn span(&self, start: &str, end: &str) -> rusqlite::Result<Span>;
    /// A span from two columns that may be empty.
    fn span_if(&self, start: &str, end: &str) -> rusqlite::Result<Option<Span>>;
}

fn damaged(message: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, message.into())
}

impl Columns for Row<'_> {
    fn word<T: DeserializeOwned>(&self, column: &str) -> rusqlite::Result<T> {
        let text: String = self.get(column)?;
        serde_json::from_value(Value::String(text)).map_err(|e| damaged(format!("column {column}: {e}")))
    }

    fn json<T: DeserializeOwned>(&self, column: &str) -> rusqlite::Result<Vec<T>> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|e| damaged(format!("column {column}: {e}")))
    }

    fn evidence(&self, column: &str) -> rusqlite::Result<Vec<Evidence>> {
        let reports: Vec<(String, Vec<Words<String>>)> = self.json(column)?;
        let mut all = Vec::new();
        for (report, words) in reports {
            for (field, start, end) in words {
                if start > end {
                    return Err(damaged(format!("column {column}: {start}..{end} is no span")));
                }
                all.push(Evidence { report: report.clone(), field, span: Span::new(start as usize, end as usize) });
            }
        }
        Ok(all)
    }

    fn date(&self, column: &str) -> rusqlite::Result<Option<Edtf>> {
        let text: Option<String> = self.get(column)?;
        text.map(|t| t.parse().map_err(|e| damaged(format!("column {column}: {e}")))).transpose()
    }

    fn country(&self, column: &str) -> rusqlite::Result<Option<Country>> {
        let text: Option<String> = self.get(column)?;
        text.map(|t| Country::new(&t).ok_or_else(|| damaged(format!("column {column}: {t:?} is no country")))).transpose()
    }

    fn span(&self, start: &str, end: &str) -> rusqlite::Result<Span> {
        self.span_if(start, end)?.ok_or_else(|| damaged(format!("column {start}: empty")))
    }

    fn span_if(&self, start: &str, end: &str) -> rusqlite::Result<Option<Span>> {
        let (first, last): (Option<u32>, Option<u32>) = (self.get(start)?, self.get(end)?);
        match (first, last) {
            (Some(first), Some(last)) if first <= last => Ok(Some(Span::new(first as usize, last as usize))),
            (None, None) => Ok(None),
            ends => Err(damaged(format!("columns {start}, {end}: {ends:?} is no span"))),
        }
    }
}
