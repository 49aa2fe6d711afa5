//! Which line is the headline, and what a page puts behind it ("Headline - Agency, 22.12.2025"). Chooses; cuts nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::article::Role;
use crate::cues::{Cue, FURNITURE};
use crate::paras::{self, Para, Tag};
use crate::{dates, house};

/// How far before the text a headline may stand, in paragraphs.
const REACH: usize = 15;
/// A line with less is no headline.
const LEAST: f32 = 1.3;

/// The words of a text by their beginnings, so that inflected forms meet.
pub(crate) fn stems(key: &str) -> BTreeSet<String> {
    key.split(' ').filter(|word| word.chars().count() >= 4).map(|word| word.chars().take(5).collect()).collect()
}

/// Share of a line's longer words that the text uses too, 0 to 1.
pub(crate) fn overlap(key: &str, text: &BTreeSet<String>) -> f32 {
    let own = stems(key);
    let shared = own.iter().filter(|stem| text.contains(*stem)).count();
    if own.is_empty() { 0.0 } else { shared as f32 / own.len() as f32 }
}

/// What a page knows of repetitions: how many paragraphs have a key.
pub(crate) struct Repeats(BTreeMap<String, usize>);

impl Repeats {
    pub(crate) fn of(paras: &[Para]) -> Self {
        let mut counts = BTreeMap::new();
        for para in paras {
            let text = suffix(para.text()).map_or(para.text(), |range| &para.text()[..range.start]);
            *counts.entry(paras::key(text)).or_insert(0) += 1;
        }
        Self(counts)
    }

    fn count(&self, key: &str) -> usize {
        self.0.get(key).copied().unwrap_or(0)
    }
}

/// The headline of the article in `run`: its paragraph and the part of it that is the headline.
pub(crate) fn choose(paras: &[Para], roles: &[Role], run: &Range<usize>, text: &BTreeSet<String>) -> Option<(usize, Range<usize>)> {
    let repeats = Repeats::of(paras);
    let until = (run.start + 6).min(run.end);
    // A page that begins with words of its own begins with its headline.
    let first = roles.iter().position(|role| !matches!(role, Role::Furniture(_) | Role::Number | Role::Credit));
    let mut best: Option<(f32, usize, Range<usize>)> = None;
    let reach = run.start.saturating_sub(REACH)..until;
    for i in reach.clone() {
        let labelled = i > 0 && paras[i - 1].text().ends_with(':');
        if labelled || is_turn(paras, i) || is_trail(paras, i, reach.clone()) || is_path(paras[i].text()) {
            continue;
        }
        let part = 0..suffix(paras[i].text()).map_or(paras[i].text().len(), |s| headline_end(paras[i].text(), s.start));
        // Behind running text only a line that the page says twice is a headline; the text before it is cut.
        let sentences_before = roles[run.start.min(i)..i].iter().filter(|&&r| r == Role::Sentence).count();
        if sentences_before > 0 && repeats.count(&paras::key(&paras[i].text()[part.clone()])) < 2 {
            continue;
        }
        let Some(score) = score(&paras[i], roles[i], &paras[i].text()[part.clone()], &repeats, text) else { continue };
        let distance = run.start.abs_diff(i) as f32;
        // The line before a picture's credit says what the picture shows, often in words of the article.
        let next = (i + 1..paras.len()).find(|&j| roles[j] != Role::Repeat);
        let credit = next.is_some_and(|j| roles[j] == Role::Credit && !paras[j].text().starts_with(['[', '(']));
        let shown = credit || (i > 0 && paras[i].shows_on(&paras[i - 1]));
        let pictured = if shown { 1.6 } else { 0.0 };
        let alone = paras.get(i + 1).is_none_or(|next| next.gap || roles[i + 1] == Role::Number);
        // Of a few words that begin the page, most are a section's or a site's name where a longer line follows before the text.
        let genre = paras[i].key.split(' ').any(|word| FURNITURE.is_genre(word));
        let section = !genre
            && paras[i].key.split(' ').count() < 4
            && (i + 1..run.start).any(|j| roles[j] == Role::Short && paras[j].words > paras[i].words);
        let leads = match first == Some(i) && alone && !section {
            true if i == 0 && distance <= 2.0 && roles.get(1) == Some(&Role::Number) => 2.2,
            true if distance <= 4.0 => 1.5,
            _ => 0.0,
        };
        // Between a headline and the text stand who wrote it and when.
        let signed =
            (i + 1..paras.len().min(i + 4)).any(|j| matches!(roles[j], Role::Number | Role::Furniture(Cue::Byline | Cue::DateLabel)));
        // Right behind the day that begins a text stands its headline.
        let dated = (1..=2).contains(&i) && roles[..i].iter().all(|&role| role == Role::Number) && roles[i] == Role::Short;
        let set_off = if dated {
            1.0
        } else if alone && paras[i].gap && signed && sentences_before == 0 {
            0.7
        } else {
            0.0
        };
        let score = score + leads + set_off
            - pictured
            - if section { 1.0 } else { 0.0 }
            - if house::is_name(paras[i].text()) { 4.0 } else { 0.0 }
            - 0.08 * distance
            - 1.0 * sentences_before as f32
            - if part.end < paras[i].text().len() { 0.3 } else { 0.0 };
        if score >= LEAST && best.as_ref().is_none_or(|(b, ..)| score > *b) {
            best = Some((score, i, part));
        }
    }
    best.map(|(_, i, part)| (i, part))
}

fn score(para: &Para, role: Role, line: &str, repeats: &Repeats, text: &BTreeSet<String>) -> Option<f32> {
    let asks = para.text().ends_with(['?', '!']) && para.words <= 25;
    if !(role == Role::Short || (role == Role::Sentence && (asks || para.tag == Tag::Heading))) || para.bare_number {
        return None;
    }
    let words = crate::lines::words(line);
    if !(2..=40).contains(&words) {
        return None;
    }
    let key = paras::key(line);
    let shared = 3.0 * overlap(&key, text);
    let again = if repeats.count(&key) > 1 { 1.5 } else { 0.0 };
    let length = if (4..=25).contains(&words) {
        1.0
    } else if words < 4 {
        -0.5
    } else {
        0.0
    };
    Some(shared + again + length + if para.tag == Tag::Heading { 1.0 } else { 0.0 })
}

/// Most words of a label of who speaks.
const LABEL: usize = 4;

/// "Q: Who borrows from you?": a line of an interview, whose label stands before other lines, too.
pub(crate) fn is_turn(paras: &[Para], i: usize) -> bool {
    fn label(para: &Para) -> Option<&str> {
        let (label, rest) = para.text().split_once(':')?;
        let short = label.split_whitespace().count() <= LABEL && label.starts_with(char::is_uppercase);
        (short && rest.starts_with(char::is_whitespace)).then_some(label)
    }
    let own = label(&paras[i]);
    own.is_some() && (0..paras.len()).any(|j| j != i && label(&paras[j]) == own)
}

/// "Main / News / Headline": a trail that ends in the words of a line near it.
fn is_trail(paras: &[Para], i: usize, near: Range<usize>) -> bool {
    let signs = paras[i].text().contains(['/', '>', '»', '→', '|', '\\', '›']);
    signs
        && near
            .into_iter()
            .any(|j| j != i && paras[j].words >= 2 && paras[i].key.len() > paras[j].key.len() && paras[i].key.ends_with(&paras[j].key))
}

/// "site.by > Economy > Trade", "Press centre → News": a site's path to the page.
pub(crate) fn is_path(text: &str) -> bool {
    ['>', '→', '›', '»', '/', '|', '•'].iter().any(|&sign| {
        let spaced = format!(" {sign} ");
        let parts: Vec<&str> = text.split(spaced.as_str()).collect();
        let enough = parts.len() >= if matches!(sign, '>' | '→' | '›') { 2 } else { 3 };
        // "Ministers discuss trade | Press releases | Ministry of Trade" ends in who published it.
        let titled = sign == '|' && parts.last().is_some_and(|last| house::is_name(last)) && crate::lines::words(parts[0]) >= 3;
        enough && !titled && parts.iter().all(|part| (1..=4).contains(&crate::lines::words(part)))
    })
}

fn headline_end(text: &str, suffix: usize) -> usize {
    let bare = |end: usize| text[..end].trim_end_matches(|c: char| c.is_whitespace() || "-–—|:/»·".contains(c)).len();
    let mut end = bare(suffix);
    // "Headline | Press releases | Ministry": a section before the name is none of the headline's either.
    while let Some(at) = text[..end].rfind(" | ").filter(|at| FURNITURE.cue(&text[at + 3..end]).is_some()) {
        end = bare(at);
    }
    end
}

/// What a page's title adds to the headline: an agency, a site's name, a date behind the last dash or bar.
pub(crate) fn suffix(text: &str) -> Option<Range<usize>> {
    const SIGNS: [&str; 7] = [" - ", " – ", " — ", " | ", " :: ", " » ", "... "];
    if text.len() > 600 {
        return None;
    }
    let (at, sign) = SIGNS.iter().filter_map(|sign| text.rfind(sign).map(|at| (at, *sign))).max()?;
    let start = at + sign.len();
    let rest = &text[start..];
    let dated = dates::find(rest).iter().any(|found| found.date.year().is_some());
    let short = crate::lines::words(rest) <= 6;
    let named = FURNITURE.agency_at(rest).is_some_and(|name| name.len() == rest.len() || dated || sign == " | ");
    let site = short && (rest.contains(".ru") || rest.contains(".by") || rest.contains(".com") || rest.contains(".org"));
    let barred = short && matches!(sign, " | " | " :: " | " » ");
    (short && (dated && crate::lines::words(&text[..at]) >= 3 || named || site || barred)).then_some(start..text.len())
}

#[cfg(test)]
mod tests {
    use super::{is_path, suffix};

    #[test]
    fn paths_are_no_headlines() {
        for text in ["steppe.example > Economy > Foreign trade", "Пресс-центр → Новости", "Main / News / Talks held"] {
            assert!(is_path(text), "{text}");
        }
        for text in ["Oman / Zambia: ministers meet", "Цены выросли > чем ждали аналитики и эксперты банка"]
        {
            assert!(!is_path(text), "{text}");
        }
    }

    #[test]
    fn page_titles_are_split() {
        let check = |text: &str| suffix(text).map(|r| text[r].to_owned()).unwrap_or_default();
        assert_eq!(check("Комитет обсудил торговлю - РИА Новости, 22.12.2025"), "РИА Новости, 22.12.2025");
        assert_eq!(check("Ministers discuss trade | Ministry of Trade"), "Ministry of Trade");
        assert_eq!(check("Министры обсудили торговлю – ТАСС"), "ТАСС");
        assert_eq!(check("Беларусь и Китай - стратегические партнёры"), "");
    }
}
