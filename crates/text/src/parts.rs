//! Several news in one plain text: where each begins, known by its line of date. Reads lines; cleans nothing.

use std::ops::Range;

use crate::lines::{self, Line};
use crate::{dates, paras};

/// Most news of one text.
const MOST: usize = 2000;
/// Among how many first lines of a part its date stands.
const HEAD: usize = 3;

/// The parts of a text that are news of their own; none where it is one report.
pub(crate) fn of(source: &str) -> Vec<Range<usize>> {
    let lines = lines::split(source);
    let by_signs = between(&lines, |line| is_separator(&source[line.range.clone()]), true);
    if let Some(parts) = whole(source, &lines, by_signs) {
        return parts;
    }
    let firsts: Vec<usize> = (0..lines.len()).filter(|&n| begins(source, &lines, n)).collect();
    // What stands before the first date belongs to no news: the text is one report with dates in it.
    if firsts.first().is_none_or(|&first| first > 1) {
        return Vec::new();
    }
    let mut ends = firsts;
    ends.push(lines.len());
    let parts = ends.windows(2).map(|pair| pair[0]..pair[1]).collect();
    whole(source, &lines, parts).unwrap_or_default()
}

/// A line of signs alone: "***", "* * *", "-----", "=====".
fn is_separator(text: &str) -> bool {
    let signs: String = text.split_whitespace().collect();
    let first = signs.chars().next().unwrap_or('a');
    signs.chars().count() >= 3 && "*-=_~#•—–".contains(first) && signs.chars().all(|c| c == first)
}

/// A full date, perhaps with a time, and nothing else.
fn is_date(text: &str) -> bool {
    text.len() <= 60 && dates::letters_beside(text) == 0 && dates::find(text).iter().any(|found| found.date.to_day().is_some())
}

/// Length of the full date, perhaps with a time, that a headline on the same line stands behind ("13.03.2024 Minister meets ambassador").
pub(crate) fn dated_head(text: &str) -> Option<usize> {
    let found = dates::find(text).into_iter().next().filter(|found| found.range.start == 0 && found.date.to_day().is_some())?;
    let end = found.range.end + dates::time_behind(&text[found.range.end..]);
    let rest = text[end..].trim_start_matches(|c: char| c.is_whitespace() || ".,:|–—-".contains(c));
    let title = (2..=25).contains(&lines::words(rest)) && !lines::ends_sentence(rest) && rest.starts_with(|c: char| !c.is_lowercase());
    title.then(|| text.len() - rest.len())
}

/// Behind a date line: a short line without an end that is set off from what follows, then running text.
fn begins(source: &str, lines: &[Line], n: usize) -> bool {
    let text = |n: usize| lines.get(n).map_or("", |line| &source[line.range.clone()]);
    let title = (2..=40).contains(&lines::words(text(n + 1))) && !lines::ends_sentence(text(n + 1)) && !is_date(text(n + 1));
    let running = |n: usize| lines::words(text(n)) >= 6 && (lines::ends_sentence(text(n)) || text(n).len() >= 60);
    let set_off = n == 0 || lines[n].gap;
    set_off && ((is_date(text(n)) && title && running(n + 2)) || (dated_head(text(n)).is_some() && running(n + 1)))
}

fn between(lines: &[Line], is_end: impl Fn(&Line) -> bool, skip: bool) -> Vec<Range<usize>> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (n, line) in lines.iter().enumerate().filter(|(_, line)| is_end(line)) {
        debug_assert!(!line.range.is_empty());
        parts.push(start..n);
        start = n + usize::from(skip);
    }
    parts.push(start..lines.len());
    parts.retain(|part| !part.is_empty());
    parts
}

/// The parts as bytes, where there are at least two, each has a date among its first lines and running text, and no two are the same.
fn whole(source: &str, lines: &[Line], parts: Vec<Range<usize>>) -> Option<Vec<Range<usize>>> {
    let text = |n: usize| &source[lines[n].range.clone()];
    let dated = |part: &Range<usize>| part.clone().take(HEAD).any(|n| is_date(text(n)) || dated_head(text(n)).is_some());
    let told =
        |part: &Range<usize>| part.clone().any(|n| lines::words(text(n)) >= 6 && (lines::ends_sentence(text(n)) || text(n).len() >= 60));
    let sound = (2..=MOST).contains(&parts.len()) && parts.iter().all(|part| dated(part) && told(part));
    let mut keys: Vec<String> = parts.iter().map(|part| paras::key(text(part.end - 1))).collect();
    keys.sort();
    keys.dedup();
    let bytes = |part: &Range<usize>| lines[part.start].range.start..lines[part.end - 1].range.end;
    (sound && keys.len() == parts.len()).then(|| parts.iter().map(bytes).collect())
}

#[cfg(test)]
mod tests {
    use super::of;

    const NEWS: [&str; 2] = [
        "13.03.2024\nМинистр принял посла\nМинистр торговли встретился в Минске с послом.",
        "5 февраля 2024\nСовет по лесу\nАнна Рудь провела в Гомеле заседание Совета по лесу.",
    ];

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(of(text).into_iter().map(|part| &text[part]).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn dated_news_are_parted() {
        check(&NEWS.join("\n\n***\n\n"), &NEWS);
        check(&NEWS.join("\n\n"), &NEWS);
        let bare = NEWS.map(|news| news.replacen('\n', " ", 1));
        check(&bare.join("\n\n"), &[&bare[0], &bare[1]]);
    }

    #[test]
    fn one_report_stays_one() {
        check(NEWS[0], &[]);
        check(&format!("{}\n\n***\n\nСтороны договорились о новой встрече в мае.", NEWS[0]), &[]);
        check(&format!("Хроника визита за три дня переговоров.\nПервый день.\n\n{}\n\n{}", NEWS[0], NEWS[1]), &[]);
    }
}
