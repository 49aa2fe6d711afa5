//! Feeds: RSS, Atom and JSON Feed by `feed-rs`. Days are read as they are written, in the feed's own time zone.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use feed_rs::model::{Entry, Feed};
use rapporteur_model::{Issue, IssueKind};

use super::fields::{Fields, filled};
use super::{Content, Part, Row, Settings, Sink, Source};
use crate::{decode, json};

pub(super) const FEED: Row = Row { name: "feed", fits, read };

fn fits(start: &[u8], _: &str) -> bool {
    let head = String::from_utf8_lossy(&start[..start.len().min(4096)]).replace('\0', "");
    if head.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        return head.contains("jsonfeed.org/version");
    }
    super::xml::root(&head).is_some_and(|root| matches!(root.as_str(), "rss" | "feed" | "rdf"))
}

fn read(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let name = source.name.clone();
    let (text, issue) = decode::decode(&source.whole(settings.limits.bytes)?)?;
    if let Some(issue) = issue
        && out(Err(issue)).is_break()
    {
        return Ok(());
    }
    let text = text.trim_start_matches(|c| c != '<' && c != '{');
    let text = super::xml::as_utf8(text);
    let text = super::xml::with_sound_entities(&text);
    let feed = match parse(&text, &name) {
        Ok(feed) => feed,
        Err(error) => {
            let feed = repaired(&text).and_then(|text| parse(&text, &name).ok());
            let told = super::broken("the feed", &error);
            if out(Err(told)).is_break() {
                return Ok(());
            }
            let Some(feed) = feed else { return Ok(()) };
            feed
        }
    };
    let publisher = feed.title.as_ref().and_then(|title| filled(title.content.trim()));
    if feed.entries.is_empty() {
        let _ = out(Err(Issue::new(IssueKind::Empty, "the feed holds no items")));
    }
    for (n, entry) in feed.entries.iter().enumerate() {
        let part = Part {
            place: format!("item {}", n + 1),
            address: link(entry),
            content: Content::Fields(fields(entry, &feed, publisher.as_ref())),
        };
        if part_is_empty(&part) {
            continue;
        }
        if out(Ok(part)).is_break() {
            break;
        }
    }
    Ok(())
}

fn part_is_empty(part: &Part) -> bool {
    matches!(&part.content, Content::Fields(fields) if fields.text.trim().is_empty())
}

fn parse(text: &str, name: &str) -> Result<Feed, feed_rs::parser::ParseFeedError> {
    let base = if name.contains("://") { Some(name) } else { None };
    feed_rs::parser::Builder::new().base_uri(base).timestamp_parser(day).build().parse(text.as_bytes())
}

/// The day that words name, as its midnight: the library keeps moments, and the day is what was written.
fn day(text: &str) -> Option<DateTime<Utc>> {
    let date = json::read_date(text)?.first()?;
    let day = NaiveDate::from_ymd_opt(i32::from(date.year()?), u32::from(date.month()?), u32::from(date.day()?))?;
    Some(day.and_hms_opt(0, 0, 0)?.and_utc())
}

/// A feed that was cut off, up to its last whole item.
fn repaired(text: &str) -> Option<String> {
    let ends = [("</item>", "</channel></rss>"), ("</entry>", "</feed>"), ("</item>", "</rdf:RDF>")];
    let (end, close) = ends.into_iter().find(|(end, close)| text.contains(end) && (!close.contains("rdf") || text.contains("<rdf:RDF")))?;
    let close = if text.contains("<rdf:RDF") { "</rdf:RDF>" } else { close };
    Some(format!("{}{close}", &text[..text.rfind(end)? + end.len()]))
}

fn fields(entry: &Entry, feed: &Feed, publisher: Option<&String>) -> Fields {
    let body = entry.content.as_ref().and_then(|content| content.body.clone()).and_then(filled);
    let summary = entry.summary.as_ref().and_then(|summary| filled(summary.content.clone()));
    let title = entry.title.as_ref().and_then(|title| filled(title.content.trim()));
    let published = entry.published.or(entry.updated).or(feed.updated.filter(|_| feed.entries.len() == 1));
    let text = match (body, summary) {
        (Some(body), Some(summary)) if body.len() < summary.len() => summary,
        (Some(body), _) => body,
        (None, Some(summary)) => summary,
        (None, None) => title.clone().unwrap_or_default(),
    };
    Fields {
        id: None,
        text,
        title,
        published: published.map(|moment| format!("{:04}-{:02}-{:02}", moment.year(), moment.month(), moment.day())),
        publisher: entry.source.clone().filter(|source| !source.contains("://")).or_else(|| publisher.cloned()),
        url: link(entry),
        lang: entry.language.clone(),
    }
}

fn link(entry: &Entry) -> Option<String> {
    let main = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    main.or(entry.links.first()).map(|link| link.href.trim().to_owned()).filter(|href| href.contains("://"))
}

#[cfg(test)]
mod tests {
    use crate::formats::testing::{parts_of, survives};

    const RSS: &str = "junk<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss version=\"2.0\"><channel><title>Вестник</title><item><title>Один</title><link>https://a.example/1</link><pubDate>Wed, 13 Mar 2024 00:30:00 MSK</pubDate><description><![CDATA[<p>Первый текст.</p>]]></description></item><item><title>Два</title><pubDate>6 февраля 2024</pubDate><description>Второй текст.</description></item></channel></rss>";

    #[test]
    fn items_are_reports_with_their_own_days() {
        let expected =
            ["item 1 | https://a.example/1 | Один | 2024-03-13 | <p>Первый текст.</p>", "item 2 |  | Два | 2024-02-06 | Второй текст."];
        assert_eq!(parts_of("x.xml", &RSS.as_bytes()["junk".len()..]), expected);
    }

    #[test]
    fn a_feed_that_was_cut_off_gives_its_whole_items() {
        let cut = &RSS["junk".len()..RSS.len() - 40];
        let parts = parts_of("x.xml", cut.as_bytes());
        assert!(parts[0].starts_with("! ") && parts[1].starts_with("item 1") && parts.len() == 2, "{parts:?}");
        survives("x.xml", &RSS.as_bytes()["junk".len()..]);
    }

    #[test]
    fn atom_and_json_feeds_are_read() {
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title><entry><title>T</title><published>2024-03-13T23:30:00-08:00</published><content type=\"html\">&lt;p&gt;Words.&lt;/p&gt;</content><link href=\"https://a.example/1\"/></entry></feed>";
        assert_eq!(parts_of("a", atom.as_bytes()), ["item 1 | https://a.example/1 | T | 2024-03-13 | <p>Words.</p>"]);
        let json = r#"{"version":"https://jsonfeed.org/version/1","title":"J","items":[{"id":"1","url":"https://a.example/1","title":"T","content_text":"Words.","date_published":"2024-03-13T10:00:00Z"}]}"#;
        assert_eq!(parts_of("a", json.as_bytes()), ["item 1 | https://a.example/1 | T | 2024-03-13 | Words."]);
    }
}
