//! HTML pages: which of a page's blocks are the article (a library says, the page's own markup mends), headline and metadata.
//! Pages too deep or too long for the library are read as the lines of their blocks.

mod headline;
mod main_text;
mod masthead;
mod metadata;
mod several;
mod stream;

pub use several::resolve;

use rapporteur_model::{Issue, IssueKind, Report};

use crate::aligned::Aligned;
use crate::intake::{Given, MAX_HTML, Options, build, clip, finish};
use crate::page::{self, Block, Page};
use crate::paras::{self, Para, Tag};
use crate::{dates, lines, respell, select};

/// Reads a page: one report, or one for each of several news that stand on it with their own dates.
pub(crate) fn read(address: &str, source: &str, given: Given, options: &Options) -> Vec<Report> {
    let (html, cut) = clip(source, MAX_HTML);
    let html = &*page::with_noscript(html);
    let page = page::read(html);
    let mut reports = if options.as_is { Vec::new() } else { several::read(&page, html, address, &given, options) };
    if reports.is_empty() {
        reports.push(article(&page, html, address, given, options));
    }
    for report in &mut reports {
        if report.path.is_empty() {
            address.clone_into(&mut report.path);
        }
        finish(report, source, cut.map(|_| MAX_HTML));
        if report.text.is_empty() {
            report.issues.push(Issue::new(IssueKind::Empty, "the page holds no text"));
        }
    }
    reports
}

/// Reads words with markup that are an article and nothing else (a field of a feed, of a line of JSON, of a mail).
pub(crate) fn fragment(address: &str, source: &str, given: Given, options: &Options) -> Report {
    let (html, cut) = clip(source, MAX_HTML);
    let page = page::read(html);
    let mut paras = all_blocks(&page);
    paras::mark_repeats(&mut paras);
    if given.title.is_none()
        && let Some(at) = own_title(&paras)
    {
        paras[at].tag = Tag::Title;
    }
    let selection = if options.as_is { select::all(&paras) } else { select::select(&paras, true) };
    let mut report = build(selection, html, given, options);
    address.clone_into(&mut report.path);
    finish(&mut report, source, cut.map(|_| MAX_HTML));
    report
}

/// The headline of a document: its first heading, or a short line without an end before its first sentence.
fn own_title(paras: &[Para]) -> Option<usize> {
    let first = paras.iter().take(4).position(|para| para.tag == Tag::Heading);
    let line = || {
        let at = paras.iter().position(|para| !para.bare_number)?;
        let short = (2..=25).contains(&paras[at].words) && !paras[at].ends && paras[at].tag == Tag::None;
        (short && paras.get(at + 1).is_some_and(|next| next.bare_number || next.is_sentence())).then_some(at)
    };
    first.or_else(line)
}

fn article(page: &Page, html: &str, address: &str, given: Given, options: &Options) -> Report {
    let mut main = if options.as_is { None } else { main_text::find(html, page) };
    let first = main.as_deref().and_then(main_text::first);
    let headline = headline::find(page, first.or_else(|| main_text::first_sentence(page)));
    if let (Some(main), Some(headline)) = (&mut main, headline) {
        main_text::lead(page, headline, main);
    }
    let given = given.or(metadata::read(page, address, headline, first));
    let around = masthead::lines(page, headline, first, given.host.as_deref());
    let mut selection = match main {
        _ if options.as_is => select::all(&all_blocks(page)),
        Some(main) => {
            let mut paras: Vec<Para> = joined(page, main.into_iter().map(|kept| (kept.block, kept.body, kept.put_in)));
            headline::put(page, headline, &mut paras);
            paras::mark_repeats(&mut paras);
            select::select(&paras, true)
        }
        None => {
            let mut paras = all_blocks(page);
            let title = headline.map(|at| paras::key(&page.blocks[at].body.text));
            if let Some(para) = paras.iter_mut().find(|para| title.as_ref().is_some_and(|key| *key == para.key)) {
                para.tag = Tag::Title;
            }
            paras::mark_repeats(&mut paras);
            select::select(&paras, false)
        }
    };
    selection.beside.extend(around);
    build(selection, html, given, options)
}

/// All blocks of a page, as the paragraphs that they are.
fn all_blocks(page: &Page) -> Vec<Para> {
    joined(page, page.blocks.iter().enumerate().map(|(n, block)| (n, block.body.clone(), None)))
}

/// Blocks as paragraphs: where only a line break parts two and the sentence goes on, they are one.
fn joined(page: &Page, blocks: impl Iterator<Item = (usize, Aligned, Option<Tag>)>) -> Vec<Para> {
    let mut drafts: Vec<(usize, Tag, Aligned)> = Vec::new();
    for (n, body, put_in) in blocks {
        if let Some(tag) = put_in {
            drafts.push((usize::MAX - 1, tag, body));
            continue;
        }
        let block: &Block = &page.blocks[n];
        match drafts.last_mut() {
            Some((last, tag, before)) if *last + 1 == n && block.broken && *tag == block.tag => {
                if let Some(glue) = lines::goes_on(&before.text, &body.text, false, false) {
                    before.push_inserted(glue);
                    before.append(&body);
                    *last = n;
                    continue;
                }
            }
            _ => {}
        }
        drafts.push((n, block.tag, body));
    }
    drafts.into_iter().map(|(_, tag, body)| Para::new(respell::respell(body), true, tag)).collect()
}

/// True for a line that holds a full date and hardly anything else.
fn is_date_line(para: &Para) -> bool {
    let full = || dates::find(para.text()).iter().any(|found| found.date.year().is_some());
    (para.bare_number || matches!(para.cue, Some((crate::cues::Cue::DateLabel, _)))) && para.words <= 24 && full()
}
