//! The page of a person, organisation, body, place or product.

use askama::Template;
use axum::response::Response;
use jiff::civil::Date;
use rapporteur_model::{Edtf, EntityKind};
use rapporteur_views::{EntityView, EventFilter, EventOrder, InstrumentFilter, PostView, Reader, RelationFilter, SeriesView};

use super::line::{self, EventLine, Named, named};
use super::{Layout, country_words};
use crate::app::View;
use crate::lists::word;
use crate::problem::Problem;
use crate::svg;
use crate::words::Words;

/// A post, with its bar of time.
struct Held {
    title: String,
    house: Named,
    country: String,
    phase: Option<String>,
    from: String,
    to: String,
    bar: Option<String>,
    reports: String,
    quote: Option<(String, String)>,
}

/// Somebody met.
struct Met {
    who: Named,
    count: u32,
    bar: String,
}

/// A relation.
struct Related {
    words: String,
    href: String,
    ends: Vec<Named>,
    date: String,
}

/// The sessions of a body.
pub(super) struct Ladder {
    pub(super) body: Named,
    pub(super) rungs: Vec<Rung>,
    pub(super) told: String,
}

/// A session, or numbers that no report tells of.
pub(super) struct Rung {
    pub(super) number: String,
    pub(super) class: String,
    pub(super) status: String,
    pub(super) date: String,
    pub(super) place: String,
    pub(super) href: Option<String>,
    /// Whose turn it was to receive: "left" for the first country told, "right" for the other.
    pub(super) side: &'static str,
    pub(super) chairs: Vec<Named>,
}

#[derive(Template)]
#[template(path = "entity.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    id: String,
    kind_word: String,
    heading: String,
    country: String,
    names: Vec<(String, String, u32)>,
    posts: Vec<Held>,
    scale: Scale,
    relations: Vec<Related>,
    ladders: Vec<Ladder>,
    met: Vec<Met>,
    events: Vec<(String, Vec<EventLine>)>,
    event_count: String,
    all_events: String,
    more_events: bool,
    papers: Vec<(String, Named)>,
    reports: Vec<(String, Named)>,
    report_count: String,
    more_reports: usize,
    judgements: Vec<super::review::Logged>,
    fields: &'static [&'static str],
    has_neighbours: bool,
}

/// Events, documents and reports of a page.
const EVENTS: u32 = 20;
const PAPERS: u32 = 20;
const REPORTS: usize = 40;
const COMPANIONS: u32 = 10;

/// Shows an entity.
pub(super) fn page(reader: &Reader<'_>, view: &View, e: EntityView) -> Result<Response, Problem> {
    let w = view.ask.words;
    let kind = word(&e.kind);
    let parameter = match e.kind {
        EntityKind::Body => "body",
        EntityKind::Place => "place",
        EntityKind::Person | EntityKind::Organisation | EntityKind::Product => "participant",
    };
    let mut filter = EventFilter { order: EventOrder::DateDescending, ..EventFilter::default() };
    match e.kind {
        EntityKind::Body => filter.body = Some(e.id.clone()),
        EntityKind::Place => filter.place = Some(e.id.clone()),
        _ => filter.participant = Some(e.id.clone()),
    }
    let count = reader.event_count(&filter)?;
    filter.limit = Some(EVENTS);
    let mut lines = Vec::new();
    let brief = &reader.brief();
    for event in rapporteur_views::events(brief, &filter)? {
        lines.push(line::line(reader, &event, w)?);
    }
    let (posts, scale) = posts(reader, &e.posts, w)?;
    let series = if e.kind == EntityKind::Body { rapporteur_views::series(reader, Some(&e.id))? } else { Vec::new() };
    let own = series.iter().filter(|s| s.body.id.as_deref() == Some(e.id.as_str()));
    let met = met(reader, &e.id)?;
    let template = Page {
        l: Layout::of(view, section(e.kind), e.name.clone()),
        w,
        kind_word: w.term("entity", &kind),
        heading: e.name.clone(),
        country: country_words(e.country, w),
        names: e.names.iter().map(|n| (n.text.clone(), w.term("lang", &n.lang), n.count)).collect(),
        posts,
        scale,
        relations: relations(reader, &e.id, w)?,
        ladders: own.map(|s| ladder(reader, s, w)).collect::<Result<_, _>>()?,
        has_neighbours: !met.is_empty(),
        met,
        events: line::by_month(lines, w),
        event_count: w.count(&w.event_word, count),
        all_events: crate::asked::address("/", &[(parameter, &e.id)]),
        more_events: count > EVENTS,
        papers: papers(reader, &e.id, w)?,
        reports: reports(reader, &e.reports, w)?,
        report_count: w.count(&w.report_word, e.reports_count as u64),
        more_reports: e.reports_count.saturating_sub(REPORTS),
        judgements: super::review::of_entry(reader, &e.id, w)?,
        fields: rapporteur_model::ENTITY_FIELDS,
        id: e.id,
    };
    super::page(view, &template)
}

fn section(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "people",
        EntityKind::Organisation => "organisations",
        EntityKind::Body => "sessions",
        EntityKind::Place => "places",
        EntityKind::Product => "products",
    }
}

/// First and last day of a scale of time, in words; none where all is told of one day.
type Scale = Option<(String, String)>;

/// Posts with bars on one scale of time, which the first and the last day told bound.
fn posts(reader: &Reader<'_>, posts: &[PostView], w: &Words) -> Result<(Vec<Held>, Scale), Problem> {
    let number = |day: Date| day.since(Date::constant(2000, 1, 1)).map_or(0.0, |span| f64::from(span.get_days()));
    let reach = |p: &PostView| {
        let first = p.from.and_then(Edtf::bounds).map(|(first, _)| first)?;
        let last = p.to.and_then(Edtf::bounds).map_or(first, |(_, last)| last);
        Some((first, last.max(first)))
    };
    let all: Vec<(Date, Date)> = posts.iter().filter_map(reach).collect();
    let ends = all.iter().map(|(first, _)| *first).min().zip(all.iter().map(|(_, last)| *last).max());
    let mut held = Vec::new();
    for p in posts {
        let phase = word(&p.phase);
        let told = (phase != "current").then(|| w.term("phase", &phase));
        let (from, to) = (w.date(p.from), w.date(p.to));
        let bar = reach(p).zip(ends).map(|((first, last), (from_day, to_day))| {
            let label = format!("{}: {from} – {to}", p.title);
            svg::lasting(
                &svg::Span { first: number(first), last: number(last), label, class: phase.clone() },
                number(from_day),
                number(to_day),
            )
        });
        let quote = p.evidence.iter().find(|q| !q.quote.is_empty()).map(|q| (q.quote.clone(), line::report(&q.report)));
        held.push(Held {
            title: p.full_title(),
            house: p.organisation.as_ref().map(|o| named(reader, o)).transpose()?.unwrap_or_default(),
            country: country_words(p.country, w),
            phase: told,
            from,
            to,
            bar,
            reports: w.count(&w.report_word, p.reports_count as u64),
            quote,
        });
    }
    let scale = ends.filter(|(a, b)| a < b).map(|(a, b)| (w.date(Some(Edtf::Date(day(a)))), w.date(Some(Edtf::Date(day(b))))));
    Ok((held, scale))
}

fn day(day: Date) -> rapporteur_model::PartialDate {
    rapporteur_model::PartialDate::from_day(day)
}

fn met(reader: &Reader<'_>, id: &str) -> Result<Vec<Met>, Problem> {
    let found = rapporteur_views::companions(reader, id, COMPANIONS)?;
    let most = found.iter().map(|c| c.count).max().unwrap_or(1);
    let one =
        |c: &rapporteur_views::CompanionView| Ok(Met { who: named(reader, &c.entity)?, count: c.count, bar: svg::share(c.count, most) });
    found.iter().map(one).collect()
}

fn relations(reader: &Reader<'_>, id: &str, w: &Words) -> Result<Vec<Related>, Problem> {
    let filter = RelationFilter { entity: Some(id.to_owned()), limit: Some(60), ..RelationFilter::default() };
    let mut all = Vec::new();
    for r in rapporteur_views::relations(&reader.brief(), &filter)? {
        let mut ends = Vec::new();
        for end in r.ends.iter().filter(|end| end.entity.id.as_deref() != Some(id)) {
            ends.push(Named { note: w.term("role", &end.role), ..named(reader, &end.entity)? });
        }
        all.push(Related { words: super::lists::relation_words(&r, w), href: line::entry(&r.id), ends, date: w.date(r.date) });
    }
    Ok(all)
}

fn papers(reader: &Reader<'_>, id: &str, w: &Words) -> Result<Vec<(String, Named)>, Problem> {
    let filter = InstrumentFilter { party: Some(id.to_owned()), limit: Some(PAPERS), ..InstrumentFilter::default() };
    let paper = |i: rapporteur_views::InstrumentView| {
        let note = w.term("status", &word(&i.status));
        (w.date(i.date), Named { name: i.title, href: Some(line::entry(&i.id)), note })
    };
    Ok(rapporteur_views::instruments(&reader.brief(), &filter)?.into_iter().map(paper).collect())
}

/// Reports, the newest first.
fn reports(reader: &Reader<'_>, ids: &[String], w: &Words) -> Result<Vec<(String, Named)>, Problem> {
    let mut all = Vec::new();
    for id in ids {
        if let Some(r) = rapporteur_views::report(reader, id)? {
            all.push(r);
        }
    }
    let first = |r: &rapporteur_views::ReportView| r.published.and_then(Edtf::sort_date);
    all.sort_by(|a, b| first(b).cmp(&first(a)).then_with(|| a.id.cmp(&b.id)));
    let shown = |r: rapporteur_views::ReportView| {
        let name = Named { name: r.title.unwrap_or(r.path), href: Some(line::report(&r.id)), note: r.publisher.unwrap_or_default() };
        (w.date(r.published), name)
    };
    Ok(all.into_iter().take(REPORTS).map(shown).collect())
}

/// Missing rungs in a row that are shown one by one.
const FEW: usize = 3;

/// A ladder in which many missing rungs in a row are one ("2–16").
fn without_long_gaps(rungs: Vec<Rung>) -> Vec<Rung> {
    let mut kept: Vec<Rung> = Vec::new();
    let mut rungs = rungs.into_iter().peekable();
    while let Some(rung) = rungs.next() {
        if rung.class != "missing" {
            kept.push(rung);
            continue;
        }
        let mut gap = vec![rung];
        while let Some(next) = rungs.next_if(|next| next.class == "missing") {
            gap.push(next);
        }
        if gap.len() <= FEW {
            kept.append(&mut gap);
        } else if let (Some(last), Some(mut first)) = (gap.first().map(|rung| rung.number.clone()), gap.pop()) {
            first.number = format!("{}–{last}", first.number);
            kept.push(first);
        }
    }
    kept
}

/// The sessions of a body as a ladder, the latest on top.
pub(super) fn ladder(reader: &Reader<'_>, series: &SeriesView, w: &Words) -> Result<Ladder, Problem> {
    let mut rungs = Vec::new();
    let mut first_host = None;
    let held = series.sessions.iter().filter(|s| s.event.is_some()).count();
    for s in &series.sessions {
        let event = s.event.as_deref().map(|id| rapporteur_views::meeting(reader, id)).transpose()?.flatten();
        let host = event.as_ref().and_then(|(place, _)| place.as_ref()).and_then(|p| p.country);
        if first_host.is_none() {
            first_host = host;
        }
        let side = match (host, first_host) {
            (Some(host), Some(first)) if host == first => "left",
            (Some(_), _) => "right",
            (None, _) => "middle",
        };
        let mut chairs = Vec::new();
        for p in event.iter().flat_map(|(_, people)| people).filter(|p| p.role == "co_chair") {
            chairs.push(Named { note: country_words(p.country, w), ..named(reader, &p.entity)? });
        }
        let place = event.as_ref().and_then(|(place, _)| place.as_ref()).map(|p| super::place_words(&p.name, p.country, w));
        let (class, status) = match s.status.as_str() {
            // Its time is over, and nobody says that it was held.
            _ if s.unreported => ("past_due", w.term("outcome", "past_due")),
            "held" => ("held", String::new()),
            other => (other, w.term("status", other)),
        };
        rungs.push(Rung {
            number: s.ordinal.map_or_else(|| "–".to_owned(), |n| n.to_string()),
            class: class.to_owned(),
            status,
            date: w.date(s.date),
            place: place.or_else(|| s.place.clone()).unwrap_or_default(),
            href: s.event.as_deref().map(line::entry),
            side,
            chairs,
        });
    }
    rungs.reverse();
    let rungs = without_long_gaps(rungs);
    Ok(Ladder { body: named(reader, &series.body)?, rungs, told: w.count(&w.session_word, held as u64) })
}
