//! Lines of a plain text and whether a line goes on in the next. Judges no content.

use std::ops::Range;

use crate::cues::{Cover, FURNITURE};
use crate::dates;

/// A line that is not blank.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Its bytes in the source without white space at the ends.
    pub(crate) range: Range<usize>,
    /// A blank line stands before it.
    pub(crate) gap: bool,
}

/// Lines of a source that are not blank.
pub(crate) fn split(source: &str) -> Vec<Line> {
    let (mut lines, mut at, mut gap) = (Vec::new(), 0, true);
    for piece in source.split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let body = piece.trim_matches(|c: char| c.is_whitespace() || crate::aligned::is_invisible(c));
        if body.is_empty() {
            // The line feed of "\r\n" is no blank line of its own.
            gap |= !(piece == "\n" && source[..at].ends_with('\r'));
        } else {
            let start = at + (body.as_ptr() as usize - piece.as_ptr() as usize);
            lines.push(Line { range: start..start + body.len(), gap });
            gap = false;
        }
        at += piece.len();
    }
    unquote(source, &mut lines);
    lines
}

/// Takes the marks of quoted mail ("> ") off lines that stand together; a lone one is a sign.
fn unquote(source: &str, lines: &mut [Line]) {
    let marked: Vec<bool> = lines.iter().map(|line| source[line.range.clone()].starts_with('>')).collect();
    for n in 0..lines.len() {
        let together = (n > 0 && marked[n - 1]) || marked.get(n + 1) == Some(&true);
        if marked[n] && together {
            let text = &source[lines[n].range.clone()];
            let words = text.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
            let skip = if words.is_empty() { 0 } else { text.len() - words.len() };
            lines[n].range.start += skip;
        }
    }
}

/// Signs that begin an item of a list, whatever follows.
const BULLETS: &str = "•·▪▫◦‣●○■□►▶➤➢✓✔✅*";

/// Length in bytes of the mark of a list item at the start of a line, with the space behind it; 0 where there is none.
pub(crate) fn bullet(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    let rest = &text[first.len_utf8()..];
    let is_mark = BULLETS.contains(first) || (matches!(first, '-' | '–' | '—' | '−') && rest.starts_with(char::is_whitespace));
    if is_mark && !rest.trim_start().is_empty() { text.len() - rest.trim_start().len() } else { 0 }
}

/// Length of the number that begins a list item ("1.", "2)"), with the space behind it.
pub(crate) fn numbering(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let is_mark = (1..=2).contains(&digits) && rest.starts_with(['.', ')']) && rest[1..].starts_with(char::is_whitespace);
    if is_mark { text.len() - rest[1..].trim_start().len() } else { 0 }
}

/// True when a sentence is over: a full stop, question or exclamation mark, behind which only closing quotes, brackets and an agency's end sign stand.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| "»”\"')]’“■●".contains(c) || c.is_whitespace()).ends_with(['.', '!', '?', '…', '。', '؟', '।'])
}

/// What stands between a line and the next where the sentence goes on: `Some("")`, `Some(" ")`; `None` where it does not.
pub(crate) fn goes_on(before: &str, next: &str, gap: bool, wrapped: bool) -> Option<&'static str> {
    // Only the end of a long paragraph matters, and reading it all at every line would take quadratic time.
    let before = tail(before);
    if begins_closed(next) && !before.is_empty() {
        return Some("");
    }
    if is_furniture(next) || is_furniture(before) {
        return None;
    }
    if gap {
        // Paragraphs begin with capitals: a small letter goes on, whatever stands between.
        let broken = open_end(before) || (words(before) >= 3 && !ends_sentence(before) && !before.ends_with([':', ';']));
        return (broken && starts_lower(next)).then_some(" ");
    }
    if before.ends_with(['«', '(', '[', '“', '„']) {
        return Some("");
    }
    let soft = wrapped || open_end(before) || goes_on_inside(before, next);
    (soft && (wrapped || !ends_sentence(before) || ends_abbreviated(before, next))).then_some(" ")
}

fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(400);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// A sign that can only close what the line before opened, or end its sentence.
fn begins_closed(next: &str) -> bool {
    let mut chars = next.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else { return false };
    let free = second.is_none_or(|c| !c.is_alphanumeric());
    match first {
        ',' | ';' | '!' | '?' | '»' | '”' | ')' | ']' | '…' | '.' | ':' | '"' => free,
        '’' | '\'' => second == Some('s') && !chars.next().is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

/// Menu entries, dates and counters are never part of a sentence.
fn is_furniture(line: &str) -> bool {
    if line.len() > 160 {
        return false;
    }
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    letters == 0
        || matches!(FURNITURE.cue(line), Some((_, Cover::Whole | Cover::Start)))
        || (letters < 14 && dates::letters_beside(line) == 0)
}

/// The line ends in a comma, a dash or a word that cannot end a sentence.
fn open_end(before: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    before.ends_with(',') || matches!(last, "–" | "—" | "-") || (words(before) > 1 && FURNITURE.open_end.contains(last))
}

fn goes_on_inside(before: &str, next: &str) -> bool {
    if before.ends_with([':', ';']) {
        return false;
    }
    let long = |text: &str| words(text) >= 4 || text.chars().count() >= 30;
    let dash = next.strip_prefix(['–', '—', '-', '−']).is_some_and(|rest| rest.starts_with(' ') && starts_lower(rest.trim_start()));
    (starts_lower(next) && (long(before) || (long(next) && words(before) >= 1)))
        || (dash && long(before))
        || (is_open(before, '«', '»') && next.contains('»'))
        || (is_open(before, '(', ')') && next.contains(')'))
}

/// "… в 2021 г." and "… им." may go on with a small letter.
fn ends_abbreviated(before: &str, next: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    before.ends_with('.') && last.chars().count() <= 5 && starts_lower(next) && words(before) >= 4
}

fn is_open(text: &str, opening: char, closing: char) -> bool {
    text.rfind(opening).is_some_and(|at| !text[at..].contains(closing))
}

pub(crate) fn starts_lower(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_lowercase)
}

pub(crate) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// Which lines belong to a text that was wrapped at a width: there a line ends only because the next word did not fit.
pub(crate) fn wrapped(source: &str, lines: &[Line]) -> Vec<bool> {
    let width = |line: &Line| source[line.range.clone()].chars().count();
    let mut result = vec![false; lines.len()];
    let (mut start, mut column) = (0, 0);
    while start < lines.len() {
        let end = lines[start + 1..].iter().position(|line| line.gap).map_or(lines.len(), |n| start + 1 + n);
        let run = &lines[start..end];
        let widest = run.iter().map(width).max().unwrap_or(0);
        let first_word = |line: &Line| source[line.range.clone()].split_whitespace().next().map_or(0, |word| word.chars().count());
        let hyphened = |line: &Line| source[line.range.clone()].ends_with(['-', '\u{ad}', '\u{2010}']);
        let fits = run.windows(2).filter(|pair| !hyphened(&pair[0]) && width(&pair[0]) + 1 + first_word(&pair[1]) <= widest).count();
        let inside = run.windows(2).filter(|pair| {
            let (before, next) = (&source[pair[0].range.clone()], &source[pair[1].range.clone()]);
            starts_lower(next) && !ends_sentence(before)
        });
        // In running text most breaks fall inside a sentence; a list of headlines has none such, and no sentence that ends inside a line.
        let broken = inside.count() * 5 >= (run.len() - 1) * 2 || (fits == 0 && is_running(source, run));
        if run.len() >= 3 && (45..=100).contains(&widest) && fits * 10 < run.len() && broken {
            result[start..end].fill(true);
            column = column.max(widest);
        }
        start = end;
    }
    if column > 0 {
        short_runs(source, lines, column, &mut result);
    }
    result
}

/// Lines of one text: the last ends its sentence, no other line does, and a sentence ends inside a line or a line begins in small letters.
fn is_running(source: &str, run: &[Line]) -> bool {
    let text = |line: &Line| &source[line.range.clone()];
    let Some((last, before)) = run.split_last() else { return false };
    let over = |line: &Line| {
        let text = text(line);
        text.match_indices(". ").any(|(at, sign)| {
            let word = text[..at].rsplit(' ').next().unwrap_or_default();
            word.chars().filter(|c| c.is_alphabetic()).count() > 3 && text[at + sign.len()..].starts_with(char::is_uppercase)
        })
    };
    let open = before.iter().filter(|line| ends_sentence(text(line))).count() * 4 <= before.len();
    ends_sentence(text(last)) && open && (run.iter().any(over) || run[1..].iter().any(|line| starts_lower(text(line))))
}

/// In a text that was wrapped at a column, runs of two or more lines each of which ends because the next word did not fit.
fn short_runs(source: &str, lines: &[Line], column: usize, result: &mut [bool]) {
    let width = |line: &Line| source[line.range.clone()].chars().count();
    let mut start = 0;
    while start < lines.len() {
        let end = lines[start + 1..].iter().position(|line| line.gap).map_or(lines.len(), |n| start + 1 + n);
        let run = &lines[start..end];
        let first_word = |line: &Line| source[line.range.clone()].split_whitespace().next().map_or(0, |word| word.chars().count());
        let full = run.windows(2).all(|pair| width(&pair[0]) <= column + 8 && width(&pair[0]) + 1 + first_word(&pair[1]) + 6 > column);
        if run.len() >= 2 && full && run.last().is_some_and(|last| ends_sentence(&source[last.range.clone()])) {
            result[start..end].fill(true);
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::{bullet, ends_sentence, goes_on, numbering, split, wrapped};

    #[test]
    fn blank_lines_are_told_from_line_ends() {
        let source = "а\r\nб\r\n\r\n в \rг";
        let lines: Vec<_> = split(source).into_iter().map(|l| (source[l.range].to_owned(), l.gap)).collect();
        assert_eq!(lines, [("а".into(), true), ("б".into(), false), ("в".into(), true), ("г".into(), false)]);
    }

    fn check(before: &str, next: &str, expected: Option<&str>) {
        assert_eq!(goes_on(before, next, false, false), expected, "{before} | {next}");
    }

    #[test]
    fn broken_sentences_go_on() {
        check("встреча с генеральным директором Александром Потаповым", ".", Some(""));
        check("директором АО \"Рособоронэкспорт", "\" Александром Михеевым", Some(""));
        check("углубление кооперации, сообщила", "пресс-служба ведомства.", Some(" "));
        check("Об этом заявил в", "Минске", Some(" "));
        check("The talks were held, the ministry", "said in a statement.", Some(" "));
        check("подписан документ»,", "– сказал министр.", Some(" "));
    }

    #[test]
    fn small_letters_go_on_over_blank_lines() {
        assert_eq!(goes_on("Стороны также обсудили", "квоты на вылов", true, false), Some(" "));
        assert_eq!(goes_on("Стороны обсудили:", "квоты на вылов;", true, false), None);
        assert_eq!(goes_on("Новости", "политика", true, false), None);
    }

    #[test]
    fn headlines_and_menus_stay_apart() {
        check("Министры обсудили сотрудничество", "Председатель комитета провёл встречу.", None);
        check("Новости", "политика", None);
        check("Встреча прошла.", "Стороны договорились.", None);
        check("Основные вопросы:", "развитие проектов;", None);
        check("Министры обсудили сотрудничество", "22.12.2025", None);
        check("Doubts About the Talks Creep In", "The ministers met again on Friday.", None);
        check("Министры обсудили сотрудничество", "\"Рабочий график продолжила встреча\"", None);
    }

    #[test]
    fn marks_of_lists() {
        assert_eq!((bullet("• Разделы"), bullet("- развитие"), bullet("-5 градусов"), bullet("•")), (4, 2, 0, 0));
        assert_eq!((numbering("1. Первый"), numbering("2021. год"), numbering("2) два")), (3, 0, 3));
    }

    #[test]
    fn sentence_ends() {
        assert!(
            ends_sentence("сказал он.\"")
                && ends_sentence("Что нужно знать?")
                && !ends_sentence("Фото: БЕЛТА")
                && !ends_sentence("вопросы:")
        );
    }

    #[test]
    fn wrapped_text_is_seen() {
        let text = "The minister of defence met his colleague from the\nneighbouring country on Friday and discussed the joint\nprogramme of work for the next year, the ministry said.\n\nHead\nlines\nhere";
        assert_eq!(wrapped(text, &split(text)), [true, true, true, false, false, false]);
    }
}
