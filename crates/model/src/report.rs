//! One article: its clean text, what it says of itself, and the way back to the source. Does no cleaning itself.

use serde::{Deserialize, Serialize};

use crate::{Claim, Edtf, Mention, Span};

/// Names a report by its content: lower-case hex, the same for the same decoded source, whatever its path.
pub type ReportId = String;

/// Language of a report or paragraph: ISO 639-1 code, or `und` where it could not be told.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "ISO 639-1 codes")]
pub enum Lang {
    Ru,
    En,
    Be,
    Uk,
    De,
    Fr,
    Es,
    Zh,
    Ar,
    /// A language that was told but has no variant here: read, dated and searchable, not analysed.
    Other,
    /// Not told.
    #[default]
    Und,
}

impl Lang {
    /// The code as in `--json`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
            Self::Be => "be",
            Self::Uk => "uk",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::Zh => "zh",
            Self::Ar => "ar",
            Self::Other => "other",
            Self::Und => "und",
        }
    }

    /// Reads a code; what is not known here is [`Lang::Other`], the empty string and `und` are [`Lang::Und`].
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        let all = [Self::Ru, Self::En, Self::Be, Self::Uk, Self::De, Self::Fr, Self::Es, Self::Zh, Self::Ar];
        match code {
            "" | "und" => Self::Und,
            _ => all.into_iter().find(|lang| lang.code() == code).unwrap_or(Self::Other),
        }
    }
}

/// A value that the text itself states, with the words; `span` is `None` where it came with the input (a JSON field).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Where the clean text says so.
    pub span: Option<Span>,
}

/// "МИНСК, 22 дек – РИА Новости.": where and when a report was filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The whole dateline.
    pub span: Span,
    /// Place as written ("МИНСК"), if there is one.
    pub place: Option<Stated<String>>,
    /// Date as far as it is written; the year is filled from the date of publication where that is known.
    pub date: Option<Stated<Edtf>>,
}

/// What a stretch of the clean text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline (once; repetitions are cut).
    Title,
    /// A paragraph of the article.
    Paragraph,
    /// An item of a list inside the article.
    ListItem,
    /// A heading inside the article.
    Heading,
    /// The caption of a picture: kept, but no part of the article's flow, and no claim is read from it.
    Caption,
}

/// A stretch of the clean text. Blocks are in order, do not overlap, and are separated by line ends only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is in the clean text.
    pub span: Span,
}

/// Bytes of the clean text that stand in the decoded source unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// First byte in the clean text.
    pub clean: u32,
    /// First byte in the decoded source.
    pub source: u32,
    /// Length in bytes, the same on both sides.
    pub len: u32,
}

/// The way from the clean text back to the decoded source: segments in the order of the clean text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Alignment {
    /// Ordered by `clean`, not overlapping there. Clean bytes in no segment (line ends that were put in) come from nowhere.
    pub segments: Vec<Segment>,
}

impl Alignment {
    /// The alignment of a text that is its own source.
    #[must_use]
    pub fn identity(len: usize) -> Self {
        let len = u32::try_from(len).expect("texts are cut below 4 GiB at intake");
        Self { segments: vec![Segment { clean: 0, source: 0, len }] }
    }

    /// The stretch of the decoded source from the first to the last aligned byte of `span`; `None` where no byte is aligned.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Option<Span> {
        let mut found: Option<Span> = None;
        let from = self.segments.partition_point(|s| (s.clean + s.len) as usize <= span.start());
        for segment in &self.segments[from..] {
            let clean = Span::new(segment.clean as usize, (segment.clean + segment.len) as usize);
            if clean.start() >= span.end() {
                break;
            }
            let (start, end) = (clean.start().max(span.start()), clean.end().min(span.end()));
            if start < end {
                let offset = segment.source as usize;
                let part = Span::new(start - clean.start() + offset, end - clean.start() + offset);
                found = Some(found.map_or(part, |f| f.cover(part)));
            }
        }
        found
    }
}

/// What went wrong with an input, as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IssueKind {
    /// Nothing to read.
    Empty,
    /// Not a text.
    Binary,
    /// Some bytes could not be decoded and were replaced.
    Encoding,
    /// Longer than the limit; the rest was left out.
    Cut,
    /// A line of JSON that could not be read.
    Json,
    /// The language is not analysed; the report is read, dated and searchable only.
    Language,
    /// No date of publication was found.
    Undated,
    /// The report contradicts itself.
    Contradiction,
    /// A sentence too long to be parsed as one; its parts were parsed each by itself.
    LongSentence,
    /// How something was read that was not plain: repaired letters, guessed columns. Nothing was lost.
    Note,
    /// A format that is known and not read.
    Unsupported,
    /// A file or address that could not be read.
    Unreadable,
    /// Anything else.
    Other,
}

/// One issue of a report or input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// What kind.
    pub kind: IssueKind,
    /// One clause for a person: what happened and, where possible, what to do. No full stop.
    pub message: String,
}

impl Issue {
    /// An issue of this kind with this message.
    #[must_use]
    pub fn new(kind: IssueKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// True where nothing was lost and a person should know how it was read.
    #[must_use]
    pub fn is_note(&self) -> bool {
        self.kind == IssueKind::Note
    }

    /// True where the input gave no report at all or part of it was lost: such a run ends with exit code 1.
    #[must_use]
    pub fn is_error(&self) -> bool {
        use IssueKind::{Contradiction, Language, LongSentence, Note, Undated};
        !matches!(self.kind, Language | Undated | Contradiction | LongSentence | Note)
    }
}

/// One article, clean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Content id: the first 16 hex digits of the SHA-256 of the decoded source (for a JSON line: of its text), or the id given with it.
    pub id: ReportId,
    /// Path or address as it was given; of a JSON line its `url` or `PATH:LINE`.
    pub path: String,
    /// Clean text: blocks joined by line ends.
    pub text: String,
    /// Blocks of the text.
    pub blocks: Vec<Block>,
    /// Headline.
    pub title: Option<Stated<String>>,
    /// Publisher or agency as written ("РИА Новости").
    pub publisher: Option<Stated<String>>,
    /// Dateline.
    pub dateline: Option<Dateline>,
    /// Date of publication, as exact as it is known.
    pub published: Option<Stated<Edtf>>,
    /// Language of most of the text.
    pub lang: Lang,
    /// Back to the decoded source.
    pub alignment: Alignment,
    /// Length of the decoded source in characters.
    pub chars_raw: u32,
    /// Length of the clean text in characters.
    pub chars_clean: u32,
    /// What went wrong.
    pub issues: Vec<Issue>,
}

impl Report {
    /// A report whose text is taken as it is: one block a line, nothing cleaned, positions those of the input.
    #[must_use]
    pub fn as_is(id: impl Into<ReportId>, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let body = line.trim();
            if !body.is_empty() {
                let start = at + (line.len() - line.trim_start().len());
                blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, start + body.len()) });
            }
            at += line.len();
        }
        let chars = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        Self {
            id: id.into(),
            path: String::new(),
            blocks,
            title: None,
            publisher: None,
            dateline: None,
            published: None,
            lang: Lang::Und,
            alignment: Alignment::identity(text.len()),
            chars_raw: chars,
            chars_clean: chars,
            issues: Vec::new(),
            text,
        }
    }

    /// The block that holds the first byte of `span`.
    #[must_use]
    pub fn block_of(&self, span: Span) -> Option<&Block> {
        let at = self.blocks.partition_point(|b| b.span.end() <= span.start());
        self.blocks.get(at).filter(|b| b.span.start() <= span.start())
    }
}

/// What one report contributes to the record: the report, its mentions, its claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The report.
    pub report: Report,
    /// Mentions in the order of the text; claims point to them by index.
    pub mentions: Vec<Mention>,
    /// Claims in the order of the text.
    pub claims: Vec<Claim>,
}

#[cfg(test)]
mod tests {
    use super::{Alignment, Report, Segment};
    use crate::Span;

    #[test]
    fn alignment_leads_back_over_a_cut() {
        let alignment = Alignment { segments: vec![Segment { clean: 0, source: 10, len: 5 }, Segment { clean: 6, source: 40, len: 4 }] };
        assert_eq!(alignment.to_source(Span::new(1, 3)), Some(Span::new(11, 13)));
        assert_eq!(alignment.to_source(Span::new(3, 8)), Some(Span::new(13, 42)));
        assert_eq!(alignment.to_source(Span::new(5, 6)), None);
    }

    #[test]
    fn as_is_keeps_positions() {
        let report = Report::as_is("a", "  один\n\nдва \n");
        let words: Vec<_> = report.blocks.iter().map(|b| b.span.slice(&report.text)).collect();
        assert_eq!(words, ["один", "два"]);
        assert!(report.block_of(Span::new(0, 1)).is_none());
    }
}
