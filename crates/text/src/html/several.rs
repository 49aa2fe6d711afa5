//! Pages with several news on them, each with its own date: a report each.

use rapporteur_model::{Edtf, PartialDate, Report};

use super::joined;
use crate::intake::{Given, Options, build};
use crate::page::{Block, Page};
use crate::paras::{self, Para};
use crate::{dates, json, lines, select};

/// One of the news: its heading, its day, the blocks of its text.
struct Item {
    heading: usize,
    day: PartialDate,
    text: Vec<usize>,
}

/// Most news of one page.
const MOST: usize = 500;

/// The reports of a page that is a list of dated news; none where it is not.
pub(super) fn read(page: &Page, html: &str, address: &str, given: &Given, options: &Options) -> Vec<Report> {
    let items = items(page);
    if !is_list(page, &items) {
        return Vec::new();
    }
    items.iter().take(MOST).map(|item| report(page, html, address, item, given, options)).collect()
}

fn report(page: &Page, html: &str, address: &str, item: &Item, given: &Given, options: &Options) -> Report {
    let blocks = item.text.iter().map(|&n| (n, page.blocks[n].body.clone(), None));
    let mut paras: Vec<Para> = joined(page, blocks);
    let title = Para::new(page.blocks[item.heading].body.clone(), true, paras::Tag::Title);
    let words = title.text().to_owned();
    paras.insert(0, title);
    let given = Given {
        title: Some(words),
        published: Some(Edtf::Date(item.day)),
        publisher: given.publisher.clone().or_else(|| page.meta.get("og:site_name").cloned()),
        lang: given.lang,
        told_lang: page.lang.clone(),
        host: crate::house::host(address),
        part: true,
        ..Given::default()
    };
    let mut report = build(select::select(&paras, true), html, given, options);
    report.path = page.blocks[item.heading].link.as_deref().and_then(|link| resolve(address, link)).unwrap_or_default();
    report
}

/// A link as an address, where the address of the page that it stands on is known.
#[must_use]
pub fn resolve(address: &str, link: &str) -> Option<String> {
    if link.starts_with("https://") || link.starts_with("http://") {
        return Some(link.to_owned());
    }
    let scheme = address.find("://")?;
    let host_end = address[scheme + 3..].find('/').map_or(address.len(), |at| scheme + 3 + at);
    if let Some(rest) = link.strip_prefix("//") {
        return Some(format!("{}://{rest}", &address[..scheme]));
    }
    if link.starts_with('/') {
        return Some(format!("{}{link}", &address[..host_end]));
    }
    if link.is_empty() || link.starts_with('#') || link.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let folder = address.rfind('/').filter(|&at| at >= host_end).map_or(address.len(), |at| at);
    Some(format!("{}/{link}", &address[..folder]))
}

/// A full date that stands alone in a block, or the `datetime` beside it.
fn day(block: &Block) -> Option<PartialDate> {
    let text = &block.body.text;
    if text.len() > 60 {
        return None;
    }
    let written = dates::find(text).into_iter().find(|found| found.date.to_day().is_some()).map(|found| found.date);
    let stated = || block.time.as_deref().and_then(json::read_date).and_then(|date| date.first()).filter(|date| date.to_day().is_some());
    if dates::letters_beside(text) <= 4 { written.or_else(stated) } else { None }
}

/// Headings with a date right before or behind them, and the sentences up to the next.
fn items(page: &Page) -> Vec<Item> {
    let blocks = &page.blocks;
    let is_heading = |n: usize| {
        let block = &blocks[n];
        !block.outside && block.rank >= 2 && (2..=40).contains(&lines::words(&block.body.text)) && day(block).is_none()
    };
    if let Some(items) = dated_behind(blocks, &is_heading) {
        return items;
    }
    let mut items: Vec<Item> = Vec::new();
    for n in 0..blocks.len() {
        if !is_heading(n) {
            continue;
        }
        let before = (n > 0).then(|| day(&blocks[n - 1])).flatten();
        let behind = blocks.get(n + 1).and_then(day);
        if let Some(day) = before.or(behind) {
            items.push(Item { heading: n, day, text: Vec::new() });
        }
    }
    let ends: Vec<usize> = items.iter().skip(1).map(|item| item.heading).chain(Some(blocks.len())).collect();
    for (item, end) in items.iter_mut().zip(ends) {
        item.text = (item.heading + 1..end).take_while(|&n| !is_heading(n)).filter(|&n| is_text(&blocks[n])).collect();
    }
    items.retain(|item| !item.text.is_empty());
    items
}

/// News each of whose days stands behind its text: where the first has none over it, and every one has one at its end.
fn dated_behind(blocks: &[Block], is_heading: &dyn Fn(usize) -> bool) -> Option<Vec<Item>> {
    let headings: Vec<usize> = (0..blocks.len()).filter(|&n| is_heading(n)).collect();
    let with_text = |(from, to): (usize, usize)| {
        let text: Vec<usize> = (from + 1..to).filter(|&n| is_text(&blocks[n])).collect();
        (from, to, text)
    };
    let ends = headings.iter().skip(1).copied().chain(Some(blocks.len()));
    let told: Vec<_> = headings.iter().copied().zip(ends).map(with_text).filter(|(.., text)| !text.is_empty()).collect();
    let (first, ..) = told.first()?;
    let over = first.checked_sub(1).and_then(|n| day(&blocks[n])).or_else(|| blocks.get(first + 1).and_then(day));
    if told.len() < 2 || over.is_some() {
        return None;
    }
    let item = |(heading, to, text): (usize, usize, Vec<usize>)| {
        let last = *text.last()?;
        let day = (last + 1..to.min(last + 4)).find_map(|n| day(&blocks[n]))?;
        Some(Item { heading, day, text })
    };
    told.into_iter().map(item).collect()
}

fn is_text(block: &Block) -> bool {
    let text = &block.body.text;
    !block.outside && block.rank == 0 && block.linked * 2 < text.len() && lines::words(text) >= 5 && lines::ends_sentence(text)
}

/// At least two news alike, and no article beside them: what they do not hold is less than one of them, and none is most of the page.
fn is_list(page: &Page, items: &[Item]) -> bool {
    let [first, .., _] = items else { return false };
    let alike = items.iter().filter(|item| page.blocks[item.heading].rank == page.blocks[first.heading].rank).count();
    let size = |item: &Item| item.text.iter().map(|&n| page.blocks[n].body.text.len()).sum::<usize>();
    let sizes: Vec<usize> = items.iter().map(size).collect();
    let (held, largest) = (sizes.iter().sum::<usize>(), sizes.iter().copied().max().unwrap_or(0));
    let all: usize = page.blocks.iter().filter(|block| is_text(block)).map(|block| block.body.text.len()).sum();
    let mean = held / items.len();
    let mut headings: Vec<String> = items.iter().map(|item| paras::key(&page.blocks[item.heading].body.text)).collect();
    headings.sort();
    headings.dedup();
    headings.len() == items.len()
        && alike == items.len()
        && all - held <= mean
        && largest <= 4 * mean.max(1)
        && (items.len() > 2 || largest * 4 < held * 3)
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn links_are_addresses() {
        let check = |link: &str, expected: Option<&str>| assert_eq!(resolve("https://a.example/news/list.html", link).as_deref(), expected);
        check("https://b.example/x", Some("https://b.example/x"));
        check("/x", Some("https://a.example/x"));
        check("x.html", Some("https://a.example/news/x.html"));
        check("//c.example/x", Some("https://c.example/x"));
        check("javascript:void(0)", None);
        check("#top", None);
        assert_eq!(resolve("list.html", "/x"), None);
    }
}
