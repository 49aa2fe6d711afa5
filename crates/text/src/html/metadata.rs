//! Headline, date and publisher as the page's head states them (Open Graph, schema.org as JSON-LD or microdata, Dublin Core).

use rapporteur_model::Edtf;
use serde_json::Value;

use super::headline;
use crate::intake::Given;
use crate::page::Page;
use crate::{dates, house, json, paras, title};

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
        .or_else(|| time(page, found.or(first)).and_then(|text| day(&text)));
    let site = paras::key(page.meta.get("og:site_name").map_or(address, String::as_str));
    let title = if found.is_some() { None } else { own_title(&headline::stated_titles(page), &site) };
    Given {
        title,
        published,
        publisher: meta(&["og:site_name", "publisher", "dc.publisher", "application-name"])
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

/// The `<time>` nearest to the headline, those behind it first.
fn time(page: &Page, at: Option<usize>) -> Option<String> {
    let Some(at) = at else { return page.times.first().map(|(_, time)| time.clone()) };
    let weight = |n: usize| if n >= at { n - at } else { 2 * (at - n) };
    page.times.iter().min_by_key(|(n, _)| weight(*n)).map(|(_, time)| time.clone())
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
