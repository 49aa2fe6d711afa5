//! Every list of the record: its filters as they stand in an address, its rows, its cursor, its columns. Pages and the API read the
//! same lists.

mod changes;
mod commitments;
mod entities;
mod events;
mod instruments;
mod judgements;
mod mentions;
mod pairs;
mod relations;
mod reports;
mod review;
mod search;
mod series;

pub(crate) use changes::Changes;
pub(crate) use commitments::Commitments;
pub(crate) use entities::Entities;
pub(crate) use events::{Events, event_filter};
pub(crate) use instruments::Instruments;
pub(crate) use judgements::Judgements;
pub(crate) use mentions::Mentions;
pub(crate) use pairs::Pairs;
pub(crate) use relations::Relations;
pub(crate) use reports::Reports;
pub(crate) use review::Review;
pub(crate) use search::Search;
pub(crate) use series::SeriesList;

use rapporteur_model::Edtf;
use rapporteur_views::{LinkView, Reader};
use serde::Serialize;

use crate::asked::Asked;
use crate::problem::Problem;

/// A list.
pub(crate) trait List: Clone + Send + 'static {
    /// What its filters come to.
    type Filter: Clone + Send + 'static;
    /// An entry of it.
    type Row: Serialize + Send + 'static;

    /// The filters that it takes.
    const FILTERS: &'static [&'static str];
    /// Entries that are read at once for a long list: all of them where each reading makes the whole list.
    const AT_ONCE: u32 = 200;

    /// Reads the filters of an address.
    fn filter(&self, asked: &Asked) -> Result<Self::Filter, Problem>;

    /// At most `limit` entries behind `cursor`.
    fn rows(&self, reader: &Reader<'_>, filter: &Self::Filter, cursor: Option<&str>, limit: u32) -> Result<Vec<Self::Row>, Problem>;

    /// The cursor that leads behind the last of these rows, which begin at `cursor`.
    fn cursor(&self, rows: &[Self::Row], cursor: Option<&str>) -> Option<String>;

    /// Names of the columns of a table of it.
    fn columns(&self) -> &'static [&'static str];

    /// An entry as a row of that table.
    fn row(&self, row: &Self::Row) -> Vec<String>;
}

/// More than any list that is kept by number has.
const ALL: u32 = 10_000_000;

/// Rows of a page and the cursor of the next one.
pub(crate) struct Part<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) next: Option<String>,
}

/// A part of a list as an address asks for it.
pub(crate) fn part<L: List>(
    list: &L,
    reader: &Reader<'_>,
    filter: &L::Filter,
    cursor: Option<&str>,
    limit: u32,
) -> Result<Part<L::Row>, Problem> {
    let mut rows = list.rows(reader, filter, cursor, limit + 1)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = if more { list.cursor(&rows, cursor) } else { None };
    Ok(Part { rows, next })
}

/// Lists that are kept by number: the cursor is how many came before.
fn by_number<T>(all: Vec<T>, cursor: Option<&str>, limit: u32) -> Result<Vec<T>, Problem> {
    let before = number(cursor)?;
    if before > all.len() {
        return Err(Problem::cursor());
    }
    Ok(all.into_iter().skip(before).take(limit as usize).collect())
}

/// Rows that were read behind a cursor; where there are none behind one, it is of another list.
fn within<T>(rows: Vec<T>, cursor: Option<&str>) -> Result<Vec<T>, Problem> {
    if rows.is_empty() && number(cursor)? > 0 { Err(Problem::cursor()) } else { Ok(rows) }
}

fn number(cursor: Option<&str>) -> Result<usize, Problem> {
    cursor.map_or(Ok(0), |text| text.parse().map_err(|_| Problem::cursor()))
}

fn next_number<T>(rows: &[T], cursor: Option<&str>) -> Option<String> {
    Some((number(cursor).ok()? + rows.len()).to_string())
}

fn date(date: Option<Edtf>) -> String {
    date.map(|d| d.to_string()).unwrap_or_default()
}

fn names(links: &[LinkView]) -> String {
    links.iter().map(|link| link.name.as_str()).collect::<Vec<_>>().join("; ")
}

/// A word of a closed list, as in JSON.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A line of comma-separated values (RFC 4180). What a spreadsheet would take for a formula is quoted by an apostrophe.
pub(crate) fn csv(values: &[String]) -> String {
    let cell = |value: &String| {
        let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let value = if formula { format!("'{value}") } else { value.clone() };
        if value.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value }
    };
    values.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::csv;

    #[test]
    fn cells_are_quoted() {
        let cells = ["a", "b,\"c\"", "=1+1", "x\ny"].map(str::to_owned);
        assert_eq!(csv(&cells), "a,\"b,\"\"c\"\"\",'=1+1,\"x\ny\"\r\n");
    }
}
