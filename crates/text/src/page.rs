//! The text of a page's markup block by block, with positions in the source, and what its head says. Judges nothing.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use crate::aligned::Aligned;
use crate::paras::Tag;

/// Elements that begin a block of their own.
const BLOCKS: [&str; 44] = [
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
    "td",
    "tr",
    "ul",
];
/// Elements whose content is never read.
const HIDDEN: [&str; 9] = ["script", "style", "noscript", "template", "svg", "iframe", "head", "textarea", "select"];
/// Elements without an end tag.
const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// What a page says.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Blocks that hold words, in the order of the page.
    pub(crate) blocks: Vec<(Tag, Aligned)>,
    /// Content of `<meta>` by its name, property or itemprop in lower case; the first of each.
    pub(crate) meta: BTreeMap<String, String>,
    /// Content of `<script type="application/ld+json">`.
    pub(crate) json_ld: Vec<String>,
    /// Content of `<title>`.
    pub(crate) title: String,
    /// `lang` of `<html>`.
    pub(crate) lang: Option<String>,
    /// `datetime` of the first `<time>`.
    pub(crate) time: Option<String>,
    /// Indices of the blocks inside `<h1>`.
    pub(crate) h1: Vec<usize>,
    /// Greatest number of elements open at once.
    pub(crate) depth: usize,
}

#[derive(Default)]
struct Reader {
    page: Page,
    open: Vec<String>,
    current: Aligned,
    script: Option<String>,
    in_title: bool,
}

/// Reads a page. Takes time in proportion to its length, whatever its nesting.
pub(crate) fn read(html: &str) -> Page {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader::default();
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => {
                reader.words(html, &String::from_utf8_lossy(&words.value), words.span.start..words.span.end);
            }
            _ => {}
        }
    }
    reader.close_block();
    reader.page
}

impl Reader {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attribute = |key: &str| tag.attributes.get(key.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned());
        match name.as_str() {
            "meta" => {
                let key = attribute("property").or_else(|| attribute("name")).or_else(|| attribute("itemprop"));
                if let (Some(key), Some(content)) = (key, attribute("content")) {
                    self.page.meta.entry(key.to_lowercase()).or_insert(content);
                }
            }
            "html" => self.page.lang = self.page.lang.take().or_else(|| attribute("lang").or_else(|| attribute("xml:lang"))),
            "time" => self.page.time = self.page.time.take().or_else(|| attribute("datetime")),
            "script" if attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) => {
                self.script = Some(String::new());
            }
            "title" => self.in_title = self.page.title.is_empty() && !self.open.iter().any(|open| open == "svg"),
            // The head's end tag may be left out.
            "body" => self.open.retain(|open| open != "head"),
            _ => {}
        }
        if BLOCKS.contains(&name.as_str()) {
            self.close_block();
        }
        if !VOID.contains(&name.as_str()) && !tag.self_closing {
            // An open paragraph or item ends where the next begins.
            if matches!(name.as_str(), "p" | "li" | "option") && self.open.last() == Some(&name) {
                self.open.pop();
            }
            self.open.push(name);
            self.page.depth = self.page.depth.max(self.open.len());
        }
    }

    fn end(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.close_block();
        }
        match name {
            "title" => self.in_title = false,
            "script" => self.page.json_ld.extend(self.script.take()),
            _ => {}
        }
        // Only near elements are looked at, so that hostile nesting costs no more than its length.
        let near = self.open.len().saturating_sub(64);
        if let Some(at) = self.open[near..].iter().rposition(|open| open == name) {
            self.open.truncate(near + at);
        }
    }

    fn words(&mut self, html: &str, words: &str, range: std::ops::Range<usize>) {
        if let Some(script) = &mut self.script {
            script.push_str(words);
        } else if self.in_title {
            self.page.title.push_str(words);
        } else if !self.is_hidden() {
            push_words(&mut self.current, html, words, range);
        }
    }

    fn is_hidden(&self) -> bool {
        let near = self.open.len().saturating_sub(64);
        self.open[near..].iter().any(|open| HIDDEN.contains(&open.as_str()))
    }

    fn close_block(&mut self) {
        let body = std::mem::take(&mut self.current);
        let body = body.trimmed(0..body.text.len());
        if body.text.is_empty() {
            return;
        }
        let near = self.open.len().saturating_sub(64);
        let tag = self.open[near..].iter().rev().find_map(|open| match open.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Tag::Heading),
            "figcaption" | "caption" => Some(Tag::Caption),
            "li" => Some(Tag::Item),
            "p" | "td" | "blockquote" => Some(Tag::None),
            _ => None,
        });
        if self.open[near..].iter().any(|open| open == "h1") {
            self.page.h1.push(self.page.blocks.len());
        }
        self.page.blocks.push((tag.unwrap_or_default(), body));
    }
}

/// Adds the words of a text token; where the source writes a character as an entity, the character is put in.
fn push_words(current: &mut Aligned, html: &str, words: &str, range: std::ops::Range<usize>) {
    let raw = html.get(range.clone()).unwrap_or_default();
    if raw == words {
        current.push_source(html, range);
        return;
    }
    let mut at = range.start;
    for c in words.chars() {
        let rest = &html[at.min(range.end)..range.end.max(at)];
        if rest.starts_with(c) && c != '&' {
            current.push_source(html, at..at + c.len_utf8());
            at += c.len_utf8();
        } else {
            let mut buffer = [0; 4];
            if !c.is_whitespace() {
                current.push_inserted(c.encode_utf8(&mut buffer));
            } else if !current.text.is_empty() && !current.text.ends_with(' ') {
                current.push_inserted(" ");
            }
            at += entity_len(rest);
        }
    }
}

/// Length of the entity that the source goes on with; of one character where it is none.
fn entity_len(rest: &str) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if !rest.starts_with('&') {
        return first;
    }
    let name = rest[1..].bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    if name == 0 { first } else { 1 + name + usize::from(rest[1 + name..].starts_with(';')) }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::paras::Tag;

    #[test]
    fn blocks_have_positions_and_tags() {
        let html = "<html><head><title>T &amp; S</title><meta property='og:site_name' content='Site'></head><body><nav>Menu</nav><h1>Talks</h1><p>A&nbsp;first <b>word</b> &laquo;quoted&raquo;.<p>Second<script>x()</script></p><ul><li>one</ul></body></html>";
        let page = read(html);
        let blocks: Vec<_> = page.blocks.iter().map(|(tag, body)| (*tag, body.text.as_str())).collect();
        assert_eq!(
            blocks,
            [
                (Tag::None, "Menu"),
                (Tag::Heading, "Talks"),
                (Tag::None, "A first word «quoted»."),
                (Tag::None, "Second"),
                (Tag::Item, "one")
            ]
        );
        assert_eq!((page.title.as_str(), page.h1.as_slice(), page.meta["og:site_name"].as_str()), ("T & S", &[1usize][..], "Site"));
        let (_, alignment) = page.blocks[2].1.clone().finish();
        for s in &alignment.segments {
            let (clean, source, len) = (s.clean as usize, s.source as usize, s.len as usize);
            assert_eq!(page.blocks[2].1.text[clean..clean + len], html[source..source + len]);
        }
    }
}
