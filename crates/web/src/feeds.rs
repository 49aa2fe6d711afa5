//! What other programs follow: new events and promises that fell due as Atom (RFC 4287), what is announced as iCalendar (RFC 5545).

use std::fmt::Write;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use jiff::ToSpan;
use jiff::civil::Date;
use rapporteur_model::{Edtf, Status};
use rapporteur_views::{Change, ChangeView, EventFilter, EventOrder, Reader};

use crate::app::{App, View};
use crate::html::escaped;
use crate::problem::Problem;
use crate::request::Ask;

/// Addresses of feeds.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/feeds/events.atom", get(events))
        .route("/feeds/promises.atom", get(promises))
        .route("/calendar.ics", get(calendar))
}

/// Days that a feed looks back from the newest report.
const DAYS: i64 = 60;
/// Entries of a feed.
const MOST: usize = 200;

async fn events(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    atom(app, ask, "events", |change| change != Change::PastDue).await
}

async fn promises(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    atom(app, ask, "promises", |change| change == Change::PastDue).await
}

async fn atom(app: App, ask: Ask, name: &'static str, wanted: fn(Change) -> bool) -> Result<Response, Problem> {
    app.read(&ask, move |reader, view| {
        let newest: Date = reader.newest_day()?.and_then(|day| day.parse().ok()).unwrap_or(Date::constant(1970, 1, 1));
        let since = newest.checked_sub(DAYS.days()).unwrap_or(newest);
        let changes = view.kept(&format!("changes {since} None"), || rapporteur_views::untitled_changes(reader, since, None))?;
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let told: Vec<ChangeView> = changes.iter().rev().filter(|c| wanted(c.change)).take(MOST).cloned().collect();
        let told = rapporteur_views::titled(reader, &told)?;
        let mut response =
            ([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], written(view, name, newest, &told)).into_response();
        crate::api::mark(view, &mut response);
        Ok(response)
    })
    .await
}

fn written(view: &View, name: &str, newest: Date, told: &[ChangeView]) -> String {
    let w = view.ask.words;
    let title = if name == "events" { w.feed_events } else { w.feed_promises };
    let base = format!("http://{}", view.app.address);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>Rapporteur: {}</title>\n\
         <id>urn:rapporteur:{name}</id>\n<link rel=\"self\" href=\"{base}/feeds/{name}.atom\"/>\n<link href=\"{base}/\"/>\n\
         <author><name>Rapporteur</name></author>\n<updated>{newest}T00:00:00Z</updated>\n",
        w.lang,
        escaped(title)
    );
    for change in told {
        let what = w.term("change", &crate::lists::word(&change.change));
        let _ = write!(
            out,
            "<entry>\n<id>urn:rapporteur:{}:{}:{}</id>\n<title>{}: {}</title>\n<updated>{}T00:00:00Z</updated>\n<link href=\"{base}/entry/{}\"/>\n</entry>\n",
            escaped(&change.id),
            crate::lists::word(&change.change),
            escaped(&change.day),
            escaped(&what),
            escaped(&change.text),
            escaped(&change.day),
            escaped(&crate::asked::encode(&change.id))
        );
    }
    out.push_str("</feed>\n");
    out
}

/// Events that are announced, with the days that are known of them.
async fn calendar(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    app.read(&ask, |reader, view| {
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let text = announced(reader, view)?;
        let mut response = ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response();
        crate::api::mark(view, &mut response);
        Ok(response)
    })
    .await
}

fn announced(reader: &Reader<'_>, view: &View) -> Result<String, Problem> {
    let filter =
        EventFilter { statuses: vec![Status::Planned], order: EventOrder::DateDescending, limit: Some(500), ..EventFilter::default() };
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Rapporteur//Rapporteur//EN\r\nCALSCALE:GREGORIAN\r\n");
    let stamp = reader.newest_day()?.unwrap_or_else(|| "1970-01-01".to_owned()).replace('-', "");
    for event in rapporteur_views::headlines(reader, &filter)? {
        // A day "from … on" or a month is no day to be at.
        let Some((first, last)) = event.date.filter(|d| !d.is_open()).and_then(days) else { continue };
        let end = last.tomorrow().unwrap_or(last);
        let place = event.place.as_ref().map(|p| super_place(&p.name, p.country, view)).unwrap_or_default();
        let mut line = |text: String| out.push_str(&folded(&text));
        line("BEGIN:VEVENT".to_owned());
        line(format!("UID:{}@rapporteur", event.id));
        line(format!("DTSTAMP:{stamp}T000000Z"));
        line(format!("DTSTART;VALUE=DATE:{}", first.strftime("%Y%m%d")));
        line(format!("DTEND;VALUE=DATE:{}", end.strftime("%Y%m%d")));
        line(format!("SUMMARY:{}", value(&event.title)));
        if !place.is_empty() {
            line(format!("LOCATION:{}", value(&place)));
        }
        line("STATUS:TENTATIVE".to_owned());
        line("END:VEVENT".to_owned());
    }
    out.push_str("END:VCALENDAR\r\n");
    Ok(out)
}

fn super_place(name: &str, country: Option<rapporteur_model::Country>, view: &View) -> String {
    let country = country.map(|c| rapporteur_views::country_name(c, view.ask.words.lang));
    country.map_or_else(|| name.to_owned(), |c| format!("{name}, {c}"))
}

/// First and last day, where both are days.
fn days(date: Edtf) -> Option<(Date, Date)> {
    date.first()?.to_day().zip(date.last()?.to_day())
}

/// Text of a property.
fn value(text: &str) -> String {
    let plain = crate::html::plain(text).replace(['\n', '\r', '\t'], " ");
    plain.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// A line of at most 75 bytes, gone on with a space in the next ones.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 74 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::{folded, value};

    #[test]
    fn lines_of_a_calendar_are_short_and_plain() {
        let line = folded(&format!("SUMMARY:{}", value(&"встреча; \n".repeat(30))));
        assert!(line.split("\r\n").all(|part| part.len() <= 75) && line.contains("\\;") && !line.contains(" \n"));
    }
}
