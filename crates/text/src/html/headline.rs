//! Which block of a page is its headline, and which line dates it.

use super::{is_date_line, masthead};
use crate::page::Page;
use crate::paras::{self, Para, Tag};
use crate::{house, lines};

/// How many blocks around the headline may hold the line of publication.
const NEAR: usize = 8;
/// How many headings are looked at.
const MOST: usize = 200;

/// The block that is the headline. `first` is the first block of the main text.
///
/// Words of the page's stated title, a first-level heading before others; else the heading that stands over the text.
pub(super) fn find(page: &Page, first: Option<usize>) -> Option<usize> {
    let stated: Vec<String> = stated_titles(page).iter().map(|title| format!(" {} ", paras::key(title))).collect();
    let site = page.meta.get("og:site_name").map(|name| paras::key(name)).unwrap_or_default();
    let of_title = |n: usize, houses: bool| {
        let key = paras::key(&page.blocks[n].body.text);
        let enough = key.split(' ').count() >= 3 || stated.iter().any(|title| title.trim() == key);
        let named = key == site || is_home(page.blocks[n].link.as_deref()) || (!houses && house::is_name(&page.blocks[n].body.text));
        !key.is_empty() && enough && !named && stated.iter().any(|title| title.contains(&format!(" {key} ")))
    };
    // A heading that is a stated title, or one of its parts, however short; the most exact title first.
    let exact = || {
        stated_titles(page).into_iter().find_map(|title| {
            let parts: Vec<String> = masthead::parts(&title).map(paras::key).collect();
            let whole = paras::key(&title);
            let fits = |n: &usize| {
                let key = paras::key(&page.blocks[*n].body.text);
                let named = key == site || is_home(page.blocks[*n].link.as_deref()) || house::is_name(&page.blocks[*n].body.text);
                !key.is_empty() && !named && (key == whole || parts.first() == Some(&key))
            };
            let headings = || (0..page.blocks.len()).filter(|&n| page.blocks[n].rank > 0 && page.blocks[n].tag == Tag::Heading).take(MOST);
            headings().filter(|&n| page.blocks[n].rank == 1).find(fits).or_else(|| headings().find(fits))
        })
    };
    let others = || (0..page.blocks.len()).filter(|&n| page.blocks[n].rank > 1 && page.blocks[n].tag == Tag::Heading).take(MOST);
    let said = |houses: bool| page.h1().take(MOST).find(|&n| of_title(n, houses)).or_else(|| others().find(|&n| of_title(n, houses)));
    // A headline may read like the name of a body ("Совет по лесу"), where no other words are one.
    exact()
        .or_else(|| said(false))
        .or_else(|| over(page, first, &site))
        .or_else(|| said(true))
        .or_else(|| if stated.is_empty() { page.h1().next() } else { None })
}

/// True for a link to a site's first page: words that lead there are the site's name.
pub(super) fn is_home(link: Option<&str>) -> bool {
    let Some(link) = link else { return false };
    let path = match link.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => link,
    };
    matches!(path.trim_end_matches('/'), "" | "." | ".." | "/index.html" | "/index.php" | "index.html" | "index.php") && !link.is_empty()
}

/// The last first-level heading before the text, or as its first words; else any heading right over it.
fn over(page: &Page, first: Option<usize>, site: &str) -> Option<usize> {
    let first = first?;
    let fits = |n: usize| {
        let block = &page.blocks[n];
        let text = &block.body.text;
        !block.outside
            && !is_home(block.link.as_deref())
            && lines::words(text) >= 2
            && lines::words(text) <= 40
            && paras::key(text) != site
            && !house::is_name(text)
    };
    let own = page.h1().take(MOST).filter(|&n| n <= first + 2 && fits(n)).last();
    own.or_else(|| (first.saturating_sub(4)..=first).rev().find(|&n| page.blocks[n].rank > 1 && page.blocks[n].rank <= 3 && fits(n)))
}

/// Titles that the page's head states, the most exact first.
pub(super) fn stated_titles(page: &Page) -> Vec<String> {
    let meta = ["og:title", "twitter:title", "dc.title", "headline"].iter().filter_map(|key| page.meta.get(*key).cloned());
    meta.chain(Some(page.title.clone())).filter(|title| !title.trim().is_empty()).collect()
}

/// Puts the headline and the line that dates the report before the main text, where the library left them out.
pub(super) fn put(page: &Page, headline: Option<usize>, paras: &mut Vec<Para>) {
    let Some(at) = headline else { return };
    let title = Para::new(crate::respell::respell(page.blocks[at].body.clone()), true, Tag::Title);
    paras.retain(|para| para.key != title.key);
    let near = at.saturating_sub(NEAR)..(at + NEAR).min(page.blocks.len());
    let behind = (at + 1..near.end).chain((near.start..at).rev());
    let dated = behind.map(|n| Para::new(page.blocks[n].body.clone(), true, Tag::None)).find(is_date_line);
    if let Some(dated) = dated.filter(|dated| paras.iter().all(|para| para.key != dated.key)) {
        paras.insert(0, dated);
    }
    paras.insert(0, title);
}
