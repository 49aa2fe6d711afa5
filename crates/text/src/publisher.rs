//! Who published a report, from the names that stand around it: the dateline's agency, the sign beside the date, letterheads, labels,
//! bylines, the line of rights. Weighs them; invents none.

use rapporteur_model::{Span, Stated};

use crate::assemble::Clean;
use crate::cues::{Cue, FURNITURE};
use crate::house;
use crate::{dates, lines};

/// Where a line beside the article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// The first line of the page.
    First,
    /// The words that lead to the site's first page.
    Home,
    /// What the page's title says beside the headline.
    Title,
    /// Before the text.
    Head,
    /// Right before or behind the line that dates the report.
    Dated,
    /// Right behind the text.
    Foot,
    /// Further behind it.
    Below,
}

/// A line beside the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Beside {
    pub(crate) text: String,
    pub(crate) at: At,
    pub(crate) cue: Option<Cue>,
}

/// A name that may be the publisher's, and how much speaks for it.
struct Candidate {
    name: String,
    weight: f32,
    /// The line that names it.
    line: usize,
}

/// Less than this names nobody.
const LEAST: f32 = 1.2;

/// This much, and a name that the address spells, too, is as good as what the page's head states.
const SURE: f32 = 2.7;

/// The publisher by what stands around the text, and whether the page and its address leave no doubt; `sign` is the name in the line of
/// publication, `host` that of the page's address.
pub(crate) fn beside(clean: &Clean, sign: Option<Span>, lines: &[Beside], host: Option<&str>) -> Option<(Stated<String>, bool)> {
    let of_line = |(n, line)| candidates(line, host).into_iter().map(move |(name, weight)| Candidate { name, weight, line: n });
    let mut all: Vec<Candidate> = lines.iter().enumerate().flat_map(of_line).collect();
    if let Some(sign) = sign {
        let name = sign.slice(&clean.text);
        if let Some(name) = house_in(name) {
            let weight = if house::is_name(name) {
                3.5
            } else if may_be_house(name) {
                2.0
            } else {
                0.5
            };
            all.push(Candidate { name: name.to_owned(), weight, line: usize::MAX });
        }
    }
    let rights: Vec<(usize, &str)> = lines.iter().enumerate().filter_map(|(n, line)| Some((n, house::of_rights(&line.text)?))).collect();
    for candidate in &mut all {
        // A line of rights alone may name a person, or who made the site.
        let others: Vec<&str> = rights.iter().filter(|(n, _)| *n != candidate.line).map(|(_, name)| *name).collect();
        if confirmed(&candidate.name, &others, &clean.text) {
            candidate.weight += 1.5;
        }
        if host.is_some_and(|host| house::fits_host(&candidate.name, host)) {
            candidate.weight += 1.0;
        }
    }
    all.retain(|candidate| !house::is_nobody(&candidate.name));
    let mut best: Option<&Candidate> = None;
    for candidate in all.iter().filter(|c| c.weight >= LEAST) {
        if best.is_none_or(|b| candidate.weight > b.weight) {
            best = Some(candidate);
        }
    }
    let best = best?;
    let sure = best.weight >= SURE && host.is_some_and(|host| house::fits_host(&best.name, host));
    let best = &best.name;
    // "by SIR staff" under "Home | Security Industry Review".
    let long = if house::is_acronym(best) {
        lines.iter().flat_map(|l| house::parts(&l.text)).find(|part| house::spells(part, best))
    } else {
        None
    };
    let value = long.unwrap_or(best).to_owned();
    let span = if long.is_none() { sign.and_then(|sign| within(sign, sign.slice(&clean.text), &value)) } else { None };
    Some((Stated { value, span }, sure))
}

fn within(sign: Span, text: &str, name: &str) -> Option<Span> {
    text.find(name).map(|at| Span::new(sign.start() + at, sign.start() + at + name.len()))
}

/// What of a sign beside the date names a house: no counters, no author.
fn house_in(sign: &str) -> Option<&str> {
    let by = sign.starts_with("By ") || sign.starts_with("by ");
    let name = if by { house::of_byline(sign)? } else { house::unquoted(sign) };
    // "УзА Дилноза Каримова": a wire and its author.
    let wire = FURNITURE.agency_at(name).filter(|wire| {
        let author: Vec<&str> = name[wire.len()..].split_whitespace().collect();
        (2..=3).contains(&author.len()) && house::in_capitals(&author) && !house::is_name(name)
    });
    let name = wire.unwrap_or(name);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let counted = name.chars().any(|c| c.is_ascii_digit() || c == ':') || FURNITURE.cue(name).is_some();
    (letters >= 2 && !counted && FURNITURE.cue(sign).is_none_or(|(cue, _)| cue == Cue::Byline)).then_some(name)
}

/// A name by its form: an agency's sign, one or two words, or words in capitals; a headline is none.
fn may_be_house(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let genre = words.iter().any(|word| FURNITURE.is_genre(word));
    !genre && (words.len() <= 2 || house::in_capitals(&words) || FURNITURE.agency_at(name).is_some())
}

fn candidates(line: &Beside, host: Option<&str>) -> Vec<(String, f32)> {
    let one = |name: &str, weight: f32| vec![(house::unquoted(name).to_owned(), weight)];
    if let Some(name) = house::of_source(&line.text) {
        return one(name, 1.5);
    }
    if let Some(name) = house::of_rights(&line.text) {
        // "© Agency / Name" signs a picture.
        return if name.contains('/') { Vec::new() } else { one(name, if house::is_name(name) { 2.5 } else { 1.5 }) };
    }
    if let Some(name) = house::of_imprint(&line.text).filter(|_| line.at == At::Below) {
        return one(name, 1.5);
    }
    // «АО «Северный лес»» behind a headline is the whole name.
    if let Some(name) = by_label(&line.text).or_else(|| house::of_byline(&line.text)).filter(|_| line.at != At::Title) {
        return one(name, 2.6);
    }
    let base = match line.at {
        At::First | At::Head => 0.5,
        At::Dated => 1.0,
        // Words that lead to the first page may be those of a menu: a name that the address spells, too, counts more.
        At::Home if host.is_some() && !line.text.chars().any(|c| c.is_alphabetic() && c > 'ɏ') => 0.8,
        At::Home => LEAST,
        At::Title => 1.7,
        At::Foot => 0.3,
        At::Below => return Vec::new(),
    };
    // "Северный листок. Культура": a masthead and its section.
    let masthead = line
        .text
        .rsplit_once(". ")
        .filter(|(_, section)| line.at == At::First && FURNITURE.cue(section).is_some_and(|(cue, _)| cue == Cue::Menu));
    let own = Beside { text: masthead.map_or(line.text.as_str(), |(name, _)| name).to_owned(), ..line.clone() };
    let line = &own;
    let parts = house::parts(&line.text).filter(|part| FURNITURE.cue(part).is_none() && dates::find(part).is_empty());
    parts.filter_map(|part| weigh(part, line, base, host)).collect()
}

/// "Posted On: 19 SEP 2024 6:41PM by PIB Mumbai".
fn by_label(line: &str) -> Option<&str> {
    let dated = dates::find(line).into_iter().next()?;
    let at = line[dated.range.end..].find(" by ")? + dated.range.end + 1;
    house::of_byline(&line[at..])
}

fn weigh(part: &str, line: &Beside, base: f32, host: Option<&str>) -> Option<(String, f32)> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let named = house::is_name(part);
    // "Headline - By Ann Bell": an author.
    if words.first().is_some_and(|first| first.eq_ignore_ascii_case("by")) {
        return None;
    }
    // "СОВМЕСТНОЕ ЗАЯВЛЕНИЕ", "Joint Statement" say what a text is.
    if !named && words.iter().any(|word| FURNITURE.is_genre(word)) {
        return None;
    }
    let capitals = (2..=4).contains(&words.len()) && house::in_capitals(&words) && part.starts_with(char::is_uppercase);
    let sign =
        line.at == At::First && part == line.text.trim() && capitals && !lines::ends_sentence(part) && !part.contains([':', ',', '.']);
    let spelt = host.is_some_and(|host| house::fits_host(part, host));
    let short = (1..=6).contains(&words.len()) && (spelt || part.starts_with(|c: char| c.is_uppercase() || "«\"“".contains(c)));
    // A name that is no office's counts only where something else confirms it.
    let weight = base + if named { 1.5 } else { 0.0 } + if sign { 0.8 } else { 0.0 };
    // Behind the headline even a name of common words is one ("Совет по лесу").
    let called = match line.at {
        At::Title => words.len() <= 5 && !part.ends_with(['.', '?', ':', '…']) || spelt,
        At::Home => spelt || house::in_capitals(&words) || words.len() == 1,
        _ => true,
    };
    let short = short && called;
    let possible = named || sign || (short && line.at != At::Foot);
    possible.then(|| (house::unquoted(part).to_owned(), weight))
}

/// The line of rights, or the text itself in quotation marks, names the same.
fn confirmed(name: &str, rights: &[&str], text: &str) -> bool {
    let key = |name: &str| crate::paras::key(name);
    let own = key(name);
    let start = |n: usize, words: &str| words.split(' ').take(n).collect::<Vec<_>>().join(" ");
    let same = |right: &&str| {
        let other = key(right);
        own == other || (own.split(' ').count() >= 3 && other.split(' ').count() >= 3 && start(3, &own) == start(3, &other))
    };
    let said = || {
        own.split(' ').count() >= 2
            && (text.contains(&format!("«{name}")) || text.contains(&format!("\"{name}\"")) || quoted_stem(name, text))
    };
    !own.is_empty() && (rights.iter().any(same) || said())
}

/// «По информации «Южного меридиана»»: the name in quotation marks in another case.
fn quoted_stem(name: &str, text: &str) -> bool {
    let stem = |word: &str| word.chars().take(word.chars().count().saturating_sub(2).max(3)).collect::<String>();
    let own: Vec<String> = name.split_whitespace().map(stem).collect();
    text.match_indices('«').take(200).any(|(at, mark)| {
        let inside = text[at + mark.len()..].split('»').next().unwrap_or_default();
        let words: Vec<&str> = inside.split_whitespace().take(own.len() + 1).collect();
        words.len() == own.len() && words.iter().zip(&own).all(|(word, stem)| word.starts_with(stem.as_str()))
    })
}
