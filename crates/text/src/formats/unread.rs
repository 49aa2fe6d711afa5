//! Formats that are known and not read, each with what to do; and kinds of files that never hold a report.

use rapporteur_model::{Issue, IssueKind};

use super::{Row, Settings, Sink, Source};

pub(super) const OLD_OFFICE: Row = Row { name: "old Office file", fits: is_old_office, read: no_old_office };
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
    base.starts_with('.') || base.rsplit_once('.').is_some_and(|(_, end)| PASSED_OVER.contains(&end.to_ascii_lowercase().as_str()))
}

fn is_old_office(start: &[u8], _: &str) -> bool {
    start.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
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

fn no_old_office(_: Source, _: &Settings, _: &mut Sink<'_>) -> Result<(), Issue> {
    Err(unread("is a file of an old Office: save it as DOCX or XLSX and add that"))
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
        ] {
            assert!(parts_of("a", bytes)[0].contains(words));
        }
        assert!(is_passed_over("x/y.PNG") && is_passed_over(".DS_Store") && is_passed_over("report.toml") && !is_passed_over("y.png.html"));
    }
}
