//! Who publishes a page, by what stands around its article: what the page's title says behind or before the headline, the words that lead to
//! the site's first page, labels and the line of rights. Gives lines to weigh (`crate::publisher`); decides nothing.

use super::headline::{self, is_home, stated_titles};
use crate::cues::FURNITURE;
use crate::page::Page;
use crate::publisher::{At, Beside};
use crate::{house, lines, paras};

/// What parts the headline in a page's title from the site's name.
const SIGNS: [&str; 14] = [" | ", " || ", " :: ", " » ", " « ", " › ", " — ", " – ", " - ", " · ", " • ", " / ", " // ", ": "];
/// How many blocks at the end of a page may be its imprint, and the most bytes of one.
const FOOT: usize = 8;
const IMPRINT: usize = 800;
/// Most words of pictures and feeds that are weighed.
const FEW: usize = 4;
/// Most bytes of a line that names a house.
const LONGEST: usize = 160;

/// Lines around the article that may name who publishes it. `headline` is its block, `text` the first block of the article.
pub(super) fn lines(page: &Page, headline: Option<usize>, text: Option<usize>, host: Option<&str>) -> Vec<Beside> {
    let titles = stated_titles(page);
    // Where no block is the headline, the page's head may say it beside its title.
    let said = titles.first().filter(|_| titles.len() > 1).map(|title| paras::key(title));
    let title = headline.map(|at| paras::key(&headline::words(page, at).text)).or(said);
    let mut found: Vec<Beside> = titles.iter().rev().take(1).filter_map(|stated| of_title(stated, title.as_deref(), host)).collect();
    let first = headline.or(text).unwrap_or(0);
    // A picture in the text is signed as the page is; the page's own line is its last, or names a year.
    let rights = |n: &usize| house::of_rights(&page.blocks[*n].body.text).is_some();
    let last = (0..page.blocks.len()).rev().find(rights);
    let own_rights = |n: usize| Some(n) == last || page.blocks[n].body.text.contains("20");
    if let Some(owner) = page.meta.get("copyright") {
        found.push(Beside { text: format!("© {owner}"), at: At::Below, cue: None });
    }
    for (n, block) in page.blocks.iter().enumerate().filter(|(_, block)| block.body.text.len() <= LONGEST) {
        let words = block.body.text.as_str();
        let own = Some(n) == headline;
        if !own && n <= first && is_home(block.link.as_deref()) && (1..=8).contains(&lines::words(words)) {
            found.push(Beside { text: words.to_owned(), at: At::Home, cue: FURNITURE.cue(words).map(|(cue, _)| cue) });
        } else if (house::of_rights(words).is_some() && own_rights(n)) || (n > first && house::of_source(words).is_some()) {
            found.push(Beside { text: words.to_owned(), at: At::Below, cue: None });
        } else if !own && n < first.min(HEAD) && house::is_name(words) {
            found.push(Beside { text: words.to_owned(), at: At::First, cue: None });
        }
    }
    found.extend(signs(page));
    // The imprint closes a page.
    let behind = page.blocks.iter().enumerate().skip(first + 1).filter(|(n, block)| block.outside || n + FOOT >= page.blocks.len());
    let imprint = behind.filter(|(_, block)| block.body.text.len() <= IMPRINT && house::of_imprint(&block.body.text).is_some());
    found.extend(imprint.take(FEW).map(|(_, block)| Beside { text: block.body.text.clone(), at: At::Below, cue: None }));
    found
}

/// The words of pictures that lead to the site's first page, and the names of its feeds.
fn signs(page: &Page) -> impl Iterator<Item = Beside> {
    let pictures = page.signs.iter().filter(|(_, link)| is_home(Some(link))).map(|(words, _)| words.as_str()).take(FEW);
    // "Степной вестник » Лента", "Steppe News - RSS".
    let feeds =
        page.feeds.iter().map(|title| SIGNS.iter().filter_map(|sign| title.find(sign)).min().map_or(title.as_str(), |at| &title[..at]));
    let named = |words: &str| (1..=12).contains(&lines::words(words)) && words.len() <= LONGEST && !FURNITURE.is_sign(words);
    let line = |words: &str| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = [" logo", " Logo", " RSS", " Feed"].iter().find_map(|end| words.strip_suffix(end)).unwrap_or(&words);
        // "Harbour Times - News from the coast": a name and what it says of itself.
        let parts = [" - ", " – ", " — "].iter().filter_map(|sign| name.split_once(sign)).min_by_key(|(own, _)| own.len());
        parts
            .filter(|(_, tail)| !house::is_name(tail))
            .map_or(name, |(own, _)| own)
            .trim_end_matches([' ', '-', '–', '—', '|', ':'])
            .to_owned()
    };
    pictures.chain(feeds.take(FEW)).map(line).filter(move |words: &String| named(words)).map(|text| Beside {
        cue: None,
        text,
        at: At::Home,
    })
}

/// The parts of a page's title.
pub(super) fn parts(title: &str) -> impl Iterator<Item = &str> {
    let ends: Vec<usize> = SIGNS.iter().flat_map(|sign| title.match_indices(sign).map(|(at, _)| at)).collect();
    let first = ends.into_iter().min().unwrap_or(title.len());
    [title[..first].trim(), title[first..].trim()].into_iter().filter(|part| !part.is_empty())
}

/// Blocks at the top of a page among which its masthead stands.
const HEAD: usize = 6;

/// The part of a page's title that is not its headline: the last behind it, or the first before it; all of it where it is none of the headline's.
fn of_title(stated: &str, headline: Option<&str>, host: Option<&str>) -> Option<Beside> {
    let stated = stated.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = |text: &str, at: At| Some(Beside { text: text.trim().to_owned(), at, cue: None });
    let headline = headline?;
    let key = paras::key(&stated);
    if key == headline {
        return None;
    }
    let fits = |part: &&str| host.is_some_and(|host| house::fits_host(part, host));
    if !format!(" {key} ").contains(&format!(" {headline} ")) {
        // "Ministry of Trade – News": a name and a section.
        let parted = SIGNS.iter().fold(vec![stated.as_str()], |parts, sign| parts.into_iter().flat_map(|part| part.split(sign)).collect());
        // The last part may be the site's, whatever the headline is.
        if let Some(name) = parted.last().filter(|part| parted.len() > 1 && fits(part)) {
            return line(name, At::Title);
        }
        let name = parted.into_iter().find(|part| FURNITURE.cue(part).is_none())?;
        return if lines::words(name) <= 8 { line(name, At::First) } else { None };
    }
    let all = || SIGNS.iter().flat_map(|sign| stated.match_indices(sign).map(move |(at, _)| (at, *sign)));
    if !key.ends_with(headline) {
        // "Headline (Name)".
        if let Some((before, name)) = stated.strip_suffix(')').and_then(|open| open.rsplit_once(" ("))
            && paras::key(before).ends_with(headline)
        {
            return line(name, At::Title);
        }
        // The first sign behind the headline; of several alike the last, behind a section's name. A sign of the headline's own parts nothing.
        let whole = |at: usize| format!(" {} ", paras::key(&stated[..at])).contains(&format!(" {headline} "));
        let (first, sign) = all().filter(|(at, _)| whole(*at)).min_by_key(|(at, _)| *at)?;
        let at = stated.rfind(sign)?;
        let exact = paras::key(&stated[..first]) == headline;
        // "Headline - Point of Sail - Sails and repair": the part that the address spells.
        if let Some(part) = stated[first + sign.len()..].split(sign).find(|part| exact && fits(part)) {
            return line(part, At::Title);
        }
        return if exact || sign != ": " { line(&stated[at + sign.len()..], At::Title) } else { None };
    }
    let (at, sign) = all().min_by_key(|(at, _)| *at)?;
    line(&stated[..at], if sign == ": " { At::First } else { At::Title })
}

#[cfg(test)]
mod tests {
    use super::{At, of_title};

    #[test]
    fn titles_name_the_site_beside_the_headline() {
        let check = |title: &str, expected: &str| {
            let found = of_title(title, Some("министр принял посла"), None).map(|line| line.text).unwrap_or_default();
            assert_eq!(found, expected, "{title}");
        };
        check("Министр принял посла | Минторг", "Минторг");
        check("Министр принял посла – Новости – Степной вестник", "Степной вестник");
        check("Степной вестник: Министр принял посла", "Степной вестник");
        check("Степной вестник", "Степной вестник");
        check("Новости – Министерство торговли", "Министерство торговли");
        check("Министр принял посла", "");
        check("Министр принял посла | МТ - Министерство торговли", "МТ - Министерство торговли");
        check("Министр принял посла: Степной вестник", "Степной вестник");
        check("Министр принял посла « Степной вестник", "Степной вестник");
        check("Министр принял посла (Степной вестник)", "Степной вестник");
        check("Иван Лоза: Министр принял посла – Степной вестник", "Степной вестник");
        assert!(of_title("Oman: talks – and more", Some("oman talks and more"), None).is_none());
        let spelt = of_title("Minister met – Point of Sail – Sails and repair", Some("minister met"), Some("pointofsail.example"));
        assert_eq!(spelt.map(|line| line.text).as_deref(), Some("Point of Sail"));
        let other = of_title("The ambassador came – Point of Sail", Some("minister met"), Some("pointofsail.example"));
        assert_eq!(other.map(|line| (line.text, line.at)), Some(("Point of Sail".to_owned(), At::Title)));
    }
}
