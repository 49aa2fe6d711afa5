//! The timeline: events by month, the choices beside them with numbers, bars to narrow by.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rapporteur_model::Country;
use rapporteur_views::{ChoiceView, EventFilter, EventOrder, FacetsView};

use super::Layout;
use super::line::{self, EventLine};
use crate::app::App;
use crate::asked::Asked;
use crate::lists::{Events, List, event_filter, part};
use crate::problem::Problem;
use crate::request::Ask;
use crate::svg::{self, Bar};
use crate::words::Words;

/// A choice beside the list.
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) count: String,
    pub(super) href: String,
    pub(super) chosen: bool,
}

/// Choices of one sort.
pub(super) struct Group {
    pub(super) name: &'static str,
    pub(super) choices: Vec<Choice>,
    /// Open where one is chosen, or where it is short.
    pub(super) open: bool,
}

/// A filter that is in force.
struct Chip {
    name: String,
    value: String,
    href: String,
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct Page {
    l: Layout,
    w: &'static Words,
    total: String,
    chips: Vec<Chip>,
    clear: String,
    groups: Vec<Group>,
    bars: String,
    bars_title: &'static str,
    range: Option<String>,
    months: Vec<(String, Vec<EventLine>)>,
    next: Option<String>,
    first: Option<String>,
    order: (String, &'static str),
    hidden: Vec<(String, String)>,
    from: String,
    to: String,
    between: String,
    text: String,
    saves: Vec<(&'static str, String)>,
    empty_record: bool,
}

/// Events of a page.
const LINES: u32 = 40;

/// Shows the timeline.
pub(super) async fn page(State(app): State<App>, ask: Ask) -> Result<Response, Problem> {
    let known: Vec<&str> = Events::FILTERS.iter().copied().chain(["open"]).collect();
    let asked = Asked::of(&ask.query).only(&known)?;
    let mut filter = event_filter(&asked)?;
    if asked.one("sort").is_none() {
        filter.order = EventOrder::DateDescending;
    }
    app.read(&ask, move |reader, view| {
        let w = view.ask.words;
        let limit = if asked.one("limit").is_some() { asked.limit()? } else { LINES };
        let reader = &reader.brief();
        let found = part(&Events, reader, &filter, asked.one("cursor").as_deref(), limit)?;
        if view.is_held() {
            return Ok(crate::api::unchanged(view));
        }
        let choices = view.kept(&format!("facets {filter:?}"), || rapporteur_views::facets(reader, &filter))?;
        let open = asked.one("open");
        let mut lines = Vec::with_capacity(found.rows.len());
        for event in &found.rows {
            let mut one = line::line(reader, event, w)?;
            one.opener = opener(&asked, &event.id);
            if open.as_deref() == Some(event.id.as_str()) {
                one.open = super::words_of::of(reader, &event.id, w)?;
            }
            lines.push(one);
        }
        let newest = filter.order == EventOrder::DateDescending;
        let by_date = matches!(filter.order, EventOrder::Date | EventOrder::DateDescending);
        let months = if by_date { line::by_month(lines, w) } else { vec![(String::new(), lines)] };
        let (bars, bars_title) = bars(&asked, &filter, &choices, w);
        let template = Page {
            total: w.count(&w.event_word, choices.total),
            chips: chips(&asked, reader, w)?,
            clear: "/".to_owned(),
            groups: groups(&asked, &choices, w),
            bars,
            bars_title,
            range: range(&choices),
            months,
            next: found.next.map(|cursor| asked.with("/", "cursor", &cursor)),
            first: asked.one("cursor").map(|_| asked.without("/", &[])),
            order: if newest { (asked.with("/", "sort", "date"), w.oldest_first) } else { (asked.without("/", &["sort"]), w.newest_first) },
            hidden: kept(&asked, &["from", "to", "between", "q", "cursor", "open"]),
            from: asked.one("from").unwrap_or_default(),
            to: asked.one("to").unwrap_or_default(),
            between: asked.one("between").unwrap_or_default(),
            text: asked.one("q").unwrap_or_default(),
            saves: saves("/api/v1/events", &asked),
            empty_record: choices.total == 0 && asked.pairs().is_empty(),
            l: Layout::of(view, "timeline", w.timeline),
            w,
        };
        super::page(view, &template)
    })
    .await
}

/// Names and values that a form keeps.
pub(super) fn kept(asked: &Asked, but: &[&str]) -> Vec<(String, String)> {
    asked.pairs().iter().filter(|(name, _)| !but.contains(&name.as_str())).cloned().collect()
}

/// This very part of the list, with one event open.
fn opener(asked: &Asked, id: &str) -> String {
    let pairs = kept(asked, &["open"]);
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).chain([("open", id)]).collect();
    format!("{}#{id}", crate::asked::address("/", &pairs))
}

/// The list as files.
pub(super) fn saves(path: &str, asked: &Asked) -> Vec<(&'static str, String)> {
    let pairs: Vec<(&str, &str)> = asked
        .pairs()
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "cursor" | "open" | "limit" | "format"))
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    let to = |format: &'static str| crate::asked::address(path, &[pairs.as_slice(), &[("format", format)]].concat());
    vec![("CSV", to("csv")), ("JSON lines", to("jsonl")), ("JSON", to("json"))]
}

fn groups(asked: &Asked, all: &FacetsView, w: &'static Words) -> Vec<Group> {
    let group =
        |name: &'static str, parameter: &str, choices: &[ChoiceView], word: &dyn Fn(&ChoiceView) -> String, many: bool, open: bool| {
            let choice = |c: &ChoiceView| Choice {
                name: word(c),
                count: w.figure(u64::from(c.count)),
                href: match (many, asked.has(parameter, &c.key)) {
                    (true, _) => asked.toggled("/", parameter, &c.key),
                    (false, true) => asked.without("/", &[parameter]),
                    (false, false) => asked.with("/", parameter, &c.key),
                },
                chosen: asked.has(parameter, &c.key),
            };
            let choices: Vec<Choice> = choices.iter().map(choice).collect();
            Group { name, open: open || choices.iter().any(|c| c.chosen), choices }
        };
    let country = |c: &ChoiceView| Country::new(&c.key).map_or_else(|| c.key.clone(), |code| rapporteur_views::country_name(code, w.lang));
    let name = |c: &ChoiceView| c.name.clone();
    let all = vec![
        group(w.kind, "kind", &all.kinds, &|c| w.term("kind", &c.key), true, true),
        group(w.status, "status", &all.statuses, &|c| w.term("status", &c.key), true, false),
        group(w.country, "country", &all.countries, &country, false, false),
        group(w.person, "participant", &all.people, &name, false, false),
        group(w.organisation, "participant", &all.organisations, &name, false, false),
        group(w.body, "body", &all.bodies, &name, false, false),
        group(w.language, "language", &all.languages, &|c| w.term("lang", &c.key), false, false),
    ];
    all.into_iter().filter(|g| !g.choices.is_empty()).collect()
}

fn chips(asked: &Asked, reader: &rapporteur_views::Reader<'_>, w: &'static Words) -> Result<Vec<Chip>, Problem> {
    let mut chips = Vec::new();
    for (name, value) in asked.pairs() {
        if matches!(name.as_str(), "cursor" | "open" | "limit" | "lang" | "sort" | "format") {
            continue;
        }
        let values: Vec<&str> = if matches!(name.as_str(), "kind" | "status") { value.split(',').collect() } else { vec![value] };
        for one in values {
            let label = match name.as_str() {
                "kind" => w.kind,
                "status" => w.status,
                "country" => w.country,
                "from" => w.from,
                "to" => w.to,
                "between" => w.between,
                "q" => w.text,
                "body" => w.body,
                "person" => w.person,
                "organisation" => w.organisation,
                "place" => w.place,
                "language" => w.language,
                "report" => w.reports,
                "disputed" => w.disputed_only,
                "participant" | "with" => w.participants,
                _ => "",
            };
            let shown = match name.as_str() {
                "kind" | "status" => w.term(name, one),
                "language" => w.term("lang", one),
                "country" => super::country_words(Country::new(one), w),
                "disputed" | "possible" => String::new(),
                "participant" | "body" | "place" | "person" | "with" => entity_name(reader, one)?,
                "report" => rapporteur_views::report(reader, one)?.and_then(|r| r.title).unwrap_or_else(|| one.to_owned()),
                _ => one.to_owned(),
            };
            let href = if value.contains(',') && matches!(name.as_str(), "kind" | "status") {
                asked.toggled("/", name, one)
            } else {
                asked.without("/", &[name])
            };
            chips.push(Chip { name: label.to_owned(), value: svg::short(&shown, 60), href });
        }
    }
    Ok(chips)
}

/// The name of an entry by its id; the words themselves where they are no id.
pub(super) fn entity_name(reader: &rapporteur_views::Reader<'_>, id: &str) -> Result<String, Problem> {
    Ok(if reader.is_listed(id)? { rapporteur_views::entity_name(reader, id)? } else { id.to_owned() })
}

/// Months up to here stand as months; longer times as years.
const MONTHS: usize = 96;

/// Bars by month where the time that is looked at is short, else by year; a bar narrows to its time.
fn bars(asked: &Asked, filter: &EventFilter, all: &FacetsView, w: &'static Words) -> (String, &'static str) {
    let within = |month: &str| {
        let from = filter.from.as_deref().and_then(|d| d.get(..7)).is_none_or(|first| month >= first);
        from && filter.to.as_deref().and_then(|d| d.get(..7)).is_none_or(|last| month <= last)
    };
    let counted: BTreeMap<&str, u32> = all.months.iter().map(|m| (m.key.as_str(), m.count)).collect();
    let (Some(first), Some(last)) = (counted.keys().next(), counted.keys().next_back()) else { return (String::new(), w.events_by_month) };
    let months = between(first, last);
    if months.len() <= MONTHS {
        let bar = |month: &String| Bar {
            label: line::month(month, w),
            tick: month.ends_with("-01").then(|| month[..4].to_owned()),
            count: counted.get(month.as_str()).copied().unwrap_or_default(),
            href: narrowed(asked, month),
            chosen: within(month),
        };
        return (svg::bars(&months.iter().map(bar).collect::<Vec<_>>(), w.events_by_month), w.events_by_month);
    }
    let mut years: BTreeMap<&str, u32> = BTreeMap::new();
    for month in &months {
        *years.entry(&month[..4]).or_default() += counted.get(month.as_str()).copied().unwrap_or_default();
    }
    let every = years.len() / 12 + 1;
    let bar = |(n, (year, count)): (usize, (&&str, &u32))| Bar {
        label: (*year).to_owned(),
        tick: (n % every == 0).then(|| (*year).to_owned()),
        count: *count,
        href: narrowed(asked, year),
        chosen: within(&format!("{year}-01")) || within(&format!("{year}-12")),
    };
    (svg::bars(&years.iter().enumerate().map(bar).collect::<Vec<_>>(), w.events_by_year), w.events_by_year)
}

/// First and last year of the bars.
fn range(all: &FacetsView) -> Option<String> {
    let (first, last) = (all.months.first()?.key.get(..4)?, all.months.last()?.key.get(..4)?);
    Some(if first == last { first.to_owned() } else { format!("{first} – {last}") })
}

fn narrowed(asked: &Asked, time: &str) -> String {
    if asked.one("from").as_deref() == Some(time) && asked.one("to").as_deref() == Some(time) {
        return asked.without("/", &["from", "to"]);
    }
    let pairs = kept(asked, &["from", "to", "cursor", "open"]);
    let mut pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    pairs.extend([("from", time), ("to", time)]);
    crate::asked::address("/", &pairs)
}

/// All months from one to another.
fn between(first: &str, last: &str) -> Vec<String> {
    let number = |month: &str| Some(month.get(..4)?.parse::<i32>().ok()? * 12 + month.get(5..7)?.parse::<i32>().ok()? - 1);
    let (Some(first), Some(last)) = (number(first), number(last)) else { return Vec::new() };
    (first..=last).take(1 << 14).map(|n| format!("{:04}-{:02}", n.div_euclid(12), n.rem_euclid(12) + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn months_follow_one_another() {
        assert_eq!(between("2023-11", "2024-02"), ["2023-11", "2023-12", "2024-01", "2024-02"]);
        assert!(between("", "2024-01").is_empty());
    }
}
