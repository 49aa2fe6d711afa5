//! Files of files: ZIP, tar, gzip, Zstandard. Unpacks one member at a time; writes nothing.

use std::io::{BufReader, Read};

use rapporteur_model::{Issue, IssueKind};

use super::source::{unreadable, whole};
use super::unread::is_passed_over;
use super::{Content, Part, Row, Settings, Sink, Source, broken, damaged};

pub(super) const ZIP: Row = Row { name: "ZIP archive", fits: is_zip, read: read_zip };
pub(super) const GZIP: Row = Row { name: "gzip file", fits: is_gzip, read: read_gzip };
pub(super) const ZSTD: Row = Row { name: "Zstandard file", fits: is_zstd, read: read_zstd };
pub(super) const TAR: Row = Row { name: "tar archive", fits: is_tar, read: read_tar };

fn is_zip(start: &[u8], _: &str) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}

fn is_gzip(start: &[u8], _: &str) -> bool {
    start.starts_with(b"\x1f\x8b")
}

fn is_zstd(start: &[u8], _: &str) -> bool {
    start.starts_with(b"\x28\xb5\x2f\xfd")
}

fn is_tar(start: &[u8], _: &str) -> bool {
    start.len() >= 512 && &start[257..262] == b"ustar"
}

fn member(name: &str, bytes: Vec<u8>) -> Part {
    Part { place: name.to_owned(), address: None, content: Content::Bytes { bytes, format: None, charset: None } }
}

fn named(name: &str, issue: Issue) -> Issue {
    Issue::new(issue.kind, format!("{name}: {}", issue.message))
}

fn read_zip(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let wrong = |error: &dyn std::fmt::Display| damaged("archive", error);
    let mut archive = zip::ZipArchive::new(source.anywhere(settings.limits.bytes)?).map_err(|error| wrong(&error))?;
    let mut names: Vec<(String, usize)> = (0..archive.len())
        .map(|n| (archive.name_for_index(n).and_then(Result::ok).map(|name| name.into_owned()).unwrap_or_default(), n))
        .collect();
    names.sort();
    for (name, n) in names {
        if name.ends_with('/') || name.starts_with("__MACOSX/") || is_passed_over(&name) {
            continue;
        }
        let given = match archive.by_index(n) {
            Ok(file) if file.encrypted() => out(Err(Issue::new(IssueKind::Unreadable, format!("{name}: is locked with a password")))),
            Ok(file) => match whole(file, settings.limits.bytes) {
                Ok(bytes) => out(Ok(member(&name, bytes))),
                Err(issue) => out(Err(named(&name, issue))),
            },
            Err(error) => out(Err(named(&name, wrong(&error)))),
        };
        if given.is_break() {
            break;
        }
    }
    Ok(())
}

fn read_tar(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let mut archive = tar::Archive::new(source.into_reader());
    for entry in archive.entries().map_err(|error| unreadable(&error))? {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let _ = out(Err(broken("the archive", &error)));
                break;
            }
        };
        let name = entry.path().map_or_else(|_| "a member".to_owned(), |path| path.display().to_string());
        if !entry.header().entry_type().is_file() || is_passed_over(&name) {
            continue;
        }
        let size = entry.size();
        let given = match whole(entry, settings.limits.bytes) {
            Ok(bytes) if (bytes.len() as u64) < size => out(Err(broken(&name, &"it ends early"))),
            Ok(bytes) => out(Ok(member(&name, bytes))),
            Err(issue) => out(Err(named(&name, issue))),
        };
        if given.is_break() {
            break;
        }
    }
    Ok(())
}

fn read_gzip(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let name = source.name.clone();
    packed(flate2::bufread::MultiGzDecoder::new(source.into_reader()), &name, &[".gz", ".tgz"], settings, out)
}

fn read_zstd(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let name = source.name.clone();
    let reader = zstd::stream::read::Decoder::with_buffer(source.into_reader()).map_err(|error| unreadable(&error))?;
    packed(reader, &name, &[".zst", ".zstd"], settings, out)
}

/// What one packed file holds: a container is read as it unpacks, all else at once.
fn packed(reader: impl Read + Send + 'static, name: &str, endings: &[&str], settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let lower = base.to_ascii_lowercase();
    let inner = endings.iter().find_map(|end| lower.strip_suffix(end)).filter(|inner| !inner.is_empty()).unwrap_or("content").to_owned();
    let mut reader = BufReader::with_capacity(super::source::START, reader);
    let start = peek(&mut reader).map_err(|error| Issue::new(IssueKind::Unreadable, format!("is broken ({error})")))?;
    match super::of(&start, &inner) {
        // Streams that are read part by part may be of any length.
        Some(row) if matches!(row.name, "web archive" | "tar archive" | "mailbox") => {
            (row.read)(Source::of_reader(Box::new(std::io::Cursor::new(start).chain(reader)), &inner), settings, out)
        }
        _ => {
            let all = std::io::Cursor::new(start).chain(reader);
            let part = match whole(all, settings.limits.bytes) {
                Ok(bytes) => Ok(member(&inner, bytes)),
                Err(issue) => Err(named(&inner, issue)),
            };
            let _ = out(part);
            Ok(())
        }
    }
}

/// The first bytes of a reader.
fn peek(reader: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut start = Vec::new();
    match reader.take(super::source::START as u64).read_to_end(&mut start) {
        Ok(_) => Ok(start),
        // What came before the break is looked at.
        Err(_) if !start.is_empty() => Ok(start),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use crate::formats::testing::{parts_of, parts_with, survives};
    use crate::formats::{Limits, Settings};

    fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_come_in_order_and_in_depth() {
        let inner = zip(&[("c.txt", b"Three.")]);
        let outer =
            zip(&[("b/a.txt", b"Two."), ("a.txt", b"One."), ("p.png", b"x"), ("z.zip", &inner), ("n.json", br#"[{"text":"Four."}]"#)]);
        assert_eq!(
            parts_of("o.zip", &outer),
            ["a.txt |  |  |  | One.", "b/a.txt |  |  |  | Two.", "n.json/member 1 |  |  |  | Four.", "z.zip/c.txt |  |  |  | Three.",]
        );
        survives("o.zip", &outer);
    }

    #[test]
    fn packed_files_are_unpacked() {
        let mut builder = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_ustar();
        header.set_size(4);
        header.set_cksum();
        builder.append_data(&mut header, "d/a.txt", &b"One."[..]).unwrap();
        let packed = builder.into_inner().unwrap();
        assert_eq!(parts_of("a.tar", &packed), ["d/a.txt |  |  |  | One."]);
        assert_eq!(parts_of("a.tar.gz", &gz(&packed)), ["d/a.txt |  |  |  | One."]);
        assert_eq!(parts_of("a.txt.gz", &gz(b"Words.")), ["a.txt |  |  |  | Words."]);
        assert_eq!(parts_of("a.txt.zst", &zstd::encode_all(&b"Words."[..], 3).unwrap()), ["a.txt |  |  |  | Words."]);
        survives("a.tar", &packed);
        survives("a.gz", &gz(&packed));
    }

    #[test]
    fn bombs_are_not_unpacked() {
        let limits = Limits { bytes: 1 << 20, depth: 3, parts: 5, least: 2 << 20, times: 1 };
        let settings = Settings { limits, ..Settings::default() };
        let zeros = gz(&vec![0u8; 8 << 20]);
        let parts = parts_with("b.gz", &zeros, &settings);
        assert!(parts[0].contains("longer than 1 MB"), "{parts:?}");
        let mut nested = b"Words.".to_vec();
        for _ in 0..10 {
            nested = zip(&[("a.zip", &nested)]);
        }
        assert!(parts_with("a.zip", &nested, &settings)[0].contains("levels deep"));
        let many: Vec<(String, Vec<u8>)> = (0..9).map(|n| (format!("{n}.txt"), b"x".to_vec())).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let parts = parts_with("a.zip", &zip(&many), &settings);
        assert!(parts.len() == 6 && parts[5].contains("more parts"), "{parts:?}");
        let large: Vec<u8> = vec![b'a'; 900 << 10];
        let parts = parts_with("a.zip", &zip(&[("a", &large), ("b", &large), ("c", &large)]), &settings);
        assert!(parts.len() == 3 && parts[2].contains("more bytes"), "{}", parts.len());
    }
}
