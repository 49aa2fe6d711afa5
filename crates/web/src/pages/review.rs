//! The queue of what an analyst should look at, one decision a screen; taking a decision from a form; the log.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::response::Response;
use rapporteur_model::Verdict;
use rapporteur_views::{JudgementView, Proposal, Reader, ReviewView, State as Worth};
use serde::Deserialize;

use super::line::{self, Named};
use super::timeline::saves;
use super::words_of::{self, Words as Evidence};
use super::{Layout, country_words};
use crate::api::Decision;
use crate::app::App;
use crate::asked::Asked;
use crate::lists::{Judgements, List, part, word};
use crate::problem::Problem;
use crate::request::Ask;
use crate::words::Words;

/// A judgement of the log.
pub(super) struct Logged {
    pub(super) id: String,
    pub(super) when: String,
    pub(super) who: String,
    pub(super) verdict: String,
    pub(super) on: String,
    pub(super) change: String,
    pub(super) why: String,
    pub(super) state: String,
    pub(super) can_undo: bool,
    pub(super) entries: Vec<Named>,
}

/// One side of a matter: an entry with its words.
struct Side {
    title: String,
    href: String,
    note: String,
    words: Option<Evidence>,
}

/// A decision that can be taken.
struct Button {
    verdict: String,
    label: String,
    key: &'static str,
    entry: String,
    other: String,
    field: String,
    value: String,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    at: usize,
    count: usize,
    heading: String,
    detail: String,
    hint: String,
    sides: Vec<Side>,
    buttons: Vec<Button>,
    next: Option<String>,
    previous: Option<String>,
    back: String,
    done: Option<String>,
    empty: bool,
}

/// Shows one matter of the queue.
pub(super) async fn page(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    let asked = Asked::of(&ask.query).only(&["at", "done"])?;
    let at = asked.number("at")?.unwrap_or_default();
    app.read(&ask, move |reader, view| {
        let w = view.ask.words;
        let all = view.kept("review", || rapporteur_views::queue(reader))?;
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let at = at.min(all.len().saturating_sub(1));
        let to = |at: usize| format!("/review?at={at}");
        let (mut sides, mut buttons) = (Vec::new(), Vec::new());
        let (mut heading, mut detail, mut hint) = (w.review.to_owned(), String::new(), String::new());
        if let Some(queued) = all.get(at) {
            let item = &rapporteur_views::shown(reader, queued)?;
            let kind = word(&item.kind);
            heading = w.term("matter", &kind);
            hint = w.term("hint", &kind);
            detail = told(item, w);
            for (n, id) in item.ids.iter().enumerate().take(2) {
                sides.push(side(reader, id, item.titles.get(n).map_or("", String::as_str), w)?);
            }
            buttons = item.proposals.iter().enumerate().map(|(n, p)| button(n, p, w)).collect();
        }
        let template = Page {
            l: Layout::of(view, "review", w.review),
            w,
            at: at + 1,
            count: all.len(),
            heading,
            detail,
            hint,
            sides,
            buttons,
            next: (at + 1 < all.len()).then(|| to(at + 1)),
            previous: at.checked_sub(1).map(to),
            back: to(at),
            done: asked.one("done").filter(|id| id.starts_with("j-")),
            empty: all.is_empty(),
        };
        super::page(view, &template)
    })
    .await
}

/// What the matter is, in the record's own words.
fn told(item: &ReviewView, w: &Words) -> String {
    match word(&item.kind).as_str() {
        "disagreement" => w.term("role", &item.detail),
        "unsure" => format!("{} {}", w.confidence.to_lowercase(), item.detail),
        "namesakes" => String::new(),
        "missing_session" => format!("№ {}", item.detail),
        _ => item.detail.clone(),
    }
}

fn side(reader: &Reader<'_>, id: &str, title: &str, w: &Words) -> Result<Side, Problem> {
    let mut note = String::new();
    let href = if reader.report_head(id)?.is_some() {
        line::report(id)
    } else if id.starts_with("j-") {
        format!("/judgements#{id}")
    } else {
        line::entry(id)
    };
    if let Some(e) = rapporteur_views::entity(reader, id)? {
        let post = e.posts.first().map(|p| {
            let house = p.organisation.as_ref().map(|o| o.name.clone());
            [Some(p.title.clone()), house].into_iter().flatten().collect::<Vec<_>>().join(", ")
        });
        let parts = [post, Some(country_words(e.country, w)), Some(w.count(&w.report_word, e.reports_count as u64))];
        note = parts.into_iter().flatten().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ");
    } else if let Some(e) = rapporteur_views::event(reader, id)? {
        let place = e.place.as_ref().map(|p| super::place_words(&p.name, p.country, w)).unwrap_or_default();
        let parts = [w.term("kind", &word(&e.kind)), w.date(e.date), place, w.term("status", &word(&e.status))];
        note = parts.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" · ");
    }
    Ok(Side { title: title.to_owned(), href, note, words: words_of::of(reader, id, w)? })
}

/// Keys of decisions; values of a field by their place.
fn button(n: usize, p: &Proposal, w: &Words) -> Button {
    const PLACES: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let verdict = word(&p.verdict);
    let key = match p.verdict {
        Verdict::Same => "s",
        Verdict::Different => "d",
        Verdict::Split => "p",
        Verdict::Confirm => "c",
        Verdict::Reject => "x",
        Verdict::Undo => "z",
        Verdict::Correct => PLACES.get(n).copied().unwrap_or(""),
    };
    let (field, value) = p.correction.clone().unwrap_or_default();
    let label = match field.as_str() {
        "date" => value.parse().map_or_else(|_| value.clone(), |d| w.date(Some(d))),
        "status" => w.term("status", &value),
        "" => w.term("verdict", &verdict),
        _ => value.clone(),
    };
    let mut entries = p.entries.iter().cloned();
    Button { verdict, label, key, entry: entries.next().unwrap_or_default(), other: entries.next().unwrap_or_default(), field, value }
}

/// What a form sends.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    form: String,
    verdict: String,
    entry: String,
    #[serde(default)]
    other: String,
    #[serde(default)]
    report: String,
    #[serde(default)]
    mention: String,
    #[serde(default)]
    field: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    back: String,
}

/// Takes a judgement from a form, and goes back to where it was sent.
pub(super) async fn judge(State(app): State<App>, ask: Ask, sent: Result<Form<Sent>, FormRejection>) -> Result<Response, Problem> {
    let Form(sent) = sent.map_err(|rejection| Problem::request(rejection.body_text()))?;
    if !app.keys.is_form(&sent.form) {
        return Err(Problem::other_site());
    }
    let verdict: Verdict = serde_json::from_value(serde_json::Value::String(sent.verdict.clone()))
        .map_err(|_| Problem::request(format!("there is no verdict {:?}", sent.verdict)))?;
    let some = |text: String| (!text.trim().is_empty()).then_some(text);
    let decision = Decision {
        verdict,
        entry: sent.entry,
        other: some(sent.other),
        report: some(sent.report),
        mention: some(sent.mention),
        field: some(sent.field),
        value: some(sent.value),
        why: some(sent.why).unwrap_or_else(|| ask.words.why_default.to_owned()),
        who: some(sent.who),
    };
    let id = crate::api::take(&app, decision).await?;
    let back = super::local(&sent.back);
    let (path, query) = back.split_once('?').unwrap_or((&back, ""));
    let shows = path == "/review" || path == "/judgements";
    let to = if shows { Asked::of(query).with(path, "done", &id) } else { back.clone() };
    Ok(super::go(&to))
}

#[derive(Template)]
#[template(path = "judgements.html")]
struct LogPage {
    l: Layout,
    w: &'static Words,
    judgements: Vec<Logged>,
    next: Option<String>,
    first: Option<String>,
    saves: Vec<(&'static str, String)>,
    done: Option<String>,
}

/// Shows the log, the latest first.
pub(super) async fn log(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    let known: Vec<&str> = Judgements::FILTERS.iter().copied().chain(["done"]).collect();
    let asked = Asked::of(&ask.query).only(&known)?;
    let filter = Judgements.filter(&asked)?;
    app.read(&ask, move |reader, view| {
        let w = view.ask.words;
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let mut all = part(&Judgements, reader, &filter, None, crate::asked::MOST)?.rows;
        all.reverse();
        let before = asked.number("cursor")?.unwrap_or_default();
        let limit = asked.limit()? as usize;
        let shown = all.iter().skip(before).take(limit).map(|j| logged(reader, j, w)).collect::<Result<_, _>>()?;
        let template = LogPage {
            l: Layout::of(view, "review", w.log),
            w,
            judgements: shown,
            next: (all.len() > before + limit).then(|| asked.with("/judgements", "cursor", &(before + limit).to_string())),
            first: (before > 0).then(|| asked.without("/judgements", &[])),
            saves: saves("/api/v1/judgements", &Asked::default()),
            done: asked.one("done").filter(|id| id.starts_with("j-")),
        };
        super::page(view, &template)
    })
    .await
}

fn logged(reader: &Reader<'_>, j: &JudgementView, w: &Words) -> Result<Logged, Problem> {
    let mut entries = Vec::new();
    for id in &j.entries {
        let name = super::timeline::entity_name(reader, id)?;
        let name = if name == *id { rapporteur_views::event(reader, id)?.map_or(name, |e| e.title) } else { name };
        entries.push(Named { name, href: Some(line::entry(id)), note: String::new() });
    }
    let other = j.other_quote.as_ref().map(|o| format!(" / “{o}”")).unwrap_or_default();
    let change = j.correction.as_ref().filter(|(field, _)| field != "mention");
    Ok(Logged {
        id: j.id.clone(),
        when: j.when.get(..16).unwrap_or(&j.when).replace('T', " "),
        who: j.who.clone(),
        verdict: w.term("verdict", &word(&j.verdict)),
        on: j.undoes.clone().unwrap_or_else(|| format!("“{}”{other}", j.quote)),
        change: change.map(|(field, value)| format!("{} = {value}", w.term("role", field))).unwrap_or_default(),
        why: j.why.clone(),
        state: w.term("judged", &word(&j.state)),
        can_undo: matches!(j.state, Worth::InForce | Worth::Lost | Worth::Superseded),
        entries,
    })
}

/// The judgements on an entry.
pub(super) fn of_entry(reader: &Reader<'_>, id: &str, w: &Words) -> Result<Vec<Logged>, Problem> {
    if reader.judgements()?.is_empty() {
        return Ok(Vec::new());
    }
    let all = rapporteur_views::judgements(reader)?;
    all.iter().filter(|j| j.entries.iter().any(|e| e == id)).map(|j| logged(reader, j, w)).collect()
}
