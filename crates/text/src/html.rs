//! HTML pages: the main text by `trafilatura`, put back to its positions in the source, and the page's own metadata.
//! Pages too deep or too long for the library are read as the lines of their blocks.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rapporteur_model::{Edtf, Issue, IssueKind, Report};
use serde_json::Value;

use crate::aligned::Aligned;
use crate::cues::Cue;
use crate::intake::{Given, MAX_HTML, Options, build, clip, finish};
use crate::page::{self, Page};
use crate::paras::{self, Para, Tag};
use crate::select;
use crate::{dates, json};

/// Deepest nesting that is given to the library, which walks the tree by recursion.
const DEEPEST: usize = 250;
/// Longest page that is given to the library.
const LONGEST: usize = 3 << 20;

/// Reads a page.
pub(crate) fn read(address: &str, source: &str, options: &Options) -> Report {
    let (html, cut) = clip(source, MAX_HTML);
    let page = page::read(html);
    let given = metadata(&page, address);
    let lines = || page.blocks.iter().map(|(tag, body)| Para::new(body.clone(), true, *tag)).collect::<Vec<_>>();
    let selection = if options.as_is {
        select::all(&lines())
    } else {
        let found = main_text(html, &page);
        let trusted = found.is_some();
        let mut paras = found.unwrap_or_else(lines);
        paras::mark_repeats(&mut paras);
        select::select(&paras, trusted)
    };
    let mut report = build(selection, html, given, options);
    report.path = address.to_owned();
    finish(&mut report, source, cut.map(|_| MAX_HTML));
    if report.text.is_empty() {
        report.issues.push(Issue::new(IssueKind::Empty, "the page holds no text"));
    }
    report
}

/// The paragraphs that the library takes for the main text, with the headline before them.
fn main_text(html: &str, page: &Page) -> Option<Vec<Para>> {
    if page.depth > DEEPEST || html.len() > LONGEST {
        return None;
    }
    let mut options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    // The library would look at the clock to judge dates.
    options.html_date_mode = trafilatura::HtmlDateMode::Disabled;
    let found = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(html, &options))).ok()?.ok()?;
    let content = page::read(&found.content_html);
    let mut stream = Stream::of(page);
    let mut paras: Vec<Para> = content
        .blocks
        .iter()
        .map(|(tag, body)| Para::new(stream.locate(&body.text), true, *tag))
        .filter(|para| !para.text().is_empty())
        .collect();
    if paras.is_empty() {
        return None;
    }
    put_head(page, &mut paras);
    Some(paras)
}

/// How many blocks around the headline may hold the line of publication.
const NEAR_HEADLINE: usize = 8;

/// Puts the headline and the line that dates the report before the main text, where the library left them out.
fn put_head(page: &Page, paras: &mut Vec<Para>) {
    let Some(at) = headline(page) else { return };
    let title = Para::new(page.blocks[at].1.clone(), true, Tag::Title);
    paras.retain(|para| para.key != title.key);
    let near = at.saturating_sub(NEAR_HEADLINE)..(at + NEAR_HEADLINE).min(page.blocks.len());
    let dated = near.map(|n| Para::new(page.blocks[n].1.clone(), true, Tag::None)).find(|para| {
        let full = dates::find(para.text()).iter().any(|found| found.date.year().is_some());
        full && (para.bare_number || matches!(para.cue, Some((Cue::DateLabel, _)))) && para.words <= 24
    });
    if let Some(dated) = dated.filter(|dated| paras.iter().all(|para| para.key != dated.key)) {
        paras.insert(0, dated);
    }
    paras.insert(0, title);
}

/// The block that is the headline: words of the page's stated title, a first-level heading before others; else the first such heading.
fn headline(page: &Page) -> Option<usize> {
    let stated: Vec<String> = stated_titles(page).iter().map(|title| format!(" {} ", paras::key(title))).collect();
    let of_title = |&n: &usize| {
        let key = paras::key(&page.blocks[n].1.text);
        let enough = key.split(' ').count() >= 3 || stated.iter().any(|title| title.trim() == key);
        !key.is_empty() && enough && stated.iter().any(|title| title.contains(&format!(" {key} ")))
    };
    let mut others = (0..page.blocks.len()).filter(|&n| page.blocks[n].0 == Tag::Heading).take(200);
    let first = page.h1.iter().copied().take(200).find(of_title).or_else(|| others.find(of_title));
    first.or_else(|| if stated.is_empty() { page.h1.first().copied() } else { None })
}

/// Titles that the page's head states, the most exact first.
fn stated_titles(page: &Page) -> Vec<String> {
    let meta = ["og:title", "twitter:title", "dc.title", "headline"].iter().filter_map(|key| page.meta.get(*key).cloned());
    meta.chain(Some(page.title.clone())).filter(|title| !title.trim().is_empty()).collect()
}

/// The page's text without white space, to find again what the library returns.
struct Stream<'a> {
    page: &'a Page,
    text: String,
    /// For each block: where it begins in `text`, and the offsets in the block of its characters that are no white space.
    starts: Vec<usize>,
    cursor: usize,
}

impl<'a> Stream<'a> {
    fn of(page: &'a Page) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for (_, body) in &page.blocks {
            starts.push(text.len());
            text.extend(body.text.chars().filter(|c| !c.is_whitespace()));
        }
        Self { page, text, starts, cursor: 0 }
    }

    /// The words as they stand in the page, from where the last were found on, else from the start; put in where they stand nowhere.
    fn locate(&mut self, words: &str) -> Aligned {
        let wanted: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        let finder = memchr::memmem::Finder::new(wanted.as_bytes());
        let ahead = finder.find(&self.text.as_bytes()[self.cursor..]).map(|at| at + self.cursor);
        let Some(at) = ahead.or_else(|| finder.find(self.text.as_bytes())).filter(|_| !wanted.is_empty()) else {
            let mut body = Aligned::default();
            body.push_inserted(words.trim());
            return body;
        };
        self.cursor = at + wanted.len();
        self.between(at, self.cursor)
    }

    /// The blocks' texts between two offsets of the stream, a space between blocks.
    fn between(&self, from: usize, to: usize) -> Aligned {
        let mut body = Aligned::default();
        let first = self.starts.partition_point(|&start| start <= from).saturating_sub(1);
        for (n, &start) in self.starts.iter().enumerate().skip(first).take_while(|(_, start)| **start < to) {
            let block = &self.page.blocks[n].1;
            let (skip, take) = (from.saturating_sub(start), to - start);
            let part = block.trimmed(offset(&block.text, skip)..offset(&block.text, take));
            if !body.text.is_empty() && !part.text.is_empty() {
                body.push_inserted(" ");
            }
            body.append(&part);
        }
        body
    }
}

/// The offset in a text behind its first `bytes` bytes that are no white space.
fn offset(text: &str, bytes: usize) -> usize {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen >= bytes {
            return at;
        }
        if !c.is_whitespace() {
            seen += c.len_utf8();
        }
    }
    text.len()
}

/// Headline, date and publisher as the page's head states them (Open Graph, schema.org as JSON-LD or microdata, Dublin Core).
fn metadata(page: &Page, address: &str) -> Given {
    let meta =
        |keys: &[&str]| keys.iter().find_map(|key| page.meta.get(*key)).map(|value| value.trim().to_owned()).filter(|v| !v.is_empty());
    let linked: Vec<Value> = page.json_ld.iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
    let stated = |key: &str| linked.iter().find_map(|value| in_linked(value, key, 0));
    let date = meta(&[
        "article:published_time",
        "datepublished",
        "og:published_time",
        "publishdate",
        "publish_date",
        "pubdate",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.date",
        "sailthru.date",
        "parsely-pub-date",
        "article.published",
        "mediator_published_time",
    ])
    .or_else(|| stated("datePublished"))
    .or_else(|| page.time.clone());
    let site = paras::key(page.meta.get("og:site_name").map_or(address, String::as_str));
    let title = if headline(page).is_some() { None } else { stated_titles(page).first().map(|title| without_site(title, &site)) };
    Given {
        title,
        published: date.and_then(|date| json::read_date(&date)).filter(is_day),
        publisher: meta(&["og:site_name", "publisher", "dc.publisher", "application-name"]),
        address_date: dates::in_address(address),
        told_lang: page.lang.clone().or_else(|| meta(&["og:locale", "content-language", "dc.language"])),
        ..Given::default()
    }
}

fn is_day(date: &Edtf) -> bool {
    date.first().is_some_and(|first| first.to_day().is_some())
}

/// A page's title without the site's name behind it. `site` is the key of that name, or of the address.
fn without_site(title: &str, site: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let named = title.rfind(" - ").or_else(|| title.rfind(" – ")).filter(|&at| {
        let name = paras::key(&title[at..]).replace(' ', "");
        name.len() >= 3 && site.replace(' ', "").contains(&name)
    });
    let end = named.or_else(|| crate::title::suffix(&title).map(|range| range.start)).unwrap_or(title.len());
    title[..end].trim_end_matches(|c: char| c.is_whitespace() || "-–—|:»".contains(c)).to_owned()
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
