//! PDF: lines of its pages into running text, without what stands on every page. The lines come from a reader that is given from outside
//! ([`PdfReader`]); this crate opens no library and starts no process.

use std::collections::BTreeMap;
use std::sync::Arc;

use rapporteur_model::{Issue, IssueKind};

use super::{Content, Part, Row, Settings, Sink, Source};
use crate::intake::Format;

pub(super) const PDF: Row = Row { name: "PDF", fits, read };

/// A line of a page: its words, where it stands in points from the page's left and top, and the size of its letters.
#[derive(Debug, Clone, PartialEq)]
pub struct PdfLine {
    /// Its words.
    pub text: String,
    /// Where it begins, from the left.
    pub left: f32,
    /// Where it ends, from the left.
    pub right: f32,
    /// Its foot, from the top.
    pub top: f32,
    /// Height of its letters.
    pub size: f32,
}

/// The lines of each page, in the order in which they are read.
pub type PdfPages = Vec<Vec<PdfLine>>;

type ReadPages = dyn Fn(&[u8]) -> Result<PdfPages, Issue> + Send + Sync;

/// Reads the bytes of a PDF; where there is none, files of this kind are told as not read.
#[derive(Clone, Default)]
pub struct PdfReader(Option<Arc<ReadPages>>);

impl PdfReader {
    /// A reader that calls `read`.
    pub fn new(read: impl Fn(&[u8]) -> Result<PdfPages, Issue> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(read)))
    }
}

impl std::fmt::Debug for PdfReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "PdfReader" } else { "no PdfReader" })
    }
}

fn fits(start: &[u8], _: &str) -> bool {
    memchr::memmem::find(&start[..start.len().min(1024)], b"%PDF-").is_some_and(|at| at < 1024 && !start.starts_with(b"<"))
}

fn read(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let Some(reader) = &settings.pdf.0 else {
        let what = "is a PDF, and its reader is not installed: run `rapporteur setup` once and add it again, or make it a text (`pdftotext FILE.pdf FILE.txt`)";
        return Err(Issue::new(IssueKind::Unsupported, what));
    };
    let pages = reader(&source.whole(settings.limits.bytes)?)?;
    let bare = pages.iter().filter(|page| page.iter().all(|line| line.text.trim().is_empty())).count();
    if bare == pages.len() {
        let what = "holds pictures of its pages and no text: make it readable (`ocrmypdf -l rus+eng FILE.pdf READABLE.pdf`) and add that";
        return Err(Issue::new(IssueKind::Unsupported, what));
    }
    if bare > 0 && pages.len() > 1 {
        let what = format!(
            "{bare} of its {} pages hold no text, pictures perhaps, and were passed over: `ocrmypdf --skip-text` reads them",
            pages.len()
        );
        if out(Err(Issue::new(IssueKind::Unsupported, what))).is_break() {
            return Ok(());
        }
    }
    let text = text(&pages);
    let content = Content::Bytes { bytes: text.into_bytes(), format: Some(Format::Plain), charset: None };
    let _ = out(Ok(Part { place: "text".to_owned(), address: None, content }));
    Ok(())
}

/// Lines at the top and at the foot of a page among which a running head stands.
const EDGE: usize = 3;

/// The pages as one text: a blank line between paragraphs, none where a line is full; other line ends as they stand.
fn text(pages: &[Vec<PdfLine>]) -> String {
    let heads = running_heads(pages);
    let mut text = String::new();
    let mut last: Option<&PdfLine> = None;
    for (number, page) in pages.iter().enumerate() {
        let spacing = usual_spacing(page);
        for (n, line) in page.iter().enumerate() {
            let words = line.text.trim();
            let edge = n < EDGE || n + EDGE >= page.len();
            if words.is_empty() || (edge && (heads.contains_key(&key(words)) || is_page_number(words, number + 1))) {
                continue;
            }
            if let Some(before) = last {
                text.push_str(match () {
                    () if begins_paragraph(before, line, spacing) => "\n\n",
                    // A word that a hyphen breaks is put together with the words of the whole text.
                    () if text.ends_with('-') || !is_full(before, line, pages) => "\n",
                    () => " ",
                });
            }
            text.push_str(words);
            last = Some(line);
        }
    }
    text
}

/// A line behind which the first word of the next does not fit: before the right edge of the lines that begin where it begins.
fn is_full(before: &PdfLine, next: &PdfLine, pages: &[Vec<PdfLine>]) -> bool {
    let near =
        |line: &&PdfLine| (line.left - before.left).abs() <= 2.0 * before.size && (line.size - before.size).abs() <= 0.15 * before.size;
    let page = pages.iter().find(|page| page.iter().any(|line| std::ptr::eq(line, before)));
    let edge = page.into_iter().flatten().filter(near).map(|line| line.right).fold(0.0, f32::max);
    let letters = next.text.chars().count().max(1) as f32;
    let first = next.text.split_whitespace().next().map_or(0, |word| word.chars().count() + 1) as f32;
    before.right + first * (next.right - next.left) / letters > edge
}

/// A line without its numbers, in lower case.
fn key(words: &str) -> String {
    words.chars().filter(|c| !c.is_numeric() && !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Lines at the edges of pages that stand on at least two of them, and on half of all or of every second.
fn running_heads(pages: &[Vec<PdfLine>]) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let edges = page.iter().take(EDGE).chain(page.iter().rev().take(EDGE.min(page.len().saturating_sub(EDGE))));
        let mut own: Vec<String> = edges.map(|line| key(&line.text)).filter(|key| !key.is_empty()).collect();
        own.sort();
        own.dedup();
        own.into_iter().for_each(|key| *counts.entry(key).or_insert(0) += 1);
    }
    counts.retain(|_, count| *count >= 2 && *count * 5 >= pages.len() * 2);
    counts
}

/// "3", "– 3 –", "3 / 12", "Page 3 of 12" where the page is the third or near it.
fn is_page_number(words: &str, page: usize) -> bool {
    let numbers: Vec<usize> = words.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let bare = letters == 0
        && numbers.len() <= 2
        && words.chars().count() <= 12
        && numbers.first().is_some_and(|&n| n < 1000 && !words.contains('.'));
    let named = letters <= 10 && numbers.first() == Some(&page) && numbers.len() <= 2 && words.chars().count() <= 20;
    bare || named
}

/// The distance between two lines of a paragraph: the one that is found most.
fn usual_spacing(page: &[PdfLine]) -> f32 {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for pair in page.windows(2) {
        let distance = pair[1].top - pair[0].top;
        if distance > 1.0 && distance < 2.2 * pair[1].size {
            *counts.entry((distance * 2.0) as i32).or_insert(0) += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(distance, count)| (*count, -*distance));
    most.map_or(14.0, |(distance, _)| distance as f32 / 2.0)
}

/// A line that is set off from the one before: by space, by other letters, by an indent behind a sentence's end.
fn begins_paragraph(before: &PdfLine, line: &PdfLine, spacing: f32) -> bool {
    let over = crate::lines::ends_sentence(before.text.trim());
    let size = before.size.max(line.size);
    let other_letters = (before.size - line.size).abs() > 0.15 * size;
    let distance = line.top - before.top;
    if distance <= 0.0 {
        // The next column or page: the sentence may go on.
        return over || other_letters;
    }
    let spaced = distance > 1.35 * spacing;
    let indented = over && line.left > before.left + 0.8 * size;
    let short = over && before.right + 8.0 * size < line.right;
    (spaced && (over || distance > 1.8 * spacing || other_letters)) || other_letters || indented || short
}

#[cfg(test)]
mod tests {
    use super::{PdfLine, PdfReader, is_page_number, text};
    use crate::formats::Settings;
    use crate::formats::testing::parts_with;

    fn line(text: &str, top: f32, size: f32) -> PdfLine {
        PdfLine { text: text.to_owned(), left: 50.0, right: 50.0 + 6.0 * text.chars().count() as f32, top, size }
    }

    fn pages() -> Vec<Vec<PdfLine>> {
        let page = |number: usize, lines: &[(&str, f32, f32)]| {
            let head = line(&format!("Ministry of Ports, bulletin {number}"), 20.0, 8.0);
            let own = lines.iter().map(|&(text, top, size)| line(text, top, size));
            std::iter::once(head).chain(own).chain([line(&number.to_string(), 800.0, 8.0)]).collect()
        };
        vec![
            page(
                1,
                &[
                    ("Talks in Oslo", 60.0, 20.0),
                    ("Minister Erik Dahl met Ambassador Nadia", 100.0, 11.0),
                    ("Farouk in Oslo on 3 June 2024. The sides dis-", 114.0, 11.0),
                ],
            ),
            page(
                2,
                &[
                    ("cussed ports and fisheries.", 60.0, 11.0),
                    ("A memorandum was signed.", 100.0, 11.0),
                    ("The next meeting will be in May.", 114.0, 11.0),
                ],
            ),
        ]
    }

    #[test]
    fn pages_are_one_text_without_their_heads() {
        let expected = "Talks in Oslo\n\nMinister Erik Dahl met Ambassador Nadia Farouk in Oslo on 3 June 2024. The sides dis-\ncussed ports and fisheries.\n\nA memorandum was signed.\nThe next meeting will be in May.";
        assert_eq!(text(&pages()), expected);
    }

    #[test]
    fn numbers_of_pages_are_known() {
        for words in ["3", "– 3 –", "3 / 12", "Page 3 of 12", "стр. 3"] {
            assert!(is_page_number(words, 3), "{words}");
        }
        for words in ["12 марта 2024 года", "2024", "13.03.2024", "Министры"] {
            assert!(!is_page_number(words, 3), "{words}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let none = parts_with("a.pdf", b"%PDF-1.7", &Settings::default());
        assert!(none[0].contains("rapporteur setup"), "{none:?}");
        let with = |pages: Vec<Vec<PdfLine>>| Settings { pdf: PdfReader::new(move |_| Ok(pages.clone())), ..Settings::default() };
        assert!(parts_with("a.pdf", b"%PDF-1.7", &with(vec![Vec::new()]))[0].contains("ocrmypdf"));
        let some = parts_with("a.pdf", b"%PDF-1.7", &with([pages(), vec![Vec::new()]].concat()));
        assert!(some[0].contains("1 of its 3 pages") && some[1].contains("Talks in Oslo"), "{some:?}");
    }
}
