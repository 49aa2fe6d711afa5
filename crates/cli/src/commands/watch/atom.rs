//! The newest things that a watch told, as a file of Atom (RFC 4287), whole at every moment. Entries of before stay, up to a number.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::told::Told;

/// Entries of the file.
const MOST: usize = 200;
/// What a line of an entry begins with; every entry is one line, so that the file can be read again without a parser.
const ENTRY: &str = "<entry>";

/// Puts these before the entries of the file. `now` is in seconds since 1970.
pub fn put(path: &Path, told: &[Told], now: i64) -> Result<()> {
    let moment = jiff::Timestamp::from_second(now).unwrap_or_default();
    let before = std::fs::read_to_string(path).unwrap_or_default();
    if told.is_empty() && !before.is_empty() {
        return Ok(());
    }
    let own: Vec<String> = told.iter().map(|one| entry(one, &moment.to_string())).collect();
    let id = |line: &str| line.split("</id>").next().map(str::to_owned);
    let known = before.lines().filter(|line| line.starts_with(ENTRY) && own.iter().all(|new| id(new) != id(line)));
    let entries: Vec<&str> = own.iter().rev().map(String::as_str).chain(known).take(MOST).collect();
    let feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>Rapporteur</title>\n\
         <id>urn:rapporteur:watch</id>\n<author><name>Rapporteur</name></author>\n<updated>{moment}</updated>\n{}\n</feed>\n",
        entries.join("\n")
    );
    let beside = path.with_extension("atom-new");
    let written = std::fs::write(&beside, feed).and_then(|()| std::fs::rename(&beside, path));
    written.with_context(|| format!("{} cannot be written", path.display()))
}

fn entry(told: &Told, moment: &str) -> String {
    let link = told.address.as_deref().map(|address| format!("<link href=\"{}\"/>", escaped(address))).unwrap_or_default();
    let (id, title, content) = (escaped(&told.id), escaped(&told.title), escaped(&told.json));
    format!(
        "{ENTRY}<id>urn:rapporteur:{id}</id><title>{title}</title><updated>{moment}</updated>{link}<content type=\"text\">{content}</content></entry>"
    )
}

/// Text of an element or attribute, on one line, without what XML forbids.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{MOST, put};
    use crate::commands::watch::told::Told;

    fn told(n: usize) -> Told {
        Told {
            id: format!("e-{n}"),
            title: format!("Talks <{n}> &\n\u{0}"),
            address: Some("http://a.example/?a&b".to_owned()),
            json: "{}".to_owned(),
        }
    }

    #[test]
    fn the_newest_stand_first_and_once() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new.atom");
        put(&path, &[], 0).unwrap();
        assert!(std::fs::read_to_string(&path).unwrap().ends_with("\n</feed>\n"));
        put(&path, &[told(1), told(2)], 1_710_000_000).unwrap();
        put(&path, &[told(3), told(1)], 1_710_003_600).unwrap();
        let feed = std::fs::read_to_string(&path).unwrap();
        let ids: Vec<&str> = feed.lines().filter_map(|line| line.strip_prefix("<entry><id>urn:rapporteur:")?.split('<').next()).collect();
        assert_eq!(ids, ["e-1", "e-3", "e-2"]);
        assert!(feed.contains("<title>Talks &lt;1&gt; &amp;  </title>") && feed.contains("href=\"http://a.example/?a&amp;b\""));
        assert!(feed.contains("<updated>2024-03-09T16:00:00Z</updated>"), "{feed}");
        put(&path, &(0..MOST + 50).map(told).collect::<Vec<_>>(), 1_710_007_200).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap().matches("<entry>").count(), MOST);
    }
}
