//! A report with its blocks, alignment and issues, to and from rows.

use rapporteur_model::{Alignment, Block, Dateline, Issue, Lang, Report, Segment, Span, Stated};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use crate::columns::{Columns, bounds, date, ends, word};
use crate::{Result, versions};

const UPSERT: &str = "
    INSERT INTO report (id, source, version, path, text, title, title_start, title_end, publisher, publisher_start, publisher_end,
        published, published_start, published_end, published_first, published_last, dateline_start, dateline_end,
        dateline_place, dateline_place_start, dateline_place_end, dateline_date, dateline_date_start, dateline_date_end,
        lang, chars_raw, chars_clean)
    VALUES (:id, :source, :version, :path, :text, :title, :title_start, :title_end, :publisher, :publisher_start, :publisher_end,
        :published, :published_start, :published_end, :published_first, :published_last, :dateline_start, :dateline_end,
        :dateline_place, :dateline_place_start, :dateline_place_end, :dateline_date, :dateline_date_start, :dateline_date_end,
        :lang, :chars_raw, :chars_clean)
    ON CONFLICT (id) DO UPDATE SET source = excluded.source, version = excluded.version, text = excluded.text,
        title = excluded.title, title_start = excluded.title_start, title_end = excluded.title_end,
        publisher = excluded.publisher, publisher_start = excluded.publisher_start, publisher_end = excluded.publisher_end,
        published = excluded.published, published_start = excluded.published_start, published_end = excluded.published_end,
        published_first = excluded.published_first, published_last = excluded.published_last,
        dateline_start = excluded.dateline_start, dateline_end = excluded.dateline_end,
        dateline_place = excluded.dateline_place, dateline_place_start = excluded.dateline_place_start,
        dateline_place_end = excluded.dateline_place_end, dateline_date = excluded.dateline_date,
        dateline_date_start = excluded.dateline_date_start, dateline_date_end = excluded.dateline_date_end,
        lang = excluded.lang, chars_raw = excluded.chars_raw, chars_clean = excluded.chars_clean
    RETURNING key";

/// Writes a report in place of what was there under its id; gives its row.
pub(crate) fn write(connection: &Connection, report: &Report, source: i64, version: &str) -> Result<i64> {
    let (title, title_at) = stated(report.title.as_ref());
    let (publisher, publisher_at) = stated(report.publisher.as_ref());
    let published = report.published.as_ref().map(|p| p.value);
    let published_at = ends(report.published.as_ref().and_then(|p| p.span));
    let (published_first, published_last) = bounds(published);
    let dateline = report.dateline.as_ref();
    let dateline_at = ends(dateline.map(|d| d.span));
    let (place, place_at) = stated(dateline.and_then(|d| d.place.as_ref()));
    let day = dateline.and_then(|d| d.date.as_ref());
    let day_at = ends(day.and_then(|d| d.span));
    let key = connection.prepare_cached(UPSERT)?.query_row(
        named_params! {
            ":id": report.id, ":source": source, ":version": version, ":path": report.path, ":text": report.text,
            ":title": title, ":title_start": title_at.0, ":title_end": title_at.1,
            ":publisher": publisher, ":publisher_start": publisher_at.0, ":publisher_end": publisher_at.1,
            ":published": date(published), ":published_start": published_at.0, ":published_end": published_at.1,
            ":published_first": published_first, ":published_last": published_last,
            ":dateline_start": dateline_at.0, ":dateline_end": dateline_at.1,
            ":dateline_place": place, ":dateline_place_start": place_at.0, ":dateline_place_end": place_at.1,
            ":dateline_date": date(day.map(|d| d.value)), ":dateline_date_start": day_at.0, ":dateline_date_end": day_at.1,
            ":lang": report.lang.code(), ":chars_raw": report.chars_raw, ":chars_clean": report.chars_clean,
        },
        |row| row.get(0),
    )?;
    write_lists(connection, report)?;
    Ok(key)
}

fn write_lists(connection: &Connection, report: &Report) -> Result<()> {
    for table in ["block", "segment", "issue"] {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE report = ?1"))?.execute([&report.id])?;
    }
    let mut block = connection.prepare_cached("INSERT INTO block VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (n, b) in report.blocks.iter().enumerate() {
        block.execute(params![report.id, n, word(&b.kind), b.span.start(), b.span.end()])?;
    }
    let mut segment = connection.prepare_cached("INSERT INTO segment VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (n, s) in report.alignment.segments.iter().enumerate() {
        segment.execute(params![report.id, n, s.clean, s.source, s.len])?;
    }
    let mut issue = connection.prepare_cached("INSERT INTO issue VALUES (?1, ?2, ?3, ?4)")?;
    for (n, i) in report.issues.iter().enumerate() {
        issue.execute(params![report.id, n, word(&i.kind), i.message])?;
    }
    Ok(())
}

fn stated(value: Option<&Stated<String>>) -> (Option<&str>, (Option<usize>, Option<usize>)) {
    (value.map(|s| s.value.as_str()), ends(value.and_then(|s| s.span)))
}

/// Reads a report; `None` when it is not here.
pub(crate) fn read(connection: &Connection, id: &str) -> Result<Option<Report>> {
    let head = connection.prepare_cached("SELECT * FROM report WHERE id = ?1")?.query_row([id], from_row).optional()?;
    let Some(mut report) = head else { return Ok(None) };
    report.blocks = connection
        .prepare_cached("SELECT kind, start_byte, end_byte FROM block WHERE report = ?1 ORDER BY n")?
        .query_map([id], |row| Ok(Block { kind: row.word("kind")?, span: row.span("start_byte", "end_byte")? }))?
        .collect::<rusqlite::Result<_>>()?;
    report.alignment.segments = connection
        .prepare_cached("SELECT clean, source, len FROM segment WHERE report = ?1 ORDER BY n")?
        .query_map([id], |row| Ok(Segment { clean: row.get(0)?, source: row.get(1)?, len: row.get(2)? }))?
        .collect::<rusqlite::Result<_>>()?;
    report.issues = issues(connection, id)?;
    Ok(Some(report))
}

/// The issues of a report.
pub(crate) fn issues(connection: &Connection, id: &str) -> Result<Vec<Issue>> {
    let mut issues: Vec<Issue> = connection
        .prepare_cached("SELECT kind, message FROM issue WHERE report = ?1 ORDER BY n")?
        .query_map([id], |row| Ok(Issue { kind: row.word("kind")?, message: row.get("message")? }))?
        .collect::<rusqlite::Result<_>>()?;
    issues.extend(versions::issue(connection, id)?);
    Ok(issues)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Report> {
    Ok(Report {
        id: row.get("id")?,
        path: row.get("path")?,
        text: row.get("text")?,
        blocks: Vec::new(),
        title: stated_text(row, "title")?,
        publisher: stated_text(row, "publisher")?,
        dateline: dateline(row)?,
        published: row.date("published")?.map(|value| stated_at(row, "published", value)).transpose()?,
        lang: Lang::from_code(&row.get::<_, String>("lang")?),
        alignment: Alignment::default(),
        chars_raw: row.get("chars_raw")?,
        chars_clean: row.get("chars_clean")?,
        issues: Vec::new(),
    })
}

fn dateline(row: &Row<'_>) -> rusqlite::Result<Option<Dateline>> {
    let Some(span) = row.span_if("dateline_start", "dateline_end")? else { return Ok(None) };
    let date = row.date("dateline_date")?.map(|value| stated_at(row, "dateline_date", value)).transpose()?;
    Ok(Some(Dateline { span, place: stated_text(row, "dateline_place")?, date }))
}

fn stated_text(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<Stated<String>>> {
    row.get::<_, Option<String>>(column)?.map(|value| stated_at(row, column, value)).transpose()
}

fn stated_at<T>(row: &Row<'_>, column: &str, value: T) -> rusqlite::Result<Stated<T>> {
    let span: Option<Span> = row.span_if(&format!("{column}_start"), &format!("{column}_end"))?;
    Ok(Stated { value, span })
}
