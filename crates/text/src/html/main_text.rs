//! Which blocks of a page are its main text: those that the library `trafilatura` takes, and those between them that it passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::stream::{self, Stream};
use crate::aligned::Aligned;
use crate::cues::{Cover, FURNITURE};
use crate::lines;
use crate::page::{self, Block, Page};
use crate::paras::Tag;

/// Deepest nesting that is given to the library, which walks the tree by recursion.
const DEEPEST: usize = 250;
/// Longest page that is given to the library.
const LONGEST: usize = 3 << 20;

/// A block of the main text, or the part of it that is.
pub(super) struct Kept {
    pub(super) block: usize,
    pub(super) body: Aligned,
    /// The words stand nowhere in the page's blocks; the library says what they are.
    pub(super) put_in: Option<Tag>,
}

/// Blocks by their number; what stands in none comes behind the last that was found.
type Found = BTreeMap<(usize, usize), (Aligned, Option<Tag>)>;

/// The main text; `None` where the library cannot be asked or finds nothing.
pub(super) fn find(html: &str, page: &Page) -> Option<Vec<Kept>> {
    let mut kept = from_library(html, page)?;
    fill(page, &mut kept);
    kept.retain(|&(block, _), (_, put_in)| put_in.is_some() || !is_offer(&page.blocks[block]));
    Some(kept.into_iter().map(|((block, _), (body, put_in))| Kept { block, body, put_in }).collect())
}

/// Another article that is offered inside this one: nothing but a link behind a label ("Also read: …", "MIRA | …").
fn is_offer(block: &Block) -> bool {
    let text = block.body.text.as_str();
    let label = text.find([':', '|']).map(|at| lines::words(&text[..at]));
    let linked = block.linked * 10 >= text.len() * 6 && block.link.is_some();
    linked && block.rank == 0 && label.is_some_and(|words| (1..=3).contains(&words)) && lines::words(text) >= 5
}

/// The first block of the page that is in the main text.
pub(super) fn first(main: &[Kept]) -> Option<usize> {
    main.iter().find(|kept| kept.put_in.is_none()).map(|kept| kept.block)
}

/// The first block of a page that is running text, where no library has said what the main text is.
pub(super) fn first_sentence(page: &Page) -> Option<usize> {
    page.blocks.iter().position(|block| {
        is_text(block) && block.tag != Tag::Row && FURNITURE.cue(&block.body.text).is_none_or(|(_, cover)| cover == Cover::Anywhere)
    })
}

/// Takes in what stands between the headline and the text: the lead, which many pages set apart.
pub(super) fn lead(page: &Page, headline: usize, main: &mut Vec<Kept>) {
    let Some(first) = first(main).filter(|&first| first > headline && first - headline <= LEAD) else { return };
    let is_lead = |n: &usize| {
        let text = page.blocks[*n].body.text.as_str();
        is_text(&page.blocks[*n]) && lines::words(text) >= 8 && FURNITURE.cue(text).is_none_or(|(_, cover)| cover == Cover::Anywhere)
    };
    let found: Vec<Kept> =
        (headline + 1..first).filter(is_lead).map(|n| Kept { block: n, body: page.blocks[n].body.clone(), put_in: None }).collect();
    main.splice(0..0, found);
}

fn from_library(html: &str, page: &Page) -> Option<Found> {
    if page.depth > DEEPEST || html.len() > LONGEST {
        return None;
    }
    let mut options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
    // The library would look at the clock to judge dates.
    options.html_date_mode = trafilatura::HtmlDateMode::Disabled;
    let shown = page::shown(html, &page.unseen);
    let found = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(&shown, &options))).ok()?.ok()?;
    let content = page::read(&found.content_html);
    let mut stream = Stream::of(page);
    let (mut kept, mut last): (Found, usize) = (BTreeMap::new(), 0);
    for (number, block) in content.blocks.iter().enumerate() {
        let places = stream.locate(&block.body.text);
        if places.is_empty() {
            let mut body = Aligned::default();
            body.push_inserted(block.body.text.trim());
            kept.insert((last, number + 1), (body, Some(block.tag)));
        }
        for (n, from, to) in places {
            let body = &page.blocks[n].body;
            let part = body.trimmed(stream::part(&body.text, from, to));
            if !part.text.is_empty() && kept.get(&(n, 0)).is_none_or(|(known, _)| known.text.len() < part.text.len()) {
                kept.insert((n, 0), (part, None));
                last = n;
            }
        }
    }
    (!kept.is_empty()).then_some(kept)
}

/// How many blocks may stand between two of the main text for what is between them to be looked at.
const GAP: usize = 40;
/// Words that are running text, however they end.
const LONG: usize = 14;
/// How many blocks may stand between a headline and the text that belongs to it.
const LEAD: usize = 15;

/// Takes in rows, pairs and sentences that stand among the blocks of the main text.
fn fill(page: &Page, kept: &mut Found) {
    let numbers: BTreeSet<usize> = kept.iter().filter(|(_, (_, put_in))| put_in.is_none()).map(|((n, _), _)| *n).collect();
    let (Some(&first), Some(&last)) = (numbers.first(), numbers.last()) else { return };
    let containers: BTreeSet<u32> = numbers.iter().map(|&n| page.blocks[n].container).collect();
    // What stands before may stand one element further out: text between elements.
    let around: BTreeSet<u32> = containers.iter().filter_map(|&own| page.parents.get((own as usize).checked_sub(1)?).copied()).collect();
    let over = |n: &usize| {
        is_plain(&page.blocks[*n]) && (containers.contains(&page.blocks[*n].container) || around.contains(&page.blocks[*n].container))
    };
    let beside = |n: &usize| containers.contains(&page.blocks[*n].container);
    let plain = |n: &usize| beside(n) && is_plain(&page.blocks[*n]);
    let text = |n: &usize| is_text(&page.blocks[*n]);
    // Up to the last sentence; what stands between two sentences of one element belongs to them.
    let upto = |run: Vec<usize>| run.iter().rposition(&text).map(|at| run[..=at].to_vec()).unwrap_or_default();
    let end = upto((last + 1..page.blocks.len()).take(GAP).take_while(plain).collect());
    let before = upto((0..first).rev().take(GAP).take_while(over).collect());
    let inside = (first..last).filter(|n| !numbers.contains(n) && text(n) && (page.blocks[*n].tag == Tag::Row || beside(n)));
    let wanted: Vec<usize> = inside.chain(end).chain(before).collect();
    for n in wanted {
        kept.insert((n, 0), (page.blocks[n].body.clone(), None));
    }
}

/// Words of the page's own, no heading and no caption.
fn is_plain(block: &Block) -> bool {
    block.linked * 2 < block.body.text.len() && !block.outside && block.rank == 0 && block.tag != Tag::Caption
}

/// Words that say something: a row, or a sentence that is not all links.
fn is_text(block: &Block) -> bool {
    let text = block.body.text.as_str();
    let words = lines::words(text);
    is_plain(block) && (block.tag == Tag::Row || (words >= 5 && lines::ends_sentence(text)) || words >= LONG)
}
