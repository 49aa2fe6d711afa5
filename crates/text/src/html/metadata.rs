//! Headline, date and publisher as the page's head states them (Open Graph, schema.org as JSON-LD or microdata, Dublin Core).

use rapporteur_model::{Edtf, PartialDate};
use serde_json::Value;

use super::headline;
use crate::cues::{Cue, FURNITURE};
use crate::intake::Given;
use crate::page::{Block, Page};
use crate::paras::{self, Tag};
use crate::{dates, house, json, title};

/// Names of meta tags that state who publishes, the most exact first.
const HOUSES: [&str; 4] = ["og:site_name", "publisher", "dc.publisher", "application-name"];
/// Blocks behind the headline, and before it, among which the day is shown.
const NEAR: (usize, usize) = (10, 4);
/// How far from the headline, as blocks are weighed, a `<time>` may stand.
const REACH: usize = 24;
/// Longest line that dates a report, in bytes, and most letters that it holds beside the day.
const LINE: (usize, usize) = (140, 40);

/// Names of meta tags that state the day of publication, the most exact first.
const DATES: [&str; 23] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:article:published_time",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "pubdate",
    "published_at",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.date",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "mediator_published_time",
    "datecreated",
    "date_published",
];

pub(super) fn read(page: &Page, address: &str, found: Option<usize>, first: Option<usize>) -> Given {
    let meta =
        |keys: &[&str]| keys.iter().filter_map(|key| page.meta.get(*key)).map(|value| value.trim().to_owned()).find(|v| !v.is_empty());
    let linked: Vec<Value> = page.json_ld.iter().filter_map(|text| serde_json::from_str(text.trim()).ok()).collect();
    let stated = |key: &str| linked.iter().find_map(|value| in_linked(value, key, 0));
    let day = |text: &str| json::read_date(text).filter(is_day);
    let said = DATES.iter().filter_map(|key| page.meta.get(*key)).find_map(|text| day(text));
    let published = said
        .or_else(|| stated("datePublished").and_then(|text| day(&text)))
        .or_else(|| time(page, found.or(first), NEAR.0).and_then(|text| day(&text)));
    let shown = found.or(first).and_then(|at| shown(page, at));
    // What stands further off may be the time of a comment or of another article.
    let published = published.or_else(|| {
        let far = || time(page, found.or(first), REACH).or_else(|| one_day(page));
        if shown.is_some() { None } else { far().and_then(|text| day(&text)) }
    });
    // An address, the headline and a section's name are no house's.
    let heads: Vec<String> = headline::stated_titles(page).iter().map(|title| paras::key(title)).collect();
    let is_house = |name: &String| {
        let name = name.trim();
        !name.is_empty()
            && !name.contains("://")
            && FURNITURE.cue(name).is_none()
            && (found.is_none_or(|at| paras::key(&page.blocks[at].body.text) != paras::key(name)))
            && !heads.first().is_some_and(|head| heads.len() > 1 && *head == paras::key(name))
    };
    let site = paras::key(page.meta.get("og:site_name").map_or(address, String::as_str));
    let title = if found.is_some() { None } else { own_title(&headline::stated_titles(page), &site) };
    Given {
        title,
        published,
        shown_date: shown,
        publisher: (HOUSES.iter().filter_map(|key| page.meta.get(*key)).find(|name| is_house(name)).map(|name| name.trim().to_owned()))
            .or_else(|| linked.iter().find_map(|value| house(value, 0))),
        host: house::host(address)
            .or_else(|| page.canonical.as_deref().and_then(house::host))
            .or_else(|| page.meta.get("og:url").and_then(|url| house::host(url))),
        address_date: dates::in_address(address).or_else(|| page.canonical.as_deref().and_then(dates::in_address)),
        told_lang: page.lang.clone().or_else(|| meta(&["og:locale", "content-language", "dc.language"])),
        ..Given::default()
    }
}

/// The first stated title that is no house's name; else the first.
fn own_title(stated: &[String], site: &str) -> Option<String> {
    let titles: Vec<String> = stated.iter().map(|title| without_site(title, site)).collect();
    titles.iter().find(|title| !house::is_name(title)).or(titles.first()).cloned()
}

/// The `<time>` nearest to the headline, those behind it first; of those further off than `reach` none.
fn time(page: &Page, at: Option<usize>, reach: usize) -> Option<String> {
    let Some(at) = at else { return page.times.first().map(|(_, time)| time.clone()) };
    let weight = |n: usize| if n >= at { n - at } else { 2 * (at - n) };
    page.times.iter().filter(|(n, _)| weight(*n) <= reach).min_by_key(|(n, _)| weight(*n)).map(|(_, time)| time.clone())
}

/// The day of all `<time>` of a page, where it is one.
fn one_day(page: &Page) -> Option<String> {
    let (_, first) = page.times.first()?;
    let day = json::read_date(first)?;
    page.times.iter().all(|(_, time)| json::read_date(time) == Some(day)).then(|| first.clone())
}

/// The day in a short line near the headline, however it is labelled ("Ann Bell, 21 Jan 2015"); else one behind a label further down.
fn shown(page: &Page, at: usize) -> Option<PartialDate> {
    let behind = at + 1..(at + NEAR.0).min(page.blocks.len());
    let before = at.saturating_sub(NEAR.1)..at;
    let near = behind.chain(before.rev()).find_map(|n| dated(&page.blocks[n]));
    let labelled = |block: &&Block| matches!(FURNITURE.cue(&block.body.text), Some((Cue::DateLabel, _)));
    near.or_else(|| page.blocks[at..].iter().filter(labelled).find_map(dated))
}

/// The one full date of a short line that is no sentence, no heading and no link.
fn dated(block: &Block) -> Option<PartialDate> {
    let text = block.body.text.as_str();
    let line = text.len() <= LINE.0 && block.rank == 0 && block.linked * 2 <= text.len() && block.tag != Tag::Caption;
    if !line || dates::letters_beside(text) > LINE.1 || matches!(FURNITURE.cue(text), Some((Cue::UpdatedLabel | Cue::Rights, _))) {
        return None;
    }
    let mut full = dates::find(text).into_iter().map(|found| found.date).filter(|date| date.to_day().is_some());
    let first = full.next()?;
    full.all(|other| other == first).then_some(first)
}

fn is_day(date: &Edtf) -> bool {
    date.first().is_some_and(|first| first.to_day().is_some())
}

/// A page's title without the site's name behind it. `site` is the key of that name, or of the address.
fn without_site(text: &str, site: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = text.rfind(" - ").or_else(|| text.rfind(" – ")).filter(|&at| {
        let name = paras::key(&text[at..]).replace(' ', "");
        name.len() >= 3 && site.replace(' ', "").contains(&name)
    });
    let end = named.or_else(|| title::suffix(&text).map(|range| range.start)).unwrap_or(text.len());
    text[..end].trim_end_matches(|c: char| c.is_whitespace() || "-–—|:»".contains(c)).to_owned()
}

/// A text under a key, wherever in a JSON-LD graph, not deeper than pages write it.
fn in_linked(value: &Value, key: &str, depth: usize) -> Option<String> {
    if depth > 6 {
        return None;
    }
    match value {
        Value::Object(map) => map
            .get(key)
            .and_then(Value::as_str)
            .map(str::to_owned)
            .or_else(|| map.values().find_map(|inner| in_linked(inner, key, depth + 1))),
        Value::Array(list) => list.iter().find_map(|inner| in_linked(inner, key, depth + 1)),
        _ => None,
    }
}

/// The name of the publisher of a schema.org article.
fn house(value: &Value, depth: usize) -> Option<String> {
    if depth > 6 {
        return None;
    }
    match value {
        Value::Object(map) => {
            let named = map.get("publisher").and_then(|publisher| match publisher {
                Value::String(name) => Some(name.clone()),
                other => other.get("name").and_then(Value::as_str).map(str::to_owned),
            });
            named
                .filter(|name| !name.trim().is_empty() && !name.contains("://"))
                .or_else(|| map.values().find_map(|inner| house(inner, depth + 1)))
        }
        Value::Array(list) => list.iter().find_map(|inner| house(inner, depth + 1)),
        _ => None,
    }
}
