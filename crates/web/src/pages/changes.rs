//! What is new since a day, what changed its status, what fell due.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use jiff::ToSpan;
use jiff::civil::Date;
use rapporteur_views::ChangeView;

use super::Layout;
use super::line;
use super::timeline::{Choice, saves};
use crate::app::App;
use crate::asked::Asked;
use crate::lists::{Changes, word};
use crate::problem::Problem;
use crate::request::{Ask, VISIT_COOKIE};
use crate::words::Words;

/// A change.
struct Changed {
    class: String,
    what: String,
    text: String,
    href: String,
}

#[derive(Template)]
#[template(path = "changes.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    since: String,
    choices: Vec<Choice>,
    days: Vec<(String, Vec<Changed>)>,
    next: Option<String>,
    saves: Vec<(&'static str, String)>,
}

/// Changes of a page.
const SHOWN: usize = 200;

/// Shows the changes since a day: the one asked for, else the last visit, else a month before the newest report.
pub(super) async fn page(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(<Changes as crate::lists::List>::FILTERS)?;
    let (since, as_of, before) = (asked.day("since")?, asked.day("as_of")?, asked.number("cursor")?.unwrap_or_default());
    let last_visit: Option<Date> = ask.last_visit.as_deref().and_then(|day| day.parse().ok());
    let mut response = app
        .read(&ask, move |reader, view| {
            let w = view.ask.words;
            let newest: Option<Date> = reader.newest_day()?.and_then(|day| day.parse().ok());
            let ago = |days: i64| newest.and_then(|day| day.checked_sub(days.days()).ok());
            let since = since.or(last_visit).or_else(|| ago(30)).unwrap_or(Date::constant(1900, 1, 1));
            let all = view.kept(&format!("changes {since} {as_of:?}"), || rapporteur_views::untitled_changes(reader, since, as_of))?;
            if view.is_held() {
                return Ok(crate::api::unchanged(view));
            }
            let mut days: Vec<(String, Vec<Changed>)> = Vec::new();
            let shown: Vec<ChangeView> = all.iter().rev().skip(before).take(SHOWN).cloned().collect();
            for change in &rapporteur_views::titled(reader, &shown)? {
                let day = w.date(change.day.parse().ok());
                match days.last_mut() {
                    Some((last, group)) if *last == day => group.push(changed(change, w)),
                    _ => days.push((day, vec![changed(change, w)])),
                }
            }
            let choice = |name: String, day: Date| Choice {
                name,
                count: String::new(),
                href: asked.with("/changes", "since", &day.to_string()),
                chosen: day == since,
            };
            let visit = last_visit.map(|day| choice(w.since_last_visit.to_owned(), day));
            let spans = [7, 30, 90, 365].into_iter().filter_map(|days| {
                let day = ago(days)?;
                Some(choice(format!("{} {}", w.since.to_lowercase(), w.date(day.to_string().parse().ok())), day))
            });
            let export = Asked::of(&format!("since={since}"));
            let template = Page {
                l: Layout::of(view, "changes", w.changes),
                w,
                since: since.to_string(),
                choices: visit.into_iter().chain(spans).collect(),
                next: (all.len() > before + SHOWN).then(|| asked.with("/changes", "cursor", &(before + SHOWN).to_string())),
                days,
                saves: saves("/api/v1/changes", &export),
            };
            super::page(view, &template)
        })
        .await?;
    let today = jiff::Zoned::now().date();
    let kept = format!("{VISIT_COOKIE}={today}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly");
    if last_visit.is_none_or(|day| day != today)
        && let Ok(value) = HeaderValue::from_str(&kept)
    {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    Ok(response)
}

fn changed(change: &ChangeView, w: &Words) -> Changed {
    let kind = word(&change.change);
    let class = match kind.as_str() {
        "past_due" => "past".to_owned(),
        "moved" => "planned".to_owned(),
        kind => kind.to_owned(),
    };
    Changed { class, what: w.term("change", &kind), text: change.text.clone(), href: line::entry(&change.id) }
}
