//! Documents of word processors (DOCX, ODT): paragraphs, headings and rows of tables, out of the XML in their ZIP.

use std::fmt::Write;

use rapporteur_model::{Issue, IssueKind};

use super::fields::Fields;
use super::source::whole;
use super::xml::{self, Piece};
use super::{Content, Part, Row, Settings, Sink, Source, broken, damaged};

pub(super) const DOCX: Row = Row { name: "DOCX document", fits: is_docx, read: read_docx };
pub(super) const ODT: Row = Row { name: "ODT document", fits: is_odt, read: read_odt };

fn is_docx(start: &[u8], name: &str) -> bool {
    start.starts_with(b"PK\x03\x04") && (name.ends_with(".docx") || memchr::memmem::find(start, b"word/document.xml").is_some())
}

fn is_odt(start: &[u8], _: &str) -> bool {
    start.starts_with(b"PK\x03\x04") && memchr::memmem::find(&start[..start.len().min(200)], b"opendocument.text").is_some()
}

fn read_docx(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    read(source, settings, out, "word/document.xml")
}

fn read_odt(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    read(source, settings, out, "content.xml")
}

fn read(source: Source, settings: &Settings, out: &mut Sink<'_>, member: &str) -> Result<(), Issue> {
    let wrong = |error: &dyn std::fmt::Display| damaged("document", error);
    let mut archive = zip::ZipArchive::new(source.anywhere(settings.limits.bytes)?).map_err(|error| wrong(&error))?;
    let file = archive.by_name(member).map_err(|error| match error {
        zip::result::ZipError::FileNotFound => {
            Issue::new(IssueKind::Unsupported, "is called a document and holds none: if it is an archive, call it .zip and add it again")
        }
        other => wrong(&other),
    })?;
    let bytes = whole(file, settings.limits.bytes)?;
    let mut page = Page::default();
    if let Err(error) = xml::walk(&String::from_utf8_lossy(&bytes), &mut |piece| {
        page.take(piece);
        true
    }) {
        let _ = out(Err(broken("the document", &error)));
    }
    page.end_block();
    if page.html.is_empty() {
        return Err(Issue::new(IssueKind::Empty, "the document holds no text"));
    }
    let fields = Fields { text: page.html, ..Fields::default() };
    let _ = out(Ok(Part { place: "document".to_owned(), address: None, content: Content::Fields(fields) }));
    Ok(())
}

/// The document as a page: both formats know paragraphs, headings, tables.
#[derive(Default)]
struct Page {
    html: String,
    words: String,
    heading: bool,
    /// Words of these elements are none of the text: notes, deletions, fields.
    passed_over: usize,
    in_words: bool,
    tables: usize,
    cells: Vec<String>,
}

impl Page {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Start(name, attributes) => self.start(&name, &attributes),
            Piece::End(name) => self.end(&name),
            Piece::Words(words) if self.in_words && self.passed_over == 0 => self.words.push_str(&words),
            Piece::Words(_) => {}
        }
    }

    fn start(&mut self, name: &str, attributes: &[(String, String)]) {
        let value = |key: &str| attributes.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str());
        match name {
            "p" => self.in_words = true,
            "h" => (self.in_words, self.heading) = (true, true),
            "pStyle" => {
                let style = value("val").unwrap_or_default().to_lowercase();
                self.heading = style.starts_with("heading") || style.starts_with("title") || style.starts_with("заголовок");
            }
            "del" | "moveFrom" | "note" | "annotation" | "tracked-changes" | "instrText" | "delText" => self.passed_over += 1,
            "br" | "line-break" | "cr" => self.words.push(' '),
            "tab" | "s" if self.in_words => self.words.push(' '),
            "tbl" | "table" => {
                self.end_block();
                self.tables += 1;
            }
            "tr" | "table-row" => self.cells.clear(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "del" | "moveFrom" | "note" | "annotation" | "tracked-changes" | "instrText" | "delText" => {
                self.passed_over = self.passed_over.saturating_sub(1);
            }
            "p" | "h" if self.tables == 0 => self.end_block(),
            "p" | "h" => self.words.push(' '),
            "tc" | "table-cell" => self.cells.push(std::mem::take(&mut self.words).trim().to_owned()),
            "tr" | "table-row" => {
                let cells: String = self.cells.drain(..).map(|cell| format!("<td>{}</td>", escaped(&cell))).collect();
                let _ = write!(self.html, "<table><tr>{cells}</tr></table>");
            }
            "tbl" | "table" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
    }

    fn end_block(&mut self) {
        let words = std::mem::take(&mut self.words);
        let tag = if std::mem::take(&mut self.heading) { "h2" } else { "p" };
        self.in_words = false;
        if !words.trim().is_empty() {
            let _ = write!(self.html, "<{tag}>{}</{tag}>", escaped(words.trim()));
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use crate::formats::testing::{parts_of, survives};

    fn zip(members: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, words) in members {
            writer.start_file(*name, zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
            writer.write_all(words.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn paragraphs_headings_and_rows() {
        let docx = zip(&[(
            "word/document.xml",
            "<w:document><w:body><w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Talks</w:t></w:r></w:p><w:p><w:r><w:t>Ann </w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:t>&amp; Bob met.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Ann</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>minister</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
        )]);
        assert_eq!(
            parts_of("a.docx", &docx),
            ["document |  |  |  | <h2>Talks</h2><p>Ann &amp; Bob met.</p><table><tr><td>Ann</td><td>minister</td></tr></table>"]
        );
        survives("a.docx", &docx);
        let odt = zip(&[
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            (
                "content.xml",
                "<office:text><text:h>Talks</text:h><text:p>Ann<text:s/>met <text:span>Bob</text:span>.</text:p></office:text>",
            ),
        ]);
        assert_eq!(parts_of("a.odt", &odt), ["document |  |  |  | <h2>Talks</h2><p>Ann met Bob.</p>"]);
        survives("a.odt", &odt);
    }
}
