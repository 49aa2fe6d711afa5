//! Mail by `mail-parser`: single messages, mailboxes, and pages that a browser saved as one file of mail (MHTML).

use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use rapporteur_model::{Issue, IssueKind};

use super::fields::{Fields, filled};
use super::{Content, Part, Row, Settings, Sink, Source, broken};
use crate::intake::Format;

pub(super) const EML: Row = Row { name: "mail", fits, read: read_one };
pub(super) const MBOX: Row = Row { name: "mailbox", fits: is_mailbox, read: read_all };

/// Names that begin the headers of mail.
const HEADERS: [&str; 14] = [
    "from:",
    "to:",
    "date:",
    "subject:",
    "message-id:",
    "mime-version:",
    "received:",
    "return-path:",
    "delivered-to:",
    "content-type:",
    "reply-to:",
    "cc:",
    "content-transfer-encoding:",
    "snapshot-content-location:",
];

/// At least three lines of a mail's header before the first empty line, and nothing but such lines.
fn fits(start: &[u8], _: &str) -> bool {
    let head = String::from_utf8_lossy(&start[..start.len().min(16 << 10)]);
    let lines = head.trim_start_matches('\u{feff}').lines().take_while(|line| !line.trim().is_empty());
    let (mut known, mut first) = (0, true);
    for line in lines {
        let lower = line.to_ascii_lowercase();
        let name = lower.split(':').next().unwrap_or_default();
        let is_header = lower.contains(':') && !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
        if !is_header && (first || !line.starts_with([' ', '\t'])) {
            return false;
        }
        known += usize::from(HEADERS.iter().any(|header| lower.starts_with(header)));
        first = false;
    }
    known >= 3
}

fn is_mailbox(start: &[u8], _: &str) -> bool {
    start.starts_with(b"From ") && memchr::memchr(b'\n', &start[..start.len().min(1000)]).is_some_and(|at| fits(&start[at + 1..], ""))
}

fn read_one(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let bytes = source.whole(settings.limits.bytes)?;
    let _ = message(&bytes, "", out);
    Ok(())
}

fn read_all(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    for (n, one) in MessageIterator::new(source.into_reader()).enumerate() {
        let place = format!("message {}", n + 1);
        let one = match one {
            Ok(one) => one,
            Err(error) => {
                let _ = out(Err(broken(&place, &error)));
                return Ok(());
            }
        };
        if one.contents().len() > settings.limits.bytes {
            let issue = Issue::new(IssueKind::Cut, format!("{place} is longer than {} MB and was left out", settings.limits.bytes >> 20));
            if out(Err(issue)).is_break() {
                return Ok(());
            }
        } else if message(one.contents(), &place, out).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// Gives the words of a message, and its attachments as files of their own.
fn message(bytes: &[u8], place: &str, out: &mut Sink<'_>) -> std::ops::ControlFlow<()> {
    let Some(mail) = MessageParser::default().parse(bytes) else {
        return out(Err(Issue::new(IssueKind::Unreadable, format!("{place} is no mail that can be read"))));
    };
    let inside = |what: &str| if place.is_empty() { what.to_owned() } else { format!("{place}/{what}") };
    if let Some(part) = saved_page(&mail, inside("page")) {
        return out(Ok(part));
    }
    if let Some(fields) = words(&mail) {
        let place = if place.is_empty() { "message".to_owned() } else { place.to_owned() };
        out(Ok(Part { place, address: None, content: Content::Fields(fields) }))?;
    }
    for (n, attached) in mail.attachments().enumerate() {
        let name = attached.attachment_name().map_or_else(|| format!("attachment {}", n + 1), str::to_owned);
        let content = match &attached.body {
            PartType::Message(inner) => inner.raw_message.to_vec(),
            PartType::Text(words) | PartType::Html(words) => words.as_bytes().to_vec(),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.to_vec(),
            PartType::Multipart(_) => continue,
        };
        if !content.is_empty() && !super::unread::is_passed_over(&name) && !is_picture(&content) {
            out(Ok(Part { place: inside(&name), address: None, content: Content::Bytes { bytes: content, format: None, charset: None } }))?;
        }
    }
    std::ops::ControlFlow::Continue(())
}

fn is_picture(bytes: &[u8]) -> bool {
    [&b"\x89PNG"[..], b"\xff\xd8\xff", b"GIF8", b"RIFF"].iter().any(|magic| bytes.starts_with(magic))
}

/// The page of a file that a browser saved.
fn saved_page(mail: &Message<'_>, place: String) -> Option<Part> {
    let location = |name: &'static str| mail.header_raw(name).map(|value| value.trim().to_owned());
    let html = mail.html_bodies().find(|part| matches!(part.body, PartType::Html(_)))?;
    let own = html.content_location().map(str::to_owned);
    let address = location("Snapshot-Content-Location").or_else(|| own.filter(|address| address.contains("://")))?;
    let PartType::Html(words) = &html.body else { return None };
    let content = Content::Bytes { bytes: words.as_bytes().to_vec(), format: Some(Format::Html), charset: Some("utf-8".to_owned()) };
    Some(Part { place, address: Some(address), content })
}

fn words(mail: &Message<'_>) -> Option<Fields> {
    let plain = mail.text_bodies().find_map(|part| if let PartType::Text(words) = &part.body { filled(words.as_ref()) } else { None });
    let page = || mail.html_bodies().find_map(|part| if let PartType::Html(words) = &part.body { filled(words.as_ref()) } else { None });
    let sender = mail.from().and_then(|from| from.first());
    let publisher = sender.and_then(|sender| sender.name().map(str::to_owned).and_then(filled).or_else(|| domain(sender.address()?)));
    Some(Fields {
        id: None,
        text: plain.or_else(page)?,
        title: mail.subject().and_then(filled),
        published: mail.date().map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        publisher,
        url: None,
        lang: None,
    })
}

fn domain(address: &str) -> Option<String> {
    address.rsplit_once('@').map(|(_, domain)| domain.to_owned()).and_then(filled)
}

#[cfg(test)]
mod tests {
    use crate::formats::testing::{parts_of, survives};

    const MAIL: &str = "From: =?utf-8?B?0JLQtdGB0YLQvdC40Lo=?= <news@a.example>\r\nTo: b@b.example\r\nDate: Wed, 13 Mar 2024 23:30:00 +0300\r\nSubject: Talks\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n=CC=E8=ED=E8=F1=F2=F0.\r\n--x\r\nContent-Type: text/plain; name=\"a.txt\"\r\nContent-Disposition: attachment; filename=\"a.txt\"\r\n\r\nWords of the attachment.\r\n--x--\r\n";

    #[test]
    fn words_and_attachments_are_parts() {
        let parts = parts_of("a.eml", MAIL.as_bytes());
        assert_eq!(parts.len(), 2, "{parts:?}");
        assert!(parts[0].starts_with("message |  | Talks | 2024-03-13 | Министр."), "{parts:?}");
        assert!(parts[1].starts_with("a.txt | ") && parts[1].contains("attachment"), "{parts:?}");
        survives("a.eml", MAIL.as_bytes());
    }

    #[test]
    fn a_mailbox_gives_each_message() {
        let one = "From a@a.example Wed Mar 13 2024\nFrom: a@a.example\nDate: Wed, 13 Mar 2024 09:00:00 +0300\nSubject: S\n\nWords.\n\n";
        let parts = parts_of("a.mbox", format!("{one}{one}").as_bytes());
        assert_eq!(parts.len(), 2, "{parts:?}");
        assert!(parts[1].starts_with("message 2 |  | S | 2024-03-13 | Words."), "{parts:?}");
        survives("a.mbox", one.as_bytes());
    }

    #[test]
    fn a_saved_page_keeps_its_address() {
        let saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/1\r\nSubject: T\r\nDate: Wed, 13 Mar 2024 09:00:00 +0300\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/1\r\n\r\n<p>Words.</p>\r\n--x--\r\n";
        let parts = parts_of("a.mhtml", saved.as_bytes());
        assert!(
            parts.len() == 1 && parts[0].starts_with("page | https://a.example/1 |") && parts[0].contains("<p>Words.</p>"),
            "{parts:?}"
        );
    }
}
