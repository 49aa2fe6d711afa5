//! What several formats of XML need: the name of the root, a declaration that says UTF-8, words of elements.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

/// The local name of the first element, in lower case.
pub(super) fn root(head: &str) -> Option<String> {
    let mut rest = head;
    loop {
        rest = &rest[rest.find('<')? + 1..];
        if rest.starts_with(['?', '!']) {
            // A comment may hold tags.
            rest = if let Some(comment) = rest.strip_prefix("!--") { &comment[comment.find("-->")?..] } else { rest };
            continue;
        }
        let name: String = rest.chars().take_while(|c| !c.is_whitespace() && !matches!(c, '>' | '/')).collect();
        let local = name.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
        return (!local.is_empty()).then_some(local);
    }
}

/// The text without declarations: it was decoded, whatever it says of its encoding, and one in the middle breaks readers.
pub(super) fn as_utf8(text: &str) -> String {
    let (mut made, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("<?xml") {
        made.push_str(&rest[..at]);
        rest = rest[at..].find("?>").map_or("", |end| &rest[at + end + 2..]);
    }
    made.push_str(rest);
    made.trim_start().to_owned()
}

/// The text with ampersands that begin no entity of XML as such, and entities of HTML as characters: sites write both into feeds.
pub(super) fn with_sound_entities(text: &str) -> Cow<'_, str> {
    const OWN: [&str; 5] = ["amp;", "lt;", "gt;", "quot;", "apos;"];
    let mut made: Option<String> = None;
    let mut at = 0;
    while let Some(found) = text[at..].find('&').map(|found| at + found) {
        // Words in a section of characters are as they are.
        let inside = text[at..found].rfind("<![CDATA[").map(|open| at + open);
        if let Some(open) = inside {
            let end = text[open..].find("]]>").map_or(text.len(), |len| open + len);
            if end > found {
                if let Some(made) = &mut made {
                    made.push_str(&text[at..end]);
                }
                at = end;
                continue;
            }
        }
        let rest = &text[found + 1..];
        let numbered = rest.strip_prefix('#').is_some_and(|number| {
            let end = number.find(';').unwrap_or(0);
            (1..=8).contains(&end) && number[..end].chars().all(|c| c.is_ascii_hexdigit() || c == 'x')
        });
        if OWN.iter().any(|name| rest.starts_with(name)) || numbered {
            if let Some(made) = &mut made {
                made.push_str(&text[at..=found]);
            }
            at = found + 1;
            continue;
        }
        let made = made.get_or_insert_with(|| text[..at].to_owned());
        made.push_str(&text[at..found]);
        at = found + 1;
        match crate::page::escaped(&text[found..]) {
            Some((c, len)) => {
                made.push(c);
                at = found + len;
            }
            None => made.push_str("&amp;"),
        }
    }
    match made {
        Some(mut made) => {
            made.push_str(&text[at..]);
            Cow::Owned(made)
        }
        None => Cow::Borrowed(text),
    }
}

/// An element that begins or ends, or words.
pub(super) enum Piece {
    /// Local name, and its attributes by local name.
    Start(String, Vec<(String, String)>),
    End(String),
    Words(String),
}

/// Walks over a document; gives an error where it is broken. `walk` answers `false` to end.
pub(super) fn walk(text: &str, walk: &mut dyn FnMut(Piece) -> bool) -> Result<(), quick_xml::Error> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    loop {
        let go_on = match reader.read_event()? {
            Event::Start(tag) => walk(start(&tag)),
            Event::Empty(tag) => {
                let name = local(tag.local_name().as_ref());
                walk(start(&tag)) && walk(Piece::End(name))
            }
            Event::End(tag) => walk(Piece::End(local(tag.local_name().as_ref()))),
            Event::Text(words) => walk(Piece::Words(words.xml10_content().into_owned())),
            Event::CData(words) => walk(Piece::Words(words.xml10_content().into_owned())),
            Event::GeneralRef(entity) => {
                let name = entity.xml10_content().into_owned();
                let c = crate::page::escaped(&format!("&{name};")).map_or('\u{fffd}', |(c, _)| c);
                walk(Piece::Words(c.to_string()))
            }
            Event::Eof => return Ok(()),
            _ => true,
        };
        if !go_on {
            return Ok(());
        }
    }
}

fn start(tag: &quick_xml::events::BytesStart<'_>) -> Piece {
    let attributes = tag.html_attributes().flatten().map(|attribute| {
        let value = quick_xml::escape::unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), Cow::into_owned);
        (local(attribute.key.local_name().as_ref()), value)
    });
    Piece::Start(local(tag.local_name().as_ref()), attributes.collect())
}

fn local(name: &str) -> String {
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{as_utf8, root, with_sound_entities};

    #[test]
    fn entities_of_pages_are_characters() {
        let check = |text: &str, expected: &str| assert_eq!(with_sound_entities(text), expected);
        check("<t>A & B&nbsp;C &amp; D &#171;x&#xBB; &laquo;y&raquo; R&D</t>", "<t>A &amp; B\u{a0}C &amp; D &#171;x&#xBB; «y» R&amp;D</t>");
        check("<t><![CDATA[A & B &nbsp;]]> & C</t>", "<t><![CDATA[A & B &nbsp;]]> &amp; C</t>");
        check("<t>plain</t>", "<t>plain</t>");
        check("&", "&amp;");
    }

    #[test]
    fn declarations_are_left_out_wherever_they_stand() {
        assert_eq!(as_utf8("<?xml version='1.0' encoding='koi8-r'?>\n<a><?xml encoding='x'?><b/></a>"), "<a><b/></a>");
        assert_eq!(as_utf8("<a><?xml"), "<a>");
    }

    #[test]
    fn roots_are_found_behind_declarations() {
        assert_eq!(root("<?xml version='1.0'?>\n<!-- <rss> -->\n<!DOCTYPE x><rdf:RDF xmlns='x'>").as_deref(), Some("rdf"));
        assert_eq!(root("<rss>").as_deref(), Some("rss"));
        assert_eq!(root("no tag"), None);
    }
}
