//! Files that hold reports: which format a file has, and the parts that it gives. A format is one file here and one row of [`ROWS`].
//!
//! Every format gives its parts one after the other to a [`Sink`]; a part that is a container itself (a page of a web archive that is a
//! feed, a table in a ZIP) is opened in turn, as deep as [`Limits`] allow. What cannot be read is an issue with the part's place, and the
//! parts around it are still read.

mod addresses;
mod archive;
mod feed;
mod fields;
mod json;
mod limits;
mod mail;
mod markdown;
mod office;
mod pdf;
mod sheet;
mod sitemap;
mod source;
mod table;
mod unread;
mod warc;
mod xml;

use std::ops::ControlFlow;

use rapporteur_model::{Issue, IssueKind};

pub(crate) use fields::Fields;
pub(crate) use json::fields as fields_of;
pub use limits::Limits;
pub use pdf::{PdfLine, PdfPages, PdfReader};
pub(crate) use source::Source;
pub use table::Columns;
pub(crate) use unread::is_passed_over;

use crate::intake::Format;

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Where it stands in the file ("item 3", a path in an archive, the id of a record).
    pub(crate) place: String,
    /// Its own address, where it says one.
    pub(crate) address: Option<String>,
    pub(crate) content: Content,
}

/// What a part holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    /// A text with what was said of it beside the text.
    Fields(Fields),
    /// Bytes that may be anything; the format where the container says so.
    Bytes { bytes: Vec<u8>, format: Option<Format>, charset: Option<String> },
    /// A web address that the file only names.
    Link,
}

/// Takes the parts of a file, or what is wrong with one, one after the other; ends the reading where it answers so.
pub(crate) type Sink<'a> = dyn FnMut(Result<Part, Issue>) -> ControlFlow<()> + 'a;

/// What readers of formats are told.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Which columns of tables hold what.
    pub columns: Columns,
    /// How much is read.
    pub limits: Limits,
    /// Reads PDF.
    pub pdf: PdfReader,
}

/// A format that holds reports or files of reports.
pub(crate) struct Row {
    /// What people call it.
    pub(crate) name: &'static str,
    /// True for a file of this format, by its first bytes and its name in lower case.
    fits: fn(&[u8], &str) -> bool,
    /// Gives the parts; an issue where the file cannot be opened at all.
    read: fn(Source, &Settings, &mut Sink<'_>) -> Result<(), Issue>,
}

/// All formats, the surest signs first.
static ROWS: [Row; 25] = [
    warc::WARC,
    unread::PRESENTATION,
    unread::APPLE,
    office::DOCX,
    office::ODT,
    sheet::XLSX,
    sheet::ODS,
    archive::ZIP,
    archive::GZIP,
    archive::ZSTD,
    archive::TAR,
    pdf::PDF,
    sheet::XLS,
    unread::PICTURE,
    unread::SAFARI,
    unread::OLD_OFFICE,
    unread::RTF,
    unread::OTHER_ARCHIVE,
    mail::MBOX,
    mail::EML,
    addresses::ADDRESSES,
    sitemap::SITEMAP,
    feed::FEED,
    json::ARRAY,
    table::CSV,
];

/// Files of one format that are read as a text with more markup.
static MARKDOWN: Row = markdown::MARKDOWN;

/// The format of a file of parts; `None` for a plain text, a page, lines of JSON and what is unknown.
pub(crate) fn of(start: &[u8], name: &str) -> Option<&'static Row> {
    let name = name.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    ROWS.iter().chain([&MARKDOWN]).find(|row| (row.fits)(start, &name))
}

/// What is read of a file that may hold others, and how deep.
pub(crate) struct Reading<'a> {
    pub(crate) settings: &'a Settings,
    /// Bytes that all parts together may still have.
    pub(crate) left: u64,
    /// Parts that may still come.
    pub(crate) parts: usize,
}

/// A part that is no container, at its whole place in the outermost file.
pub(crate) struct Leaf {
    pub(crate) place: String,
    pub(crate) address: Option<String>,
    pub(crate) content: Content,
}

impl Reading<'_> {
    /// Reads a container and those inside it; every part goes to `out`.
    ///
    /// # Errors
    /// Why the container cannot be opened.
    pub(crate) fn read(
        &mut self,
        row: &Row,
        source: Source,
        place: &str,
        depth: usize,
        out: &mut dyn FnMut(Result<Leaf, (String, Issue)>) -> ControlFlow<()>,
    ) -> Result<(), Issue> {
        let settings = self.settings;
        (row.read)(source, settings, &mut |part| match part {
            Ok(part) => self.part(part, place, depth, out),
            Err(issue) => out(Err((place.to_owned(), issue))),
        })
    }

    fn part(
        &mut self,
        part: Part,
        place: &str,
        depth: usize,
        out: &mut dyn FnMut(Result<Leaf, (String, Issue)>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Part { place: own, address, content } = part;
        let place = if place.is_empty() { own.clone() } else { format!("{place}/{own}") };
        let length = match &content {
            Content::Bytes { bytes, .. } => bytes.len() as u64,
            Content::Fields(fields) => fields.text.len() as u64,
            Content::Link => 0,
        };
        if self.parts == 0 || length > self.left {
            let limit = if self.parts == 0 { "parts" } else { "bytes" };
            let issue = Issue::new(
                IssueKind::Cut,
                format!("holds more {limit} than are read of one file; what follows {place} was left out: unpack it and add its parts"),
            );
            out(Err((place, issue)))?;
            return ControlFlow::Break(());
        }
        (self.parts, self.left) = (self.parts - 1, self.left - length);
        if let Content::Bytes { bytes, format: None, charset } = content {
            let Some(row) = of(&bytes[..bytes.len().min(source::START)], &own) else {
                return out(Ok(Leaf { place, address, content: Content::Bytes { bytes, format: None, charset } }));
            };
            if depth >= self.settings.limits.depth {
                let message = format!("is {} levels deep in other files and was left out: unpack it and add what it holds", depth + 1);
                return out(Err((place, Issue::new(IssueKind::Cut, message))));
            }
            return match self.read(row, Source::of_bytes(bytes, &own), &place, depth + 1, out) {
                Ok(()) => ControlFlow::Continue(()),
                Err(issue) => out(Err((place, issue))),
            };
        }
        out(Ok(Leaf { place, address, content }))
    }
}

/// An issue of a file that is broken somewhere.
/// A file that cannot be opened at all.
fn damaged(what: &str, error: &dyn std::fmt::Display) -> Issue {
    Issue::new(IssueKind::Unreadable, format!("is a broken {what} ({error}): it may have been cut off; copy or fetch it again"))
}

fn broken(what: &str, error: &dyn std::fmt::Display) -> Issue {
    Issue::new(IssueKind::Unreadable, format!("{what} is broken or cut off ({error}); what stands before that was read"))
}

#[cfg(test)]
pub(crate) mod testing {
    //! One helper for the tests of all formats.
    #![allow(clippy::unwrap_used, reason = "test helpers")]

    use std::ops::ControlFlow;

    use super::{Content, Leaf, Limits, Reading, Settings, Source, of};

    /// What a file gives: `place | address | title | published | text` of each part, or `! place: issue`.
    pub(crate) fn parts_of(name: &str, bytes: &[u8]) -> Vec<String> {
        parts_with(name, bytes, &Settings::default())
    }

    pub(crate) fn parts_with(name: &str, bytes: &[u8], settings: &Settings) -> Vec<String> {
        let mut all = Vec::new();
        let row = of(&bytes[..bytes.len().min(super::source::START)], name).unwrap_or_else(|| panic!("{name} has no format"));
        let mut reading = Reading { settings, left: settings.limits.unpacked(bytes.len() as u64), parts: settings.limits.parts };
        let mut out = |part: Result<Leaf, (String, rapporteur_model::Issue)>| {
            all.push(match part {
                Ok(leaf) => told(leaf),
                Err((place, issue)) => format!("! {place}: {}", issue.message),
            });
            ControlFlow::Continue(())
        };
        let end = reading.read(row, Source::of_bytes(bytes.to_vec(), name), "", 0, &mut out);
        if let Err(issue) = end {
            all.push(format!("! {}", issue.message));
        }
        all
    }

    fn told(leaf: Leaf) -> String {
        let address = leaf.address.unwrap_or_default();
        match leaf.content {
            Content::Fields(fields) => format!(
                "{} | {address} | {} | {} | {}",
                leaf.place,
                fields.title.unwrap_or_default(),
                fields.published.unwrap_or_default(),
                fields.text
            ),
            Content::Bytes { bytes, .. } => format!("{} | {address} |  |  | {}", leaf.place, String::from_utf8_lossy(&bytes)),
            Content::Link => format!("{} | {address} | link", leaf.place),
        }
    }

    /// Every file of a format may come broken: cut anywhere, empty, with bytes changed. None panics or goes on for ever.
    pub(crate) fn survives(name: &str, bytes: &[u8]) {
        let settings = Settings { limits: Limits { bytes: 1 << 24, ..Limits::default() }, ..Settings::default() };
        let read = |bytes: &[u8]| {
            if let Some(row) = of(bytes, name) {
                let mut reading = Reading { settings: &settings, left: 1 << 24, parts: 1000 };
                let _ = reading.read(row, Source::of_bytes(bytes.to_vec(), name), "", 0, &mut |_| ControlFlow::Continue(()));
            }
        };
        for n in 0..24 {
            read(&bytes[..bytes.len() * n / 24]);
            let mut changed = bytes.to_vec();
            if let Some(byte) = changed.get_mut(bytes.len() * n / 24) {
                *byte ^= 0x55;
            }
            read(&changed);
        }
    }
}
