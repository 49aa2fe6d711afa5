//! Headline, date and publisher as the page's head states them (Open Graph, schema.org as JSON-LD or microdata, Dublin Core).

use rapporteur_model::{Edtf, PartialDate};
use serde_json::Value;

use super::headline;
use crate::cues::{Cue, FURNITURE};
use crate::dates::{Order, Slashes};
use crate::intake::Given;
use crate::page::{Block, Page};
use crate::paras::{self, Tag};
use crate::{dates, house, json, title};

/// Names of meta tags that state who publishes, the most exact first.
const HOUSES: [&str; 6] =
    ["og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name", "apple-mobile-web-app-title"];
/// Names of meta tags that state who wrote or owns a page: a person, or a house that publishes it.
const OWNERS: [&str; 4] = ["author", "dc.creator", "dcterms.creator", "copyright"];
/// Blocks behind the headline, and before it, among which the day is shown.
const NEAR: (usize, usize) = (10, 4);
/// How far from the headline, as blocks are weighed, a `<time>` may stand.
const REACH: usize = 24;
/// Longest line that dates a report, in bytes, and most letters that it holds beside the day.
const LINE: (usize, usize) = (140, 40);

/// Most bytes of a part of a day that stands alone.
const BOX: usize = 20;

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
    let published = said.or_else(|| stated("datePublished").and_then(|text| day(&text)));
    let shown = found.or(first).and_then(|at| shown(page, at, order(page, address)));
    // A day that is shown nearer to the headline than the nearest `<time>` is the report's: that may be a comment's.
    let near = time(page, found.or(first), NEAR.0).filter(|(far, _)| shown.as_ref().is_none_or(|shown| *far <= shown.far));
    // What only this page tells how to read is read here.
    let own = shown.as_ref().filter(|shown| shown.by_order).map(|shown| Edtf::Date(shown.day));
    let published = published.or_else(|| near.and_then(|(_, text)| day(&text))).or(own);
    let shown = shown.map(|shown| shown.day);
    // What stands further off may be the time of a comment or of another article.
    let published = published.or_else(|| {
        let far = || time(page, found.or(first), REACH).map(|(_, text)| text).or_else(|| one_day(page));
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
    let host = (house::host(address))
        .or_else(|| page.canonical.as_deref().and_then(house::host))
        .or_else(|| page.meta.get("og:url").and_then(|url| house::host(url)));
    let owner = |name: &&String| {
        is_house(name)
            && !house::is_nobody(name)
            && (house::is_name(name) || host.as_deref().is_some_and(|host| house::fits_host(name, host)))
    };
    let address_date = dates::in_address(address).or_else(|| page.canonical.as_deref().and_then(dates::in_address));
    // Where nothing else dates a page, the day of its last change, right beside the headline, does.
    let changed = || found.filter(|_| address_date.is_none()).and_then(|at| changed(page, at));
    let shown = shown.or_else(|| if published.is_none() { changed() } else { None });
    let site = paras::key(page.meta.get("og:site_name").map_or(address, String::as_str));
    let title = if found.is_some() { None } else { own_title(&headline::stated_titles(page), &site) };
    Given {
        title,
        published,
        shown_date: shown,
        publisher: (HOUSES.iter().filter_map(|key| page.meta.get(*key)).find(|name| is_house(name)).map(|name| name.trim().to_owned()))
            .or_else(|| linked.iter().find_map(|value| house(value, 0)))
            .or_else(|| linked.iter().find_map(|value| site_name(value, 0)))
            .or_else(|| OWNERS.iter().filter_map(|key| page.meta.get(*key)).find(owner).map(|name| name.trim().to_owned())),
        host,
        address_date,
        told_lang: page.lang.clone().or_else(|| meta(&["og:locale", "content-language", "dc.language"])),
        ..Given::default()
    }
}

/// The first stated title that is no house's name; else the first.
fn own_title(stated: &[String], site: &str) -> Option<String> {
    let titles: Vec<String> = stated.iter().map(|title| without_site(title, site)).collect();
    titles.iter().find(|title| !house::is_name(title)).or(titles.first()).cloned()
}

/// How far a block stands from the headline: what stands before it counts as twice as far.
fn distance(n: usize, headline: usize) -> usize {
    if n >= headline { n - headline } else { 2 * (headline - n) }
}

/// The `<time>` nearest to the headline, with its distance; of those further off than `reach` none.
fn time(page: &Page, at: Option<usize>, reach: usize) -> Option<(usize, String)> {
    let Some(at) = at else { return page.times.first().map(|(_, time)| (0, time.clone())) };
    let near = page.times.iter().map(|(n, time)| (distance(*n, at), time)).filter(|(far, _)| *far <= reach);
    near.min_by_key(|(far, _)| *far).map(|(far, time)| (far, time.clone()))
}

/// Which number of "03/05/2024" is the month on this page: what its other dates say, else its domain and language.
fn order(page: &Page, address: &str) -> Option<Order> {
    let mut slashes = Slashes::default();
    page.blocks.iter().filter(|block| block.body.text.len() <= LINE.0).for_each(|block| slashes.see(&block.body.text));
    let host = house::host(address).or_else(|| page.canonical.as_deref().and_then(house::host));
    let lang = page.lang.as_deref().or_else(|| page.meta.get("content-language").map(String::as_str));
    slashes.order().or_else(|| dates::order_of(host.as_deref(), lang))
}

/// The day of all `<time>` of a page, where it is one.
fn one_day(page: &Page) -> Option<String> {
    let (_, first) = page.times.first()?;
    let day = json::read_date(first)?;
    page.times.iter().all(|(_, time)| json::read_date(time) == Some(day)).then(|| first.clone())
}

/// A day that a page shows.
struct Shown {
    day: PartialDate,
    /// Its distance from the headline.
    far: usize,
    /// Only the page's other dates, domain or language tell which of its numbers is the month.
    by_order: bool,
}

/// The day in a short line near the headline, however it is labelled ("Ann Bell, 21 Jan 2015"); else one behind a label further down.
fn shown(page: &Page, at: usize, order: Option<Order>) -> Option<Shown> {
    let behind = at + 1..(at + NEAR.0).min(page.blocks.len());
    let before = at.saturating_sub(NEAR.1)..at;
    let one = |n: usize| dated(&page.blocks[n], order).or_else(|| in_boxes(page.blocks.get(n..n + 3)?).map(|day| (day, false)));
    let day = |n: usize| one(n).map(|(day, by_order)| Shown { day, by_order, far: distance(n, at) });
    let labelled = |n: &usize| matches!(FURNITURE.cue(&page.blocks[*n].body.text), Some((Cue::DateLabel, _)));
    behind.chain(before.rev()).find_map(day).or_else(|| (at..page.blocks.len()).filter(labelled).find_map(day))
}

/// The day behind a label of changes ("Updated: March 5, 2024") right beside the headline.
fn changed(page: &Page, at: usize) -> Option<PartialDate> {
    let near = (at + 1..page.blocks.len().min(at + 1 + NEAR.1)).chain(at.saturating_sub(1)..at);
    let labelled = |n: &usize| matches!(FURNITURE.cue(&page.blocks[*n].body.text), Some((Cue::UpdatedLabel, _)));
    let full = |n: usize| dates::find(&page.blocks[n].body.text).into_iter().map(|found| found.date).find(|date| date.to_day().is_some());
    near.filter(labelled).find_map(full)
}

/// The one full date of a short line that is no sentence, no heading and no link to another article, and whether it was read in this order.
fn dated(block: &Block, order: Option<Order>) -> Option<(PartialDate, bool)> {
    let text = block.body.text.as_str();
    if text.len() > LINE.0 || block.tag == Tag::Caption || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    // A heading or a link that is nothing but a day dates what stands beside it.
    let letters = dates::letters_beside(text);
    let own = letters == 0 || (block.linked * 2 <= text.len() && block.rank == 0);
    if !own || letters > LINE.1 || matches!(FURNITURE.cue(text), Some((Cue::UpdatedLabel | Cue::Rights, _))) {
        return None;
    }
    let mut full = dates::find(text).into_iter().map(|found| found.date).filter(|date| date.to_day().is_some());
    let Some(first) = full.next() else { return order.and_then(|order| dates::first_in_order(text, order)).map(|day| (day, true)) };
    full.all(|other| other == first).then_some((first, false))
}

/// A day whose number, month and year stand in boxes of their own.
fn in_boxes(boxes: &[Block]) -> Option<PartialDate> {
    if boxes.iter().any(|block| block.body.text.len() > BOX) {
        return None;
    }
    let text = boxes.iter().map(|block| block.body.text.as_str()).collect::<Vec<_>>().join(" ");
    let day = dates::find(&text).into_iter().map(|found| found.date).find(|date| date.to_day().is_some())?;
    (dates::letters_beside(&text) == 0).then_some(day)
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

/// The name of the site of a schema.org graph.
fn site_name(value: &Value, depth: usize) -> Option<String> {
    if depth > 6 {
        return None;
    }
    match value {
        Value::Object(map) => {
            let is_site = map.get("@type").is_some_and(|kind| kind == "WebSite" || kind == "NewsMediaOrganization");
            let name = map.get("name").and_then(Value::as_str).filter(|name| is_site && !name.trim().is_empty() && !name.contains("://"));
            name.map(str::to_owned).or_else(|| map.values().find_map(|inner| site_name(inner, depth + 1)))
        }
        Value::Array(list) => list.iter().find_map(|inner| site_name(inner, depth + 1)),
        _ => None,
    }
}

/// The name of the publisher of a schema.org article; a person is none.
fn house(value: &Value, depth: usize) -> Option<String> {
    if depth > 6 {
        return None;
    }
    match value {
        Value::Object(map) => {
            let named = map.get("publisher").and_then(|publisher| match publisher {
                Value::String(name) => Some(name.clone()),
                person if person.get("@type").is_some_and(|kind| kind == "Person") => None,
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
