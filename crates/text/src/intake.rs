//! From bytes to reports: which format, which encoding, how much. Opens nothing: bytes and the address come from the caller.

use rapporteur_model::{Edtf, Issue, IssueKind, Lang, PartialDate, Report, Span, Stated};
use sha2::{Digest, Sha256};

use crate::assemble::Clean;
use crate::paras;
use crate::publication::{self, Known};
use crate::select::{self, Selection};
use crate::{assemble, decode, house, html, json, lang, page, parts};

/// Longest text of one report in bytes of UTF-8; what is longer is cut with an issue. About 400 printed pages of Russian.
pub const MAX_TEXT: usize = 2 << 20;
/// Longest page of HTML in bytes that is read; what is longer is cut with an issue.
pub const MAX_HTML: usize = 16 << 20;

/// What the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Scraped or written text.
    Plain,
    /// A page with its markup.
    Html,
    /// One report a line: `{"id","text","title"?,"published"?,"url"?,"lang"?}`.
    JsonLines,
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Takes texts as they are: nothing is cleaned, positions are those of the input.
    pub as_is: bool,
    /// The language of every report, where the input does not say another.
    pub lang: Option<Lang>,
    /// The format; told from the address and the first bytes where it is `None`.
    pub format: Option<Format>,
    /// Number of the first line of a piece of JSON lines, from 0.
    pub lines_before: usize,
    /// The charset that came with the bytes, as in a header.
    pub charset: Option<String>,
}

/// What could be read, and what could not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Intake {
    /// Reports in the order of the input.
    pub reports: Vec<Report>,
    /// Issues of the input as a whole, and of parts that gave no report.
    pub issues: Vec<Issue>,
}

/// What came with a report beside its text.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Edtf>,
    pub(crate) publisher: Option<String>,
    pub(crate) lang: Option<Lang>,
    /// The code that the page's markup says it is written in; templates say so wrongly, so it only helps.
    pub(crate) told_lang: Option<String>,
    pub(crate) address_date: Option<PartialDate>,
    /// The day that the page shows near its headline, or behind a label.
    pub(crate) shown_date: Option<PartialDate>,
    /// The host of its web address.
    pub(crate) host: Option<String>,
    /// The report is one of several of its source: its id is of its own text.
    pub(crate) part: bool,
}

impl Given {
    /// What is given here, and where nothing is, what another says.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            id: self.id.or(other.id),
            title: self.title.or(other.title),
            published: self.published.or(other.published),
            publisher: self.publisher.or(other.publisher),
            lang: self.lang.or(other.lang),
            told_lang: self.told_lang.or(other.told_lang),
            address_date: self.address_date.or(other.address_date),
            shown_date: self.shown_date.or(other.shown_date),
            host: self.host.or(other.host),
            part: self.part || other.part,
        }
    }
}

/// Reads one input. `address` is a path or web address: it names the report, and its ending may tell the format.
///
/// Never fails: what could not be read is in [`Intake::issues`] or in [`Report::issues`].
#[must_use]
pub fn read(address: &str, bytes: &[u8], options: &Options) -> Intake {
    let (text, encoding) = match decode::decode_as(bytes, options.charset.as_deref()) {
        Ok(decoded) => decoded,
        Err(issue) => return Intake { reports: Vec::new(), issues: vec![issue] },
    };
    let mut intake = match options.format.unwrap_or_else(|| sniff(address, &text)) {
        Format::JsonLines => json_lines(address, &text, options),
        Format::Html => Intake { reports: html::read(address, &text, Given::default(), options), issues: Vec::new() },
        Format::Plain => {
            let given = Given { address_date: crate::dates::in_address(address), host: house::host(address), ..Given::default() };
            Intake { reports: texts(address, &text, given, options), issues: Vec::new() }
        }
    };
    match (encoding, intake.reports.as_mut_slice()) {
        (Some(issue), [report]) => report.issues.insert(0, issue),
        (Some(issue), _) => intake.issues.insert(0, issue),
        (None, _) => {}
    }
    intake
}

/// What people call the format of bytes that hold no parts.
#[must_use]
pub fn kind_of(address: &str, bytes: &[u8]) -> &'static str {
    match sniff(address, &String::from_utf8_lossy(&bytes[..bytes.len().min(4096)])) {
        Format::Plain => "text",
        Format::Html => "page",
        Format::JsonLines => "JSON lines",
    }
}

/// The format by the ending of the address, else by how the text begins.
fn sniff(address: &str, text: &str) -> Format {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
    let start = text.trim_start();
    let head: String = start.chars().take(1000).collect::<String>().to_ascii_lowercase();
    let object = start.starts_with('{') && start[1..].trim_start().starts_with(['"', '}']);
    if ends(&[".jsonl", ".ndjson"]) || object {
        return Format::JsonLines;
    }
    let markup = [
        "<!doctype html",
        "<html",
        "<?xml",
        "<head",
        "<body",
        "<meta ",
        "<div",
        "<article",
        "<p>",
        "<p ",
        "<h1",
        "<section",
        "<main",
        "<title",
        "<table",
        "<ul>",
    ]
    .iter()
    .any(|tag| head.starts_with(tag));
    let inside = head.starts_with("<!--") && head.contains("<html");
    if markup || inside || (ends(&[".html", ".htm", ".xhtml"]) && head.contains('<')) { Format::Html } else { Format::Plain }
}

fn json_lines(address: &str, text: &str, options: &Options) -> Intake {
    let mut all = Intake::default();
    // A single object may be spread over lines.
    if let (false, Ok(value)) = (text.trim().lines().count() < 2, serde_json::from_str::<serde_json::Value>(text)) {
        return json::read_line(address, options.lines_before + 1, &value.to_string(), options);
    }
    for (n, line) in text.split('\n').enumerate() {
        let one = json::read_line(address, options.lines_before + n + 1, line, options);
        all.reports.extend(one.reports);
        all.issues.extend(one.issues);
    }
    all
}

/// The reports of a plain text: one, or one for each of several dated news.
fn texts(path: &str, source: &str, given: Given, options: &Options) -> Vec<Report> {
    let parts = if options.as_is { Vec::new() } else { parts::of(clip(source, MAX_TEXT).0) };
    if parts.is_empty() {
        return vec![plain(path, source, given, options)];
    }
    let one = |range: std::ops::Range<usize>| {
        let mut paras = paras::of_range(source, range);
        if let Some(end) = paras.first().and_then(|first| parts::dated_head(first.text())) {
            let whole = paras.remove(0).body;
            let piece = |range| paras::Para::new(whole.trimmed(range), true, paras::Tag::None);
            paras.splice(0..0, [piece(0..end), piece(end..whole.text.len())]);
        }
        if let Some(title) =
            paras.iter_mut().take(3).find(|para| !para.bare_number).filter(|para| !para.ends && (2..=40).contains(&para.words))
        {
            title.tag = paras::Tag::Title;
        }
        let given = Given { part: true, ..Given::default() };
        let mut report = build(select::select(&paras, false), source, given, options);
        report.path = path.to_owned();
        finish(&mut report, source, None);
        report
    };
    parts.into_iter().map(one).collect()
}

/// A report of a text that came in a field: with its markup, where it has any.
pub(crate) fn field(path: &str, source: &str, given: Given, options: &Options) -> Report {
    if !options.as_is && page::is_markup(source) {
        html::fragment(path, source, given, options)
    } else {
        plain(path, source, given, options)
    }
}

/// A report of plain text.
pub(crate) fn plain(path: &str, source: &str, given: Given, options: &Options) -> Report {
    let (text, cut) = clip(source, MAX_TEXT);
    let mut report = if options.as_is {
        as_is(text, given, options)
    } else {
        let paras = paras::of_plain(text);
        build(select::select(&paras, false), text, given, options)
    };
    report.path = path.to_owned();
    finish(&mut report, source, cut.map(|_| MAX_TEXT));
    report
}

fn as_is(text: &str, given: Given, options: &Options) -> Report {
    let mut report = Report::as_is(given.id.unwrap_or_else(|| content_id(text)), text);
    report.lang = given.lang.or(options.lang).unwrap_or_else(|| lang::detect_told(text, given.told_lang.as_deref()));
    report.title = given.title.map(|value| Stated { span: find(text, &value), value });
    report.publisher = given.publisher.map(|value| Stated { value, span: None });
    let clean = Clean { text: report.text, blocks: report.blocks, alignment: report.alignment, publication: None };
    let known = Known { published: given.published, address_date: given.address_date, host: given.host, ..Known::default() };
    let head = publication::read(&clean, &known);
    Report {
        text: clean.text,
        blocks: clean.blocks,
        alignment: clean.alignment,
        publisher: report.publisher.or(head.publisher),
        dateline: head.dateline,
        published: head.published,
        ..report
    }
}

/// Assembles and dates what was selected. `source` is the decoded text that names the report.
pub(crate) fn build(selection: Selection, source: &str, given: Given, options: &Options) -> Report {
    let Selection { pieces, other_dates, beside } = selection;
    let clean = assemble::assemble(&pieces);
    let known = Known {
        published: given.published,
        publisher: given.publisher,
        address_date: given.address_date,
        shown_date: given.shown_date,
        host: given.host,
        other_dates: &other_dates,
        beside: &beside,
    };
    let head = publication::read(&clean, &known);
    let own_title = clean.title().map(|span| Stated { value: span.slice(&clean.text).to_owned(), span: Some(span) });
    let title = match given.title {
        Some(value) => {
            Some(Stated { span: find(&clean.text, &value).or(own_title.and_then(|t| t.span.filter(|_| t.value == value))), value })
        }
        None => own_title,
    };
    let id = given.id.unwrap_or_else(|| content_id(if given.part { &clean.text } else { source }));
    Report {
        id,
        path: String::new(),
        lang: given.lang.or(options.lang).unwrap_or_else(|| lang::detect_told(&clean.text, given.told_lang.as_deref())),
        text: clean.text,
        blocks: clean.blocks,
        title,
        publisher: head.publisher,
        dateline: head.dateline,
        published: head.published,
        alignment: clean.alignment,
        chars_raw: 0,
        chars_clean: 0,
        issues: Vec::new(),
    }
}

fn find(text: &str, words: &str) -> Option<Span> {
    text.find(words).map(|at| Span::new(at, at + words.len()))
}

/// Counts and remarks that every report gets at the end.
pub(crate) fn finish(report: &mut Report, source: &str, cut: Option<usize>) {
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    (report.chars_raw, report.chars_clean) = (count(source), count(&report.text));
    if let Some(limit) = cut {
        let message = format!("the text has {} bytes; what follows the first {limit} was left out", source.len());
        report.issues.push(Issue::new(IssueKind::Cut, message));
    }
    if !matches!(report.lang, Lang::Ru | Lang::En) {
        report.issues.push(Issue::new(IssueKind::Language, "the language is not analysed; the report is read, dated and searchable only"));
    }
    if report.published.as_ref().and_then(|p| p.value.bounds()).is_none() {
        report.issues.push(Issue::new(IssueKind::Undated, "no full date of publication was found"));
    }
}

/// The first `limit` bytes of a text, back to a character boundary, and where it was cut.
pub(crate) fn clip(text: &str, limit: usize) -> (&str, Option<usize>) {
    if text.len() <= limit {
        return (text, None);
    }
    let mut end = limit;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (&text[..end], Some(end))
}

/// The first 16 hex digits of the SHA-256 of a text.
#[must_use]
pub fn content_id(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
