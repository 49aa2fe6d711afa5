//! Lists of web addresses: one a line (lines that begin with `#` are remarks), the shortcuts that desktops keep, the bookmarks that browsers
//! export.

use rapporteur_model::Issue;

use super::{Content, Part, Row, Settings, Sink, Source};
use crate::decode;

pub(super) const ADDRESSES: Row = Row { name: "list of addresses", fits, read };

/// How the other lists begin, and what stands before an address in them.
const KEPT: [(&str, &str); 2] = [("[InternetShortcut]", "\nURL="), ("<!DOCTYPE NETSCAPE-Bookmark-file-1>", "HREF=\"")];

/// What stands before each address, where this is no plain list.
fn kept(head: &str) -> Option<&'static str> {
    let head = head.trim_start_matches('\u{feff}').trim_start();
    KEPT.iter().find(|(sign, _)| head.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign))).map(|(_, before)| *before)
}

fn fits(start: &[u8], _: &str) -> bool {
    let Ok(head) = std::str::from_utf8(&start[..start.len().min(4096)]).or_else(|error| std::str::from_utf8(&start[..error.valid_up_to()]))
    else {
        return false;
    };
    if kept(head).is_some() {
        return true;
    }
    let cut = start.len() > head.len();
    let mut lines: Vec<&str> = head.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if cut {
        lines.pop();
    }
    let addresses = lines.iter().filter(|line| is_address(line)).count();
    addresses > 0 && lines.iter().all(|line| is_address(line) || line.starts_with('#'))
}

fn is_address(line: &str) -> bool {
    (line.starts_with("http://") || line.starts_with("https://")) && !line.contains(char::is_whitespace)
}

fn read(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let (text, _) = decode::decode(&source.whole(settings.limits.bytes)?)?;
    let mut link = |place: String, address: &str| out(Ok(Part { place, address: Some(address.to_owned()), content: Content::Link }));
    let lines =
        || text.lines().map(str::trim).enumerate().filter(|(_, line)| is_address(line)).map(|(n, line)| (format!("line {}", n + 1), line));
    let pieces = |before| {
        let ends = |c: char| c == '"' || c.is_whitespace();
        let all = text.split(before).skip(1).filter_map(move |rest| rest.split(ends).next()).filter(|address| is_address(address));
        all.enumerate().map(|(n, address)| (format!("address {}", n + 1), address))
    };
    let _ = match kept(&text) {
        Some(before) => pieces(before).try_for_each(|(place, address)| link(place, address)),
        None => lines().try_for_each(|(place, address)| link(place, address)),
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::formats::testing::parts_of;

    #[test]
    fn lines_are_links() {
        let list = "# news\nhttps://a.example/1\n\nhttps://a.example/2\n";
        let shortcut = "[InternetShortcut]\r\nURL=https://a.example/1\r\nIconIndex=0\r\n";
        assert_eq!(parts_of("News.url", shortcut.as_bytes()), ["address 1 | https://a.example/1 | link"]);
        let bookmarks = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF=\"https://a.example/1\" ADD_DATE=\"1\">One</A>\n<DT><A HREF=\"place:x\">Two</A>\n";
        assert_eq!(parts_of("bookmarks.html", bookmarks.as_bytes()), ["address 1 | https://a.example/1 | link"]);
        assert_eq!(parts_of("l.txt", list.as_bytes()), ["line 2 | https://a.example/1 | link", "line 4 | https://a.example/2 | link"]);
    }
}
