//! Markdown by `pulldown-cmark`, with the lines of fields that may stand before it.

use pulldown_cmark::{Options, Parser, html};
use rapporteur_model::Issue;

use super::fields::{Fields, filled};
use super::table::{Field, field};
use super::{Content, Part, Row, Settings, Sink, Source};
use crate::decode;

pub(super) const MARKDOWN: Row = Row { name: "Markdown", fits, read };

fn fits(_: &[u8], name: &str) -> bool {
    [".md", ".markdown", ".mdown"].iter().any(|end| name.ends_with(end))
}

fn read(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let (text, issue) = decode::decode(&source.whole(settings.limits.bytes)?)?;
    if let Some(issue) = issue
        && out(Err(issue)).is_break()
    {
        return Ok(());
    }
    let (mut fields, body) = front(&text);
    html::push_html(&mut fields.text, Parser::new_ext(body, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH));
    let _ = out(Ok(Part { place: "document".to_owned(), address: fields.url.clone(), content: Content::Fields(fields) }));
    Ok(())
}

/// Fields between lines of dashes at the start, and what follows them.
fn front(text: &str) -> (Fields, &str) {
    let mut fields = Fields::default();
    let Some((head, body)) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")).and_then(|rest| rest.split_once("\n---"))
    else {
        return (fields, text);
    };
    for line in head.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = filled(value.trim().trim_matches(['"', '\'']));
        match field(name) {
            Some(Field::Title) => fields.title = value,
            Some(Field::Date) => fields.published = value,
            Some(Field::Publisher) => fields.publisher = value,
            Some(Field::Url) => fields.url = value,
            Some(Field::Lang) => fields.lang = value,
            _ => {}
        }
    }
    (fields, body.trim_start_matches('-'))
}

#[cfg(test)]
mod tests {
    use crate::formats::testing::{parts_of, survives};

    #[test]
    fn a_document_with_fields() {
        let text = "---\ntitle: \"Talks\"\ndate: 2024-03-13\nurl: https://a.example/1\n---\n# Talks\n\nAnn **met** [Bob](x).\n";
        assert_eq!(
            parts_of("a.md", text.as_bytes()),
            [
                "document | https://a.example/1 | Talks | 2024-03-13 | <h1>Talks</h1>\n<p>Ann <strong>met</strong> <a href=\"x\">Bob</a>.</p>\n"
            ]
        );
        survives("a.md", text.as_bytes());
    }
}
