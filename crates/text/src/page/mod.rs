//! The text of a page's markup block by block, with positions in the source, and what its head says. Judges nothing.

mod entity;
mod reader;
mod rows;

use std::collections::BTreeMap;
use std::ops::Range;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use crate::aligned::Aligned;
use crate::paras::Tag;

pub(crate) use entity::{escaped, is_markup};

/// A stretch of words that the markup parts from others.
#[derive(Debug, Clone, Default)]
pub(crate) struct Block {
    pub(crate) tag: Tag,
    pub(crate) body: Aligned,
    /// Bytes of the body that are words of links.
    pub(crate) linked: usize,
    /// Only a line break parts it from the block before.
    pub(crate) broken: bool,
    /// Stands in navigation, an aside, a form or the page's foot.
    pub(crate) outside: bool,
    /// Number of the nearest element around it that holds blocks.
    pub(crate) container: u32,
    /// Rank of the heading that it is, 1 to 6; 0 for other blocks.
    pub(crate) rank: u8,
    /// Where its first link leads.
    pub(crate) link: Option<String>,
    /// `datetime` of a `<time>` in it or right before it.
    pub(crate) time: Option<String>,
    /// The cell of a table that it stands in.
    cell: Option<u32>,
}

/// What a page says.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Blocks that hold words, in the order of the page.
    pub(crate) blocks: Vec<Block>,
    /// Content of `<meta>` by its name, property or itemprop in lower case; the first of each.
    pub(crate) meta: BTreeMap<String, String>,
    /// Content of `<script type="application/ld+json">`.
    pub(crate) json_ld: Vec<String>,
    /// Content of `<title>`.
    pub(crate) title: String,
    /// `lang` of the page.
    pub(crate) lang: Option<String>,
    /// `datetime` of each `<time>`, with the number of the block that it stands in or before.
    pub(crate) times: Vec<(usize, String)>,
    /// Words of pictures and of titles of links, with where the link leads.
    pub(crate) signs: Vec<(String, String)>,
    /// Titles of the feeds that the page offers.
    pub(crate) feeds: Vec<String>,
    /// The address that the page gives itself.
    pub(crate) canonical: Option<String>,
    /// For each element that holds blocks, by its number less one, that around it.
    pub(crate) parents: Vec<u32>,
    /// Greatest number of elements open at once.
    pub(crate) depth: usize,
    /// Stretches of the source that a reader of the page does not see.
    pub(crate) unseen: Vec<Range<usize>>,
    /// Bytes of words that are not shown.
    hidden: usize,
}

impl Page {
    /// Indices of the blocks that are first-level headings.
    pub(crate) fn h1(&self) -> impl Iterator<Item = usize> {
        (0..self.blocks.len()).filter(|&n| self.blocks[n].rank == 1)
    }
}

/// Words that may hold markup, as they are shown: on one line, without tags, entities as characters.
pub(crate) fn plain(words: &str) -> String {
    if !is_markup(words) {
        return words.to_owned();
    }
    read(words).blocks.into_iter().map(|block| block.body.text).collect::<Vec<_>>().join(" ")
}

/// Reads what a page shows; all of it where hardly anything is shown (pages that a script makes visible). Takes time in proportion
/// to its length, whatever its nesting.
pub(crate) fn read(html: &str) -> Page {
    let page = read_as(html, false);
    let shown: usize = page.blocks.iter().map(|block| block.body.text.len()).sum();
    if page.hidden > 3 * shown { read_as(html, true) } else { page }
}

/// A page whose article stands in an element for readers without scripts, with that element as any other; positions stay.
pub(crate) fn with_noscript(html: &str) -> std::borrow::Cow<'_, str> {
    const OPEN: &str = "<noscript";
    const CLOSE: &str = "</noscript";
    let mut made: Option<String> = None;
    for (at, _) in html.match_indices(OPEN).take(200) {
        let Some(len) = html[at..].find(CLOSE) else { break };
        let inside = &html[at + OPEN.len()..at + len];
        let words: usize = inside.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(_, words)| words.trim().len()).sum();
        if words > ARTICLE {
            let made = made.get_or_insert_with(|| html.to_owned());
            made.replace_range(at..at + OPEN.len(), "<div     ");
            made.replace_range(at + len..at + len + CLOSE.len(), "</div     ");
        }
    }
    made.map_or(std::borrow::Cow::Borrowed(html), std::borrow::Cow::Owned)
}

/// Bytes of words in an element for readers without scripts that make it an article, not a remark.
const ARTICLE: usize = 600;

fn read_as(html: &str, show_all: bool) -> Page {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = reader::Reader::new(html, show_all);
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name), tag.span.start..tag.span.end),
            Token::String(words) => reader.words(&String::from_utf8_lossy(&words.value), words.span.start..words.span.end),
            _ => {}
        }
    }
    reader.finish()
}

/// The source without what is not shown.
pub(crate) fn shown(html: &str, unseen: &[Range<usize>]) -> String {
    let (mut shown, mut at) = (String::with_capacity(html.len()), 0);
    for range in unseen {
        if range.start >= at
            && let (Some(part), true) = (html.get(at..range.start), html.is_char_boundary(range.end.min(html.len())))
        {
            shown.push_str(part);
            at = range.end.min(html.len());
        }
    }
    shown.push_str(html.get(at..).unwrap_or_default());
    shown
}

#[cfg(test)]
mod tests {
    use super::{read, shown};
    use crate::paras::Tag;

    fn words(html: &str) -> Vec<String> {
        read(html).blocks.into_iter().map(|block| block.body.text).collect()
    }

    #[test]
    fn blocks_have_positions_and_tags() {
        let html = "<html lang=ru><head><title>T &amp; S</title><meta property='og:site_name' content='Site'></head><body><nav>Menu</nav><h1>Talks</h1><p>A&nbsp;first <b>word</b> &laquo;quoted&raquo;.<p>Second<script>x()</script></p><ul><li>one</ul></body></html>";
        let page = read(html);
        let blocks: Vec<_> = page.blocks.iter().map(|block| (block.tag, block.body.text.as_str(), block.outside)).collect();
        assert_eq!(
            blocks,
            [
                (Tag::None, "Menu", true),
                (Tag::Heading, "Talks", false),
                (Tag::None, "A first word «quoted».", false),
                (Tag::None, "Second", false),
                (Tag::Item, "one", false)
            ]
        );
        assert_eq!((page.title.as_str(), page.lang.as_deref(), page.meta["og:site_name"].as_str()), ("T & S", Some("ru"), "Site"));
        assert_eq!(page.h1().collect::<Vec<_>>(), [1]);
        let (_, alignment) = page.blocks[2].body.clone().finish();
        for s in &alignment.segments {
            let (clean, source, len) = (s.clean as usize, s.source as usize, s.len as usize);
            assert_eq!(page.blocks[2].body.text[clean..clean + len], html[source..source + len]);
        }
    }

    #[test]
    fn what_is_not_shown_is_not_read() {
        let html = "<p>One.</p><p hidden>Two.</p><p style='display: none'>Three.</p><noscript>Four</noscript><p>Five<del>six</del>.</p><template><p>Seven</p></template>";
        assert_eq!(words(html), ["One.", "Five."]);
        assert_eq!(shown(html, &read(html).unseen), "<p>One.</p><p>Five.</p>");
        assert_eq!(
            words("<p>Read more</p><div style='display:none'><p>The whole article stands here and a script shows it.</p></div>").len(),
            2
        );
    }

    #[test]
    fn footnote_marks_are_left_out_and_units_stay() {
        assert_eq!(
            words("<p>12 марта<sup>1</sup> 2024 года<sup><a href='#n'>[2]</a></sup>, 5 км<sup>2</sup>, 1<sup>st</sup></p>"),
            ["12 марта 2024 года, 5 км2, 1st"]
        );
    }

    #[test]
    fn rows_are_rows() {
        let table = "<table><tr><th>Name</th><th>Post</th></tr><tr><td>1</td><td>Ann Bell</td><td>minister</td></tr></table>";
        assert_eq!(words(table), ["Name – Post", "Ann Bell – minister"]);
        assert_eq!(words("<dl><dt>Chair<dd>Ann Bell<dt>Seat:<dd>Suva</dl>"), ["Chair – Ann Bell", "Seat: Suva"]);
        assert_eq!(words("<table><tr><td><p>One.</p><p>Two.</p></td><td><p>Three.</p><p>Four.</p></td></tr></table>").len(), 4);
    }

    #[test]
    fn entities_escaped_twice_are_characters() {
        assert_eq!(words("<p>&amp;laquo;A&amp;raquo;&amp;nbsp;&amp;mdash; B &amp; C</p>"), ["«A» — B & C"]);
        assert_eq!(words("<#&x24&ampnbsp;Я").len(), 1);
        assert_eq!(words("<p>&ampnbsp;&amp;amp;raquo;Я</p>").len(), 1);
        assert_eq!(words("<p>&am&#112;;&amp;&#108;aquo;Ёлка &amp;&#1105;;</p>").len(), 1);
    }
}
