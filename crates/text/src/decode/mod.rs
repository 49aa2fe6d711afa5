//! Bytes into text: byte order marks, UTF-16, UTF-8, and the encodings before it by `chardetng`; two encodings in one file; letters that
//! were read wrongly before they came here. Looks at no format but the charset that a page states.

mod cyrillic;
mod upstream;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use rapporteur_model::{Issue, IssueKind};

/// How many bytes are looked at to tell what they are.
const PROBE: usize = 64 * 1024;

/// Text of `bytes` without a byte order mark, as reports of them were read; `None` when they are no text.
#[must_use]
pub fn text_of(bytes: &[u8]) -> Option<String> {
    decode(bytes).ok().map(|(text, _)| text)
}

/// Text of `bytes` without a byte order mark, and an issue where some could not be decoded; `Err` when they are no text.
///
/// # Errors
/// [`IssueKind::Empty`] and [`IssueKind::Binary`].
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, Option<Issue>), Issue> {
    decode_as(bytes, None)
}

/// As [`decode`]; `charset` is what came with the bytes (a header), believed where they can be it.
pub(crate) fn decode_as(bytes: &[u8], charset: Option<&str>) -> Result<(String, Option<Issue>), Issue> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Issue::new(IssueKind::Empty, "the input holds no text"));
    }
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, len)) => (encoding, &bytes[len..]),
        None => (guess(bytes, charset)?, bytes),
    };
    if encoding != UTF_8
        && let Some((text, lines)) = two_encodings(body, encoding)
    {
        let message = format!("two encodings in one file: {lines} lines are {}, the others UTF-8; all were read", encoding.name());
        return Ok((text, Some(Issue::new(IssueKind::Note, message))));
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(body);
    if text.trim().is_empty() {
        return Err(Issue::new(IssueKind::Empty, "the input holds no text"));
    }
    // Letters that were read wrongly before may look like control characters.
    let repaired = upstream::repair(&text);
    if looks_binary(repaired.as_ref().map_or(&text, |(repaired, _)| repaired)) {
        return Err(binary());
    }
    if let Some((repaired, how)) = repaired {
        return Ok((
            repaired,
            Some(Issue::new(IssueKind::Note, format!("letters had been read as another encoding ({how}) and were put right"))),
        ));
    }
    let issue =
        had_errors.then(|| Issue::new(IssueKind::Encoding, format!("some bytes are not {} and were replaced by U+FFFD", encoding.name())));
    Ok((text.into_owned(), issue))
}

fn binary() -> Issue {
    Issue::new(IssueKind::Binary, "the input is binary data of a kind that is not read; save it as text, HTML, PDF or DOCX and add that")
}

fn guess(bytes: &[u8], charset: Option<&str>) -> Result<&'static Encoding, Issue> {
    let probe = &bytes[..bytes.len().min(PROBE)];
    if let Some(encoding) = utf16_without_mark(probe) {
        return Ok(encoding);
    }
    if is_known_container(probe) || probe.iter().filter(|&&b| b == 0).count() * 100 > probe.len() {
        return Err(binary());
    }
    if std::str::from_utf8(bytes).is_ok() || is_mostly_utf8(bytes) {
        return Ok(UTF_8);
    }
    let given = charset.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|&encoding| encoding != UTF_8);
    let stated = given.or_else(|| stated_charset(probe));
    let guessed = stated.unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(bytes.get(..1 << 20).unwrap_or(bytes), true);
        detector.guess(None, Utf8Detection::Deny)
    });
    Ok(cyrillic::better(&foreign_lines(bytes), guessed))
}

/// The lines that are no UTF-8, without stretches of it; all where none is.
fn foreign_lines(bytes: &[u8]) -> Vec<u8> {
    let probe = &bytes[..bytes.len().min(PROBE)];
    let mut foreign = Vec::new();
    for line in probe.split(|&b| b == b'\n').filter(|line| std::str::from_utf8(line).is_err()) {
        for stretch in stretches(line) {
            if let Stretch::Other(bytes) = stretch {
                foreign.extend_from_slice(&bytes);
            }
        }
        foreign.push(b'\n');
    }
    if foreign.is_empty() { probe.to_vec() } else { foreign }
}

/// The text of lines some of which are UTF-8 and the others not, and how many are not; `None` where hardly any line is UTF-8 beyond ASCII.
fn two_encodings(bytes: &[u8], other: &'static Encoding) -> Option<(String, usize)> {
    let (mut text, mut good, mut foreign, mut high) = (String::new(), 0usize, 0usize, 0usize);
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        high += line.iter().filter(|b| !b.is_ascii()).count();
        match std::str::from_utf8(line) {
            Ok(line) => {
                good += line.bytes().filter(|b| !b.is_ascii()).count();
                text.push_str(line);
            }
            Err(_) => {
                foreign += 1;
                good += both_in_line(line, other, &mut text);
            }
        }
    }
    (good >= 16 && good * 20 >= high).then_some((text, foreign))
}

/// Adds a line that is not UTF-8 as a whole: stretches of UTF-8 as such, the rest in the other encoding. The bytes of the former beyond ASCII.
fn both_in_line(line: &[u8], other: &'static Encoding, text: &mut String) -> usize {
    let mut good = 0;
    for stretch in stretches(line) {
        match stretch {
            Stretch::Utf8(words) => {
                good += words.bytes().filter(|b| !b.is_ascii()).count();
                text.push_str(words);
            }
            Stretch::Other(bytes) => text.push_str(&other.decode_without_bom_handling(&bytes).0),
        }
    }
    good
}

/// A part of a line in two encodings.
enum Stretch<'a> {
    Utf8(&'a str),
    Other(Vec<u8>),
}

/// A line in stretches of UTF-8 that stand there by no chance, and what lies between.
fn stretches(line: &[u8]) -> Vec<Stretch<'_>> {
    let (mut made, mut foreign) = (Vec::new(), Vec::new());
    for chunk in line.utf8_chunks() {
        if chunk.valid().bytes().filter(|b| !b.is_ascii()).count() >= UTF8_RUN {
            made.push(Stretch::Other(std::mem::take(&mut foreign)));
            made.push(Stretch::Utf8(chunk.valid()));
        } else {
            foreign.extend_from_slice(chunk.valid().as_bytes());
        }
        foreign.extend_from_slice(chunk.invalid());
    }
    made.push(Stretch::Other(foreign));
    made
}

/// Bytes beyond ASCII of whole UTF-8 in a row that another encoding has by no chance.
const UTF8_RUN: usize = 12;

/// First bytes of formats that are often given by mistake.
fn is_known_container(probe: &[u8]) -> bool {
    const MAGIC: [&[u8]; 8] =
        [b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"SQLite format 3\0"];
    MAGIC.iter().any(|magic| probe.starts_with(magic))
}

/// UTF-16 without a byte order mark: nearly all high bytes are those of Latin (0), of Cyrillic (4) or of punctuation (0x20).
fn utf16_without_mark(probe: &[u8]) -> Option<&'static Encoding> {
    let pairs = probe.len() / 2;
    if pairs < 4 {
        return None;
    }
    let high = |odd: usize| probe.chunks_exact(2).filter(|pair| matches!(pair[odd], 0 | 4 | 0x20)).count();
    let low_zero = |odd: usize| probe.chunks_exact(2).filter(|pair| pair[1 - odd] == 0).count();
    let is_high = |odd: usize| high(odd) * 20 >= pairs * 19 && low_zero(odd) * 20 < pairs && probe.contains(&0);
    match (is_high(1), is_high(0)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// True when at least nine in ten characters beyond ASCII are whole UTF-8 sequences.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= bad * 9
}

/// The charset that a page states in its first bytes (`<meta charset>`, `http-equiv`, an XML declaration).
fn stated_charset(probe: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&probe[..probe.len().min(4096)]).to_ascii_lowercase();
    if !head.contains('<') {
        return None;
    }
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let label: String =
        head[at..].trim_start_matches(['"', '\'']).chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    // The bytes are known not to be UTF-8, whatever the page says.
    Encoding::for_label(label.as_bytes()).filter(|&encoding| encoding != UTF_8)
}

/// Many control characters or replacement characters: whatever was decoded, it is not for reading.
fn looks_binary(text: &str) -> bool {
    let (mut odd, mut all) = (0usize, 0usize);
    for c in text.chars().take(PROBE) {
        all += 1;
        odd += usize::from((c.is_control() && !c.is_whitespace()) || c == '\u{fffd}');
    }
    odd * 20 > all
}

#[cfg(test)]
mod tests {
    use super::decode;
    use rapporteur_model::IssueKind;

    const TEXT: &str = "Председатель комитета провёл встречу с министром обороны; стороны обсудили сотрудничество и подписали протокол.";

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let with_mark = |mark: &[u8], body: &[u8]| [mark, body].concat();
        let inputs = [
            TEXT.as_bytes().to_vec(),
            with_mark(b"\xef\xbb\xbf", TEXT.as_bytes()),
            with_mark(b"\xff\xfe", &utf16),
            with_mark(b"\xfe\xff", &utf16be),
            utf16,
            utf16be,
            encoding_rs::WINDOWS_1251.encode(TEXT).0.into_owned(),
            encoding_rs::KOI8_R.encode(TEXT).0.into_owned(),
            encoding_rs::IBM866.encode(TEXT).0.into_owned(),
            encoding_rs::X_MAC_CYRILLIC.encode(TEXT).0.into_owned(),
        ];
        for (n, input) in inputs.iter().enumerate() {
            assert_eq!(decode(input).unwrap().0, TEXT, "input {n}");
        }
    }

    #[test]
    fn two_encodings_in_one_file_are_both_read() {
        let both = [TEXT.as_bytes(), b"\n", &encoding_rs::WINDOWS_1251.encode(TEXT).0].concat();
        let (text, issue) = decode(&both).unwrap();
        assert_eq!(text, format!("{TEXT}\n{TEXT}"));
        assert!(issue.unwrap().message.contains("two encodings"));
        let (half, rest) = TEXT.split_at(TEXT.find(';').unwrap());
        let line = [&*encoding_rs::WINDOWS_1251.encode(half).0, rest.as_bytes()].concat();
        assert_eq!(decode(&line).unwrap().0, TEXT);
    }

    #[test]
    fn broken_utf8_is_read_with_an_issue() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes[40] = 0xff;
        let (text, issue) = decode(&bytes).unwrap();
        assert!(text.contains('\u{fffd}') && text.ends_with("протокол."));
        assert_eq!(issue.unwrap().kind, IssueKind::Encoding);
    }

    #[test]
    fn no_text_is_an_issue() {
        let kind = |bytes: &[u8]| decode(bytes).unwrap_err().kind;
        assert_eq!(kind(b""), IssueKind::Empty);
        assert_eq!(kind(b" \n\t"), IssueKind::Empty);
        assert_eq!(kind(b"\xef\xbb\xbf\n"), IssueKind::Empty);
        assert_eq!(kind(b"%PDF-1.7 abc"), IssueKind::Binary);
        assert_eq!(kind(&(0..=255).cycle().take(5000).collect::<Vec<u8>>()), IssueKind::Binary);
    }
}
