//! One walk over the tokens of a page: which elements are open, which words are shown, where blocks begin and end.

use std::ops::Range;

use html5gum::StartTag;

use super::rows::{self, Rows};
use super::{Block, Page, escaped};
use crate::aligned::Aligned;
use crate::cues::FURNITURE;
use crate::paras::Tag;

/// Elements that begin a block of their own.
const BLOCKS: [&str; 47] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "img",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements whose content is never read.
const HIDDEN: [&str; 9] = ["script", "style", "noscript", "template", "svg", "iframe", "head", "textarea", "select"];
/// Elements that are left out of what a library is given: it reads their words.
const CUT: [&str; 5] = ["noscript", "template", "del", "s", "strike"];
/// Elements without words, which would only cost a library time. It reads articles in scripts of data.
const WORDLESS: [&str; 3] = ["script", "style", "svg"];
/// Elements without an end tag.
const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that hold what is not the article.
const OUTSIDE: [&str; 6] = ["nav", "aside", "footer", "form", "menu", "dialog"];
/// Elements around blocks.
const CONTAINERS: [&str; 17] = [
    "article",
    "aside",
    "blockquote",
    "body",
    "div",
    "dl",
    "figure",
    "footer",
    "form",
    "header",
    "main",
    "nav",
    "ol",
    "section",
    "table",
    "ul",
    "td",
];
/// Elements that end where another begins: an open paragraph or item.
const CLOSED_BY_NEXT: [&str; 7] = ["p", "li", "option", "dt", "dd", "td", "th"];

/// Most signs and feeds of a page that are looked at.
const SIGNS: usize = 40;

struct Open {
    name: String,
    /// Holds what the page says of who publishes it (`itemprop="publisher"`).
    house: bool,
    hidden: bool,
    outside: bool,
    container: u32,
    /// Where its start tag stands, where it is to be cut.
    cut: Option<usize>,
}

/// The words of a `<sup>` that is open: where they begin in the block, and its tag in the source.
struct Raised {
    from: usize,
    source: usize,
}

pub(super) struct Reader<'a> {
    html: &'a str,
    show_all: bool,
    page: Page,
    open: Vec<Open>,
    current: Aligned,
    linked: usize,
    link: Option<String>,
    broken: bool,
    containers: u32,
    cells: u32,
    cell: Option<u32>,
    /// Open elements that are to be cut.
    cutting: usize,
    rows: Rows,
    raised: Option<Raised>,
    script: Option<String>,
    in_title: bool,
    /// The name of who publishes, while its element is open.
    named: Option<String>,
    time: Option<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(html: &'a str, show_all: bool) -> Self {
        Self {
            html,
            show_all,
            page: Page::default(),
            open: Vec::new(),
            current: Aligned::default(),
            linked: 0,
            link: None,
            broken: false,
            containers: 0,
            cells: 0,
            cutting: 0,
            cell: None,
            rows: Rows::default(),
            raised: None,
            script: None,
            in_title: false,
            named: None,
            time: None,
        }
    }

    pub(super) fn finish(mut self) -> Page {
        self.close_block();
        let end = self.html.len();
        self.pop_to(0, end);
        self.page
    }

    pub(super) fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |key: &str| tag.attributes.get(key.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned());
        self.note_head(&name, &attribute);
        if BLOCKS.contains(&name.as_str()) {
            self.close_block();
            self.broken = name == "br";
        }
        match name.as_str() {
            "tr" => {
                self.end_row(tag.span.start);
                self.rows.open(self.page.blocks.len());
            }
            "td" | "th" => {
                self.cells += 1;
                self.cell = Some(self.cells);
            }
            "sup" => self.raised = Some(Raised { from: self.current.text.len(), source: tag.span.start }),
            "a" if self.link.is_none() && !self.is_hidden() => {
                self.link = attribute("href");
                self.note_sign(attribute("title").or_else(|| attribute("aria-label")));
            }
            "img" if self.link.is_some() && !self.is_hidden() => self.note_sign(attribute("alt").or_else(|| attribute("title"))),
            _ => {}
        }
        if !VOID.contains(&name.as_str()) && !tag.self_closing {
            self.push(name, tag.span.start, &attribute);
        }
    }

    /// Words that a link is called by beside those in it.
    fn note_sign(&mut self, words: Option<String>) {
        let (Some(words), Some(link)) = (words, &self.link) else { return };
        if !words.trim().is_empty() && self.page.signs.len() < SIGNS {
            self.page.signs.push((words, link.clone()));
        }
    }

    /// What the head says, and the times of the page.
    fn note_head(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        match name {
            "meta" => {
                let key = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop"));
                let key = key.map(|key| if key == "name" && self.in_house() { "publisher".to_owned() } else { key });
                if let (Some(key), Some(content)) = (key, attribute("content")) {
                    self.page.meta.entry(key.to_lowercase()).or_insert(content);
                }
            }
            "html" => self.page.lang = self.page.lang.take().or_else(|| attribute("lang").or_else(|| attribute("xml:lang"))),
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.page.canonical = self.page.canonical.take().or_else(|| attribute("href"));
            }
            "link" if attribute("type").is_some_and(|kind| kind.contains("rss") || kind.contains("atom")) => {
                self.page.feeds.extend(attribute("title").filter(|_| self.page.feeds.len() < SIGNS));
            }
            "time" if !self.is_hidden() => {
                if let Some(time) = attribute("datetime").filter(|time| !time.trim().is_empty()) {
                    self.page.times.push((self.page.blocks.len(), time.clone()));
                    self.time = Some(time);
                }
            }
            "script" if attribute("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) => {
                self.script = Some(String::new());
            }
            "title" => self.in_title = self.page.title.is_empty() && !self.open.iter().any(|open| open.name == "svg"),
            // The head's end tag may be left out.
            "body" => self.open.retain(|open| open.name != "head"),
            _ => {}
        }
    }

    fn push(&mut self, name: String, at: usize, attribute: &dyn Fn(&str) -> Option<String>) {
        if CLOSED_BY_NEXT.contains(&name.as_str()) && self.open.last().is_some_and(|last| last.name == name || is_pair(&last.name, &name)) {
            self.pop_to(self.open.len() - 1, at);
        }
        let parent = self.open.last();
        let own = !self.show_all && is_hidden(&name, attribute);
        let hidden = own || HIDDEN.contains(&name.as_str()) || parent.is_some_and(|open| open.hidden);
        let role = attribute("role").is_some_and(|role| matches!(role.as_str(), "navigation" | "complementary" | "contentinfo" | "search"));
        let outside = role || OUTSIDE.contains(&name.as_str()) || parent.is_some_and(|open| open.outside);
        let wordless = WORDLESS.contains(&name.as_str()) && self.script.is_none();
        let cut = (wordless || (own || CUT.contains(&name.as_str())) && !parent.is_some_and(|open| open.hidden)) && self.cutting == 0;
        let around = parent.map_or(0, |open| open.container);
        let container = if CONTAINERS.contains(&name.as_str()) {
            self.containers += 1;
            self.page.parents.push(around);
            self.containers
        } else {
            around
        };
        self.cutting += usize::from(cut);
        let said = attribute("itemprop");
        let house = parent.is_some_and(|open| open.house) || said.as_deref() == Some("publisher") && attribute("itemscope").is_some();
        if house && said.as_deref() == Some("name") {
            self.named = Some(String::new());
        }
        self.open.push(Open { house, hidden, outside, container, cut: cut.then_some(at), name });
        self.page.depth = self.page.depth.max(self.open.len());
    }

    fn in_house(&self) -> bool {
        self.open.last().is_some_and(|open| open.house)
    }

    /// Closes elements until `len` are open.
    fn pop_to(&mut self, len: usize, end: usize) {
        while self.open.len() > len {
            let Some(open) = self.open.pop() else { break };
            self.cutting -= usize::from(open.cut.is_some());
            if let Some(start) = open.cut.filter(|&start| start < end) {
                while self.page.unseen.last().is_some_and(|range| range.start >= start) {
                    self.page.unseen.pop();
                }
                self.page.unseen.push(start..end);
            }
        }
    }

    pub(super) fn end(&mut self, name: &str, span: Range<usize>) {
        if let Some(name) = self.named.take().filter(|name| !name.trim().is_empty()) {
            self.page.meta.entry("publisher".to_owned()).or_insert(name);
        }
        if BLOCKS.contains(&name) {
            self.close_block();
            self.broken = false;
        }
        match name {
            "title" => self.in_title = false,
            "script" => self.page.json_ld.extend(self.script.take()),
            "sup" => self.end_raised(span.end),
            "td" | "th" => self.cell = None,
            "table" => self.end_row(span.start),
            "tr" => {
                let container = self.around_table();
                self.rows.close(&mut self.page.blocks, container);
            }
            _ => {}
        }
        // Only near elements are looked at, so that hostile nesting costs no more than its length.
        let near = self.open.len().saturating_sub(64);
        if let Some(at) = self.open[near..].iter().rposition(|open| open.name == name) {
            self.pop_to(near + at, span.end);
        }
    }

    /// Ends a row whose end tag was left out.
    fn end_row(&mut self, at: usize) {
        let near = self.open.len().saturating_sub(64);
        let innermost = self.open[near..].iter().rposition(|open| matches!(open.name.as_str(), "tr" | "table"));
        if let Some(row) = innermost.filter(|&row| self.open[near + row].name == "tr") {
            let container = self.around_table();
            self.rows.close(&mut self.page.blocks, container);
            self.pop_to(near + row, at);
        }
    }

    /// The element that holds the innermost table.
    fn around_table(&self) -> u32 {
        let near = self.open.len().saturating_sub(64);
        let table = self.open[near..].iter().rposition(|open| open.name == "table").map(|at| near + at);
        table.and_then(|at| at.checked_sub(1)).map_or(0, |around| self.open[around].container)
    }

    /// A raised number or sign is the mark of a footnote, unless it stands behind a unit of measure.
    fn end_raised(&mut self, end: usize) {
        let Some(Raised { from, source }) = self.raised.take().filter(|raised| raised.from <= self.current.text.len()) else { return };
        let (before, mark) = self.current.text.split_at(from);
        let bare = mark.trim().trim_matches(['[', ']', '(', ')']);
        let numbered = (1..=3).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
        let signed = !bare.is_empty() && bare.chars().count() <= 3 && bare.chars().all(|c| "*†‡§¹²³".contains(c));
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let unit = numbered && !mark.contains(['[', '(']) && FURNITURE.units.contains(&word);
        // "10<sup>6</sup>" is a power.
        let power = numbered && before.ends_with(|c: char| c.is_ascii_digit());
        if (numbered && !unit && !power) || signed {
            self.current = self.current.slice(0..from);
            self.page.unseen.push(source..end);
        }
    }

    pub(super) fn words(&mut self, words: &str, range: Range<usize>) {
        if let Some(name) = &mut self.named {
            name.push_str(words);
        }
        if let Some(script) = &mut self.script {
            script.push_str(words);
        } else if self.in_title {
            self.page.title.push_str(words);
        } else if self.is_hidden() {
            self.page.hidden += if self.hidden_words() { words.trim().len() } else { 0 };
        } else {
            let before = self.current.text.len();
            push_words(&mut self.current, self.html, words, range);
            let near = self.open.len().saturating_sub(64);
            if self.open[near..].iter().any(|open| open.name == "a") {
                self.linked += self.current.text.len().saturating_sub(before);
            }
        }
    }

    fn is_hidden(&self) -> bool {
        self.open.last().is_some_and(|open| open.hidden)
    }

    /// Words that an attribute hides, not those of scripts and of the head.
    fn hidden_words(&self) -> bool {
        let near = self.open.len().saturating_sub(64);
        !self.open[near..].iter().any(|open| HIDDEN.contains(&open.name.as_str()))
    }

    fn close_block(&mut self) {
        let body = std::mem::take(&mut self.current);
        let body = body.trimmed(0..body.text.len());
        let (linked, link) = (std::mem::take(&mut self.linked), self.link.take());
        self.raised = None;
        if body.text.is_empty() {
            // A link around a whole heading begins before its words.
            self.link = link.filter(|_| self.open.iter().rev().take(4).any(|open| open.name == "a"));
            return;
        }
        let near = self.open.len().saturating_sub(64);
        let open = &self.open[near..];
        let rank = open.iter().rev().find_map(|open| heading_rank(&open.name)).unwrap_or(0);
        let tag = open.iter().rev().find_map(|open| tag_of(&open.name)).unwrap_or_default();
        let last = self.open.last();
        self.page.blocks.push(Block {
            tag,
            linked: linked.min(body.text.len()),
            broken: std::mem::take(&mut self.broken),
            outside: last.is_some_and(|open| open.outside),
            container: last.map_or(0, |open| open.container),
            rank,
            link,
            time: self.time.take(),
            cell: self.cell,
            body,
        });
        if open.iter().any(|open| open.name == "dd") {
            rows::pair(&mut self.page.blocks);
        }
    }
}

fn is_pair(open: &str, next: &str) -> bool {
    matches!((open, next), ("dt", "dd") | ("dd", "dt") | ("td", "th") | ("th", "td"))
}

fn heading_rank(name: &str) -> Option<u8> {
    let rank = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&rank).then_some(rank)
}

fn tag_of(name: &str) -> Option<Tag> {
    match name {
        "figcaption" | "caption" => Some(Tag::Caption),
        "li" => Some(Tag::Item),
        "dt" => Some(Tag::Term),
        "p" | "td" | "blockquote" | "dd" => Some(Tag::None),
        _ => heading_rank(name).map(|_| Tag::Heading),
    }
}

/// True for an element that its own attributes hide, and for words that were struck out.
fn is_hidden(name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
    if matches!(name, "body" | "html") {
        return false;
    }
    let style = attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    matches!(name, "del" | "s" | "strike")
        || attribute("hidden").is_some_and(|value| value != "until-found")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Adds the words of a text token; where the source writes a character as an entity, once or twice, the character is put in.
fn push_words(current: &mut Aligned, html: &str, words: &str, range: Range<usize>) {
    let raw = html.get(range.clone()).unwrap_or_default();
    if raw == words && !words.contains('&') {
        current.push_source(html, range);
        return;
    }
    let (mut at, mut seen) = (range.start, 0);
    while let Some(c) = words[seen..].chars().next() {
        let rest = &html[at.min(range.end)..range.end.max(at)];
        if let Some((twice, len)) = if c == '&' { escaped(&words[seen..]) } else { None } {
            push_put_in(current, twice);
            // The sign itself was written as an entity, or as it is; its name and the semicolon follow.
            at = (at + entity_len(rest, true) + len - 1).min(range.end.max(at));
            // Where the name itself holds entities, the count goes wrong; positions stay those of characters.
            while at < html.len() && !html.is_char_boundary(at) {
                at += 1;
            }
            seen += len;
            continue;
        }
        if rest.starts_with(c) && c != '&' {
            current.push_source(html, at..at + c.len_utf8());
            at += c.len_utf8();
        } else {
            push_put_in(current, c);
            at += entity_len(rest, false);
        }
        seen += c.len_utf8();
    }
}

fn push_put_in(current: &mut Aligned, c: char) {
    let mut buffer = [0; 4];
    if c.is_whitespace() {
        if !current.text.is_empty() && !current.text.ends_with(' ') {
            current.push_inserted(" ");
        }
    } else if !crate::aligned::is_invisible(c) {
        current.push_inserted(c.encode_utf8(&mut buffer));
    }
}

/// Length of the entity that the source goes on with; of one character where it is none. `sign` asks for the sign "&" alone.
fn entity_len(rest: &str, sign: bool) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if !rest.starts_with('&') || (sign && !rest[1..].starts_with("amp") && !rest[1..].starts_with("#38") && !rest[1..].starts_with("#x26"))
    {
        return first;
    }
    // "&ampnbsp;": the semicolon of the sign may be left out, its name is no longer then.
    if sign && rest[1..].starts_with("amp") && !rest[1..].starts_with("amp;") {
        return "&amp".len();
    }
    let name = rest[1..].bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    if name == 0 { first } else { 1 + name + usize::from(rest[1 + name..].starts_with(';')) }
}
