//! Letters that a program before us read as another encoding ("РњРёРЅРёСЃС‚СЂ", "Ìèíèñòð", "нЙОЙУФТ"): put right where one reading alone gives
//! words, else left as they are.

use encoding_rs::{Encoding, KOI8_R, UTF_8, WINDOWS_1251, WINDOWS_1252};

use super::cyrillic::likeness;

/// As what the bytes were read, and what they are.
struct Way {
    read: &'static Encoding,
    is: &'static Encoding,
    named: &'static str,
}

static WAYS: [Way; 6] = [
    Way { read: WINDOWS_1251, is: UTF_8, named: "UTF-8 as windows-1251" },
    Way { read: WINDOWS_1252, is: UTF_8, named: "UTF-8 as windows-1252" },
    Way { read: WINDOWS_1252, is: WINDOWS_1251, named: "windows-1251 as windows-1252" },
    Way { read: WINDOWS_1251, is: KOI8_R, named: "KOI8-R as windows-1251" },
    Way { read: WINDOWS_1252, is: KOI8_R, named: "KOI8-R as windows-1252" },
    Way { read: KOI8_R, is: WINDOWS_1251, named: "windows-1251 as KOI8-R" },
];

/// Likeness of a text that reads like Russian; running text has about -3.0.
const WORDS: f32 = -3.6;
/// By how much the repaired text must read better, a letter.
const CLEARLY: f32 = 0.9;
/// Fewer letters beyond ASCII are not judged.
const LEAST: usize = 12;

/// The text put right, and how it had been read; `None` where it reads well as it is or no way makes it better.
pub(super) fn repair(text: &str) -> Option<(String, &'static str)> {
    if !text.contains(|c: char| !c.is_ascii()) {
        return None;
    }
    words(text).or_else(|| signs(text))
}

/// Signs and letters of Latin script that were written in two or three bytes ("itâ€™s", "MÃ¼ller"): nothing else is valid UTF-8.
fn signs(text: &str) -> Option<(String, &'static str)> {
    let way = &WAYS[1];
    let turned = |line: &str| if is_marked(line) { turned(line, way).or_else(|| pieces(line, way)) } else { None };
    let lines: Vec<(&str, Option<String>)> = text.split_inclusive('\n').map(|line| (line, turned(line))).collect();
    let any = lines.iter().any(|(_, turned)| turned.is_some());
    any.then(|| (lines.into_iter().map(|(line, turned)| turned.unwrap_or_else(|| line.to_owned())).collect(), way.named))
}

/// What begins letters of Latin scripts and signs in two or three bytes.
fn is_marked(text: &str) -> bool {
    ["â€", "Ã", "Â", "Ä", "Å"].iter().any(|mark| text.contains(mark))
}

/// A line of which a piece was lost or is right already: its other pieces, where a sequence of signs is whole UTF-8.
fn pieces(line: &str, way: &Way) -> Option<String> {
    let (mut made, mut changed, mut rest) = (String::with_capacity(line.len()), false, line);
    while let Some(at) = rest.find(|c: char| !c.is_ascii()) {
        made.push_str(&rest[..at]);
        let len = rest[at..].find(|c: char| c.is_ascii()).unwrap_or(rest.len() - at);
        let run = &rest[at..at + len];
        // One letter alone is itself; two that make one were one.
        match turned(run, way).filter(|turned| run.chars().count() >= 2 && turned.chars().count() < run.chars().count()) {
            Some(turned) => {
                made.push_str(&turned);
                changed = true;
            }
            None => made.push_str(run),
        }
        rest = &rest[at + len..];
    }
    made.push_str(rest);
    changed.then_some(made)
}

fn words(text: &str) -> Option<(String, &'static str)> {
    let sample: String = text.lines().filter(|line| is_odd(line)).take(200).collect::<Vec<_>>().join("\n");
    if sample.chars().filter(|c| !c.is_ascii()).count() < LEAST {
        return None;
    }
    let own = likeness(&sample);
    let scored = WAYS.iter().filter_map(|way| turned(&sample, way).map(|turned| (likeness(&turned), way)));
    let (score, way) = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let foreign = turned(&sample, way)?;
    let (beyond, ascii) = (foreign.chars().filter(|c| !c.is_ascii()).count(), foreign.bytes().filter(u8::is_ascii_alphabetic).count());
    if score < WORDS || score < own + CLEARLY || beyond < ascii {
        return None;
    }
    let mut repaired = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match if is_odd(line) { turned(line, way).filter(|turned| likeness(turned) > likeness(line)) } else { None } {
            Some(turned) => repaired.push_str(&turned),
            None => repaired.push_str(line),
        }
    }
    Some((repaired, way.named))
}

/// A line that does not read like Russian and has letters beyond ASCII.
fn is_odd(line: &str) -> bool {
    line.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) && likeness(line) < WORDS
}

/// The line's bytes as they were, read as what they are; `None` where they cannot have been that.
fn turned(line: &str, way: &Way) -> Option<String> {
    let mut bytes = Vec::with_capacity(line.len());
    let mut buffer = [0; 4];
    for c in line.chars() {
        match c {
            // The one byte that windows-1251 leaves free, as programs keep or lose it.
            '\u{98}' | '\u{fffd}' if way.read == WINDOWS_1251 => bytes.push(0x98),
            '\u{80}'..='\u{9f}' => bytes.push(c as u8),
            _ => {
                let (encoded, _, lost) = way.read.encode(c.encode_utf8(&mut buffer));
                if lost {
                    return None;
                }
                bytes.extend_from_slice(&encoded);
            }
        }
    }
    let (text, broken) = way.is.decode_without_bom_handling(&bytes);
    (!broken).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{WAYS, repair};

    const TEXT: &str = "Министр торговли встретился в Минске с послом, стороны обсудили Исламабад и подписали меморандум.";

    #[test]
    fn every_way_back() {
        for way in &WAYS {
            let read = way.read.decode_without_bom_handling(&way.is.encode(TEXT).0).0.into_owned();
            assert_eq!(repair(&read), Some((TEXT.to_owned(), way.named)));
        }
    }

    #[test]
    fn signs_of_latin_texts() {
        assert_eq!(repair("Itâ€™s the ministerâ€™s visit to MÃ¼nchen").unwrap().0, "It’s the minister’s visit to München");
        assert_eq!(repair("JÄ\u{81}nis met Nuñez – â€œgoodâ€\u{9d}").unwrap().0, "Jānis met Nuñez – “good”");
        assert_eq!(repair("ÅžimÅŸek and ÄŒapek").unwrap().0, "Şimşek and Čapek");
    }

    #[test]
    fn good_text_stays() {
        for text in [
            TEXT,
            "The minister met his colleague – “good talks” – in Malmö, São Paulo and Kraków.",
            "Der Bürgermeister würdigte die Größe der Städte überall.",
            "Åsa Ängström och Örjan Ödmann i Ärla; Ångermanland. SÃO PAULO.",
        ] {
            assert_eq!(repair(text), None);
        }
        assert_eq!(repair("国防部长会见了代表团并签署了协议，双方同意进一步合作"), None);
    }
}
