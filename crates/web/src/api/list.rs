//! A list as JSON in parts, or as JSON lines or CSV as a whole.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rapporteur_views::Reader;
use serde::Serialize;

use crate::app::App;
use crate::asked::Asked;
use crate::lists::{List, csv, part};
use crate::problem::Problem;
use crate::request::Ask;
use crate::stream::{self, Writer};

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Lines,
    Csv,
}

#[derive(Serialize)]
struct Envelope<'a, T> {
    items: &'a [T],
    next: Option<String>,
}

/// Answers with a list.
pub(super) async fn answer<L: List + Sync>(list: L, State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(L::FILTERS)?;
    let filter = list.filter(&asked)?;
    match form(&asked, &ask.accept)? {
        Form::Json => page(list, filter, asked, app, ask).await,
        form => whole(list, filter, asked, form, app, ask).await,
    }
}

fn form(asked: &Asked, accept: &str) -> Result<Form, Problem> {
    match asked.one("format").as_deref() {
        Some("json") => Ok(Form::Json),
        Some("jsonl") => Ok(Form::Lines),
        Some("csv") => Ok(Form::Csv),
        Some(other) => Err(Problem::filter(format!("format cannot be {other:?}: expected json, jsonl, csv"))),
        None if accept.contains("text/csv") => Ok(Form::Csv),
        None if accept.contains("ndjson") || accept.contains("jsonl") => Ok(Form::Lines),
        None => Ok(Form::Json),
    }
}

async fn page<L: List>(list: L, filter: L::Filter, asked: Asked, app: App, ask: Ask) -> Result<Response, Problem> {
    let limit = asked.limit()?;
    app.read(&ask, move |reader, view| {
        let found = part(&list, reader, &filter, asked.one("cursor").as_deref(), limit)?;
        if view.is_held() {
            return Ok(super::unchanged(view));
        }
        let next = found.next.as_ref().map(|cursor| asked.with(view.ask.path(), "cursor", cursor));
        let mut response = super::json(view, &Envelope { items: &found.rows, next: found.next });
        if let Some(link) = next.and_then(|to| HeaderValue::from_str(&format!("<{to}>; rel=\"next\"")).ok()) {
            response.headers_mut().insert(header::LINK, link);
        }
        Ok(response)
    })
    .await
}

/// All of a list, or as many as are asked for, written while they are read.
async fn whole<L: List + Sync>(list: L, filter: L::Filter, asked: Asked, form: Form, app: App, ask: Ask) -> Result<Response, Problem> {
    let limit = asked.one("limit").map(|_| asked.limit()).transpose()?;
    let Ok(seat) = std::sync::Arc::clone(&app.streams).try_acquire_owned() else {
        return Err(Problem::busy("other long lists are being written"));
    };
    // What is wrong with the first part is told as a problem, not in the middle of a list.
    let (first_list, first_filter, first_asked) = (list.clone(), filter.clone(), asked.clone());
    app.read(&ask, move |reader, _| part(&first_list, reader, &first_filter, first_asked.one("cursor").as_deref(), 1).map(drop)).await?;
    let (writer, body) = stream::body();
    tokio::spawn(async move {
        let rows = move |reader: &Reader<'_>, _: &crate::app::View| {
            write(&list, reader, &filter, asked.one("cursor"), limit, form, &writer);
            drop(seat);
            Ok(())
        };
        // A client that goes away in the middle is no error of ours.
        let _ = app.read(&ask, rows).await;
    });
    let (kind, name) = match form {
        Form::Csv => ("text/csv; charset=utf-8; header=present", "rapporteur.csv"),
        Form::Json | Form::Lines => ("application/x-ndjson", "rapporteur.jsonl"),
    };
    let saved = format!("attachment; filename=\"{name}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, saved)], body).into_response())
}

fn write<L: List>(
    list: &L,
    reader: &Reader<'_>,
    filter: &L::Filter,
    mut cursor: Option<String>,
    limit: Option<u32>,
    form: Form,
    out: &Writer,
) {
    if form == Form::Csv {
        let head: Vec<String> = list.columns().iter().map(|&c| c.to_owned()).collect();
        out.write(csv(&head));
    }
    let mut left = limit.unwrap_or(u32::MAX);
    while left > 0 {
        let Ok(found) = part(list, reader, filter, cursor.as_deref(), left.min(L::AT_ONCE)) else { return };
        let line = |row: &L::Row| match form {
            Form::Csv => csv(&list.row(row)),
            Form::Json | Form::Lines => serde_json::to_string(row).unwrap_or_default() + "\n",
        };
        if !out.write(found.rows.iter().map(line).collect()) || found.next.is_none() {
            return;
        }
        left -= u32::try_from(found.rows.len()).unwrap_or(left);
        cursor = found.next;
    }
}
