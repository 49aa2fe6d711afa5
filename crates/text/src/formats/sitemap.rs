//! Sitemaps: addresses with the title and day that news sitemaps say of them. The pages themselves are fetched by who may.

use rapporteur_model::Issue;

use super::xml::{self, Piece};
use super::{Content, Part, Row, Settings, Sink, Source, broken};
use crate::decode;

pub(super) const SITEMAP: Row = Row { name: "sitemap", fits, read };

fn fits(start: &[u8], _: &str) -> bool {
    let head = String::from_utf8_lossy(&start[..start.len().min(4096)]);
    head.contains('<') && xml::root(&head).is_some_and(|root| matches!(root.as_str(), "urlset" | "sitemapindex" | "opml"))
}

fn read(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let (text, _) = decode::decode(&source.whole(settings.limits.bytes)?)?;
    let (mut element, mut address, mut number, mut stopped) = (String::new(), String::new(), 0usize, false);
    let mut give = |address: &str, out: &mut Sink<'_>| {
        number += 1;
        let part = Part { place: format!("address {number}"), address: Some(address.trim().to_owned()), content: Content::Link };
        out(Ok(part)).is_continue()
    };
    let end = xml::walk(&xml::as_utf8(&text), &mut |piece| {
        match piece {
            Piece::Start(name, attributes) => {
                if name.eq_ignore_ascii_case("outline")
                    && let Some((_, feed)) = attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case("xmlurl"))
                {
                    stopped = !give(feed, out);
                }
                element = name;
            }
            Piece::Words(words) if element == "loc" => address.push_str(&words),
            Piece::End(name) if name == "loc" => {
                element.clear();
                if !address.trim().is_empty() {
                    stopped = !give(&address, out);
                }
                address.clear();
            }
            Piece::End(_) => element.clear(),
            Piece::Words(_) => {}
        }
        !stopped
    });
    if let Err(error) = end {
        let _ = out(Err(broken("the sitemap", &error)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::formats::testing::{parts_of, survives};

    #[test]
    fn addresses_are_links() {
        let map = "<?xml version='1.0'?><urlset xmlns:news='x'><url><loc> https://a.example/1?a=1&amp;b=2 </loc><news:news><news:title>T</news:title></news:news></url><url><loc>https://a.example/2</loc></url></urlset>";
        assert_eq!(
            parts_of("s.xml", map.as_bytes()),
            ["address 1 | https://a.example/1?a=1&b=2 | link", "address 2 | https://a.example/2 | link"]
        );
        survives("s.xml", map.as_bytes());
        let opml = "<opml><body><outline text='A'><outline type='rss' xmlUrl='https://a.example/rss'/></outline></body></opml>";
        assert_eq!(parts_of("s.opml", opml.as_bytes()), ["address 1 | https://a.example/rss | link"]);
    }
}
