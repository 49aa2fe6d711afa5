//! Lists of web addresses, one a line; lines that begin with `#` are remarks.

use rapporteur_model::Issue;

use super::{Content, Part, Row, Settings, Sink, Source};
use crate::decode;

pub(super) const ADDRESSES: Row = Row { name: "list of addresses", fits, read };

fn fits(start: &[u8], _: &str) -> bool {
    let Ok(head) = std::str::from_utf8(&start[..start.len().min(4096)]).or_else(|error| std::str::from_utf8(&start[..error.valid_up_to()]))
    else {
        return false;
    };
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
    for (n, line) in text.lines().map(str::trim).enumerate().filter(|(_, line)| is_address(line)) {
        if out(Ok(Part { place: format!("line {}", n + 1), address: Some(line.to_owned()), content: Content::Link })).is_break() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::formats::testing::parts_of;

    #[test]
    fn lines_are_links() {
        let list = "# news\nhttps://a.example/1\n\nhttps://a.example/2\n";
        assert_eq!(parts_of("l.txt", list.as_bytes()), ["line 2 | https://a.example/1 | link", "line 4 | https://a.example/2 | link"]);
    }
}
