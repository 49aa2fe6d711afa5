//! Which block of a page is its headline, and which line dates it.

use super::{is_date_line, masthead};
use crate::aligned::Aligned;
use crate::page::Page;
use crate::paras::{self, Para, Tag};
use crate::{dates, house, lines};

/// How many blocks around the headline may hold the line of publication.
const NEAR: usize = 8;
/// Longest line in bytes that dates a page.
const DATED: usize = 500;
/// Most bytes between a headline and the day behind it in the same heading.
const BESIDE: usize = 24;
/// Longest heading in bytes that is looked into.
const LONGEST: usize = 600;
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
    let path = path.trim_end_matches('/');
    // "/ru", "/en/index.php": the first page of one language.
    let path = ["/index.html", "/index.htm", "/index.php", "/index.asp", "/index.aspx"]
        .iter()
        .find_map(|end| path.strip_suffix(end))
        .unwrap_or(path);
    let code = path.trim_start_matches('/');
    let language = code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase()) || matches!(code, "rus" | "eng");
    (language || matches!(path, "" | "." | ".." | "index.html" | "index.php")) && !link.is_empty()
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

/// The words of the headline: without what some pages set over it in the same heading, and without a day behind it, where the page's head
/// states it alone.
pub(super) fn words(page: &Page, at: usize) -> Aligned {
    let body = &page.blocks[at].body;
    let whole = paras::key(&body.text);
    let stated = stated_titles(page);
    let long = |key: &String| key.split(' ').count() >= 3 && key.len() < whole.len();
    let own: Vec<String> = stated
        .iter()
        .flat_map(|title| [Some(title.as_str()), masthead::parts(title).next()])
        .flatten()
        .map(paras::key)
        .filter(long)
        .collect();
    let words = || body.text.match_indices(' ').map(|(at, _)| at);
    let behind = |key: &String| words().map(|at| at..body.text.len()).find(|part| paras::key(&body.text[part.clone()]) == *key);
    let before = |key: &String| {
        let part = words().map(|at| 0..at).find(|part| paras::key(&body.text[part.clone()]) == *key)?;
        dates::find(&body.text[part.end..]).first().is_some_and(|found| found.range.start <= BESIDE).then_some(part)
    };
    let part = own.iter().find_map(|key| {
        let ends = whole.ends_with(&format!(" {key}")) && whole.len() <= LONGEST;
        let begins = whole.starts_with(&format!("{key} ")) && whole.len() <= LONGEST;
        if ends {
            behind(key)
        } else if begins {
            before(key)
        } else {
            None
        }
    });
    let Some(part) = part else { return body.clone() };
    let signs = |c: char| c.is_whitespace() || ":|–—-•·/".contains(c);
    let start = body.text.len() - body.text[part.start..].trim_start_matches(signs).len();
    let end = body.text[..part.end].trim_end_matches(signs).len();
    body.trimmed(start..end.max(start))
}

/// Puts the headline and the line that dates the report before the main text, where the library left them out.
pub(super) fn put(page: &Page, headline: Option<usize>, paras: &mut Vec<Para>) {
    let Some(at) = headline else { return };
    let title = Para::new(crate::respell::respell(words(page, at)), true, Tag::Title);
    let whole = paras::key(&page.blocks[at].body.text);
    paras.retain(|para| para.key != title.key && para.key != whole);
    let near = at.saturating_sub(NEAR)..(at + NEAR).min(page.blocks.len());
    let behind = (at + 1..near.end).chain((near.start..at).rev());
    let numbered = |n: &usize| page.blocks[*n].body.text.len() <= DATED && page.blocks[*n].body.text.bytes().any(|b| b.is_ascii_digit());
    let dated = behind.filter(numbered).map(|n| Para::new(page.blocks[n].body.clone(), true, Tag::None)).find(is_date_line);
    if let Some(dated) = dated.filter(|dated| paras.iter().all(|para| para.key != dated.key)) {
        paras.insert(0, dated);
    }
    paras.insert(0, title);
}

#[cfg(test)]
mod tests {
    use super::is_home;

    #[test]
    fn first_pages_of_sites() {
        for link in
            ["/", "https://trade.example", "https://trade.example/", "/ru/", "/en/index.php", "index.html", "https://trade.example/eng"]
        {
            assert!(is_home(Some(link)), "{link}");
        }
        for link in ["", "/news", "/news/", "https://trade.example/ru/news", "#", "/ru?page=2"] {
            assert!(!is_home(Some(link)), "{link}");
        }
    }
}
