//! Paragraphs of a page: lines joined where a sentence was broken, with the features that tell text from furniture. Drops nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::aligned::Aligned;
use crate::cues::{Cover, Cue, FURNITURE};
use crate::lines::{self, Line};
use crate::{dateline, dates, house, respell};

/// What a page's markup says of a paragraph; plain text says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tag {
    #[default]
    None,
    /// The headline, as the page's head confirms it.
    Title,
    Heading,
    Item,
    Caption,
    /// A row of a table, a pair of a list of definitions.
    Row,
    /// What a list of definitions explains.
    Term,
}

/// A paragraph or a line that stands alone.
#[derive(Debug, Clone)]
pub(crate) struct Para {
    pub(crate) body: Aligned,
    /// A blank line stands before it.
    pub(crate) gap: bool,
    /// It was made of several lines.
    pub(crate) glued: bool,
    /// Blank lines stood between these: on this page they do not end a paragraph.
    pub(crate) over_gap: bool,
    /// Length in bytes of the mark of a list item at its start.
    pub(crate) mark: usize,
    pub(crate) tag: Tag,
    pub(crate) words: usize,
    pub(crate) ends: bool,
    pub(crate) cue: Option<(Cue, Cover)>,
    /// Nothing but a date, a time, a number.
    pub(crate) bare_number: bool,
    /// A full date with a name beside it ("Steppe Bulletin | 14 August 2025, 17:45").
    pub(crate) sign: bool,
    /// Words in lower case, single spaces: equal for repetitions.
    pub(crate) key: String,
    /// Says again what another paragraph says; that one's index.
    pub(crate) repeats: Option<usize>,
}

impl Para {
    pub(crate) fn new(body: Aligned, gap: bool, tag: Tag) -> Self {
        let text = body.text.as_str();
        let letters = text.chars().take(200).filter(|c| c.is_alphabetic()).count();
        let (words, ends) = (lines::words(text), lines::ends_sentence(text));
        let cue = if text.len() <= 600 { FURNITURE.cue(text) } else { None };
        let sign = is_sign(text) && (dates::letters_beside(text) > 10 || names_house(text));
        let bare_number = sign
            || letters == 0
            || (text.len() <= 120 && letters < 60 && has_number(text) && dates::letters_beside(text) <= 10)
            || is_head_date(text);
        let (key, mark) = (key(text), lines::bullet(text));
        Self { gap, glued: false, over_gap: false, mark, tag, words, ends, cue, bare_number, sign, key, repeats: None, body }
    }

    pub(crate) fn text(&self) -> &str {
        &self.body.text
    }

    /// Running text: a sentence that is one by its length and end.
    pub(crate) fn is_sentence(&self) -> bool {
        self.cue_class().is_none() && !self.bare_number && ((self.ends && self.words >= 5) || self.words >= 22)
    }

    /// The furniture that this paragraph is: long sentences only by the word they begin with.
    pub(crate) fn cue_class(&self) -> Option<Cue> {
        let (class, cover) = self.cue?;
        let limit = match (class, cover) {
            (_, Cover::Whole) => usize::MAX,
            // Words that also begin sentences.
            (Cue::Related | Cue::DateLabel | Cue::UpdatedLabel | Cue::Byline, Cover::Start) => 24,
            (Cue::Rights | Cue::Cookies | Cue::Subscribe | Cue::Share | Cue::Comments, Cover::Start) => 60,
            (Cue::Credit, Cover::Start) => 20,
            (_, Cover::Start) => 16,
            (Cue::Rights | Cue::Cookies | Cue::Share, Cover::Anywhere) => 40,
            (Cue::Credit, Cover::Anywhere) => 30,
            (_, Cover::Anywhere) => 24,
        };
        if class == Cue::Credit && cover == Cover::Anywhere && !self.ends_in_credit() {
            return None;
        }
        let dated =
            cover == Cover::Whole || !matches!(class, Cue::DateLabel | Cue::UpdatedLabel) || self.bare_number || has_number(self.text());
        (self.words <= limit && dated).then_some(class)
    }
}

impl Para {
    /// "[Photo] From left: A, B" and, on the next line, what they do.
    pub(crate) fn shows_on(&self, before: &Para) -> bool {
        let labelled = before.text().starts_with(['[', '(']) && before.cue_class() == Some(Cue::Credit);
        labelled && !self.gap && !self.ends && self.words >= 3
    }

    /// "… opens the exhibition. Photo: N. N.": the credit is the end, or the line is no more than a caption. An agency named in
    /// a dateline or inside a sentence signs no picture.
    fn ends_in_credit(&self) -> bool {
        let text = self.text();
        let end = [". ", "! ", "? ", " ("].iter().filter_map(|sign| text.rfind(sign).map(|at| at + sign.len())).max();
        let tail = &text[end.unwrap_or(0)..];
        let signed = matches!(FURNITURE.cue(tail), Some((Cue::Credit, _))) && lines::words(tail) <= 10;
        (signed || (self.words <= 16 && !self.ends)) && dateline::parse(text).is_none()
    }
}

/// A short line of a full date and, before or behind it, up to four words of a name: it signs a report and says nothing.
fn is_sign(text: &str) -> bool {
    if text.len() > 240 || !has_number(text) {
        return false;
    }
    let found = dates::find(text);
    let Some(date) = found.first().filter(|f| found.len() == 1 && f.date.year().is_some()) else { return false };
    // "… 4 марта 2026 г." ends in the full stop of its date alone.
    if lines::ends_sentence(text) && date.range.end < text.len() {
        return false;
    }
    let (before, behind) = (text[..date.range.start].trim(), &text[date.range.end..]);
    let behind = behind.trim_matches(|c: char| !c.is_alphabetic());
    let parted = before.is_empty() || before.ends_with([',', '|', '·', '•', '»', '/', '—', '–', '-']);
    let name = if before.is_empty() { behind } else { before };
    let name = name.trim_end_matches(|c: char| ",|·•»/—–- ".contains(c));
    let capital = name.trim_start_matches(['«', '"', '“']).chars().next().is_some_and(char::is_uppercase);
    let short = (1..=4).contains(&lines::words(name)) || house::is_name(name);
    parted && capital && short && (before.is_empty() || lines::words(behind) <= 2)
}

/// A short line whose full date a label announces behind a name ("Ann Bell Published January 22, 2024 | 06:30 PM"), or that begins with its
/// date and goes on behind a sign ("12 мая 2024, 10:00 | Экономика | 3 мин").
fn is_head_date(text: &str) -> bool {
    if text.len() > 160 || !has_number(text) || lines::ends_sentence(text) {
        return false;
    }
    let found = dates::find(text);
    let Some(date) = found.first().filter(|f| f.date.year().is_some()) else { return false };
    let (before, behind) = (text[..date.range.start].trim_end(), &text[date.range.end..]);
    let label = before.trim_end_matches([':', ',', '-', '–', '—', '|', ' ']);
    let last = label.rsplit(char::is_whitespace).next().unwrap_or_default();
    let labelled = !label.is_empty() && lines::words(label) <= 6 && matches!(FURNITURE.cue(last), Some((Cue::DateLabel, Cover::Whole)));
    let time = dates::time_behind(behind);
    let parted = time > 0 || behind.trim_start().starts_with(['|', '•', '·', '/']);
    (labelled && lines::words(&behind[time..]) <= 6) || (before.is_empty() && parted && lines::words(behind) <= 10)
}

/// The words beside the date are a house's name, however short ("МИД России · 12.05.2025").
fn names_house(text: &str) -> bool {
    let Some(date) = dates::find(text).into_iter().next() else { return false };
    let sides = [&text[..date.range.start], &text[date.range.end..]];
    sides.into_iter().any(|side| house::is_name(side.trim_matches(|c: char| !c.is_alphabetic())))
}

fn has_number(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

/// Words of a text in lower case with single spaces and no signs.
pub(crate) fn key(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a plain text.
pub(crate) fn of_plain(source: &str) -> Vec<Para> {
    of_range(source, 0..source.len())
}

/// The paragraphs of a part of a plain text; positions are those of the whole.
pub(crate) fn of_range(source: &str, range: Range<usize>) -> Vec<Para> {
    let mut lines = lines::split(source);
    lines.retain(|line| line.range.start >= range.start && line.range.end <= range.end);
    let wrapped = lines::wrapped(source, &lines);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut hyphens = Hyphens::of(source);
    for (line, &is_wrapped) in lines.iter().zip(&wrapped) {
        let body = Aligned::of(source, line.range.clone());
        if body.text.is_empty() {
            continue;
        }
        if let Some(last) = drafts.last_mut()
            && hyphens.join(last, &body, line)
        {
            continue;
        }
        match drafts.last_mut().and_then(|last| join_of(last, &body, line, is_wrapped).map(|glue| (last, glue))) {
            Some((last, glue)) => {
                last.body.push_inserted(glue);
                last.body.append(&body);
                last.glued |= !is_wrapped;
                last.over_gap |= line.gap;
            }
            None => drafts.push(Draft { body, gap: line.gap, glued: false, over_gap: false }),
        }
    }
    join_dates(&mut drafts);
    let make = |draft: Draft| {
        let body = respell::respell(draft.body);
        Para { glued: draft.glued, over_gap: draft.over_gap, ..Para::new(body, draft.gap, Tag::None) }
    };
    let mut paras = join_links(drafts.into_iter().map(make).collect());
    mark_numbering(&mut paras);
    mark_repeats(&mut paras);
    paras
}

/// A day, a month and a year on lines of their own are one line.
fn join_dates(drafts: &mut Vec<Draft>) {
    let mut n = 0;
    while n + 2 < drafts.len() {
        let [day, month, year] = &drafts[n..n + 3] else { break };
        let short = [day, month, year].iter().all(|draft| draft.body.text.len() <= 24);
        let whole = format!("{} {} {}", day.body.text, month.body.text, year.body.text);
        let found =
            || dates::find(&whole).into_iter().next().filter(|found| found.range == (0..whole.len()) && found.date.to_day().is_some());
        if short && found().is_some() {
            let rest: Vec<Draft> = drafts.drain(n + 1..n + 3).collect();
            for part in rest {
                drafts[n].body.push_inserted(" ");
                drafts[n].body.append(&part.body);
            }
        }
        n += 1;
    }
}

/// Words of a text, to tell a hyphen that breaks a word at a line's end from one that belongs to it.
struct Hyphens<'t> {
    source: &'t str,
    words: Option<BTreeSet<String>>,
}

impl<'t> Hyphens<'t> {
    fn of(source: &'t str) -> Self {
        Self { source, words: None }
    }

    /// Puts a word together that a line's end broke; `false` where none was.
    fn join(&mut self, last: &mut Draft, next: &Aligned, line: &Line) -> bool {
        let soft = self.source[..line.range.start].trim_end().ends_with('\u{ad}');
        let hyphen = last.body.text.ends_with(['-', '\u{2010}', '\u{2011}']);
        let lower = next.text.starts_with(char::is_lowercase);
        // "Санкт-" and "Петербурга" on the next line: the hyphen is the name's own.
        let parts = || word_at_end(last.body.text.trim_end_matches('-')).starts_with(char::is_uppercase);
        if !line.gap && last.body.text.ends_with('-') && next.text.starts_with(char::is_uppercase) && parts() {
            last.body.append(next);
            return true;
        }
        if line.gap || !lower || !(soft || hyphen) {
            return false;
        }
        let stem = last.body.text.trim_end_matches(['-', '\u{2010}', '\u{2011}']);
        let first = word_at_end(stem).to_lowercase();
        if hyphen && first.is_empty() {
            return false;
        }
        if hyphen && !soft && !self.keeps(&first, &word_at_start(&next.text).to_lowercase()) {
            last.body = last.body.slice(0..stem.len());
        }
        last.body.append(next);
        true
    }

    /// True where the hyphen is the word's own: the text writes it so elsewhere, or the first part is one of compounds.
    fn keeps(&mut self, first: &str, second: &str) -> bool {
        let source = self.source;
        let words = self.words.get_or_insert_with(|| {
            let parts = source.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|word| !word.is_empty());
            parts.map(str::to_lowercase).collect()
        });
        if words.contains(&format!("{first}{second}")) {
            return false;
        }
        words.contains(&format!("{first}-{second}")) || FURNITURE.hyphened.contains(first) || first.bytes().all(|b| b.is_ascii_digit())
    }
}

fn word_at_end(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

fn word_at_start(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// A paragraph whose lines are still coming.
struct Draft {
    body: Aligned,
    gap: bool,
    glued: bool,
    over_gap: bool,
}

fn join_of(last: &Draft, body: &Aligned, line: &Line, wrapped: bool) -> Option<&'static str> {
    // A dash behind a colon or an item begins an item; behind running text it goes on.
    let before = &last.body.text;
    let is_item = lines::bullet(&body.text) > 0 && (lines::bullet(before) > 0 || before.ends_with([':', ';']) || line.gap);
    if is_item || lines::numbering(&body.text) > 0 {
        return None;
    }
    lines::goes_on(before, &body.text, line.gap, wrapped && !line.gap)
}

/// Joins a line that was a link to the sentence that it begins: the words behind it were broken by links as well, and begin with
/// a name, and running text stands before it.
fn join_links(paras: Vec<Para>) -> Vec<Para> {
    let mut joined: Vec<Para> = Vec::with_capacity(paras.len());
    for para in paras {
        let follows_text = joined.len() >= 2 && joined[joined.len() - 2].ends;
        match joined.last_mut() {
            Some(last) if follows_text && is_link_start(last, &para) => {
                let mut body = last.body.clone();
                body.push_inserted(" ");
                body.append(&para.body);
                *last = Para { glued: true, over_gap: last.over_gap || para.over_gap, ..Para::new(body, last.gap, Tag::None) };
            }
            _ => joined.push(para),
        }
    }
    joined
}

fn is_link_start(link: &Para, next: &Para) -> bool {
    let broken = next.glued || (next.ends && next.words <= 6);
    broken
        && (!next.gap || next.over_gap)
        && !link.ends
        && !link.text().ends_with([':', ';'])
        && (2..=16).contains(&link.words)
        && link.mark == 0
        && next.mark == 0
        && link.cue.is_none()
        && !link.bare_number
        && begins_with_name(next.text())
        && dateline::parse(next.text()).is_none()
}

/// Two capitalised words, an acronym or an opening quotation mark.
fn begins_with_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(first), second) = (words.next(), words.next().unwrap_or_default()) else { return false };
    let upper = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let acronym = first.chars().filter(|c| c.is_uppercase()).count() >= 2;
    acronym || first.starts_with(['«', '"', '“']) || (upper(first) && upper(second))
}

/// "1." is the mark of an item only where "2." or "1)" stands around.
fn mark_numbering(paras: &mut [Para]) {
    let marks: Vec<usize> = paras.iter().map(|para| lines::numbering(para.text())).collect();
    for i in 0..paras.len() {
        let near = (i > 0 && marks[i - 1] > 0) || marks.get(i + 1).is_some_and(|&m| m > 0);
        if marks[i] > 0 && near {
            paras[i].mark = marks[i];
        }
    }
}

/// Finds repetitions: the same words, or a cut-off beginning ("… discussed with the director ...") of a later paragraph.
pub(crate) fn mark_repeats(paras: &mut [Para]) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut longer: BTreeSet<(String, usize)> = BTreeSet::new();
    for (i, para) in paras.iter().enumerate() {
        longer.insert((para.key.clone(), i));
    }
    for (i, para) in paras.iter_mut().enumerate() {
        if para.key.is_empty() || para.words < 2 {
            continue;
        }
        let start = cut_off_key(para.text());
        para.repeats = match first.get(&para.key) {
            Some(&j) => Some(j),
            None => start.and_then(|start| {
                longer.range((start.clone(), 0)..).take_while(|(key, _)| key.starts_with(&start)).map(|&(_, j)| j).find(|&j| j != i)
            }),
        };
        first.entry(para.key.clone()).or_insert(i);
    }
}

/// The words before an ellipsis, where at least five stand there.
fn cut_off_key(text: &str) -> Option<String> {
    let at = text.find("...").or_else(|| text.find('…'))?;
    let behind = lines::words(&text[at..]);
    (lines::words(&text[..at]) >= 5 && behind <= 8).then(|| key(&text[..at]))
}

#[cfg(test)]
mod tests {
    use super::of_plain;

    fn check(source: &str, expected: &[&str]) {
        let paras = of_plain(source);
        assert_eq!(paras.iter().map(|p| p.text()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn links_on_lines_of_their_own_are_joined() {
        check(
            "Первый день завершён.\nГлава комитета республики\nИван Петров находится в столице\nдля переговоров. Ранее он встретился с Павлом Сидоровым\n.\nВторой день впереди.",
            &[
                "Первый день завершён.",
                "Глава комитета республики Иван Петров находится в столице для переговоров. Ранее он встретился с Павлом Сидоровым.",
                "Второй день впереди.",
            ],
        );
    }

    #[test]
    fn lists_stay_lists() {
        check(
            "Обсудили:\n- торговлю;\n- науку и высшее образование\nи спорт.\nПункты\n1. Первый\n2. Второй",
            &["Обсудили:", "- торговлю;", "- науку и высшее образование и спорт.", "Пункты", "1. Первый", "2. Второй"],
        );
    }

    #[test]
    fn words_broken_at_line_ends_are_whole() {
        check(
            "Министр Алек-\nсей Гуринович обсудил военно-\nтехническое сотрудни\u{ad}\nчество.",
            &["Министр Алексей Гуринович обсудил военно-техническое сотрудничество."],
        );
    }

    #[test]
    fn a_date_on_three_lines_is_one() {
        check("22\nянваря\n2024\nМинистры обсудили торговлю", &["22 января 2024", "Министры обсудили торговлю"]);
    }

    #[test]
    fn lines_that_date_a_report() {
        for text in
            ["Ann Bell Published January 22, 2024 | 06:30 PM", "12 мая 2024, 10:00 | Экономика | 3 мин", "Nov. 18, 2019", "23.11.2022 г."]
        {
            assert!(of_plain(text)[0].bare_number, "{text}");
        }
        for text in ["Встреча 12 мая 2024 года в Минске", "The treaty of January 22, 2024 enters into force"] {
            assert!(!of_plain(text)[0].bare_number, "{text}");
        }
    }

    #[test]
    fn repetitions_are_seen() {
        let paras = of_plain(
            "Министры обсудили торговлю\n\nМинистры обсудили торговлю!\n\nВ столице в среду прошла встреча... Агентство\n\nВ столице в среду прошла встреча министров.",
        );
        assert_eq!(paras.iter().map(|p| p.repeats).collect::<Vec<_>>(), [None, Some(0), Some(3), None]);
    }
}
