//! Formats that are known and not read, each with what to do; and kinds of files that never hold a report.

use rapporteur_model::{Issue, IssueKind};

use super::{Row, Settings, Sink, Source};

pub(super) const OLD_OFFICE: Row = Row { name: "old Office file", fits: is_old_office, read: no_old_office };
pub(super) const PRESENTATION: Row = Row { name: "presentation", fits: is_presentation, read: no_presentation };
pub(super) const APPLE: Row = Row { name: "Apple document", fits: is_apple, read: no_apple };
pub(super) const PICTURE: Row = Row { name: "picture", fits: is_picture, read: no_picture };
pub(super) const SAFARI: Row = Row { name: "Safari archive", fits: is_safari, read: no_safari };
pub(super) const RTF: Row = Row { name: "RTF document", fits: is_rtf, read: no_rtf };
pub(super) const OTHER_ARCHIVE: Row = Row { name: "other archive", fits: is_other_archive, read: no_other_archive };

/// Ends of names that are never reports.
const PASSED_OVER: [&str; 41] = [
    "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "bmp", "tif", "tiff", "css", "js", "map", "db", "sqlite", "db-wal", "db-shm", "mp3",
    "mp4", "avi", "mov", "wav", "ogg", "woff", "woff2", "ttf", "eot", "exe", "dll", "so", "pyc", "toml", "yaml", "yml", "ini", "cfg",
    "lock", "rs", "py", "sh", "bat",
];

/// True for a name whose ending says that it is no report: pictures, styles, settings, programs.
pub(crate) fn is_passed_over(name: &str) -> bool {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    // "~$Report.docx" is Word's note that somebody has the report open, "mimetype" stands in books and documents.
    base.starts_with('.')
        || base.starts_with("~$")
        || base == "mimetype"
        || base.rsplit_once('.').is_some_and(|(_, end)| PASSED_OVER.contains(&end.to_ascii_lowercase().as_str()))
}

/// The container that Office used before its documents were ZIP archives; mail of Outlook and locked documents still are.
pub(super) fn is_old_office(start: &[u8], _: &str) -> bool {
    start.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// True where a member of such a container is called so.
fn has_member(start: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.bytes().flat_map(|byte| [byte, 0]).collect();
    memchr::memmem::find(start, &wide).is_some()
}

fn is_zip_with(start: &[u8], member: &str) -> bool {
    start.starts_with(b"PK\x03\x04") && memchr::memmem::find(start, member.as_bytes()).is_some()
}

fn is_presentation(start: &[u8], name: &str) -> bool {
    is_zip_with(start, "ppt/slides/")
        || is_zip_with(&start[..start.len().min(200)], "opendocument.presentation")
        || (start.starts_with(b"PK\x03\x04") && (name.ends_with(".pptx") || name.ends_with(".odp")))
}

fn is_apple(start: &[u8], name: &str) -> bool {
    let named = [".pages", ".numbers", ".key"].iter().any(|end| name.ends_with(end));
    is_zip_with(start, "Index/Document.iwa") || (named && start.starts_with(b"PK\x03\x04"))
}

fn is_picture(start: &[u8], _: &str) -> bool {
    let riff = start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP");
    riff || [&b"\x89PNG\r\n"[..], b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"AT&TFORM"]
        .iter()
        .any(|sign| start.starts_with(sign))
}

fn is_safari(start: &[u8], _: &str) -> bool {
    start.starts_with(b"bplist00")
}

fn is_rtf(start: &[u8], _: &str) -> bool {
    start.starts_with(b"{\\rtf")
}

fn is_other_archive(start: &[u8], _: &str) -> bool {
    start.starts_with(b"7z\xbc\xaf\x27\x1c")
        || start.starts_with(b"Rar!\x1a\x07")
        || start.starts_with(b"\xfd7zXZ\x00")
        || start.starts_with(b"BZh")
}

fn unread(what: &str) -> Issue {
    Issue::new(IssueKind::Unsupported, what)
}

fn no_old_office(source: Source, settings: &Settings, _: &mut Sink<'_>) -> Result<(), Issue> {
    let name = source.name.to_ascii_lowercase();
    let bytes = source.whole(settings.limits.bytes)?;
    if has_member(&bytes, "EncryptedPackage") {
        return Err(unread("is locked with a password: save it without one and add that"));
    }
    if name.ends_with(".msg") || has_member(&bytes, "__substg1.0_") {
        return Err(unread("is a message of Outlook: save it as EML or as text and add that"));
    }
    Err(unread("is a file of an old Office: save it as DOCX or XLSX and add that"))
}

fn no_presentation(_: Source, _: &Settings, _: &mut Sink<'_>) -> Result<(), Issue> {
    Err(unread("is a presentation: export it as PDF and add that"))
}

fn no_apple(_: Source, _: &Settings, _: &mut Sink<'_>) -> Result<(), Issue> {
    Err(unread("is a document of Pages, Numbers or Keynote: export it as DOCX, XLSX or PDF and add that"))
}

fn no_picture(_: Source, _: &Settings, _: &mut Sink<'_>) -> Result<(), Issue> {
    Err(unread("is a picture: its words have to be recognised first (OCR), for instance with tesseract; add the text that this gives"))
}

fn no_safari(_: Source, _: &Settings, _: &mut Sink<'_>) -> Result<(), Issue> {
    Err(unread("is a web archive of Safari: save the page as HTML (\"Page Source\") or as PDF and add that"))
}

fn no_rtf(_: Source, _: &Settings, _: &mut Sink<'_>) -> Result<(), Issue> {
    Err(unread("is an RTF document: save it as DOCX or text and add that"))
}

fn no_other_archive(_: Source, _: &Settings, _: &mut Sink<'_>) -> Result<(), Issue> {
    Err(unread("is an archive of a kind that is not read (7z, RAR, xz, bzip2): unpack it and add what it holds"))
}

#[cfg(test)]
mod tests {
    use super::is_passed_over;
    use crate::formats::testing::parts_of;

    #[test]
    fn what_is_not_read_says_what_to_do() {
        for (bytes, words) in [
            (&b"%PDF-1.7 x"[..], "pdftotext"),
            (b"{\\rtf1 x", "DOCX"),
            (b"Rar!\x1a\x07\x00", "unpack"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLSX"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1_\0_\0s\0u\0b\0s\0t\0g\x001\0.\x000\0_\0", "Outlook"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "password"),
            (b"PK\x03\x04................ppt/slides/slide1.xml", "PDF"),
            (b"PK\x03\x04................Index/Document.iwa", "Pages"),
            (b"\x89PNG\r\n\x1a\n", "OCR"),
            (b"bplist00", "HTML"),
        ] {
            assert!(parts_of("a", bytes)[0].contains(words), "{words}");
        }
        assert!(
            is_passed_over("x/~$y.docx")
                && is_passed_over("x/y.PNG")
                && is_passed_over(".DS_Store")
                && is_passed_over("report.toml")
                && !is_passed_over("y.png.html")
        );
    }
}
