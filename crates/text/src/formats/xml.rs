//! What several formats of XML need: the name of the root, a declaration that says UTF-8, words of elements.

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
        let value =
            quick_xml::escape::unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned);
        (local(attribute.key.local_name().as_ref()), value)
    });
    Piece::Start(local(tag.local_name().as_ref()), attributes.collect())
}

fn local(name: &str) -> String {
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{as_utf8, root};

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
